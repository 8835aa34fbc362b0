"""The page of figures as lines of styled text, for the screen and for `reader stats`. Pure; no widget.

A line's `key` says what it leads to: `who:NAME`, `site:NAME` or `tag:NAME`; empty for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reader.library.statistics import Source, Statistics, Week
from reader.terminal import printable_line
from reader.terminal.cells import cut, padded
from reader.terminal.plots import bar, columns

__all__ = ["PageLine", "SpanStyle", "page", "spoken_minutes"]

SpanStyle = Literal["", "dim", "strong", "heading", "tag"]
_LABEL = 6
"""Cells left of a plot, for the number at its top."""
_NAME = 30
"""Cells of a name beside its bar at the most."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """Spans of text with the names of their styles, and what the line leads to."""

    spans: tuple[tuple[str, SpanStyle], ...] = ()
    key: str = ""


def page(found: Statistics, width: int) -> list[PageLine]:
    """All of it, no line wider than `width` cells."""
    lines = [*_totals(found, width), PageLine()]
    lines += _plot("Read", "by week", found.weeks, [week.read for week in found.weeks], 4, width)
    lines += _plot(
        "Minutes", "of what was read, by week", found.weeks, [week.minutes for week in found.weeks], 3, width
    )
    lines += _plot("Saved", "by week", found.weeks, [week.saved for week in found.weeks], 2, width)
    marks = [week.highlights + week.notes for week in found.weeks]
    lines += _plot("Marked", "highlights and notes, by week", found.weeks, marks, 2, width)
    lines += _list("People met most", "articles that were read or begun", found.people, "who", width)
    lines += _list("Sources", "read, of those saved", found.sources, "site", width)
    lines += _list("Tags", "read, of those saved", found.tags, "tag", width)
    while lines and not lines[-1].spans:
        lines.pop()
    return lines


def spoken_minutes(minutes: int) -> str:
    """`45 min`, `3 h 20 min`, `51 h`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest} min" if rest and hours < 10 else f"{hours:,} h"


def _totals(found: Statistics, width: int) -> Iterator[PageLine]:
    facts = [
        [("", f"{found.articles:,} article{'' if found.articles == 1 else 's'}"), ("", f"{found.unread:,} unread"),
         ("", f"{found.reading:,} begun"), ("", f"{found.read:,} read"), ("", f"{found.starred:,} starred")],
        [("", f"{found.inbox:,} in the inbox"), ("", f"{found.later:,} for later"), ("", f"{found.archived:,} archived")],
        [("", f"{spoken_minutes(found.minutes_read)} read"), ("", f"{spoken_minutes(found.minutes_left)} left"),
         ("", f"{found.highlights:,} highlights"), ("", f"{found.notes:,} notes")],
    ]  # fmt: skip
    if found.streak > 1:
        facts[2].append(("", f"{found.streak} days in a row"))
    for row in facts:
        text = ""
        for _, words in row:
            if text and len(text) + len(words) + 3 > width:
                yield PageLine(((cut(text, width), ""),))
                text = ""
            text += f" · {words}" if text else words
        yield PageLine(((cut(text, width), ""),))


def _plot(
    title: str, words: str, weeks: Sequence[Week], values: Sequence[int], height: int, width: int
) -> Iterator[PageLine]:
    """Columns over weeks, the number of the tallest at its top, months below."""
    room = max(4, width - _LABEL)
    step = 3 if len(weeks) * 3 <= room else 2 if len(weeks) * 2 <= room else 1
    weeks, values = weeks[-(room // step) :], values[-(room // step) :]
    yield PageLine(((f"{title}  ", "heading"), (cut(words, max(0, width - len(title) - 2)), "dim")))
    if not any(values):
        yield PageLine(((" " * _LABEL, ""), (cut("nothing yet", room), "dim")))
        yield PageLine()
        return
    for number, line in enumerate(columns(values, height)):
        label = f"{max(values):>{_LABEL - 1},} " if not number else " " * _LABEL
        drawn = "".join((cell * (step - 1) + " ") if step > 1 else cell for cell in line)
        yield PageLine(((label, "dim"), (drawn.rstrip(), "tag")))
    yield PageLine(((" " * _LABEL, ""), (_months(weeks, step), "dim")))
    yield PageLine()


def _months(weeks: Sequence[Week], step: int) -> str:
    """The name of each month under the first week that begins in it, where there is room for it."""
    text = ""
    month = ""
    for number, week in enumerate(weeks):
        day = date.fromisoformat(week.monday)
        name = f"{day:%b}"
        place = number * step
        if name != month and (not text or place > len(text)) and place + 3 <= len(weeks) * step:
            text = text.ljust(place) + name
            month = name
    return text


def _list(title: str, words: str, rows: Sequence[Source], leads: str, width: int) -> Iterator[PageLine]:
    if not rows:
        return
    yield PageLine(((f"{title}  ", "heading"), (cut(words, max(0, width - len(title) - 2)), "dim")))
    most = max(max(row.saved, row.read) for row in rows)
    people = leads == "who"
    names = min(_NAME, max(10, width // 3))
    numbers = [f"{row.read:,}" if people else f"{row.read:,} of {row.saved:,}" for row in rows]
    wide = max(map(len, numbers))
    room = max(0, width - names - wide - 4)
    for row, number in zip(rows, numbers, strict=True):
        name = padded(printable_line(row.name), names)
        read = bar(row.read, most, room)
        rest = "" if people else "░" * max(0, round(row.saved / most * room) - len(read))
        spans: tuple[tuple[str, SpanStyle], ...] = (
            (name, "strong"), (f"  {number:>{wide}}  ", "dim"), (read, "tag"), (rest, "dim"),
        )  # fmt: skip
        yield PageLine(spans, f"{leads}:{row.name}")
    yield PageLine()
