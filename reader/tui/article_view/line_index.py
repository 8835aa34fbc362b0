"""On which line each character stands: the page as arrays of line starts, made in steps.

A line is a number from the top: the title block's lines first, then of each block its spacing and its own
lines. Making the index of a long article takes time, so that `advance` does a part of it: what is on the
screen first, then up to a saved place, the rest while nobody waits. A line that stands never changes its
number.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from reader.article.values import Block
from reader.tui.article_view.layout import (
    Shape,
    block_style,
    left_parts,
    line_parts,
    shape_of,
    sideways_parts,
    spacing,
    spacing_parts,
)
from reader.tui.article_view.parts import Part, Run, spaces_between
from reader.tui.article_view.setting import Hyphens, Setting, parted_here
from reader.tui.article_view.table import TableLayout
from reader.tui.article_view.wrap import break_lines

__all__ = ["LineIndex"]

_MANY = 1 << 30
_WIDEST = 2_000
"""Cells of a line of code that is not wrapped: a longer one goes on below even so."""
_PROSE = frozenset({"paragraph", "quote", "list_item", "footnote"})
"""What is justified, hyphenated and spaced; everything else stands as it is."""
_LOOSEST = 2
"""Cells by which a space is widened at the most: a line that needs more keeps its ragged end."""


class LineIndex:
    """The lines of one text at one column width.

    Offsets are characters of the text. Laws: starts of lines that hold text rise strictly within what is no
    table; `line_of(start_of(line)) == line` for every line that holds text; making it in steps or at once
    gives the same.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        column: int,
        *,
        title_lines: int = 0,
        block_starts: array[int] | None = None,
        setting: Setting | None = None,
        hyphens: Hyphens | None = None,
    ) -> None:
        self.column = column
        self.setting = setting or Setting()
        self._hyphens = hyphens if self.setting.hyphenated else None
        self.title_lines = title_lines
        self._text = text
        self._blocks = blocks
        self._block_starts = block_starts or array("I", [block.start for block in blocks])
        self._starts = array("I", [0] * title_lines)
        self._first = array("I")
        """Of each block that was begun: the number of its first own line."""
        self._at = -1
        """Where the last begun block's wrapping stopped; -1 when that block is done."""
        self._tables: dict[int, TableLayout] = {}
        self._shape = Shape(0, 1)
        self._shifts: dict[int, int] = {}
        """Of blocks that were scrolled sideways: the cells that stand to the left of what is shown."""

    @property
    def complete(self) -> bool:
        """Whether every line stands."""
        return self._at < 0 and len(self._first) == len(self._blocks)

    @property
    def lines(self) -> int:
        """How many lines stand so far."""
        return len(self._starts)

    @property
    def reached(self) -> int:
        """The offset up to which lines stand."""
        if self.complete:
            return len(self._text)
        if self._at >= 0:
            return self._at
        return self._blocks[len(self._first)].start

    @property
    def estimated_lines(self) -> int:
        """How many lines there will be, by those that stand."""
        if self.complete:
            return self.lines
        done = max(1, self.reached)
        return self.title_lines + int((self.lines - self.title_lines) * len(self._text) / done) + 1

    def advance(self, most: int = _MANY) -> None:
        """Make about `most` lines more."""
        target = self.lines + most
        while not self.complete and self.lines < target:
            if self._at < 0:
                self._begin_block()
            self._go_on(target)

    def advance_to(self, *, offset: int = -1, line: int = -1) -> None:
        """Make lines until the line of `offset` and line number `line` stand, or all do."""
        while not self.complete and (self.reached <= offset or self.lines <= line):
            self.advance(256)

    def _begin_block(self) -> None:
        number = len(self._first)
        block = self._blocks[number]
        self._starts.extend([block.start] * len(spacing(self._blocks, number)))
        self._first.append(len(self._starts))
        self._shape = shape_of(block, self.column)
        self._at = block.start
        if block.kind == "table" and block.rows:
            self._tables[number] = TableLayout(
                self._text, block, self._shape.width, sideways=self.setting.sideways
            )

    def _go_on(self, target: int) -> None:
        number = len(self._first) - 1
        block = self._blocks[number]
        room = max(1, target - self.lines)
        table = self._tables.get(number)
        if table is not None:
            table.advance(room, self._starts)
            self._at = -1 if table.complete else self._starts[-1]
        elif block.start == block.end:
            self._starts.append(block.start)
            self._at = -1
        else:
            self._break(block, room)
            if self._at >= block.end:
                self._at = -1

    def _break(self, block: Block, room: int) -> None:
        """Break a part of a block of text into lines."""
        shape, prose = self._shape, block.kind in _PROSE
        width, rest = shape.width, shape.rest
        if block.kind == "code" and self.setting.sideways:
            width = rest = max(_WIDEST, width)
        begun = len(self._starts)
        self._at = break_lines(
            self._text,
            self._at,
            block.end,
            width,
            self._starts,
            rest=rest,
            most=room,
            hyphens=self._hyphens if prose else None,
        )
        if self.setting.leading and prose:
            # an empty line has the start of the line below it, so that places resolve to text
            fresh = self._starts[begun:]
            del self._starts[begun:]
            for start in fresh:
                self._starts.extend([start] * (1 if start == block.start else 1 + self.setting.leading))

    def block_of(self, line: int) -> int:
        """The number of the block that the line belongs to, the spacing before it too; -1 for the title
        block.
        """
        if line < self.title_lines or not self._first:
            return -1
        number = bisect_right(self._first, line) - 1
        last_own = self._block_end(number)
        return number if number >= 0 and line < last_own else number + 1

    def _block_end(self, number: int) -> int:
        """The line behind the block's last own one."""
        if number < 0:
            return self.title_lines
        if number + 1 >= len(self._first):
            return len(self._starts)
        return self._first[number + 1] - len(spacing(self._blocks, number + 1))

    def first_line(self, block: int) -> int:
        """The block's first own line. It must stand."""
        return self._first[block]

    def start_of(self, line: int) -> int:
        """The first character of a line; of a spacing line the start of the block below it, of the title
        0."""
        if not self._starts:
            return 0
        return self._starts[min(max(line, 0), len(self._starts) - 1)]

    def end_of(self, line: int) -> int:
        """Behind the last character of a line that holds text, white space that is not drawn included."""
        number = self.block_of(line)
        if number < 0:
            return 0
        block = self._blocks[number]
        if line < self._first[number]:
            return block.start
        if number in self._tables:
            return max(
                (part.end for part in self.parts(line) if isinstance(part, Run)), default=self._starts[line]
            )
        return self._starts[line + 1] if line + 1 < self._block_end(number) else self._end_so_far(number)

    def _end_so_far(self, number: int) -> int:
        if number == len(self._first) - 1 and self._at >= 0:
            return self._at
        return self._blocks[number].end

    def line_of(self, offset: int) -> int:
        """The line on which the character at `offset` is drawn. Must have been reached; see `advance_to`."""
        number = min(bisect_right(self._block_starts, offset), len(self._first)) - 1
        if number < 0:
            return max(0, self.title_lines - 1) if not self._first else self._first[0]
        first = self._first[number]
        table = self._tables.get(number)
        if table is not None:
            return first + table.line_of(offset)
        return max(first, bisect_right(self._starts, offset, first, self._block_end(number)) - 1)

    def parts(self, line: int) -> list[Part]:
        """What the line is made of, from the column's left edge on; empty for the title block's and blank
        lines.
        """
        number = self.block_of(line)
        if not 0 <= number < len(self._first):
            return []
        block = self._blocks[number]
        first = self._first[number]
        if line < first:
            kinds = spacing(self._blocks, number)
            return spacing_parts(self._blocks, number, kinds[len(kinds) - (first - line)], self.column)
        shape = shape_of(block, self.column)
        table = self._tables.get(number)
        if table is not None:
            shown = table.parts(line - first)
            if table.width > shape.width:
                return sideways_parts(block, shape, shown, self.shift(number), self.column, self._text)
            return [*left_parts(shape), *shown]
        start, end = self._starts[line], self.end_of(line)
        fresh = start == block.start or self._text[start - 1] == "\n"
        run = self._set_run(block, shape, start, end)
        if block.kind == "code" and self.setting.sideways:
            return sideways_parts(block, shape, [run], self.shift(number), self.column, self._text)
        return line_parts(
            block, shape, run, first=start == block.start, fresh=fresh, column=self.column, text=self._text
        )

    def _set_run(self, block: Block, shape: Shape, start: int, end: int) -> Run:
        """The characters of a line, with the hyphen that ends it and its spaces widened where that is wished."""
        text, style = self._text, block_style(block)
        run = Run(start, end, style)
        if block.kind == "code" or not start < end < block.end or text[end - 1] == "\n":
            return run
        free = shape.rest - run.cells(text)
        hyphen = free > 0 and (
            text[end - 1] == "\xad"
            or (self._hyphens is not None and block.kind in _PROSE and parted_here(text, end, self._hyphens))
        )
        free -= hyphen
        stretch = 0
        if self.setting.justified and block.kind in _PROSE and free > 0:
            drawn = run.drawn(text)
            gaps = len(spaces_between(drawn, run.clusters(text)))
            stretch = free if free <= _LOOSEST * gaps else 0
        return Run(start, end, style, hyphen=hyphen, stretch=stretch) if hyphen or stretch else run

    # --- sideways

    def shift(self, number: int) -> int:
        """The cells of a block that stand to the left of what is shown."""
        return self._shifts.get(number, 0)

    def move_sideways(self, number: int, cells: int) -> bool:
        """Scroll a block sideways, to the left where negative; whether that changed anything. It must stand."""
        room = shape_of(self._blocks[number], self.column).width
        most = max(0, self._cells_of_block(number) - room)
        before = self.shift(number)
        self._shifts[number] = min(most, max(0, before + cells))
        return self._shifts[number] != before

    def is_wide(self, number: int) -> bool:
        """Whether a block has more to the right than fits. It must stand."""
        return self._cells_of_block(number) > shape_of(self._blocks[number], self.column).width

    def _cells_of_block(self, number: int) -> int:
        """The cells of the widest line of code or of a table that is scrolled; 0 for what is wrapped."""
        block, table = self._blocks[number], self._tables.get(number)
        if table is not None:
            return table.width
        if block.kind != "code" or not self.setting.sideways or number >= len(self._first):
            return 0
        lines = range(self._first[number], self._block_end(number))
        return max((Run(self._starts[n], self.end_of(n)).cells(self._text) for n in lines), default=0)
