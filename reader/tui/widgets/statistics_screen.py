"""The page of figures over the whole screen. A name on it can be chosen, and leads to what it counts."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.library.statistics import Statistics
from reader.tui.rows import BuiltRows, Line, Row
from reader.tui.statistics_page import PageLine, page
from reader.tui.widgets.line_list import LineList

__all__ = ["StatisticsScreen"]

WIDEST = 100
"""Cells of the page at the most: longer bars say no more."""
_MOVES = {"j": 1, "down": 1, "k": -1, "up": -1}
_PAGES = {
    "space": 1.0, "pagedown": 1.0, "b": -1.0, "pageup": -1.0, "ctrl+d": 0.5, "ctrl+u": -0.5,
}  # fmt: skip
_STYLES = {"": "", "dim": "dim", "strong": "title", "heading": "heading", "tag": "accent"}


class StatisticsScreen(ModalScreen[str | None]):
    """Ends with the key of the line that was chosen (`who:NAME`, `site:NAME`, `tag:NAME`), or None."""

    def __init__(self, found: Statistics) -> None:
        super().__init__()
        self._found = found
        self._list = LineList(classes="figures--list")

    def compose(self) -> ComposeResult:
        with Vertical(classes="figures"):
            yield Static(Content("Reading in figures"), classes="chooser--title")
            yield self._list
            yield Static(Content("j k move   Enter show what is counted   q close"), classes="chooser--hint")

    def on_mount(self) -> None:
        self._list.show(BuiltRows(self._rows))
        self._list.focus()
        self.call_after_refresh(self._list.scroll_to, y=0, animate=False)

    def _rows(self, width: int) -> list[Row]:
        room = min(WIDEST, width - 2)
        return [Row((_line(line),), line.key) for line in page(self._found, room)]

    @on(LineList.Chosen)
    def _clicked(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.key:
            self.dismiss(event.key)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()

    def on_key(self, event: events.Key) -> None:
        if event.key in _MOVES:
            self._step(_MOVES[event.key])
        elif event.key in _PAGES:
            self._scroll(round(_PAGES[event.key] * self._list.size.height))
        elif event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key == "enter":
            if self._list.cursor_key and self._in_sight():
                self.dismiss(self._list.cursor_key)
        else:
            return
        event.stop()
        event.prevent_default()

    def _in_sight(self) -> bool:
        """Whether the row under the cursor stands on the screen."""
        place = self._list.region_of_cursor()
        return 0 <= place.y < self._list.size.height

    def _step(self, way: int) -> None:
        """To the next name where the cursor is in sight and the next one too; else the page moves by a line."""
        before = self._list.cursor
        top = int(self._list.scroll_y)
        if self._in_sight():
            self._list.step(way)
            if self._list.cursor != before and int(self._list.scroll_y) == top:
                return
            self._list.scroll_to(y=top, animate=False)
        self._scroll(way)

    def _scroll(self, lines: int) -> None:
        self._list.scroll_to(y=max(0, int(self._list.scroll_y) + lines), animate=False)


def _line(line: PageLine) -> Line:
    return ((" ", ""), *((text, _STYLES[style]) for text, style in line.spans))
