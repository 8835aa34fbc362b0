"""Where something to save is given: a path, a folder, an address, or the text itself, pasted."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from reader.tui.widgets.dialog import Dialog

__all__ = ["AddDialog"]

_SAVE = ("f2", "ctrl+o", "ctrl+enter", "alt+enter")


class _Area(TextArea):
    """A TextArea in which Enter on a single line saves, as in a line of text."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in (*_SAVE, "escape", "tab", "shift+tab"):
            return
        if event.key == "enter" and self.document.line_count == 1 and self.text.strip():
            return
        await super()._on_key(event)


class AddDialog(Dialog[tuple[bool, str]]):
    """Ends with whether to save, and the text: what is not saved now is there the next time."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._area = _Area(text, classes="add--area", soft_wrap=True, show_line_numbers=False, compact=True)

    def compose(self) -> ComposeResult:
        with Vertical(classes="add"):
            yield Static(Content("Save an article"), classes="add--title")
            yield Static(
                Content("A file, a folder, an address, or the text itself, pasted."), classes="add--about"
            )
            yield self._area
            yield Static(
                Content("Enter save one line   F2 or Ctrl-o save more   Esc close, kept"),
                classes="add--hint",
            )

    def on_mount(self) -> None:
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key in _SAVE or event.key == "enter":
            if self._area.text.strip():
                self.answer((True, self._area.text))
        elif event.key == "escape":
            self.answer((False, self._area.text))
        else:
            return
        event.stop()
        event.prevent_default()
