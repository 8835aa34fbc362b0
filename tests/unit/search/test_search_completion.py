"""What a query may go on with, at every place of the cursor."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.completion import Completion, complete
from reader.search.index import SearchIndex
from reader.search.query import QueryError, parse
from reader.search.values import ArticleFacts, Findable

TODAY = date(2026, 5, 20)


def an_index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    index = SearchIndex()
    index.create(connection)
    for number in range(3):
        id = f"a{number}"
        site, tags = ("Río Blog", ("Water/rivers",)) if number else ("example.org", ("water", "two words"))
        index.put_article(connection, ArticleFacts(id, "Title", "Ann Lee", site, "en", tags=tags))
        people = ("Ann Lee", "Bob Annan") if number else ("Ann Lee",)
        index.put(
            connection,
            [
                Findable(f"entity:{id}:{n}", "entity", id, f"{n}", name, 0, 3, name, entity_kind="person")
                for n, name in enumerate(people)
            ],
        )
        index.put(connection, [Findable(f"quote:{id}", "quote", id, "q", "words", 0, 3, "Zoë Bell")])
    index.put(connection, [Findable("note:n", "note", "a0", "n", "words", tags=("water", "gone"))])
    index.put(connection, [Findable("note:n", "note", "a0", "n", "words", tags=("water",))])
    return connection


INDEX = an_index()


def texts(query: str, cursor: int | None = None) -> list[str]:
    return [candidate.text for candidate in completed(query, cursor).candidates]


def completed(query: str, cursor: int | None = None) -> Completion:
    return complete(INDEX, query, len(query) if cursor is None else cursor, today=TODAY)


def test_a_word_goes_on_as_a_field_or_a_tag() -> None:
    assert texts("ta") == ["tag:"]
    assert texts("wat") == ["tag:water", "tag:Water/rivers"]
    assert "in:" in texts("")


def test_tags_are_spelt_as_they_were_written_and_those_of_nothing_are_not_offered() -> None:
    assert texts("tag:wa") == ["tag:water", "tag:Water/rivers"]
    assert texts("#WAT") == ["#water", "#Water/rivers"]
    assert texts("#two") == ['#"two words"']
    assert texts("tag:gone") == []
    assert texts("tag:rivers") == ["tag:Water/rivers"]


def test_people_are_found_by_any_of_their_names_the_most_frequent_first() -> None:
    assert texts("who:ann") == ['who:"Ann Lee"', 'who:"Bob Annan"']
    assert texts('who:"Ann L') == ['who:"Ann Lee"']
    assert texts("said:zoe") == ['said:"Zoë Bell"']
    assert [c.words for c in completed("who:bob").candidates] == ["person"]
    assert [c.count for c in completed("who:").candidates] == [3, 2]


def test_sites_authors_and_languages_come_from_the_articles() -> None:
    assert texts("site:rio") == ['site:"Río Blog"']
    assert texts("author:") == ['author:"Ann Lee"']
    assert texts("lang:") == ["lang:en"]


def test_what_is_fixed_goes_on_by_its_beginning() -> None:
    assert texts("is:rea") == ["is:reading", "is:read"]
    assert texts("in:no") == ["in:notes"]
    assert texts("sort:-ti") == ["sort:-title"]
    assert "added:7d" in texts("added:")


@pytest.mark.parametrize(
    ("query", "cursor", "term"),
    [
        ("water -tag:wa more", 11, "tag:wa"),
        ("(who:an OR x)", 7, "who:an"),
        ('x who:"Ann Le" y', 10, 'who:"Ann Le"'),
        ("one  two", 4, ""),
        ("one two", 4, ""),
        ("one two", 5, "two"),
    ],
)
def test_the_term_under_the_cursor_is_what_is_replaced(query: str, cursor: int, term: str) -> None:
    found = completed(query, cursor)
    assert query[found.start : found.end] == term


@given(st.text(alphabet='ab #:-()"“*wthorgsied \n\\', max_size=20), st.integers(-2, 25))
def test_every_candidate_of_every_text_is_a_query_that_can_be_read(query: str, cursor: int) -> None:
    found = completed(query, cursor)
    assert 0 <= found.start <= found.end <= len(query)
    for candidate in found.candidates:
        try:
            parse(candidate.text)
        except QueryError as error:  # pragma: no cover
            raise AssertionError(candidate.text) from error
