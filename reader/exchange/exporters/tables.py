"""Rows of comma-separated values as RFC 4180 has them, of which no cell acts in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reader.article.characters import safe_text

__all__ = ["csv_line", "harmless"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it.

    Source: OWASP, "CSV injection". The law: a cell without its first apostrophe is the text again, where that
    began with one of `= + - @`, TAB, CR or an apostrophe.
    """
    text = safe_text(cell)
    first = text.lstrip(" ")[:1]
    return f"'{text}" if first and (first in _FORMULA or text.startswith("'")) else text


def csv_line(cells: Sequence[str], safe: Iterable[int] = ()) -> str:
    """One row with its CRLF; cells numbered in `safe` are written as they are: numbers, dates and addresses of
    our own checking."""
    kept = frozenset(safe)
    row = [cell if number in kept else harmless(cell) for number, cell in enumerate(cells)]
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(row)
    return stream.getvalue()
