"""A document set at one column width: its lines, where each character stands on them, what is drawn of each.

Pure: no screen, no styles, no colours. A place is a line's number and a cell of the column, both from zero.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reader.article.characters import safe_line
from reader.tui.article_view.cells import (
    BEYOND_PLAIN,
    JOINER,
    SOFT_HYPHEN,
    TAB,
    Cluster,
    cells_of,
    drawable,
)
from reader.tui.article_view.document import Document, TitleBlock
from reader.tui.article_view.layers import Piece
from reader.tui.article_view.line_index import LineIndex
from reader.tui.article_view.parts import Decor, Part, Run
from reader.tui.article_view.setting import Setting, hyphens_of
from reader.tui.article_view.wrap import break_lines, drawn_end

__all__ = ["Ink", "Page", "inked", "title_lines"]


@dataclass(frozen=True, slots=True)
class Ink:
    """Characters that are drawn in one style: `text` is what is drawn, `start` the offset of its first
    character.
    """

    text: str
    start: int
    styles: tuple[str, ...]


class Page:
    """The lines of a document in a column of so many cells."""

    def __init__(self, document: Document, column: int, setting: Setting | None = None) -> None:
        self.document = document
        self.column = column
        self.title = title_lines(document.title_block, column)
        self.index = LineIndex(
            document.text,
            document.blocks,
            column,
            title_lines=len(self.title),
            block_starts=document.block_starts,
            setting=setting,
            hyphens=hyphens_of(document.language) if setting is not None and setting.hyphenated else None,
        )

    def parts(self, line: int) -> list[Part]:
        """What a line is made of, from the column's left edge on."""
        if line < len(self.title):
            return [self.title[line]]
        return self.index.parts(line)

    def runs(self, line: int) -> Iterator[tuple[int, Run]]:
        """The line's runs of text, each with the cell at which it begins."""
        cell = 0
        for part in self.parts(line):
            if isinstance(part, Run):
                yield cell, part
            cell += part.cells(self.document.text)

    def offset_at(self, line: int, cell: int) -> int | None:
        """The first character of the cluster that is drawn there; None where no text is."""
        for left, run in self.runs(line):
            if cell < left:
                return None
            at = left
            for start, _, cells in run.clusters(self.document.text):
                if at <= cell < at + cells:
                    return run.start + start
                at += cells
        return None

    def place_of(self, offset: int) -> tuple[int, int]:
        """The line and the cell at which the character stands, or would stand if it were drawn."""
        line = self.index.line_of(offset)
        place = (line, 0)
        for left, run in self.runs(line):
            if run.start <= offset:
                place = (line, left + self._cells_before(run, offset))
        return place

    def _cells_before(self, run: Run, offset: int) -> int:
        """The cells of the run's clusters that end at or before `offset`."""
        return sum(cells for _, end, cells in run.clusters(self.document.text) if run.start + end <= offset)


def title_lines(title_block: TitleBlock | None, column: int) -> list[Decor]:
    """The title block's lines, the empty ones above and below it included."""
    if title_block is None or not (title_block.title or title_block.details):
        return []
    lines = [Decor("")]
    lines.extend(Decor(line, "title") for line in _folded(safe_line(title_block.title, 1000), column))
    lines.extend(Decor(line, "details") for line in _details(title_block.details, column))
    return [*lines, Decor("─" * column, "rule"), Decor("")]


def _details(details: tuple[str, ...], column: int) -> Iterator[str]:
    """The details with a dot between, broken between two of them where the column is narrow."""
    line = ""
    for detail in (drawable(safe_line(item)) for item in details if item.strip()):
        joined = f"{line} · {detail}" if line else detail
        if line and cells_of(joined) > column:
            yield from _folded(line, column)
            line = detail
        else:
            line = joined
    yield from _folded(line, column)


def _folded(line: str, column: int) -> Iterator[str]:
    starts = array("I")
    break_lines(line, 0, len(line), column, starts)
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(line)
        yield drawable(line[start : drawn_end(line, start, end)])


def inked(text: str, run: Run, pieces: list[Piece]) -> Iterator[Ink]:
    """The run as it is drawn, cut at the borders of `pieces`.

    A border inside a cluster moves to the cluster's start. Tabs and widened spaces are drawn as spaces that all
    stand for the one character; a soft hyphen is drawn only where the line ends in it.
    """
    drawn = run.drawn(text)
    if not run.stretch and not BEYOND_PLAIN.search(drawn):
        for start, end, styles in pieces:
            shown = drawn[start - run.start : end - run.start]
            if shown:
                yield Ink(shown, start, styles)
    else:
        yield from _inked_by_cluster(drawn, run.start, run.clusters(text), pieces)
    if run.hyphen:
        yield Ink("-", max(run.start, run.end - 1), pieces[-1][2] if pieces else ())


def _inked_by_cluster(drawn: str, offset: int, spans: list[Cluster], pieces: list[Piece]) -> Iterator[Ink]:
    borders = [piece[0] for piece in pieces]
    begin, current = 0, -1
    for start, end, cells in spans:
        piece = max(0, bisect_right(borders, offset + end - 1) - 1)
        character = drawn[start:end]
        special = character in (TAB, SOFT_HYPHEN, JOINER) or (character == " " and cells > 1)
        if piece != current or special:
            if begin < start:
                yield Ink(drawn[begin:start], offset + begin, pieces[current][2])
            begin, current = start, piece
        if special:
            for _ in range(cells):
                yield Ink(" ", offset + start, pieces[piece][2])
            begin = end
    if begin < len(drawn):
        yield Ink(drawn[begin:], offset + begin, pieces[current][2])
