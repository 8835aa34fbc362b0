"""Moving through an article: the view scrolls, the sentence at hand goes along, the place survives
resizing."""

from __future__ import annotations

import pytest

from reader.article import Range
from reader.article.build import Piece
from reader.tui.article_view import LayerRange
from reader.tui.article_view.document import Document
from reader.tui.article_view.theme_defaults import DARK
from tests.unit.article_view.view_host import ViewHost
from tests.unit.article_view.view_samples import ONE_OF_EACH, article_of, paragraphs

MANY = paragraphs(*(f"Paragraph {n} begins here. It goes on for a while, with words enough to need two lines of "
                    f"the column at least. It ends with sentence number {n}." for n in range(200)))  # fmt: skip
SECTIONS = article_of(
    [
        piece
        for n in range(12)
        for piece in (
            Piece("heading", f"Section {n}", fields={"level": 2}),
            *(Piece("paragraph", f"Text {n}.{k} of the section. " * 8) for k in range(4)),
        )
    ]
)


FLASH = DARK["mark-flash"]


async def test_an_article_opens_at_its_top_with_the_first_sentence_at_hand() -> None:
    async with ViewHost(MANY, title="The title").run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        assert "The title" in pilot.app.shown_lines()[1]
        assert view.top_offset == 0
        assert view.sentence.of(MANY.text) == "Paragraph 0 begins here."


async def test_an_article_opens_at_the_saved_place() -> None:
    place = MANY.text.index("Paragraph 120")
    async with ViewHost(MANY, offset=place).run_test(size=(80, 24)) as pilot:
        assert pilot.app.view.top_offset == place
        assert "Paragraph 120" in pilot.app.shown_lines()[0]


async def test_another_article_takes_the_place_of_the_first_and_its_lights_go_out() -> None:
    async with ViewHost(MANY, offset=5000).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.set_layer("highlight", [LayerRange(0, 5, "highlight-yellow", "highlight:1")])
        view.begin_selection()
        view.show(ONE_OF_EACH)
        await pilot.pause()
        assert view.top_offset == 0
        assert view.selection is None
        assert view.layer_step("highlight", 1) is None
        assert "first paragraph" in pilot.app.shown_lines()[0]


async def test_pages_and_lines_scroll_and_the_sentence_at_hand_stays_on_the_screen() -> None:
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        for move in (
            lambda: view.page(1),
            lambda: view.half_page(3),
            lambda: view.line(5),
            lambda: view.page(-1),
        ):
            before = view.scroll_offset.y
            move()
            await pilot.pause()
            assert view.scroll_offset.y != before
            assert view.sentence.overlaps(view.visible_range)
        view.page(1)
        last = [line[4:] for line in pilot.app.shown_lines()]
        view.page(1)
        assert [line[4:] for line in pilot.app.shown_lines()][:2] == last[-2:]


async def test_the_ends_are_reached_and_progress_tells_it() -> None:
    async with ViewHost(MANY, title="T").run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        assert view.progress < 0.1
        view.bottom()
        await pilot.pause()
        assert view.progress == 1.0
        assert "sentence number 199" in pilot.app.shown_lines()[-1]
        assert view.sentence.of(MANY.text) == "It ends with sentence number 199."
        view.top()
        await pilot.pause()
        assert view.scroll_offset.y == 0
        assert view.sentence.start == 0


async def test_percent_goes_to_that_share_of_the_text() -> None:
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.percent(50)
        await pilot.pause()
        assert abs(view.top_offset / len(MANY.text) - 0.5) < 0.01


async def test_sentence_steps_go_there_and_back_and_scroll_only_at_the_edges() -> None:
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.sentence_step(2)
        assert view.sentence.of(MANY.text) == "It ends with sentence number 0."
        assert view.scroll_offset.y == 0
        for _ in range(60):
            view.sentence_step(1)
            assert view.sentence.start in view.visible_range
        assert view.scroll_offset.y > 0
        view.sentence_step(-62)
        assert view.sentence.start == 0


async def test_paragraph_and_heading_steps() -> None:
    async with ViewHost(SECTIONS).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.heading_step(2)
        assert view.sentence.of(SECTIONS.text) == "Section 2"
        assert "Section 2" in pilot.app.shown_lines()[0]
        view.paragraph_step(1)
        assert view.sentence.of(SECTIONS.text).startswith("Text 2.0")
        view.sentence_step(2)
        view.paragraph_step(-1)
        assert view.sentence.of(SECTIONS.text).startswith("Text 2.0")
        view.heading_step(-1)
        assert view.sentence.of(SECTIONS.text) == "Section 2"
        view.heading_step(-1)
        assert view.sentence.of(SECTIONS.text) == "Section 1"
        view.heading_step(99)
        assert view.sentence.of(SECTIONS.text) == "Section 11"


async def test_going_to_a_place_puts_it_a_third_from_the_top_and_lights_it() -> None:
    place = MANY.text.index("Paragraph 150")
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.go_to(place, flash=Range(place, place + 9))
        await pilot.pause()
        assert pilot.app.place_of("Paragraph 150")[1] == 8
        lit = {
            s.text
            for s in view.render_line(8)
            if s.style and s.style.bgcolor and s.style.bgcolor.name == FLASH
        }
        assert lit == {"Paragraph"}
        top = view.scroll_offset.y
        view.go_to(MANY.text.index("Paragraph 151"), at="visible")
        assert view.scroll_offset.y == top
        view.go_to(MANY.text.index("Paragraph 160"), at="top")
        assert "Paragraph 160" in pilot.app.shown_lines()[0]


async def test_a_place_that_is_asked_for_before_there_is_a_screen_is_gone_to_when_there_is() -> None:
    app = ViewHost()
    app.view.show(MANY)
    app.view.go_to(MANY.text.index("Paragraph 150"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.place_of("Paragraph 150")[1] == 8


async def test_layer_steps_visit_each_range_in_turn() -> None:
    starts = [MANY.text.index(f"Paragraph {n} ") for n in (3, 40, 90)]
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.set_layer("quote", [LayerRange(start, start + 9, "quote", f"quote:{start}") for start in starts])
        found = [view.layer_step("quote", 1) for _ in range(4)]
        assert [item.start if item else None for item in found] == [*starts, None]
        back = [view.layer_step("quote", -1) for _ in range(3)]
        assert [item.start if item else None for item in back] == [starts[1], starts[0], None]
        assert view.sentence.start == starts[0]


async def test_two_ranges_in_one_sentence_are_two_steps() -> None:
    article = paragraphs("Anna met Bert, and Bert met Carl.")
    async with ViewHost(article).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.set_layer("entity", [LayerRange(article.text.index(n), article.text.index(n) + 4, "entity-person", n)
                                  for n in ("Anna", "Bert", "Carl")])  # fmt: skip
        assert [item.key for item in (view.layer_step("entity", 1) for _ in range(3)) if item] == [
            "Anna",
            "Bert",
            "Carl",
        ]


@pytest.mark.parametrize("sizes", [[(60, 24), (120, 40), (33, 10), (200, 50), (80, 24)] * 2])
async def test_the_text_at_the_top_stays_through_any_number_of_resizes(sizes: list[tuple[int, int]]) -> None:
    place = MANY.text.index("Paragraph 120")
    async with ViewHost(MANY, title="T").run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.go_to(place, at="top")
        await pilot.pause()
        for size in sizes:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert view.top_offset == place
        view.column_width = 40
        await pilot.pause()
        assert view.top_offset == place
        assert max(len(line.strip(" ▸│")) for line in pilot.app.shown_lines()) <= 40


async def test_the_whole_article_is_laid_out_in_the_end_and_the_bar_knows_its_height() -> None:
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        for _ in range(20):
            await pilot.pause()
        assert view._page is not None
        assert view._page.index.complete
        assert view.virtual_size.height == view._page.index.lines


async def test_moves_are_told_once_they_are_done() -> None:
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        await pilot.pause()
        pilot.app.moved.clear()
        view.page(1)
        view.page(1)
        await pilot.pause()
        assert len(pilot.app.moved) == 1
        assert pilot.app.moved[0].top == view.top_offset
        assert pilot.app.moved[0].visible == view.visible_range
        assert 0 < pilot.app.moved[0].progress < 1


async def test_without_an_article_the_page_says_what_to_do() -> None:
    async with ViewHost().run_test(size=(80, 24)) as pilot:
        pilot.app.view.placeholder = "No article is open.\nPress l for the library."
        await pilot.pause()
        assert any("No article is open." in line for line in pilot.app.shown_lines())
        pilot.app.view.page(1)
        pilot.app.view.bottom()
        pilot.app.view.sentence_step(1)
        pilot.app.view.begin_selection()
        assert pilot.app.view.find("x") == 0
        pilot.app.view.show(MANY)
        pilot.app.view.close()
        await pilot.pause()
        assert any("Press l" in line for line in pilot.app.shown_lines())


@pytest.mark.parametrize(
    "article", [article_of([]), article_of([Piece("rule")]), article_of([Piece("figure")])]
)
async def test_an_article_without_words_can_be_shown_and_moved_in(article) -> None:  # type: ignore[no-untyped-def]
    async with ViewHost(article, title="Empty").run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        for move in (view.bottom, view.top, view.begin_selection, view.turn_selection, view.clear_selection):
            move()
        for step in (
            view.line,
            view.page,
            view.half_page,
            view.sentence_step,
            view.paragraph_step,
            view.heading_step,
        ):
            step(1)
            step(-1)
        view.extend_selection("word", 1)
        view.percent(40)
        await pilot.pause()
        assert "Empty" in pilot.app.shown_lines()[1]
        assert view.progress == 0.0


@pytest.mark.parametrize("size", [(80, 24), (30, 8), (10, 3), (3, 1)])
async def test_every_line_fills_the_width_exactly_in_any_size(size: tuple[int, int]) -> None:
    async with ViewHost(ONE_OF_EACH, title="A title of some length, in a narrow window").run_test(
        size=size
    ) as pilot:
        view = pilot.app.view
        view.set_layer("note", [LayerRange(0, 5, "note", "note:1"), LayerRange(100, 160, "note", "note:2")])
        width = view.scrollable_content_region.width
        for _ in range(60):
            for y in range(size[1]):
                strip = view.render_line(y)
                assert sum(segment.cell_length for segment in strip) == width
                assert all(
                    segment.style is not None and segment.style.bgcolor for segment in strip if segment.text
                )
            view.page(1)
            await pilot.pause()


async def test_another_theme_is_seen_at_once() -> None:
    async with ViewHost(MANY).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        grounds = set()
        for theme in ("textual-dark", "textual-light"):
            pilot.app.theme = theme
            await pilot.pause()
            grounds.add(next(s.style.bgcolor for s in view.render_line(0) if s.style))
        assert len(grounds) == 2


def test_a_paragraph_of_any_length_is_walked_sentence_by_sentence_there_and_back() -> None:
    article = paragraphs(
        "Before.", "Mr. Holt said so (twice). “It is late,” he added… Then he left. " * 600, "After."
    )
    document = Document(article)
    there = [document.sentence_at(0)]
    while (following := document.sentence_step(there[-1], 1)) != there[-1]:
        there.append(following)
    back = [there[-1]]
    while (before := document.sentence_step(back[-1], -1)) != back[-1]:
        back.append(before)
    assert back == there[::-1]
    assert "".join("".join(s.of(article.text) for s in there).split()) == "".join(article.text.split())
    assert len(there) == 2 + 3 * 600
    for sentence in there[:: len(there) // 40]:
        assert document.sentence_at(sentence.start) == sentence
        assert document.sentence_at(sentence.end - 1) == sentence
