"""The side bar of the library: what is always there to look for, and the reader's saved searches, with counts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.terminal import printable_line
from reader.tui.rows import Line, Row, cut, fit, wrap

if TYPE_CHECKING:
    from reader.library.searches import SavedSearch

__all__ = ["FROM_COLUMNS", "STANDING", "WIDTH", "sidebar_rows"]

WIDTH = 28
"""Columns of the side bar with its border, as the style sheet has it."""
FROM_COLUMNS = 140
"""Columns from which it stands beside the list without being asked for."""
STANDING: tuple[tuple[str, str], ...] = (
    ("All articles", ""),
    ("Unread", "is:unread"),
    ("Reading", "is:reading"),
    ("Starred", "is:starred"),
    ("With notes", "has:note"),
    ("Archived", "is:archived"),
)
"""Name and query of what everybody looks for."""


def sidebar_rows(
    saved: Sequence[SavedSearch],
    counts: dict[str, int],
    query: str,
    width: int,
    key: Callable[[str], str],
) -> list[Row]:
    """The standing ones, then the saved ones. Keys are `query:QUERY` and `saved:ID`; `counts` are by query."""
    rows = [
        Row(_line(name, counts.get(asked), asked == query, width), f"query:{asked}")
        for name, asked in STANDING
    ]
    rows.append(Row(((),)))
    rows.append(Row((((" Saved searches", "heading"),),)))
    for search in saved:
        sign = "✎ " if search.finds == "marks" else ""
        name = sign + printable_line(search.name)
        rows.append(Row(_line(name, search.count, search.query == query, width), f"saved:{search.id}"))
    if not saved:
        lines = wrap(
            [(f" {key('searches.save')}", "key"), (" saves what the list or the search shows", "dim")],
            width - 1,
            indent=1,
        )
        rows.append(Row(tuple(lines)))
    return rows


def _line(name: str, count: int | None, current: bool, width: int) -> tuple[Line]:
    number = f"{count:,}" if count is not None else ""
    room = width - cell_len(number) - 3
    line: Line = (
        (" ▸" if current else "  ", "accent"),
        (fit(cut(name, room), room), "strong" if current else "text"),
        (number, "dim"),
        (" ", ""),
    )
    return (line,)
