"""CSV as Readwise's own import takes it: `Highlight,Title,Author,URL,Note,Location,Date`.

Dates are UTC, `YYYY-MM-DD HH:MM:SS`; tags go into the note as `.tag` at its start, which Readwise reads.
Source: docs.readwise.io, "Importing highlights" (CSV). Notes on an article as a whole have no passage and go
out with its title as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.tables import csv_line

__all__ = ["COLUMNS", "EXPORTER", "collection"]

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """The heading, then a row for each highlight and each note on an article."""
    yield csv_line(COLUMNS)
    for bundle in bundles:
        for highlight in bundle.highlights:
            notes = bundle.notes_on(highlight)
            tags = [*highlight.tags, *(tag for note in notes for tag in note.tags)]
            words = "\n\n".join(note.text for note in notes)
            place = "" if highlight.status == "orphan" else str(highlight.start)
            yield _row(bundle, highlight.exact, words, tags, place, highlight.created)
        for note in bundle.notes_on_article():
            yield _row(bundle, bundle.record.title, note.text, note.tags, "", note.created)


def _row(bundle: Bundle, passage: str, note: str, tags: Sequence[str], place: str, created: str) -> str:
    dotted = " ".join("." + re.sub(r"[^\w/-]+", "_", tag) for tag in dict.fromkeys(tags))
    words = "\n".join(part for part in (dotted, note) if part)
    record = bundle.record
    date = created[:19].replace("T", " ")
    return csv_line((passage, record.title, ", ".join(record.byline), record.url, words, place, date))


EXPORTER = Exporter(
    "readwise", "highlights and notes as Readwise imports them", ".csv", collection, a_file_each=False
)
