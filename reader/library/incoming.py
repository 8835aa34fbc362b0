"""What another program kept of an article, as values: what importers make of their files and the library takes in.

Times are ISO 8601 in UTC as in `reader.library.records`; empty means that the other program did not say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.article import Article, SourceKind
from reader.library.records import Colour, ReadState

__all__ = ["Incoming", "IncomingHighlight", "IncomingNote", "Unread"]


@dataclass(frozen=True, slots=True)
class IncomingNote:
    """The reader's own words. `id` is that of our own export; elsewhere it is empty."""

    text: str
    created: str = ""
    modified: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class IncomingHighlight:
    """A marked passage: its exact words, and what else was kept to find its place.

    `start` and `end` are characters of a text whose hash is `text_hash`, or, where that is empty, of some
    text of the same page: then `start` only tells which of several places is meant. -1 for unknown.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    text_hash: str = ""
    notes: tuple[IncomingNote, ...] = ()
    colour: Colour = "yellow"
    tags: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article of another program with all that was kept beside it.

    `page` gives the bytes of its text, of kind `page_kind`, where the text came along; it may be slow.
    `article` is a text that was cleaned already (our own export). With neither, and an address, the article
    is to be fetched; without an address its highlights and its excerpt are its text.
    """

    place: str
    """Where it stood in the file, in words: `row 12`."""
    url: str = ""
    title: str = ""
    byline: tuple[str, ...] = ()
    site: str = ""
    published: str = ""
    language: str = ""
    excerpt: str = ""
    added: str = ""
    opened: str = ""
    tags: tuple[str, ...] = ()
    state: ReadState = "unread"
    starred: bool = False
    archived: bool = False
    later: bool = False
    finished: str = ""
    progress: float = 0.0
    position: int = 0
    highlights: tuple[IncomingHighlight, ...] = ()
    notes: tuple[IncomingNote, ...] = ()
    page: Callable[[], bytes] | None = None
    page_kind: SourceKind | None = "html"
    article: Article | None = None
    id: str = ""
    """Of our own export: the article's id."""
    remarks: tuple[str, ...] = ()
    """What could not be read of it, each in words: a date, a tag."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the file that did not come in, and why."""

    place: str
    reason: str
