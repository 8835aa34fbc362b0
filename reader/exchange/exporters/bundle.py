"""All that there is about one article, gathered for an export: what was read and what the reader said of
it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.article import Article
from reader.insight.values import Entity, Quote
from reader.library.records import ArticleRecord, Highlight, Note

if TYPE_CHECKING:
    from reader.library.library import Library

__all__ = ["Bundle", "gathered"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One article with its highlights in text order, its notes, and what was found in it."""

    record: ArticleRecord
    article: Article
    highlights: tuple[Highlight, ...] = ()
    notes: tuple[Note, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def notes_on(self, highlight: Highlight) -> list[Note]:
        """The notes on one highlight, oldest first."""
        return sorted((note for note in self.notes if note.highlight == highlight.id), key=_age)

    def notes_on_article(self) -> list[Note]:
        """The notes on the article as a whole, and those whose highlight is gone, oldest first."""
        known = {highlight.id for highlight in self.highlights}
        return sorted((note for note in self.notes if note.highlight not in known), key=_age)


def gathered(library: Library, records: Iterable[ArticleRecord]) -> Iterator[Bundle]:
    """The bundles of these articles, one at a time, so that a whole library never stands in memory."""
    for record in records:
        insight = library.insight(record.id)
        yield Bundle(
            record,
            library.read(record.id),
            tuple(
                sorted(library.highlights(record.id), key=lambda highlight: (highlight.start, highlight.end))
            ),
            tuple(library.notes(article_id=record.id)),
            insight.entities,
            insight.quotes,
        )


def _age(note: Note) -> tuple[str, str]:
    return note.created, note.id
