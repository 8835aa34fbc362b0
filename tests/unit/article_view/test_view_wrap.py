"""Lines break where they may, hold every character once and in order, and never part what is drawn as one."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.article_view.cells import cells_of, clusters, drawable
from reader.tui.article_view.wrap import break_lines, drawn_end
from tests.unit.article_view.view_samples import ALPHABET, lines

hard_lines = st.lists(lines, max_size=4).map("\n".join)
any_text = st.text(max_size=300)
narrow_or_wide = st.integers(min_value=2, max_value=90)


def wrapped(text: str, width: int, **options: int) -> list[str]:
    starts: array[int] = array("I")
    assert break_lines(text, 0, len(text), width, starts, **options) == len(text)
    return [text[a:b] for a, b in pairwise([*starts, len(text)])]


def shown(text: str, width: int) -> list[str]:
    return [line[: drawn_end(line, 0, len(line))] for line in wrapped(text, width)]


@settings(deadline=None)
@given(st.one_of(hard_lines, any_text), narrow_or_wide)
def test_the_lines_are_the_text_with_nothing_between_them(text: str, width: int) -> None:
    assert "".join(wrapped(text, width)) == text


@settings(deadline=None)
@given(st.one_of(hard_lines, any_text), narrow_or_wide)
def test_no_line_is_wider_than_the_column(text: str, width: int) -> None:
    for line in shown(text, width):
        assert cells_of(drawable(line)) <= width or len(clusters(drawable(line))) == 1


@settings(deadline=None)
@given(hard_lines, narrow_or_wide)
def test_a_cluster_is_never_parted(text: str, width: int) -> None:
    edges: set[int] = set()
    at = 0
    for hard in text.split("\n"):
        edges.update(at + start for start, _, _ in clusters(drawable(hard)))
        at += len(hard) + 1
        edges.add(at - 1)
    starts: array[int] = array("I")
    break_lines(text, 0, len(text), width, starts)
    assert all(start in edges or text[start - 1] == "\n" for start in starts)


@settings(deadline=None)
@given(hard_lines, narrow_or_wide, st.integers(1, 5))
def test_wrapping_in_steps_gives_what_wrapping_at_once_gives(text: str, width: int, most: int) -> None:
    at_once: array[int] = array("I")
    break_lines(text, 0, len(text), width, at_once, rest=max(2, width - 3))
    in_steps: array[int] = array("I")
    at = 0
    while at < len(text):
        at = break_lines(text, at, len(text), width, in_steps, rest=max(2, width - 3), most=most)
    assert in_steps == at_once


@settings(deadline=None)
@given(st.text(st.sampled_from("abc de-f—g. \u00a0é”"), max_size=200), narrow_or_wide)
def test_the_fast_way_and_the_exact_way_agree(text: str, width: int) -> None:
    """A tab behind the text makes no difference to it, but sends its last line the way of wide characters."""
    from reader.tui.article_view import wrap

    fast: array[int] = array("I")
    break_lines(text, 0, len(text), width, fast)
    for start, following in pairwise(fast):
        if " " in text[start:following].strip() and text[following - 1] == " " and text[start] != " ":
            assert wrap._break_by_cells(text, start, len(text), width) == following


def test_a_newline_is_a_hard_break_and_an_empty_line_is_kept() -> None:
    assert wrapped("one\n\n  two", 20) == ["one\n", "\n", "  two"]


def test_words_are_kept_whole_where_they_fit() -> None:
    assert shown("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_long_word_is_broken_and_an_address_behind_a_slash() -> None:
    assert wrapped("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert wrapped("https://example.org/archive/of/logs", 22) == ["https://example.org/", "archive/of/logs"]


def test_a_compound_may_be_broken_behind_its_hyphen_but_an_option_may_not() -> None:
    assert shown("a well-known fact", 8) == ["a well-", "known", "fact"]
    assert shown("run it --verbose", 11) == ["run it", "--verbose"]


def test_a_soft_hyphen_is_a_place_to_break_and_takes_no_room_elsewhere() -> None:
    assert wrapped("Donau\xaddampf\xadschiff", 12) == ["Donau\xaddampf\xad", "schiff"]
    assert cells_of("Donau\xaddampf") == 10


def test_a_joiner_joins_pictures_and_hides_no_letters() -> None:
    assert cells_of("👨‍👩‍👧") == 2
    assert cells_of("a\u200db\u200dc") == 3


def test_a_space_that_does_not_break_holds_a_number_to_its_unit() -> None:
    assert shown("it fell by 2.1\u00a0°C there", 14) == ["it fell by", "2.1\u00a0°C there"]


@pytest.mark.parametrize("width", range(8, 40))
def test_no_line_of_japanese_starts_with_a_full_stop_or_ends_with_an_opening_bracket(width: int) -> None:
    text = (
        "田中さんは「氷のない冬は、静かではなく、むしろ騒がしい」と書いた。港の音は、遠くまで届く（らしい）。"
        * 2
    )
    for line in shown(text, width):
        assert line[0] not in "、。」）"
        assert line[-1] not in "「（"


def test_japanese_fills_its_lines() -> None:
    assert [cells_of(line) for line in shown("漢字" * 20, 20)] == [20, 20, 20, 20]


def test_flags_families_and_accents_stay_whole() -> None:
    for cluster in ("🇯🇵", "👨‍👩‍👧", "e\u0301", "👍🏽", "❤️"):
        text = cluster * 12
        assert all(line.replace(cluster, "") == "" for line in wrapped(text, 5))


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_what_is_drawn_never_acts_on_a_terminal_and_keeps_its_length(text: str) -> None:
    drawn = drawable(text)
    assert len(drawn) == len(text)
    for character in drawn:
        assert (
            character in "\t\n"
            or character.isprintable()
            or character in "\xad\u200c\u200d"
            or ord(character) > 0x9F
        )
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2066" <= character <= "\u2069"
        assert not "\x80" <= character <= "\x9f"
    assert "\x1b" not in drawn


@settings(deadline=None)
@given(st.text(st.sampled_from(ALPHABET), max_size=80))
def test_clusters_cover_a_piece_without_gaps(text: str) -> None:
    spans = clusters(drawable(text))
    assert [start for start, _, _ in spans] == [0, *(end for _, end, _ in spans)][: len(spans)]
    assert (spans[-1][1] if spans else 0) == len(text)


def test_a_flood_of_accents_is_cut_short_in_place() -> None:
    drawn = drawable("e" + "\u0301" * 500)
    assert len(drawn) == 501
    assert drawn.count("\u0301") == 8
