"""The fields of the query language (`tag:`, `is:`, `added:` …): their names, and what may stand after the
colon.

A value is checked and brought to one spelling when the query is parsed, so that whoever answers the query
never meets a wrong one. No clock: what `7d` means is worked out from a day that the caller gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, cast, get_args

from reader.search.values import FindableKind

__all__ = [
    "FIELDS",
    "HAVINGS",
    "PLACES",
    "SORTS",
    "STATES",
    "Sort",
    "checked_value",
    "days",
    "field_named",
    "near_miss",
    "numbers",
    "sort_value",
]

Sort = Literal["relevance", "added", "published", "minutes", "minutes_left", "progress", "title", "opened"]
SORTS: tuple[Sort, ...] = get_args(Sort)

FIELDS: dict[str, str] = {
    "title": "words of the article's title",
    "author": "who wrote the article",
    "site": "where it was published",
    "tag": "a tag of the note, highlight or article; tag:work also finds work/plans",
    "in": "where to look: notes, highlights, quotes, articles, titles or entities",
    "who": "a person, organisation or place of the article",
    "said": "quotes by this speaker",
    "is": "unread, reading, read, starred, inbox, later, archived, waiting (not fetched yet), orphan or trashed",
    "has": "articles with a note, a highlight or a tag",
    "added": "when the article was saved: 2026, 2026-01, 2026-01-05, 2026-01..2026-03, >=2026, 7d",
    "created": "when the note or highlight was made",
    "published": "when the article was published",
    "finished": "when the article was marked read",
    "minutes": "how long it takes to read: <5, 10..20",
    "left": "how many minutes of it are left to read: <5; 0 for what is read",
    "lang": "the article's language: en, de",
    "sort": "relevance, added, published, minutes, minutes_left, progress, title or opened; sort:-title turns it round",
}
"""Name and one line of help for each field."""

_ALIASES = {"by": "author", "tags": "tag", "language": "lang"}

PLACES: dict[str, FindableKind] = {
    "notes": "note", "highlights": "highlight", "quotes": "quote", "articles": "article", "titles": "title",
    "entities": "entity",
}  # fmt: skip
"""What may stand after `in:`, and the kind of findable it means."""

STATES = (
    "unread",
    "reading",
    "read",
    "starred",
    "inbox",
    "later",
    "archived",
    "waiting",
    "orphan",
    "trashed",
)
HAVINGS = ("note", "highlight", "tag")
_FARTHEST = 36500

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,6})([dwmy])")
_AGO_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_COMPARED = re.compile(r"(>=|<=|>|<|=)(.*)", re.DOTALL)
_NUMBER = re.compile(r"\d{1,6}")
_DATE_HINT = "a date is 2026, 2026-01 or 2026-01-05; also a..b, >=, <, 7d, today"
_NUMBER_HINT = "a number of minutes: 5, <5, >=10, 5..10"


def field_named(name: str) -> str | None:
    """The field that a name before a colon means, or None."""
    name = name.lower()
    return name if name in FIELDS else _ALIASES.get(name)


def near_miss(name: str) -> str | None:
    """The field that was most likely meant by a name that is none: one letter off, or two changed places."""
    name = name.lower()
    if len(name) < 3:
        return None
    for known in FIELDS:
        if len(known) > 3 and _one_edit_apart(name, known):
            return known
    return None


def _one_edit_apart(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[first:] == other[first + 1 :]
    swapped = one[:first] + one[first + 1 : first + 2] + one[first : first + 1] + one[first + 2 :]
    return one != other and (one[first + 1 :] == other[first + 1 :] or swapped == other)


def checked_value(field: str, value: str) -> tuple[str, str]:
    """Operator and value of a field in their one spelling. Raises ValueError that says what would be
    right."""
    return _CHECKS.get(field, _any_value)(value)


def sort_value(value: str) -> tuple[Sort, bool]:
    """The order that is asked for, and whether it is turned round. Raises ValueError."""
    name = value.lower().removeprefix("-")
    return cast(Sort, _one_of(name, SORTS)), value.startswith("-")


def days(operator: str, value: str, today: date) -> tuple[str, str]:
    """First day and the day after the last, as ISO dates, of a checked value; an empty string is an open
    end."""
    if operator == "..":
        low, _, high = value.partition("..")
        first, last = (_span(low, today)[0] if low else ""), (_span(high, today)[1] if high else "")
        if first and last and first >= last:
            first, last = _span(high, today)[0], _span(low, today)[1]
        return first, last
    first, after = _span(value, today)
    return {"": (first, after), "=": (first, after), ">=": (first, ""), ">": (after, ""),
            "<": ("", first), "<=": ("", after)}[operator]  # fmt: skip


def numbers(operator: str, value: str) -> tuple[int | None, int | None]:
    """Least and greatest number, both allowed, of a checked value; None is an open end."""
    if operator == "..":
        low, _, high = value.partition("..")
        ends = (int(low) if low else None, int(high) if high else None)
        return (ends[1], ends[0]) if None not in ends and int(low) > int(high) else ends
    number = int(value)
    return {"": (number, number), "=": (number, number), ">=": (number, None), ">": (number + 1, None),
            "<": (None, number - 1), "<=": (None, number)}[operator]  # fmt: skip


def _span(value: str, today: date) -> tuple[str, str]:
    """First day and the day after the last of one date."""
    if value == "today":
        return today.isoformat(), _later(today, 1)
    if value == "yesterday":
        return _later(today, -1), today.isoformat()
    if ago := _AGO.fullmatch(value):
        return _later(today, -min(int(ago[1]) * _AGO_DAYS[ago[2]], _FARTHEST)), ""
    year, month, day = (int(part) for part in (value + "-0-0").split("-")[:3])
    next_year = f"{year + 1:04}-01-01" if year < 9999 else ""
    if not month:
        return f"{year:04}-01-01", next_year
    if not day:
        return f"{year:04}-{month:02}-01", next_year if month == 12 else f"{year:04}-{month + 1:02}-01"
    return f"{year:04}-{month:02}-{day:02}", _later(date(year, month, day), 1)


def _later(day: date, count: int) -> str:
    try:
        return (day + timedelta(days=count)).isoformat()
    except OverflowError:
        return "" if count > 0 else date.min.isoformat()


def _checked_dates(value: str) -> tuple[str, str]:
    value = value.strip().lower()
    if ".." in value:
        low, _, high = value.partition("..")
        if not (low or high):
            raise ValueError(_DATE_HINT)
        return "..", f"{_checked_date(low) if low else ''}..{_checked_date(high) if high else ''}"
    if compared := _COMPARED.fullmatch(value):
        bound = _checked_date(compared[2].strip())
        if _AGO.fullmatch(bound):
            raise ValueError(f"{bound} already means within that time: leave {compared[1]} out")
        return compared[1], bound
    if _AGO.fullmatch(value):
        return "", value
    return "", _checked_date(value)


def _checked_date(value: str) -> str:
    if value in ("today", "yesterday") or _AGO.fullmatch(value):
        return value
    match = _DAY.fullmatch(value)
    if match is None or not value.isascii():
        raise ValueError(_DATE_HINT)
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise ValueError(f"there is no such day as {value}") from None
    return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])


def _checked_numbers(value: str) -> tuple[str, str]:
    value = value.strip()
    if ".." in value:
        ends = value.split("..")
        if len(ends) != 2 or not any(ends):
            raise ValueError(_NUMBER_HINT)
        return "..", "..".join(_checked_number(end) if end else "" for end in ends)
    if compared := _COMPARED.fullmatch(value):
        return compared[1], _checked_number(compared[2].strip())
    return "", _checked_number(value)


def _checked_number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise ValueError(_NUMBER_HINT)
    return str(int(value))


def _checked_place(value: str) -> tuple[str, str]:
    value = value.strip().lower()
    value = {"people": "entities", "person": "entities"}.get(value, value)
    plural = next((place for place, kind in PLACES.items() if kind == value), value)
    return "", _one_of(plural, tuple(PLACES))


def _checked_state(value: str) -> tuple[str, str]:
    return "", _one_of(value.strip().lower(), STATES)


def _checked_having(value: str) -> tuple[str, str]:
    value = value.strip().lower()
    return "", _one_of(value.removesuffix("s"), HAVINGS)


def _any_value(value: str) -> tuple[str, str]:
    return "", value


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{', '.join(allowed[:-1])} or {allowed[-1]}")
    return value


_CHECKS: dict[str, Callable[[str], tuple[str, str]]] = {
    "added": _checked_dates,
    "created": _checked_dates,
    "published": _checked_dates,
    "finished": _checked_dates,
    "minutes": _checked_numbers,
    "left": _checked_numbers,
    "in": _checked_place,
    "is": _checked_state,
    "has": _checked_having,
}
