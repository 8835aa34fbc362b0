"""The plain mode, by its keys: nothing drawn with characters, one column, and the cursor where the work is."""

from __future__ import annotations

import re

from reader.config import Config
from tests.pilot.conftest import Start

DRAWN = re.compile("[\u2500-\u259f]")


async def test_no_lines_are_drawn_and_panels_cover_the_text(start: Start) -> None:
    async with start(size=(200, 50), config=Config(plain=True)) as opened:
        await opened.open("The bridge")
        for keys in (["1"], ["2"], ["3"], ["R"], ["0"], ["question_mark"], ["escape"]):
            await opened.press(*keys)
            written = opened.app.screen._compositor.render_update(full=True)
            shown = "".join(segment.text for segment in opened.app.console.render(written))
            assert not DRAWN.search(shown), keys
        await opened.press("2")
        assert not opened.desk.article_view.display
        assert sum(panel.display for panel in opened.desk.panels) == 1


async def test_the_cursor_stands_where_the_work_is(start: Start) -> None:
    async with start(config=Config(plain=True)) as opened:
        await opened.press("j")
        first = opened.app.cursor_position
        await opened.press("j")
        assert opened.app.cursor_position.y > first.y
        await opened.open("The bridge")
        await opened.press(")")
        at = opened.app.cursor_position
        await opened.press(")", ")", ")")
        assert opened.app.cursor_position.y > at.y
        lines = opened.screen_text().splitlines()
        sentence = opened.library.read(opened.desk.session.open.article.id).text[
            opened.desk.article_view.sentence.start :
        ]  # type: ignore[union-attr]
        assert sentence.split()[0] in lines[opened.app.cursor_position.y]


async def test_nothing_moves(start: Start) -> None:
    async with start(config=Config(plain=True)) as opened:
        assert opened.app.animation_level == "none"
