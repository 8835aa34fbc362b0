"""One panel beside the text, or over it where the screen is narrow: a heading and a list."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.terminal import printable_line
from reader.tui.panels import PANEL_ROWS, PANEL_TITLES
from reader.tui.rows import BuiltRows
from reader.tui.session import PANELS, OpenArticle, PanelKind
from reader.tui.widgets.line_list import LineList

__all__ = ["SidePanel"]


class SidePanel(Vertical):
    """Shows one kind of panel of an open article. What is chosen in it, its list says (`LineList.Chosen`)."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="side-panel")
        self.kind: PanelKind = "entities"
        self.filter = ""
        self._opened: OpenArticle | None = None
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
