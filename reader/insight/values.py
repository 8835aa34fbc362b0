"""What is found in an article: entities with all their mentions, and quotes with who said them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.article.ranges import Range

__all__ = ["ENTITY_KINDS", "Entity", "EntityKind", "Insight", "Quote", "QuoteKind"]

EntityKind = Literal["person", "organisation", "place", "group", "work", "event", "date", "quantity", "money"]
ENTITY_KINDS: tuple[EntityKind, ...] = (
    "person", "organisation", "place", "group", "work", "event", "date", "quantity", "money",
)  # fmt: skip
QuoteKind = Literal["speech", "phrase", "indirect"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place … of an article, under its fullest name there.

    `mentions` are ranges of the article's text in order; `aliases` the other forms that it is mentioned by,
    each as it stands in the text, most frequent first. `confidence` is 0 to 1, `origin` the engine's part
    that spoke: `rule`, `list` or `tagger`.
    """

    kind: EntityKind
    name: str
    mentions: tuple[Range, ...]
    aliases: tuple[str, ...] = ()
    confidence: float = 1.0
    origin: str = "rule"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation. `[start, end)` of the article's text covers the words with their quotation marks.

    `kind` is `speech` (somebody said it), `phrase` (a term, a title, a scare-quote) or `indirect` (reported
    without marks; shown on wish). `text` is the words without the outer marks. `speaker` is the resolved
    name, or empty where unknown; `cue` the word that tells who spoke ("said"); `rule` the name of the rule
    that fired.
    """

    start: int
    end: int
    text: str
    kind: QuoteKind = "speech"
    speaker: str = ""
    cue: str = ""
    confidence: float = 1.0
    rule: str = ""
    speaker_range: Range | None = None
    """Where the speaker is named beside the quote: a name, a pronoun or a noun phrase."""
    cue_range: Range | None = None


@dataclass(frozen=True, slots=True)
class Insight:
    """Everything that was found in one text, by which engine and version."""

    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    engine: str
    text_hash: str
