"""Bookmarks in the Netscape form: of every browser, linkding, Pinboard, Raindrop, Karakeep, Shaarli.

Folders become tags (`a/b`), and so do TAGS and SHORTCUTURL's neighbours; the text of a `DD` becomes a note.
linkding puts its notes between `[linkding-notes]` marks there, and its archive into a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags
from reader.exchange.importers.links import Link, links_of
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_ROOTS = frozenset(
    "bookmarks|bookmarks bar|bookmarks toolbar|bookmarks menu|other bookmarks|mobile bookmarks|favorites|"
    "favorites bar|favourites|favourites bar|personal toolbar folder|unsorted|imported|lesezeichen-symbolleiste|"
    "weitere lesezeichen|reading list".split("|")
)
_LINKDING_NOTES = re.compile(r"\[linkding-notes\](.*?)\[/linkding-notes\]", re.DOTALL)
_ARCHIVED = "linkding:bookmarks.archived"


def _recognises(source: Source) -> bool:
    return "<!doctype netscape-bookmark-file-1" in source.head[:2_000].lower()


def _read(source: Source) -> Iterator[Incoming | Unread]:
    for number, link in enumerate(links_of(source.text), start=1):
        yield _incoming(link, f"bookmark {number}")


def _incoming(link: Link, place: str) -> Incoming | Unread:
    if link.address.split(":", 1)[0].lower() in ("place", "javascript", "data", "chrome", "about", "file"):
        return Unread(place, f"no page of the web: {link.address[:60]}")
    tags = list(split_tags(link.attributes.get("tags", "")))
    archived = _ARCHIVED in tags
    folders = [folder for folder in link.folders if folder.casefold() not in _ROOTS]
    if folders:
        tags.append("/".join(folder.replace("/", " ") for folder in folders))
    about = link.description
    written = _LINKDING_NOTES.findall(about)
    about = _LINKDING_NOTES.sub("", about).strip()
    created = moment(link.attributes.get("add_date", ""))
    texts = [text.strip() for text in (about, *written) if text.strip()]
    return Incoming(
        place, link.address, "" if link.words == link.address else link.words, added=created,
        tags=tuple(tag for tag in tags if tag != _ARCHIVED), archived=archived,
        notes=tuple(IncomingNote(text, created) for text in texts),
    )  # fmt: skip


IMPORTERS = (
    Importer("bookmarks", "bookmarks as every browser, linkding and Pinboard write them", _recognises, _read),
)
