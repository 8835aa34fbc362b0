"""What was copied: the clipboard, read through the program that the desktop has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from reader.errors import ReaderError

__all__ = ["clipboard"]

_SECONDS = 10


def clipboard(limit: int) -> bytes:
    """Its text, at most so many bytes. Raises ReaderError: no way to it, nothing in it, too large."""
    for command in _commands():
        program = shutil.which(command[0])
        if program is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603 - a program of the desktop, by a fixed name
                [program, *command[1:]], capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode:
            continue
        if not done.stdout.strip():
            raise ReaderError("the clipboard is empty", "", "copy something first")
        if len(done.stdout) > limit:
            raise ReaderError("what was copied is too large", f"the limit is {limit // 2**20} MB")
        return done.stdout
    raise ReaderError(
        "the clipboard cannot be read", "no program for it is here",
        "install wl-clipboard, xclip or xsel; or paste: `reader add -`",
    )  # fmt: skip


def _commands() -> Iterator[list[str]]:
    if sys.platform == "darwin":
        yield ["pbpaste"]
    if os.environ.get("WAYLAND_DISPLAY"):
        yield ["wl-paste", "--no-newline"]
    if os.environ.get("DISPLAY"):
        yield ["xclip", "-out", "-selection", "clipboard"]
        yield ["xsel", "--clipboard", "--output"]
    yield ["powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"]
    yield ["termux-clipboard-get"]
