"""Putting right by hand what the analysis says, in the panels, with keys."""

from __future__ import annotations

from tests.pilot.conftest import Opened, Start


def names(opened: Opened) -> dict[str, str]:
    """The names of the open article as the panel has them, with their kinds."""
    article = opened.desk.session.open
    assert article is not None
    return {entity.name: entity.kind for entity in article.entities}


def speakers(opened: Opened) -> list[str]:
    article = opened.desk.session.open
    assert article is not None
    return [quote.speaker for quote in article.quotes if quote.kind == "speech"]


async def put_cursor_on(opened: Opened, name: str) -> None:
    article, panel = opened.desk.session.open, opened.desk.focused_panel()
    assert article is not None
    assert panel is not None
    index = next(i for i, entity in enumerate(article.entities) if entity.name == name)
    panel.list.move_to_key(f"entity:{index}")


async def put_cursor_on_quote(opened: Opened, number: int) -> None:
    article, panel = opened.desk.session.open, opened.desk.focused_panel()
    assert article is not None
    assert panel is not None
    speech = [index for index, quote in enumerate(article.quotes) if quote.kind == "speech"]
    panel.list.move_to_key(f"quote:{speech[number]}")


async def test_what_is_no_name_goes_and_undo_brings_it_back(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Peter Blake")
        await opened.press("d", "d", "enter")
        assert "Peter Blake" not in names(opened)
        assert opened.message.startswith("Peter Blake: not a name")
        await opened.press("u")
        assert names(opened)["Peter Blake"] == "person"
        await opened.press("ctrl+r")
        assert "Peter Blake" not in names(opened)


async def test_esc_at_the_question_where_it_holds_changes_nothing(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Peter Blake")
        await opened.press("d", "d", "escape")
        assert "Peter Blake" in names(opened)
        assert not opened.library.corrections()


async def test_a_name_gets_another_kind(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Peter Blake")
        await opened.press("c")
        await opened.type("organ")
        await opened.press("enter", "enter")
        assert names(opened)["Peter Blake"] == "organisation"


async def test_two_names_become_one_and_who_was_quoted_goes_along(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Peter Blake")
        await opened.press("m")
        await opened.type("jane")
        await opened.press("enter", "enter")
        assert "Peter Blake" not in names(opened)
        assert speakers(opened) == ["Jane Roe", "Jane Roe"]


async def test_a_name_is_listed_under_another_one_in_every_article(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Jane Roe")
        await opened.press("i", *["backspace"] * len("Jane Roe"))
        await opened.type("Jane Roe of Oder")
        await opened.press("enter", "down", "enter")
        assert "Jane Roe of Oder" in names(opened)
        (correction,) = opened.library.corrections()
        assert correction.article == ""


async def test_another_speaker_and_nobody_known(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("3")
        await put_cursor_on_quote(opened, 0)
        await opened.press("w")
        await opened.type("Peter Blake")
        await opened.press("enter")
        assert speakers(opened)[0] == "Peter Blake"
        assert opened.message.startswith("Said by Peter Blake")
        await opened.press("w", "enter")
        assert speakers(opened)[0] == ""
        await opened.press("u", "u")
        assert speakers(opened)[0] == "Jane Roe"


async def test_what_nobody_said_is_no_quote(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("3")
        before = speakers(opened)
        await put_cursor_on_quote(opened, 1)
        await opened.press("d", "d")
        assert speakers(opened) == before[:1]


async def test_what_was_put_right_is_listed_and_taken_back(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Peter Blake")
        await opened.press("d", "d", "enter", "C")
        assert "Peter Blake is no name" in opened.screen_text()
        await opened.press("enter")
        assert "Peter Blake" in names(opened)
        assert not opened.library.corrections()


async def test_a_name_written_in_one_way_cannot_be_split(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        await put_cursor_on(opened, "Peter Blake")
        await opened.press("S")
        assert "written in one way only" in opened.message


async def test_hostile_names_are_put_right_without_markup(start: Start) -> None:
    async with start() as opened:
        await opened.open("[/b] [@click")
        await opened.press("3")
        await put_cursor_on_quote(opened, 0)
        await opened.press("w")
        await opened.type("[/b]")
        await opened.press("enter", "C")
        assert "[/b]" in opened.screen_text()
