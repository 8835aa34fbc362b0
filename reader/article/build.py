"""Builds an article's text and blocks from pieces, so that offsets are counted in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.article.ranges import Range
from reader.article.values import Block, BlockKind, Mark, MarkKind

__all__ = ["Piece", "RelativeMark", "TextBuilder"]

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class RelativeMark:
    """A mark whose offsets count from its piece's start."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(slots=True)
class Piece:
    """One block before it has a place: its text, marks relative to that text, and the block's other
    fields."""

    kind: BlockKind
    text: str = ""
    marks: Sequence[RelativeMark] = ()
    rows: Sequence[Sequence[str]] = ()
    """Of a table: the cells' text. `text` is then ignored and made from them."""
    cell_marks: Sequence[Sequence[Sequence[RelativeMark]]] = ()
    """Of a table: for each row, for each cell, marks relative to the cell's text."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Further fields of `Block`: level, depth, language …"""


class TextBuilder:
    """Appends pieces; `text` and `blocks` then hold the module's laws (`reader.article.values`)."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._parts)

    @property
    def next_start(self) -> int:
        """The offset at which the next block's text will begin."""
        return self._length + (len(SEPARATOR) if self.blocks else 0)

    def add(self, piece: Piece) -> Block:
        """Append a piece as the next block, and return the block.

        Raises ValueError for a blank line in a block or a tab in a cell; nothing is appended then.
        """
        _refuse_breaks(piece)
        if self.blocks:
            self._push(SEPARATOR)
        start = self._length
        marks = [Mark(mark.kind, start + mark.start, start + mark.end, mark.target) for mark in piece.marks]
        rows: tuple[tuple[Range, ...], ...] = ()
        if piece.kind == "table":
            rows, cell_marks = self._push_rows(piece)
            marks = cell_marks
        else:
            self._push(piece.text)
        block = Block(piece.kind, start, self._length, tuple(marks), rows=rows, **piece.fields)
        self.blocks.append(block)
        return block

    def extend(self, pieces: Iterable[Piece]) -> None:
        """Append several."""
        for piece in pieces:
            self.add(piece)

    def _push(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _push_rows(self, piece: Piece) -> tuple[tuple[tuple[Range, ...], ...], list[Mark]]:
        rows: list[tuple[Range, ...]] = []
        marks: list[Mark] = []
        for row_number, row in enumerate(piece.rows):
            if row_number:
                self._push("\n")
            cells: list[Range] = []
            for cell_number, cell in enumerate(row):
                if cell_number:
                    self._push("\t")
                start = self._length
                self._push(cell)
                cells.append(Range(start, self._length))
                if piece.cell_marks:
                    marks.extend(
                        Mark(mark.kind, start + mark.start, start + mark.end, mark.target)
                        for mark in piece.cell_marks[row_number][cell_number]
                    )
            rows.append(tuple(cells))
        return tuple(rows), marks


def _refuse_breaks(piece: Piece) -> None:
    """A blank line ends a block (code apart), and a tab or newline a cell, so that none may stand inside
    one."""
    if piece.kind == "table":
        if any("\t" in cell or "\n" in cell for row in piece.rows for cell in row):
            raise ValueError("a cell's text holds a tab or a newline")
    elif piece.kind != "code" and SEPARATOR in piece.text:
        raise ValueError("a block's text holds a blank line")
