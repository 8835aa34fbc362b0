"""Keywords of a source: tags to suggest, each once whatever its case, in the source's order."""

from __future__ import annotations

from collections.abc import Iterable

from reader.article.characters import safe_line

__all__ = ["distinct"]

_MOST = 40
_LONGEST = 60


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """The words without repeats (case does not count), each one line, none of them a sentence."""
    found: dict[str, str] = {}
    for word in words:
        line = safe_line(word).strip(" #.,;:\"'")
        if line and len(line) <= _LONGEST:
            found.setdefault(line.casefold(), line)
    return tuple(found.values())[:_MOST]
