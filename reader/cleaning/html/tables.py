"""Tables: those that hold data become rows of cells; those that only lay a page out are containers like
others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reader.article.build import RelativeMark

__all__ = ["TableCells", "is_data_table"]

_WIDEST = 60
_LONG_CELL = 600
_LAYOUT_WITHIN = (
    "table",
    "form",
    "article",
    "section",
    "nav",
    "pre",
    "h1",
    "h2",
    "h3",
    "figure",
    "blockquote",
)


def is_data_table(table: Any) -> bool:
    """Whether it has at least two rows of two cells, and nothing in them that a cell of data would not
    hold."""
    if (table.get("role") or "") in ("presentation", "none"):
        return False
    if any(table.find(f".//{tag}") is not None for tag in _LAYOUT_WITHIN):
        return False
    rows = 0
    widest = 0
    long_cells = cells = 0
    for row in table.iter("tr"):
        own = [cell for cell in row if cell.tag in ("td", "th")]
        rows += 1
        widest = max(widest, len(own))
        for cell in own:
            cells += 1
            paragraphs = sum(1 for _ in cell.iter("p"))
            if paragraphs > 2 or len("".join(cell.itertext())) > _LONG_CELL:
                long_cells += 1
    if widest < 2 or rows < 2 or widest > _WIDEST:
        return False
    return long_cells * 4 <= cells or _has_headings(table)


def _has_headings(table: Any) -> bool:
    """Whether its first row names its columns: then its cells are data, however long."""
    first = next(table.iter("tr"))
    cells = [cell for cell in first if cell.tag in ("td", "th")]
    return len(cells) >= 2 and all(cell.tag == "th" for cell in cells)


class TableCells:
    """Collects the cells of one table. Spanning cells keep their column; what they span stays empty."""

    def __init__(self) -> None:
        self._rows: list[list[tuple[str, Sequence[RelativeMark]]]] = []
        self._in_head: list[bool] = []
        self._heads: list[list[bool]] = []
        """Of each row, for each cell written there: whether it is a heading."""
        self._covered: dict[int, int] = {}
        """Columns that a cell above covers, with the number of rows that it covers yet."""
        self._next_covered: dict[int, int] = {}
        self._column = -1

    def begin_row(self, *, in_head: bool) -> None:
        """A row begins."""
        left = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}
        self._covered = left | self._next_covered
        self._next_covered = {}
        self._rows.append([])
        self._in_head.append(in_head)
        self._heads.append([])
        self._column = -1

    def begin_cell(self, cell: Any, *, is_head: bool) -> None:
        """A cell begins; the text that is added next is its own."""
        if not self._rows:
            self.begin_row(in_head=False)
        row = self._rows[-1]
        while len(row) in self._covered and len(row) < _WIDEST:
            row.append(("", ()))
        self._column = len(row)
        across, down = _span(cell.get("colspan")), _span(cell.get("rowspan"))
        for column in range(self._column, self._column + across):
            if column == self._column or column < _WIDEST:
                row.append(("", ()))
            if down > 1:
                self._next_covered[column] = down - 1
        self._heads[-1].append(is_head)

    def add_text(self, text: str, marks: Sequence[RelativeMark]) -> bool:
        """Text of the cell that has begun; False when there is none, and the text has to stand elsewhere."""
        if self._column < 0:
            return False
        had, before = self._rows[-1][self._column]
        if had:
            offset = len(had) + 1
            moved = (replace(mark, start=mark.start + offset, end=mark.end + offset) for mark in marks)
            text, marks = f"{had} {text}", (*before, *moved)
        self._rows[-1][self._column] = (text, marks)
        return True

    def rows(self) -> tuple[list[list[str]], list[list[list[RelativeMark]]]]:
        """Rows of texts, all of one width, and the marks of each; rows without any text are left out."""
        kept = [index for index, row in enumerate(self._rows) if any(text for text, _ in row)]
        self._heads = [self._heads[index] for index in kept]
        self._in_head = [self._in_head[index] for index in kept]
        self._rows = [self._rows[index] for index in kept]
        width = max((len(row) for row in self._rows), default=0)
        texts, marks = [], []
        for row in self._rows:
            filled = row + [("", ())] * (width - len(row))
            texts.append([text for text, _ in filled])
            marks.append([list(own) for _, own in filled])
        return texts, marks

    def header_rows(self) -> int:
        """How many rows at the top are headings: those of a `thead`, or of heading cells alone."""
        count = 0
        for in_head, heads in zip(self._in_head, self._heads, strict=True):
            if not (in_head or (heads and all(heads))):
                break
            count += 1
        return count if count < len(self._rows) else min(1, count)


def _span(value: str | None) -> int:
    value = (value or "").strip()
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdigit() and len(value) < 5 else 1
