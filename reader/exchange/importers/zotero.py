"""Zotero's CSV: Item Type, Title, Author (`Last, First; ...`), Publication Title, DOI, Url, Abstract Note, Date, Date
Added, Manual Tags, Automatic Tags, Notes (HTML). What has no address goes by its DOI."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags
from reader.exchange.importers.source import Row, Source
from reader.library.incoming import Incoming, IncomingNote, Unread

__all__ = ["IMPORTERS", "address_of", "names_of"]

_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")


def _recognises(source: Source) -> bool:
    return source.has_columns("item type", "title", "url", "date added")


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for row in source.rows():
        yield row if isinstance(row, Unread) else _incoming(row)


def _incoming(row: Row) -> Incoming:
    added = moment(row["date added"])
    published = row["date"] if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", row["date"]) else moment(row["date"])[:10]
    notes = [_plain(note) for note in re.split(r";\s*(?=<)", row["notes"])]
    return Incoming(
        row.place, address_of(row["url"], row["doi"]), row["title"], byline=names_of(row["author"]),
        site=row["publication title"], published=published, language=row["language"], added=added,
        excerpt=row["abstract note"], tags=split_tags(row["manual tags"], ";"),
        notes=tuple(IncomingNote(note, added) for note in notes if note),
    )  # fmt: skip


def address_of(url: str, doi: str) -> str:
    """The address of a work: its own, else that of its DOI."""
    found = _DOI.search(doi)
    return url or (f"https://doi.org/{found.group()}" if found else "")


def names_of(authors: str, separator: str = ";") -> tuple[str, ...]:
    """`Last, First` names as they are spoken."""
    names = []
    for author in authors.split(separator):
        last, comma, first = author.strip().partition(",")
        names.append(f"{first.strip()} {last.strip()}" if comma and first.strip() else last.strip())
    return tuple(filter(None, names))


def _plain(note: str) -> str:
    text = re.sub(r"</p\s*>|<br\s*/?>", "\n", note, flags=re.IGNORECASE)
    return html.unescape(re.sub(r"<[^<>]{0,2000}>", "", text)).strip()


IMPORTERS = (Importer("zotero", "Zotero: its CSV", _recognises, _read),)
