"""The library's list, by its keys."""

from __future__ import annotations

from pathlib import Path

from reader.library.library import Library
from tests.pilot.conftest import Start


async def test_the_app_opens_on_the_library_with_what_can_be_done(start: Start) -> None:
    async with start() as opened:
        text = opened.screen_text()
        assert "The bridge at Oderhaven" in text
        assert "3 articles" in text
        assert "Enter read" in text
        assert "? keys" in text


async def test_every_title_stands_on_the_screen_as_it_is_and_acts_on_nothing(start: Start) -> None:
    async with start((80, 24)) as opened:
        assert "[/b] [@click=app.quit]" in opened.screen_text()
        for row in range(2, 5):
            await opened.pilot.click("#library", offset=(12, row - 2))
        await opened.settle()
        assert opened.app.is_running
        assert all(len(line) <= 80 for line in opened.screen_text().splitlines())


async def test_enter_opens_and_q_comes_back_to_the_same_line(start: Start) -> None:
    async with start() as opened:
        await opened.press("j", "enter")
        assert opened.desk.session.place == "article"
        title = opened.desk.session.open.record.title  # type: ignore[union-attr]
        await opened.press("q")
        assert opened.desk.session.place == "library"
        assert opened.desk.session.list.current.title == title  # type: ignore[union-attr]


async def test_q_in_the_library_ends_the_program(start: Start) -> None:
    async with start() as opened:
        await opened.pilot.press("q")
        assert opened.app._exit
        assert opened.app.return_code == 0


async def test_opening_never_marks_as_read_and_neither_does_the_wheel(start: Start) -> None:
    async with start((80, 10)) as opened:
        before = opened.desk.library_list.cursor
        opened.desk.library_list.scroll_down(animate=False)
        await opened.settle()
        assert opened.desk.library_list.cursor == before
        await opened.open("The bridge")
        await opened.press("G", "q")
        assert opened.library.article("The bridge").state != "read"


async def test_the_filter_narrows_while_it_is_typed_and_esc_shows_all_again(start: Start) -> None:
    async with start() as opened:
        await opened.press("/")
        await opened.type("bridge")
        assert [record.title for record in opened.desk.session.list.shown] == ["The bridge at Oderhaven"]
        await opened.press("enter")
        assert "1 of 3 articles" in opened.screen_text()
        await opened.press("escape")
        assert len(opened.desk.session.list.shown) == 3


async def test_a_filter_that_nothing_matches_says_what_to_press(start: Start) -> None:
    async with start() as opened:
        await opened.press("/")
        await opened.type("zebra")
        assert "No article matches" in opened.screen_text()
        await opened.press("escape")
        assert "The bridge at Oderhaven" in opened.screen_text()


async def test_read_star_and_archive_are_told_and_undone(start: Start) -> None:
    async with start() as opened:
        await opened.press("r")
        record = opened.desk.session.list.current
        assert record is not None
        assert opened.library.article(record.id).state == "read"
        assert "u undo" in opened.message
        await opened.press("u")
        assert opened.library.article(record.id).state == "unread"
        await opened.press("s", "e")
        marked = opened.library.article(record.id)
        assert marked.starred
        assert marked.archived


async def test_dd_puts_into_the_trash_and_the_trash_gives_back(start: Start) -> None:
    async with start() as opened:
        title = opened.desk.session.list.current.title  # type: ignore[union-attr]
        await opened.press("d")
        assert len(opened.desk.session.list.records) == 3
        await opened.press("d")
        assert title not in [record.title for record in opened.desk.session.list.records]
        await opened.press("g", "T")
        await opened.press("enter")
        assert title in [record.title for record in opened.desk.session.list.records]


async def test_actions_take_all_that_is_selected(start: Start) -> None:
    async with start() as opened:
        await opened.press("x", "x", "s")
        assert sum(record.starred for record in opened.library.articles()) == 2


async def test_tags_are_completed_by_tab_and_none_is_applied_by_itself(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("q")
        record = opened.library.article("The bridge")
        tagged = set(record.tags)
        suggested = [item.tag for item in opened.library.suggested_tags(record.id) if item.tag not in tagged]
        assert suggested
        await opened.press("t")
        assert set(opened.library.article(record.id).tags) == tagged
        await opened.type(suggested[0][:3].lower())
        await opened.press("tab", "enter")
        new = set(opened.library.article(record.id).tags) - tagged
        assert len(new) == 1
        assert next(iter(new)).lower().find(suggested[0][:3].lower()) >= 0
        await opened.press("u")
        assert set(opened.library.article(record.id).tags) == tagged


async def test_the_first_key_of_two_is_shown_and_esc_drops_it(start: Start) -> None:
    async with start() as opened:
        await opened.pilot.press("d")
        assert opened.desk.chords.pending == "d"
        assert "d…" in opened.screen_text()
        await opened.pilot.press("escape")
        assert opened.desk.chords.pending == ""
        await opened.press("d")
        assert len(opened.library.articles()) == 3


async def test_sorting_by_title(start: Start) -> None:
    async with start() as opened:
        await opened.press("S")
        await opened.type("title")
        await opened.press("enter")
        titles = [record.title for record in opened.desk.session.list.records]
        assert titles == [record.title for record in opened.library.articles(sort="title")]


async def test_pasted_text_is_saved_and_esc_keeps_what_was_typed(start: Start) -> None:
    async with start() as opened:
        await opened.press("A")
        await opened.type("A note from my desk that is worth keeping")
        await opened.press("escape", "A")
        assert "worth keeping" in opened.screen_text()
        await opened.press("f2")
        assert len(opened.library.articles()) == 4


async def test_a_path_that_is_not_there_is_told_in_one_line(start: Start, tmp_path: Path) -> None:
    async with start() as opened:
        opened.desk.deeds.prompt.submitted("add", str(tmp_path / "missing.html"))
        await opened.settle()
        assert "missing.html" in opened.message
        assert opened.app.is_running


async def test_a_folder_is_saved_whole_and_what_failed_is_told(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        words = (
            f"Page {number} tells of the harbour, and of the people who work there from morning to evening."
        )
        (folder / f"page{number}.md").write_text(f"# Page {number}\n\n{words}\n")
    async with start() as opened:
        opened.desk.deeds.prompt.submitted("add", str(folder))
        await opened.settle()
        assert len(opened.library.articles()) == 6
        assert "3 saved" in opened.message


async def test_on_a_small_screen_help_and_the_way_back_are_shown_before_all_else(start: Start) -> None:
    async with start((40, 12)) as opened:
        bottom = opened.screen_text().splitlines()[-1]
        assert "? keys" in bottom
        assert "q quit" in bottom
        await opened.open("The bridge")
        assert "The old bridge" in opened.screen_text()


async def test_what_another_program_saves_appears(start: Start, home: Path) -> None:
    async with start() as opened:
        with Library(home, cache=home / "cache") as other:
            other.add(
                "late.md", data=b"# A late arrival\n\nSaved by another program while this one was open.\n"
            )
        opened.desk._poll()
        await opened.settle()
        assert "A late arrival" in opened.screen_text()


async def test_ten_thousand_articles_cost_no_more_lines_than_the_screen_has(start: Start) -> None:
    from reader.library.records import ArticleRecord
    from reader.tui import shelf

    async with start() as opened:
        made: list[int] = []
        original = shelf.article_line

        def counting(*values: object, **named: object) -> object:
            made.append(1)
            return original(*values, **named)  # type: ignore[arg-type]

        shelf.article_line = counting  # type: ignore[assignment]
        try:
            many = [ArticleRecord(f"id{number}", f"Article {number}") for number in range(10_000)]
            opened.desk.session.list.replace(many)
            opened.desk.shelf.show()
            await opened.pilot.press("G")
            await opened.pilot.pause()
        finally:
            shelf.article_line = original
        assert "Article 9999" in opened.screen_text()
        assert len(made) < 300


async def test_an_empty_home_shows_start_here_and_fills_the_list(start: Start, tmp_path: Path) -> None:
    async with start(at=tmp_path / "new") as opened:
        await opened.settle()
        assert opened.desk.session.open is not None
        assert opened.desk.session.open.record.title.startswith("Start here")
        await opened.press("q")
        assert len(opened.desk.session.list.records) >= 8


async def test_samples_in_the_trash_do_not_come_back(start: Start, tmp_path: Path) -> None:
    new = tmp_path / "new"
    with Library(new, cache=new / "cache") as library:
        for _ in library.add_samples():
            pass
        library.delete([record.id for record in library.articles()])
    async with start(at=new) as opened:
        assert opened.library.articles() == []
        assert "Nothing is saved here yet" in opened.screen_text()


async def test_a_question_that_gets_two_answers_at_once_hears_the_first(start: Start) -> None:
    from textual import events

    async with start() as opened:
        await opened.press("g", "t")
        assert opened.app.screen is not opened.desk
        for _ in range(3):  # faster than the screen closes
            event = events.Key("escape", None)
            event.set_sender(opened.app)
            assert opened.app._driver is not None
            opened.app._driver.send_message(event)
        await opened.settle()
        assert opened.app.screen is opened.desk
        assert opened.app._exception is None


async def test_words_that_are_typed_before_all_is_mounted_reach_the_line_they_are_for(start: Start) -> None:
    """`/bridge` pressed at once: the line is not there yet, and its words are no commands."""

    async with start() as opened:
        desk = opened.desk
        desk.furnished = False  # as before the first paint
        assert desk.take_key("slash", "/")
        for character in "br?":
            assert desk.take_key(character, character)
        desk.furnished = True
        desk.catch_up()
        await opened.settle()
        assert desk.prompt.text == "br?"
