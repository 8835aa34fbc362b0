"""The door through which text enters: what passes, what does not, and that passing twice changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.article.characters import LINE_LIMIT, safe_line, safe_text

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
HOSTILE = st.text(
    st.sampled_from(
        "ab \t\n\r\x00\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\xad\u00a0\u0301\u0489\u061c\u200b\u200c\u200d\u200e\u2028\u2029"
        "\u202e\u2060\u2066\u2069\ufe0f\ufeff\ufff9\ud800\udfff\U0001f3f4\U000e0001\U000e0067\U000e0062\U000e007f世界"
    ),
    max_size=40,
)

ACTING = {
    "ESC": "\x1b", "BEL": "\x07", "NUL": "\x00", "DEL": "\x7f", "CSI": "\x9b", "OSC": "\x9d", "SO": "\x0e",
    "right-to-left override": "\u202e", "isolate": "\u2067", "left-to-right mark": "\u200e",
    "Arabic letter mark": "\u061c", "zero width space": "\u200b", "word joiner": "\u2060",
    "invisible times": "\u2062", "byte order mark": "\ufeff", "annotation": "\ufff9", "language tag": "\U000e0001",
    "a tag letter outside a flag": "\U000e0061",
}  # fmt: skip


@given(st.one_of(ANY_TEXT, HOSTILE))
@example("\U000e0001\U000e0067")
@example("\U0001f3f4\U000e0001\U000e0067")
@example("e" + "\u0301" * 7 + "\u200b" + "\u0301" * 7)
def test_what_passed_the_door_passes_it_unchanged(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)


@given(st.one_of(ANY_TEXT, HOSTILE))
def test_nothing_that_acts_or_hides_gets_through(text: str) -> None:
    for character in safe_text(text):
        category = unicodedata.category(character)
        assert category != "Cs"
        assert category != "Cc" or character in "\n\t"
        assert character not in "\u061c\u200b\u200e\u200f\u2028\u2029\ufeff"
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2060" <= character <= "\u206f"
        assert not "\ufff9" <= character <= "\ufffb"


@given(st.one_of(ANY_TEXT, HOSTILE))
def test_at_most_eight_marks_stand_on_one_character(text: str) -> None:
    run = 0
    for character in safe_text(text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert run <= 8


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_letters_figures_and_signs_are_left_as_they_are(text: str) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize("character", ACTING.values(), ids=ACTING.keys())
def test_a_character_that_acts_is_taken_out(character: str) -> None:
    assert safe_text(f"a{character}b") == "ab"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(ending: str) -> None:
    assert safe_text(f"a{ending}b") == "a\nb"


def test_what_scripts_and_emoji_need_stays() -> None:
    family = "👩\u200d👩\u200d👧"
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    persian = "می\u200cخواهم"
    for text in (family, england, persian, "❤\ufe0f", "soft\xadhyphen", "é", "e\u0301"):
        assert safe_text(text) == text


def test_a_flood_of_marks_is_cut_and_a_lone_surrogate_is_replaced() -> None:
    assert safe_text("a" + "\u0301" * 1000 + "b") == "a" + "\u0301" * 8 + "b"
    assert safe_text("x\ud800y") == "x\ufffdy"


@given(st.one_of(ANY_TEXT, HOSTILE), st.integers(1, 50))
def test_a_line_is_one_line_of_a_bounded_length_and_stays_so(text: str, limit: int) -> None:
    line = safe_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert "\t" not in line
    assert line == line.strip()
    assert safe_line(line, limit) == line


def test_a_long_title_ends_in_an_ellipsis() -> None:
    line = safe_line("word " * 100)
    assert len(line) <= LINE_LIMIT
    assert line.endswith("word…")
