"""Everything about one person, organisation or place across the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.insight.values import Entity, Insight, Quote
from reader.library.records import ArticleRecord, Note

__all__ = ["Appearance", "Dossier", "appearance_in", "same_name"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article that a person, organisation or place appears in, with what they are quoted as saying
    there."""

    article: ArticleRecord
    entity: Entity
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one name across the library; `notes` are the reader's that name it."""

    name: str
    kind: str
    appearances: tuple[Appearance, ...]
    notes: tuple[Note, ...]


def appearance_in(record: ArticleRecord, insight: Insight, name: str) -> Appearance | None:
    """The entity that is called `name` in an article, by its full name before an alias."""
    entity = same_name(insight.entities, name)
    if entity is None:
        return None
    called = {entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)}
    quotes = tuple(
        quote for quote in insight.quotes if quote.kind != "phrase" and quote.speaker.casefold() in called
    )
    return Appearance(record, entity, quotes)


def same_name(entities: Iterable[Entity], name: str) -> Entity | None:
    """The entity of that name whatever the case: its name first, then an alias, then one word of its name."""
    wanted = " ".join(name.split()).casefold()
    by_alias: Entity | None = None
    by_word: Entity | None = None
    for entity in entities:
        if entity.name.casefold() == wanted:
            return entity
        if by_alias is None and wanted in (alias.casefold() for alias in entity.aliases):
            by_alias = entity
        if by_word is None and entity.kind == "person" and wanted in entity.name.casefold().split():
            by_word = entity
    return by_alias or by_word
