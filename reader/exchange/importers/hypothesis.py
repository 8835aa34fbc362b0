"""Hypothesis: annotations as its API gives them, `{total, rows: [...]}` or a list of rows.

A row: uri, text, tags, created, updated, document.title, target `[{source, selector: [TextQuoteSelector,
TextPositionSelector, ...]}]`. Without a selector it is a note on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, text_of, texts_of
from reader.exchange.importers.selectors import selected
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]


def _recognises(source: Source) -> bool:
    first = next(iter(source.objects("rows", "annotations")), None)
    return first is not None and "uri" in first and ("target" in first or "text" in first)


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for number, row in enumerate(source.objects("rows", "annotations"), start=1):
        yield _incoming(row, f"annotation {number}")


def _incoming(row: Mapping[str, Any], place: str) -> Incoming | Unread:
    created, modified = moment(row.get("created")), moment(row.get("updated"))
    words = text_of(row.get("text")).strip()
    tags = texts_of(row.get("tags"))
    document = row.get("document")
    titles = document.get("title") if isinstance(document, dict) else ""
    title = next(iter(texts_of(titles)), "") if isinstance(titles, list) else text_of(titles)
    exact = selected(row.get("target"))
    url = text_of(row.get("uri"))
    if exact is None:
        if not words:
            return Unread(place, "it holds neither a passage nor words")
        return Incoming(
            place, url, title, added=created, notes=(IncomingNote(words, created, modified, tags),)
        )
    notes = (IncomingNote(words, created, modified),) if words else ()
    highlight = IncomingHighlight(
        exact.exact, exact.prefix, exact.suffix, exact.start, exact.end, notes=notes, tags=tags,
        created=created, modified=modified,
    )  # fmt: skip
    return Incoming(place, url, title, added=created, highlights=(highlight,))


IMPORTERS = (Importer("hypothesis", "Hypothesis: annotations as JSON", _recognises, _read),)
