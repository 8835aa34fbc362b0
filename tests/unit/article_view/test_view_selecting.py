"""Selecting with the keyboard and with the mouse, lighting ranges, clicking on them, finding."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.events import MouseScrollDown
from textual.widgets import Static

from reader.article import Range
from reader.article.build import Piece, RelativeMark
from reader.tui.article_view import LAYERS, LayerRange
from reader.tui.article_view.document import Document
from reader.tui.article_view.selection import KeyboardSelection, word_at
from tests.unit.article_view.view_host import ViewHost
from tests.unit.article_view.view_samples import ONE_OF_EACH, article_of, paragraphs

ARTICLE = paragraphs(
    "The harbour did not freeze. Nobody had asked for the well-known breaker. It was sold.",
    "“We used to measure the year by it,” said Ms Holt. Now they don’t.",
    "A third paragraph, for the sake of the argument.",
)
TEXT = ARTICLE.text


def of(part: str) -> Range:
    start = TEXT.index(part)
    return Range(start, start + len(part))


async def test_a_selection_begins_with_the_sentence_and_grows_by_words_sentences_and_paragraphs() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.begin_selection("sentence")
        assert view.selection == of("The harbour did not freeze.")
        view.extend_selection("word", 1)
        assert view.selection == of("The harbour did not freeze. Nobody")
        view.extend_selection("sentence", 1)
        assert view.selection == of(
            "The harbour did not freeze. Nobody had asked for the well-known breaker."
        )
        view.extend_selection("paragraph", 1)
        assert view.selection == of(TEXT[: TEXT.index("\n")])
        await pilot.pause()
        assert {message.by for message in pilot.app.selected} == {"keyboard"}
        assert pilot.app.selected[-1].range == view.selection
        assert pilot.app.selected[-1].finished


async def test_a_selection_shrinks_by_words_and_turns_about() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.sentence_step(1)
        view.begin_selection()
        view.extend_selection("word", -2)
        assert view.selection == of("Nobody had asked for the well-known")
        view.turn_selection()
        view.extend_selection("word", 1)
        assert view.selection == of("had asked for the well-known")
        view.clear_selection()
        assert view.selection is None


async def test_a_selection_grows_backwards_and_keeps_the_sentence_it_began_with() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.sentence_step(1)
        view.begin_selection()
        view.extend_selection("sentence", -1)
        assert view.selection == of(
            "The harbour did not freeze. Nobody had asked for the well-known breaker."
        )
        view.extend_selection("sentence", 1)
        assert view.selection == of("Nobody had asked for the well-known breaker.")


@pytest.mark.parametrize("unit", ["word", "sentence", "paragraph"])
@pytest.mark.parametrize("count", [1, -1])
def test_extending_always_comes_to_an_end_and_stays_in_the_text(unit, count) -> None:  # type: ignore[no-untyped-def]
    document = Document(ONE_OF_EACH)
    selection = KeyboardSelection.of(document.sentence_at(len(ONE_OF_EACH.text) // 2))
    for _ in range(400):
        selection = selection.extended(document, unit, count)
        assert 0 <= selection.range.start < selection.range.end <= len(ONE_OF_EACH.text)
    edge = selection.range.end if count > 0 else selection.range.start
    assert edge in ((len(ONE_OF_EACH.text),) if count > 0 else range(2))


async def test_a_paragraph_and_a_word_can_be_selected_at_once() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        pilot.app.view.begin_selection("paragraph")
        assert pilot.app.view.selection == of(TEXT[: TEXT.index("\n")])
        pilot.app.view.begin_selection("word")
        assert pilot.app.view.selection == of("The")


async def test_copying_gives_the_articles_own_characters() -> None:
    article = paragraphs("Donau\xaddampf and “so on”,\nby hard lines.")
    async with ViewHost(article).run_test(size=(80, 24)) as pilot:
        pilot.app.view.select(Range(0, len(article.text)))
        assert pilot.app.screen.get_selected_text() == "Donaudampf and “so on”,\nby hard lines."


async def test_dragging_selects_what_is_under_the_pointer() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        x, y = pilot.app.place_of("Nobody")
        await pilot.mouse_down(view, offset=(x, y))
        await pilot.hover(view, offset=(x + len("Nobody had") - 1, y))
        await pilot.mouse_up(view, offset=(x + len("Nobody had") - 1, y))
        await pilot.pause()
        assert view.selection == of("Nobody had")
        assert pilot.app.selected[-1].by == "mouse"
        assert pilot.app.selected[-1].finished
        assert not pilot.app.clicked
        view.extend_selection("word", 1)
        assert view.selection == of("Nobody had asked")


async def test_a_drag_from_the_margin_and_over_paragraphs_takes_whole_lines() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        _, y = pilot.app.place_of("The harbour")
        x_end, y_end = pilot.app.place_of("Ms Holt")
        await pilot.mouse_down(view, offset=(0, y))
        await pilot.hover(view, offset=(x_end + 1, y_end))
        await pilot.mouse_up(view, offset=(x_end + 1, y_end))
        await pilot.pause()
        assert view.selection == Range(0, TEXT.index("Ms Holt") + 2)


class HostWithBar(ViewHost):
    """The view above a bar of another widget."""

    CSS = "Static { dock: bottom; height: 3; }"

    def compose(self) -> ComposeResult:
        yield Static("a bar", id="bar")
        yield from super().compose()


async def test_a_drag_that_ends_over_another_widget_selects_what_is_on_the_screen_and_is_finished() -> None:
    app = HostWithBar(paragraphs(*["Words of a paragraph."] * 60))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.mouse_down(app.view, offset=(10, 3))
        await pilot.hover(app.view, offset=(12, 6))
        await pilot.hover("#bar", offset=(12, 1))
        await pilot.mouse_up("#bar", offset=(12, 1))
        await pilot.pause()
        await pilot.pause()
        assert app.view.selection is not None
        assert app.view.selection.end <= app.view.visible_range.end
        assert [message.finished for message in app.selected][-1]
        assert app.selected[-1].by == "mouse"
        assert app.selected[-1].range == app.view.selection


async def test_a_selection_survives_resizing() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.select(of("asked for the well-known breaker"))
        for width in (40, 120, 60):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert view.selection == of("asked for the well-known breaker")


async def test_two_clicks_select_a_word_and_three_a_paragraph() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        x, y = pilot.app.place_of("well-known")
        await pilot.click(view, offset=(x + 2, y), times=2)
        await pilot.pause()
        assert view.selection == of("well-known")
        await pilot.click(view, offset=(x + 2, y), times=3)
        await pilot.pause()
        assert view.selection == of(TEXT[: TEXT.index("\n")])


async def test_a_click_tells_what_is_lit_there_topmost_first_and_the_link() -> None:
    text = "Ask the Polar Institute about it."
    article = article_of([Piece("paragraph", text, [RelativeMark("link", 8, 23, "https://example.org/")])])
    async with ViewHost(article).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.set_layer("entity", [LayerRange(8, 23, "entity-organisation", "entity:1")])
        view.set_layer("highlight", [LayerRange(0, 14, "highlight-yellow", "highlight:1")])
        x, y = pilot.app.place_of("Polar")
        await pilot.click(view, offset=(x + 1, y))
        await pilot.pause()
        message = pilot.app.clicked[-1]
        assert message.offset == 9
        assert message.keys == ("highlight:1", "entity:1")
        assert message.link == "https://example.org/"
        assert {s.style.link for s in view.render_line(y) if s.style and "Polar" in s.text} == {
            "https://example.org/"
        }
        view.toggle_layer("highlight")
        await pilot.click(view, offset=(x + 1, y))
        await pilot.pause()
        assert pilot.app.clicked[-1].keys == ("entity:1",)


async def test_the_wheel_scrolls_and_selects_nothing() -> None:
    article = paragraphs(*["Words of a paragraph."] * 60)
    async with ViewHost(article).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        view.select(Range(0, 5))
        await pilot._post_mouse_events([MouseScrollDown], view, offset=(10, 10))
        await pilot.pause()
        assert view.scroll_offset.y > 0
        assert view.selection == Range(0, 5)
        assert not pilot.app.clicked


async def test_a_note_shows_a_sign_in_the_margin_that_can_be_clicked() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        noted = of("Ms Holt")
        view.set_layer("note", [LayerRange(noted.start, noted.end, "note", "note:7")])
        x, y = pilot.app.place_of("✎")
        assert y == pilot.app.place_of("Ms Holt")[1]
        await pilot.click(view, offset=(x, y))
        await pilot.pause()
        assert pilot.app.clicked[-1].keys == ("note:7",)


@pytest.mark.parametrize("name", LAYERS)
async def test_every_layer_changes_how_its_characters_look_and_not_what_they_are(name: str) -> None:
    styles = {"entity": "entity-person", "highlight": "highlight-blue"}
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        before, plain = pilot.app.shown_lines(), list(view.render_line(0))
        view.set_layer(name, [LayerRange(4, 11, styles.get(name, name), "key")])
        strip = view.render_line(0)
        assert strip.text.replace("✎", " ").replace("✓", " ") == before[0]
        changed = [(s.text, s.style) for s in strip] != [(s.text, s.style) for s in plain]
        assert changed
        assert view.toggle_layer(name) is False
        assert list(view.render_line(0)) == plain
        assert view.toggle_layer(name, True) is True


async def test_a_layer_that_is_not_there_is_an_error() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        with pytest.raises(KeyError):
            pilot.app.view.set_layer("glow", [])
        with pytest.raises(KeyError):
            pilot.app.view.toggle_layer("glow")


async def test_the_cell_of_a_character_gives_the_character() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        x, y = pilot.app.place_of("freeze")
        assert pilot.app.view.offset_at(x, y) == TEXT.index("freeze")
        assert pilot.app.view.offset_at(0, y) is None
        assert pilot.app.view.offset_at(x, 23) is None


async def test_finding_counts_and_steps_around() -> None:
    async with ViewHost(ARTICLE).run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        assert view.find("the") == 6
        assert view.find_step(1) == (1, 6)
        assert view.find_step(2) == (3, 6)
        assert view.find_step(-3) == (6, 6)
        assert view.find("The") == 1
        assert view.find("don't") == 1
        assert view.find('"we used') == 1
        assert view.find("") == 0
        assert view.find_step(1) == (0, 0)


async def test_pressing_on_the_title_and_dragging_in_it_selects_no_text() -> None:
    async with ViewHost(ARTICLE, title="The title of the article").run_test(size=(80, 24)) as pilot:
        view = pilot.app.view
        await pilot.mouse_down(view, offset=(10, 1))
        await pilot.hover(view, offset=(20, 1))
        await pilot.mouse_up(view, offset=(20, 1))
        await pilot.pause()
        assert view.selection is None


def test_a_word_is_found_around_a_place() -> None:
    assert word_at(TEXT, TEXT.index("known")) == of("well-known")
    assert word_at(TEXT, TEXT.index("don’t") + 4) == of("don’t")
    assert word_at("漢字", 1) == Range(1, 2)
    assert word_at("a, b", 1) is None


async def test_hostile_text_reaches_no_terminal() -> None:
    hostile = "Safe \x1b[31mred\x07 and \x9b2J, \u202eevil\u2066, \x00nul."
    article = article_of(
        [Piece("paragraph", hostile, [RelativeMark("link", 0, 4, "https://x/\x1b]0;title\x07")])]
    )
    async with ViewHost(article, title="T\x1b[0m").run_test(size=(80, 24)) as pilot:
        for y in range(24):
            for segment in pilot.app.view.render_line(y):
                assert not any(
                    ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in segment.text
                )
                assert segment.style is None or not segment.style.link
        assert pilot.app.view.offset_at(*pilot.app.place_of("evil")) == hostile.index("evil")
