"""Where a highlight stands, in the words of the W3C's Web Annotation Data Model.

Offsets of a TextPositionSelector count characters of the cleaned text; the quote selector holds anywhere.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from reader.library.records import ArticleRecord, Highlight

__all__ = ["annotation_uuid", "is_instant", "selectors", "source_of"]

_NAMESPACE = uuid.UUID("5b6a3b52-7c1e-5d0f-9a35-2f1d86a9f9c4")


def source_of(record: ArticleRecord) -> str:
    """The article's address; a name of its own where it came from a file: both are IRIs."""
    url = record.url
    if url.startswith(("http://", "https://")) and not re.search(r'[\s<>"{}|\\^`]', url):
        return url
    return f"urn:uuid:{annotation_uuid(record.id)}"


def annotation_uuid(id: str) -> str:
    """The same UUID for the same id of the library at every export."""
    return str(uuid.uuid5(_NAMESPACE, id))


def selectors(highlight: Highlight) -> list[dict[str, Any]]:
    """By its words with what stands around them, and by its place unless it has lost that."""
    quote = {
        "type": "TextQuoteSelector", "exact": highlight.exact,
        "prefix": highlight.prefix, "suffix": highlight.suffix,
    }  # fmt: skip
    if highlight.status == "orphan":
        return [quote]
    return [quote, {"type": "TextPositionSelector", "start": highlight.start, "end": highlight.end}]


def is_instant(time: str) -> bool:
    """Whether a time is an `xsd:dateTime` with its zone, as annotations give theirs."""
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", time) is not None
