"""Turns a line of the page into a Textual strip: styles stacked, offsets attached, margins and signs drawn.

Each segment of text carries `meta["offset"] == (x, y)`, where `y` is the offset of the run's first character
and `x` the characters from there, so that Textual's mouse selection counts in characters of the text: the
offset is `y + max(0, x)`. What stands to the left of text carries a negative `x` and resolves to the text's
start; what stands to its right carries none and resolves to the end. Every segment has a full style, since
Textual gives blank ones no background.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.style import Style

from reader.tui.article_view.cells import cells_of, drawable
from reader.tui.article_view.frame import Frame
from reader.tui.article_view.layers import LayerRange, cut
from reader.tui.article_view.page import Page, inked
from reader.tui.article_view.parts import Decor, Run
from reader.tui.article_view.styles import component

if TYPE_CHECKING:
    from textual.widget import Widget

__all__ = ["Painter", "beside"]

_LINK = re.compile(r"https?://[!-~]{1,2000}")
"""Addresses that may be written to a terminal as a link: printable ASCII without spaces."""
_BEFORE = -1_000_000
"""A column that lies left of every character."""


class Painter:
    """Paints lines in the styles of one widget; it remembers styles, not lines."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[tuple[str, ...], str], Style] = {}

    def forget(self) -> None:
        """The theme or the widget's state has changed: look every style up again."""
        self._styles.clear()

    def style(self, names: tuple[str, ...], link: str = "") -> Style:
        """The stacked style of several names, from the bottom to the top; unknown names count for nothing."""
        style = self._styles.get((names, link))
        if style is None:
            classes = [name for part in names for name in map(component, part.split()) if name is not None]
            style = self._widget.get_visual_style(*classes)
            if any(self._widget.get_component_styles(name).text_style.reverse for name in classes):
                style += Style(reverse=True)  # which `get_visual_style` leaves out
            if link and _LINK.fullmatch(link):
                style += Style(link=link)
            self._styles[names, link] = style
        return style

    def blank(self, width: int) -> Strip:
        """An empty line."""
        return Strip([Segment(" " * width, self.style(()).rich_style)], width)

    def line(
        self,
        page: Page,
        number: int,
        frame: Frame,
        layers: Sequence[Iterable[LayerRange]],
        *,
        cursor: str = "",
        sign: str = "",
        hints: Sequence[tuple[int, str]] = (),
    ) -> Strip:
        """The strip of a line. `layers` are the ranges that touch it; `cursor` and `sign` are the margins'
        signs; `hints` are letters to lay over it, each with the cell of the column that it points to.
        """
        anchor = page.index.start_of(number)
        if number < len(page.title):
            anchor = 0
        segments: list[Segment] = []
        plain = self.style(())
        cell = 0
        self._left_margin(segments, frame, cursor, anchor)
        for part in page.parts(number):
            if isinstance(part, Decor):
                if part.text:
                    segments.append(self._decor(part, cell, anchor))
                    cell += cells_of(part.text)
            else:
                cell = self._run(segments, page, part, cell, layers)
                anchor = part.end
        room = frame.width - frame.left - cell
        if sign and room >= 2:
            before = max(1, frame.column - cell + 1)
            before = min(before, room - 1)
            segments.append(Segment(" " * before, plain.rich_style))
            segments.append(
                Segment(sign, self.style(("tick-sign" if sign == "✓" else "note-sign",)).rich_style)
            )
            room -= before + 1
        if room > 0:
            segments.append(Segment(" " * room, plain.rich_style))
        segments = self._with_hints(segments, frame, hints)
        return Strip(segments).crop(0, frame.width) if room < 0 else Strip(segments, frame.width)

    def _with_hints(
        self, segments: list[Segment], frame: Frame, hints: Sequence[tuple[int, str]]
    ) -> list[Segment]:
        """The segments with letters laid over them: on the blank before their place, else on its first cells."""
        taken = 0
        for cell, letters in sorted(hints):
            at = frame.left + cell
            if Strip(segments).crop(max(0, at - 2), at).text.endswith(" "):
                at -= 1
            at = min(max(at, taken), max(0, frame.width - len(letters)))
            taken = at + len(letters)
            segments = _overlaid(segments, at, Segment(letters, self.style(("hint",)).rich_style))
        return segments

    def _left_margin(self, segments: list[Segment], frame: Frame, cursor: str, anchor: int) -> None:
        if not cursor or frame.left < 2:
            segments.append(Segment(" " * frame.left, self.style(()).rich_style_with_offset(_BEFORE, anchor)))
            return
        if frame.left > 2:
            segments.append(
                Segment(" " * (frame.left - 2), self.style(()).rich_style_with_offset(_BEFORE, anchor))
            )
        segments.append(Segment(cursor, self.style(("cursor",)).rich_style_with_offset(_BEFORE, anchor)))
        segments.append(Segment(" ", self.style(()).rich_style_with_offset(_BEFORE, anchor)))

    def _decor(self, part: Decor, cell: int, anchor: int) -> Segment:
        return Segment(
            part.text, self.style((part.style,) if part.style else ()).rich_style_with_offset(_BEFORE, anchor)
        )

    def _run(
        self, segments: list[Segment], page: Page, run: Run, cell: int, layers: Sequence[Iterable[LayerRange]]
    ) -> int:
        """Append a run's segments; the cell behind it."""
        document = page.document
        marks = list(document.marks_of(page.document.block_number(run.start)).touching(run.start, run.end))
        links = [mark for mark in marks if mark.style == "link"]
        base = (run.style,) if run.style else ()
        pieces = cut(run.start, run.end, [marks, *layers])
        if not pieces:
            segments.append(Segment("", self.style(base).rich_style_with_offset(0, run.start)))
        for ink in inked(document.text, run, pieces):
            link = next((mark.key for mark in links if mark.start <= ink.start < mark.end), "")
            style = self.style(base + ink.styles, link)
            segments.append(Segment(ink.text, style.rich_style_with_offset(ink.start - run.start, run.start)))
        return cell + run.cells(document.text)

    def words(self, line: str, width: int) -> Strip:
        """A line of the placeholder, centred."""
        shown = drawable(line)
        left = max(0, (width - cells_of(shown)) // 2)
        plain, style = self.style(()).rich_style, self.style(("placeholder",)).rich_style
        strip = Strip([Segment(" " * left, plain), Segment(shown, style)])
        return strip.adjust_cell_length(width, plain)


def beside(strips: Sequence[Strip], ends: Sequence[int], width: int, plain: RichStyle) -> Strip:
    """Lines of several columns as one strip. What stands right of a line's text resolves to its end (`ends`)."""
    segments: list[Segment] = []
    for strip, end in zip(strips, ends, strict=True):
        for segment in strip:
            style = segment.style
            if style is not None and "offset" not in style.meta:
                style += RichStyle.from_meta({"offset": (0, end)})
            segments.append(Segment(segment.text, style))
    return Strip(segments).adjust_cell_length(width, plain)


def _overlaid(segments: Iterable[Segment], cell: int, above: Segment) -> list[Segment]:
    """Segments with another one drawn over them from a cell on. Offsets stay with the characters they are of."""
    made: list[Segment] = []
    end = cell + above.cell_length
    left = 0
    drawn = False
    for segment in segments:
        right = left + segment.cell_length
        if right <= cell or left >= end:
            made.append(segment)
        else:
            before, rest = segment.split_cells(max(0, cell - left))
            if before.text:
                made.append(before)
            if not drawn:
                made.append(Segment(above.text, _moved(segment, rest, above.style)))
                drawn = True
            _, after = rest.split_cells(min(rest.cell_length, end - max(left, cell)))
            if after.text:
                made.append(Segment(after.text, _moved(segment, after, segment.style)))
        left = right
    return made


def _moved(whole: Segment, part: Segment, style: RichStyle | None) -> RichStyle | None:
    """A style with the offset at which `part`, the end of `whole`, begins."""
    place = whole.style.meta.get("offset") if whole.style is not None else None
    if place is None or style is None:
        return style
    x, y = place
    skipped = 0 if x < 0 else len(whole.text) - len(part.text)
    return style + RichStyle.from_meta({"offset": (x + skipped, y)})
