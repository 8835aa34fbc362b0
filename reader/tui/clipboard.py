"""Text onto the clipboard: by the terminal (OSC 52) and, on this machine's own screen, by the desktop's
program.

OSC 52 has no reply: nobody knows whether the terminal took it. So the words say which way it went. Multiplexers keep
such sequences to themselves unless they are wrapped: tmux in its pass-through (`allow-passthrough`), GNU screen in
device control strings of at most 768 bytes.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

__all__ = ["clipboard_program", "copy", "osc52"]

_PROGRAMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("pbcopy", "", ()),
    ("wl-copy", "WAYLAND_DISPLAY", ()),
    ("xclip", "DISPLAY", ("-selection", "clipboard")),
    ("xsel", "DISPLAY", ("--clipboard", "--input")),
)
_WAIT = 2.0
"""Seconds that a clipboard program may take."""
_SCREEN_PIECE = 760
"""Characters of one control string that GNU screen passes on."""


def osc52(text: str, environment: Mapping[str, str] | None = None) -> str:
    """The sequences that put text on the terminal's clipboard, wrapped for the multiplexer it runs in.

    tmux takes a plain one itself where `set-clipboard` is on, and passes a wrapped one where it may: it gets both.
    """
    values = os.environ if environment is None else environment
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"
    wrapping = _multiplexer(values)
    if wrapping == "tmux":
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if wrapping == "screen":
        pieces = [plain[at : at + _SCREEN_PIECE] for at in range(0, len(plain), _SCREEN_PIECE)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def _multiplexer(environment: Mapping[str, str]) -> str:
    if environment.get("TMUX"):
        return "tmux"
    return "screen" if environment.get("STY") else ""


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
    through = _multiplexer(os.environ)
    sent = "sent to the terminal's clipboard (OSC 52" + (f" through {through})" if through else ")")
    command = clipboard_program()
    if not command:
        return sent
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
        return sent
    return f"copied by {os.path.basename(command[0])}"
