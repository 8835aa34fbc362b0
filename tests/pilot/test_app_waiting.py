"""An article that waits for its text is opened like any other: its marks are there, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote
from reader.library.library import Library
from tests.pilot.conftest import Start


async def test_an_article_without_its_text_opens_with_its_marks(start: Start, home: Path) -> None:
    mark = IncomingHighlight("a grain of salt", notes=(IncomingNote("why?"),))
    with Library(home, cache=home / "cache") as library:
        library.take_in([Incoming("1", "https://food.example/salt", "Salt and sea", highlights=(mark,))])
    async with start() as opened:
        await opened.open("Salt and sea")
        assert opened.desk.session.open is not None
        assert opened.desk.session.open.article.text == ""
        assert "Salt and sea" in opened.screen_text()
        for key in ("j", "G", "g", "g", "n", "v", "escape", "escape", "4"):
            await opened.press(key)
        assert "a grain of salt" in opened.screen_text()
        assert "waits for the article's text" in opened.screen_text()
