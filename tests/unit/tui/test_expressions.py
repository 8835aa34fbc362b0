"""Regular expressions over a text: what they find, what is wrong with them, and that they can be ended; and the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError, UsageError
from reader.tui.article_view.overview import marked_rows
from reader.tui.expressions import find_expression

TEXT = "The river Oder.\nThe rivers rise 40 cm in 2024, not 4 cm."


def found(pattern: str) -> list[str]:
    return [TEXT[start:end] for start, end in zip(*find_expression(TEXT, pattern), strict=True)]


def test_an_expression_finds_and_its_offsets_slice_to_what_it_found() -> None:
    assert found(r"\d+ cm") == ["40 cm", "4 cm"]
    assert found(r"rivers?") == ["river", "rivers"]
    assert found(r"^the") == ["The", "The"]
    assert found(r"\W*$") == [".", "."]


def test_case_counts_where_a_letter_is_upper_case_but_not_in_a_class() -> None:
    assert found("oder") == ["Oder"]
    assert found("ODER") == []
    assert found(r"\Soder") == []
    assert found(r"\Wtoder|\soder") == [" Oder"]


def test_a_wrong_expression_is_told_with_its_character() -> None:
    with pytest.raises(UsageError) as told:
        find_expression(TEXT, "a(b")
    assert "character 2" in str(told.value)


def test_an_expression_that_never_ends_is_ended() -> None:
    with pytest.raises(ReaderError) as told:
        find_expression("a" * 60 + "!", "(a+)+$", seconds=1.0)
    assert "too long" in str(told.value)


def test_what_the_text_says_is_no_part_of_the_program_that_looks() -> None:
    hostile = '"""\nimport os; os._exit(3)\n"""'
    starts, _ = find_expression(hostile, "exit")
    assert len(starts) == 1


@given(st.lists(st.floats(0, 1), max_size=50), st.integers(0, 60))
def test_marks_stand_on_the_bar_and_every_place_has_one(places: list[float], size: int) -> None:
    rows = marked_rows(places, size)
    assert all(0 <= row < size for row in rows)
    assert bool(rows) == bool(places and size)
