"""What a page says of itself in JSON-LD, read with care: it is data of strangers, often broken, sometimes
deep."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reader.article.characters import safe_line

__all__ = ["Structured", "structured_data"]

_ARTICLE = re.compile(r"Article|Posting|Report\b|Review\b|Recipe|BlogPost|LiveBlog|ScholarlyArticle")
_LONGEST = 2_000_000
_MOST_OBJECTS = 5_000
_CONTROLS = re.compile(r"[\x00-\x1f]")
_DEEPEST = 60


@dataclass(slots=True)
class Structured:
    """Fields of the first object that is an article; empty where it has none."""

    headline: str = ""
    name: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    modified: str = ""
    site: str = ""
    description: str = ""
    image: str = ""
    keywords: list[str] = field(default_factory=list)
    language: str = ""
    address: str = ""


def structured_data(root: Any) -> Structured:
    """What the page's JSON-LD says of its article."""
    found = Structured()
    entries = [
        entry
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "")
        for entry in _objects(_loaded((script.text or "").strip()))
    ]
    named = {
        entry["@id"]: entry["name"]
        for entry in entries
        if isinstance(entry.get("@id"), str) and isinstance(entry.get("name"), str)
    }
    for entry in entries:
        kind = entry.get("@type")
        kinds = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
        if _ARTICLE.search(kinds):
            _take(entry, found, named)
    return found


def _take(entry: dict[str, Any], found: Structured, named: dict[str, str]) -> None:
    """`named` are names of other objects by their `@id`: authors often stand apart and are only pointed at."""
    found.headline = found.headline or _line(entry.get("headline"))
    found.name = found.name or _line(entry.get("name"))
    found.authors = found.authors or [name for name in map(_line, _names(entry.get("author"), named)) if name]
    found.published = found.published or _line(entry.get("datePublished"))
    found.modified = found.modified or _line(entry.get("dateModified"))
    publisher = entry.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    if isinstance(publisher, dict):
        found.site = found.site or _line(publisher.get("name"))
    found.description = found.description or _line(entry.get("description"))
    found.image = found.image or _address(entry.get("image"))
    found.language = found.language or _line(entry.get("inLanguage"))
    found.address = found.address or _address(entry.get("mainEntityOfPage")) or _address(entry.get("url"))
    if not found.keywords:
        found.keywords = _words(entry.get("keywords"))


def _loaded(raw: str) -> Any:
    """The data of one script, or None. Deep, endless and broken ones are left alone."""
    raw = re.sub(r"^\s*<!\[CDATA\[|\]\]>\s*;?\s*$", "", raw[:_LONGEST])
    if raw.count("[") + raw.count("{") > _MOST_OBJECTS * 4:
        return None
    for attempt in (raw, _CONTROLS.sub(" ", raw).rstrip("; ")):
        try:
            return json.loads(attempt, strict=False, parse_int=_small_number)
        except (ValueError, RecursionError):
            continue
    return None


def _small_number(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in it, outer ones first, in order; not deeper and not more than an honest page has."""
    waiting: list[tuple[Any, int]] = [(data, 0)]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        value, depth = waiting.pop()
        inner: list[Any] = []
        if isinstance(value, list):
            inner = value
        elif isinstance(value, dict):
            yield value
            inner = [each for each in value.values() if isinstance(each, (dict, list))]
        if depth < _DEEPEST:
            waiting.extend((each, depth + 1) for each in reversed(inner[:_MOST_OBJECTS]))


def _names(author: Any, named: dict[str, str], depth: int = 0) -> list[str]:
    if isinstance(author, str):
        return [] if author.startswith(("http://", "https://")) else [author]
    if depth > 3:
        return []
    if isinstance(author, dict):
        identity = author.get("@id")
        pointed_at = named.get(identity) if isinstance(identity, str) else None
        return _names(author.get("name") or pointed_at, named, depth + 1)
    if isinstance(author, list):
        return [name for each in author[:40] for name in _names(each, named, depth + 1)]
    return []


def _address(value: Any, depth: int = 0) -> str:
    if isinstance(value, str):
        return value.strip()[:2_000]
    if depth > 3:
        return ""
    if isinstance(value, list) and value:
        return _address(value[0], depth + 1)
    if isinstance(value, dict):
        return _address(value.get("url") or value.get("@id") or value.get("contentUrl"), depth + 1)
    return ""


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    if isinstance(value, list):
        return [line for each in value[:100] if isinstance(each, str) and (line := _line(each))]
    return []


def _line(value: Any) -> str:
    return safe_line(html.unescape(html.unescape(value)), 1_000) if isinstance(value, str) else ""
