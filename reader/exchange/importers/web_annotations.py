"""W3C Web Annotations as JSON-LD: one, a list, a collection's `items`, or one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, text_of
from reader.exchange.importers.selectors import selected
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]


def _recognises(source: Source) -> bool:
    return "http://www.w3.org/ns/anno.jsonld" in source.head and bool(_annotations(source))


def _annotations(source: Source) -> list[dict[str, Any]]:
    value = source.json
    if value is None:
        found = [item for _, item in source.json_lines() if isinstance(item, dict)]
    elif isinstance(value, dict) and value.get("type") != "Annotation":
        first = value.get("first")
        found = source.objects("items", "@graph") or (
            [item for item in first.get("items", ()) if isinstance(item, dict)]
            if isinstance(first, dict) and isinstance(first.get("items"), list)
            else []
        )
    else:
        found = [value] if isinstance(value, dict) else source.objects()
    return [item for item in found if item.get("type") == "Annotation" or "target" in item]


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for number, item in enumerate(_annotations(source), start=1):
        yield _incoming(item, f"annotation {number}")


def _incoming(item: Mapping[str, Any], place: str) -> Incoming | Unread:
    created, modified = moment(item.get("created")), moment(item.get("modified"))
    target = item.get("target")
    first = target[0] if isinstance(target, list) and target else target
    url = first if isinstance(first, str) else text_of(first.get("source")) if isinstance(first, dict) else ""
    words, tags = _bodies(item)
    exact = selected(target)
    if exact is None:
        if not words:
            return Unread(place, "it holds neither a passage nor words")
        return Incoming(place, url, added=created, notes=(IncomingNote(words, created, modified, tags),))
    notes = (IncomingNote(words, created, modified),) if words else ()
    highlight = IncomingHighlight(
        exact.exact, exact.prefix, exact.suffix, exact.start, exact.end, notes=notes, tags=tags,
        created=created, modified=modified,
    )  # fmt: skip
    return Incoming(place, url, added=created, highlights=(highlight,))


def _bodies(item: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    bodies = item.get("body")
    words = [text_of(item.get("bodyValue"))]
    tags: list[str] = []
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, dict):
            value = text_of(body.get("value")).strip()
            (tags if body.get("purpose") == "tagging" else words).append(value)
        elif isinstance(body, str) and not body.startswith("http"):
            words.append(body)
    return "\n\n".join(filter(None, words)), tuple(filter(None, tags))


IMPORTERS = (Importer("jsonld", "W3C Web Annotations as JSON-LD", _recognises, _read),)
