"""Where an annotation stands, by the selectors of the W3C Web Annotation Data Model (2017)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reader.exchange.importers.fields import text_of

__all__ = ["Selected", "selected"]


@dataclass(frozen=True, slots=True)
class Selected:
    """A passage with what stood around it; `start` and `end` are -1 where they are not told."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1


def selected(target: Any) -> Selected | None:
    """The passage that a target selects; None where it means the whole page."""
    exact = prefix = suffix = ""
    start = end = -1
    for selector in _selectors(target):
        kind = selector.get("type")
        if kind == "TextQuoteSelector":
            exact = text_of(selector.get("exact"))
            prefix, suffix = text_of(selector.get("prefix")), text_of(selector.get("suffix"))
        elif kind == "TextPositionSelector":
            start, end = _offset(selector.get("start")), _offset(selector.get("end"))
    return Selected(exact, prefix, suffix, start, end) if exact.strip() else None


def _selectors(target: Any) -> Iterator[dict[str, Any]]:
    for part in target if isinstance(target, list) else [target]:
        listed = part.get("selector") if isinstance(part, dict) else None
        for selector in listed if isinstance(listed, list) else [listed]:
            if isinstance(selector, dict):
                yield selector


def _offset(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40 else -1
