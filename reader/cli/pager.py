"""Long output on a terminal goes through the user's pager; what reaches it went through the door like all
else."""

from __future__ import annotations

import os
import sys
from io import StringIO

from reader.cli.desk import Desk, is_terminal
from reader.terminal.printer import Printer

__all__ = ["Paged"]


class Paged:
    """Collects what is printed, and on leaving shows it: at once where it fits the screen or goes to a
    pipe."""

    def __init__(self, desk: Desk, *, wanted: bool = True) -> None:
        self.desk = desk
        self.active = wanted and is_terminal(sys.stdout) and is_terminal(sys.stdin)
        self.buffer = StringIO()

    def __enter__(self) -> Printer:
        if not self.active:
            return self.desk.out
        return Printer(self.buffer, colour=self.desk.out.colour, width=self.desk.out.width)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self.active or kind is not None:
            return
        text = self.buffer.getvalue()
        if text.count("\n") < _screen_lines() or not _shown_in_pager(text):
            self.desk.out.stream.write(text)


def _screen_lines() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 24


def _shown_in_pager(text: str) -> bool:
    """Whether a pager took it. `PAGER` empty or `cat` means none."""
    import shlex
    import subprocess

    command = os.environ.get("PAGER", "less")
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    if not words or words[0] == "cat":
        return False
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX"), "LESSCHARSET": "utf-8"}
    try:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own pager
    except OSError:
        return False
    try:
        process.communicate(text.encode("utf-8", "replace"))
    except KeyboardInterrupt:  # for the pager, not for us
        process.wait()
    return True
