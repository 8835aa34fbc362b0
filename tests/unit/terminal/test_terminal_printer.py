"""What is printed: nothing acts on the terminal, nothing is lost from JSON, and colours are the user's
choice."""

from __future__ import annotations

import json
import re
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.characters import safe_text
from reader.terminal import printable, printable_line
from reader.terminal.colour import STYLES, output_width, wants_colour
from reader.terminal.printer import Printer, json_text, painted

ANY_TEXT = st.text(st.characters(codec=None), max_size=40)
HOSTILE = "a\x1b]0;owned\x07\x9b31m\u202eb\u2066\u200b\x7f\r\ufeffc"
SGR = re.compile(r"\x1b\[[0-9;]*m")


@given(st.lists(st.tuples(ANY_TEXT, st.sampled_from([None, *STYLES]))))
def test_the_only_escapes_in_a_line_are_the_programs_own_styles(pieces: list[tuple[str, Any]]) -> None:
    line = painted(pieces, colour=True)
    bare = SGR.sub("", line)
    assert "\x1b" not in bare
    assert safe_text(bare.replace("\u0301", "")) == bare.replace("\u0301", "") or bare == painted(
        pieces, colour=False
    )


@given(st.lists(st.tuples(ANY_TEXT, st.sampled_from([None, *STYLES]))))
def test_without_colour_there_is_no_escape_at_all(pieces: list[tuple[str, Any]]) -> None:
    assert "\x1b" not in painted(pieces, colour=False)


def test_hostile_words_come_out_harmless_on_every_way_out() -> None:
    stream = StringIO()
    out = Printer(stream, colour=False, width=80)
    out.line(HOSTILE, (HOSTILE, "title"))
    out.text(HOSTILE)
    out.chunk(HOSTILE)
    out.json([HOSTILE])
    out.json({HOSTILE: HOSTILE})
    out.json(HOSTILE)
    shown = stream.getvalue()
    assert not [character for character in shown if character in "\x1b\x07\x9b\u202e\u2066\u200b\x7f\r\ufeff"]


JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), ANY_TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(ANY_TEXT, inner, max_size=4)),
    max_leaves=10,
)


@given(JSON_VALUES, st.booleans())
def test_json_keeps_every_character_and_shows_none_that_acts(value: Any, ascii_only: bool) -> None:
    text = json_text(value, ascii_only)
    assert json.loads(text) == value
    assert printable(text) == text
    assert "\n" not in text
    assert not ascii_only or text.isascii()


@given(JSON_VALUES)
def test_a_printed_json_value_is_read_back_the_same(value: Any) -> None:
    stream = StringIO()
    Printer(stream, colour=False, width=80).json(value)
    assert json.loads(stream.getvalue()) == value


def test_lists_have_an_item_a_line_and_text_stays_readable() -> None:
    stream = StringIO()
    Printer(stream, colour=False, width=80).json([{"a": 1}, {"b": "ü世"}])
    assert stream.getvalue() == '[\n{"a": 1},\n{"b": "ü世"}\n]\n'


def test_a_stream_that_cannot_write_unicode_gets_json_escapes() -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding="latin-1", errors="backslashreplace")
    Printer(stream, colour=False, width=80).json(["世😀\x85"])
    stream.flush()
    assert json.loads(raw.getvalue().decode("latin-1")) == ["世😀\x85"]


def test_a_printable_line_is_one_line() -> None:
    assert printable_line("two\nlines\tand \x1b[31mred") == "two lines and [31mred"


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, False, True),
    ],
)
def test_colour_is_decided_in_the_agreed_order(
    choice: str, environment: dict[str, str], is_terminal: bool, expected: bool
) -> None:
    assert wants_colour(choice, environment, is_terminal) is expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [("120", 120), ("", 80), ("0", 80), ("-4", 80), ("wide", 80), ("²", 80), ("00", 80)],
)
def test_the_width_of_a_pipe_is_columns_or_eighty(columns: str, expected: int) -> None:
    assert output_width(StringIO(), {"COLUMNS": columns}) == expected
