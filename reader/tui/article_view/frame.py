"""Where the column stands on the screen, or two columns of which the second goes on where the first ends. Pure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Frame", "Spread"]

_NARROWEST = 48
"""Cells of text that each of two columns has at least."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a column stands in its strip, in cells."""

    width: int
    left: int
    column: int

    @classmethod
    def centred(cls, width: int, measure: int) -> Frame:
        """A column of at most `measure` cells in a strip of `width`, with room for signs on both sides."""
        gutter = 2 if width >= 24 else min(1, width // 8)
        column = max(1, min(measure, width - 2 * gutter))
        return cls(width, max(gutter, (width - column) // 2), column)


@dataclass(frozen=True, slots=True)
class Spread:
    """The columns of the screen. Lines are those of the page, `top` the line in the upper left corner."""

    width: int
    columns: int
    frame: Frame
    """Of each column."""

    @classmethod
    def fitted(cls, width: int, measure: int, columns: int) -> Spread:
        """As many columns as are wished, where there is room for them: else one."""
        each = width // max(1, columns)
        if columns > 1 and Frame.centred(each, measure).column >= min(measure, _NARROWEST):
            return cls(width, columns, Frame.centred(each, measure))
        return cls(width, 1, Frame.centred(width, measure))

    def shown(self, height: int) -> int:
        """How many lines stand on a screen of so many rows."""
        return height * self.columns

    def scrolled(self, lines: int, height: int) -> int:
        """How many rows there are to scroll over, so that the last line comes to stand in the last column."""
        return max(1, lines - (self.columns - 1) * height)

    def line_at(self, x: int, y: int, top: int, height: int) -> tuple[int, int]:
        """The line that is drawn in a cell of the widget, and the cell in that line's column (0: its left edge)."""
        number = min(x // max(1, self.frame.width), self.columns - 1)
        return top + y + number * height, x - number * self.frame.width - self.frame.left
