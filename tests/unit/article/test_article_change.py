"""Places follow one change of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Range
from reader.article.change import OneChange

TEXT = st.text("ab \n", max_size=12)


@given(TEXT, TEXT, TEXT, TEXT, st.integers(0, 40), st.integers(0, 40))
def test_what_the_change_does_not_touch_says_the_same_where_it_moved(
    head: str, old: str, new: str, tail: str, start: int, length: int
) -> None:
    before, after = head + old + tail, head + new + tail
    place = Range(min(start, len(before)), min(start + length, len(before)))
    change = OneChange.between(before, after)
    moved = change.moved(place)
    if moved is not None:
        assert moved.of(after) == place.of(before)
    assert OneChange.between(before, before).moved(place) == place
    assert 0 <= change.offset(place.start) <= len(after)


def test_one_who_stood_in_what_is_gone_stands_where_it_was() -> None:
    change = OneChange.between("one\n\ntwo\n\nsix", "one\n\nsix")
    assert change.offset(6) == 5
    assert change.moved(Range(10, 13)) == Range(5, 8)


def test_of_blocks_that_begin_alike_the_whole_one_went() -> None:
    change = OneChange.between("a dog\n\na cat\n\na cow", "a dog\n\na cow")
    assert change.moved(Range(14, 19)) == Range(7, 12)
    assert change.moved(Range(7, 12)) is None
    assert OneChange.between("a cat\n\na cow", "a cow").moved(Range(7, 12)) == Range(0, 5)
    assert OneChange.between("a cow", "a cat\n\na cow").moved(Range(0, 5)) == Range(7, 12)
