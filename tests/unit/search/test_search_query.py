"""The query language: what is read, what is printed back, and what an error says and points at."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.search.fields import FIELDS, days, numbers
from reader.search.query import And, Field, Not, Or, Phrase, Query, QueryError, Word, parse

PIECES = st.sampled_from(
    'a run -  ( ) " “ ” OR AND NOT tag: # sort:added sort:-title * : in:note is:read is: é 😀 7d added: added:7d ..'
    ' minutes:<5 title: who: who:"A B" [b] \' % _ ; \\ \x00 \ud800 :) (: http://x 12:30 中国'.split(" ")
)
typed = st.one_of(
    st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=14).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    ),
    st.text(st.characters(), max_size=40),
)


@given(typed)
@example("-" * 5000)
@example("(" * 5000)
@example('"' * 501)
@example("a OR " * 90)
@example("NOT " * 3000)
def test_nothing_typed_raises_anything_but_a_query_error_inside_the_text(text: str) -> None:
    refused: QueryError | None = None
    try:
        query = parse(text)
    except QueryError as error:
        refused = error
    if refused:
        assert 0 <= refused.position <= len(text)
        assert refused.exit_code == 2
        assert refused.reason
        return
    assert parse(str(query)) == query
    assert str(parse(str(query))) == str(query)


plain = st.text("abcxyzé-中.'", min_size=1, max_size=6).filter(lambda text: not text.startswith("-"))
leaves = st.one_of(
    st.builds(Word, plain, st.booleans()),
    st.builds(Phrase, st.text("abc -()中", max_size=8)),
    st.builds(Field, st.sampled_from(["tag", "title", "who", "said", "site"]), st.just(""), st.text("ab( é/", min_size=1))
    .filter(lambda field: bool(field.value.strip())),
    st.sampled_from([Field("added", ">=", "2026-01"), Field("minutes", "..", "5..9"), Field("is", "", "read")]),
)  # fmt: skip


def _flat(kind: type[And] | type[Or], parts: list[object]) -> object:
    flat: list[object] = []
    for part in parts:
        flat.extend(part.parts) if isinstance(part, kind) else flat.append(part)
    return kind(tuple(flat))  # type: ignore[arg-type]


trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda node: node.part if isinstance(node, Not) else Not(node)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _flat(And, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _flat(Or, parts)),
    ),
    max_leaves=8,
)


@given(trees, st.sampled_from(["", "added", "title"]))
def test_every_tree_prints_as_a_query_that_means_it(root: object, sort: str) -> None:
    query = Query(root, sort, bool(sort))  # type: ignore[arg-type]
    assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", None),
        ("  \n ", None),
        ("word", Word("word")),
        ("pre*", Word("pre", prefix=True)),
        ("*", Word("*")),
        ('"a phrase"', Phrase("a phrase")),
        ("“a phrase”", Phrase("a phrase")),
        ('"not closed', Phrase("not closed")),
        ('"', Phrase("")),
        ("a b", And((Word("a"), Word("b")))),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("(a OR b", Or((Word("a"), Word("b")))),
        ("a OR", Word("a")),
        ("-a", Not(Word("a"))),
        ("NOT a", Not(Word("a"))),
        ("--a", Word("a")),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("a - b", And((Word("a"), Word("-"), Word("b")))),
        ("well-known", Word("well-known")),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
        ("#tag", Field("tag", "", "tag")),
        ("tag:#tag", Field("tag", "", "tag")),
        ('tag:"two words"', Field("tag", "", "two words")),
        ("TAG:x", Field("tag", "", "x")),
        ("by:ann", Field("author", "", "ann")),
        ("in:note", Field("in", "", "notes")),
        ("in:people", Field("in", "", "entities")),
        ("has:notes", Field("has", "", "note")),
        ("is:Unread", Field("is", "", "unread")),
        ("added:7d", Field("added", "", "7d")),
        ("added:2026-1-5", Field("added", "", "2026-01-05")),
        ("published:2026-01..2026-03", Field("published", "..", "2026-01..2026-03")),
        ("added:>=2026", Field("added", ">=", "2026")),
        ("minutes:<5", Field("minutes", "<", "5")),
        ("minutes:5..", Field("minutes", "..", "5..")),
        ("http://x.org/a?b", Word("http://x.org/a?b")),
        ("12:30", Word("12:30")),
        ("note:this", Word("note:this")),
        (":)", Word(":")),
        ("()", None),
        ("😀", Word("😀")),
        ("tag:", None),
    ],
)
def test_a_query_is_read(text: str, root: object) -> None:
    assert parse(text).root == root


def test_an_order_may_stand_anywhere_and_be_turned_round() -> None:
    assert parse("a sort:title b") == Query(And((Word("a"), Word("b"))), "title")
    assert parse("sort:-added") == Query(None, "added", reverse=True)
    assert parse("sort:title sort:minutes") == Query(None, "minutes")


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("a is:blue", 5, "unread, reading, read, starred"),
        ("tag: x", 4, "right after the colon"),
        ("added:2026-02-30", 6, "no such day"),
        ("added:soon", 6, "2026-01-05"),
        ("added:>7d", 6, "leave > out"),
        ("minutes:many", 8, "<5"),
        ("minutes:..", 8, "5..10"),
        ("sort:size", 5, "relevance, added"),
        ("x titel:a", 2, "did you mean title:"),
        ("autor:a", 0, "did you mean author:"),
        ("OR a", 0, "between two words"),
        ("a OR OR b", 2, "between two words"),
        ("a (OR b)", 3, "between two words"),
        ("(a OR )", 3, "between two words"),
        ("(a -)(b", 2, ""),
        ("-sort:added", 0, "sort:-added"),
        ("(" * 40 + "a", 30, "brackets"),
        ("a " * 200, 240, "120"),
    ],
)
def test_an_error_points_at_the_character_and_says_what_would_be_right(
    text: str, position: int, words: str
) -> None:
    if not words:
        assert parse(text)  # a lone minus is a sign
        return
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert words in str(caught.value)
    assert f"character {position + 1}" in str(caught.value)


@pytest.mark.parametrize(
    ("operator", "value", "first", "after"),
    [
        ("", "2026", "2026-01-01", "2027-01-01"),
        ("", "2026-12", "2026-12-01", "2027-01-01"),
        ("", "2026-02-28", "2026-02-28", "2026-03-01"),
        (">=", "2026-05", "2026-05-01", ""),
        (">", "2026-05", "2026-06-01", ""),
        ("<", "2026-05", "", "2026-05-01"),
        ("<=", "2026-05", "", "2026-06-01"),
        ("..", "2026-01..2026-03", "2026-01-01", "2026-04-01"),
        ("..", "2026-03..2026-01", "2026-01-01", "2026-04-01"),
        ("..", "..2025", "", "2026-01-01"),
        ("", "7d", "2026-02-22", ""),
        ("", "2w", "2026-02-15", ""),
        ("", "999999y", "1926-03-26", ""),
        ("", "today", "2026-03-01", "2026-03-02"),
        ("", "yesterday", "2026-02-28", "2026-03-01"),
        ("", "9999", "9999-01-01", ""),
        ("", "9999-12", "9999-12-01", ""),
        ("", "9999-12-31", "9999-12-31", ""),
    ],
)
def test_a_date_is_a_span_of_days(operator: str, value: str, first: str, after: str) -> None:
    assert days(operator, value, date(2026, 3, 1)) == (first, after)


def test_numbers_are_bounds() -> None:
    assert numbers("<", "5") == (None, 4)
    assert numbers("..", "9..5") == (5, 9)
    assert numbers("", "7") == (7, 7)


def test_every_field_has_a_line_of_help() -> None:
    assert all(line and "\n" not in line for line in FIELDS.values())
