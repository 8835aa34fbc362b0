"""Queues, selection, figures and duplicates, by their keys."""

from __future__ import annotations

import pytest

from reader.tui.widgets.chooser import Chooser
from reader.tui.widgets.statistics_screen import StatisticsScreen
from tests.pilot.conftest import BRIDGE, Start

SIZES = [(80, 24), (120, 36), (200, 50)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_figures_opens_moves_and_closes(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as opened:
        await opened.press("r", "g", "number_sign")
        assert isinstance(opened.app.screen, StatisticsScreen)
        text = opened.screen_text()
        assert "3 articles" in text
        assert "Read  by week" in text
        for _ in range(40):
            await opened.pilot.press("j")
        await opened.settle()
        assert "Sources" in opened.screen_text() or "People met most" in opened.screen_text()
        await opened.press("q")
        assert opened.app.screen is opened.desk
        assert opened.desk.where == "library"


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_of_keys_says_below_what_can_be_done_with_it(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size) as opened:
        await opened.press("question_mark")
        assert "Enter does it   Esc close" in opened.screen_text()


async def test_a_person_on_the_page_leads_to_their_articles(start: Start) -> None:
    async with start(size=(120, 60)) as opened:
        id = opened.library.article("The bridge").id
        opened.library.mark([id], state="read")
        await opened.press("g", "number_sign")
        screen = opened.app.screen
        assert isinstance(screen, StatisticsScreen)
        assert screen._list.cursor_key.startswith("who:")
        name = screen._list.cursor_key[4:]
        await opened.press("enter")
        assert opened.app.screen is not screen
        assert name in opened.screen_text()


async def test_a_queue_is_shown_by_a_key_and_put_off_by_another(start: Start) -> None:
    async with start() as opened:
        await opened.press("L")
        assert "for later" in opened.message
        assert len(opened.library.articles("is:later")) == 1
        await opened.press("Q")
        assert isinstance(opened.app.screen, Chooser)
        await opened.type("later")
        await opened.press("enter")
        assert opened.desk.session.list.query == "is:later"
        assert len(opened.desk.session.list.shown) == 1
        await opened.press("L")
        assert "inbox" in opened.message
        assert not opened.library.articles("is:later")


async def test_a_range_is_selected_tagged_and_taken_back_at_once(start: Start) -> None:
    async with start() as opened:
        await opened.press("x", "G", "V")
        assert len(opened.desk.session.list.selected) == 3
        await opened.press("t")
        await opened.type("river")
        await opened.press("enter")
        assert len(opened.library.articles("tag:river")) == 3
        await opened.press("u")
        assert not opened.library.articles("tag:river")
        await opened.press("g", "x", "g", "A")
        assert len(opened.desk.session.list.selected) == 3


async def test_pages_saved_twice_become_one(start: Start) -> None:
    async with start() as opened:
        await opened.press("g", "D")
        assert "No page is here twice" in opened.screen_text()
        await opened.press("escape")
        again = BRIDGE.replace("The bridge at Oderhaven", "The bridge at Oderhaven, printed", 1)
        opened.library.add("again.md", data=again.encode(), url="https://print.example.org/b")
        await opened.press("g", "D")
        assert "Saved twice" in opened.screen_text()
        before = len(opened.library.articles())
        await opened.press("enter")
        assert len(opened.library.articles()) == before - 1
        assert "one article now" in opened.message
