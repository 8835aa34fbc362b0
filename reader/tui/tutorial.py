"""The tutorial that ticks itself: which keys it names, and which of them were pressed. Pure.

A step is a key between backticks in the article "Start here". It ticks itself when it stands on the screen and an
action is done that has this key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.article import Article, Range
from reader.tui.actions import BY_ID

__all__ = ["TUTORIAL", "Tutorial"]

TUTORIAL = "start-here.md"
"""The file of the tutorial among the sample articles."""


@dataclass(slots=True)
class Tutorial:
    """The steps of the tutorial, and those that are done."""

    steps: Sequence[tuple[Range, str]]
    """Where each key stands, and the key."""
    done: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, article: Article) -> Tutorial | None:
        """The tutorial's steps; None for every other article."""
        if not article.source.name.endswith(TUTORIAL) or article.metadata.title != "Start here":
            return None
        keys = {key for action in BY_ID.values() for key in action.keys}
        places = (
            Range(mark.start, mark.end)
            for block in article.blocks
            for mark in block.marks
            if mark.kind == "code"
        )
        return cls([(place, key) for place in places if (key := place.of(article.text)) in keys])

    def pressed(self, action_id: str, visible: Range) -> bool:
        """An action was done: its keys that are on the screen are ticked. Whether there was a new one."""
        keys = BY_ID[action_id].keys
        found = {
            number
            for number, (place, key) in enumerate(self.steps)
            if key in keys and place.overlaps(visible)
        }
        fresh = bool(found - self.done)
        self.done |= found
        return fresh

    @property
    def ticked(self) -> list[Range]:
        """Where the keys stand that were pressed."""
        return [self.steps[number][0] for number in sorted(self.done)]

    def progress(self) -> str:
        """How many there are and how many are done, in words."""
        return f"{len(self.done)} of {len(self.steps)} keys tried"
