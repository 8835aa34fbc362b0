"""What was marked and quoted, listed by time and not by worth: the rows of the index that match, and how many.

No context is cut out and nothing is ranked, so that a list of thousands costs no more than reading it.
"""

# ruff: noqa: S608 -- SQL is put together from names that stand in this package; every value is a parameter
from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reader.search.conditions import MADE, Compiler, Condition, Forms, simplified, speaks_of_trash
from reader.search.index import FULL_TEXT
from reader.search.query import Field, Node, Query
from reader.search.values import FindableKind

__all__ = ["Listed", "as_typed", "asks_for_marks", "count", "listed"]

_LAST_WORD = re.compile(r"(?:^|(?<=[\s(]))([^\W_][\w'’]*)$")
_OPERATORS = ("OR", "AND", "NOT")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the index: what it is, where it stands, its words, and when it was made (ISO 8601).

    `[start, end)` are characters of the article's text, None where it stands in none.
    """

    kind: FindableKind
    item_id: str
    article_id: str
    title: str
    text: str
    start: int | None
    end: int | None
    name: str
    tags: tuple[str, ...]
    made: str
    orphan: bool


def listed(
    connection: sqlite3.Connection,
    query: Query,
    *,
    today: date,
    kinds: Sequence[FindableKind],
    limit: int,
) -> list[Listed]:
    """The things of some kinds that match, newest first, at most `limit`; `today` is what `7d` counts back from."""
    found: list[Listed] = []
    for condition in _by_table(connection, query, today, kinds):
        rows = connection.execute(
            f'SELECT f.kind, f.item_id, f.article_id, a.title, f.text, f."start", f."end", f.name, f.tags,'
            f" {MADE} AS made, f.orphan FROM search_findables f"
            f" CROSS JOIN search_facts a ON a.article_id = f.article_id WHERE {condition.sql}"
            " ORDER BY made DESC, f.number DESC LIMIT ?",
            (*condition.values, limit),
        )
        for kind, item_id, article_id, title, text, start, end, name, tags, made, orphan in rows:
            own_tags = tuple(json.loads(tags))
            found.append(
                Listed(kind, item_id, article_id, title, text, start, end, name, own_tags, made, bool(orphan))
            )
    found.sort(key=lambda row: row.made, reverse=True)
    return found[:limit]


def count(
    connection: sqlite3.Connection, query: Query, *, today: date, kinds: Sequence[FindableKind]
) -> dict[FindableKind, int]:
    """How many things of each of some kinds match."""
    counts: dict[FindableKind, int] = dict.fromkeys(kinds, 0)
    for condition in _by_table(connection, query, today, kinds):
        rows = connection.execute(
            "SELECT f.kind, count(*) FROM search_findables f"
            f" CROSS JOIN search_facts a ON a.article_id = f.article_id WHERE {condition.sql} GROUP BY f.kind",
            condition.values,
        )
        counts.update(dict(rows.fetchall()))
    return counts


def _by_table(
    connection: sqlite3.Connection, query: Query, today: date, kinds: Sequence[FindableKind]
) -> list[Condition]:
    """One condition for each full-text table that holds some of the kinds."""
    root = simplified(query.root)
    compiler = Compiler(Forms(connection), today)
    made: list[Condition] = []
    for table in dict.fromkeys(FULL_TEXT[kind] for kind in kinds):
        of_table = [kind for kind in kinds if FULL_TEXT[kind] == table]
        wanted = Condition("1") if root is None else compiler.findable(root, table)
        sql = f"({wanted.sql}) AND f.kind IN ({', '.join('?' * len(of_table))})"
        if not speaks_of_trash(root):
            sql += " AND a.trashed = 0"
        made.append(Condition(sql, (*wanted.values, *of_table)))
    return made


def asks_for_marks(node: Node | None) -> bool:
    """Whether a query says where to look (`in:notes` …), and so asks for things in articles, not for articles."""
    if node is None:
        return False
    if isinstance(node, Field):
        return (node.name == "in" and node.value != "articles") or node.name == "said"
    parts = getattr(node, "parts", None) or ((node.part,) if hasattr(node, "part") else ())
    return any(asks_for_marks(part) for part in parts)


def as_typed(text: str) -> str:
    """A query that is still being typed: its last word finds all words that begin so, beside its own forms."""
    last = _LAST_WORD.search(text)
    if last is None or last[1] in _OPERATORS or text.count('"') % 2:
        return text
    return f"{text[: last.start(1)]}({last[1]} OR {last[1]}*)"
