"""Letters on places of the screen: which place gets which, and where the letters typed so far lead. Pure.

`q` is never among them, so that it goes back one level here as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reader.article import Range

__all__ = ["LETTERS", "Hint", "HintKind", "Hints", "labels", "lettered"]

HintKind = Literal["sentence", "quote", "name", "link"]
LETTERS = "asdfghjkleruiowpcvnmtybxz"
"""The letters that are given out, those under resting fingers first."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One place with its letters; `target` is a link's address."""

    label: str
    place: Range
    target: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """All places of a kind that can be chosen by letters, and the letters typed so far."""

    kind: HintKind
    hints: tuple[Hint, ...]
    typed: str = ""

    def waiting(self) -> list[tuple[Range, str]]:
        """The places that can still be chosen, each with the letters that are left to type."""
        return [
            (hint.place, hint.label[len(self.typed) :])
            for hint in self.hints
            if hint.label.startswith(self.typed)
        ]

    def after(self, letter: str) -> Hints | Hint | None:
        """Where one more letter leads: to a place, to fewer places, or (None) nowhere."""
        typed = self.typed + letter
        for hint in self.hints:
            if hint.label == typed:
                return hint
        if any(hint.label.startswith(typed) for hint in self.hints):
            return replace(self, typed=typed)
        return None


def labels(count: int) -> list[str]:
    """Letters for so many places: one each while they suffice, then two for the last places.

    None is the beginning of another. At most `len(LETTERS) ** 2` are given.
    """
    whole = len(LETTERS)
    firsts = 0
    while firsts < whole and whole - firsts + firsts * whole < count:
        firsts += 1
    single, first = LETTERS[: whole - firsts], LETTERS[whole - firsts :]
    return [*single, *(one + other for one in first for other in LETTERS)][:count]


def lettered(kind: HintKind, places: Sequence[tuple[Range, str]]) -> Hints:
    """Give letters to places (each with its target), in their order in the text."""
    ordered = sorted(places, key=lambda item: (item[0].start, -item[0].end))
    given = zip(labels(len(ordered)), ordered, strict=False)
    return Hints(kind, tuple(Hint(label, place, target) for label, (place, target) in given))
