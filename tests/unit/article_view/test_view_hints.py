"""Letters over the text: they are drawn, cover no more than their own cells, and move no character."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from reader.tui.article_view.painter import _overlaid
from tests.unit.article_view.view_host import ViewHost
from tests.unit.article_view.view_samples import paragraphs

WORDS = st.text(alphabet="ab 橋日é", max_size=8)


def drawn(texts: list[str]) -> list[Segment]:
    """Segments with the offsets of their characters, as the painter makes them."""
    made, offset = [], 0
    for text in texts:
        made.append(Segment(text, Style.from_meta({"offset": (0, offset)})))
        offset += len(text)
    return made


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=5), st.integers(0, 20), st.sampled_from(["x", "xy"]))
def test_letters_take_their_own_cells_alone(texts: list[str], cell: int, letters: str) -> None:
    before = drawn(texts)
    width = sum(segment.cell_length for segment in before)
    if cell + len(letters) > width:
        return
    after = _overlaid(before, cell, Segment(letters, Style()))
    assert sum(segment.cell_length for segment in after) == width
    left = 0
    whole = "".join(texts)
    for segment in after:
        if segment.text == letters and left == cell:
            assert segment.style is not None
            left += len(letters)
            continue
        assert segment.style is not None
        x, y = segment.style.meta["offset"]
        for number, character in enumerate(segment.text):
            if character != " ":  # half of a wide character is drawn as a blank
                assert whole[x + y + number] == character
        left += segment.cell_length


async def test_letters_are_drawn_at_their_characters_and_taken_away_again() -> None:
    article = paragraphs("One is here. Two is there.", "Three ends it.")
    app = ViewHost(article)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        before = app.shown_lines()
        starts = [sentence.start for sentence in app.view.visible_sentences]
        assert starts == [article.text.index(word) for word in ("One", "Two", "Three")]
        app.view.set_hints(zip(starts, "abc", strict=True))
        shown = "\n".join(app.shown_lines())
        assert "aOne is here.bTwo is there." in shown
        assert "cThree ends it." in shown
        app.view.set_hints(())
        assert app.shown_lines() == before


async def test_two_letters_cover_the_blank_and_one_letter_of_the_text() -> None:
    article = paragraphs("One is here. Two is there.")
    app = ViewHost(article)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.view.set_hints([(article.text.index("Two"), "xy")])
        assert any("One is here.xywo is there." in line for line in app.shown_lines())


async def test_a_click_beside_a_letter_is_a_click_on_the_character_that_stands_there() -> None:
    article = paragraphs("One is here. Two is there.")
    app = ViewHost(article)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.view.set_hints([(article.text.index("Two"), "x")])
        x, y = app.place_of("is there")
        await pilot.click(app.view, offset=(x, y))
        await pilot.pause()
        assert app.clicked[-1].offset == article.text.index("is there")


async def test_another_article_has_no_letters_of_the_one_before() -> None:
    app = ViewHost(paragraphs("One is here."))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.view.set_hints([(0, "x")])
        app.view.show(paragraphs("Other words."))
        await pilot.pause()
        assert not any("x" in line for line in app.shown_lines())
