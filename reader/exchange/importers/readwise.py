"""Readwise: the documents of its Reader as CSV, and its highlights as CSV.

Reader: Title, URL, ID, Document tags (a list as Python writes it), Saved date, Reading progress, Location, Seen.
Highlights: Highlight, Book Title, Book Author, Amazon Book ID, Note, Color, Tags, Location Type, Location,
Highlighted at, Document tags; also the form that Readwise takes in: Highlight, Title, Author, URL, Note, Location,
Date. What has no address is a book, whose highlights are its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import colour_of, moment, share, split_tags
from reader.exchange.importers.source import Row, Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_TAG_LINE = re.compile(r"(?:^|\s)\.([^\s.]+)")


def _is_reader(source: Source) -> bool:
    return source.has_columns("title", "url", "document tags", "location")


def _read_reader(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        yield row if isinstance(row, Unread) else _document(row)


def _document(row: Row) -> Incoming | Unread:
    location = row["location"].lower()
    if location == "feed":
        return Unread(row.place, "it is an entry of a feed, which was not saved")
    progress = share(row["reading progress"])
    done = location == "archive"
    return Incoming(
        row.place, row["url"], row["title"], added=moment(row["saved date"]),
        tags=split_tags(row["document tags"]), archived=done, progress=progress, starred=location == "shortlist",
        state="read" if progress >= 1.0 else "reading" if progress > 0.0 else "unread",
    )  # fmt: skip


def _is_highlights(source: Source) -> bool:
    return source.has_columns("highlight", "book title", "highlighted at") or source.has_columns(
        "highlight", "title", "author", "note"
    )


def _read_highlights(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        if isinstance(row, Unread):
            yield row
        elif not row["highlight"]:
            yield Unread(row.place, "a highlight without words")
        else:
            yield _highlighted(row)


def _highlighted(row: Row) -> Incoming:
    created = moment(row.first("highlighted at", "date"))
    note, tags = _note_and_tags(row["note"])
    title, url = row.first("book title", "title"), row["url"]
    highlight = IncomingHighlight(
        row["highlight"], created=created, colour=colour_of(row["color"]),
        tags=(*split_tags(row["tags"]), *tags), notes=(IncomingNote(note, created),) if note else (),
    )  # fmt: skip
    return Incoming(
        row.place, url, title or ("" if url else "Highlights"),
        byline=split_tags(row.first("book author", "author"), ";"), tags=split_tags(row["document tags"]),
        highlights=(highlight,),
    )  # fmt: skip


def _note_and_tags(note: str) -> tuple[str, tuple[str, ...]]:
    """Readwise writes tags as words with a full stop before them, at the head of the note."""
    lead = re.match(r"(?:\s*\.[^\s.]+)+(?=\s|$)", note)
    if lead is None:
        return note, ()
    return note[lead.end() :].strip(), tuple(_TAG_LINE.findall(lead.group()))


IMPORTERS = (
    Importer("readwise-reader", "Readwise Reader: its CSV of documents", _is_reader, _read_reader),
    Importer("readwise", "Readwise: its CSV of highlights", _is_highlights, _read_highlights),
)
