"""Marks on the scroll bar: where in the whole text the matches stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Any

from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

__all__ = ["MARK", "OverviewBar", "marked_rows"]

MARK = "━"


def marked_rows(places: Iterable[float], size: int) -> frozenset[int]:
    """The rows of a bar of `size` cells on which places stand, each a share of the whole (0 to 1). Pure."""
    if size <= 0:
        return frozenset()
    return frozenset(min(size - 1, max(0, int(place * size))) for place in places)


class OverviewBar(ScrollBarRender):
    """A scroll bar with marks on some rows; `rows` tells which, for a number of cells, and `ink` their colour."""

    def __init__(
        self,
        rows: Callable[[int], Set[int]],
        ink: Callable[[], Color | None],
        *arguments: Any,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._rows, self._ink = rows, ink

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        size = options.height or console.height
        rows = self._rows(size)
        for bar in super().__rich_console__(console, options):
            yield self._with_marks(bar, rows) if rows and isinstance(bar, Segments) else bar

    def _with_marks(self, bar: Segments, rows: Set[int]) -> Segments:
        pieces = list(bar.segments)
        ink = self._ink()
        for row in rows:
            if row < len(pieces):
                text, under, _ = pieces[row]
                under = under or Style()
                ground = under.color if under.reverse else under.bgcolor
                pieces[row] = Segment(MARK * len(text), Style(color=ink, bgcolor=ground, meta=under.meta))
        return Segments(pieces, new_lines=True)
