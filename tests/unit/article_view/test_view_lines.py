"""The line index and the page: every character once, in order, at every width; places and characters
agree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article
from reader.article.build import Piece
from reader.tui.article_view.cells import cells_of
from reader.tui.article_view.document import Document, TitleBlock
from reader.tui.article_view.line_index import LineIndex
from reader.tui.article_view.page import Page, inked
from reader.tui.article_view.parts import Decor, Run
from tests.unit.article_view.view_samples import ONE_OF_EACH, WIDTHS, article_of, articles, paragraphs


def page_of(article: Article, width: int, title: str = "") -> Page:
    page = Page(Document(article, TitleBlock(title, ("site", "date")) if title else None), width)
    page.index.advance()
    return page


def drawn_offsets(page: Page) -> list[int]:
    """The offset of every character that is drawn, in the order of the screen: lines down, cells to the
    right."""
    return [
        offset
        for line in range(page.index.lines)
        for _, run in page.runs(line)
        for offset in range(run.start, run.start + len(run.drawn(page.document.text)))
    ]


def characters_to_draw(article: Article) -> list[int]:
    return [offset for offset, character in enumerate(article.text) if character not in " \t\n"]


@settings(max_examples=60, deadline=None)
@given(articles, WIDTHS)
def test_every_character_is_drawn_once(article: Article, width: int) -> None:
    drawn = drawn_offsets(page_of(article, width))
    assert len(drawn) == len(set(drawn))
    assert [o for o in sorted(drawn) if article.text[o] not in " \t\n"] == characters_to_draw(article)


@settings(max_examples=60, deadline=None)
@given(articles, WIDTHS)
def test_text_that_is_no_table_is_drawn_in_order_and_a_cell_of_a_table_too(
    article: Article, width: int
) -> None:
    page = page_of(article, width)
    cells = [cell for block in article.blocks if block.rows for row in block.rows for cell in row]
    drawn = drawn_offsets(page)
    tables = {o for cell in cells for o in range(cell.start, cell.end)}
    outside = [o for o in drawn if o not in tables]
    assert outside == sorted(outside)
    for cell in cells:
        inside = [o for o in drawn if cell.start <= o < cell.end]
        assert inside == sorted(inside)


@settings(max_examples=60, deadline=None)
@given(articles, WIDTHS)
def test_no_line_is_wider_than_the_column(article: Article, width: int) -> None:
    page = page_of(
        article, width, title="A title that is long enough to need a second line in a narrow column 東京"
    )
    for line in range(page.index.lines):
        cells = 0
        for part in page.parts(line):
            cells += part.cells(article.text) if isinstance(part, Run) else cells_of(part.text)
        assert cells <= width


@settings(max_examples=60, deadline=None)
@given(articles, WIDTHS)
def test_the_line_of_a_lines_start_is_that_line(article: Article, width: int) -> None:
    page = page_of(article, width, title="A title")
    index = page.index
    for line in range(index.lines):
        runs = [run for _, run in page.runs(line)]
        if runs:
            assert index.line_of(index.start_of(line)) == line
            assert index.start_of(line) == min(run.start for run in runs)


@settings(max_examples=60, deadline=None)
@given(articles, WIDTHS, st.integers(1, 7))
def test_an_index_made_in_steps_is_the_index_made_at_once(article: Article, width: int, most: int) -> None:
    at_once = LineIndex(article.text, article.blocks, width)
    at_once.advance()
    in_steps = LineIndex(article.text, article.blocks, width)
    while not in_steps.complete:
        in_steps.advance(most)
    assert in_steps.lines == at_once.lines
    for line in range(at_once.lines):
        assert in_steps.start_of(line) == at_once.start_of(line)
        assert in_steps.parts(line) == at_once.parts(line)


@settings(max_examples=40, deadline=None)
@given(articles, WIDTHS)
def test_what_stands_before_the_index_is_complete_does_not_change_later(article: Article, width: int) -> None:
    index = LineIndex(article.text, article.blocks, width)
    index.advance_to(line=6)
    early = [index.parts(line) for line in range(max(0, index.lines - 1))]
    reached = index.lines
    index.advance()
    assert [index.parts(line) for line in range(max(0, reached - 1))] == early


@settings(max_examples=60, deadline=None)
@given(articles, WIDTHS)
def test_a_cells_character_stands_in_that_cell(article: Article, width: int) -> None:
    page = page_of(article, width)
    for line in range(page.index.lines):
        for cell in range(0, width, 1 if line < 12 else 7):
            offset = page.offset_at(line, cell)
            if offset is not None:
                found_line, found_cell = page.place_of(offset)
                assert found_line == line
                assert found_cell <= cell
                assert page.offset_at(found_line, found_cell) == offset


@settings(max_examples=40, deadline=None)
@given(articles, WIDTHS)
def test_every_character_that_takes_a_cell_is_found_in_its_cell(article: Article, width: int) -> None:
    page = page_of(article, width)
    found = {page.offset_at(line, cell) for line in range(page.index.lines) for cell in range(width)}
    for offset in characters_to_draw(article):
        line, cell = page.place_of(offset)
        at = page.offset_at(line, cell)
        if cells_of(article.text[offset]) and article.text[offset] != "\xad" and at != offset:
            assert at is not None
            assert at < offset  # the cluster that it belongs to
            assert at in found


@pytest.mark.parametrize("width", range(20, 201))
def test_an_article_of_every_kind_is_whole_at_every_width(width: int) -> None:
    page = page_of(ONE_OF_EACH, width)
    drawn = [o for o in drawn_offsets(page) if ONE_OF_EACH.text[o] not in " \t\n"]
    assert sorted(drawn) == characters_to_draw(ONE_OF_EACH)
    for line in range(page.index.lines):
        for _, run in page.runs(line):
            assert run.cells(ONE_OF_EACH.text) <= width


@settings(deadline=None)
@given(articles, WIDTHS, st.lists(st.integers(0, 400), max_size=6))
def test_cutting_a_line_at_any_border_changes_none_of_its_text(
    article: Article, width: int, cuts: list[int]
) -> None:
    page = page_of(article, width)
    for line in range(min(page.index.lines, 30)):
        for _, run in page.runs(line):
            borders = sorted({run.start, run.end, *(c for c in cuts if run.start < c < run.end)})
            pieces = [(a, b, (str(a),)) for a, b in pairwise(borders)]
            whole = "".join(ink.text for ink in inked(article.text, run, [(run.start, run.end, ())]))
            assert "".join(ink.text for ink in inked(article.text, run, pieces)) == whole
            assert cells_of(whole) == run.cells(article.text)


def test_the_title_block_stands_above_the_text_and_has_no_characters_of_it() -> None:
    page = page_of(paragraphs("Text."), 40, title="The title")
    shown = [
        part.text for line in range(page.index.lines) for part in page.parts(line) if isinstance(part, Decor)
    ]
    assert shown == ["", "The title", "site · date", "─" * 40, ""]
    assert page.offset_at(1, 3) is None
    assert page.place_of(0) == (5, 0)


def test_space_stands_before_headings_and_between_paragraphs_but_not_between_items() -> None:
    article = article_of(
        [
            Piece("paragraph", "one"),
            Piece("paragraph", "two"),
            Piece("list_item", "a", fields={"depth": 1}),
            Piece("list_item", "b", fields={"depth": 1}),
            Piece("heading", "H", fields={"level": 2}),
            Piece("paragraph", "three"),
        ]
    )
    page = page_of(article, 60)
    starts = [page.place_of(block.start)[0] for block in article.blocks]
    assert starts == [0, 2, 4, 5, 8, 10]


def test_markers_hang_and_text_aligns() -> None:
    article = article_of(
        [
            Piece("list_item", "word " * 30, fields={"depth": 1, "ordered": True, "number": number})
            for number in (9, 10)
        ]
    )
    page = page_of(article, 40)
    lefts = {left for line in range(page.index.lines) for left, _ in page.runs(line)}
    assert len(lefts) == 1


def test_a_wide_table_without_room_becomes_a_list_of_its_cells() -> None:
    article = article_of([Piece("table", rows=[[f"cell {n} with words" for n in range(9)]] * 2)])
    page = page_of(article, 30)
    assert all(len(list(page.runs(line))) <= 1 for line in range(page.index.lines))


def test_a_tables_columns_stand_below_each_other() -> None:
    article = article_of(
        [Piece("table", rows=[["Name", "Size"], ["alpha", "1"], ["b", "22"]], fields={"header_rows": 1})]
    )
    page = page_of(article, 60)
    text = article.text
    drawn = [
        "".join(p.drawn(text) if isinstance(p, Run) else p.text for p in page.parts(n))
        for n in range(page.index.lines)
    ]
    assert drawn == [
        "┌───────┬──────┐",
        "│ Name  │ Size │",
        "├───────┼──────┤",
        "│ alpha │    1 │",
        "│ b     │   22 │",
        "└───────┴──────┘",
    ]


def test_an_empty_article_has_no_lines() -> None:
    assert page_of(article_of([]), 40).index.lines == 0


def test_a_block_of_half_a_million_words_is_made_in_steps() -> None:
    article = paragraphs("word " * 100_000 + "end")
    index = LineIndex(article.text, article.blocks, 60)
    index.advance(50)
    assert index.lines < 100
    assert not index.complete
    assert abs(index.estimated_lines - 100_000 * 5 / 60) < 1_000
