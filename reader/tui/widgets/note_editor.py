"""Where notes are written: below the text, so that what the note is about stays in sight.

What is typed is said within a quarter of a second (`Typed`), to be kept as a draft on disk. Esc closes and
keeps the draft: no key here loses a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from reader.terminal import printable, printable_line

__all__ = ["NoteEditor", "NoteTarget"]

DRAFT_DELAY = 0.2
"""Seconds after the last key until the draft is handed on."""
SAVE_KEYS = ("f2", "ctrl+o", "ctrl+enter", "alt+enter")
OUTSIDE_KEY = "f4"
"""Goes on with the note in the writer's own editor."""


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """What a note is for: a new one on an article or highlight, or one that is there (`note_id`)."""

    article_id: str
    highlight_id: str = ""
    note_id: str = ""
    about: str = ""
    """The passage or the title, for the heading."""

    @property
    def draft_id(self) -> str:
        """The id under which what is typed is kept."""
        if self.note_id:
            return f"note:{self.note_id}"
        return f"highlight:{self.highlight_id}" if self.highlight_id else f"article:{self.article_id}"


class _Area(TextArea):
    """A TextArea that leaves Esc, Tab and the keys that save to the editor."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in (*SAVE_KEYS, OUTSIDE_KEY, "escape", "tab", "shift+tab"):
            return
        await super()._on_key(event)


class NoteEditor(Vertical):
    """Hidden until a note is opened in it."""

    class Typed(Message):
        """The text has changed, and should be kept as a draft."""

        def __init__(self, target: NoteTarget, text: str) -> None:
            super().__init__()
            self.target, self.text = target, text

    class Saved(Message):
        """The note should be saved."""

        def __init__(self, target: NoteTarget, text: str) -> None:
            super().__init__()
            self.target, self.text = target, text

    class Outside(Message):
        """The note should be written on in the writer's own editor."""

        def __init__(self, target: NoteTarget, text: str) -> None:
            super().__init__()
            self.target, self.text = target, text

    class Closed(Message):
        """The editor was closed without saving."""

        def __init__(self, target: NoteTarget, text: str) -> None:
            super().__init__()
            self.target, self.text = target, text

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="note-editor")
        self.target: NoteTarget | None = None
        self._heading = Static("", classes="note-editor--heading", markup=False)
        self._area = _Area(classes="note-editor--area", soft_wrap=True, show_line_numbers=False, compact=True)
        self._hint = Static("", classes="note-editor--hint", markup=False)
        self._timer: Timer | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._area
        yield self._hint

    def open(self, target: NoteTarget, text: str, *, resumed: bool = False) -> None:
        """Write a note; `text` is what is there already, a draft if `resumed`."""
        self.target, self._told = target, text
        what = "Note on" if not target.note_id else "Edit the note on"
        self._heading.update(Content(f"{what} {printable_line(target.about, 120)}"))
        kept = "Your draft, as you left it.   " if resumed else ""
        self._hint.update(Content(f"{kept}F2 or Ctrl-o save   F4 in $EDITOR   Esc close, the draft is kept"))
        self._area.load_text(printable(text))
        self._area.move_cursor(self._area.document.end)
        self.display = True
        self.screen.set_focus(self._area)  # at once: the next key may be waiting already
        self._area.focus()  # and once more, behind changes of focus that are still on their way

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self._area.text

    def tell(self) -> None:
        """Hand on what was typed since the last time, now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.target is not None and self._area.text != self._told:
            self._told = self._area.text
            self.post_message(self.Typed(self.target, self._told))

    def untold(self) -> tuple[NoteTarget, str] | None:
        """What was typed and not yet handed on: for the moment when the program ends."""
        if self.target is None or self._area.text == self._told:
            return None
        self._told = self._area.text
        return self.target, self._told

    def close(self) -> None:
        """Hide."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.target = None
        self.display = False

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.target is not None and self._timer is None and self._area.text != self._told:
            self._timer = self.set_timer(DRAFT_DELAY, self.tell)

    def on_key(self, event: events.Key) -> None:
        if self.target is None:
            return
        if event.key in SAVE_KEYS:
            self.post_message(self.Saved(self.target, self._area.text))
        elif event.key == OUTSIDE_KEY:
            self.post_message(self.Outside(self.target, self._area.text))
        elif event.key == "escape":
            self.post_message(self.Closed(self.target, self._area.text))
        elif event.key == "tab":
            self._area.insert("    ")
        elif event.key != "shift+tab":
            return
        event.stop()
        event.prevent_default()
