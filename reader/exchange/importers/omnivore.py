"""Omnivore's zip: `metadata_*.json` lists, `content/<slug>.html` texts, `highlights/<slug>.md` passages.

A passage is `> quote`, then perhaps a line of `#labels`, then perhaps a note; no places are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reader.cleaning.decode import decode
from reader.errors import ReaderError
from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, share, text_of, texts_of
from reader.exchange.importers.pages import page_around
from reader.exchange.importers.source import Source, parse_json
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_METADATA = re.compile(r"(?:.*/)?metadata_[^/]*\.json")
_LABELS = re.compile(r"#\S+(?: +#?\S+)*")


def _recognises(source: Source) -> bool:
    return any(_METADATA.fullmatch(name) for name in source.members)


def _read(source: Source) -> Iterator[Incoming | Unread]:
    members = set(source.members)
    for name in sorted(name for name in members if _METADATA.fullmatch(name)):
        try:
            listed = parse_json(source.member(name))
        except ReaderError as error:
            yield Unread(name, str(error))
            continue
        folder = name.rsplit("/", 1)[0] + "/" if "/" in name else ""
        for number, item in enumerate(listed if isinstance(listed, list) else [], start=1):
            place = f"{name} entry {number}"
            if isinstance(item, dict):
                yield _incoming(source, members, folder, item, place)
            else:
                yield Unread(place, "it is no article")


def _incoming(
    source: Source, members: set[str], folder: str, item: Mapping[str, Any], place: str
) -> Incoming:
    slug = text_of(item.get("slug"))
    archived = text_of(item.get("state")).lower() == "archived"
    progress = share(item.get("readingProgress"), 100.0)
    title, url = text_of(item.get("title")), text_of(item.get("url"))
    author = text_of(item.get("author")).strip()
    published = moment(item.get("publishedAt"))[:10]
    byline = (author,) if author else ()
    remarks: tuple[str, ...] = ()
    highlights: tuple[IncomingHighlight, ...] = ()
    page: Callable[[], bytes] | None = None
    if f"{folder}content/{slug}.html" in members:
        page = _page(source, f"{folder}content/{slug}.html", title, url, byline, published)
    elif f"{folder}content/{slug}.pdf" in members:
        page = _member(source, f"{folder}content/{slug}.pdf")
    if f"{folder}highlights/{slug}.md" in members:
        try:
            text = decode(source.member(f"{folder}highlights/{slug}.md")).text
            highlights = tuple(_highlights(text))
        except ReaderError as error:
            remarks = (str(error),)
    return Incoming(
        place, url, title, byline=byline, published=published, excerpt=text_of(item.get("description")),
        added=moment(item.get("savedAt")), tags=texts_of(item.get("labels"), "name"), archived=archived,
        state="read" if archived or progress >= 1.0 else "reading" if progress else "unread",
        progress=progress, highlights=highlights, page=page, page_kind=None, remarks=remarks,
    )  # fmt: skip


def _page(
    source: Source, name: str, title: str, url: str, byline: tuple[str, ...], published: str
) -> Callable[[], bytes]:
    def page() -> bytes:
        content = decode(source.member(name)).text
        return page_around(content, title, url, byline, published)

    return page


def _member(source: Source, name: str) -> Callable[[], bytes]:
    return lambda: source.member(name)


def _highlights(text: str) -> Iterator[IncomingHighlight]:
    quote: list[str] = []
    labels: list[str] = []
    note: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = paragraph.strip("\n").split("\n")
        if lines[0].startswith(">"):
            if quote:
                yield _highlight(quote, labels, note)
            quote, labels, note = [], [], []
            for line in lines:
                (quote if line.startswith(">") else note).append(line)
        elif quote and len(lines) == 1 and not labels and not note and _LABELS.fullmatch(lines[0].strip()):
            labels = [part.strip() for part in lines[0].split("#") if part.strip()]
        elif quote and paragraph.strip():
            note.extend(["", *lines] if note else lines)
    if quote:
        yield _highlight(quote, labels, note)


def _highlight(quote: list[str], labels: list[str], note: list[str]) -> IncomingHighlight:
    exact = "\n".join(line.removeprefix(">").removeprefix(" ") for line in quote).strip()
    words = "\n".join(note).strip()
    return IncomingHighlight(exact, notes=(IncomingNote(words),) if words else (), tags=tuple(labels))


IMPORTERS = (Importer("omnivore", "Omnivore: its zip, with the texts", _recognises, _read),)
