"""Text onto the clipboard: by the terminal (OSC 52) and, on this machine's own screen, by the desktop's
program.

OSC 52 has no reply: nobody knows whether the terminal took it. So the words say which way it went.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

__all__ = ["clipboard_program", "copy"]

_PROGRAMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("pbcopy", "", ()),
    ("wl-copy", "WAYLAND_DISPLAY", ()),
    ("xclip", "DISPLAY", ("-selection", "clipboard")),
    ("xsel", "DISPLAY", ("--clipboard", "--input")),
)
_WAIT = 2.0
"""Seconds that a clipboard program may take."""


def clipboard_program(environment: Mapping[str, str] | None = None) -> list[str]:
    """The command that takes text for the desktop's clipboard; empty over ssh and where there is none."""
    values = os.environ if environment is None else environment
    if values.get("SSH_CONNECTION") or values.get("SSH_TTY"):
        return []
    for name, needed, arguments in _PROGRAMS:
        path = shutil.which(name, path=values.get("PATH"))
        if path and (not needed or values.get(needed)):
            return [path, *arguments]
    return []


def copy(text: str, to_terminal: Callable[[str], None]) -> str:
    """Copy text both ways; the words that say which way it went."""
    to_terminal(text)
    command = clipboard_program()
    if not command:
        return "sent to the terminal's clipboard"
    try:
        subprocess.run(  # noqa: S603 - a fixed program found on the PATH; the text is its input alone
            command,
            input=text.encode(),
            timeout=_WAIT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return "sent to the terminal's clipboard"
    return f"copied by {os.path.basename(command[0])}"
