"""Karakeep (Hoarder) as JSON: `{bookmarks: [{createdAt, title, tags, lists, content: {type: link, url} or {type:
text, text}, note, archived, favourited}], lists: [{id, name}]}`. Lists become tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, text_of, texts_of, truth
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingNote, Unread

__all__ = ["IMPORTERS"]


def _recognises(source: Source) -> bool:
    value = source.json
    if not isinstance(value, dict) or not isinstance(value.get("bookmarks"), list):
        return False
    first = next(iter(source.objects("bookmarks")), None)
    return first is None or "content" in first or "createdAt" in first


def _read(source: Source) -> Iterator[Incoming | Unread]:
    value = source.json if isinstance(source.json, dict) else {}
    names = {
        text_of(item.get("id")): text_of(item.get("name"))
        for item in _list(value.get("lists"))
        if isinstance(item, dict)
    }
    for number, item in enumerate(_list(value.get("bookmarks")), start=1):
        place = f"bookmark {number}"
        yield _incoming(item, place, names) if isinstance(item, dict) else Unread(place, "it is no bookmark")


def _incoming(item: Mapping[str, Any], place: str, names: Mapping[str, str]) -> Incoming | Unread:
    content = item.get("content")
    content = content if isinstance(content, dict) else {}
    url, text = text_of(content.get("url")), text_of(content.get("text"))
    created = moment(item.get("createdAt"))
    note = text_of(item.get("note")).strip()
    if not url and not text.strip():
        return Unread(place, f"it holds neither an address nor a text: {text_of(item.get('title'))[:60]}")
    lists = tuple(names.get(text_of(each), text_of(each)) for each in _list(item.get("lists")))
    data = text.encode("utf-8", "replace")
    return Incoming(
        place, url, text_of(item.get("title")), added=created,
        tags=(*texts_of(item.get("tags"), "name"), *filter(None, lists)),
        archived=truth(item.get("archived")), starred=truth(item.get("favourited")),
        notes=(IncomingNote(note, created),) if note else (),
        page=(lambda: data) if not url else None, page_kind=None,
    )  # fmt: skip


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


IMPORTERS = (Importer("karakeep", "Karakeep or Hoarder: its JSON", _recognises, _read),)
