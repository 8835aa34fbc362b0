"""What goes out: one module a format, behind one registry.

A format is a function that writes one article as a file of its own, and one that writes several as one text.
To add one, write its module and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reader.exchange.exporters import json_format, markdown, plain_text
from reader.exchange.exporters.bundle import Bundle, gathered

__all__ = ["EXPORTERS", "Bundle", "Exporter", "gathered"]


class Document(Protocol):
    """Writes one article as a whole file."""

    def __call__(self, bundle: Bundle, *, with_text: bool = True) -> str: ...


class Collection(Protocol):
    """Writes several articles as one text, piece by piece."""

    def __call__(self, bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. `updated` joins a fresh file to the one before, where the format has a place for the
    user's own."""

    name: str
    words: str
    ending: str
    document: Document
    collection: Collection
    updated: Callable[[str, str], str | None] | None = None


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            "markdown", "Markdown with front matter, for Obsidian and its like", ".md",
            markdown.document, markdown.collection, markdown.updated,
        ),
        Exporter("json", "everything about each article", ".json", json_format.document, json_format.collection),
        Exporter("text", "plain text", ".txt", plain_text.document, plain_text.collection),
    )
}  # fmt: skip
