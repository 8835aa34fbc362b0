"""What the library answers to a query: hits, what they have in common, and how a query may go on."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from reader.library.holdings import Holdings
from reader.library.records import Highlight, Note
from reader.search.values import FindableKind, Hit

if TYPE_CHECKING:
    from reader.search.completion import Completion
    from reader.search.facets import Facets

__all__ = ["complete", "facets", "search"]


def search(holdings: Holdings, query_text: str, kinds: Sequence[FindableKind], limit: int) -> list[Hit]:
    """What matches, best first, notes at the place of their highlights."""
    from reader.search import answers, query

    tree = query.parse(query_text)
    holdings.store.refresh()
    today = date.today()
    hits = holdings.store.read(
        lambda connection: answers.search(connection, tree, today=today, kinds=kinds, limit=limit)
    )
    return [_placed(holdings, hit) for hit in hits]


def _placed(holdings: Holdings, hit: Hit) -> Hit:
    if hit.kind != "note":
        return hit
    note = holdings.get(Note, hit.item_id)
    if not note.highlight:
        return hit
    highlight = holdings.get(Highlight, note.highlight)
    return dataclasses.replace(hit, start=highlight.start, end=highlight.end)


def facets(holdings: Holdings, query_text: str, kinds: Sequence[FindableKind], most: int) -> Facets:
    """What the matches have in common."""
    from reader.search import facets, query

    tree = query.parse(query_text)
    holdings.store.refresh()
    today = date.today()
    return holdings.store.read(
        lambda connection: facets.facets(connection, tree, today=today, kinds=kinds, most=most)
    )


def complete(holdings: Holdings, query_text: str, cursor: int) -> Completion:
    """How the term at the cursor may go on."""
    from reader.search import completion

    today = date.today()
    return holdings.store.read(
        lambda connection: completion.complete(connection, query_text, cursor, today=today)
    )
