"""The index follows what it is told, within the caller's transaction."""

from __future__ import annotations

import sqlite3
from datetime import date

from reader.search.answers import articles, search
from reader.search.index import SearchIndex
from reader.search.query import parse
from reader.search.values import ArticleFacts, Findable

TODAY = date(2026, 5, 20)


def made() -> tuple[sqlite3.Connection, SearchIndex]:
    connection = sqlite3.connect(":memory:")
    index = SearchIndex()
    index.create(connection)
    index.put_article(connection, ArticleFacts("a", "First title", "Ann", "example.org", tags=("one",)))
    connection.commit()
    return connection, index


def note(id: str, text: str) -> Findable:
    return Findable(f"note:{id}", "note", "a", id, text)


def found(connection: sqlite3.Connection, query: str) -> list[str]:
    return sorted(hit.item_id for hit in search(connection, parse(query), today=TODAY))


def test_a_thing_put_again_is_replaced() -> None:
    connection, index = made()
    index.put(connection, [note("n", "old words")])
    index.put(connection, [note("n", "new words"), note("m", "twice"), note("m", "in one go")])
    assert found(connection, "old") == []
    assert found(connection, "new") == ["n"]
    assert found(connection, "twice") == []
    assert found(connection, "go") == ["m"]


def test_an_article_put_again_changes_its_facts_and_keeps_its_things() -> None:
    connection, index = made()
    index.put(connection, [note("n", "words")])
    index.put_article(
        connection, ArticleFacts("a", "Second title", "Ben", "example.com", tags=("two",), starred=True)
    )
    assert found(connection, "title:first") == []
    assert found(connection, "title:second author:ben site:com tag:two is:starred") == ["n"]
    assert found(connection, "tag:one") == []
    assert articles(connection, parse("second"), today=TODAY) == ["a"]


def test_an_article_taken_out_takes_its_things_along() -> None:
    connection, index = made()
    index.put(connection, [note("n", "words"), Findable("note:other", "note", "b", "other", "words")])
    index.put_article(connection, ArticleFacts("b", "Other"))
    index.remove_article(connection, "a")
    index.remove_article(connection, "never there")
    assert found(connection, "words") == ["other"]
    assert articles(connection, parse(""), today=TODAY) == ["b"]


def test_some_kinds_of_an_article_can_be_taken_out() -> None:
    connection, index = made()
    quote = Findable("quote:a:0", "quote", "a", "q", "words said", 0, 5, "Ann")
    index.put(connection, [note("n", "words"), quote])
    index.remove_of_article(connection, "a", ("quote", "entity"))
    assert found(connection, "words") == ["n"]
    assert found(connection, "said:ann") == []


def test_what_belongs_to_no_known_article_waits_for_it() -> None:
    connection, index = made()
    index.put(connection, [Findable("note:early", "note", "b", "early", "words")])
    assert found(connection, "words") == []
    index.put_article(connection, ArticleFacts("b", "Later"))
    assert found(connection, "words") == ["early"]


def test_a_change_that_is_rolled_back_leaves_nothing_and_spoils_nothing() -> None:
    connection, index = made()
    index.put(connection, [note("gone", "walking")])
    connection.rollback()
    assert found(connection, "walking") == []
    index.put(connection, [note("n", "walking and walks")])
    connection.commit()
    assert found(connection, "walk") == ["n"]
    assert found(connection, "walked") == ["n"]


def test_two_writers_share_one_index() -> None:
    connection, index = made()
    other = SearchIndex()
    for number, writer in enumerate([index, other, index, other]):
        writer.put(
            connection,
            [note(f"n{number}", f"{'talking' if number % 2 else 'talks'} {'listened' * (number > 1)}")],
        )
        connection.commit()
    assert found(connection, "talk") == ["n0", "n1", "n2", "n3"]
    assert found(connection, "listening") == ["n2", "n3"]


def test_making_it_anew_empties_it() -> None:
    connection, index = made()
    index.put(connection, [note("n", "words running")])
    index.create(connection)
    assert found(connection, "") == []
    index.put_article(connection, ArticleFacts("a", "Title"))
    index.put(connection, [note("n", "runs")])
    assert found(connection, "running") == ["n"]


def test_a_common_word_is_still_found_to_the_last_when_all_is_asked_for() -> None:
    connection, index = made()
    index.put(connection, [note(f"n{number:04}", f"common {number}") for number in range(1500)])
    query = parse("common")
    assert len(search(connection, query, today=TODAY, limit=5000)) == 1500
    assert len(search(connection, query, today=TODAY, limit=20)) == 20
    assert found(connection, "common 7") == ["n0007"]
