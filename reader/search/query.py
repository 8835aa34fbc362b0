"""The query language: text in, a tree of frozen values out, and back (`parse(str(query)) == query`).

`word "a phrase" prefix* *part* -not OR ( ) field:value #tag sort:order`. Words beside one another must all match;
`OR` binds less than that. What is merely unfinished while typing (an open quote or bracket, a field without
its value at the end) is read as if it were finished; what is wrong raises `QueryError` with the character.
Nothing here knows of an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reader.errors import UsageError
from reader.search.fields import FIELDS, SORTS, Sort, checked_value, field_named, near_miss, sort_value

__all__ = [
    "FIELDS",
    "SORTS",
    "And",
    "Field",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Query",
    "QueryError",
    "Sort",
    "Word",
    "parse",
]

DEEPEST = 30
MOST_TERMS = 120


class QueryError(UsageError):
    """A query that cannot be read. `position` is the character (from 0) that is off; the words say what
    would be right."""

    def __init__(self, position: int, reason: str, next_step: str = "") -> None:
        self.position = position
        super().__init__(f"the query, at character {position + 1}", reason, next_step)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was typed; it matches its own inflections too. With `prefix`, all words that begin
    so; with `inside`, all that it stands in anywhere."""

    text: str
    prefix: bool = False
    inside: bool = False

    def __str__(self) -> str:
        return f"*{self.text}*" if self.inside else self.text + "*" * self.prefix


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other, exactly in these forms."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Field:
    """A filter: `operator` is empty, a comparison (`<` `<=` `>` `>=` `=`) or `..` for a range `a..b`."""

    name: str
    operator: str
    value: str

    def __str__(self) -> str:
        value = self.value if self.operator == ".." else self.operator + self.value
        return f"{self.name}:{value}" if _BARE_VALUE.fullmatch(value) else f'{self.name}:"{value}"'


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match its part."""

    part: Node

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, (And, Or)) else f"-{self.part}"


@dataclass(frozen=True, slots=True)
class And:
    """What matches all parts; there are two at least."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """What matches one part or more; there are two at least."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


Node: TypeAlias = And | Or | Not | Word | Phrase | Field


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: a tree (None for everything) and the order of the answers (empty: the place's
    own)."""

    root: Node | None = None
    sort: Sort | Literal[""] = ""
    reverse: bool = False

    def __str__(self) -> str:
        parts = [] if self.root is None else [str(self.root)]
        if self.sort:
            if isinstance(self.root, Or):
                parts = [f"({self.root})"]
            parts.append(f"sort:{'-' * self.reverse}{self.sort}")
        return " ".join(parts)


def parse(text: str) -> Query:
    """The tree of a query. An empty text asks for everything. Raises QueryError, and nothing else."""
    parser = _Parser(list(_lexed(text)), len(text))
    root = parser.alternatives(0)
    return Query(root, parser.sort, parser.reverse)


# -- from characters to tokens -----------------------------------------------------------------------------

_QUOTES = '"“”„‟'
_PLAIN = rf"[^\s(){_QUOTES}]"
_BARE_VALUE = re.compile(rf"{_PLAIN}+")
_NAME = re.compile(r"([A-Za-z]+):")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["term", "(", ")", "-", "OR", "AND", "sort", "nothing"]
    position: int
    term: Word | Phrase | Field | None = None
    sort: Sort | Literal[""] = ""
    reverse: bool = False


def _lexed(text: str) -> Iterator[_Token]:
    position, depth = _skip_space(text, 0), 0
    while position < len(text):
        character = text[position]
        following = text[position + 1 : position + 2]
        if empty := _EMPTY_BRACKETS.match(text, position):
            yield _Token("nothing", position)
            position = empty.end()
        elif character == "(":
            depth += 1
            yield _Token("(", position)
            position += 1
        elif character == ")":
            yield _Token(
                ")" if depth else "nothing", position
            )  # one that closes nothing: the mouth of a smile
            depth -= depth > 0
            position += 1
        elif character == "-" and following.strip() and following != ")":
            yield _Token("-", position)
            position += 1
        elif phrase := _PHRASE.match(text, position):
            yield _Token("term", position, Phrase(phrase[1]))
            position = phrase.end()
        else:
            token, position = _word_or_field(text, position)
            yield token
        position = _skip_space(text, position)


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match
    return match.end()


def _word_or_field(text: str, position: int) -> tuple[_Token, int]:
    if text[position] == "#":
        value, end = _value(text, position + 1)
        value = value.lstrip("#")
        if value.strip():
            return _Token("term", position, Field("tag", "", value)), end
    if name := _NAME.match(text, position):
        field = field_named(name[1])
        value, end = _value(text, name.end())
        if field:
            return _field(field, value, position, name.end(), end == len(text)), end
        meant = near_miss(name[1])
        if meant and value and not value.startswith("/"):
            raise QueryError(
                position,
                f"there is no field {name[1]}:",
                f'did you mean {meant}: ? Or quote it: "{name[0]}{value}"',
            )
    match = _BARE_VALUE.match(text, position)
    assert match
    return _word(match[0], position), match.end()


def _value(text: str, position: int) -> tuple[str, int]:
    if phrase := _PHRASE.match(text, position):
        return phrase[1], phrase.end()
    bare = _BARE_VALUE.match(text, position)
    return (bare[0], bare.end()) if bare else ("", position)


def _field(field: str, value: str, position: int, value_position: int, at_end: bool) -> _Token:
    if field == "tag":
        value = value.lstrip("#")
    if not value.strip():
        if at_end:
            return _Token("nothing", position)
        raise QueryError(value_position, f"{field}: needs a value right after the colon", FIELDS[field])
    try:
        if field == "sort":
            sort, reverse = sort_value(value)
            return _Token("sort", position, None, sort, reverse)
        return _Token("term", position, Field(field, *checked_value(field, value)))
    except ValueError as error:
        raise QueryError(value_position, f"{field}: does not know “{value[:40]}”", str(error)) from None


def _word(text: str, position: int) -> _Token:
    if text in ("OR", "AND"):
        return _Token("OR" if text == "OR" else "AND", position)
    if text == "NOT":
        return _Token("-", position)
    if text.startswith("*") and (part := text.strip("*")):
        return _Token("term", position, Word(part, inside=True))
    if len(text) > 1 and text.endswith("*"):
        return _Token("term", position, Word(text[:-1], prefix=True))
    return _Token("term", position, Word(text))


# -- from tokens to the tree -------------------------------------------------------------------------------


class _Parser:
    """Recursive descent: alternatives of sequences of (negated) terms and brackets."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._next = 0
        self._length = length
        self._terms = 0
        self.sort: Sort | Literal[""] = ""
        self.reverse = False

    def alternatives(self, depth: int) -> Node | None:
        """`a b OR c`, up to a closing bracket or the end."""
        choices: list[Node] = []
        after: _Token | None = None
        while True:
            start = self._next
            choice = self._sequence(depth)
            if self._next == start and (after or self._kind() == "OR"):
                self._refuse_lonely(after or self._tokens[self._next])
            if choice is not None:
                choices.append(choice)
            if self._kind() != "OR":
                break
            after = self._take()
        return _joined(Or, choices)

    def _sequence(self, depth: int) -> Node | None:
        parts: list[Node] = []
        first = self._next
        while self._kind() not in ("", ")", "OR"):
            token = self._tokens[self._next]
            if token.kind == "AND":
                self._take()
                if self._next - 1 == first or self._kind() in (")", "OR", "AND"):
                    self._refuse_lonely(token)
                continue
            part = self._operand(depth)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _operand(self, depth: int) -> Node | None:
        negated = False
        minus: _Token | None = None
        while self._kind() == "-":
            minus = self._take()
            negated = not negated
        kind = self._kind()
        if minus and kind in (")", "OR", "AND"):
            raise QueryError(minus.position, "nothing to leave out here", "put a word right after the minus")
        if kind == "":
            return None
        token = self._take()
        if kind == "sort":
            if minus:
                raise QueryError(minus.position, "an order cannot be left out", "sort:-added turns it round")
            self.sort, self.reverse = token.sort, token.reverse
            return None
        self._count(token)
        node = self._bracket(token, depth) if kind == "(" else token.term
        if node is None or not negated:
            return node
        return node.part if isinstance(node, Not) else Not(node)

    def _bracket(self, token: _Token, depth: int) -> Node | None:
        if depth >= DEEPEST:
            raise QueryError(token.position, "too many brackets inside one another", f"{DEEPEST} at the most")
        node = self.alternatives(depth + 1)
        if self._kind() == ")":
            self._take()
        return node

    def _count(self, token: _Token) -> None:
        self._terms += token.term is not None
        if self._terms > MOST_TERMS:
            raise QueryError(
                token.position, "too many words", f'{MOST_TERMS} at the most; put a "long text" in quotes'
            )

    def _refuse_lonely(self, token: _Token) -> None:
        """An OR or AND without a word on one side; at the very end it is merely unfinished."""
        if self._kind() != "" or self._next <= 1:
            raise QueryError(
                token.position, f"{token.kind} stands between two words", f'or quote it: "{token.kind}"'
            )

    def _kind(self) -> str:
        return self._tokens[self._next].kind if self._next < len(self._tokens) else ""

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]


def _joined(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """One node for several, flat: a single one is itself."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.parts) if isinstance(node, kind) else flat.append(node)
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
