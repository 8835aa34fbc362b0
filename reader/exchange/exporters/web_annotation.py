"""Web Annotations as JSON-LD: an annotation a highlight, and one a note on an article as a whole.

Source: W3C Recommendation "Web Annotation Data Model" (2017). Each annotation has `@context`, `id`, `type` and
`target`; the file is an array of them, which JSON-LD reads as a set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.json_format import written
from reader.exchange.exporters.selectors import annotation_uuid, is_instant, selectors, source_of
from reader.library.records import Highlight, Note

__all__ = ["EXPORTER", "collection"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def _annotations(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """The annotations of one article."""
    source = source_of(bundle.record)
    for highlight in bundle.highlights:
        notes = bundle.notes_on(highlight)
        bodies = [body for note in notes for body in _bodies(note)] + _tags(highlight.tags)
        about = {
            "motivation": "commenting" if notes else "highlighting",
            **({"body": bodies} if bodies else {}),
            "target": {
                "source": source,
                "selector": selectors(highlight),
                "styleClass": highlight.colour,
            },
            "stylesheet": {"type": "CssStylesheet", "value": f".{highlight.colour} {{}}"},
        }
        yield {**_head(highlight), **about}
    for note in bundle.notes_on_article():
        yield {**_head(note), "motivation": "commenting", "body": _bodies(note), "target": source}


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """All of them as one JSON array, an annotation a line."""
    yield "["
    first = True
    for bundle in bundles:
        for annotation in _annotations(bundle):
            yield ("\n" if first else ",\n") + written(annotation)
            first = False
    yield "\n]\n"


def _head(item: Highlight | Note) -> dict[str, Any]:
    head: dict[str, Any] = {
        "@context": _CONTEXT, "id": f"urn:uuid:{annotation_uuid(item.id)}", "type": "Annotation",
    }  # fmt: skip
    times = {"created": item.created, "modified": item.modified}
    return {**head, **{name: time for name, time in times.items() if is_instant(time)}}


def _bodies(note: Note) -> list[dict[str, Any]]:
    body = {"type": "TextualBody", "value": note.text, "format": "text/markdown", "purpose": "commenting"}
    return [body, *_tags(note.tags)]


def _tags(tags: Sequence[str]) -> list[dict[str, Any]]:
    return [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags]


EXPORTER = Exporter(
    "web-annotation", "W3C Web Annotations (JSON-LD)", ".jsonld", collection, a_file_each=False
)
