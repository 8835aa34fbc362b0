"""What was saved, read and marked: by week, in minutes, from which sources, and who was met most.

An article counts as read in the week in which the reader marked it read; the samples count as any other.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["Source", "Statistics", "Week", "statistics"]

_MET = """
SELECT f.name, COUNT(DISTINCT f.article_id) AS articles FROM search_findables f
JOIN search_facts a ON a.article_id = f.article_id
WHERE f.kind = 'entity' AND f.entity_kind = 'person' AND NOT a.trashed AND a.state IN ('reading', 'read')
GROUP BY f.name ORDER BY articles DESC, f.name LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Week:
    """One week, named by its Monday (ISO date). `minutes` are those of the articles that were read in it."""

    monday: str
    saved: int = 0
    read: int = 0
    minutes: int = 0
    highlights: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A site with how many of its articles are saved and read, or a person with how many name them (`read`: the
    same)."""

    name: str
    saved: int
    read: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a library. Minutes are of reading, at the pace that was set when an article was saved."""

    articles: int
    unread: int
    reading: int
    read: int
    starred: int
    inbox: int
    later: int
    archived: int
    highlights: int
    notes: int
    minutes_read: int
    minutes_left: int
    streak: int
    """Days in a row, to today or yesterday, on each of which something was marked read."""
    weeks: tuple[Week, ...]
    """The last ones, oldest first, the present one last."""
    sources: tuple[Source, ...]
    people: tuple[Source, ...]
    tags: tuple[Source, ...]


def statistics(holdings: Holdings, *, today: date, weeks: int = 26, most: int = 10) -> Statistics:
    """Count it all; `weeks` back from the week of `today`, at most `most` sources, people and tags."""
    holdings.store.refresh()
    records = holdings.every(ArticleRecord)
    highlights, notes = holdings.every(Highlight), holdings.every(Note)
    states = Counter(record.state for record in records)
    queues = Counter(record.queue for record in records)
    return Statistics(
        articles=len(records), unread=states["unread"], reading=states["reading"], read=states["read"],
        starred=sum(record.starred for record in records),
        inbox=queues["inbox"], later=queues["later"], archived=queues["archive"],
        highlights=len(highlights), notes=len(notes),
        minutes_read=sum(record.minutes - record.minutes_left for record in records),
        minutes_left=sum(record.minutes_left for record in records),
        streak=_streak({record.finished[:10] for record in records if record.finished}, today),
        weeks=_weeks(records, highlights, notes, today, weeks),
        sources=_counted(((record.site, record) for record in records), most),
        people=_met(holdings, most),
        tags=_counted(((tag, record) for record in records for tag in record.tags), most),
    )  # fmt: skip


def _weeks(
    records: list[ArticleRecord], highlights: list[Highlight], notes: list[Note], today: date, count: int
) -> tuple[Week, ...]:
    monday = today - timedelta(days=today.weekday())
    names = [(monday - timedelta(weeks=back)).isoformat() for back in range(max(1, count) - 1, -1, -1)]
    saved = Counter(_monday(record.added) for record in records)
    read = Counter(_monday(record.finished) for record in records)
    minutes: Counter[str] = Counter()
    for record in records:
        minutes[_monday(record.finished)] += record.minutes
    marked = Counter(_monday(mark.created) for mark in highlights)
    written = Counter(_monday(note.created) for note in notes)
    return tuple(
        Week(name, saved[name], read[name], minutes[name], marked[name], written[name]) for name in names
    )


def _monday(time: str) -> str:
    """The Monday of a moment's week; empty for none."""
    try:
        day = date.fromisoformat(time[:10])
    except ValueError:
        return ""
    return (day - timedelta(days=day.weekday())).isoformat()


def _streak(days: set[str], today: date) -> int:
    day = today if today.isoformat() in days else today - timedelta(days=1)
    count = 0
    while day.isoformat() in days:
        count += 1
        day -= timedelta(days=1)
    return count


def _counted(pairs: Iterable[tuple[str, ArticleRecord]], most: int) -> tuple[Source, ...]:
    saved: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for name, record in pairs:
        if name:
            saved[name] += 1
            read[name] += record.state == "read"
    ranked = sorted(saved, key=lambda name: (-read[name], -saved[name], name))
    return tuple(Source(name, saved[name], read[name]) for name in ranked[:most])


def _met(holdings: Holdings, most: int) -> tuple[Source, ...]:
    """People named in most of the articles that were read or begun."""

    def ask(connection: sqlite3.Connection) -> list[tuple[str, int]]:
        return connection.execute(_MET, (most,)).fetchall()

    return tuple(Source(name, count, count) for name, count in holdings.store.read(ask))
