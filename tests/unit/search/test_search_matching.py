"""Matches inside one text: what `/` in an article finds, and what is lit in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.ranges import Range
from reader.search.folding import fold, folded_words
from reader.search.matching import find_in_text, terms
from reader.search.query import Phrase, Query, Word, parse
from reader.search.stemming import stem
from tests.unit.search.search_scan import forms_in, has_words

TEXT = (
    "The “Huawei’s” Nicolás\nMaduro runs; running co\u00adoperation. He doesn't run 中国人 e\u0301té… THE END"
)


def found(text: str, what: str | Query, *, smart_case: bool = False) -> list[str]:
    return [place.of(text) for place in find_in_text(text, what, smart_case=smart_case)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("maduro", ["Maduro"]),
        ('"nicolas maduro"', ["Nicolás\nMaduro"]),
        ("run", ["runs", "running", "run"]),
        ('"run"', ["run"]),
        ("running", ["runs", "running", "run"]),
        ("huawei", ["Huawei"]),
        ("“huawei's”", ["Huawei’s"]),
        ("cooperat*", ["co\u00adoperation"]),
        ("中国", ["中国"]),
        ("ete", ["e\u0301té"]),
        ("doesn’t", ["doesn't"]),
        ("oes", []),
        ("maduro -run", ["Maduro"]),
        ("maduro OR 中", ["Maduro", "中"]),
        ("tag:maduro", []),
        ("...", []),
        ("", []),
    ],
)
def test_a_query_finds_words(query: str, places: list[str]) -> None:
    assert found(TEXT, parse(query)) == places


@pytest.mark.parametrize(
    ("what", "places"),
    [
        ("adur", ["adur"]),
        ("nicolas   maduro", ["Nicolás\nMaduro"]),
        ('"hua', ["“Hua"]),
        ("coop", ["co\u00adop"]),
        ("...", ["…"]),
        ("the", ["The", "THE"]),
        ("  ", []),
        ("", []),
        ("zzz", []),
    ],
)
def test_a_string_is_found_anywhere(what: str, places: list[str]) -> None:
    assert found(TEXT, what) == places


def test_a_capital_makes_case_count_where_that_is_wished() -> None:
    assert found(TEXT, "the", smart_case=True) == ["The", "THE"]
    assert found(TEXT, "The", smart_case=True) == ["The"]
    assert found(TEXT, "THE", smart_case=True) == ["THE"]
    assert found(TEXT, "THE", smart_case=False) == ["The", "THE"]
    assert found("ÉTÉ été", "Été", smart_case=True) == []


def test_signs_that_fold_to_space_are_found_as_they_stand() -> None:
    assert find_in_text("a • b • c", "•") == [Range(2, 3), Range(6, 7)]


def test_the_terms_to_light_are_the_positive_ones() -> None:
    assert terms(parse('maduro "free press" -huawei pre* tag:x (a OR maduro) ...')) == [
        "maduro",
        "free press",
        "pre",
        "a",
    ]
    assert terms(parse("")) == []


LETTERS = "ab s’'-\n中é\u00ad😀"
texts = st.text(LETTERS, max_size=30)
asked = st.one_of(
    st.builds(Word, st.text("ab's中é", min_size=1, max_size=3), st.booleans()),
    st.builds(Phrase, st.text("ab 中", max_size=5)),
)


@given(texts, asked)
def test_a_match_stands_exactly_where_the_words_are(text: str, term: Word | Phrase) -> None:
    places = find_in_text(text, Query(term))
    assert bool(places) == bool(has_words(text, term, forms_in([("", text)])))
    for before, after in pairwise(places):
        assert before.end <= after.start
    for place in places:
        words = folded_words(place.of(text))
        wanted = folded_words(term.text)
        assert len(words) == len(wanted)
        assert words[:-1] == wanted[:-1]
        assert words[-1].startswith(wanted[-1]) or stem(words[-1]) == stem(wanted[-1])


@given(texts, st.text(LETTERS, max_size=4), st.booleans())
def test_what_is_found_as_a_string_folds_to_it(text: str, what: str, smart_case: bool) -> None:
    wanted = fold(what).split()
    places = find_in_text(text, what, smart_case=smart_case)
    for place in places:
        assert fold(place.of(text)).split() == wanted or not wanted
    if wanted and not smart_case:
        assert bool(places) == (" ".join(wanted) in " ".join(fold(text).split()))


def test_a_long_text_of_near_matches_is_gone_through_once() -> None:
    text = "a " * 200_000
    assert find_in_text(text, '"a a a b"') == []
    assert find_in_text(text, parse('"a a a b"')) == []
    assert len(find_in_text(text, parse("a"))) == 200_000
