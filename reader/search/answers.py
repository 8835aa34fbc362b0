"""The answers to a query: hits in order of worth, and the articles that match.

What the reader wrote comes before what was read, at equal worth. Ranking costs more than matching, so that
of each kind of full text only the newest candidates are ranked; that bounds the work of a common word, never
what a rare one finds.
"""

# ruff: noqa: S608 -- SQL is put together from names that stand in this package; every value is a parameter
from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, TypeAlias

from reader.search.conditions import MADE, Compiler, Condition, Forms, simplified, speaks_of_trash
from reader.search.hits import Candidate, hits_of
from reader.search.index import FULL_TEXT
from reader.search.matching import Matcher, positive_terms
from reader.search.query import And, Node, Not, Query
from reader.search.values import FINDABLE_KINDS, FindableKind, Hit

__all__ = ["CANDIDATES", "ArticleOrder", "Asked", "articles", "search"]

ArticleOrder: TypeAlias = Literal[
    "added", "title", "published", "minutes", "minutes_left", "progress", "opened", "relevance"
]

CANDIDATES = 400
"""How many matches of each full-text table are ranked, newest first; more where more are asked for."""

_WORTH: dict[FindableKind, float] = {
    "note": 1.0, "highlight": 0.97, "title": 0.9, "quote": 0.62, "entity": 0.6, "article": 0.55,
}  # fmt: skip
_INFLECTED = 0.5
"""So low that of one kind what holds the very word comes before what holds only its inflections."""
_AGED = 0.08
_HALF_FRESH_DAYS = 180

_ORDERS: dict[str, tuple[str, bool]] = {
    "added": ("a.added", True),
    "published": ("a.published", True),
    "opened": ("a.opened", True),
    "title": ("a.title_folded", False),
    "minutes": ("a.minutes", False),
    "minutes_left": ("a.minutes * (1 - a.progress)", False),
    "progress": ("a.progress", True),
}
"""SQL that each order sorts by, and whether it naturally descends."""

_Ranked: TypeAlias = tuple[float, str, int]
"""Score, when it was made, and number of one match: sorted downwards, the best and newest come first."""


def search(
    connection: sqlite3.Connection,
    query: Query,
    *,
    today: date,
    kinds: Sequence[FindableKind] = (),
    limit: int = 50,
) -> list[Hit]:
    """What matches, best first, at most `limit`; `kinds` narrows what may be found, empty for all.

    `today` is the day that `7d` counts back from. Articles in the trash, and what belongs to them, are left
    out unless the query says `is:trashed`.
    """
    if limit <= 0:
        return []
    asked = Asked(connection, query, today)
    wanted = [kind for kind in FINDABLE_KINDS if not kinds or kind in kinds]
    ranked: list[_Ranked] = []
    for table in dict.fromkeys(FULL_TEXT[kind] for kind in wanted):
        ranked.extend(asked.matches(table, [kind for kind in wanted if FULL_TEXT[kind] == table], limit))
    if not asked.ordered:
        ranked.sort(reverse=True)
        del ranked[limit:]
    terms = positive_terms(asked.root)
    matcher = Matcher(terms, {term.words[0]: asked.forms.of(term) for term in terms if term.inflected})
    candidates = asked.candidates(ranked)[:limit]
    return list(hits_of(connection, candidates, matcher))


def articles(
    connection: sqlite3.Connection,
    query: Query,
    *,
    today: date,
    sort: ArticleOrder | str | None = None,
    descending: bool | None = None,
) -> list[str]:
    """The ids of the articles that match, in order; words may stand in title, byline, site, text, notes,
    highlights.

    An order in the query goes before `sort`; `descending` None is the natural way round: newest first,
    titles from A, shortest first, furthest read first. Raises ValueError for an order that there is none of.
    """
    root = simplified(query.root)
    condition = Condition("1") if root is None else Compiler(Forms(connection), today).article(root)
    if not speaks_of_trash(root):
        condition = Condition(f"{condition.sql} AND a.trashed = 0", condition.values)
    order: str = query.sort or sort or "added"
    if order == "relevance":
        column, natural = _ORDERS["added"]
    elif order in _ORDERS:
        column, natural = _ORDERS[order]
    else:
        raise ValueError(f"no such order: {order}")
    downward = natural if descending is None or query.sort else descending
    rows = connection.execute(
        f"SELECT a.article_id FROM search_facts a WHERE {condition.sql}"
        f" ORDER BY {column} = '', {column} {_direction(downward != query.reverse)}, a.number {_direction(downward)}",
        condition.values,
    )
    ids = [str(row[0]) for row in rows]
    if order == "relevance" and root is not None:
        ids = _best_first(connection, query, today, ids)
        if query.reverse or (descending is False and not query.sort):
            ids.reverse()
    return ids


def _best_first(connection: sqlite3.Connection, query: Query, today: date, ids: list[str]) -> list[str]:
    hits = search(connection, replace(query, sort="", reverse=False), today=today, limit=CANDIDATES)
    matching = set(ids)
    ranked = dict.fromkeys(hit.article_id for hit in hits if hit.article_id in matching)
    return list(dict.fromkeys([*ranked, *ids]))


class Asked:
    """One query against one connection: what is matched by full text, what by conditions, in which order."""

    def __init__(self, connection: sqlite3.Connection, query: Query, today: date) -> None:
        self._connection = connection
        self._today = today
        self.forms = Forms(connection)
        self._compiler = Compiler(self.forms, today)
        self.root = simplified(query.root)
        self._reverse = query.reverse
        self._sort = query.sort
        self.ordered = query.sort not in ("", "relevance")
        self._worded, self._rest = self._split(self.root)
        self._trash = speaks_of_trash(self.root)
        self._fresh: dict[str, float] = {}

    def _split(self, root: Node | None) -> tuple[Node | None, list[Node]]:
        """The part that full text alone can answer, and the other parts; all must hold."""
        if root is None:
            return None, []
        parts = root.parts if isinstance(root, And) else (root,)
        worded = [part for part in parts if self._compiler.text_expression(part) is not None]
        rest = [part for part in parts if part not in worded]
        if not worded:
            return None, rest
        unwanted = [
            p for p in rest if isinstance(p, Not) and self._compiler.text_expression(p.part) is not None
        ]
        together = (*worded, *unwanted)
        node = together[0] if len(together) == 1 else And(together)
        return node, [part for part in rest if part not in unwanted]

    def matches(self, table: str, kinds: Sequence[FindableKind], limit: int) -> list[_Ranked]:
        """The matches of one full-text table: the first ones of the order asked for, or the newest,
        ranked."""
        conditions = self._conditions(table, kinds)
        if self.ordered:
            return self._first_of_order(table, conditions, limit)
        if self._worded is None:
            return self._newest(kinds, conditions, limit)
        return self._ranked(table, conditions, max(limit, CANDIDATES))

    def rows(
        self, table: str, kinds: Sequence[FindableKind], limit: int
    ) -> list[tuple[int, FindableKind, str]]:
        """Number, kind and article of the newest matches of one full-text table, unranked."""
        conditions = self._conditions(table, kinds)
        source, newest = "search_findables f", "f.number"
        if self._worded is not None:
            expression = self._compiler.text_expression(self._worded)
            assert expression is not None
            conditions.insert(0, Condition(f"{table} MATCH ?", (expression,)))
            source = f"{table} CROSS JOIN search_findables f ON f.number = {table}.rowid"
            newest = f"{table}.rowid"
        where, values = _where(conditions)
        return self._connection.execute(
            f"SELECT f.number, f.kind, f.article_id FROM {source}"
            f" CROSS JOIN search_facts a ON a.article_id = f.article_id"
            f" WHERE {where} ORDER BY {newest} DESC LIMIT ?",
            (*values, limit),
        ).fetchall()

    def _conditions(self, table: str, kinds: Sequence[FindableKind]) -> list[Condition]:
        """What a row must be beside holding the words."""
        conditions = [self._compiler.findable(part, table) for part in self._rest]
        if len(kinds) < sum(other == table for other in FULL_TEXT.values()) or self._worded is None:
            conditions.append(Condition(f"f.kind IN ({', '.join('?' * len(kinds))})", tuple(kinds)))
        if not self._trash:
            conditions.append(Condition("a.trashed = 0"))
        return conditions

    def candidates(self, ranked: Sequence[_Ranked]) -> list[Candidate]:
        """What is to be shown of these matches, best first or in the order asked for."""
        order = f"ORDER BY {self._order()}" if self.ordered else ""
        rows = self._connection.execute(
            'SELECT f.number, f.kind, f.article_id, f.item_id, f."start", f."end", f.name, f.tags, f.created,'
            " f.orphan, a.title FROM search_findables f JOIN search_facts a ON a.article_id = f.article_id"
            f" WHERE f.number IN (SELECT value FROM json_each(?)) {order}",
            (json.dumps([number for _, _, number in ranked]),),
        )
        scores = {number: score for score, _, number in ranked}
        found = {row[0]: Candidate(scores[row[0]], *row) for row in rows}
        return list(found.values()) if self.ordered else [found[number] for _, _, number in ranked]

    def _ranked(self, table: str, conditions: Sequence[Condition], limit: int) -> list[_Ranked]:
        assert self._worded is not None
        expression = self._compiler.text_expression(self._worded)
        assert expression is not None
        where, values = _where([Condition(f"{table} MATCH ?", (expression,)), *conditions])
        rows = self._connection.execute(
            f"SELECT f.number, f.kind, {MADE}, bm25({table}) FROM {table}"
            f" CROSS JOIN search_findables f ON f.number = {table}.rowid"
            f" CROSS JOIN search_facts a ON a.article_id = f.article_id"
            f" WHERE {where} ORDER BY {table}.rowid DESC LIMIT ?",
            (*values, limit),
        ).fetchall()
        if not rows:
            return []
        exact = self._exact(table, expression, int(rows[-1][0]))
        best: dict[FindableKind, float] = {}
        for _, kind, _, weight in rows:  # the better, the lower below zero
            best[kind] = min(best.get(kind, -1e-9), weight)
        score = self._score
        return [
            (score(kind, made, weight / best[kind], exact is None or number in exact), made, number)
            for number, kind, made, weight in rows
        ]

    def _exact(self, table: str, expression: str, oldest: int) -> set[int] | None:
        """Which rows hold the words just as they were typed; None where that is asked by the expression
        itself."""
        assert self._worded is not None
        exact = self._compiler.text_expression(self._worded, exact=True)
        if exact is None or exact.count('"') == expression.count('"'):
            return None
        rows = self._connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ?", (exact, oldest)
        )
        return {row[0] for row in rows}

    def _newest(
        self, kinds: Sequence[FindableKind], conditions: Sequence[Condition], limit: int
    ) -> list[_Ranked]:
        """Without a word to rank by, the newest are the best."""
        found: list[_Ranked] = []
        for kind in kinds:
            where, values = _where([Condition("f.kind = ?", (kind,)), *conditions])
            rows = self._connection.execute(
                f"SELECT f.number, {MADE} FROM search_findables f"
                f" CROSS JOIN search_facts a ON a.article_id = f.article_id WHERE {where}"
                " ORDER BY f.number DESC LIMIT ?",
                (*values, limit),
            )
            found.extend((self._score(kind, made, 1.0, True), made, number) for number, made in rows)
        return found

    def _first_of_order(self, table: str, conditions: Sequence[Condition], limit: int) -> list[_Ranked]:
        if self._worded is not None:
            conditions = [self._compiler.findable(self._worded, table), *conditions]
        where, values = _where(conditions)
        rows = self._connection.execute(
            f"SELECT f.number, f.kind, {MADE} FROM search_findables f"
            f" CROSS JOIN search_facts a ON a.article_id = f.article_id WHERE {where} ORDER BY {self._order()} LIMIT ?",
            (*values, limit),
        )
        return [(self._score(kind, made, 1.0, True), made, number) for number, kind, made in rows]

    def _order(self) -> str:
        """What the reader made himself is as old as he made it, when the order is by time of adding."""
        column, downward = _ORDERS[self._sort]
        if self._sort == "added":
            column = MADE
        direction = _direction(downward != self._reverse)
        return f"({column}) = '', ({column}) {direction}, f.number {direction}"

    def _score(self, kind: FindableKind, made: str, relative: float, exact: bool) -> float:
        """Worth by kind, lessened a little for a weaker match, an inflected form and age."""
        freshness = self._fresh.get(made)
        if freshness is None:
            freshness = self._fresh[made] = 1 - _AGED + _AGED * self._freshness(made[:10])
        worth = _WORTH[kind] * (0.55 + 0.45 * relative) * freshness
        return worth if exact else worth * _INFLECTED

    def _freshness(self, day: str) -> float:
        """1 for today, a half after half a year, and so on; 0 for a day that is not known."""
        try:
            age = max(0, (self._today - date.fromisoformat(day)).days)
        except ValueError:
            return 0.0
        return _HALF_FRESH_DAYS / (_HALF_FRESH_DAYS + age)


def _where(conditions: Sequence[Condition]) -> tuple[str, list[str | int | float]]:
    values = [value for condition in conditions for value in condition.values]
    return " AND ".join(condition.sql for condition in conditions) or "1", values


def _direction(downward: bool) -> str:
    return "DESC" if downward else "ASC"
