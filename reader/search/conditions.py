"""A query's tree as SQL over the index's tables: one condition for things that can be found, one for
articles.

Every value goes in as a parameter. Words that hold nothing to look for (`...`) are taken out first
(`simplified`).
"""

# ruff: noqa: S608 -- SQL is put together from names that stand in this package; every value is a parameter
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from reader.search.fields import PLACES, days, numbers
from reader.search.folding import fold
from reader.search.index import FULL_TEXT, folded_line, folded_tag, forms_of, storable, words_with
from reader.search.matching import Term, term_of
from reader.search.query import And, Field, Node, Not, Or, Phrase, Word
from reader.search.values import FINDABLE_KINDS, FindableKind

__all__ = ["MADE", "Compiler", "Condition", "Forms", "simplified", "speaks_of_trash"]

Value: TypeAlias = str | int | float

MADE = "CASE WHEN f.created <> '' THEN f.created ELSE a.added END"
"""SQL: when a findable was made; its article's time where it has none of its own."""

_STATE_COLUMNS = {
    "starred": "a.starred", "archived": "a.archived", "trashed": "a.trashed",
    "later": "(a.later AND NOT a.archived)", "inbox": "NOT (a.later OR a.archived)",
}  # fmt: skip
_NUMBERS = {
    "minutes": "a.minutes",
    # whole minutes upwards, as `ArticleRecord.minutes_left` counts them
    "left": "CASE a.state WHEN 'read' THEN 0 ELSE CAST(a.minutes * (1 - a.progress) + 0.9999 AS INTEGER) END",
}
_WORD_FIELDS = {"title": "title", "author": "byline"}
_NAME_FIELDS = ("who", "said")


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false of a row, and its parameters in order."""

    sql: str
    values: tuple[Value, ...] = ()


class Forms:
    """The forms of each word, asked from the index once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, term: Term) -> tuple[str, ...]:
        """All words of the index that share the stem of an inflected word, the word itself first; or those that a
        part of a word stands in."""
        word = term.words[0]
        key = (term.typed, f"*{word}" if term.inside else word)
        if key not in self._known:
            if term.inside:
                self._known[key] = tuple(words_with(self._connection, word)) or (word,)
            else:
                self._known[key] = forms_of(self._connection, word, term.typed)
        return self._known[key]

    def expression(self, term: Term, *, exact: bool = False) -> str:
        """A term in the language of FTS5. Its words hold no quotation mark, so that it cannot be broken."""
        if term.inside or (term.inflected and not exact):
            return "(" + " OR ".join(f'"{form}"' for form in self.of(term)) + ")"
        return f'"{" ".join(term.words)}"' + " *" * term.prefix


def simplified(node: Node | None) -> Node | None:
    """The tree without what asks for nothing: words and values of signs alone. None where nothing is left."""
    if isinstance(node, (And, Or)):
        parts = tuple(part for part in map(simplified, node.parts) if part is not None)
        return (type(node)(parts) if len(parts) > 1 else parts[0]) if parts else None
    if isinstance(node, Not):
        part = simplified(node.part)
        return None if part is None else Not(part)
    if isinstance(node, (Word, Phrase)):
        return node if term_of(node) else None
    if isinstance(node, Field):
        if node.name in _WORD_FIELDS or node.name in _NAME_FIELDS:
            return node if term_of(Phrase(node.value)) else None
        if node.name == "site":
            return node if folded_line(node.value) else None
    return node


def speaks_of_trash(node: Node | None) -> bool:
    """Whether the query says `is:trashed` anywhere, and so decides itself about what is in the trash."""
    if isinstance(node, (And, Or)):
        return any(map(speaks_of_trash, node.parts))
    if isinstance(node, Not):
        return speaks_of_trash(node.part)
    return isinstance(node, Field) and (node.name, node.value) == ("is", "trashed")


@dataclass(frozen=True)
class Compiler:
    """Makes conditions; `today` is the day from which `7d` counts back.

    In a findable's condition `f` is its row and `a` its article's facts; in an article's there is only `a`.
    """

    forms: Forms
    today: date

    # -- things that can be found --------------------------------------------------------------------------

    def text_expression(self, node: Node, *, exact: bool = False) -> str | None:
        """A tree of words alone as one FTS5 expression; None where it holds more, or would match without a
        word."""
        if isinstance(node, (Word, Phrase)):
            term = term_of(node)
            return None if term is None else self.forms.expression(term, exact=exact)
        if isinstance(node, Or):
            parts = [self.text_expression(part, exact=exact) for part in node.parts]
            return None if None in parts else "(" + " OR ".join(part for part in parts if part) + ")"
        if isinstance(node, And):
            wanted = [part for part in node.parts if not isinstance(part, Not)]
            unwanted = [part.part for part in node.parts if isinstance(part, Not)]
            # What is left out is left out in all its forms, also where the rest is to match exactly.
            inner = [self.text_expression(part, exact=exact) for part in wanted]
            outer = [self.text_expression(part) for part in unwanted]
            if not inner or None in inner or None in outer:
                return None
            expression = "(" + " AND ".join(part for part in inner if part) + ")"
            return (
                f"({expression} NOT ({' OR '.join(part for part in outer if part)}))" if outer else expression
            )
        return None

    def findable(self, node: Node, table: str) -> Condition:
        """What a row of the findables must be; `table` is the full-text table that holds its text."""
        if isinstance(node, (And, Or)):
            return _joined(
                " AND " if isinstance(node, And) else " OR ", (self.findable(p, table) for p in node.parts)
            )
        if isinstance(node, Not):
            return _negated(self.findable(node.part, table))
        if isinstance(node, Field):
            return self._findable_field(node)
        expression = self.text_expression(node)
        assert expression is not None
        return Condition(f"f.number IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (expression,))

    def _findable_field(self, node: Field) -> Condition:
        if node.name == "tag":
            matching, values = _tag_condition(node.value)
            return Condition(
                f"(f.number IN (SELECT number FROM search_item_tags WHERE {matching})"
                f" OR f.article_id IN (SELECT article_id FROM search_article_tags WHERE {matching}))",
                values * 2,
            )
        if node.name == "in":
            return Condition("f.kind = ?", (PLACES[node.value],))
        if node.name == "who":
            numbers_of = self.named("entity", node.value)
            return Condition(
                f"(CASE f.kind WHEN 'entity' THEN f.number IN ({numbers_of.sql}) ELSE f.article_id IN"
                f" (SELECT e.article_id FROM search_findables e WHERE e.number IN ({numbers_of.sql})) END)",
                numbers_of.values * 2,
            )
        if node.name == "said":
            numbers_of = self.named("quote", node.value)
            return Condition(f"f.number IN ({numbers_of.sql})", numbers_of.values)
        if (node.name, node.value) == ("is", "orphan"):
            return Condition("f.orphan = 1")
        if (node.name, node.value) == ("is", "waiting"):
            return _WAITING
        if (node.name, node.value) == ("has", "tag"):
            return Condition(f"(f.tags <> '[]' OR {_HAS_ARTICLE_TAG})")
        if node.name == "created":
            return _within(MADE, *days(node.operator, node.value, self.today))
        return self._fact(node)

    def named(self, kind: FindableKind, value: str) -> Condition:
        """The numbers of entities or quotes by a name, or by a part of one."""
        expression = self.forms.expression(_name_term(value))
        found = "SELECT rowid FROM search_names WHERE search_names MATCH ?"
        values: tuple[Value, ...] = (expression,)
        if kind == "entity":  # its text holds its other names
            found += f" UNION SELECT rowid FROM {FULL_TEXT[kind]} WHERE {FULL_TEXT[kind]} MATCH ?"
            values *= 2
        return Condition(
            f"SELECT n.number FROM search_findables n WHERE n.number IN ({found}) AND n.kind = '{kind}'",
            values,
        )

    # -- articles ------------------------------------------------------------------------------------------

    def article(self, node: Node, places: Sequence[FindableKind] | None = None) -> Condition:
        """What an article must be. A word may stand anywhere in it or in what was written about it; `places`
        (from `in:` beside it) narrows where; None for no `in:`."""
        if isinstance(node, And):
            inner = _narrowed(node, places)
            return _joined(" AND ", (self.article(part, inner) for part in node.parts))
        if isinstance(node, Or):
            return _joined(" OR ", (self.article(part, places) for part in node.parts))
        if isinstance(node, Not):
            if isinstance(node.part, Field) and node.part.name == "in":
                return Condition("1")  # it says where the words beside it are not looked for
            return _negated(self.article(node.part, places))
        if isinstance(node, Field):
            return self._article_field(node)
        return self._article_text(node, places)

    def _article_text(self, node: Word | Phrase, places: Sequence[FindableKind] | None) -> Condition:
        expression = self.text_expression(node)
        assert expression is not None
        kinds = _OF_AN_ARTICLE if places is None else tuple(places)
        pieces: list[Condition] = []
        for table in dict.fromkeys(FULL_TEXT[kind] for kind in FINDABLE_KINDS if kind in kinds):
            of_table = [kind for kind in kinds if FULL_TEXT[kind] == table]
            pieces.append(
                Condition(
                    f"a.article_id IN (SELECT t.article_id FROM {table} CROSS JOIN search_findables t"
                    f" ON t.number = {table}.rowid WHERE {table} MATCH ? AND t.kind IN ({_places(of_table)}))",
                    (expression, *of_table),
                )
            )
        if places is None:
            pieces.append(_heading(expression))
        return _joined(" OR ", pieces or [Condition("0")])

    def _article_field(self, node: Field) -> Condition:
        if node.name == "tag":
            matching, values = _tag_condition(node.value)
            return Condition(
                f"a.article_id IN (SELECT article_id FROM search_article_tags WHERE {matching})", values
            )
        if node.name == "in":
            return _has_kind(PLACES[node.value])
        if node.name in _NAME_FIELDS:
            numbers_of = self.named("entity" if node.name == "who" else "quote", node.value)
            return Condition(
                f"a.article_id IN (SELECT e.article_id FROM search_findables e WHERE e.number IN ({numbers_of.sql}))",
                numbers_of.values,
            )
        if (node.name, node.value) == ("is", "waiting"):
            return _WAITING
        if (node.name, node.value) == ("is", "orphan"):
            return Condition("a.article_id IN (SELECT o.article_id FROM search_findables o WHERE o.orphan)")
        if (node.name, node.value) == ("has", "tag"):
            return Condition(_HAS_ARTICLE_TAG)
        if node.name == "created":
            return _within("a.added", *days(node.operator, node.value, self.today))
        return self._fact(node)

    # -- both ----------------------------------------------------------------------------------------------

    def _fact(self, node: Field) -> Condition:
        """What is asked of an article's facts alone."""
        name, value = node.name, node.value
        if name in _WORD_FIELDS:
            return _heading(f"{{{_WORD_FIELDS[name]}}} : {self.forms.expression(_value_term(value))}")
        if name == "site":
            return Condition("instr(a.site_folded, ?) > 0", (folded_line(value),))
        if name == "is":
            return (
                Condition(_STATE_COLUMNS[value])
                if value in _STATE_COLUMNS
                else Condition("a.state = ?", (value,))
            )
        if name == "has":
            return _has_kind("note" if value == "note" else "highlight")
        if name in ("added", "published", "finished"):
            return _within(f"a.{name}", *days(node.operator, value, self.today))
        if name in _NUMBERS:
            least, greatest = numbers(node.operator, value)
            bounds = [(f"{_NUMBERS[name]} >= ?", least), (f"{_NUMBERS[name]} <= ?", greatest)]
            return _joined(" AND ", [Condition(sql, (bound,)) for sql, bound in bounds if bound is not None])
        assert name == "lang"
        language = storable(value.strip().lower())
        return Condition(
            "(a.language = ? OR substr(a.language, 1, ?) = ?)", (language, len(language) + 1, language + "-")
        )


def _narrowed(node: And, places: Sequence[FindableKind] | None) -> Sequence[FindableKind] | None:
    """Where words of a sequence are looked for in an article, by the `in:` and `-in:` beside them."""
    fields = [part for part in node.parts if isinstance(part, Field) and part.name == "in"]
    excluded = [
        part.part for part in node.parts
        if isinstance(part, Not) and isinstance(part.part, Field) and part.part.name == "in"
    ]  # fmt: skip
    if not fields and not excluded:
        return places
    outer = _OF_AN_ARTICLE if places is None else places
    without = {PLACES[field.value] for field in excluded}
    allowed = [PLACES[field.value] for field in fields] or outer
    return [kind for kind in allowed if kind not in without and (places is None or kind in places)]


_OF_AN_ARTICLE: tuple[FindableKind, ...] = ("note", "highlight", "title", "article")
"""Where a word of a query for articles is looked for; byline and site beside these."""

_HAS_ARTICLE_TAG = "EXISTS (SELECT 1 FROM search_article_tags g WHERE g.article_id = a.article_id)"

_WAITING = Condition(
    "NOT EXISTS (SELECT 1 FROM search_findables b WHERE b.article_id = a.article_id AND b.kind = 'article')"
)


def _has_kind(kind: FindableKind) -> Condition:
    return Condition(
        "EXISTS (SELECT 1 FROM search_findables h WHERE h.article_id = a.article_id AND h.kind = ?)", (kind,)
    )


def _heading(expression: str) -> Condition:
    return Condition(
        "a.number IN (SELECT rowid FROM search_headings WHERE search_headings MATCH ?)", (expression,)
    )


def _value_term(value: str) -> Term:
    """A field's value as a term: one word stands for its inflections too, several are a phrase."""
    text = value.removesuffix("*")
    term = term_of(Word(text, prefix=value.endswith("*")))
    assert term is not None
    return term


def _name_term(value: str) -> Term:
    """A name is never inflected."""
    term = _value_term(value)
    return Term(term.words, term.prefix)


def _tag_condition(value: str) -> tuple[str, tuple[Value, ...]]:
    """The tag itself and those below it (`work` and `work/plans`); `wor*` all that begin so."""
    if value.endswith("*") and (beginning := fold(value[:-1]).strip()):
        return "(tag >= ? AND tag < ?)", (beginning, beginning + "\U0010ffff")
    tag = folded_tag(value)
    return "(tag = ? OR (tag >= ? AND tag < ?))", (tag, tag + "/", tag + "0")  # 0 is the character after /


def _within(column: str, first: str, after: str) -> Condition:
    """A time in `[first, after)`; a time that is not known is in none."""
    parts = [Condition(f"{column} <> ''")]
    if first:
        parts.append(Condition(f"{column} >= ?", (first,)))
    if after:
        parts.append(Condition(f"{column} < ?", (after,)))
    return _joined(" AND ", parts)


def _joined(word: str, conditions: Iterable[Condition]) -> Condition:
    parts = list(conditions)
    return Condition(
        "(" + word.join(part.sql for part in parts) + ")", tuple(_flat(part.values for part in parts))
    )


def _negated(condition: Condition) -> Condition:
    return Condition(f"NOT ({condition.sql})", condition.values)


def _flat(groups: Iterable[tuple[Value, ...]]) -> Iterator[Value]:
    for group in groups:
        yield from group


def _places(items: Sequence[object]) -> str:
    return ", ".join("?" * len(items))
