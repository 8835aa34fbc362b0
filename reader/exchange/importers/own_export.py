"""Our own export, as one JSON object or an article a line: everything comes back, ids and all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from reader.article import Article
from reader.cleaning.kept import checked_article
from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, text_of, texts_of, truth
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread
from reader.library.records import COLOURS, ReadState

__all__ = ["IMPORTERS"]

FORMAT = "reader-export"
VERSION = 1
_FAR = 1 << 40


def _recognises(source: Source) -> bool:
    value = source.json
    if isinstance(value, dict):
        return value.get("format") == FORMAT or _is_bundle(value)
    first = next((item for _, item in source.json_lines()), None) if source.head[:1] == "{" else None
    return isinstance(first, dict) and (first.get("format") == FORMAT or _is_bundle(first))


def _is_bundle(value: Mapping[str, Any]) -> bool:
    return {"record", "article"} <= set(value)


def _read(source: Source) -> Iterator[Incoming | Unread]:
    value = source.json
    if isinstance(value, dict) and not _is_bundle(value):
        version = value.get("version")
        if isinstance(version, int) and version > VERSION:
            yield Unread("the whole file", "a newer version of the program wrote it")
            return
        listed = value.get("articles")
        items = [(f"article {number}", item) for number, item in enumerate(listed, start=1)] if isinstance(listed, list) else []  # fmt: skip
    elif isinstance(value, dict):
        items = [("article 1", value)]
    else:
        items = list(source.json_lines())
    for place, item in items:
        if isinstance(item, dict) and isinstance(item.get("record"), dict):
            yield _incoming(item, place)
        elif not (isinstance(item, dict) and item.get("format") == FORMAT):
            yield Unread(place, "it is no exported article")


def _incoming(item: Mapping[str, Any], place: str) -> Incoming:
    record = item["record"]
    remarks: tuple[str, ...] = ()
    article: Article | None = None
    data = item.get("article")
    if isinstance(data, dict) and text_of(data.get("text")).strip():
        try:
            article = checked_article(data)
        except (ValueError, RecursionError) as error:
            remarks = (f"its text cannot be read: {error}",)
    notes = [note for note in _objects(item.get("notes")) if text_of(note.get("text")).strip()]
    highlights = _objects(item.get("highlights"))
    known = {text_of(mark.get("id")) for mark in highlights}
    state = text_of(record.get("state"))
    return Incoming(
        place, text_of(record.get("url")), text_of(record.get("title")), byline=texts_of(record.get("byline")),
        site=text_of(record.get("site")), published=text_of(record.get("published")),
        language=text_of(record.get("language")), excerpt=text_of(record.get("excerpt")),
        added=moment(record.get("added")), opened=moment(record.get("opened")), tags=texts_of(record.get("tags")),
        state=cast(ReadState, state) if state in get_args(ReadState) else "unread",
        starred=truth(record.get("starred")), archived=truth(record.get("archived")),
        later=truth(record.get("later")), finished=moment(record.get("finished")),
        progress=_number(record.get("progress")), position=int(_number(record.get("position"))),
        highlights=tuple(_highlight(mark, notes) for mark in highlights),
        notes=tuple(_note(note) for note in notes if text_of(note.get("highlight")) not in known),
        article=article, id=_id(record), remarks=remarks,
    )  # fmt: skip


def _highlight(mark: Mapping[str, Any], notes: list[dict[str, Any]]) -> IncomingHighlight:
    id, colour = text_of(mark.get("id")), text_of(mark.get("colour"))
    has_place = text_of(mark.get("status")) != "orphan"
    return IncomingHighlight(
        text_of(mark.get("exact")), text_of(mark.get("prefix")), text_of(mark.get("suffix")),
        int(_number(mark.get("start"))) if has_place else -1, int(_number(mark.get("end"))) if has_place else -1,
        text_of(mark.get("text_hash")) if has_place else "",
        tuple(_note(note) for note in notes if id and text_of(note.get("highlight")) == id),
        colour if colour in COLOURS else "yellow",
        texts_of(mark.get("tags")), moment(mark.get("created")), moment(mark.get("modified")), _id(mark),
    )  # fmt: skip


def _note(note: Mapping[str, Any]) -> IncomingNote:
    return IncomingNote(
        text_of(note.get("text")), moment(note.get("created")), moment(note.get("modified")),
        texts_of(note.get("tags")), _id(note),
    )  # fmt: skip


def _id(value: Mapping[str, Any]) -> str:
    id = text_of(value.get("id"))
    return (
        id if 2 <= len(id) <= 64 and id.isascii() and id.replace("-", "").replace("_", "").isalnum() else ""
    )


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return 0.0
    return float(value) if 0 <= value < _FAR else 0.0


IMPORTERS = (Importer("reader", "our own export, as JSON or JSON lines", _recognises, _read),)
