"""The Library: every verb of the program, called alike by the screen, the command line and a script.

Open this file first. Each verb that changes something is one change of the store: acknowledged only when it is
on disk, undone by `undo`, and named by the words that `undo` answers with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.article import Article, Block, Range
from reader.insight.values import Entity, Insight, Quote
from reader.library.records import ArticleRecord, Colour, Draft, Highlight, Note, TagCount
from reader.search.values import FindableKind, Hit

__all__ = ["Added", "Appearance", "Dossier", "Library", "Suggestion"]

ArticleSort = Literal["added", "title", "published", "minutes", "minutes_left", "progress", "opened"]


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one source. `article` is None and `error` says why where nothing was saved."""

    source: str
    article: ArticleRecord | None
    already_there: bool = False
    removed_blocks: int = 0
    warnings: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag to suggest and where it comes from: `tag` (one that exists), `keyword` or `entity`."""

    tag: str
    origin: Literal["tag", "keyword", "entity"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article that a person, organisation or place appears in."""

    article: ArticleRecord
    entity: Entity
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one name across the library."""

    name: str
    kind: str
    appearances: tuple[Appearance, ...]
    notes: tuple[Note, ...]


class Library:
    """A library on disk. Open it with `Library(home)`; close it, or use it as a context manager.

    Safe to use from several threads; several processes may have the same library open.
    """

    def __init__(self, home: Path | str | None = None, *, cache: Path | str | None = None) -> None: ...

    # -- save ------------------------------------------------------------------------------------------
    def add(self, source: str | Path, *, tags: Sequence[str] = (), data: bytes | None = None, url: str = "") -> Added:
        """Save one file, address or piece of text (`data`, with `source` as its name). Raises ReaderError."""

    def add_many(self, sources: Iterable[str | Path], *, tags: Sequence[str] = ()) -> Iterator[Added]:
        """Save files and folders, cleaned on all cores, yielded as they are saved. Closing the iterator stops
        with a consistent library; a failure is an `Added` with its error, never an exception."""

    # -- look ------------------------------------------------------------------------------------------
    def articles(self, query: str = "", *, sort: ArticleSort = "added", descending: bool | None = None,
                 trashed: bool = False) -> list[ArticleRecord]:
        """Articles that match a query (the search language), in order. Raises QueryError."""

    def article(self, name: str) -> ArticleRecord:
        """The one article of an id, a unique prefix of one (4 characters at least), or words of its title.

        Raises NotFound, naming the candidates where several fit."""

    def read(self, article_id: str) -> Article:
        """The cleaned article with its text."""

    def insight(self, article_id: str) -> Insight:
        """Entities and quotes of an article, kept with it and made anew when text or engine changed. Slow
        (tens of milliseconds for 1,000 words) the first time: call it beside the screen."""

    def insight_if_ready(self, article_id: str) -> Insight | None:
        """The same, only when it is already there."""

    def entities(self, article_id: str) -> list[Entity]: ...
    def quotes(self, article_id: str, *, kinds: Sequence[str] = ("speech", "phrase")) -> list[Quote]: ...
    def outline(self, article_id: str) -> list[Block]: ...
    def who(self, name: str) -> Dossier:
        """Everything about one person, organisation or place. Raises NotFound."""

    # -- mark ------------------------------------------------------------------------------------------
    def highlight(self, article_id: str, passage: str | Range, *, colour: Colour = "yellow",
                  tags: Sequence[str] = (), note: str = "") -> Highlight:
        """Highlight a range of the text, or the first place of an exact text (quotes and spacing folded).

        Raises NotFound when the text does not stand there."""

    def highlights(self, article_id: str = "") -> list[Highlight]:
        """Highlights of an article in text order, or all by time, newest first; each healed to the present text."""

    def recolour(self, highlight_id: str, colour: Colour) -> Highlight: ...
    def delete_highlight(self, highlight_id: str) -> None:
        """Into the trash, with its notes."""

    def note(self, article_id: str, text: str, *, highlight: str = "", tags: Sequence[str] = ()) -> Note: ...
    def notes(self, query: str = "", *, article_id: str = "") -> list[Note]: ...
    def edit_note(self, note_id: str, text: str) -> Note: ...
    def delete_note(self, note_id: str) -> None: ...

    def draft(self, draft_id: str) -> Draft | None: ...
    def drafts(self) -> list[Draft]: ...
    def save_draft(self, draft: Draft) -> None:
        """Keep what is being typed: written at once, in a file of its own, replaced atomically."""

    def discard_draft(self, draft_id: str) -> None: ...

    # -- tag -------------------------------------------------------------------------------------------
    def tag(self, item_id: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> tuple[str, ...]:
        """Add and remove tags of an article, highlight or note; the tags it then has."""

    def tags(self) -> list[TagCount]: ...
    def suggested_tags(self, article_id: str, limit: int = 12) -> list[Suggestion]: ...
    def rename_tag(self, old: str, new: str) -> int:
        """On everything that carries it; how many things changed. Onto an existing tag, it merges."""

    # -- keep ------------------------------------------------------------------------------------------
    def mark(self, article_ids: Sequence[str], *, state: str | None = None, starred: bool | None = None,
             archived: bool | None = None) -> None: ...
    def keep_position(self, article_id: str, offset: int, progress: float) -> None:
        """Where reading stopped. Not a change to undo. Sets `opened`; never marks an article read."""

    def delete(self, ids: Sequence[str]) -> list[str]:
        """Articles, highlights or notes into the trash; their ids."""

    def trash(self) -> list[ArticleRecord | Highlight | Note]: ...
    def restore(self, ids: Sequence[str]) -> list[str]: ...
    def purge(self, ids: Sequence[str] | None = None) -> int: ...

    def undo(self) -> str:
        """Take the last change back; the words that name it. Raises NotFound when there is none."""

    def redo(self) -> str: ...

    # -- find ------------------------------------------------------------------------------------------
    def search(self, query: str, *, kinds: Sequence[FindableKind] = (), limit: int = 50) -> list[Hit]:
        """What matches, best first. Raises QueryError (with the position) for a query that cannot be read."""

    # -- house -----------------------------------------------------------------------------------------
    @property
    def sequence(self) -> int:
        """Grows with every change of the library, also those of other processes: a screen polls it."""
        return 0

    def doctor(self, progress: Callable[[str], None] | None = None) -> list[str]: ...
    def where(self) -> dict[str, Path]: ...
    def close(self) -> None: ...
