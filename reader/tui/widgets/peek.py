"""A few lines below the text about something in it: a link's whole address, who a name is. It takes no focus."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.terminal import printable_line

__all__ = ["Peek"]

MOST_CHARACTERS = 4000
"""Of one line: an address may be as long as its author likes."""


class Peek(Vertical):
    """A heading, lines of text that wrap, and what can be pressed. Hidden until it shows something."""

    can_focus = False
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="peek")
        self._heading = Static("", classes="peek--heading", markup=False)
        self._body = Static("", classes="peek--body", markup=False)
        self._hint = Static("", classes="peek--hint", markup=False)
        self.display = False

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._body
        yield self._hint

    def show(self, heading: str, lines: Sequence[str], hint: str) -> None:
        """Show this, in place of what was there."""
        self._heading.update(Content(printable_line(heading, 200)))
        self._body.update(Content("\n".join(printable_line(line, MOST_CHARACTERS) for line in lines)))
        self._hint.update(Content(hint))
        self.display = True
