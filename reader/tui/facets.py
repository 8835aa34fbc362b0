"""What the answers of a search have in common, as a line or two of keys to press. Pure but for styles.

The kinds come first, then the most frequent of tags, people, sites and years in turn, so that each has a digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from reader.search.facets import Facet, Facets
from reader.terminal import printable_line
from reader.tui.rows import cut

if TYPE_CHECKING:
    from textual.style import Style

__all__ = ["DIGITS", "Narrowing", "facet_line", "narrowed", "narrowings"]

DIGITS = 9
_LINES = 2
_WIDEST = 28
_GROUPS = ("kinds", "tags", "people", "sites", "years")
GROUP_WORDS = {"kinds": "Kind", "tags": "Tag", "people": "Name", "sites": "Site", "years": "Year"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to narrow a search: the filter to add, how it is shown, how many answers it leaves, of which group."""

    query: str
    words: str
    count: int
    group: str


def narrowings(facets: Facets) -> tuple[Narrowing, ...]:
    """Those that leave something out, the ones with a digit first. A single kind narrows nothing."""
    columns = [
        [_narrowing(group, facet) for facet in getattr(facets, group) if facet.count < facets.total]
        for group in _GROUPS
    ]
    kinds, *others = columns
    in_turn = [item for row in zip_longest(*others) for item in row if item is not None]
    return (*kinds[:4], *in_turn, *kinds[4:])


def _narrowing(group: str, facet: Facet) -> Narrowing:
    words = f"#{facet.value.lstrip('#')}" if group == "tags" else facet.value
    return Narrowing(facet.query, printable_line(words, 60), facet.count, GROUP_WORDS[group])


def narrowed(query: str, narrowing: Narrowing) -> str:
    """The query with the filter behind it. A choice of words keeps together."""
    words = query.strip()
    if " OR " in words and not words.startswith("("):
        words = f"({words})"
    return f"{words} {narrowing.query}".strip()


def facet_line(found: tuple[Narrowing, ...], width: int, key_style: Style, count_style: Style) -> Content:
    """Up to nine of them with their digits, in two lines at the most."""
    pieces: list[object] = []
    used, lines = 0, 1
    for digit, item in enumerate(found[:DIGITS], 1):
        words, count = cut(item.words, _WIDEST), f" {item.count:,}"
        size = 2 + cell_len(words) + len(count) + 3
        if used + size > width + 3:
            if lines == _LINES:
                break
            pieces.append("\n")
            used, lines = 0, lines + 1
        pieces.extend(((f"{digit} ", key_style), words, (count, count_style), "   "))
        used += size
    return Content.assemble(*pieces)  # type: ignore[arg-type]
