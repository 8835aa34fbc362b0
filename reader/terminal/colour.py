"""Whether to colour, how wide to write, and the sixteen colours that the command line writes in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO, Literal

__all__ = ["STYLES", "Style", "output_width", "wants_colour"]

Style = Literal[
    "title", "heading", "strong", "em", "code", "strike", "link", "dim", "id", "tag", "lit", "quote",
    "good", "warning", "error",
]  # fmt: skip

STYLES: dict[Style, str] = {
    "title": "1",
    "heading": "1;36",
    "strong": "1",
    "em": "3",
    "code": "33",
    "strike": "9",
    "link": "4",
    "dim": "2",
    "id": "36",
    "tag": "35",
    "lit": "1;33",
    "quote": "32",
    "good": "32",
    "warning": "33",
    "error": "31",
}
"""SGR parameters of each style. Only the terminal's own sixteen colours: its user chose them to be
legible."""

DEFAULT_WIDTH = 80


def wants_colour(choice: str, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """`--color`, then NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then CLICOLOR=0, then whether it is a
    terminal."""
    if choice in ("always", "never"):
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    for name in ("CLICOLOR_FORCE", "FORCE_COLOR"):
        if environment.get(name, "0") not in ("0", "", "false"):
            return True
    if environment.get("CLICOLOR") == "0":
        return False
    return is_terminal and environment.get("TERM", "") != "dumb"


def output_width(stream: IO[str], environment: Mapping[str, str]) -> int:
    """Cells across: `COLUMNS`, else the terminal's, else 80."""
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:6]) > 0:
        return int(columns[:6])
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):
        return DEFAULT_WIDTH
