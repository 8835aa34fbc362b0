"""Plots of text: exact to an eighth of a cell, and never wider or higher than they may be."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reader.library.statistics import Source, Statistics, Week
from reader.terminal.cells import cell_width
from reader.terminal.plots import bar, columns
from reader.tui.statistics_page import page, spoken_minutes

NUMBERS = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)
_EIGHTHS = " ▁▂▃▄▅▆▇█"


def test_columns_are_as_high_as_their_values() -> None:
    assert columns([0, 1, 4, 8], 1) == [" ▁▄█"]
    assert columns([1, 2], 2) == [" █", "██"]
    assert columns([0, 0], 2) == ["  ", "  "]


@given(NUMBERS, st.integers(1, 6))
def test_columns_fill_from_below_and_their_order_is_that_of_the_values(
    values: list[int], height: int
) -> None:
    lines = columns(values, height)
    heights = [sum(_EIGHTHS.index(line[at]) for line in lines) for at in range(len(values))]
    assert all(bool(drawn) == bool(value) for drawn, value in zip(heights, values, strict=True))
    assert max(heights) == (height * 8 if any(values) else 0)
    pairs = sorted(zip(values, heights, strict=True))
    assert [drawn for _, drawn in pairs] == sorted(drawn for _, drawn in pairs)
    for at in range(len(values)):
        column = [line[at] for line in lines]
        assert "".join(column).lstrip(" ").find(" ") < 0


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 40))
def test_a_bar_is_never_longer_than_its_room(value: int, most: int, cells: int) -> None:
    drawn = bar(value, most, cells)
    assert len(drawn) <= cells
    assert bool(drawn) == bool(value and cells)


def figures(weeks: int, names: list[str]) -> Statistics:
    monday = date(2026, 1, 5)
    rows = tuple(
        Week((monday + timedelta(weeks=n)).isoformat(), n % 5, n % 3, n * 7, n % 2, 1) for n in range(weeks)
    )
    sources = tuple(Source(name, 12, 3 + number) for number, name in enumerate(names))
    return Statistics(1234, 5, 6, 7, 8, 9, 10, 11, 12, 13, 5000, 61, 4, rows, sources, sources, sources)


@given(st.integers(1, 120), st.integers(24, 130), st.lists(st.text(max_size=40), max_size=3))
def test_no_line_of_the_page_is_wider_than_the_screen(weeks: int, width: int, names: list[str]) -> None:
    for line in page(figures(weeks, names), width):
        text = "".join(part for part, _ in line.spans)
        assert cell_width(text) <= width
        assert "\n" not in text


def test_the_page_says_what_its_lines_lead_to() -> None:
    lines = page(figures(8, ["Ann Lee"]), 80)
    assert [line.key for line in lines if line.key] == ["who:Ann Lee", "site:Ann Lee", "tag:Ann Lee"]
    text = "\n".join("".join(part for part, _ in line.spans) for line in lines)
    assert "1,234 articles" in text
    assert "83 h read" in text
    assert "Jan" in text
    assert "Feb" in text


def test_minutes_are_spoken_as_one_says_them() -> None:
    assert [spoken_minutes(n) for n in (0, 59, 60, 200, 6000)] == [
        "0 min",
        "59 min",
        "1 h",
        "3 h 20 min",
        "100 h",
    ]
