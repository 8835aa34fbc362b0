"""All that there is about one article, gathered for an export: what was read and what the reader said of
it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reader.article import Article, Metadata, Source
from reader.insight.values import Entity, Quote
from reader.library.records import ArticleRecord, Highlight, Note

if TYPE_CHECKING:
    from reader.library.library import Library

__all__ = ["Bundle", "Depth", "gathered", "gathered_notes"]

Depth = Literal["marks", "text", "insight"]
"""What of an article a format writes: its record with highlights and notes; its text too; what was found too."""


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


def gathered(
    library: Library, records: Iterable[ArticleRecord], depth: Depth = "insight"
) -> Iterator[Bundle]:
    """The bundles of these articles, one at a time, so that a whole library never stands in memory.

    With `marks` the text of an article is not read, and its `article` is without one.
    """
    for record in records:
        insight = library.insight(record.id) if depth == "insight" else None
        yield Bundle(
            record,
            _unread(record) if depth == "marks" else library.read(record.id),
            tuple(
                sorted(library.highlights(record.id), key=lambda highlight: (highlight.start, highlight.end))
            ),
            tuple(library.notes(article_id=record.id)),
            insight.entities if insight else (),
            insight.quotes if insight else (),
        )


def gathered_notes(library: Library, items: Sequence[Note | Highlight]) -> Iterator[Bundle]:
    """These notes and highlights alone, by article in the order in which they come: the notes on a screen.

    A note on a highlight brings its passage. Articles in the trash are left out. Raises NotFound.
    """
    for article_id in dict.fromkeys(item.article for item in items):
        record = library.article(article_id)
        if record.trashed:
            continue
        chosen = {item.id for item in items if item.article == article_id}
        notes = tuple(note for note in library.notes(article_id=article_id) if note.id in chosen)
        chosen |= {note.highlight for note in notes}
        highlights = tuple(mark for mark in library.highlights(article_id) if mark.id in chosen)
        yield Bundle(record, _unread(record), highlights, notes)


def _unread(record: ArticleRecord) -> Article:
    about = Metadata(
        record.title, byline=record.byline, site=record.site, published=record.published,
        language=record.language, url=record.url, excerpt=record.excerpt, word_count=record.word_count,
    )  # fmt: skip
    return Article(record.id, "", (), about, Source(record.kind or "empty", record.file_name))


def _age(note: Note) -> tuple[str, str]:
    return note.created, note.id
