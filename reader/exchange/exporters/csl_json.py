"""CSL-JSON: the bibliography that Zotero, pandoc and citeproc read.

Source: the CSL 1.0.2 schema for data (`csl-data.json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reader.exchange.citations import date_parts
from reader.exchange.exporters.bibliography import with_keys
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.json_format import written
from reader.exchange.names import person_name

__all__ = ["EXPORTER", "collection"]


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """One JSON array, an entry a line."""
    yield "["
    for number, (key, bundle) in enumerate(with_keys(bundles)):
        yield (",\n" if number else "\n") + written(_entry(key, bundle))
    yield "\n]\n"


def _entry(key: str, bundle: Bundle) -> dict[str, Any]:
    record = bundle.record
    entry: dict[str, Any] = {
        "id": key,
        "type": "webpage" if record.url else "document",
        "title": record.title,
        "author": [_author(name) for name in record.byline],
        "container-title": record.site,
        "issued": _day(record.published),
        "accessed": _day(record.added) if record.url else None,
        "URL": record.url,
        "language": record.language,
        "abstract": record.excerpt,
        "keyword": ", ".join(record.tags),
    }
    return {name: value for name, value in entry.items() if value}


def _day(time: str) -> dict[str, Any] | None:
    parts = date_parts(time)
    return {"date-parts": [list(parts)]} if parts else None


def _author(name: str) -> dict[str, str]:
    person = person_name(name)
    if not person.given:
        return {"literal": person.family}
    parts = {"family": person.family, "given": person.given, "suffix": person.suffix}
    return {part: value for part, value in parts.items() if value}


EXPORTER = Exporter(
    "csl-json", "a bibliography for Zotero and pandoc (CSL-JSON)", ".json", collection, a_file_each=False
)
