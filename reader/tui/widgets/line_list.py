"""A list drawn line by line: the library, panels, search results and menus are all this one widget.

It shows a `RowSource`, keeps a cursor, and says what was pointed at. Only lines on the screen are ever made,
so that ten thousand rows cost no more than thirty. The wheel scrolls and never moves the cursor. Text passes
the exit door here once more, and never meets a markup parser: spans become segments as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.terminal import printable
from reader.tui.component_styles import DrawnComponentStyles
from reader.tui.rows import EvenRows, RowSource

__all__ = ["SPAN_STYLES", "LineList"]

_SEEN = "▕"
_ENTITIES = ("person", "organisation", "place", "group", "work", "event", "date", "quantity", "money")
SPAN_STYLES = (
    "dim", "strong", "accent", "heading", "title", "title-read", "selected", "star", "tag", "progress", "key",
    "state-unread", "state-reading", "state-read", "hit", "quote", "phrase", "note", "draft", "warning",
    "bar-yellow", "bar-green", "bar-blue", "bar-pink", "bar-purple",
    "highlight-yellow", "highlight-green", "highlight-blue", "highlight-pink", "highlight-purple",
    *(f"entity-{kind}" for kind in _ENTITIES),
)  # fmt: skip
"""The names of styles that a span can have; each is the component class `line-list--NAME`."""


class LineList(DrawnComponentStyles, ScrollView, can_focus=True):
    """Rows under a cursor."""

    COMPONENT_CLASSES = {
        f"line-list--{name}" for name in (*SPAN_STYLES, "text", "cursor", "cursor-away", "lit")
    }
    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: LineList, index: int, key: str) -> None:
            super().__init__()
            self.list, self.index, self.key = rows, index, key

        @property
        def control(self) -> LineList:
            return self.list

    class Chosen(Message):
        """A row was clicked (`double`: twice)."""

        def __init__(self, rows: LineList, index: int, key: str, double: bool) -> None:
            super().__init__()
            self.list, self.index, self.key, self.double = rows, index, key, double

        @property
        def control(self) -> LineList:
            return self.list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: RowSource = EvenRows(0, lambda index, width: (), lambda index: "")
        self._width = 0
        self._styles: dict[tuple[str, ...], Style] = {}
        self.cursor = 0
        """Index of the row under the cursor."""
        self.lit_keys: frozenset[str] = frozenset()
        """Keys of rows that are lit without having the cursor."""
        self.seen_keys: frozenset[str] = frozenset()
        """Keys of rows that stand for something on the screen: a line at their right edge tells."""
        self.always_active = False
        """Draw the cursor as in use though the focus is elsewhere: in a line that steers this list."""

    # -- what it shows -----------------------------------------------------------------------------------

    def show(self, rows: RowSource, *, cursor: int = 0) -> None:
        """Show other rows, with the cursor on one of them."""
        self._rows = rows
        self._width = 0
        self._lay_out()
        self.cursor = self._settled(cursor, 1)
        self._reveal()
        self.refresh()

    @property
    def row_count(self) -> int:
        return self._rows.count()

    @property
    def cursor_line(self) -> int:
        """The line of the widget, from 0, on which the row under the cursor begins; it may lie outside."""
        return self._rows.first_line(self.cursor) - self.scroll_offset.y if self._rows.count() else 0

    @property
    def cursor_key(self) -> str:
        """The key of the row under the cursor; empty where there is none."""
        return self._rows.key(self.cursor) if 0 <= self.cursor < self._rows.count() else ""

    def light(self, *keys: str) -> None:
        """Light rows by key."""
        self.lit_keys = frozenset(keys)
        self.refresh()

    def mark_seen(self, keys: frozenset[str]) -> None:
        """Mark rows by key. Where the list is not in use, it scrolls so that the first of them can be seen."""
        if keys == self.seen_keys:
            return
        self.seen_keys = keys
        self.refresh()
        if self.has_focus or not keys or not self.size.height:
            return
        rows = [index for index in range(self._rows.count()) if self._rows.key(index) in keys]
        top, bottom = int(self.scroll_y), int(self.scroll_y) + self.size.height
        if rows and not any(top <= self._rows.first_line(index) < bottom for index in rows):
            self.scroll_to(y=max(0, self._rows.first_line(rows[0]) - 1), animate=False)

    def move_to_key(self, key: str) -> bool:
        """The cursor onto the row of a key; whether there is one."""
        return self.move_to(lambda known: known == key)

    def move_to(self, fits: Callable[[str], bool]) -> bool:
        """The cursor onto the first row whose key fits; whether there is one."""
        for index in range(self._rows.count()):
            if fits(self._rows.key(index)):
                self._move(index, 1)
                return True
        return False

    # -- moving ------------------------------------------------------------------------------------------

    def step(self, rows: int) -> None:
        """The cursor some rows down, or up when negative; headings are stepped over."""
        count = self._rows.count()
        if not count:
            return
        index, left, way = self.cursor, abs(rows), 1 if rows > 0 else -1
        while left and 0 <= index + way < count:
            index += way
            left -= bool(self._rows.key(index))
        if index == self.cursor and way < 0:
            self.scroll_to(y=0, animate=False)
        self._move(index, -way if not self._rows.key(index) else way)

    def page(self, pages: float) -> None:
        """The cursor by pages of what is visible."""
        lines = max(1, int(abs(pages) * max(1, self.size.height - 1)))
        if not self._rows.count():
            return
        line = self._rows.first_line(self.cursor) + (lines if pages > 0 else -lines)
        line = max(0, min(line, self._rows.total_lines() - 1))
        self._move(self._rows.at(line)[0], 1 if pages > 0 else -1)

    def top(self) -> None:
        self._move(0, 1)
        self.scroll_to(y=0, animate=False)

    def bottom(self) -> None:
        self._move(self._rows.count() - 1, -1)

    def go_to(self, index: int) -> None:
        """The cursor onto a row."""
        self._move(index, 1)

    def _move(self, index: int, way: int) -> None:
        settled = self._settled(index, way)
        if settled == self.cursor:
            self._reveal()
            return
        self.cursor = settled
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self, settled, self.cursor_key))

    def _settled(self, index: int, way: int) -> int:
        """The nearest row that has a key, first in the direction of `way`."""
        count = self._rows.count()
        if not count:
            return 0
        index = max(0, min(index, count - 1))
        for direction in (way, -way):
            at = index
            while 0 <= at < count:
                if self._rows.key(at):
                    return at
                at += direction
        return index

    def _reveal(self) -> None:
        """Scroll just as far as the row under the cursor needs."""
        if not self._rows.count() or not self.size.height:
            return
        first = self._rows.first_line(self.cursor)
        height = self._rows.height(self.cursor)
        top, visible = int(self.scroll_y), self.size.height
        if first < top:
            heading = first - 1 if first and not self._rows.key(self.cursor - 1) else first
            self.scroll_to(y=heading, animate=False)
        elif first + height > top + visible:
            self.scroll_to(y=first + height - visible, animate=False)

    # -- drawing -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._rows.layout(width)
        self.virtual_size = Size(self._width, self._rows.total_lines() if self._width else 0)

    def on_resize(self) -> None:
        before = self._width
        self._lay_out()
        if before != self._width:
            self.cursor = self._settled(self.cursor, 1)
            self._reveal()
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _style(self, *names: str) -> Style:
        style = self._styles.get(names)
        if style is None:
            classes = [f"line-list--{name}" for name in names if name]
            style = self._styles[names] = self.get_visual_style(*classes).rich_style
        return style

    def render_line(self, y: int) -> Strip:
        line = y + int(self.scroll_y)
        width = self.size.width
        if not self._width or not 0 <= line < self._rows.total_lines():
            return Strip.blank(width, self._style("text"))
        index, number = self._rows.at(line)
        key = self._rows.key(index)
        under = ""
        if key and index == self.cursor:
            under = "cursor" if self.has_focus or self.always_active else "cursor-away"
        elif key and key in self.lit_keys:
            under = "lit"
        segments = [
            Segment(
                printable(text).replace("\n", " ").replace("\t", " "),
                # the row in use has one ink, readable on its ground; elsewhere spans keep their own
                self._style("text", name, under) if under == "cursor" else self._style("text", under, name),
            )
            for text, name in self._rows.line(index, number)
        ]
        strip = Strip(segments).adjust_cell_length(width, self._style("text", under))
        if key and key in self.seen_keys:
            sign = Segment(_SEEN, self._style("text", under, "accent"))
            beside = strip.crop(self._width, width)  # below the scrollbar
            return Strip([*strip.crop(0, self._width - 1), sign, *beside], width)
        return strip

    # -- the mouse ---------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        line = event.y + int(self.scroll_y)
        if not 0 <= line < self._rows.total_lines():
            return
        event.stop()
        index, _ = self._rows.at(line)
        key = self._rows.key(index)
        if key:
            self._move(index, 1)
            self.post_message(self.Chosen(self, index, key, event.chain >= 2))

    def region_of_cursor(self) -> Region:
        """Where the row under the cursor stands, in cells of the list."""
        if not self._rows.count():
            return Region(0, 0, self.size.width, 1)
        first = self._rows.first_line(self.cursor) - int(self.scroll_y)
        return Region(0, first, self.size.width, self._rows.height(self.cursor))
