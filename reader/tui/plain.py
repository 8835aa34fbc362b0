"""The plain mode: for screen readers, Braille displays and small terminals.

One column, no motion, no lines drawn around things, and the terminal's own cursor stands, visible, where the work
is: on the row or the sentence at hand. That is what assistive programs follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Offset

if TYPE_CHECKING:
    from reader.tui.desk import Desk

__all__ = ["SHOW_CURSOR", "PlainGlyphs", "place_at_hand"]

SHOW_CURSOR = "\x1b[?25h"
"""DECTCEM: the terminal draws its cursor."""

_LINES = dict.fromkeys(range(0x2500, 0x25A0), " ")  # box drawing and block elements
_SIGNS = {"▎": ">", "▌": "*", "▸": ">", "•": "-", "◦": "-", "▪": "-", "✓": "x"}
_TABLE = {**_LINES, **{ord(sign): plain for sign, plain in _SIGNS.items()}}


class PlainGlyphs(LineFilter):
    """Lines and blocks that are drawn with characters become spaces, and signs become those of ASCII: nothing is
    read out as "box drawings light horizontal". Every cell stays where it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(_TABLE), segment.style)
            for segment in segments
        ]


def place_at_hand(desk: Desk) -> Offset | None:
    """The cell of the screen where the work is; None where the widget with the focus has a cursor of its own."""
    from reader.tui.widgets.line_list import LineList

    widget = desk.focused
    if widget is None:
        return None
    if isinstance(widget, LineList):
        row = widget.cursor_line
    elif widget is desk.article_view:
        row = desk.article_view.line_at_hand
    else:
        return None
    region = widget.content_region
    return Offset(region.x, region.y + max(0, min(row, region.height - 1)))
