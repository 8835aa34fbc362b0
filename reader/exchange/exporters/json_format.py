"""JSON with everything about an article: what was read, what was found in it, and all that the reader said
of it.

Keys are those of `reader/article`, `reader/insight` and `reader/library/records.py`; offsets are characters
of the article's `text`. Nothing that the library knows of an article is left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import Any

from reader.article.characters import safe_text
from reader.article.codec import article_to_json
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.library.records import json_ready, record_to_json

__all__ = ["EXPORTER", "FORMAT", "VERSION", "bundle_to_json", "collection", "written"]

FORMAT = "reader-export"
VERSION = 1


def bundle_to_json(bundle: Bundle, *, with_text: bool = True) -> dict[str, Any]:
    """One article and all about it as a JSON object; without its text and blocks on wish."""
    article = article_to_json(bundle.article)
    if not with_text:
        del article["text"], article["blocks"]
    return {
        "record": record_to_json(bundle.record),
        "article": article,
        "highlights": [record_to_json(highlight) for highlight in bundle.highlights],
        "notes": [record_to_json(note) for note in bundle.notes],
        "entities": [json_ready(dataclasses.asdict(entity)) for entity in bundle.entities],
        "quotes": [json_ready(dataclasses.asdict(quote)) for quote in bundle.quotes],
    }


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """Any number of articles as one JSON object, an article a line."""
    yield f'{{"format": "{FORMAT}", "version": {VERSION}, "articles": ['
    for number, bundle in enumerate(bundles):
        yield (",\n" if number else "\n") + written(bundle_to_json(bundle, with_text=with_text))
    yield "\n]}\n"


def written(value: Any) -> str:
    """A value as JSON, with characters that act on a terminal as escapes: nothing is lost, and nothing acts."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if safe_text(text) != text:
        text = json.dumps(value, allow_nan=False)
    return text.replace("\x7f", "\\u007f")


EXPORTER = Exporter("json", "everything about each article", ".json", collection, depth="insight")
