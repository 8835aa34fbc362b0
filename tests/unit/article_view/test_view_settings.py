"""Every way to set and to show the text keeps the laws of the page: each character once, in order, found in its cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article, Range
from reader.article.build import Piece
from reader.article.sentences import sentences
from reader.tui.article_view.cells import cells_of, clusters, drawable
from reader.tui.article_view.document import Document
from reader.tui.article_view.frame import Spread
from reader.tui.article_view.page import Page, inked
from reader.tui.article_view.parts import Decor, Run, window
from reader.tui.article_view.setting import Setting, hyphens_of
from reader.tui.skeleton import carrying, skeleton
from reader.tui.source_text import source_text
from tests.unit.article_view.view_samples import ONE_OF_EACH, WIDTHS, article_of, articles, lines, paragraphs

SETTINGS = st.builds(
    Setting,
    justified=st.booleans(),
    hyphenated=st.booleans(),
    leading=st.integers(0, 2),
    sideways=st.just(False),
)
LONG = "The responsibility of representatives notwithstanding, extraordinary circumstances require considerable deliberation. "


def page_of(article: Article, width: int, setting: Setting) -> Page:
    document = Document(article)
    document.language = "en"
    page = Page(document, width, setting)
    page.index.advance()
    return page


def drawn_of(page: Page) -> list[int]:
    text = page.document.text
    return [
        offset
        for line in range(page.index.lines)
        for _, run in page.runs(line)
        for offset in range(run.start, run.start + len(run.drawn(text)))
    ]


def visible(text: str) -> list[int]:
    return [offset for offset, character in enumerate(text) if character not in " \t\n"]


@settings(max_examples=40, deadline=None)
@given(articles, WIDTHS, SETTINGS)
def test_every_character_is_drawn_once_however_the_text_is_set(
    article: Article, width: int, setting: Setting
) -> None:
    drawn = drawn_of(page_of(article, width, setting))
    assert len(drawn) == len(set(drawn))
    assert [o for o in sorted(drawn) if article.text[o] not in " \t\n"] == visible(article.text)


@pytest.mark.parametrize(
    "setting", [Setting(justified=True, hyphenated=True), Setting(leading=1, hyphenated=True)]
)
@pytest.mark.parametrize("one", [article_of([Piece("paragraph", LONG * 4)]), ONE_OF_EACH])
def test_an_article_of_every_kind_is_whole_at_every_width_and_setting(one: Article, setting: Setting) -> None:
    for width in range(20, 201):
        page = page_of(one, width, setting)
        drawn = [o for o in drawn_of(page) if one.text[o] not in " \t\n"]
        assert sorted(drawn) == visible(one.text)
        for line in range(page.index.lines):
            assert sum(part.cells(one.text) for part in page.parts(line)) <= width


@settings(max_examples=30, deadline=None)
@given(articles, WIDTHS, SETTINGS)
def test_cell_to_character_to_cell_is_the_identity_in_every_setting(
    article: Article, width: int, setting: Setting
) -> None:
    page = page_of(article, width, setting)
    for line in range(page.index.lines):
        for cell in range(0, width, 1 if line < 12 else 7):
            offset = page.offset_at(line, cell)
            if offset is not None:
                found_line, found_cell = page.place_of(offset)
                assert (found_line, page.offset_at(found_line, found_cell)) == (line, offset)
                assert found_cell <= cell


@settings(max_examples=30, deadline=None)
@given(articles, WIDTHS, SETTINGS)
def test_no_line_ends_within_what_is_drawn_as_one(article: Article, width: int, setting: Setting) -> None:
    page = page_of(article, width, setting)
    for block in article.blocks:
        whole = drawable(block.of(article.text))
        inside = {block.start + n for a, b, _ in clusters(whole) for n in range(a + 1, b)}
        starts = {
            page.index.start_of(line)
            for line in range(page.index.lines)
            if page.index.block_of(line) >= 0 and article.blocks[page.index.block_of(line)] is block
        }
        assert not starts & inside


@settings(max_examples=30, deadline=None)
@given(articles, WIDTHS, SETTINGS, st.integers(1, 7))
def test_a_page_made_in_steps_is_the_page_made_at_once(
    article: Article, width: int, setting: Setting, most: int
) -> None:
    at_once = page_of(article, width, setting)
    document = Document(article)
    document.language = "en"
    in_steps = Page(document, width, setting)
    while not in_steps.index.complete:
        in_steps.index.advance(most)
    assert [at_once.parts(line) for line in range(at_once.index.lines)] == [
        in_steps.parts(line) for line in range(in_steps.index.lines)
    ]


def test_justified_lines_all_end_in_the_same_cell_but_the_last() -> None:
    article = paragraphs("some words of unequal length that fill a few lines of the column " * 5)
    page = page_of(article, 50, Setting(justified=True))
    ends = [left + run.cells(article.text) for n in range(page.index.lines) for left, run in page.runs(n)]
    assert set(ends[:-1]) == {50}
    for line in range(page.index.lines - 1):
        (_, run) = next(iter(page.runs(line)))
        shown = "".join(ink.text for ink in inked(article.text, run, [(run.start, run.end, ())]))
        assert cells_of(shown) == 50
        assert "   " not in shown


def test_a_line_of_few_words_is_not_torn_apart() -> None:
    article = paragraphs("a " + "b" * 45 + " c")
    page = page_of(article, 46, Setting(justified=True))
    assert all(run.stretch == 0 for n in range(page.index.lines) for _, run in page.runs(n))


def test_words_are_parted_where_their_language_parts_them() -> None:
    positions = hyphens_of("en")
    assert positions is not None
    article = paragraphs(LONG * 3)
    page = page_of(article, 34, Setting(hyphenated=True))
    parted = [run for n in range(page.index.lines) for _, run in page.runs(n) if run.hyphen]
    assert parted
    for run in parted:
        start = run.end
        while start and article.text[start - 1].isalpha():
            start -= 1
        end = run.end
        while article.text[end].isalpha():
            end += 1
        assert run.end - start in positions(article.text[start:end])
    assert page.index.lines < page_of(article, 34, Setting()).index.lines


def test_an_unknown_language_parts_no_word() -> None:
    assert hyphens_of("") is None
    assert hyphens_of("tlh") is None


def test_spaced_lines_have_empty_ones_between_within_paragraphs_alone() -> None:
    article = article_of(
        [Piece("paragraph", "word " * 40), Piece("code", "a\nb\nc", fields={"language": "text"})]
    )
    close, wide = page_of(article, 40, Setting()), page_of(article, 40, Setting(leading=1))
    paragraph = close.index.first_line(1) - close.index.first_line(0) - 1
    assert wide.index.lines == close.index.lines + paragraph - 1
    for offset in visible(article.text):
        assert wide.offset_at(*wide.place_of(offset)) is not None


# --- sideways


def scrolled(article: Article, width: int) -> set[int]:
    """Every character that is seen when each block is scrolled from end to end."""
    page = page_of(article, width, Setting(sideways=True))
    seen: set[int] = set()
    while True:
        for line in range(page.index.lines):
            assert sum(part.cells(article.text) for part in page.parts(line)) <= width
            for _, run in page.runs(line):
                seen.update(range(run.start, run.start + len(run.drawn(article.text))))
        moved = [page.index.move_sideways(n, 3) for n in range(len(article.blocks))]
        if not any(moved):
            return seen


@settings(max_examples=25, deadline=None)
@given(articles, st.integers(20, 90))
def test_all_of_what_is_scrolled_sideways_can_be_seen(article: Article, width: int) -> None:
    text = article.text
    wide = {o for o in visible(text) if cells_of(drawable(text[o])) > 0 and text[o] != "\xad"}
    assert wide <= scrolled(article, width)


@settings(max_examples=40, deadline=None)
@given(articles, st.integers(20, 90), st.integers(0, 40))
def test_cells_and_characters_agree_in_what_is_scrolled(article: Article, width: int, by: int) -> None:
    page = page_of(article, width, Setting(sideways=True))
    for number in range(len(article.blocks)):
        page.index.move_sideways(number, by)
    for line in range(page.index.lines):
        for cell in range(width):
            offset = page.offset_at(line, cell)
            if offset is not None:
                assert page.place_of(offset)[0] == line
                assert page.offset_at(*page.place_of(offset)) == offset


def test_code_shows_signs_where_it_goes_on() -> None:
    article = article_of([Piece("code", "x = " + "1 + " * 30 + "0", fields={"language": "python"})])
    page = page_of(article, 40, Setting(sideways=True))

    def shown() -> str:
        return "".join(p.text if isinstance(p, Decor) else p.drawn(article.text) for p in page.parts(0))

    assert page.index.lines == 1
    assert shown().endswith("›")
    assert "‹" not in shown()
    assert page.index.move_sideways(0, 8)
    assert shown().strip().startswith("‹")
    assert shown().endswith("›")
    while page.index.move_sideways(0, 8):
        pass
    assert shown().rstrip().endswith("0")


def test_a_wide_table_keeps_its_columns_and_is_scrolled() -> None:
    article = article_of([Piece("table", rows=[[f"cell {n} with words" for n in range(9)]] * 2)])
    page = page_of(article, 30, Setting(sideways=True))
    assert page.index.is_wide(0)
    texts = [
        "".join(p.text if isinstance(p, Decor) else p.drawn(article.text) for p in page.parts(n))
        for n in range(3)
    ]
    assert texts[0].startswith("┌")
    assert all(text.endswith("›") for text in texts)


@settings(deadline=None)
@given(lines, st.integers(0, 30), st.integers(1, 40))
def test_a_window_is_never_wider_than_asked_and_parts_nothing(text: str, first: int, width: int) -> None:
    run = Run(0, len(text))
    shown = window([Decor("▎ ", "bar"), run], text, first, width)
    assert sum(part.cells(text) for part in shown) <= width
    whole = {(start, end) for start, end, _ in run.clusters(text)}
    for part in shown:
        if isinstance(part, Run):
            assert {(part.start + a, part.start + b) for a, b, _ in part.clusters(text)} <= whole


# --- other ways to see it


@settings(max_examples=30, deadline=None)
@given(articles, st.data(), WIDTHS)
def test_a_skeleton_shows_what_it_keeps_in_place_and_in_order(
    article: Article, data: st.DataObject, width: int
) -> None:
    document = Document(article)
    offsets = visible(article.text)
    kept = (
        sorted(Range(at, at + 1) for at in data.draw(st.lists(st.sampled_from(offsets), max_size=5)))
        if offsets
        else []
    )
    blocks = skeleton(article, kept, document.sentences_between)
    page = Page(Document(article, None, blocks), width)
    page.index.advance()
    drawn = drawn_of(page)
    assert len(drawn) == len(set(drawn))
    assert {place.start for place in kept} <= set(drawn)
    shown = [o for block in blocks for o in range(block.start, block.end) if article.text[o] not in " \t\n"]
    assert [o for o in sorted(drawn) if article.text[o] not in " \t\n"] == shown
    for line in range(page.index.lines):
        for cell in range(0, width, 5):
            offset = page.offset_at(line, cell)
            if offset is not None:
                assert page.offset_at(*page.place_of(offset)) == offset


def test_a_skeleton_of_a_text_with_nothing_in_it_has_its_headings() -> None:
    article = article_of([Piece("heading", "H", fields={"level": 2}), Piece("paragraph", "Nothing. At all.")])
    assert [
        b.of(article.text)
        for b in skeleton(article, carrying((), (), ()), lambda a, b: sentences(article.text, a, b))
    ] == ["H"]


@settings(max_examples=30, deadline=None)
@given(articles)
def test_the_original_holds_the_cleaned_text_where_it_says(article: Article) -> None:
    source = source_text(article)
    for block in article.blocks:
        for offset in range(block.start, block.end, 5):
            assert source.article.text[source.place_of(offset)] == article.text[offset]
    assert source.article.text == "\n\n".join(
        block.of(source.article.text) for block in source.article.blocks
    )


@given(st.integers(1, 300), st.integers(20, 120), st.integers(1, 2), st.integers(1, 60))
def test_every_cell_of_two_columns_is_of_one_line(
    width: int, measure: int, columns: int, height: int
) -> None:
    spread = Spread.fitted(width, measure, columns)
    assert spread.columns * spread.frame.width <= max(1, width)
    shown = {spread.line_at(x, y, 100, height)[0] for x in range(width) for y in range(height)}
    assert shown == set(range(100, 100 + spread.shown(height)))
