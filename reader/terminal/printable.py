"""Text that cannot act on a terminal."""

from __future__ import annotations

from reader.article.characters import LINE_LIMIT, safe_line, safe_text

__all__ = ["printable", "printable_line"]


def printable(text: str) -> str:
    """The text without control, override and hidden characters; line ends are LF, and TAB stays."""
    return safe_text(text)


def printable_line(text: str, limit: int = LINE_LIMIT) -> str:
    """The same on one line of at most `limit` characters."""
    return safe_line(text, limit)
