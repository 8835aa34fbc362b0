"""Half-open ranges of characters: the one coordinate of everything that points into an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Range", "merged"]


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """`[start, end)` in characters (code points) of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def overlaps(self, other: Range) -> bool:
        """Whether the two share a character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def of(self, text: str) -> str:
        """The characters of `text` that the range covers."""
        return text[self.start : self.end]


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same characters as few ranges in order; touching ranges become one."""
    result: list[Range] = []
    for piece in sorted(ranges):
        if result and piece.start <= result[-1].end:
            if piece.end > result[-1].end:
                result[-1] = Range(result[-1].start, piece.end)
        else:
            result.append(piece)
    return result
