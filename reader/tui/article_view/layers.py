"""Lit ranges over the text, in layers, and how a stretch of text is cut where they begin and end.

Everything that lights text up (inline marks, entities, quotes, highlights, hits) is a range with the name of
a style. Nothing here knows what a name looks like. Ranges of one layer may overlap and nest.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["LAYERS", "Layer", "LayerRange", "Piece", "SpanLayer", "cut"]

LAYERS = (
    "entity", "phrase", "quote", "ticked", "sentence", "highlight", "note", "dimmed", "pace",
    "hit", "hit-current", "flash",
)  # fmt: skip
"""From the bottom to the top. The selection stands above them all."""


@dataclass(frozen=True, slots=True)
class LayerRange:
    """One lit range of characters of `Article.text`.

    `style` is the suffix of a component class: `entity-person`, `quote`, `highlight-yellow`, `note`. `key` is
    what the caller wants back when the range is clicked.
    """

    start: int
    end: int
    style: str
    key: str = ""


Piece = tuple[int, int, tuple[str, ...]]
"""`(start, end, styles)`: characters that all of the same styles cover, from the bottom to the top."""


class Layer:
    """Ranges in order, found by place in logarithmic time."""

    __slots__ = ("_reach", "_starts", "ranges")

    def __init__(self, ranges: Iterable[LayerRange] = ()) -> None:
        self.ranges: Sequence[LayerRange] = sorted(
            (item for item in ranges if item.start < item.end), key=lambda item: (item.start, -item.end)
        )
        self._starts = [item.start for item in self.ranges]
        self._reach = list(accumulate((item.end for item in self.ranges), max))

    def __len__(self) -> int:
        return len(self.ranges)

    @property
    def starts(self) -> Sequence[int]:
        """Where each begins, in order."""
        return self._starts

    def touching(self, start: int, end: int) -> Iterator[LayerRange]:
        """The ranges that share a character with `[start, end)`, in order."""
        for number in range(bisect_right(self._reach, start), bisect_left(self._starts, end)):
            item = self.ranges[number]
            if item.end > start:
                yield item

    def step(self, offset: int, count: int) -> LayerRange | None:
        """The `count`-th range that starts behind `offset`, or before it where `count` is negative."""
        if count > 0:
            number = bisect_right(self._starts, offset) + count - 1
        else:
            number = bisect_left(self._starts, offset) + count
        return self.ranges[number] if 0 <= number < len(self.ranges) else None


def cut(start: int, end: int, layers: Iterable[Iterable[LayerRange]]) -> list[Piece]:
    """`[start, end)` in pieces of equal style. `layers` are ranges from bottom to top, near it or in it."""
    lit = [[item for item in layer if item.start < end and start < item.end] for layer in layers]
    if not any(lit):
        return [(start, end, ())] if start < end else []
    borders = {start, end}
    for layer in lit:
        for item in layer:
            borders.add(max(start, item.start))
            borders.add(min(end, item.end))
    pieces: list[Piece] = []
    for left, right in pairwise(sorted(borders)):
        names: dict[str, None] = {}
        for layer in lit:
            for item in layer:
                if item.start <= left and right <= item.end:
                    names.pop(item.style, None)
                    names[item.style] = None
        pieces.append((left, right, tuple(names)))
    return pieces


class SpanLayer:
    """Many ranges of one style that do not overlap, as two arrays: hits of a search over a long text."""

    __slots__ = ("_ends", "_starts", "_style")

    def __init__(self, starts: array[int], ends: array[int], style: str) -> None:
        self._starts, self._ends, self._style = starts, ends, style

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> LayerRange:
        return LayerRange(self._starts[number], self._ends[number], self._style)

    @property
    def starts(self) -> Sequence[int]:
        """Where each begins, in order."""
        return self._starts

    def touching(self, start: int, end: int) -> Iterator[LayerRange]:
        """The ranges that share a character with `[start, end)`, in order."""
        for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            yield self[number]

    def number_from(self, offset: int) -> int:
        """The number of the first range that starts at or behind `offset`; the first one if none does."""
        number = bisect_left(self._starts, offset)
        return number if number < len(self) else 0

    def step(self, offset: int, count: int) -> LayerRange | None:
        """The `count`-th range that starts behind `offset`, or before it where `count` is negative."""
        if count > 0:
            number = bisect_right(self._starts, offset) + count - 1
        else:
            number = bisect_left(self._starts, offset) + count
        return self[number] if 0 <= number < len(self) else None
