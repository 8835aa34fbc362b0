"""What formats write in their own ways, read: moments, lists of tags, truth values, colours."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from typing import Any

from reader.cleaning.dates import iso_date
from reader.library.records import Colour

__all__ = ["colour_of", "moment", "share", "split_tags", "text_of", "texts_of", "truth"]

_EPOCH = re.compile(r"-?\d{1,17}(?:\.\d+)?")
_LONGEST = 20_000
_LAST_SECOND = 4_102_444_800  # the year 2100

_COLOURS: dict[str, Colour] = {
    "yellow": "yellow", "orange": "yellow", "gold": "yellow", "green": "green", "teal": "green",
    "blue": "blue", "cyan": "blue", "aqua": "blue", "pink": "pink", "red": "pink", "magenta": "pink",
    "purple": "purple", "violet": "purple",
}  # fmt: skip


def moment(value: Any) -> str:
    """A point of time as records keep it: from seconds, milli- or microseconds since 1970, or a written date.

    Without a zone it is taken for UTC. Empty where it cannot be read.
    """
    text = text_of(value).strip()
    if not text:
        return ""
    try:
        if _EPOCH.fullmatch(text):
            number = float(text)
            if len(text) == 8 and text.startswith(("19", "20")):
                return _written(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC))
            while abs(number) > 1e11:
                number /= 1000
            return _written(datetime.fromtimestamp(number, UTC)) if 0 < number < _LAST_SECOND else ""
        found = _exact(text) or datetime.fromisoformat(iso_date(text[:200]))
    except (ValueError, OverflowError, OSError):
        return ""
    return _written(found if found.tzinfo else found.replace(tzinfo=UTC))


def _exact(text: str) -> datetime | None:
    """ISO 8601 in full, with its fractions of a second."""
    try:
        return datetime.fromisoformat(text) if len(text) > 18 else None
    except ValueError:
        return None


def _written(found: datetime) -> str:
    try:
        return found.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def split_tags(text: str, separators: str = ",") -> tuple[str, ...]:
    """Tags of a cell: written as a list of Python or JSON, or with separators between them."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]") and len(text) < _LONGEST:
        try:
            listed = ast.literal_eval(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            listed = None
        if isinstance(listed, (list, tuple)):
            return tuple(str(item).strip() for item in listed if str(item).strip())
    parts = re.split("[" + re.escape(separators) + "]", text)
    return tuple(part.strip() for part in parts if part.strip())


def text_of(value: Any) -> str:
    """A JSON value that is meant to be a text; empty for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, (int, float)) else ""


def texts_of(value: Any, *keys: str) -> tuple[str, ...]:
    """A JSON list of texts, or of objects that hold one under one of these keys."""
    if not isinstance(value, list):
        return ()
    found: list[str] = []
    for item in value:
        if isinstance(item, dict):
            item = next((item[key] for key in keys if item.get(key)), "")
        if text := text_of(item).strip():
            found.append(text)
    return tuple(found)


def truth(value: Any) -> bool:
    """Whether a cell or a JSON value says yes."""
    if isinstance(value, str):
        return value.strip().lower() in ("1", "true", "yes", "y")
    return bool(value)


def share(value: Any, whole: float = 1.0) -> float:
    """A share from 0 to 1 of a number that counts up to `whole`, or of a text that ends in %."""
    text = text_of(value).strip()
    try:
        number = float(text.rstrip("%")) / (100.0 if text.endswith("%") else whole)
    except (ValueError, OverflowError):
        return 0.0
    return number if 0.0 <= number <= 1.0 else 0.0


def colour_of(value: Any) -> Colour:
    """The nearest of our colours by name; yellow for an unknown one."""
    return _COLOURS.get(text_of(value).strip().lower(), "yellow")
