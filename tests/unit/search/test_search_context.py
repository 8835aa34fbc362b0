"""The line around a hit: one line, cut between words, with the hit lit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.ranges import Range
from reader.search.context import CONTEXT_WIDTH, line_around

LONG = "one two three four five six seven eight nine ten " * 20


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    line, lit = line_around("first line\n\n  second\tline ", Range(14, 20), [Range(14, 20)])
    assert line == "first line second line"
    assert [place.of(line) for place in lit] == ["second"]


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    at = LONG.index("seven", 400)
    line, lit = line_around(LONG, Range(at, at + 5), [Range(at, at + 5), Range(0, 3)])
    assert line.startswith("…")
    assert line.endswith("…")
    assert set(line.strip("…").split()) <= set(LONG.split())
    assert [place.of(line) for place in lit] == ["seven"]
    assert 60 <= len(line) <= CONTEXT_WIDTH + 2


def test_the_beginning_and_the_end_are_not_marked_as_cut() -> None:
    assert not line_around(LONG, Range(0, 3), [])[0].startswith("…")
    assert not line_around(LONG.strip(), Range(len(LONG) - 4, len(LONG) - 1), [])[0].endswith("…")


def test_a_place_longer_than_the_line_is_cut() -> None:
    line, lit = line_around(LONG, Range(100, 600), [Range(100, 600)])
    assert len(line) <= CONTEXT_WIDTH + 2
    assert lit


@given(
    st.text("ab中\n\t é\u0301😀\u200d", max_size=400),
    st.integers(0, 400),
    st.integers(1, 30),
)
def test_the_line_holds_the_place_and_lights_it(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    place = Range(start, min(len(text), start + length))
    line, lit = line_around(text, place, [place])
    assert "\n" not in line
    assert "\t" not in line
    assert "  " not in line
    assert len(line) <= CONTEXT_WIDTH + 2
    assert all(piece.end <= len(line) for piece in lit)
    assert "".join(piece.of(line) for piece in lit).split() == place.of(text).split()
