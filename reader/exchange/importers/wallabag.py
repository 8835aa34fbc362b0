"""wallabag's JSON, with the texts, and its CSV.

An entry: title, url, content (HTML), is_archived, is_starred, tags, created_at, published_at, published_by,
annotations `[{text, quote, ranges}]`, language, domain_name. Of the CSV (`;` between cells): Title, URL, Content,
Tags, MIME Type, Language, Creation date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags, text_of, texts_of, truth
from reader.exchange.importers.pages import page_around
from reader.exchange.importers.source import Row, Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})(.*)", re.DOTALL)


def _recognises(source: Source) -> bool:
    first = next(iter(source.objects()), None)
    return first is not None and "url" in first and ("is_archived" in first or "is_starred" in first)


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for number, item in enumerate(source.json if isinstance(source.json, list) else [], start=1):
        place = f"entry {number}"
        yield _incoming(item, place) if isinstance(item, dict) else Unread(place, "it is no entry")


def _incoming(item: Mapping[str, Any], place: str) -> Incoming:
    archived = truth(item.get("is_archived"))
    url = text_of(item.get("url")) or text_of(item.get("given_url")) or text_of(item.get("origin_url"))
    byline = texts_of(item.get("published_by"))
    published = moment(item.get("published_at"))
    title, language = text_of(item.get("title")), text_of(item.get("language")).replace("_", "-")
    content = text_of(item.get("content"))
    is_page = text_of(item.get("mimetype") or "text/html").startswith("text/") and bool(content.strip())
    return Incoming(
        place, url, title, byline=byline, site=text_of(item.get("domain_name")).removeprefix("www."),
        published=published[:10], language=language, added=moment(item.get("created_at")),
        tags=texts_of(item.get("tags"), "label", "slug"), state="read" if archived else "unread",
        archived=archived, starred=truth(item.get("is_starred")),
        highlights=tuple(_highlights(item.get("annotations"))),
        page=(lambda: page_around(content, title, url, byline, published[:10], language)) if is_page else None,
    )  # fmt: skip


def _highlights(annotations: Any) -> Iterator[IncomingHighlight]:
    for annotation in annotations if isinstance(annotations, list) else []:
        if isinstance(annotation, dict):
            created = moment(annotation.get("created_at"))
            note = text_of(annotation.get("text")).strip()
            notes = (IncomingNote(note, created, moment(annotation.get("updated_at"))),) if note else ()
            yield IncomingHighlight(text_of(annotation.get("quote")), notes=notes, created=created)


def _is_table(source: Source) -> bool:
    return source.has_columns("title", "url", "content", "mime type")


def _read_table(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        yield row if isinstance(row, Unread) else _of_row(row)


def _of_row(row: Row) -> Incoming:
    day = _DAY.match(row["creation date"])
    written = "{2}-{1}-{0}{3}".format(*day.groups()) if day else row["creation date"]
    title, url, content, language = (
        row["title"],
        row["url"],
        row["content"],
        row["language"].replace("_", "-"),
    )
    return Incoming(
        row.place, url, title, language=language, added=moment(written), tags=split_tags(row["tags"]),
        page=(lambda: page_around(content, title, url, (), "", language)) if content else None,
    )  # fmt: skip


IMPORTERS = (
    Importer("wallabag", "wallabag: its JSON, with the texts", _recognises, _read),
    Importer("wallabag-csv", "wallabag: its CSV", _is_table, _read_table),
)
