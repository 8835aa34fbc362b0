"""A name found in a text, before names are joined: the currency between the finders, the grouping and the
quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reader.insight.passages import Passage
from reader.insight.tokens import Sentence
from reader.insight.values import EntityKind

__all__ = ["Reading", "Span", "Tagger"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` of the text names something of `kind`. `score` is 0 to 1, `origin` who says so."""

    start: int
    end: int
    kind: EntityKind
    score: float = 1.0
    origin: str = "rule"


@dataclass(slots=True)
class Reading:
    """A text made ready for every finder: straightened, cut into passages, sentences and words once."""

    text: str
    plain: str
    """The text with straight marks; of the same length."""
    passages: list[Passage]
    sentences: list[list[Sentence]]
    """Of each passage."""
    language: str = "en"


class Tagger(Protocol):
    """Finds people, organisations, places, works and events. The seam where a trained model takes the rules'
    place."""

    name: str
    """Goes into the engine's name and version, so that stored results are redone when the tagger changes."""

    def __call__(self, reading: Reading) -> list[Span]:
        """The spans in order of their starts; they do not overlap."""
        ...
