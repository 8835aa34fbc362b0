"""One panel beside the text, or over it where the screen is narrow: a heading and a list."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.article import Range
from reader.terminal import printable_line
from reader.tui.article_view.layers import Layer
from reader.tui.panels import PANEL_ROWS, PANEL_TITLES
from reader.tui.panels.places import row_places
from reader.tui.rows import BuiltRows
from reader.tui.session import PANELS, OpenArticle, PanelKind
from reader.tui.widgets.line_list import LineList

__all__ = ["SidePanel"]


class SidePanel(Vertical):
    """Shows one kind of panel of an open article. What is chosen in it, its list says (`LineList.Chosen`)."""

    class Dragged(Message):
        """The panel's border is dragged: it is to be so many columns wide. `finished` when it is let go."""

        def __init__(self, width: int, finished: bool) -> None:
            super().__init__()
            self.width, self.finished = width, finished

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="side-panel")
        self.kind: PanelKind = "entities"
        self.filter = ""
        self._opened: OpenArticle | None = None
        self._places = Layer()
        self._visible = Range(0, 0)
        self._dragging = False
        self._heading = Static("", classes="side-panel--heading", markup=False)
        self.list = LineList(classes="side-panel--list")

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self.list

    def show(self, kind: PanelKind, opened: OpenArticle | None) -> None:
        """Show a kind of panel of an article; the cursor stays on its row where that is still there."""
        same = kind == self.kind and opened is not None and self._opened is opened
        key = self.list.cursor_key if same else ""
        if not same:
            self.filter = ""
        self.kind, self._opened = kind, opened
        self._fill(key)

    def narrow(self, words: str) -> None:
        """Show only rows that hold all the words."""
        self.filter = words
        self._fill("")

    def _fill(self, key: str) -> None:
        opened, kind, words = self._opened, self.kind, self.filter
        if opened is None:
            return
        found = f"  /{printable_line(words)}" if words else ""
        self._heading.update(Content(f"{PANELS.index(kind) + 1} {PANEL_TITLES[kind]}{found}"))
        self.list.show(BuiltRows(lambda width: PANEL_ROWS[kind](opened, words, width)))
        if key:
            self.list.move_to_key(key)
        self._places = row_places(kind, opened)
        self.follow(self._visible)

    def follow(self, visible: Range) -> None:
        """Mark the rows of what is on the screen: these characters."""
        self._visible = visible
        keys = (item.key for item in self._places.touching(visible.start, visible.end))
        self.list.mark_seen(frozenset(keys))

    # -- its border --------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The border is taken hold of."""
        if event.x == 0 and not self.has_class("-over"):
            self._dragging = True
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self.post_message(self.Dragged(self.region.right - event.screen_x, finished=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            self.post_message(self.Dragged(self.region.right - event.screen_x, finished=True))
