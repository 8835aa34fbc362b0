"""Rows: every line fits its width in cells, and no word is lost but what an ellipsis stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.article import Range
from reader.library.records import ArticleRecord
from reader.tui.listing import article_line, short_date
from reader.tui.rows import BuiltRows, Row, cut, fit, lit, wrap

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me")), max_size=80)
WORDS = st.lists(
    st.sampled_from(["a", "bridge", "漢字漢字", "👩‍🚀", "über", "incomprehensibilities", "naïve"]),
    max_size=20,
)


@given(TEXT, st.integers(0, 40))
def test_cut_text_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    if cell_len(text) <= width and width:
        assert cut(text, width) == text


@given(TEXT, st.integers(1, 40), st.booleans())
def test_fitted_text_has_exactly_the_width(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width


@given(WORDS, st.integers(6, 60), st.integers(0, 3))
def test_wrapped_lines_fit_and_hold_every_character_but_blanks(
    words: list[str], width: int, indent: int
) -> None:
    text = " ".join(words)
    lines = wrap([(text, "text")], width, indent=indent)
    for line in lines:
        assert sum(cell_len(piece) for piece, _ in line) <= width
    joined = "".join(piece for line in lines for piece, _ in line)
    assert joined.replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(6, 40), st.integers(1, 3))
def test_a_limit_of_lines_holds_and_is_shown_by_an_ellipsis(words: list[str], width: int, most: int) -> None:
    text = " ".join(words)
    lines = wrap([(text, "")], width, most=most)
    assert len(lines) <= most
    shown = "".join(piece for line in lines for piece, _ in line)
    assert shown.endswith("…") or shown.replace(" ", "") == text.replace(" ", "")


@given(st.text("abc ", max_size=20), st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=5))
def test_lighting_ranges_leaves_the_text_as_it_is(text: str, pairs: list[tuple[int, int]]) -> None:
    ranges = [Range(min(pair), max(pair)) for pair in pairs]
    assert "".join(piece for piece, _ in lit(text, ranges, "text", "hit")) == text


@given(st.lists(st.integers(1, 4), max_size=30))
def test_lines_and_rows_of_a_list_agree(heights: list[int]) -> None:
    rows = BuiltRows(lambda width: [Row(((),) * height, str(index)) for index, height in enumerate(heights)])
    rows.layout(20)
    assert rows.total_lines() == sum(heights)
    for line in range(rows.total_lines()):
        index, number = rows.at(line)
        assert rows.first_line(index) + number == line
        assert 0 <= number < rows.height(index)


@given(
    TEXT, TEXT, st.lists(TEXT, max_size=4), st.integers(40, 200), st.sampled_from(["unread", "reading", "read"]),
    st.booleans(),
)  # fmt: skip
def test_an_articles_line_fills_the_width_whatever_its_title(
    title: str, site: str, tags: list[str], width: int, state: str, starred: bool
) -> None:
    record = ArticleRecord(
        "a", title, site=site, tags=tuple(tags), state=state, starred=starred, minutes=12, progress=0.4,  # type: ignore[arg-type]
        published="2020-06-04",
    )  # fmt: skip
    line = article_line(record, width, selected=False, year=2026)
    assert sum(cell_len(piece) for piece, _ in line) == width


def test_days_are_short_and_what_is_no_day_is_not_invented() -> None:
    assert short_date("2026-06-04T11:47:00+00:00", 2026) == "4 Jun"
    assert short_date("2020-06-04", 2026) == "Jun 2020"
    assert short_date("2020-06-04", 2026, long=True) == "4 Jun 2020"
    assert short_date("2020", 2026) == "2020"
    assert short_date("soon", 2026) == ""
