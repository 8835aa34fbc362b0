"""The line to type into at the bottom: filter, find, command, tags. It says what is typed and does nothing
itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.terminal import printable_line

__all__ = ["Prompt"]

Completer = Callable[[str], Sequence[str]]
"""Whole texts that what was typed could become, the best first."""


class _Line(Input):
    """An Input that leaves Tab, Escape and the arrows up and down to the prompt."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("tab", "shift+tab", "escape", "up", "down"):
            return
        await super()._on_key(event)


class Prompt(Vertical):
    """A label, a line of text and below it what could be meant. Hidden until it asks.

    Every purpose remembers what was typed last: the arrow up brings it back, after Esc too.
    """

    class Changed(Message):
        """Something was typed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Cancelled(Message):
        """Esc was pressed; the text is remembered."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="prompt")
        self.purpose = ""
        self._past: dict[str, list[str]] = {}
        self._at = 0
        self._complete: Completer | None = None
        self._offers: tuple[str, ...] = ()
        self._offered = -1
        self._completing = False
        self._label = Static("", classes="prompt--label", markup=False)
        self._input = _Line(classes="prompt--input", compact=True, select_on_focus=False)
        self._hints = Static("", classes="prompt--hints", markup=False)

    def compose(self) -> ComposeResult:
        yield self._hints
        with Horizontal(classes="prompt--row"):
            yield self._label
            yield self._input

    def ask(
        self,
        purpose: str,
        label: str,
        text: str = "",
        *,
        complete: Completer | None = None,
        placeholder: str = "",
    ) -> None:
        """Take the focus and let something be typed."""
        self.purpose = purpose
        self._complete = complete
        self._at = len(self._past.get(purpose, ()))
        self._label.update(Content(label))
        self._input.placeholder = placeholder
        with self.prevent(Input.Changed):
            self._input.value = text
            self._input.cursor_position = len(text)
        self._offer(text)
        self.display = True
        self.screen.set_focus(self._input)  # at once: the next key may be waiting already
        self._input.focus()  # and once more, behind changes of focus that are still on their way

    def hint(self, words: str) -> None:
        """A line above the text: what was found, or what is wrong with it."""
        self._hints.update(Content(printable_line(words)))
        self._hints.display = bool(words)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._input.value

    def close(self) -> None:
        """Hide; what was typed is remembered."""
        past = self._past.setdefault(self.purpose, [])
        if self._input.value and (not past or past[-1] != self._input.value):
            past.append(self._input.value)
        self.display = False
        self.purpose = ""

    def _offer(self, text: str) -> None:
        offers = tuple(self._complete(text)) if self._complete else ()
        self._offers, self._offered = offers, -1
        shown = [offer.split(",")[-1].strip() for offer in offers[:8]]
        self.hint("Tab  " + "   ".join(printable_line(offer, 40) for offer in shown) if shown else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.purpose:
            return
        if self._completing:
            self._completing = False
        else:
            self._offer(event.value)
        self.post_message(self.Changed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.purpose:
            self.post_message(self.Submitted(self.purpose, event.value))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            self.post_message(self.Cancelled(self.purpose, self._input.value))
        elif event.key in ("tab", "shift+tab"):
            self._take_offer(1 if event.key == "tab" else -1)
        elif event.key in ("up", "down"):
            self._recall(-1 if event.key == "up" else 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def _take_offer(self, way: int) -> None:
        if not self._offers:
            return
        self._offered = (self._offered + way) % len(self._offers)
        if self._input.value != self._offers[self._offered]:
            self._completing = True
            self._input.value = self._offers[self._offered]
        self._input.cursor_position = len(self._input.value)

    def _recall(self, way: int) -> None:
        past = self._past.get(self.purpose, [])
        if 0 <= self._at + way < len(past):
            self._at += way
            self._input.value = past[self._at]
            self._input.cursor_position = len(self._input.value)
