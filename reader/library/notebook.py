"""The notebook: all notes, highlights and quotes of the library as one list, and the groups it falls into.

Listing reads the search index, which holds the words of all of them, and the records of those that are listed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, cast

from reader.article import Range
from reader.article.words import stands_in
from reader.library.records import AnchorStatus, Colour, Highlight, Note, record_from
from reader.search.values import FindableKind

if TYPE_CHECKING:
    from reader.insight.values import Insight
    from reader.library.holdings import Holdings, Kept

__all__ = ["ENTRY_KINDS", "GROUPINGS", "Entry", "EntryKind", "Grouping", "entries", "grouped", "people_in"]

EntryKind = Literal["note", "highlight", "quote"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("note", "highlight", "quote")
Grouping = Literal["article", "tag", "person", "date"]
GROUPINGS: tuple[Grouping, ...] = ("article", "tag", "person", "date")

ORPHANS = "Lost their place in the text"
"""The group of highlights, and of the notes on them, whose passage is no longer in its article."""
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Entry:
    """One note, highlight or quote. `text` is what it says; `passage` the words that a note is written on.

    `[start, end)` are characters of the article's text, None for a note on a whole article. `highlight` is the id
    of the highlight that it is, or that a note is on. `name` is the speaker of a quote. Times are ISO 8601 in UTC.
    """

    kind: EntryKind
    id: str
    article: str
    title: str
    text: str
    passage: str = ""
    highlight: str = ""
    start: int | None = None
    end: int | None = None
    name: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""
    colour: Colour | Literal[""] = ""
    status: AnchorStatus = "ok"

    @property
    def key(self) -> str:
        """Unique in the library: a quote has no id of its own and is known by its article and its number there."""
        return f"{self.kind}:{self.article}:{self.id}" if self.kind == "quote" else f"{self.kind}:{self.id}"

    @property
    def orphan(self) -> bool:
        """Whether its passage is no longer in the article."""
        return self.status == "orphan"


def entries(
    holdings: Holdings,
    query_text: str,
    *,
    kinds: Sequence[EntryKind],
    limit: int,
) -> list[Entry]:
    """What matches a query of the search language, newest first. Raises QueryError."""
    from reader.search import listing, query

    tree = query.parse(query_text)
    holdings.store.refresh()
    wanted: Sequence[FindableKind] = [kind for kind in ENTRY_KINDS if kind in kinds]
    if not wanted:
        return []
    rows = holdings.store.read(
        lambda connection: listing.listed(connection, tree, today=date.today(), kinds=wanted, limit=limit)
    )
    notes = _records(holdings, Note, [row.item_id for row in rows if row.kind == "note"])
    marks = {row.item_id for row in rows if row.kind == "highlight"}
    marks.update(note.highlight for note in notes.values() if note.highlight)
    highlights = _records(holdings, Highlight, marks)
    found: list[Entry] = []
    for row in rows:
        kind = cast(EntryKind, row.kind)
        entry = Entry(
            kind, row.item_id, row.article_id, row.title, row.text, start=row.start, end=row.end,
            name=row.name if kind == "quote" else "", tags=row.tags, created=row.made,
            status="orphan" if row.orphan else "ok",
        )  # fmt: skip
        if kind == "note":
            entry = _on_its_passage(entry, notes, highlights)
        elif kind == "highlight" and row.item_id in highlights:
            mark = highlights[row.item_id]
            entry = dataclasses.replace(entry, highlight=mark.id, colour=mark.colour, status=mark.status)
        found.append(entry)
    return found


def _on_its_passage(entry: Entry, notes: Mapping[str, Note], highlights: Mapping[str, Highlight]) -> Entry:
    note = notes.get(entry.id)
    mark = highlights.get(note.highlight) if note is not None else None
    if mark is None:
        return entry
    return dataclasses.replace(
        entry, passage=mark.exact, highlight=mark.id, start=mark.start, end=mark.end, colour=mark.colour,
        status=mark.status,
    )  # fmt: skip


def _records(holdings: Holdings, kind: type[Kept], ids: Iterable[str]) -> dict[str, Kept]:
    """The records of some ids that are there."""
    from reader.library.holdings import TABLES
    from reader.library.rows import document

    def read() -> dict[str, Kept]:
        found: dict[str, Kept] = {}
        with holdings.store.reading() as connection:
            for id in ids:
                known = document(connection, TABLES[kind], id)
                if known is not None:
                    found[id] = record_from(kind, id, known)
        return found

    return read()


# -- groups ------------------------------------------------------------------------------------------------


def grouped(
    listed: Sequence[Entry],
    by: Grouping,
    *,
    today: date,
    people: Mapping[str, Sequence[str]] | None = None,
) -> list[tuple[str, list[Entry]]]:
    """The entries in groups with headings. Orphans have their own group, which comes first: they want a look.

    By article and by date the newest group comes first; by tag and person the largest, what has none last. An
    entry with two tags, or that names two people, stands in both groups. `people` gives the names of each entry
    by its key (`people_in`). Within an article entries stand in the order of its text.
    """
    lost = [entry for entry in listed if entry.orphan]
    groups: dict[str, list[Entry]] = {}
    names: dict[str, str] = {}
    for entry in listed:
        if entry.orphan:
            continue
        for key, heading in _groups_of(entry, by, today, people or {}):
            groups.setdefault(key, []).append(entry)
            names[key] = heading
    if by == "article":
        for members in groups.values():
            members.sort(key=lambda entry: (-1 if entry.start is None else entry.start, entry.created))
    order = list(groups)
    if by in ("tag", "person"):
        order.sort(key=lambda key: (not key, -len(groups[key]), names[key].casefold()))
    made = [(names[key], groups[key]) for key in order]
    return [(ORPHANS, lost), *made] if lost else made


def _groups_of(
    entry: Entry, by: Grouping, today: date, people: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """Key and heading of the groups that an entry belongs to."""
    if by == "article":
        return [(entry.article, entry.title)]
    if by == "tag":
        return [(tag.casefold(), f"#{tag}") for tag in entry.tags] or [("", "Without a tag")]
    if by == "person":
        return [(name.casefold(), name) for name in people.get(entry.key, ())] or [("", "Nobody named")]
    heading = _day_words(entry.created, today)
    return [(heading, heading)]


def _day_words(moment: str, today: date) -> str:
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return "Without a date"
    if day >= today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    if day > today - timedelta(days=7):
        return "This week"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def people_in(
    listed: Sequence[Entry], insight: Callable[[str], Insight | None]
) -> dict[str, tuple[str, ...]]:
    """The people that each entry names, by its key: who is mentioned in its passage or its own words, and who spoke.

    `insight` gives what was found in an article, None where that is not at hand.
    """
    known: dict[str, Insight | None] = {}
    found: dict[str, tuple[str, ...]] = {}
    for entry in listed:
        if entry.article not in known:
            known[entry.article] = insight(entry.article)
        names: dict[str, None] = {entry.name: None} if entry.name else {}
        of_article = known[entry.article]
        for entity in of_article.entities if of_article is not None else ():
            if entity.kind == "person" and _names(entry, entity.mentions, (entity.name, *entity.aliases)):
                names[entity.name] = None
        found[entry.key] = tuple(names)
    return found


def _names(entry: Entry, mentions: Sequence[Range], forms: Sequence[str]) -> bool:
    if entry.start is not None and entry.end is not None and not entry.orphan:
        start, end = entry.start, entry.end
        if any(mention.start < end and start < mention.end for mention in mentions):
            return True
    return entry.kind != "quote" and any(stands_in(form, entry.text) for form in forms)
