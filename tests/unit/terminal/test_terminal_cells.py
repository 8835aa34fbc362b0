"""Widths and lines: no line is wider than asked, and no character is lost on the way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.article.characters import safe_text
from reader.terminal.cells import cell_width, cut, line_ranges, padded, wrapped

MIXED = st.text(
    st.sampled_from("ab ,.-“”()世界和、。「」é\u0301ü한글ไทย👍🏽❤\ufe0f👩\u200d🚀\u200d \tword ß…—אבج"),
    max_size=60,
).map(safe_text)
TEXT = st.one_of(
    MIXED, st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))).map(safe_text)
)


@pytest.mark.parametrize(
    ("text", "width"),
    [("plain", 5), ("", 0), ("世界", 4), ("e\u0301", 1), ("👍", 2), ("👍🏽", 2), ("👩\u200d🚀", 2), ("ｆｕｌｌ", 8),
     ("한글", 4), ("“a”", 3), ("—…", 2), ("אב", 2), ("ü", 1)],
)  # fmt: skip
def test_the_width_of_text_is_the_one_terminals_show(text: str, width: int) -> None:
    assert cell_width(text) == width


@given(st.text(st.characters(codec="utf-8", categories=("L", "Nd", "P"), exclude_characters="\u302e\u302f")))
def test_letters_and_signs_are_as_wide_as_the_screens_own_measure_has_it(text: str) -> None:
    differing = {c for c in text if cell_width(c) != cell_len(c)}
    assert all("\u1100" <= c <= "\u11ff" or "\ud7b0" <= c <= "\ud7ff" for c in differing), differing


@given(TEXT, st.integers(2, 30))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in wrapped(text.replace("\t", " "), width))


@given(TEXT, st.integers(2, 30), st.integers(2, 30))
def test_every_character_but_white_space_is_in_exactly_one_line(text: str, width: int, first: int) -> None:
    lines = line_ranges(text, 0, len(text), width, first)
    assert all(start <= end for start, end in lines)
    assert all(left[1] <= right[0] for left, right in pairwise(lines))
    kept = {at for start, end in lines for at in range(start, end)}
    assert {at for at, character in enumerate(text) if character not in " \t\n\u3000"} <= kept


@given(TEXT, st.integers(2, 30), st.integers(2, 10))
def test_the_first_line_leaves_room_for_what_stands_before_it(text: str, width: int, first: int) -> None:
    lines = wrapped(text, width)
    start, end = line_ranges(text, 0, len(text), width, min(first, width))[0]
    assert cell_width(text[start:end].replace("\t", " ")) <= min(first, width)
    assert lines


@given(TEXT, st.integers(0, 30))
def test_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    text = text.replace("\t", " ").replace("\n", " ")
    shown = cut(text, width)
    assert cell_width(shown) <= width
    assert shown == text or width == 0 or shown.endswith("…")


@given(TEXT, st.integers(1, 30))
def test_padded_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_width(padded(text.replace("\t", " ").replace("\n", " "), width)) == width


def test_words_are_kept_whole_where_they_fit() -> None:
    assert wrapped("the quick brown fox jumps", 10) == ["the quick", "brown fox", "jumps"]
    assert wrapped("antidisestablishmentarianism", 10) == ["antidisest", "ablishment", "arianism"]


def test_chinese_breaks_anywhere_but_before_a_full_stop() -> None:
    assert wrapped("世界和平世界。", 6) == ["世界和", "平世", "界。"]


def test_hard_lines_and_empty_ones_stay() -> None:
    assert wrapped("a\n\nb", 10) == ["a", "", "b"]
    assert wrapped("", 10) == [""]


def test_characters_made_of_several_are_never_parted() -> None:
    text = "e\u0301" * 12 + "👩\u200d🚀" * 4
    assert "".join(wrapped(text, 5)) == text
    assert all(not line.startswith(("\u0301", "\u200d")) for line in wrapped(text, 5))
