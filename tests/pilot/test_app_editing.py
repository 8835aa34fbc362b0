"""Blocks put back and taken out with keys, undone, and made a rule for the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.conftest import Opened, Start
from tests.unit.cleaning.test_cleaning_by_hand import PAGE, PROSE


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


async def ferry(opened: Opened) -> str:
    """The id of a page that is opened."""
    added = opened.library.add("ferry.html", data=PAGE.encode(), url="https://www.island.example/ferry")
    assert added.article is not None
    opened.desk.open_article(added.article.id)
    await opened.settle()
    return added.article.id


def text(opened: Opened) -> str:
    assert opened.desk.session.open is not None
    return opened.desk.session.open.article.text


async def go_to_paragraph(opened: Opened, words: str) -> None:
    for _ in range(60):
        at = opened.desk.reading.at_hand.start
        block = opened.desk.session.open.article.block_at(at)  # type: ignore[union-attr]
        if block is not None and words in block.of(text(opened)):
            return
        await opened.press("right_curly_bracket")
    raise AssertionError(words)


async def test_enter_in_the_removed_panel_puts_the_block_back_and_u_takes_it_out_again(start: Start) -> None:
    async with start() as opened:
        id = await ferry(opened)
        before = opened.library.read(id)
        await opened.press("R")
        number = next(n for n, receipt in enumerate(before.removed) if "Copyright" in receipt.text)
        assert opened.desk.panels[0].list.move_to_key(f"removed:{number}")
        await opened.press("enter")
        assert opened.message.startswith("Put back: “Copyright 2021")
        assert "u undo" in opened.message
        assert "Copyright 2021" in text(opened)
        assert len(opened.desk.session.open.article.removed) == len(before.removed) - 1  # type: ignore[union-attr]
        await opened.press("u")
        assert "Copyright 2021" not in text(opened)
        assert opened.library.read(id) == before
        assert "Copyright 2021" in opened.screen_text()


async def test_x_takes_the_paragraph_at_hand_out_and_reading_goes_on_there(start: Start) -> None:
    async with start() as opened:
        await ferry(opened)
        await go_to_paragraph(opened, PROSE.format(6))
        await opened.press("x")
        assert opened.message.startswith("Taken out: “The ferry")
        assert PROSE.format(6) not in text(opened)
        at = opened.desk.article_view.sentence
        assert PROSE.format(7).startswith(at.of(text(opened))[:20])
        await opened.press("u")
        assert PROSE.format(6) in text(opened)
        await opened.press("ctrl+r")
        assert PROSE.format(6) not in text(opened)


async def test_highlights_follow_what_is_taken_out_above_them(start: Start) -> None:
    async with start() as opened:
        id = await ferry(opened)
        mark = opened.library.highlight(id, PROSE.format(8))
        await go_to_paragraph(opened, PROSE.format(4))
        await opened.press("x")
        shown = opened.desk.session.open
        assert shown is not None
        (found,) = shown.highlights
        assert (found.id, found.exact) == (mark.id, text(opened)[found.start : found.end])


async def test_w_offers_the_change_as_a_rule_and_writes_the_one_that_is_chosen(
    start: Start, own_settings: Path
) -> None:
    async with start() as opened:
        await ferry(opened)
        await opened.press("W")
        assert "Nothing to make a rule of" in opened.message
        await go_to_paragraph(opened, "islands letter")
        await opened.press("x")
        await opened.press("W")
        assert "On all pages of island.example" in opened.screen_text()
        assert "drop div.letter-promo > p" in opened.screen_text()
        await opened.press("escape")
        assert not (own_settings / "sites").exists()
        await opened.press("W", "enter")
        assert opened.message.startswith("Written for island.example")
        assert "letter-promo" in (own_settings / "sites" / "island.example.toml").read_text()


async def test_a_paragraph_like_all_others_is_no_rule_and_the_line_says_so(start: Start) -> None:
    async with start() as opened:
        await ferry(opened)
        await go_to_paragraph(opened, PROSE.format(5))
        await opened.press("x")
        await opened.press("W")
        assert "no rule can be made" in opened.message


async def test_the_last_paragraph_of_all_stays_and_the_line_says_why(start: Start) -> None:
    async with start() as opened:
        added = opened.library.add("one.md", data=b"Only this.")
        assert added.article is not None
        opened.desk.open_article(added.article.id)
        await opened.settle()
        await opened.press("x")
        assert "nothing would be left" in opened.message
        assert text(opened) == "Only this."
