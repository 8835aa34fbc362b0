"""What went wrong, in words for a person; the edges (command line, screen) alone print it."""

from __future__ import annotations

__all__ = ["NotFound", "ReaderError", "UsageError"]


class ReaderError(Exception):
    """A failure that the reader is told in one line: what, why, and what to do next.

    `exit_code` is what the command line ends with: 1 for a thing not found or not done, 2 for wrong usage.
    """

    exit_code = 1

    def __init__(self, title: str, reason: str = "", next_step: str = "") -> None:
        self.title = title
        self.reason = reason
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.title}: {self.reason}" if self.reason else self.title
        return f"{line} ({self.next_step})" if self.next_step else line


class NotFound(ReaderError):
    """The article, note, highlight or name asked for is not in the library."""


class UsageError(ReaderError):
    """The words of the command or of a query are off."""

    exit_code = 2
