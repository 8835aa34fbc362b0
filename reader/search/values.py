"""What search takes and gives: findable things, facts to filter by, hits with context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.article.ranges import Range

__all__ = ["FINDABLE_KINDS", "ArticleFacts", "Findable", "FindableKind", "Hit"]

FindableKind = Literal["article", "title", "highlight", "note", "quote", "entity"]
FINDABLE_KINDS: tuple[FindableKind, ...] = ("note", "highlight", "title", "quote", "entity", "article")
"""In the order of rank at equal worth: what the reader wrote comes before what was read."""


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing that can be found. `key` is unique among all findables (`note:ID`, `body:ARTICLE` …).

    `[start, end)` is where it stands in its article's text (None for a note on the whole article and for a
    title); for an article's body it is the whole text. `name` is an entity's name or a quote's speaker.
    """

    key: str
    kind: FindableKind
    article_id: str
    item_id: str
    text: str
    start: int | None = None
    end: int | None = None
    name: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""
    orphan: bool = False
    entity_kind: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What queries filter and sort articles by. Times are ISO 8601 in UTC; `progress` is 0 to 1."""

    article_id: str
    title: str
    byline: str = ""
    site: str = ""
    language: str = ""
    published: str = ""
    added: str = ""
    minutes: int = 0
    progress: float = 0.0
    state: Literal["unread", "reading", "read"] = "unread"
    starred: bool = False
    archived: bool = False
    later: bool = False
    """Put off; what is neither that nor archived is in the inbox."""
    trashed: bool = False
    tags: tuple[str, ...] = ()
    opened: str = ""
    """When it was last opened; empty for never."""
    finished: str = ""
    """When it was marked read; empty while it is not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer. `[start, end)` is the first match in the article's text, or None where it stands in no
    text.

    `context` is one line around it, `lit` the ranges of `context` that match.
    """

    kind: FindableKind
    article_id: str
    item_id: str
    title: str
    context: str
    lit: tuple[Range, ...]
    start: int | None
    end: int | None
    score: float
    name: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""
    matches: int = 0
    """In an article's body: how many places match; 0 where they were not counted."""
