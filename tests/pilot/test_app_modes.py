"""Other ways to see the text and to set it, by their keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from reader.config import Config
from reader.library.library import Library
from tests.pilot.conftest import Opened, Start

CLOCKS = """---
title: Clocks
language: en
---

The keeper winds her clocks by hand[^1], and nobody in the neighbourhood objects[^two].

## How it is done

“You listen before you turn the key, and you turn before you think,” said Ann Lee.

```python
def wind(clock): return [turn(clock, oil=None, keeper='Ann Lee', note='never on a Thursday') for _ in range(14)]
```

Nothing here matters, and nothing is named.

""" + "\n\n".join(f"Filling number {'x' * n} goes on for a while and says nothing." for n in range(40)) + """

[^1]: With a key of iron.
[^two]: Nobody at all.
"""  # fmt: skip


@pytest.fixture
def clocks(tmp_path: Path) -> Path:
    home = tmp_path / "clocks"
    with Library(home, cache=home / "cache") as library:
        added = library.add("clocks.md", data=CLOCKS.encode())
        assert added.article is not None
        library.insight(added.article.id)
    return home


@pytest.fixture
def read(start: Start, clocks: Path) -> Callable[..., object]:
    def begin(size: tuple[int, int] = (120, 36), **how: object) -> object:
        return start(size=size, at=clocks, open_id="Clocks", **how)

    return begin


def styled(opened: Opened, words: str) -> str:
    """The colour in which words of the text stand on the screen."""
    view = opened.desk.article_view
    for y in range(view.size.height):
        for segment in view.render_line(y):
            if words in segment.text:
                return str(segment.style.color.name) if segment.style and segment.style.color else ""
    raise AssertionError(f"not on the screen: {words}")


async def test_focus_dims_all_but_the_paragraph_at_hand(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        lit = styled(opened, "by hand")
        await opened.press("g", "z")
        assert styled(opened, "by hand") == lit
        assert styled(opened, "Nothing here") != lit
        await opened.press(
            "right_curly_bracket", "right_curly_bracket", "right_curly_bracket", "right_curly_bracket"
        )
        assert styled(opened, "Nothing here") == lit
        assert styled(opened, "by hand") != lit
        await opened.press("g", "z")
        assert styled(opened, "by hand") == lit


async def test_focus_follows_the_scrolling(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        await opened.press("g", "z", "space")
        view = opened.desk.article_view
        assert view.sentence.start >= view.visible_range.start
        assert view.layer_shown("dimmed")


async def test_the_skeleton_shows_headings_and_what_carries_something(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        await opened.press("g", "k")
        text = opened.screen_text()
        assert "How it is done" in text
        assert "You listen before" in text
        assert "Nothing here matters" not in text
        assert "Filling" not in text
        await opened.press("g", "k")
        assert "Nothing here matters" in opened.screen_text()


async def test_a_highlight_made_in_the_skeleton_is_where_it_belongs(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        await opened.press("g", "k", "F", "s")
        (mark,) = opened.library.highlights()
        article = opened.library.read(mark.article)
        assert article.text[mark.start : mark.end] == mark.exact
        assert opened.desk.reading.skeleton


async def test_letters_are_given_to_what_the_skeleton_shows_alone(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        await opened.press("g", "k", "F", "F")
        view = opened.desk.article_view
        letters = [hint.start for hint in view._hints.ranges]
        assert letters
        assert all(view.shows(offset) for offset in letters)


async def test_the_original_stands_beside_the_text_and_goes_with_it(start: Start, tmp_path: Path) -> None:
    page = (
        "<html><body><nav><ul><li><a href='/a'>Home page</a></li></ul></nav><article><h1>Bells</h1>"
        + "".join(
            f"<p>Paragraph {n} of the article about bells, which is long enough to be kept by any cleaner.</p>"
            for n in range(40)
        )
        + "</article><footer><p>Copyright of the bell founders, all rights reserved.</p></footer></body></html>"
    )
    home = tmp_path / "bells"
    with Library(home, cache=home / "cache") as library:
        assert library.add("bells.html", data=page.encode()).article is not None
    async with start(at=home, open_id="Bells") as opened:
        assert "Home page" not in opened.screen_text()
        await opened.press("g", "o")
        source = opened.desk.source_view
        assert "Home page" in opened.screen_text()
        assert not any(panel.display for panel in opened.desk.panels)
        await opened.press("space", "space")
        view = opened.desk.article_view
        first = opened.desk.session.open.article.text[view.top_offset :][:12]
        assert source.article.text[source.top_offset :].startswith(first)
        await opened.press("g", "o")
        assert not source.display
        await opened.press("g", "o", "q")
        assert opened.desk.session.place == "library"
        assert not source.display


async def test_two_columns_where_there_is_room_show_text_that_goes_on(read: Callable[..., object]) -> None:
    async with read(size=(200, 30)) as opened:  # type: ignore[attr-defined]
        await opened.press("0", "g", "2")
        view = opened.desk.article_view
        assert view.in_columns
        height = view.size.height
        one = [view.render_line(y).text[: view.size.width // 2].strip() for y in range(height)]
        two = [view.render_line(y).text[view.size.width // 2 :].strip() for y in range(height)]
        assert two[0]
        await opened.press("g", "2")
        assert not view.in_columns
        lines = [view.render_line(y).text.strip() for y in range(height)]
        assert lines[3].strip("▸│ ") in one[3] or one[3] in lines[3]
        await opened.press("g", "2")
        assert opened.kept["columns"] == 2
        before = view.visible_range
        await opened.press("space")
        assert view.visible_range.start >= before.end - 400
        await opened.press("G")
        assert view.visible_range.end == len(opened.desk.session.open.article.text)
        await opened.pilot.resize_terminal(90, 30)
        await opened.settle()
        assert not view.in_columns


async def test_words_selected_with_the_mouse_in_the_second_column(read: Callable[..., object]) -> None:
    async with read(size=(200, 24)) as opened:  # type: ignore[attr-defined]
        await opened.press("0", "g", "2")
        view = opened.desk.article_view
        half = view.size.width // 2
        y = next(
            y
            for y in range(view.size.height)
            if view.render_line(y).text[half:].strip().startswith("Filling")
        )
        x = half + view.render_line(y).text[half:].index("Filling")
        await opened.pilot.mouse_down(view, offset=(x, y))
        await opened.pilot.hover(view, offset=(x + 6, y))
        await opened.pilot.mouse_up(view, offset=(x + 6, y))
        await opened.settle()
        assert view.selection is not None
        assert view.selection.of(view.article.text) == "Filling"


async def test_settings_of_the_text_are_kept(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        await opened.press("g", "j", "g", "y", "g", "equals_sign", "g", "w")
        setting = opened.desk.article_view.setting
        assert (setting.justified, setting.hyphenated, setting.leading, setting.sideways) == (
            True,
            True,
            1,
            False,
        )
        kept = {"justify": True, "hyphenate": True, "line_spacing": 2, "wrap_code": True}
        assert {name: opened.kept[name] for name in kept} == kept


async def test_settings_hold_from_the_start(read: Callable[..., object]) -> None:
    config = Config(justify=True, line_spacing=2, wrap_code=True, column_width=50)
    async with read(config=config) as opened:  # type: ignore[attr-defined]
        setting = opened.desk.article_view.setting
        assert (setting.justified, setting.leading, setting.sideways) == (True, 1, False)


async def test_code_is_scrolled_sideways(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        assert "never on" not in opened.screen_text()
        assert "›" in opened.screen_text()
        for _ in range(8):
            await opened.press("greater_than_sign")
        assert "range(14)" in opened.screen_text()
        assert "def wind" not in opened.screen_text()
        for _ in range(9):
            await opened.press("less_than_sign")
        assert "def wind" in opened.screen_text()
        await opened.press("less_than_sign")
        assert "Nothing on the screen goes further" in opened.message


async def test_a_footnote_is_shown_where_it_is_referred_to(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        view = opened.desk.article_view
        await opened.press("g", "f")
        assert "With a key of iron." in opened.screen_text()
        assert opened.desk.where == "footnote"
        await opened.press("g", "f")
        assert "Nobody at all." in opened.screen_text()
        await opened.press("escape")
        assert opened.desk.where == "article"
        before = view.top_offset
        await opened.press("g", "f", "enter")
        assert view.article.text.index("With a key") in view.visible_range
        await opened.press("ctrl+o")
        assert view.top_offset == before


async def test_a_click_on_the_sign_of_a_footnote_shows_it(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        view = opened.desk.article_view
        for y in range(view.size.height):
            x = view.render_line(y).text.find("[1]")
            if x >= 0:
                break
        await opened.pilot.click(view, offset=(x + 1, y))
        await opened.settle()
        assert "With a key of iron." in opened.screen_text()


async def test_the_moving_line_moves_and_stops(read: Callable[..., object]) -> None:
    async with read(config=Config(words_per_minute=2000)) as opened:  # type: ignore[attr-defined]
        view = opened.desk.article_view
        await opened.press("g", "p")
        first = view._layers["pace"].step(-1, 1)
        await opened.pilot.pause(0.9)
        later = view._layers["pace"].step(-1, 1)
        assert later.start > first.start
        await opened.press("g", "minus")
        assert "1980 words a minute" in opened.message
        await opened.press("escape")
        assert not opened.desk.deeds.view.pacing
        assert view._layers["pace"].step(-1, 1) is None


async def test_the_wheel_sideways_scrolls_the_code_below_the_mouse(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        view = opened.desk.article_view
        y = next(y for y in range(view.size.height) if "def wind" in view.render_line(y).text)
        for scroll, with_shift in ((events.MouseScrollRight, False), (events.MouseScrollDown, True)):
            before = view.render_line(y).text
            where = {"widget": view, "x": 20, "y": y, "delta_x": 0, "delta_y": 0, "button": 0}
            view.post_message(scroll(**where, shift=with_shift, meta=False, ctrl=False))
            await opened.settle()
            assert view.render_line(y).text != before
        assert view.scroll_offset.y == 0


async def test_the_scrollbar_tells_the_place_at_which_an_article_is_opened(
    start: Start, clocks: Path
) -> None:
    with Library(clocks, cache=clocks / "cache") as library:
        (record,) = library.articles()
        library.keep_position(record.id, len(library.read(record.id).text) // 2, 0.5)
    async with start(at=clocks, open_id="Clocks", size=(100, 24)) as opened:
        view = opened.desk.article_view
        assert view.scroll_offset.y > 0
        assert view.vertical_scrollbar.position == view.scroll_offset.y


async def test_from_note_to_note(read: Callable[..., object]) -> None:
    async with read() as opened:  # type: ignore[attr-defined]
        await opened.press("F", "s")
        (mark,) = opened.library.highlights()
        opened.library.note(mark.article, "of brass", highlight=mark.id)
        opened.desk.reading.reload_marks()
        await opened.press("g", "g", "right_square_bracket", "n")
        assert "of brass" in opened.message
        assert opened.desk.article_view.sentence.start <= mark.end
        await opened.press("right_square_bracket", "n")
        assert "No further note" in opened.message
