"""What may be meant by the unfinished term of a query that is being typed: fields, tags, people, sites …

Candidates come from the index, bounded in number and in work: they are asked for at every key.
"""

# ruff: noqa: S608 -- SQL is put together from names that stand in this package; every value is a parameter
from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reader.search.conditions import Forms
from reader.search.fields import FIELDS, HAVINGS, PLACES, SORTS, STATES, field_named
from reader.search.folding import fold
from reader.search.index import folded_line, folded_tag
from reader.search.matching import term_of
from reader.search.query import Field, Word

__all__ = ["Candidate", "Completion", "complete"]

_MOST = 12
_NAMES_READ = 1000
_TAGS_READ = 500

_TERM = re.compile(
    r"""[\s()]*-*  (?P<term>
        (?P<field>\#|[A-Za-z]+:)?  (?: ["“”„‟](?P<quoted>[^"“”„‟]*)["“”„‟]? | (?P<bare>[^\s()"“”„‟]*) )
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to go on: the text that takes the term's place, a few words about it, how many things it finds
    (0 where they are not counted)."""

    text: str
    words: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """The term under the cursor, `[start, end)` of the query's characters, and what may take its place."""

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Typed:
    """The term under the cursor: its field (empty for none, `#` for a tag) and its value up to the cursor."""

    start: int
    end: int
    field: str
    value: str


def complete(connection: sqlite3.Connection, text: str, cursor: int, *, today: date) -> Completion:
    """How the term that holds the cursor, a number of characters before it, may go on. Never raises for a
    text."""
    typed = _term_at(text, max(0, min(cursor, len(text))))
    field = "tag" if typed.field == "#" else field_named(typed.field.rstrip(":")) or ""
    if not typed.field:
        candidates = _operators(connection, typed.value)
    elif field in _VALUES:
        candidates = _VALUES[field](connection, field, typed.value)
    elif field in _FIXED:
        candidates = _fixed(field, typed.value)
    elif field in ("added", "created", "published"):
        candidates = _dates(field, typed.value, today)
    else:
        candidates = iter(())
    if typed.field == "#":
        candidates = (
            Candidate(_hashed(candidate), candidate.words, candidate.count) for candidate in candidates
        )
    written = text[typed.start : typed.end]
    found = [candidate for candidate in candidates if candidate.text != written]
    return Completion(typed.start, typed.end, tuple(found[:_MOST]))


def _term_at(text: str, cursor: int) -> _Typed:
    """The term that the cursor stands in or behind; an empty one where it stands before a term or in a gap."""
    position = 0
    while position <= len(text):
        match = _TERM.match(text, position)
        assert match  # it matches nothing, too
        start, end = match.span("term")
        if start >= cursor:
            break
        if cursor <= end:
            field = match["field"] or ""
            if cursor < start + len(field):
                return _Typed(start, end, "", text[start:cursor])
            group = "quoted" if match["quoted"] is not None else "bare"
            return _Typed(start, end, field, text[match.start(group) : min(cursor, match.end(group))])
        position = max(end, position + 1)
    return _Typed(cursor, cursor, "", "")


def _operators(connection: sqlite3.Connection, typed: str) -> Iterator[Candidate]:
    """Fields whose name begins so, and tags that do."""
    beginning = typed.lower()
    yield from (Candidate(f"{name}:", words) for name, words in FIELDS.items() if name.startswith(beginning))
    if len(beginning) > 1:
        yield from _tags(connection, "tag", typed)


def _tags(connection: sqlite3.Connection, field: str, typed: str) -> Iterator[Candidate]:
    """Tags that begin so, and then tags with a part below a slash that does; the most used first."""
    wanted = fold(typed.lstrip("#")).strip()
    rows = connection.execute(
        "SELECT tag, spelling, uses FROM (SELECT tag, spelling,"
        " (SELECT count(*) FROM search_item_tags i WHERE i.tag = s.tag)"
        " + (SELECT count(*) FROM search_article_tags g WHERE g.tag = s.tag) AS uses"
        " FROM search_tags s WHERE tag >= ? AND tag < ? LIMIT ?) WHERE uses > 0",
        (wanted, wanted + "\U0010ffff", _TAGS_READ),
    ).fetchall()
    if wanted and not rows:
        rows = connection.execute(
            "SELECT tag, spelling, (SELECT count(*) FROM search_item_tags i WHERE i.tag = s.tag)"
            " + (SELECT count(*) FROM search_article_tags g WHERE g.tag = s.tag) AS uses"
            " FROM search_tags s WHERE instr(tag, ?) > 0 LIMIT ?",
            (wanted, _TAGS_READ),
        ).fetchall()
    rows.sort(key=lambda row: (-row[2], row[0]))
    for tag, spelling, uses in rows:
        if uses and folded_tag(spelling) == tag:
            yield Candidate(_term(field, spelling), "tag", uses)


def _names(connection: sqlite3.Connection, field: str, typed: str) -> Iterator[Candidate]:
    """People and things (`who:`) or speakers (`said:`) of whose names a word begins so."""
    kind = "entity" if field == "who" else "quote"
    term = term_of(Word(typed, prefix=True)) if typed.strip() else None
    if term is None:
        rows = connection.execute(
            "SELECT name, entity_kind FROM search_findables WHERE kind = ? ORDER BY number DESC LIMIT ?",
            (kind, _NAMES_READ),
        )
    else:
        rows = connection.execute(
            "SELECT f.name, f.entity_kind FROM search_names CROSS JOIN search_findables f"
            " ON f.number = search_names.rowid WHERE search_names MATCH ? AND f.kind = ?"
            " ORDER BY search_names.rowid DESC LIMIT ?",
            (Forms(connection).expression(term), kind, _NAMES_READ),
        )
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for name, entity_kind in rows:
        if name.strip() and '"' not in name:
            counts[name] += 1
            kinds.setdefault(name, Counter())[entity_kind] += 1
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Candidate(_term(field, name), kinds[name].most_common(1)[0][0] or "speaker", count)


_FACTS = {"site": "site", "author": "byline", "lang": "language"}


def _facts(connection: sqlite3.Connection, field: str, typed: str) -> Iterator[Candidate]:
    """Sites, authors and languages of articles, the most frequent first; those that begin so before those that
    hold it."""
    column = _FACTS[field]
    rows = connection.execute(
        f"SELECT {column}, count(*) AS uses FROM search_facts WHERE {column} <> '' AND trashed = 0"
        f" GROUP BY {column} ORDER BY uses DESC, {column}"
    )
    wanted = folded_line(typed)
    found = [(value, uses, folded_line(value)) for value, uses in rows if '"' not in value]
    found.sort(key=lambda row: not row[2].startswith(wanted))
    yield from (Candidate(_term(field, value), "", uses) for value, uses, folded in found if wanted in folded)


_VALUES: dict[str, Callable[[sqlite3.Connection, str, str], Iterator[Candidate]]] = {
    "tag": _tags, "who": _names, "said": _names, "site": _facts, "author": _facts, "lang": _facts,
}  # fmt: skip

_FIXED: dict[str, Iterable[str]] = {
    "in": tuple(PLACES),
    "is": STATES,
    "has": HAVINGS,
    "sort": SORTS,
    "minutes": ("<5", "5..10", ">=10"),
    "left": ("<5", "5..10", ">=10"),
}


def _fixed(field: str, typed: str) -> Iterator[Candidate]:
    minus = "-" if field == "sort" and typed.startswith("-") else ""
    wanted = typed.removeprefix(minus).lower()
    yield from (Candidate(f"{field}:{minus}{value}") for value in _FIXED[field] if value.startswith(wanted))


def _dates(field: str, typed: str, today: date) -> Iterator[Candidate]:
    values = {
        "today": "",
        "yesterday": "",
        "7d": "the last seven days",
        "30d": "the last thirty days",
        f"{today:%Y-%m}": "this month",
        f"{today:%Y}": "this year",
        f"{today.year - 1}": "last year",
    }
    yield from (
        Candidate(f"{field}:{value}", words) for value, words in values.items() if value.startswith(typed)
    )


def _term(field: str, value: str) -> str:
    return str(Field(field, "", value))


def _hashed(candidate: Candidate) -> str:
    return candidate.text.replace("tag:", "#", 1)
