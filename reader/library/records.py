"""What the library keeps of an article and what the reader says about it: the records of its tables.

Each record is a frozen value read from a TinyDB document; `id` is that document's id. Times are ISO 8601 in
UTC (`2026-01-31T09:30:00.000Z`). Offsets are characters of the article's text.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar, cast

from reader.article import SourceKind

__all__ = [
    "COLOURS",
    "AnchorStatus",
    "ArticleRecord",
    "Colour",
    "Draft",
    "Highlight",
    "Note",
    "Queue",
    "ReadState",
    "TagCount",
    "record_from",
    "record_to_json",
]

ReadState = Literal["unread", "reading", "read"]
Queue = Literal["inbox", "later", "archive"]
AnchorStatus = Literal["ok", "moved", "fuzzy", "orphan"]
Colour = Literal["yellow", "green", "blue", "pink", "purple"]
COLOURS: tuple[Colour, ...] = ("yellow", "green", "blue", "pink", "purple")


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One saved article, without its text."""

    id: str
    title: str
    site: str = ""
    byline: tuple[str, ...] = ()
    url: str = ""
    published: str = ""
    language: str = ""
    kind: SourceKind | Literal[""] = ""
    file_name: str = ""
    """The name of the file it was saved from."""
    excerpt: str = ""
    word_count: int = 0
    minutes: int = 0
    added: str = ""
    opened: str = ""
    """When it was last opened; empty for never."""
    finished: str = ""
    """When the reader marked it read; empty while it is not."""
    tags: tuple[str, ...] = ()
    state: ReadState = "unread"
    starred: bool = False
    archived: bool = False
    later: bool = False
    """Put off: in the queue `later` unless it is archived."""
    position: int = 0
    """Offset of the character at the top of the screen where reading stopped."""
    progress: float = 0.0
    """Share of the text that was read past, 0 to 1."""
    text_hash: str = ""
    original: str = ""
    """SHA-256 of the original as saved; its name in `originals/`."""
    cleaner_version: str = ""
    removed_count: int = 0
    sample: bool = False
    """One of the bundled articles."""
    trashed: str = ""
    """When it was put into the trash; empty for not."""
    fetch_error: str = ""
    """Why its text could not be fetched when that was last tried, with the date before it."""

    @property
    def waits(self) -> bool:
        """Only its address is known: its text is to be fetched."""
        return not self.text_hash

    @property
    def queue(self) -> Queue:
        """Where it waits: what is neither archived nor put off is in the inbox."""
        return "archive" if self.archived else "later" if self.later else "inbox"

    @property
    def minutes_left(self) -> int:
        """Whole minutes of what was not read past yet; none of what is read."""
        return 0 if self.state == "read" else int(self.minutes * (1 - self.progress) + 0.9999)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage: W3C TextPositionSelector (start, end) and TextQuoteSelector (exact, prefix,
    suffix)."""

    id: str
    article: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    text_hash: str = ""
    """Hash of the text that `start` and `end` count in."""
    colour: Colour = "yellow"
    tags: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    status: AnchorStatus = "ok"
    trashed: str = ""

    @property
    def waits(self) -> bool:
        """It came without its article's text, and will be put in its place when that arrives."""
        return not self.text_hash and self.status == "orphan"


@dataclass(frozen=True, slots=True)
class Note:
    """The reader's own words on an article, or on one of its highlights."""

    id: str
    article: str
    text: str
    highlight: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    trashed: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a note editor and not yet saved. `id` says for what: `note:ID`, `article:ID` …"""

    id: str
    text: str
    article: str = ""
    highlight: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and on how many articles, highlights and notes it stands."""

    tag: str
    articles: int
    highlights: int
    notes: int


Record = TypeVar("Record", ArticleRecord, Highlight, Note, Draft)


def record_from(kind: type[Record], id: str, document: Mapping[str, Any]) -> Record:
    """The record of a document; fields that this version does not know are ignored."""
    values: dict[str, Any] = {}
    for name in _field_names(cast(Any, kind)):
        if name in document:
            value = document[name]
            values[name] = tuple(value) if isinstance(value, list) else value
    values["id"] = id
    return kind(**values)


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a record's class, asked once: a list of twenty thousand asks for each."""
    return tuple(field.name for field in dataclasses.fields(kind))


def record_to_json(record: ArticleRecord | Highlight | Note | Draft | TagCount) -> dict[str, Any]:
    """The record as a JSON object with every field."""
    return cast(dict[str, Any], json_ready(dataclasses.asdict(record)))


def json_ready(value: Any) -> Any:
    """Tuples become lists, so that what is stored and what is printed are the same."""
    if isinstance(value, dict):
        return {key: json_ready(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [json_ready(item) for item in value]
    return value
