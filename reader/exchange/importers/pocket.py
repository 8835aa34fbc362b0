"""Pocket: the zip of CSV parts with its annotations, a part alone, and the older `ril_export.html`.

Columns: title, url, time_added (seconds since 1970), [cursor,] tags (joined by |), status (unread or archive).
Annotations: a list of `{url, title, highlights: [{quote, created_at}]}`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from reader.cleaning.decode import decode
from reader.errors import ReaderError
from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags, text_of
from reader.exchange.importers.links import links_of
from reader.exchange.importers.source import Row, Source, parse_json
from reader.library.incoming import Incoming, IncomingHighlight, Unread

__all__ = ["IMPORTERS"]

_COLUMNS = ("title", "url", "time_added", "status")


def _is_table(source: Source) -> bool:
    if source.is_archive:
        return any(_is_part(source, name) for name in source.members[:20])
    return source.has_columns(*_COLUMNS)


def _is_part(source: Source, name: str) -> bool:
    if not name.endswith(".csv"):
        return False
    try:
        return Source(source.member(name)).has_columns(*_COLUMNS)
    except ReaderError:
        return False


def _read_table(source: Source) -> Iterator[Incoming | Unread]:
    if not source.is_archive:
        yield from _part(source.rows())
        return
    for name in sorted(source.members):
        folder = posixpath.basename(posixpath.dirname(name))
        try:
            if name.endswith(".csv"):
                text = decode(source.member(name)).text.lstrip("\ufeff")
                yield from _part(source.rows(text, name))
            elif name.endswith(".json") and folder == "annotations":
                yield from _annotations(parse_json(source.member(name)), name)
        except ReaderError as error:
            yield Unread(name, str(error))


def _part(rows: Iterator[Row | Unread]) -> Iterator[Incoming | Unread]:
    for row in rows:
        if isinstance(row, Unread):
            yield row
            continue
        archived = row["status"].lower() == "archive"
        yield Incoming(
            row.place, row["url"], _title(row["title"], row["url"]), added=moment(row["time_added"]),
            tags=split_tags(row["tags"], "|"), state="read" if archived else "unread", archived=archived,
            remarks=_remarks(row["time_added"]),
        )  # fmt: skip


def _remarks(added: str) -> tuple[str, ...]:
    return () if not added or moment(added) else (f"its date cannot be read: {added[:40]}",)


def _title(title: str, url: str) -> str:
    return "" if title == url else title


def _annotations(listed: Any, name: str) -> Iterator[Incoming | Unread]:
    for number, item in enumerate(listed if isinstance(listed, list) else [], start=1):
        place = f"{name} entry {number}"
        if not isinstance(item, dict):
            yield Unread(place, "it is no annotated article")
            continue
        quotes = item.get("highlights")
        found = [quote for quote in quotes if isinstance(quote, dict)] if isinstance(quotes, list) else []
        yield Incoming(
            place, text_of(item.get("url")), text_of(item.get("title")),
            highlights=tuple(
                IncomingHighlight(text_of(quote.get("quote")), created=moment(quote.get("created_at")))
                for quote in found
            ),
        )  # fmt: skip


def _is_page(source: Source) -> bool:
    return source.head[:1] == "<" and "time_added=" in source.head and "<h1" in source.head.lower()


def _read_page(source: Source) -> Iterator[Incoming | Unread]:
    for number, link in enumerate(links_of(source.text), start=1):
        archived = "archive" in link.heading.lower()
        added = link.attributes.get("time_added", "")
        yield Incoming(
            f"link {number}", link.address, _title(link.words, link.address), added=moment(added),
            tags=split_tags(link.attributes.get("tags", "")), state="read" if archived else "unread",
            archived=archived, remarks=_remarks(added),
        )  # fmt: skip


IMPORTERS = (
    Importer("pocket", "Pocket: its zip, a CSV of it", _is_table, _read_table),
    Importer("pocket-html", "Pocket: ril_export.html", _is_page, _read_page),
)
