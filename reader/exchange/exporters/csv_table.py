"""CSV: a row a highlight or note, and one for each article that has neither; for a spreadsheet or a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.tables import csv_line
from reader.library.records import Highlight, Note

__all__ = ["COLUMNS", "EXPORTER", "collection"]

COLUMNS = (
    "article_id", "title", "authors", "site", "url", "published", "added", "state", "starred", "queue",
    "article_tags", "minutes", "kind", "id", "passage", "note", "colour", "tags", "created", "modified", "place",
)  # fmt: skip


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """A heading, then the rows. `kind` is `highlight`, `note` or `article`; several tags or authors are joined by
    `; `; `place` is the offset of a passage in its article's text."""
    yield csv_line(COLUMNS)
    for bundle in bundles:
        rows = 0
        for highlight in bundle.highlights:
            yield csv_line([*_article(bundle), *_marked(bundle, highlight)])
            rows += 1
        for note in bundle.notes_on_article():
            yield csv_line([*_article(bundle), *_noted(note)])
            rows += 1
        if not rows:
            yield csv_line([*_article(bundle), "article", *[""] * 8])


def _article(bundle: Bundle) -> list[str]:
    record = bundle.record
    return [
        record.id, record.title, "; ".join(record.byline), record.site, record.url, record.published,
        record.added, record.state, "true" if record.starred else "false", record.queue,
        "; ".join(record.tags), str(record.minutes),
    ]  # fmt: skip


def _marked(bundle: Bundle, highlight: Highlight) -> list[str]:
    notes = "\n\n".join(note.text for note in bundle.notes_on(highlight))
    place = "" if highlight.status == "orphan" else str(highlight.start)
    return [
        "highlight", highlight.id, highlight.exact, notes, highlight.colour, "; ".join(highlight.tags),
        highlight.created, highlight.modified, place,
    ]  # fmt: skip


def _noted(note: Note) -> list[str]:
    return ["note", note.id, "", note.text, "", "; ".join(note.tags), note.created, note.modified, ""]


EXPORTER = Exporter("csv", "a table: a row a highlight or note", ".csv", collection, a_file_each=False)
