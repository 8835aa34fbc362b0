"""JSON Lines: the same as `json_format` with an article a line, each line complete in itself.

For pipes (`jq`, `grep`), and for taking in again: nothing that the library knows of an article is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.json_format import FORMAT, VERSION, bundle_to_json, written

__all__ = ["EXPORTER", "collection"]


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """A line an article: its bundle with `format` and `version` before it."""
    for bundle in bundles:
        line = {"format": FORMAT, "version": VERSION, **bundle_to_json(bundle, with_text=with_text)}
        yield written(line) + "\n"


EXPORTER = Exporter("jsonl", "everything, an article a line", ".jsonl", collection, depth="insight")
