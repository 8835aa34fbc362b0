"""Lays a table out: how wide its columns are, on which lines its rows stand, where each cell's text goes.

Columns are as wide as their text where there is room; else they share what there is, and cells wrap. A table
that has no room for columns is wider than the page and scrolled sideways, or set as a list of its cells, row by
row. Wide tables are measured on some of
their rows only, and rows are laid out in steps, so that a table of any length opens at once.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from reader.article.ranges import Range
from reader.article.values import Block
from reader.tui.article_view.cells import cells_of, drawable
from reader.tui.article_view.parts import Decor, Part, Run
from reader.tui.article_view.wrap import break_lines

__all__ = ["TableLayout"]

_SAMPLE = 400
"""Rows that are measured."""
_NARROWEST = 6
"""Cells that a shared column keeps at least; with less the table is set as a list."""
_WIDEST = 32
"""Cells that a column gets at the most in a table that is scrolled sideways."""
_NUMBER = re.compile(r"[-+−±~≈<>]?\s?[$€£¥]?\d[\d.,  ’']*[%‰°]?[^\W\d_]{0,3}")
_BORDER = "table-border"


class TableLayout:
    """One table at one width. Lines count from the table's first, offsets are characters of the text."""

    def __init__(self, text: str, block: Block, width: int, *, sideways: bool = False) -> None:
        self._text = text
        self._block = block
        self._rows = block.rows
        self._columns = max((len(row) for row in block.rows), default=0)
        natural, numeric = self._measured()
        self._widths = _fitted(natural, width - 3 * self._columns - 1)
        if sideways and not self._widths:
            self._widths = [min(cells, _WIDEST) for cells in natural]
        self.width = sum(self._widths) + 3 * self._columns + 1 if self._widths else width
        """Cells that it takes, more than it was given where it is to be scrolled sideways."""
        self._right = numeric
        self.as_list = not self._widths
        self._list_width = max(1, width - 2)
        self._ruled = any(wanted > got for wanted, got in zip(natural, self._widths, strict=False))
        self._row_lines = array("I")
        """The first line of each row that is laid out."""
        self._row_starts = array("I")
        self._lines = 0
        self._recent: tuple[int, list[array[int]]] = (-1, [])
        if not self.as_list:
            self._lines = 1  # the border above
        self.complete = False

    def _measured(self) -> tuple[list[int], list[bool]]:
        """Of each column: the cells of its widest text, and whether it holds numbers."""
        step = max(1, len(self._rows) // _SAMPLE)
        head = range(min(len(self._rows), self._block.header_rows))
        widest, filled, numbers = ([0] * self._columns for _ in range(3))
        for number in [*head, *range(len(head), len(self._rows), step)]:
            for column, cell in enumerate(self._rows[number]):
                piece = drawable(self._text[cell.start : min(cell.end, cell.start + 400)])
                widest[column] = max(widest[column], cells_of(piece))
                if number >= len(head) and piece.strip():
                    filled[column] += 1
                    numbers[column] += bool(_NUMBER.fullmatch(piece.strip()))
        return [max(1, cells) for cells in widest], [
            n > 0 and n >= 0.8 * f for n, f in zip(numbers, filled, strict=True)
        ]

    def advance(self, most: int, starts: array[int]) -> None:
        """Lay out rows until `most` lines more stand or all is done, and append each line's start to
        `starts`.
        """
        if not self._row_lines and not self.as_list:
            starts.append(self._block.start)
        target = self._lines + most
        while len(self._row_lines) < len(self._rows) and self._lines < target:
            self._lay_row(len(self._row_lines), starts)
        if len(self._row_lines) == len(self._rows) and not self.complete:
            self.complete = True
            if not self.as_list:
                starts.append(self._block.end)
                self._lines += 1

    def _lay_row(self, row: int, starts: array[int]) -> None:
        start = self._start_of_row(row)
        if row and (self._ruled or self.as_list or row == self._block.header_rows):
            starts.append(start)
            self._lines += 1
        self._row_lines.append(self._lines)
        self._row_starts.append(start)
        cells = self._wrapped(row)
        if self.as_list:
            lines = [begin for cell in cells for begin in cell] or [start]
        else:
            height = max((len(cell) for cell in cells), default=1)
            lines = [next((cell[k] for cell in cells if k < len(cell)), start) for k in range(height)]
        starts.extend(lines)
        self._lines += len(lines)

    def _start_of_row(self, row: int) -> int:
        if self._rows[row]:
            return self._rows[row][0].start
        return self._row_starts[row - 1] + 1 if row else self._block.start

    def _wrapped(self, row: int) -> list[array[int]]:
        """Of each cell of the row: where its lines start. At least one line each."""
        if self._recent[0] != row:
            wrapped: list[array[int]] = []
            for column, cell in enumerate(self._rows[row]):
                lines = array("I")
                width = self._list_width if self.as_list else self._widths[column]
                break_lines(self._text, cell.start, cell.end, width, lines)
                if not lines:
                    lines.append(cell.start)
                wrapped.append(lines)
            self._recent = (row, wrapped)
        return self._recent[1]

    def line_of(self, offset: int) -> int:
        """The line on which the character at `offset` is drawn, or the next character that is; laid out
        before.
        """
        row = max(0, bisect_right(self._row_starts, offset) - 1)
        if row >= len(self._row_lines):
            return 0
        line = self._row_lines[row]
        wrapped = self._wrapped(row)
        for column, cell in enumerate(self._rows[row]):
            if offset > cell.end and column + 1 < len(wrapped):
                line += len(wrapped[column]) if self.as_list else 0
                continue
            return line + max(0, bisect_right(wrapped[column], offset) - 1)
        return line

    def parts(self, line: int) -> list[Part]:
        """What is drawn on a line, from the table's left edge on."""
        row = bisect_right(self._row_lines, line) - 1
        if row < 0:
            return [] if self.as_list else [self._border("┌", "┬", "┐")]
        local = line - self._row_lines[row]
        wrapped = self._wrapped(row)
        height = self._height(wrapped)
        if local >= height:
            if row + 1 >= len(self._rows):
                return [self._border("└", "┴", "┘")]
            if self.as_list:
                return [Decor("├" + "╌" * min(12, self._list_width), _BORDER)]
            return [self._border("├", "┼", "┤")]
        style = "table-header" if row < self._block.header_rows else ""
        if self.as_list:
            runs = [run for column in range(len(wrapped)) for run in self._runs(row, column, style)]
            return [Decor("│ ", _BORDER), runs[local]] if runs else [Decor("│", _BORDER)]
        return list(self._row_parts(row, local, style))

    def _height(self, wrapped: list[array[int]]) -> int:
        lengths = [len(cell) for cell in wrapped] or [1]
        return sum(lengths) if self.as_list else max(lengths)

    def _runs(self, row: int, column: int, style: str) -> Iterator[Run]:
        cell = self._rows[row][column]
        lines = self._wrapped(row)[column]
        for number, start in enumerate(lines):
            yield Run(start, lines[number + 1] if number + 1 < len(lines) else cell.end, style)

    def _row_parts(self, row: int, local: int, style: str) -> Iterator[Part]:
        for column, width in enumerate(self._widths):
            yield Decor("│ " if column == 0 else " │ ", _BORDER)
            cells: Range | None = self._rows[row][column] if column < len(self._rows[row]) else None
            run = None
            if cells is not None:
                run = next((r for k, r in enumerate(self._runs(row, column, style)) if k == local), None)
            taken = 0 if run is None else run.cells(self._text)
            before = width - taken if self._right[column] else 0
            if before > 0:
                yield Decor(" " * before)
            if run is not None:
                yield run
            if width - taken - before > 0:
                yield Decor(" " * (width - taken - before))
        yield Decor(" │", _BORDER)

    def _border(self, left: str, middle: str, right: str) -> Decor:
        return Decor(left + middle.join("─" * (width + 2) for width in self._widths) + right, _BORDER)


def _fitted(natural: list[int], room: int) -> list[int]:
    """The columns' widths: what each wants where that fits, else fair shares; empty without room."""
    if not natural:
        return []
    if sum(natural) <= room:
        return natural
    widths = [0] * len(natural)
    left, open_columns = room, sorted(range(len(natural)), key=lambda column: natural[column])
    for done, column in enumerate(open_columns):
        share = left // (len(open_columns) - done)
        widths[column] = min(natural[column], share)
        if widths[column] < min(natural[column], _NARROWEST):
            return []
        left -= widths[column]
    return widths
