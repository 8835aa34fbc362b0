"""Writes lines to a stream: the only way by which the command line prints.

Every piece of text goes through `printable` here, and styles are put on afterwards, so that no word of an
article, a title or a file's name can bring an escape sequence of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from reader.terminal.colour import STYLES, Style
from reader.terminal.printable import printable

__all__ = ["Piece", "Printer", "json_array", "json_text", "painted"]

_READABLE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ASCII = json.JSONEncoder(allow_nan=False)

Piece = str | tuple[str, Style | None]
"""A run of text, alone or with its style."""


class Printer:
    """A stream, and what may be done on it: colours, and how many cells a line has."""

    def __init__(self, stream: IO[str], *, colour: bool, width: int) -> None:
        self.stream = stream
        self.colour = colour
        self.width = width

    def line(self, *pieces: Piece) -> None:
        """One line (or more, where the text has newlines) of these pieces."""
        self.stream.write(painted(pieces, self.colour) + "\n")

    def lines(self, lines: Iterable[Iterable[Piece]]) -> None:
        """Several lines, each of its pieces."""
        for pieces in lines:
            self.line(*pieces)

    def text(self, text: str) -> None:
        """A whole text as it stands, ending in a newline."""
        text = printable(text)
        self.stream.write(text if text.endswith("\n") else text + "\n")

    def chunk(self, text: str) -> None:
        """A piece of a longer text that is written piece by piece; adds nothing."""
        self.stream.write(printable(text))

    def json(self, value: Any) -> None:
        """One JSON value: a list has an item a line, an object a key a line."""
        encoding = (getattr(self.stream, "encoding", None) or "utf-8").lower().replace("-", "")
        ascii_only = encoding not in ("utf8", "utf8sig")
        if isinstance(value, list):
            self.stream.write(json_array(json_text(item, ascii_only) for item in value))
        elif isinstance(value, dict):
            rows = (
                f"{json_text(str(key), ascii_only)}: {json_text(item, ascii_only)}"
                for key, item in value.items()
            )
            self.stream.write(json_array(rows, "{", "}"))
        else:
            self.stream.write(json_text(value, ascii_only) + "\n")

    def flush(self) -> None:
        """Hand over what is buffered."""
        self.stream.flush()


def painted(pieces: Iterable[Piece], colour: bool) -> str:
    """The pieces as one text, with SGR sequences around those that have a style where `colour`."""
    parts: list[str] = []
    for piece in pieces:
        text, style = piece if isinstance(piece, tuple) else (piece, None)
        text = printable(text)
        parts.append(f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colour and style and text else text)
    return "".join(parts)


def json_text(value: Any, ascii_only: bool = False) -> str:
    """JSON on one line that holds every character of `value` and none that acts on a terminal.

    Characters that `printable` would take out are written as escapes, so that nothing is lost.
    """
    text = (_ASCII if ascii_only else _READABLE).encode(value)
    if not ascii_only and printable(text) != text:
        text = _ASCII.encode(value)
    return text.replace("\x7f", "\\u007f")


def json_array(rows: Iterable[str], opener: str = "[", closer: str = "]") -> str:
    """Rows of JSON between brackets, one a line."""
    body = ",\n".join(rows)
    return f"{opener}\n{body}\n{closer}\n" if body else f"{opener}{closer}\n"
