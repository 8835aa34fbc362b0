"""One article as a line of the library's list: which columns a width has room for, and what stands in them.
Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from rich.cells import cell_len

from reader.library.records import ArticleRecord
from reader.terminal import printable_line
from reader.tui.rows import Line, Span, cut, fit

__all__ = ["Columns", "article_line", "columns_for", "short_date"]

STATE_SIGNS = {"unread": "●", "reading": "◐", "read": "○"}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; 0 leaves a column out. `title` takes what the others leave."""

    title: int
    site: int = 0
    date: int = 0
    minutes: int = 0
    progress: int = 0
    tags: int = 0


def columns_for(width: int, *, tagged: bool = True) -> Columns:
    """The columns of a list so many cells wide; tags have one only where something is tagged."""
    site = 0 if width < 60 else 14 if width < 100 else 18 if width < 150 else 24
    date = 0 if width < 72 else 8 if width < 150 else 11
    minutes = 0 if width < 40 else 6
    progress = 0 if width < 50 else 4
    tags = 0 if width < 140 or not tagged else 26 if width < 180 else 34
    signs = 6  # selection, state, star, and the blanks between them
    taken = sum(size + 2 for size in (site, date, minutes, progress, tags) if size)
    return Columns(max(8, width - signs - taken - 1), site, date, minutes, progress, tags)


def article_line(
    record: ArticleRecord, width: int, *, selected: bool, year: int, columns: Columns | None = None
) -> Line:
    """The line of an article, `width` cells wide."""
    sizes = columns or columns_for(width)
    title_style = {"unread": "title", "reading": "title", "read": "title-read"}[record.state]
    spans: list[Span] = [
        ("▌" if selected else " ", "selected"),
        (" " + STATE_SIGNS[record.state] + " ", f"state-{record.state}"),
        ("★ " if record.starred else "  ", "star"),
    ]
    title = printable_line(record.title) or "Untitled"
    if sizes.tags:
        spans.append((fit(title, sizes.title), title_style))
    else:
        spans.extend(_title_with_tags(title, record, sizes.title, title_style))
    if sizes.site:
        spans.append(("  " + fit(printable_line(record.site), sizes.site), "dim"))
    if sizes.tags:
        spans.append(("  " + fit(_tags(record), sizes.tags), "tag"))
    if sizes.date:
        long = sizes.date > 8
        spans.append(
            (
                "  "
                + fit(short_date(record.published or record.added, year, long=long), sizes.date, right=True),
                "dim",
            )
        )
    if sizes.minutes:
        spans.append(
            ("  " + fit(f"{record.minutes} min" if record.minutes else "", sizes.minutes, right=True), "dim")
        )
    if sizes.progress:
        spans.append(("  " + fit(_progress(record), sizes.progress, right=True), "progress"))
    spans.append((" ", ""))
    return tuple(spans)


def _title_with_tags(title: str, record: ArticleRecord, width: int, style: str) -> list[Span]:
    """The title, and as many tags after it as there is room for."""
    shown = cut(title, width)
    room = width - cell_len(shown) - 2
    tags = _tags(record)
    if not tags or room < 6:
        return [(fit(shown, width), style)]
    return [(shown + "  ", style), (fit(tags, room), "tag")]


def _tags(record: ArticleRecord) -> str:
    words = [f"#{printable_line(tag, 40)}" for tag in record.tags]
    return " ".join(([] if record.queue == "inbox" else ["archived" if record.archived else "later"]) + words)


def _progress(record: ArticleRecord) -> str:
    if record.state == "read":
        return "read"
    percent = round(record.progress * 100)
    return f"{percent}%" if percent else ""


def short_date(moment: str, year: int, *, long: bool = False) -> str:
    """A day in few letters: `4 Jun` in the present year, `Jun 2020` before it, `4 Jun 2020` where there is
    room.

    `moment` is ISO 8601; what cannot be read is shown as nothing.
    """
    try:
        day = datetime.date.fromisoformat(moment[:10])
    except ValueError:
        return moment[:4] if moment[:4].isdigit() else ""
    month = _MONTHS[day.month - 1]
    if long:
        return f"{day.day} {month} {day.year}"
    return f"{day.day} {month}" if day.year == year else f"{month} {day.year}"
