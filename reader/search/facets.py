"""What the matches of a query have in common, with counts: kinds, tags, people, sites and years to narrow by.

Each count is what the query has with that filter behind it: `water` with `#river 12` beside it has twelve
matches as `water tag:river`.
"""

# ruff: noqa: S608 -- SQL is put together from names that stand in this package; every value is a parameter
from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reader.search.answers import Asked
from reader.search.conditions import Compiler, Forms
from reader.search.fields import PLACES
from reader.search.folding import folded_words
from reader.search.index import FULL_TEXT, folded_line
from reader.search.query import Field, Query
from reader.search.values import FINDABLE_KINDS, FindableKind

__all__ = ["COUNTED", "Facet", "Facets", "facets"]

COUNTED = 20_000
"""How many matches of each full-text table are counted, the newest: what bounds the work of a common word."""

_NOMINATING = 300
"""Articles whose people are weighed, those with the most matches."""
_PLACE_OF: dict[FindableKind, str] = {kind: place for place, kind in PLACES.items()}


@dataclass(frozen=True, slots=True)
class Facet:
    """One value to narrow by: how it is shown, how many matches have it, and the filter that asks for it."""

    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of one query, each with the most frequent value first (years: the latest).

    `total` is the number of matches. Where `complete` is false there are more, and only the newest of them
    were counted.
    """

    total: int = 0
    complete: bool = True
    kinds: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    people: tuple[Facet, ...] = ()
    sites: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()


def facets(
    connection: sqlite3.Connection,
    query: Query,
    *,
    today: date,
    kinds: Sequence[FindableKind] = (),
    most: int = 12,
) -> Facets:
    """Counts over all matches of a query, at most `most` values of each; `kinds` as for `search`."""
    matched = _Matched(connection, query, today, kinds)
    by_kind = Counter(kind for _, kind, _ in matched.rows)
    return Facets(
        total=len(matched.rows),
        complete=matched.complete,
        kinds=tuple(_facet("in", _PLACE_OF[kind], by_kind[kind]) for kind in FINDABLE_KINDS if by_kind[kind]),
        tags=tuple(matched.tags(most)),
        people=tuple(matched.people(most)),
        sites=tuple(matched.sites(most)),
        years=tuple(matched.years(most)),
    )


class _Matched:
    """The matches of one query, and what is counted over them."""

    def __init__(
        self, connection: sqlite3.Connection, query: Query, today: date, kinds: Sequence[FindableKind]
    ) -> None:
        self._connection = connection
        self._compiler = Compiler(Forms(connection), today)
        asked = Asked(connection, query, today)
        wanted = [kind for kind in FINDABLE_KINDS if not kinds or kind in kinds]
        self.rows: list[tuple[int, FindableKind, str]] = []
        self.complete = True
        for table in dict.fromkeys(FULL_TEXT[kind] for kind in wanted):
            of_table = [kind for kind in wanted if FULL_TEXT[kind] == table]
            found = asked.rows(table, of_table, COUNTED + 1)
            self.complete &= len(found) <= COUNTED
            self.rows.extend(found[:COUNTED])
        self._of_article = Counter(article_id for _, _, article_id in self.rows)

    def tags(self, most: int) -> list[Facet]:
        """A tag counts for what carries it or a tag below it, and for all of an article that does."""
        of_articles: dict[str, set[str]] = {}
        for tag, article_id in self._joined("search_article_tags", "article_id", self._of_article):
            for above in _with_those_above(tag):
                of_articles.setdefault(above, set()).add(article_id)
        counts = Counter(
            {tag: sum(map(self._of_article.__getitem__, ids)) for tag, ids in of_articles.items()}
        )
        home = {number: article_id for number, _, article_id in self.rows}
        own: dict[str, set[int]] = {}
        for tag, number in self._joined("search_item_tags", "number", home):
            for above in _with_those_above(tag):
                own.setdefault(above, set()).add(number)
        for tag, numbers in own.items():
            covered = of_articles.get(tag, ())
            counts[tag] += sum(home[number] not in covered for number in numbers)
        chosen = _most_frequent(counts, most)
        spelt = dict(
            self._connection.execute(
                "SELECT tag, spelling FROM search_tags WHERE tag IN (SELECT value FROM json_each(?))",
                (json.dumps(chosen),),
            )
        )
        return [_facet("tag", spelt.get(tag, tag), counts[tag]) for tag in chosen]

    def people(self, most: int) -> list[Facet]:
        """Those whom the articles with the most matches name; each counted as `who:` counts."""
        nominating = [article_id for article_id, _ in self._of_article.most_common(_NOMINATING)]
        rows = self._connection.execute(
            "SELECT name, article_id FROM search_findables WHERE kind = 'entity' AND entity_kind = 'person'"
            " AND article_id IN (SELECT value FROM json_each(?))",
            (json.dumps(nominating),),
        )
        weights: Counter[str] = Counter()
        for name, article_id in rows:
            if folded_words(name):
                weights[name] += self._of_article[article_id]
        counts = {name: self._about(name) for name in _most_frequent(weights, most)}
        return [_facet("who", name, counts[name]) for name in _most_frequent(counts, most) if counts[name]]

    def _about(self, name: str) -> int:
        """How many matches `who:` leaves of these."""
        named = self._compiler.named("entity", name)
        rows = self._connection.execute(
            f"SELECT number, article_id FROM search_findables WHERE number IN ({named.sql})", named.values
        ).fetchall()
        entities, homes = {number for number, _ in rows}, {article_id for _, article_id in rows}
        return sum(
            number in entities if kind == "entity" else article_id in homes
            for number, kind, article_id in self.rows
        )

    def sites(self, most: int) -> list[Facet]:
        """A site counts for every site whose name holds its name, as `site:` does."""
        counts: Counter[str] = Counter()
        for site, article_id in self._joined("search_facts", "article_id", self._of_article, "site"):
            counts[site] += self._of_article[article_id]
        folded = {site: folded_line(site) for site in counts}
        chosen = [site for site in _most_frequent(counts, most + 1) if folded[site]][:most]
        holding = {
            site: sum(count for other, count in counts.items() if folded[site] in folded[other])
            for site in chosen
        }
        return [_facet("site", site, holding[site]) for site in _most_frequent(holding, most)]

    def years(self, most: int) -> list[Facet]:
        """Years in which the articles were published, the latest first."""
        counts: Counter[str] = Counter()
        for published, article_id in self._joined(
            "search_facts", "article_id", self._of_article, "published"
        ):
            if len(published) >= 4 and published[:4].isdecimal() and published[:4].isascii():
                counts[published[:4]] += self._of_article[article_id]
        return [_facet("published", year, counts[year]) for year in sorted(counts, reverse=True)[:most]]

    def _joined(
        self, table: str, column: str, keys: Iterable[str | int], value: str = "tag"
    ) -> sqlite3.Cursor:
        """`value` and `column` of the rows of a table whose `column` is one of `keys`."""
        return self._connection.execute(
            f"SELECT {value}, {column} FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )


def _with_those_above(tag: str) -> list[str]:
    """`work/plans/may` is found as `work/plans` and as `work` too."""
    parts = tag.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1) if parts[count - 1]]


def _most_frequent(counts: Mapping[str, int], most: int) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))[:most]


def _facet(field: str, value: str, count: int) -> Facet:
    return Facet(value, count, str(Field(field, "", value.replace('"', " "))))
