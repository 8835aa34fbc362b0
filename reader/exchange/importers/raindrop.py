"""Raindrop's CSV: id, title, note, excerpt, url, folder, tags, created, cover, highlights, favorite.

Folders become tags. Highlights stand in one cell, a line or a `Highlight:` each; `Note:` belongs to the one
before.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags, truth
from reader.exchange.importers.source import Row, Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_UNSORTED = ("unsorted", "")


def _recognises(source: Source) -> bool:
    return source.has_columns("title", "note", "excerpt", "url", "folder", "tags", "created")


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        yield row if isinstance(row, Unread) else _incoming(row)


def _incoming(row: Row) -> Incoming:
    tags = split_tags(row["tags"])
    if row["folder"].lower() not in _UNSORTED:
        tags = (*tags, "/".join(part.strip() for part in row["folder"].split("/") if part.strip()))
    created = moment(row["created"])
    return Incoming(
        row.place, row["url"], row["title"], excerpt=row["excerpt"], added=created, tags=tags,
        starred=truth(row["favorite"]), highlights=tuple(_highlights(row["highlights"], created)),
        notes=(IncomingNote(row["note"], created),) if row["note"] else (),
    )  # fmt: skip


def _highlights(cell: str, created: str) -> Iterator[IncomingHighlight]:
    exact, note = "", ""
    for line in cell.splitlines():
        line = line.strip()
        lowered = line.lower()
        if lowered.startswith("note:") and exact:
            note = f"{note}\n{line[5:].strip()}".strip()
        elif line:
            if exact:
                yield _highlight(exact, note, created)
            exact, note = (line[10:].strip() if lowered.startswith("highlight:") else line), ""
    if exact:
        yield _highlight(exact, note, created)


def _highlight(exact: str, note: str, created: str) -> IncomingHighlight:
    notes = (IncomingNote(note, created),) if note else ()
    return IncomingHighlight(exact, notes=notes, created=created)


IMPORTERS = (Importer("raindrop", "Raindrop: its CSV", _recognises, _read),)
