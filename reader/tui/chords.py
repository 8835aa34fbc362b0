"""Keys of two strokes (`gg`, `]q`, `m a`) as a small state machine. Pure: strokes in, outcomes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reader.tui.keymap import ANY_DIGIT, ANY_LETTER, Strokes, spell

__all__ = ["Chords", "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stroke led to.

    `done` with an action (and the letter of `{a-z}` or the digit of `1-9`, if the key has one), `pending` while more must come,
    `cancelled` when Esc dropped what was begun, `unknown` when it leads nowhere.
    """

    kind: Literal["done", "pending", "cancelled", "unknown"]
    action: str = ""
    letter: str = ""


class Chords:
    """Collects strokes until they are a key of the table, or cannot become one."""

    def __init__(self) -> None:
        self._begun: Strokes = ()

    @property
    def pending(self) -> str:
        """What was typed so far, to show; empty when nothing waits."""
        return spell(self._begun) if self._begun else ""

    def clear(self) -> None:
        """Drop what was begun."""
        self._begun = ()

    def feed(self, stroke: str, table: Mapping[Strokes, str]) -> Outcome:
        """Take one stroke; the table says what sequences do where the focus is.

        A second stroke that leads nowhere drops the first one and does nothing else: `g` and a slip of the
        finger must never do what the second key does alone.
        """
        if self._begun and stroke == "Esc":
            self._begun = ()
            return Outcome("cancelled")
        typed = (*self._begun, stroke)
        begun, self._begun = self._begun, ()
        if typed in table:
            return Outcome("done", table[typed])
        if begun and len(stroke) == 1 and stroke.isalpha() and (*begun, ANY_LETTER) in table:
            return Outcome("done", table[(*begun, ANY_LETTER)], stroke)
        if len(stroke) == 1 and stroke in "123456789" and (*begun, ANY_DIGIT) in table:
            return Outcome("done", table[(*begun, ANY_DIGIT)], stroke)
        if any(known[: len(typed)] == typed for known in table):
            self._begun = typed
            return Outcome("pending")
        return Outcome("unknown")
