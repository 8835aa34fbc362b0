"""Instapaper's CSV: URL, Title, Selection, Folder, [Timestamp,] [Tags]; tags are a JSON list in a cell."""

from __future__ import annotations

from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags
from reader.exchange.importers.source import Row, Source
from reader.library.incoming import Incoming, IncomingHighlight, Unread

__all__ = ["IMPORTERS"]

_FOLDERS = ("unread", "archive", "starred")


def _recognises(source: Source) -> bool:
    return source.has_columns("url", "title", "selection", "folder")


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        yield row if isinstance(row, Unread) else _incoming(row)


def _incoming(row: Row) -> Incoming:
    folder = row["folder"]
    archived = folder.lower() == "archive"
    tags = split_tags(row["tags"])
    if folder and folder.lower() not in _FOLDERS:
        tags = (*tags, folder)
    selection = (IncomingHighlight(row["selection"]),) if row["selection"] else ()
    return Incoming(
        row.place, row["url"], row["title"], added=moment(row["timestamp"]), tags=tags,
        state="read" if archived else "unread", archived=archived, starred=folder.lower() == "starred",
        highlights=selection,
    )  # fmt: skip


IMPORTERS = (Importer("instapaper", "Instapaper: its CSV", _recognises, _read),)
