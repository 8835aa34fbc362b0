"""Matter's CSV: Title, Author, Publisher, URL, Tags (joined by ;), Word Count, In Queue, Favorited, Read,
Highlight_Count, Last Interaction Date, File Id. What is not in the queue is archived."""

from __future__ import annotations

from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags, truth
from reader.exchange.importers.source import Row, Source
from reader.library.incoming import Incoming, Unread

__all__ = ["IMPORTERS"]


def _recognises(source: Source) -> bool:
    return source.has_columns("title", "publisher", "url", "in queue")


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        yield row if isinstance(row, Unread) else _incoming(row)


def _incoming(row: Row) -> Incoming:
    return Incoming(
        row.place, row["url"], row["title"], byline=split_tags(row["author"], ";"), site=row["publisher"],
        added=moment(row["last interaction date"]), tags=split_tags(row["tags"], ";"),
        state="read" if truth(row["read"]) else "unread", starred=truth(row["favorited"]),
        archived=row["in queue"].lower() == "false",
    )  # fmt: skip


IMPORTERS = (Importer("matter", "Matter: its CSV", _recognises, _read),)
