"""What the screen is about, without a screen: the list, the open article, history, hits, panels. Plain
Python.

The session holds values and rules; it never calls the library and never draws. Screens read it, change it
through its methods, and show what it then says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from reader.article import Article, Range
from reader.insight.values import Entity, Insight, Quote
from reader.library.records import ArticleRecord, Draft, Highlight, Note
from reader.search.values import Hit
from reader.tui.notebook_list import NotebookList

__all__ = [
    "PANELS",
    "ArticleList",
    "History",
    "HitList",
    "OpenArticle",
    "PanelKind",
    "PanelLayout",
    "Panels",
    "Place",
    "PlaceName",
    "Session",
    "Visit",
    "folded",
    "shown_quotes",
]

PlaceName = Literal["library", "article", "search", "notebook", "review", "person"]
"""What can fill the screen."""

PanelKind = Literal["outline", "entities", "quotes", "notes", "removed", "info"]
PANELS: tuple[PanelKind, ...] = ("outline", "entities", "quotes", "notes", "removed", "info")
"""In the order of their digits, from 1."""

TRAIL_LENGTH = 50
"""Places that `q` comes back through."""
OVER_TEXT_BELOW = 100
"""Columns below which a panel covers the text instead of standing beside it."""
ONE_UNASKED_FROM = 120
"""Columns from which one panel stands beside the text without being asked for."""
TWO_FROM = 180
"""Columns from which two panels stand beside the text."""


def folded(text: str) -> str:
    """Text for finding: without case and accents, quotation marks straight."""
    plain = unicodedata.normalize("NFKD", text).translate(_STRAIGHT)
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


_STRAIGHT = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article, to come back to. `offset` counts characters of its text."""

    article_id: str
    offset: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What filled the screen and was left for something else: an article at an offset, a person's page by name."""

    place: PlaceName
    article_id: str = ""
    offset: int = 0
    name: str = ""


Trail = list[Visit]
"""What was left, the last one last."""


class History:
    """The places left behind by jumps, and those gone back from."""

    def __init__(self, limit: int = 200) -> None:
        self._limit = limit
        self._back: list[Place] = []
        self._forward: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember a place before a jump; what could be gone forward to is forgotten."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
            del self._back[: -self._limit]
        self._forward.clear()

    def back(self, here: Place | None) -> Place | None:
        """The place before this one, or None at the first."""
        return self._step(self._back, self._forward, here)

    def forward(self, here: Place | None) -> Place | None:
        """The place gone back from, or None at the last."""
        return self._step(self._forward, self._back, here)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place | None) -> Place | None:
        while source:
            place = source.pop()
            if place == here:
                continue
            if here is not None:
                target.append(here)
            return place
        return None


@dataclass(slots=True)
class ArticleList:
    """The library's list as shown: its records, the live filter over them, the cursor and what is
    selected."""

    records: tuple[ArticleRecord, ...] = ()
    query: str = ""
    sort: str = "added"
    descending: bool | None = None
    filter: str = ""
    cursor: int = 0
    """Index in `shown`."""
    selected: set[str] = field(default_factory=set)
    """Ids of selected articles."""
    selected_last: str = ""
    """The id from which a range is selected."""
    shown: tuple[ArticleRecord, ...] = ()
    _counted: str | None = field(default=None, repr=False)
    _haystacks: dict[str, tuple[ArticleRecord, str]] = field(default_factory=dict, repr=False)

    def replace(self, records: Sequence[ArticleRecord]) -> None:
        """New records from the library; the cursor stays on its article, or else at its line."""
        here = self.current
        self.records = tuple(records)
        known = {record.id for record in self.records}
        self.selected &= known
        self._narrow(here)

    def set_filter(self, words: str) -> None:
        """Show only articles that hold every word in title, site, author or tags; empty shows all."""
        here = self.current
        self.filter = words
        self._narrow(here)

    def _narrow(self, here: ArticleRecord | None) -> None:
        words = folded(self.filter).split()
        self._counted = None
        if words:
            self.shown = tuple(
                record for record in self.records if all(word in self._haystack(record) for word in words)
            )
        else:
            self.shown = self.records
        if here is not None:
            self.go_to(here.id)
        self.cursor = max(0, min(self.cursor, len(self.shown) - 1))

    def _haystack(self, record: ArticleRecord) -> str:
        known = self._haystacks.get(record.id)
        if known is None or known[0] != record:
            tags = " ".join("#" + tag for tag in record.tags)
            text = folded(" ".join((record.title, record.site, *record.byline, tags)))
            known = self._haystacks[record.id] = (record, text)
        return known[1]

    @property
    def current(self) -> ArticleRecord | None:
        """The article under the cursor."""
        return self.shown[self.cursor] if 0 <= self.cursor < len(self.shown) else None

    @property
    def targets(self) -> tuple[ArticleRecord, ...]:
        """What an action takes: the selected articles, or else the one under the cursor."""
        if self.selected:
            return tuple(record for record in self.records if record.id in self.selected)
        return (self.current,) if self.current else ()

    def go_to(self, article_id: str) -> bool:
        """Put the cursor on an article; whether it is shown."""
        for index, record in enumerate(self.shown):
            if record.id == article_id:
                self.cursor = index
                return True
        return False

    def toggle_selected(self) -> None:
        """Select the article under the cursor, or no longer."""
        if self.current is not None:
            self.selected ^= {self.current.id}
            self.selected_last = self.current.id

    def select_range(self) -> None:
        """Select from the article that was selected last, if it is shown, to the one under the cursor."""
        if self.current is None:
            return
        ids = [record.id for record in self.shown]
        first = ids.index(self.selected_last) if self.selected_last in ids else self.cursor
        low, high = sorted((first, self.cursor))
        self.selected |= set(ids[low : high + 1])
        self.selected_last = self.current.id

    def neighbour(self, article_id: str, step: int, *, unread: bool = False) -> ArticleRecord | None:
        """The next article of the list in a direction (the next unread one), or None at the end."""
        ids = [record.id for record in self.shown]
        index = ids.index(article_id) if article_id in ids else (-1 if step > 0 else len(ids))
        index += step
        while 0 <= index < len(ids):
            if not unread or self.shown[index].state == "unread":
                return self.shown[index]
            index += step
        return None

    def counts(self) -> str:
        """How many there are, in words: `12 articles · 3 unread · 95 min`. Counted once for each list shown."""
        if self._counted is None:
            self._counted = self._count()
        return f"{self._counted} · {len(self.selected)} selected" if self.selected else self._counted

    def _count(self) -> str:
        total = len(self.records)
        words = f"{total} article" if total == 1 else f"{total} articles"
        if len(self.shown) != total:
            words = f"{len(self.shown)} of {words}"
        unread = sum(1 for record in self.shown if record.state == "unread")
        minutes = sum(record.minutes for record in self.shown if record.state != "read")
        parts = [words]
        if unread:
            parts.append(f"{unread} unread")
        if minutes:
            parts.append(f"{minutes} min to read" if minutes < 120 else f"{minutes // 60} h to read")
        return " · ".join(parts)


def shown_quotes(insight: Insight) -> tuple[Quote, ...]:
    """Speech and phrases, in the order of the text; what is told without marks is not shown."""
    return tuple(quote for quote in insight.quotes if quote.kind != "indirect")


@dataclass(slots=True)
class OpenArticle:
    """The article being read with everything that is known about it so far."""

    record: ArticleRecord
    article: Article
    insight: Insight | None = None
    highlights: tuple[Highlight, ...] = ()
    notes: tuple[Note, ...] = ()
    drafts: tuple[Draft, ...] = ()
    marks: dict[str, int] = field(default_factory=dict)
    """Offsets by letter, set with `m`."""
    unfolded: int = -1
    """The number of the receipt that is shown in full; -1 for none."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """What was found; empty until the insight is there."""
        return self.insight.entities if self.insight else ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Speech and phrases found; empty until the insight is there."""
        return (
            tuple(quote for quote in self.insight.quotes if quote.kind != "indirect") if self.insight else ()
        )

    def highlight_at(self, where: Range) -> Highlight | None:
        """The shortest highlight that shares a character with a range."""
        there = [
            mark
            for mark in self.highlights
            if mark.status != "orphan"
            and mark.start < max(where.end, where.start + 1)
            and where.start < mark.end
        ]
        return min(there, key=lambda mark: mark.end - mark.start, default=None)

    def highlight(self, highlight_id: str) -> Highlight | None:
        """A highlight by its id."""
        return next((mark for mark in self.highlights if mark.id == highlight_id), None)

    def note(self, note_id: str) -> Note | None:
        """A note by its id."""
        return next((note for note in self.notes if note.id == note_id), None)

    def notes_on(self, highlight_id: str) -> tuple[Note, ...]:
        """The notes of a highlight, oldest first; of the article itself for an empty id."""
        return tuple(note for note in self.notes if note.highlight == highlight_id)


@dataclass(slots=True)
class HitList:
    """The answers of a search, kept while one of them is read, with the line that the cursor was on."""

    query: str = ""
    hits: tuple[Hit, ...] = ()
    cursor: int = 0
    by_article: bool = False
    """Listed below their articles, not by worth."""
    before: list[str] = field(default_factory=list)
    """The words before each narrowing by a facet, to widen again."""

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if 0 <= self.cursor < len(self.hits) else None


@dataclass(frozen=True, slots=True)
class PanelLayout:
    """Which panels are on the screen: those beside the text, or the one that covers it."""

    beside: tuple[PanelKind, ...] = ()
    over: PanelKind | None = None

    @property
    def shown(self) -> tuple[PanelKind, ...]:
        """All of them, from left to right."""
        return (self.over,) if self.over else self.beside


class Panels:
    """Which panels are wanted, and which of them a width has room for."""

    def __init__(self) -> None:
        self._order: list[PanelKind] = ["entities", "quotes"]
        self._asked = False
        self._hidden = False

    def show(self, kind: PanelKind) -> None:
        """Ask for a panel; the one asked for last goes first when there is room for fewer."""
        if kind in self._order:
            self._order.remove(kind)
        self._order.insert(0, kind)
        del self._order[2:]
        self._asked, self._hidden = True, False

    def hide(self) -> None:
        """Hide them all until one is asked for."""
        self._asked, self._hidden = False, True

    def uncover(self) -> None:
        """Take away the panel over the text; those beside it stay."""
        self._asked = False

    def layout(self, columns: int) -> PanelLayout:
        """What a screen of so many columns shows."""
        if self._hidden:
            return PanelLayout()
        if columns < OVER_TEXT_BELOW:
            return PanelLayout(over=self._order[0] if self._asked else None)
        if columns < ONE_UNASKED_FROM and not self._asked:
            return PanelLayout()
        count = 2 if columns >= TWO_FROM else 1
        return PanelLayout(beside=tuple(sorted(self._order[:count], key=PANELS.index)))


@dataclass(slots=True)
class Session:
    """Everything that the screens share."""

    list: ArticleList = field(default_factory=ArticleList)
    open: OpenArticle | None = None
    hits: HitList = field(default_factory=HitList)
    notebook: NotebookList = field(default_factory=NotebookList)
    person: str = ""
    """Whose page is, or was, shown."""
    history: History = field(default_factory=History)
    panels: Panels = field(default_factory=Panels)
    place: PlaceName = "library"
    trail: Trail = field(default_factory=Trail)
    """Where `q` leads back to, the last one first in turn; the library where there is none."""

    @property
    def came_from(self) -> PlaceName:
        """Where `q` leads back to."""
        return self.trail[-1].place if self.trail else "library"

    def leave(self, here: Visit) -> None:
        """Something is left for something else: `q` comes back to it."""
        if not self.trail or self.trail[-1] != here:
            self.trail.append(here)
            del self.trail[:-TRAIL_LENGTH]

    def enter(self, opened: OpenArticle) -> None:
        """An article is open now."""
        self.open = opened
        self.place = "article"
