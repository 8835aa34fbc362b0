"""Review: old highlights come back, a few a day, to be kept, snoozed or retired.

The schedule is Sebastian Leitner's boxes ("So lernt man lernen", 1972), with the day in place of the card box:

- a highlight comes back for the first time `FIRST_DAYS` after it was made;
- *keep* moves it a box up, and it comes back after that box's days (`BOXES`: each about twice the one before);
- *snooze* leaves it in its box and brings it back after `SNOOZE_DAYS`;
- *retire* takes it out until it is brought back by hand.

Of those that are due, the most overdue by the measure of their own interval come first; equals are shuffled by the
day and their id, the same all day on every machine; and no article comes a second time before each has come once. What
was answered today counts towards the day's number. Highlights without a place in the text stay out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from reader.errors import UsageError
from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord, Highlight, Note

__all__ = [
    "ANSWERS",
    "BOXES",
    "FIRST_DAYS",
    "SNOOZE_DAYS",
    "Answer",
    "Review",
    "ReviewItem",
    "answer",
    "review",
]

TABLE = "reviews"
FIRST_DAYS = 7
SNOOZE_DAYS = 3
BOXES = (14, 30, 60, 120, 240, 365)
"""Days until a highlight comes back, after the first keep, the second, and so on; the last one stays."""

Answer = Literal["keep", "snooze", "retire", "bring back"]
ANSWERS: tuple[Answer, ...] = ("keep", "snooze", "retire", "bring back")


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where one highlight stands: its box (0: never kept), the day it is due, the day it was last answered."""

    due: date
    box: int = 0
    last: date | None = None
    retired: bool = False

    @property
    def interval(self) -> int:
        """Days between its last answer, or its making, and the day that it is due; 1 at the least."""
        return BOXES[min(self.box, len(BOXES)) - 1] if self.box else FIRST_DAYS


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A highlight to look at again, with its article's title and what the reader wrote on it."""

    highlight: Highlight
    title: str
    notes: tuple[str, ...]
    due: str
    """The day since which it is due, ISO 8601."""
    kept: int
    """How many times it was kept."""
    next_days: int
    """After how many days it comes back if it is kept now."""


@dataclass(frozen=True, slots=True)
class Review:
    """The highlights of today, how many were answered today, how many are due in all, and when the next one is."""

    items: tuple[ReviewItem, ...]
    answered: int
    due: int
    next_due: str
    """The day on which the next one that is not yet due comes back; empty where there is none."""


def review(holdings: Holdings, count: int, today: date) -> Review:
    """What comes back today, at most `count` with what was answered today already. Raises UsageError."""
    if count < 1:
        raise UsageError("a review has one highlight at the least", "", "`reader review -n 5`")
    documents = _documents(holdings)
    in_trash = {record.id for record in holdings.every(ArticleRecord, trashed=True)}
    highlights = [
        mark for mark in holdings.every(Highlight) if mark.status != "orphan" and mark.article not in in_trash
    ]
    schedules = {mark.id: schedule_of(mark, documents.get(mark.id), today) for mark in highlights}
    answered = sum(1 for schedule in schedules.values() if schedule.last == today)
    due = [mark for mark in highlights if _is_due(schedules[mark.id], today)]
    later = [schedule.due for schedule in schedules.values() if not schedule.retired and schedule.due > today]
    chosen = in_turn(due, schedules, today)[: max(0, count - answered)]
    notes = _notes_on(holdings, {mark.id for mark in chosen})
    items = tuple(_item(holdings, mark, schedules[mark.id], notes.get(mark.id, ())) for mark in chosen)
    return Review(items, answered, len(due), min(later).isoformat() if later else "")


def answer(holdings: Holdings, highlight_id: str, said: Answer, today: date, days: int | None = None) -> str:
    """Answer for a highlight; the day on which it comes back, empty for never. `days` is for snooze alone.

    Raises NotFound, UsageError.
    """
    if said not in ANSWERS:
        raise UsageError(f"no answer “{said}”", "", f"one of {', '.join(ANSWERS)}")
    if days is not None and (said != "snooze" or not 1 <= days <= 3650):
        raise UsageError("a number of days goes with snooze", "", "from 1 to 3650")
    mark = holdings.get(Highlight, highlight_id)
    before = schedule_of(mark, _documents(holdings).get(mark.id), today)
    after = answered(before, said, today, days)
    words = " ".join(mark.exact.split())
    with holdings.store.change("review", f"review “{words[:40]}”: {said}"):
        document = {
            "due": after.due.isoformat(), "box": after.box, "retired": after.retired,
            "last": after.last.isoformat() if after.last is not None else "",
        }  # fmt: skip
        holdings.store.put(TABLE, mark.id, document)
    return "" if after.retired else after.due.isoformat()


def answered(before: Schedule, said: Answer, today: date, days: int | None = None) -> Schedule:
    """Where a highlight stands after an answer. Pure."""
    if said == "keep":
        box = min(before.box + 1, len(BOXES))
        return Schedule(today + timedelta(days=BOXES[box - 1]), box, today)
    if said == "snooze":
        return Schedule(today + timedelta(days=days or SNOOZE_DAYS), before.box, today)
    if said == "retire":
        return Schedule(before.due, before.box, today, retired=True)
    return Schedule(today, before.box, None)


def in_turn(due: Iterable[Highlight], schedules: Mapping[str, Schedule], today: date) -> list[Highlight]:
    """The order in which highlights that are due come back. Pure."""

    def lateness(mark: Highlight) -> tuple[float, str]:
        schedule = schedules[mark.id]
        late = (today - schedule.due).days / schedule.interval
        shuffled = hashlib.sha256(f"{today.isoformat()} {mark.id}".encode()).hexdigest()
        return -min(late, 1.0), shuffled  # a whole interval late is as late as can be

    of_article: dict[str, int] = {}
    ranked: list[tuple[int, int, Highlight]] = []
    for place, mark in enumerate(sorted(due, key=lateness)):
        turn = of_article[mark.article] = of_article.get(mark.article, 0) + 1
        ranked.append((turn, place, mark))
    return [mark for _, _, mark in sorted(ranked, key=lambda item: item[:2])]


def schedule_of(mark: Highlight, document: Mapping[str, Any] | None, today: date) -> Schedule:
    """Where a highlight stands: as kept, or as new."""
    made = _day(mark.created) or today
    first = made + timedelta(days=FIRST_DAYS)
    if document is None:
        return Schedule(first)
    return Schedule(
        _day(document.get("due", "")) or first,
        max(0, int(document.get("box", 0))),
        _day(document.get("last", "")),
        bool(document.get("retired")),
    )


def _is_due(schedule: Schedule, today: date) -> bool:
    return not schedule.retired and schedule.due <= today


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _documents(holdings: Holdings) -> dict[str, Mapping[str, Any]]:
    from reader.library.rows import documents

    return dict(holdings.store.read(lambda connection: list(documents(connection, TABLE))))


def _notes_on(holdings: Holdings, highlight_ids: set[str]) -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    if highlight_ids:
        for note in sorted(holdings.every(Note), key=lambda note: note.created):
            if note.highlight in highlight_ids:
                found.setdefault(note.highlight, []).append(note.text)
    return dict(found)


def _item(holdings: Holdings, mark: Highlight, schedule: Schedule, notes: Sequence[str]) -> ReviewItem:
    title = holdings.get(ArticleRecord, mark.article).title
    box = min(schedule.box + 1, len(BOXES))
    return ReviewItem(mark, title, tuple(notes), schedule.due.isoformat(), schedule.box, BOXES[box - 1])
