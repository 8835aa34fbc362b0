"""What every verb works at: the library, opened when it is first needed, and the two streams to print on."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reader.terminal.colour import output_width, wants_colour
from reader.terminal.printer import Printer

if TYPE_CHECKING:
    from reader.config import Config
    from reader.library.library import Library

__all__ = ["Desk", "is_terminal"]


class Desk:
    """The surroundings of one command. Close it when the command is done."""

    def __init__(self, arguments: Namespace) -> None:
        self.arguments = arguments
        self.json: bool = arguments.json
        self.quiet: bool = arguments.quiet
        self.home = Path(arguments.home).expanduser() if arguments.home else None
        self.out = _printer(sys.stdout, arguments.color)
        self.err = _printer(sys.stderr, arguments.color)
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """The library, opened."""
        if self._library is None:
            from reader.library.library import Library

            self._library = Library(self.home)
        return self._library

    @cached_property
    def config(self) -> Config:
        """The user's settings; what is wrong with them is told once, on standard error."""
        from reader.config import load_config

        config = load_config()
        for problem in config.problems:
            self.say(problem)
        return config

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at both ends and can be asked."""
        return is_terminal(sys.stdin) and is_terminal(sys.stderr)

    def title(self, text: str, taken: int) -> str:
        """A title on one line; on a terminal cut to what `taken` cells leave of its width."""
        from reader.terminal import printable_line
        from reader.terminal.cells import cut

        line = printable_line(text)
        return cut(line, max(20, self.out.width - taken)) if is_terminal(sys.stdout) else line

    def say(self, words: str) -> None:
        """A line on standard error: what was done, or a warning. Not with `--quiet`."""
        if not self.quiet:
            self.err.line("reader: " + words)

    def close(self) -> None:
        """Let go of the library."""
        if self._library is not None:
            self._library.close()
            self._library = None


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _printer(stream: IO[str], choice: str) -> Printer:
    colour = wants_colour(choice, os.environ, is_terminal(stream))
    return Printer(stream, colour=colour, width=output_width(stream, os.environ))
