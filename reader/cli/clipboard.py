"""Text onto the clipboard from a command: by the terminal, and by the desktop's own program where there is one."""

from __future__ import annotations

import base64
import os
from contextlib import suppress

from reader.errors import ReaderError

__all__ = ["to_clipboard"]

_LIMIT = 74_000
"""Bytes that terminals take by OSC 52: xterm's is the least."""


def to_clipboard(text: str) -> str:
    """Copy; the words that say which way it went. Raises ReaderError where there is no way."""
    from reader.tui.clipboard import clipboard_program, copy

    told: list[bool] = []

    def to_terminal(words: str) -> None:
        told.append(_by_terminal(words))

    words = copy(text, to_terminal)
    if not any(told) and not clipboard_program():
        raise ReaderError(
            "cannot reach a clipboard", "no terminal that takes so much, and no clipboard program",
            "pipe it: `reader export … | wl-copy`",
        )  # fmt: skip
    return words


def _by_terminal(text: str) -> bool:
    """Whether the terminal was sent the text: it is asked by its own device, whatever standard output is."""
    data = text.encode("utf-8", "replace")
    if len(data) > _LIMIT or os.environ.get("TERM", "dumb") in ("dumb", ""):
        return False
    with suppress(OSError):
        device = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
        try:
            os.write(device, b"\x1b]52;c;" + base64.b64encode(data) + b"\x07")
            return True
        finally:
            os.close(device)
    return False
