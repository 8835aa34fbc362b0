"""What is listed in the notebook as Markdown: the articles in their order, each with just these highlights and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.exchange.exporters import markdown
from reader.exchange.exporters.bundle import Bundle

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.notebook import Entry

__all__ = ["entries_to_markdown"]


def entries_to_markdown(library: Library, entries: Sequence[Entry]) -> Iterator[str]:
    """One text, piece by piece. A note is written below the passage that it is on, also where that is not listed."""
    return markdown.collection(_bundles(library, entries), with_text=False)


def _bundles(library: Library, entries: Iterable[Entry]) -> Iterator[Bundle]:
    by_article: dict[str, list[Entry]] = {}
    for entry in entries:
        by_article.setdefault(entry.article, []).append(entry)
    for article_id, listed in by_article.items():
        marks = {entry.highlight for entry in listed if entry.highlight}
        notes = {entry.id for entry in listed if entry.kind == "note"}
        places = {(entry.start, entry.end) for entry in listed if entry.kind == "quote"}
        quotes = library.insight(article_id).quotes if places else ()
        yield Bundle(
            library.article(article_id),
            library.read(article_id),
            tuple(mark for mark in library.highlights(article_id) if mark.id in marks),
            tuple(note for note in library.notes(article_id=article_id) if note.id in notes),
            quotes=tuple(quote for quote in quotes if (quote.start, quote.end) in places),
        )
