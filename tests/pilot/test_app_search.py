"""Finding: the search screen, all notes, help, palette, commands, themes; and hostile text through all of them."""

from __future__ import annotations

from tests.pilot.conftest import Opened, Start

HOSTILE_TITLE = "[/b] [@click=app.quit]x[/] [bold"


async def search(opened: Opened, words: str) -> None:
    await opened.press("backslash")
    await opened.type(words)
    await opened.pilot.pause(0.1)
    await opened.settle()


async def test_search_finds_while_typing_and_enter_opens_at_the_very_place(start: Start) -> None:
    async with start() as opened:
        await search(opened, "waterline")
        hits = opened.desk.session.hits.hits
        assert hits
        assert "waterline" in opened.screen_text()
        await opened.press("enter", "enter")
        assert opened.desk.where == "article"
        passage = opened.desk.reading.passage(opened.desk.article_view.sentence)
        assert "waterline" in passage


async def test_q_comes_back_to_the_same_answers_and_the_same_line(start: Start) -> None:
    async with start() as opened:
        await search(opened, "bridge")
        assert len(opened.desk.session.hits.hits) > 1
        await opened.press("enter", "j", "enter")
        assert opened.desk.where == "article"
        await opened.press("q")
        assert opened.desk.where == "search"
        assert opened.desk.session.hits.cursor == 1
        assert opened.desk.search.words == "bridge"
        await opened.press("q")
        assert opened.desk.where == "library"


async def test_all_notes_are_one_key_sequence_away_and_searchable(start: Start) -> None:
    async with start() as opened:
        record = opened.library.article("The bridge")
        opened.library.note(record.id, "Remember the piles")
        opened.library.note(record.id, "Call the council")
        await opened.press("g", "n")
        await opened.pilot.pause(0.1)
        await opened.settle()
        text = opened.screen_text()
        assert "Remember the piles" in text
        assert "Call the council" in text
        await opened.type("council")
        await opened.pilot.pause(0.1)
        await opened.settle()
        assert "Remember the piles" not in opened.screen_text()
        await opened.press("enter", "enter")
        assert opened.desk.session.open.record.id == record.id  # type: ignore[union-attr]


async def test_a_query_that_cannot_be_read_is_told_where_it_is_typed(start: Start) -> None:
    async with start() as opened:
        await search(opened, "in:nowhere bridge")
        assert opened.desk.search._told.has_class("-wrong")
        assert opened.app.is_running


async def test_where_there_are_no_notes_it_is_told_how_one_is_written(start: Start) -> None:
    async with start() as opened:
        await opened.press("g", "n")
        text = opened.screen_text()
        assert "Nothing is marked yet." in text
        assert "writes a note on it, or on the article" in text


async def test_help_shows_the_keys_of_this_place_filters_and_does_what_is_chosen(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("question_mark")
        assert "Keys: reading" in opened.screen_text()
        await opened.type("highlight the sentence")
        await opened.press("enter")
        assert len(opened.library.highlights()) == 1


async def test_the_palette_finds_actions_and_articles(start: Start) -> None:
    async with start() as opened:
        await opened.press("ctrl+p")
        await opened.type("oderhaven")
        await opened.press("enter")
        assert opened.desk.session.open.record.title == "The bridge at Oderhaven"  # type: ignore[union-attr]


async def test_commands_jump_tag_and_tell_slips(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("colon")
        await opened.type("50%")
        await opened.press("enter")
        assert opened.desk.article_view.top_offset > 0
        await opened.press("colon")
        await opened.type("tag rivers")
        await opened.press("enter")
        assert "rivers" in opened.library.article("The bridge").tags
        await opened.press("colon")
        await opened.type("tehme dusk")
        await opened.press("enter")
        assert "theme" in opened.message
        await opened.press("colon")
        await opened.type("q")
        await opened.press("enter")
        assert opened.desk.session.place == "library"


async def test_a_theme_is_shown_while_the_cursor_stands_on_it_and_esc_takes_it_back(start: Start) -> None:
    async with start() as opened:
        before = opened.app.theme
        await opened.press("g", "t", "down")
        assert opened.app.theme != before
        await opened.press("escape")
        assert opened.app.theme == before
        await opened.press("colon")
        await opened.type("theme paper")
        await opened.press("enter")
        assert opened.app.theme == "paper"


async def test_a_chosen_theme_is_kept(start: Start) -> None:
    async with start() as opened:
        kept: dict[str, object] = {}
        opened.app._keep = lambda section, name, value: kept.update({name: value})
        await opened.press("g", "t", "down", "enter")
        assert kept == {"theme": opened.app.theme}


async def test_hostile_text_goes_through_every_screen_and_acts_on_none(start: Start) -> None:
    async with start((140, 40)) as opened:
        record = opened.library.article(HOSTILE_TITLE)
        opened.library.tag(record.id, ["[bold]tag[/b]"])
        opened.library.note(record.id, "note [/b] [@click=app.quit]x[/]")
        await opened.press("question_mark")
        await opened.press("escape")
        await opened.open(HOSTILE_TITLE[:20])
        assert HOSTILE_TITLE in opened.screen_text()
        for digit in "123456":
            await opened.press(digit)
        await opened.press("q", "v", "a")
        await opened.type("x")
        await opened.press("escape", "t")
        await opened.press("escape", "ctrl+p")
        await opened.type("[/b]")
        assert HOSTILE_TITLE in opened.screen_text()
        await opened.press("escape")
        await search(opened, "hostile")
        assert HOSTILE_TITLE in opened.screen_text()
        await opened.press("escape", "q", "q", "d", "d")
        await opened.press("g", "T")
        assert opened.app.is_running


async def test_control_bytes_of_a_record_never_reach_the_screen(start: Start) -> None:
    from reader.library.records import ArticleRecord

    async with start((100, 20)) as opened:
        evil = "a\x1b]52;c;eA==\x07b\x9bc\u202ed"
        opened.desk.session.list.replace([ArticleRecord("x", evil, site=evil, tags=(evil,))])
        opened.desk.shelf.show()
        opened.desk.say(evil)
        await opened.pilot.pause()
        text = opened.screen_text()
        assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in text)
        assert "ab" in text or "a]52" in text
