"""The search screen: words above, answers below, live."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.search.values import Hit
from reader.terminal import printable_line
from reader.tui.hits import hit_rows
from reader.tui.rows import BuiltRows
from reader.tui.widgets.line_list import LineList

__all__ = ["SearchPane"]


class _Words(Input):
    """An Input that leaves Esc and the arrows to the pane."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "down", "up", "tab", "shift+tab", "pagedown", "pageup"):
            return
        await super()._on_key(event)


class SearchPane(Vertical):
    """Says what is asked for (`Asked`) and shows what it is given."""

    class Asked(Message):
        """The words have changed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """Esc in the words, with nothing below to go to."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="search-pane")
        self._words = _Words(
            placeholder='words, "a phrase", in:notes, #tag, who:"Name", said:"Name", added:7d',
            classes="search-pane--words", compact=True, select_on_focus=False,
        )  # fmt: skip
        self._told = Static("", classes="search-pane--told", markup=False)
        self.list = LineList(classes="search-pane--list", id="hits")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="search-pane--row"):
            yield Static("\\", classes="search-pane--label", markup=False)
            yield self._words
        yield self._told
        yield self.list

    @property
    def words(self) -> str:
        """What is asked for."""
        return self._words.value

    def ask(self, words: str | None = None) -> None:
        """Take the focus to the words, with others in their place if given."""
        if words is not None and words != self._words.value:
            self._words.value = words
        self._words.cursor_position = len(self._words.value)
        self._words.focus()

    def show(self, hits: Sequence[Hit], told: str, *, cursor: int = 0) -> None:
        """Show answers, with the cursor on the hit of an index."""
        year = datetime.date.today().year
        shown = tuple(hits)
        self._told.update(Content(printable_line(told)))
        self._told.set_class(False, "-wrong")
        self.list.show(BuiltRows(lambda width: hit_rows(shown, width, year=year)), cursor=2 * cursor)

    def complain(self, told: str) -> None:
        """Say what is wrong with the words; the last answers stay."""
        self._told.update(Content(printable_line(told)))
        self._told.set_class(True, "-wrong")

    @property
    def hit_index(self) -> int:
        """The index of the hit under the cursor, or -1."""
        key = self.list.cursor_key
        return int(key.split(":")[1]) if key else -1

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.list.cursor_key:
            self.list.focus()

    def on_key(self, event: events.Key) -> None:
        if not self._words.has_focus:
            return
        if event.key in ("down", "tab", "pagedown") and self.list.cursor_key:
            self.list.focus()
        elif event.key == "escape":
            if self.list.cursor_key:
                self.list.focus()
            else:
                self.post_message(self.Left())
        elif event.key not in ("up", "shift+tab", "pageup", "down", "tab", "pagedown"):
            return
        event.stop()
        event.prevent_default()
