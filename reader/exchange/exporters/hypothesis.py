"""JSON in the shape of Hypothesis' own API and export: `{"total": n, "rows": [annotation, …]}`.

Source: hypothesis/h, `services/annotation_json.py`. A row holds `uri`, `text`, `tags`, `target` with selectors
and `document`, which is what its `POST /api/annotations` takes. Nothing is uploaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.json_format import written
from reader.exchange.exporters.selectors import annotation_uuid, is_instant, selectors, source_of
from reader.library.records import Highlight, Note

__all__ = ["EXPORTER", "collection", "rows"]


def rows(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """A row for each highlight, its notes joined in `text`; one for each note on the article as a whole."""
    source = source_of(bundle.record)
    for highlight in bundle.highlights:
        notes = bundle.notes_on(highlight)
        tags = [*highlight.tags, *(tag for note in notes for tag in note.tags)]
        text = "\n\n".join(note.text for note in notes)
        yield _row(bundle, highlight, text, tags, {"source": source, "selector": selectors(highlight)})
    for note in bundle.notes_on_article():
        yield _row(bundle, note, note.text, note.tags, {"source": source})


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """The whole file; a row a line."""
    count = 0
    yield '{"rows": ['
    for bundle in bundles:
        for row in rows(bundle):
            yield (",\n" if count else "\n") + written(row)
            count += 1
    yield f'\n], "total": {count}}}\n'


def _row(
    bundle: Bundle, item: Highlight | Note, text: str, tags: Sequence[str], target: dict[str, Any]
) -> dict[str, Any]:
    times = {"created": item.created, "updated": item.modified}
    return {
        "id": annotation_uuid(item.id),
        **{name: time for name, time in times.items() if is_instant(time)},
        "uri": target["source"],
        "text": text,
        "tags": list(dict.fromkeys(tags)),
        "target": [target],
        "document": {"title": [bundle.record.title]},
    }


EXPORTER = Exporter(
    "hypothesis", "annotations as Hypothesis writes them (JSON)", ".json", collection, a_file_each=False
)
