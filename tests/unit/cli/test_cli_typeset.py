"""An article set for a terminal: every word is there, in order, within the width."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Metadata, Range, Source
from reader.article.build import Piece, RelativeMark, TextBuilder
from reader.article.characters import safe_text
from reader.cli.typeset import Line, set_article, set_paragraph
from reader.terminal.cells import cell_width
from reader.terminal.printer import painted

WORDS = st.text(st.sampled_from("abcdefé世界-.,“”"), min_size=1, max_size=14).map(safe_text)
LINE = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def article(*pieces: Piece) -> Article:
    builder = TextBuilder()
    builder.extend(pieces)
    return Article("x", builder.text, tuple(builder.blocks), Metadata(), Source("html"))


def shown(*pieces: Piece, width: int = 40, lit: Any = ()) -> list[str]:
    return [painted(line, colour=False) for line in set_article(article(*pieces), width, lit=lit)]


def styled(line: Line) -> list[tuple[str, str | None]]:
    return [
        piece if isinstance(piece, tuple) else (piece, None)
        for piece in line
        if piece not in ("", ("", None))
    ]


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind: Any = draw(
        st.sampled_from(["heading", "paragraph", "quote", "list_item", "table", "figure", "footnote"])
    )
    fields: dict[str, Any] = {
        "heading": {"level": 2}, "quote": {"quote_depth": 2}, "footnote": {"label": "1"},
        "list_item": {"depth": 2, "ordered": True, "number": 12}, "table": {"header_rows": 1},
    }.get(kind, {})  # fmt: skip
    if kind == "table":
        rows = draw(st.lists(st.lists(LINE, min_size=1, max_size=4), min_size=1, max_size=3))
        return Piece("table", rows=rows, fields=fields)
    return Piece(kind, draw(LINE), fields=fields)


@given(st.lists(pieces(), max_size=4), st.integers(40, 100))
def test_no_line_is_wider_than_the_column(parts: list[Piece], width: int) -> None:
    assert all(cell_width(line) <= width for line in shown(*parts, width=width))


@given(st.lists(st.builds(Piece, st.just("paragraph"), LINE), max_size=4), st.integers(20, 60))
def test_every_word_is_set_in_order(parts: list[Piece], width: int) -> None:
    whole = "".join("".join(piece.text.split()) for piece in parts)
    assert "".join("".join(line.split()) for line in shown(*parts, width=width)) == whole


@given(st.lists(st.lists(LINE, min_size=2, max_size=3), min_size=1, max_size=3), st.integers(30, 80))
def test_no_character_of_a_table_is_lost(rows: list[list[str]], width: int) -> None:
    lines = shown(Piece("table", rows=rows), width=width)
    expected = sorted("".join(cell for row in rows for cell in row).replace(" ", ""))
    assert sorted("".join(lines).replace(" ", "")) == expected


def test_each_kind_of_block_has_its_look() -> None:
    assert shown(
        Piece("heading", "The sea", fields={"level": 2}),
        Piece("paragraph", "A line that is longer than forty characters wraps."),
        Piece("quote", "Said so, and then said it again for all to hear.", fields={"quote_depth": 1}),
        Piece("list_item", "one", fields={"depth": 1}),
        Piece("list_item", "ten", fields={"depth": 2, "ordered": True, "number": 10}),
        Piece("list_item", "and a further paragraph", fields={"depth": 2, "ordered": True}),
        Piece("code", "if x:\n\n\treturn 1"),
        Piece("figure", "A boat"),
        Piece("rule"),
        Piece("table", rows=[["Name", "Size"], ["a", "1"]], fields={"header_rows": 1}),
        Piece("footnote", "See there.", fields={"label": "1"}),
    ) == [
        "## The sea", "",
        "A line that is longer than forty", "characters wraps.", "",
        "> Said so, and then said it again for", "> all to hear.", "",
        "- one", "  10. ten", "     and a further paragraph", "",
        "    if x:", "", "        return 1", "",
        "[picture] A boat", "",
        "* * *", "",
        "Name  Size", "----  ----", "a     1", "",
        "[1] See there.",
    ]  # fmt: skip


def test_verse_keeps_its_lines() -> None:
    assert shown(Piece("paragraph", "Roses are red,\nviolets are blue.")) == [
        "Roses are red,",
        "violets are blue.",
    ]


def test_a_table_that_does_not_fit_breaks_no_word_while_it_can() -> None:
    lines = shown(
        Piece("table", rows=[["Clock", "Call"], ["the one that only counts", "time.monotonic()"]]), width=34
    )
    assert all(cell_width(line) <= 34 for line in lines)
    assert any("time.monotonic()" in line for line in lines)


def test_styles_follow_marks_and_highlights_win() -> None:
    made = article(Piece("paragraph", "plain bold lit end", [RelativeMark("strong", 6, 10)]))
    (line,) = set_article(made, 40, lit=[Range(11, 14)])
    assert styled(line) == [
        ("", "dim"), ("plain ", None), ("bold", "strong"), (" ", None), ("lit", "lit"), (" end", None),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [0, 1, 10])
def test_a_ridiculous_width_is_survived(width: int) -> None:
    assert shown(
        Piece("list_item", "words and more words", fields={"depth": 8, "quote_depth": 6}), width=width
    )


def test_a_paragraph_hangs_under_what_stands_before_it() -> None:
    lines = [
        painted(line, colour=False)
        for line in set_paragraph("one two three four", 14, first="1. ", rest="   ")
    ]
    assert lines == ["1. one two", "   three four"]
