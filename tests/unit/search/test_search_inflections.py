"""Forms of words by the language of their article."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from reader.search.answers import search
from reader.search.index import SearchIndex
from reader.search.inflections import known_language, stem_in
from reader.search.matching import find_in_text
from reader.search.query import parse
from reader.search.values import ArticleFacts, Findable


def library(*texts: tuple[str, str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    index = SearchIndex()
    index.create(connection)
    for number, (language, text) in enumerate(texts):
        index.put_article(connection, ArticleFacts(f"a{number}", "", language=language))
        index.put(connection, [Findable(f"n{number}", "note", f"a{number}", f"n{number}", text)])
    return connection


def found(connection: sqlite3.Connection, query: str) -> list[str]:
    return sorted(hit.item_id for hit in search(connection, parse(query), today=date(2026, 5, 20)))


@pytest.mark.parametrize(
    ("language", "text", "queries"),
    [
        ("de-AT", "Die alten Häuser am Fluss", ["Haus", "haus", "Häusern", "hauser", "alte"]),
        ("fr", "Les nations mangeaient ensemble", ["nation", "manger", "mangé", "NATIONS"]),
        ("es", "Las naciones unidas", ["nación", "nacion"]),
        ("ru", "Он читал новую книгу", ["книга", "книги", "новый"]),
        ("sv", "flickorna sprang", ["flicka", "flickor"]),
        ("pt", "as empresas crescem", ["empresa"]),
    ],
)
def test_forms_are_found_in_the_language_of_the_article(language: str, text: str, queries: list[str]) -> None:
    index = library((language, text))
    for query in queries:
        assert found(index, query) == ["n0"], query
        assert find_in_text(text, parse(query), language=language), query
    assert found(index, f'"{queries[0]}"') == []


def test_forms_of_one_language_are_none_of_another() -> None:
    index = library(("de", "Die Siren heulen"), ("en", "Sir Thomas came"))
    assert stem_in("de", "siren") == "sir"
    assert found(index, "siren") == ["n0"]
    assert found(index, "sir") == ["n0", "n1"], (
        "German says that it is a form; the word itself is found anywhere"
    )


def test_a_language_that_is_not_known_goes_by_the_rules_of_english() -> None:
    assert known_language("") == known_language("xx") == known_language("en-GB") == "en"
    assert found(library(("xx", "they were running")), "run") == ["n0"]


def test_a_language_told_later_is_learnt() -> None:
    connection = library(("", "Die alten Häuser"))
    assert found(connection, "Haus") == []
    SearchIndex().put_article(connection, ArticleFacts("a0", "", language="de"))
    assert found(connection, "Haus") == ["n0"]


def test_a_part_of_a_word_lights_where_it_stands() -> None:
    connection = library(("en", "The shipyards of Kirkwall"))
    for part, lit in (("*hipyar*", "hipyar"), ("*wall", "wall"), ("*ir*", "ir"), ("*%*", "")):
        hits = search(connection, parse(part), today=date(2026, 5, 20))
        assert [hit.lit[0].of(hit.context) for hit in hits if hit.lit] == ([lit] if lit else [])
    assert found(connection, "*none*") == []
