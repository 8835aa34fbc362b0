"""Words meet in their stem: Porter's algorithm, checked against his examples and against SQLite's own."""

from __future__ import annotations

import random
import sqlite3

import pytest

from reader.search.stemming import stem

PAIRS = """caresses caress ponies poni ties ti cats cat feed feed agreed agre plastered plaster bled bled motoring motor
sing sing conflated conflat troubled troubl sized size hopping hop tanned tan falling fall hissing hiss fizzed fizz
failing fail filing file happy happi sky sky relational relat conditional condit rational ration digitizer digit
operator oper feudalism feudal decisiveness decis hopefulness hope formaliti formal triplicate triplic electrical electr
goodness good revival reviv allowance allow inference infer adjustable adjust replacement replac adoption adopt
communism commun effective effect bowdlerize bowdler probate probat rate rate cease ceas controll control roll roll
""".split()


@pytest.mark.parametrize(("word", "root"), list(zip(PAIRS[::2], PAIRS[1::2], strict=True)))
def test_the_published_examples(word: str, root: str) -> None:
    assert stem(word) == root


def test_inflections_meet_and_other_words_do_not() -> None:
    assert (
        len({stem(word) for word in ("connect", "connected", "connecting", "connection", "connections")}) == 1
    )
    assert stem("news") != stem("new")
    assert stem("runner") != stem("run")


@pytest.mark.parametrize("word", ["", "a", "is", "été", "naïve", "abc1s", "москвы", "中", "x" * 200 + "ing"])
def test_what_is_not_an_english_word_is_left(word: str) -> None:
    assert stem(word) == word


def test_sqlite_stems_alike() -> None:
    draw = random.Random(3)
    beginnings = [
        "relat",
        "hop",
        "fil",
        "try",
        "oper",
        "sens",
        "gener",
        "troubl",
        "agr",
        "fizz",
        "contr",
        "act",
        "vi",
        "wom",
    ]
    endings = "s es ed ing ation ational izer fulness ousness iviti biliti alli ement ion ive ize ly y e ful ness ical".split()
    words = sorted(
        {draw.choice(beginnings) + draw.choice(endings) + draw.choice(["", *endings]) for _ in range(4000)}
    )
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(word, tokenize='porter ascii')")
    connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'instance')")
    connection.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(words))
    theirs = dict(connection.execute("SELECT doc, term FROM stems"))
    assert {word: stem(word) for word in words} == {word: theirs[row] for row, word in enumerate(words)}
