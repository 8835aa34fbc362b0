"""What a page only shows, near its headline: a byline or a date in words, without a mark that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reader.article.characters import safe_line
from reader.cleaning.dates import find_date, iso_date
from reader.cleaning.names import author_names

__all__ = ["date_in_address", "shown_byline", "shown_date"]

_TAGS = (
    "p",
    "div",
    "span",
    "a",
    "li",
    "address",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "i",
    "b",
    "small",
    "strong",
    "td",
)
_LONGEST = 90
_BEFORE, _AFTER = 12, 60
"""How many short texts above and below the headline are looked at."""
_SIGNED = re.compile(
    r"(?:(?:written|posted|published|article|words|story|text) by|by|authors?\s*:|von|par|por)\b[:\s]+(?=\S)",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|review|edited|expire|copyright|©|event|deadline|until", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|\Z)")
_REST = re.compile(r"[^\W\d_]{2,}")
_MOST_REST = 9


def shown_byline(root: Any) -> tuple[str, ...]:
    """The names in the first short text near the headline that says whom it is by."""
    for text in _near_headline(root):
        if _SIGNED.match(text):
            names = author_names([text])
            if names and all(len(name.split()) >= 2 or not name.isascii() for name in names):
                return names
    return ()


def shown_date(root: Any) -> str:
    """The date in the first short text near the headline that is a date and little else, unless it is said to
    be of a change."""
    for text in _near_headline(root):
        found = find_date(text)
        if found and not _CHANGED.search(text) and len(_REST.findall(text)) <= _MOST_REST:
            return found
    return ""


def date_in_address(address: str) -> str:
    """The date that the page's address holds as year, month and day."""
    match = _IN_ADDRESS.search(address)
    return iso_date(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else ""


def _near_headline(root: Any) -> Iterator[str]:
    """Short texts around the first headline: those below it first, then those right above."""
    above: list[str] = []
    below: list[str] = []
    found = False
    last = ""
    for element in root.iter("h1", *_TAGS):
        if element.tag == "h1":
            found = True
            continue
        if len(below) >= _AFTER:
            break
        if len(element) > 8:
            continue
        text = _short_text(element)
        if not text or text == last:
            continue
        last = text
        if found:
            below.append(text)
        else:
            above.append(text)
            del above[:-_BEFORE]
    if found:
        yield from below
        yield from reversed(above)


def _short_text(element: Any) -> str:
    """The element's text when it is a line's, else nothing; long ones are not read to their end."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > _LONGEST:
            return ""
    return safe_line(" ".join(parts))
