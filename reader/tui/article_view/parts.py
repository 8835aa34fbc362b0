"""What a line of the page is made of: runs of the article's characters, and decoration without offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.tui.article_view.cells import TAB_STOP, Cluster, cells_of, clusters, drawable
from reader.tui.article_view.wrap import drawn_end

__all__ = ["Decor", "Part", "Run", "spaces_between", "window"]


@dataclass(frozen=True, slots=True)
class Decor:
    """Cells that are no text of the article: a marker, a bar, a border, padding. `style` as in `Run`."""

    text: str
    style: str = ""

    def cells(self, text: str) -> int:
        """The cells that it takes."""
        return cells_of(self.text)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `[start, end)` of the article's text, drawn from left to right.

    White space at the end is not drawn. `style` is the component class (without `article--`) of the block it
    stands in; layers come on top. `hyphen` tells that the line ends within a word, which then shows.
    """

    start: int
    end: int
    style: str = ""
    hyphen: bool = False
    stretch: int = 0
    """Cells by which the spaces between its words are made wider, as evenly as they can be."""
    phase: int = 0
    """Cells between the tab stop before it and its start."""

    def drawn(self, text: str) -> str:
        """The characters that are drawn, each in its drawable form: same length as the range up to
        `drawn_end`.
        """
        return drawable(text[self.start : drawn_end(text, self.start, self.end)])

    def clusters(self, text: str) -> list[Cluster]:
        """What of it is drawn as one, with the cells that it takes here."""
        drawn = self.drawn(text)
        spans = clusters(drawn, self.phase)
        return _stretched(drawn, spans, self.stretch) if self.stretch else spans

    def cells(self, text: str) -> int:
        """The cells that it takes."""
        drawn = self.drawn(text)
        taken = cells_of(drawn, self.phase)
        return taken + self.stretch + (1 if self.hyphen else 0)


Part = Decor | Run


def _stretched(drawn: str, spans: list[Cluster], stretch: int) -> list[Cluster]:
    """The clusters with so many cells more, shared among the spaces behind the first word."""
    gaps = spaces_between(drawn, spans)
    made = list(spans)
    for number, at in enumerate(gaps):
        start, end, cells = spans[at]
        more = (number + 1) * stretch // len(gaps) - number * stretch // len(gaps)
        made[at] = (start, end, cells + more)
    return made


def spaces_between(drawn: str, spans: Sequence[Cluster]) -> list[int]:
    """The numbers of the clusters that are single spaces between words."""
    return [
        number
        for number, (start, end, _) in enumerate(spans)
        if number and drawn[start:end] == " " and drawn[start - 1] != " "
    ]


def window(parts: Sequence[Part], text: str, first: int, width: int) -> list[Part]:
    """What of a line stands in the cells `[first, first + width)`; a cluster across a border is left blank."""
    made: list[Part] = []
    cell, end = 0, first + width
    for part in parts:
        left, cell = cell, cell + part.cells(text)
        if cell <= first or left >= end:
            continue
        if left >= first and cell <= end:
            made.append(part)
            continue
        spans = part.clusters(text) if isinstance(part, Run) else clusters(part.text)
        at, inside = left, []
        for span in spans:
            if first <= at and at + span[2] <= end:
                inside.append((at, span))
            at += span[2]
        wanted = min(cell, end) - max(left, first)
        if not inside:
            made.append(Decor(" " * wanted, part.style))
            continue
        before = inside[0][0] - max(left, first)
        if before:
            made.append(Decor(" " * before, part.style))
        begin, stop = inside[0][1][0], inside[-1][1][1]
        shown: Part
        if isinstance(part, Run):
            phase = (part.phase + inside[0][0] - left) % TAB_STOP
            shown = Run(part.start + begin, part.start + stop, part.style, phase=phase)
        else:
            shown = Decor(part.text[begin:stop], part.style)
        made.append(shown)
        after = wanted - before - shown.cells(text)
        if after > 0:
            made.append(Decor(" " * after, part.style))
    return made
