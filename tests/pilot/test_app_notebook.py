"""The notes desk, review, people's pages and the side bar, by their keys."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.pilot.conftest import Opened, Start


async def fill(opened: Opened) -> dict[str, str]:
    """Marks in two articles; their ids by what they are."""
    library = opened.library
    bridge = library.article("The bridge")
    rotten = library.highlight(bridge.id, "the piles are rotten", tags=["piles"], colour="green")
    ids = {
        "bridge": bridge.id,
        "rotten": rotten.id,
        "on rotten": library.note(bridge.id, "Who told the council?", highlight=rotten.id).id,
        "soft": library.highlight(bridge.id, "Jane Roe called it a “soft spot” of the budget").id,
        "note": library.note(bridge.id, "Remember the railings").id,
    }
    await opened.settle()
    return ids


async def notes(opened: Opened) -> None:
    """At the notes desk, on the list."""
    await opened.press("g", "n")
    await opened.press("escape")


async def test_the_notes_desk_lists_filters_while_typing_and_jumps_to_the_place(start: Start) -> None:
    async with start() as opened:
        await fill(opened)
        await opened.press("g", "n")
        text = opened.screen_text()
        assert "the piles are rotten" in text
        assert "Remember the railings" in text
        await opened.type("rott")
        text = opened.screen_text()
        assert "Remember the railings" not in text
        assert "the piles are rotten" in text
        await opened.press("enter")
        opened.desk.deeds.notebook.refresh()  # as when another terminal has changed something
        await opened.settle()
        assert "the piles are rotten" in opened.screen_text()
        await opened.press("enter")
        assert opened.desk.where == "article"
        assert "rotten" in opened.desk.reading.passage(opened.desk.article_view.sentence)
        await opened.press("q")
        assert opened.desk.where == "notebook"
        assert opened.desk.notebook.words == "rott"
        await opened.press("q")
        assert opened.desk.where == "library"


async def test_the_notes_desk_groups_by_article_tag_person_and_date(start: Start) -> None:
    async with start() as opened:
        await fill(opened)
        await notes(opened)
        assert "The bridge at Oderhaven  4" in opened.screen_text()
        await opened.press("o")
        assert "#piles  1" in opened.screen_text()
        assert "Without a tag" in opened.screen_text()
        await opened.press("o")
        assert "Jane Roe  1" in opened.screen_text()
        await opened.press("o")
        assert "Today  4" in opened.screen_text()


async def test_quotes_are_listed_on_wish_with_their_speakers(start: Start) -> None:
    async with start() as opened:
        await opened.press("g", "n")
        assert "Nothing is marked yet." in opened.screen_text()
        await opened.press("3")
        text = opened.screen_text()
        assert "We have waited for nine years" in text
        assert "Jane Roe" in text


async def test_a_note_is_edited_in_place_and_what_was_typed_is_there_again(start: Start) -> None:
    async with start() as opened:
        ids = await fill(opened)
        await notes(opened)
        await opened.desk_key(f"note:{ids['note']}")
        await opened.press("i")
        await opened.type(" and")
        await opened.press("f2")
        assert opened.library.find_note(ids["note"]).text == "Remember the railings and"
        assert "Remember the railings and" in opened.screen_text()
        assert opened.desk.where == "notebook"
        await opened.press("u")
        assert opened.library.find_note(ids["note"]).text == "Remember the railings"
        assert "railings and" not in opened.screen_text()


async def test_many_are_tagged_at_once_and_untagged_by_one_undo(start: Start) -> None:
    async with start() as opened:
        ids = await fill(opened)
        await notes(opened)
        await opened.press("g", "x", "t")
        await opened.type("later")
        await opened.press("enter")
        assert all("later" in entry.tags for entry in opened.library.notebook())
        await opened.press("u")
        assert not any("later" in entry.tags for entry in opened.library.notebook())
        assert opened.library.find_highlight(ids["rotten"]).tags == ("piles",)


async def test_what_is_listed_is_written_to_a_file(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as opened:
        await fill(opened)
        await opened.press("g", "n")
        await opened.type("rott")
        await opened.press("enter", "X", "enter")
        written = (tmp_path / "notes.md").read_text()
        assert "the piles are rotten" in written
        assert "railings" not in written


async def test_an_orphan_has_its_own_group_and_is_put_back_by_hand(start: Start) -> None:
    async with start() as opened:
        ids = await fill(opened)
        holdings = opened.library._holdings
        with holdings.store.change("test", "lose the place", undoable=False):
            holdings.store.table("highlights").update({"status": "orphan"}, doc_ids=[ids["soft"]])
        await notes(opened)
        assert "Lost their place in the text" in opened.screen_text()
        await opened.desk_key(f"highlight:{ids['soft']}")
        await opened.press("R")
        assert opened.desk.where == "article"
        await opened.press("v", "R")
        assert opened.library.find_highlight(ids["soft"]).status == "ok"
        await opened.press("q")
        assert "Lost their place" not in opened.screen_text()


async def test_the_trash_takes_notes_and_undo_brings_them_back(start: Start) -> None:
    async with start() as opened:
        ids = await fill(opened)
        await notes(opened)
        await opened.desk_key(f"note:{ids['note']}")
        await opened.press("d", "d")
        assert "Remember the railings" not in opened.screen_text()
        await opened.press("u")
        assert "Remember the railings" in opened.screen_text()


async def test_an_error_in_the_words_is_pointed_at(start: Start) -> None:
    async with start() as opened:
        await fill(opened)
        await opened.press("g", "n")
        await opened.type("in:nowhere x")
        lines = opened.screen_text().splitlines()
        row = next(number for number, line in enumerate(lines) if "in:nowhere" in line and "Notes" in line)
        pointer = next(line for line in lines[row:] if "▲" in line)
        assert pointer.index("▲") == lines[row].index("nowhere")


async def test_review_keeps_snoozes_and_retires(start: Start) -> None:
    async with start() as opened:
        ids = await fill(opened)
        for name in ("rotten", "soft"):
            opened.library.answer_review(ids[name], "bring back")
        await opened.press("g", "r")
        assert "the piles are rotten" in opened.screen_text()
        assert "Who told the council?" in opened.screen_text()
        kept = opened.desk.review.list.cursor_key.partition(":")[2]
        await opened.press("space")
        assert "comes back on" in opened.message
        (left,) = opened.library.review(5).items
        assert left.highlight.id != kept
        await opened.press("u")
        assert len(opened.library.review(5).items) == 2
        await opened.press("s", "x")
        assert opened.library.review(5).items == ()
        assert "Done for today" in opened.screen_text()
        tomorrow = date.today() + timedelta(days=3)
        assert len(opened.library.review(5, today=tomorrow).items) == 1


async def test_an_empty_review_says_how_one_begins(start: Start) -> None:
    async with start() as opened:
        await opened.press("g", "r")
        assert "No highlights yet" in opened.screen_text()
        await opened.press("q")
        assert opened.desk.where == "library"


async def test_from_review_to_the_place_and_back(start: Start) -> None:
    async with start() as opened:
        ids = await fill(opened)
        opened.library.answer_review(ids["rotten"], "bring back")
        await opened.press("g", "r", "enter")
        assert opened.desk.where == "article"
        assert "rotten" in opened.desk.reading.passage(opened.desk.article_view.sentence)
        await opened.press("q")
        assert opened.desk.where == "review"


async def test_a_page_opens_from_the_panel_the_text_and_the_search(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2", "K")
        assert opened.desk.where == "person"
        name = opened.desk.session.person
        assert name in opened.screen_text()
        await opened.press("q")
        assert opened.desk.session.place == "article"
        await opened.press("0", "g", "g", "g", "i")
        assert opened.desk.where == "person"
        await opened.press("q", "q", "backslash")
        await opened.type("in:entities blake")
        await opened.press("enter", "K")
        assert opened.desk.session.person == "Peter Blake"
        text = opened.screen_text()
        assert "Said by Peter Blake" in text
        assert "Nobody looked below the waterline" in text
        assert "Jane Roe" in text
        await opened.press("q")
        assert opened.desk.where == "search"


async def test_a_mention_opens_at_its_place_and_n_goes_through_all(start: Start) -> None:
    async with start() as opened:
        await opened.press("colon")
        await opened.type("who Peter Blake")
        await opened.press("enter")
        await opened.press("G", "enter")
        assert opened.desk.where == "article"
        first = opened.desk.article_view.sentence
        assert "Blake" in opened.desk.reading.passage(first)
        await opened.press("n")
        assert "Peter Blake" in opened.message
        await opened.press("q")
        assert opened.desk.where == "person"


async def test_a_name_is_renamed_hidden_and_undone_on_its_page(start: Start) -> None:
    async with start() as opened:
        await opened.press("colon")
        await opened.type("who Peter Blake")
        await opened.press("enter", "r")
        await opened.press(*["backspace"] * len("Peter Blake"))
        await opened.type("P. Blake")
        await opened.press("enter")
        assert opened.desk.session.person == "P. Blake"
        assert opened.library.person("P. Blake").quotes_by
        await opened.press("u")
        assert opened.library.person("Peter Blake").name == "Peter Blake"
        await opened.press("d", "d")
        assert opened.desk.where in ("library", "person")


async def test_two_names_are_made_one_from_the_page(start: Start) -> None:
    async with start() as opened:
        await opened.press("colon")
        await opened.type("who Peter Blake")
        await opened.press("enter", "M")
        await opened.type("Jane Roe")
        await opened.press("enter")
        assert opened.desk.session.person == "Jane Roe"
        assert len(opened.library.person("Jane Roe").quotes_by) == 2


async def test_the_side_bar_counts_and_shows_what_a_saved_search_finds(start: Start) -> None:
    async with start((150, 40)) as opened:
        assert "All articles" in opened.screen_text()
        opened.library.save_search("Bridges", "title:bridge")
        await opened.press("g", "s")
        text = opened.screen_text()
        assert "Bridges" in text
        assert opened.desk.where == "searches"
        await opened.press("G", "enter")
        assert opened.desk.where == "library"
        assert [record.title for record in opened.desk.session.list.shown] == ["The bridge at Oderhaven"]
        await opened.press("escape")
        assert len(opened.desk.session.list.shown) == 3


async def test_a_search_is_saved_renamed_and_forgotten_by_keys(start: Start) -> None:
    async with start((80, 24)) as opened:
        assert "All articles" not in opened.screen_text()
        await opened.press("backslash")
        await opened.type("rotten")
        await opened.press("enter", "w")
        await opened.type("Rot")
        await opened.press("enter")
        assert [saved.name for saved in opened.library.searches()] == ["Rot"]
        await opened.press("g", "s", "G", "r")
        await opened.type("ten")
        await opened.press("enter")
        assert [saved.name for saved in opened.library.searches()] == ["Rotten"]
        await opened.press("g", "s")
        if opened.desk.where != "searches":
            await opened.press("g", "s")
        await opened.press("G", "d", "d")
        assert opened.library.searches() == []
        await opened.press("u")
        assert [saved.name for saved in opened.library.searches()] == ["Rotten"]
        await opened.press("q")
        assert opened.desk.where == "library"


async def test_what_was_left_is_come_back_to_through_every_place(start: Start) -> None:
    async with start() as opened:
        await fill(opened)
        await opened.open("橋")
        await notes(opened)
        await opened.press("j", "enter")
        assert opened.desk.session.open.record.title.startswith("The bridge")  # type: ignore[union-attr]
        await opened.press("backslash")
        await opened.press("escape")
        assert opened.desk.session.place == "article"
        await opened.press("q")
        assert opened.desk.where == "notebook"
        await opened.press("q")
        assert opened.desk.session.open.record.title.startswith("橋")  # type: ignore[union-attr]
        await opened.press("q")
        assert opened.desk.where == "library"


async def test_hostile_names_and_notes_go_through_the_new_screens(start: Start) -> None:
    async with start((100, 30)) as opened:
        record = opened.library.article("[/b] [@click")
        mark = opened.library.highlight(
            record.id, "of note", tags=["[bold]x"], note="[/b] \x1b]52;c;x\x07 [@click=app.quit]y"
        )
        opened.library.answer_review(mark.id, "bring back")
        opened.library.save_search("[/b] name", "is:unread")
        await notes(opened)
        for _ in range(4):
            await opened.press("o")
        await opened.press("3", "g", "r", "q", "g", "s", "q", "colon")
        await opened.type("who Mallory")
        await opened.press("enter")
        text = opened.screen_text()
        assert "\x1b" not in text
        assert opened.app.is_running


async def test_an_expression_finds_in_the_article_and_marks_the_scroll_bar(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("slash")
        await opened.type("/paragraph [12]\\d ")
        assert "20 found" in opened.screen_text() or "15 found" in opened.screen_text()
        await opened.press("enter")
        assert "1 of" in opened.message
        assert "━" in opened.screen_text()
        await opened.press("n")
        assert "2 of" in opened.message
        await opened.press("escape")
        assert "━" not in opened.screen_text()
        await opened.press("slash")
        await opened.type("/(")
        assert "expression" in opened.message


async def test_facets_narrow_by_a_digit_and_widen_again(start: Start) -> None:
    async with start() as opened:
        await fill(opened)
        await opened.press("backslash")
        await opened.type("rotten")
        await opened.press("enter")
        before = len(opened.desk.session.hits.hits)
        kinds = [item.query for item in opened.desk.search.narrowings]
        assert "in:highlights" in kinds
        await opened.press(str(kinds.index("in:highlights") + 1))
        assert opened.desk.search.words == "rotten in:highlights"
        assert [hit.kind for hit in opened.desk.session.hits.hits] == ["highlight"]
        await opened.press("0")
        assert len(opened.desk.session.hits.hits) == before
        await opened.press("o")
        assert "The bridge at Oderhaven  " in opened.screen_text()


async def test_tab_completes_what_is_typed_in_the_search(start: Start) -> None:
    async with start() as opened:
        await fill(opened)
        await opened.press("backslash")
        await opened.type("#pi")
        assert "Tab" in opened.screen_text()
        await opened.press("tab")
        assert opened.desk.search.words == "#piles"
        assert [hit.kind for hit in opened.desk.session.hits.hits] == ["highlight"]


async def test_n_goes_through_all_places_of_a_search_of_two_words(start: Start) -> None:
    async with start() as opened:
        await opened.press("backslash")
        await opened.type("in:articles rotten council")
        await opened.press("enter", "enter")
        assert opened.desk.where == "article"
        text = opened.desk.session.open.article.text.lower()  # type: ignore[union-attr]
        assert f"of {text.count('rotten') + text.count('council')}" in opened.message


async def test_narrowing_without_a_digit_lets_one_be_chosen(start: Start) -> None:
    async with start() as opened:
        await opened.press("backslash")
        await opened.type("the")
        await opened.press("enter", "colon")
        await opened.type("search.narrow")
        await opened.press("enter")
        assert "Narrow to" in opened.screen_text()
        await opened.press("enter")
        assert opened.desk.search.words.startswith("the ")
        assert opened.desk.session.hits.before == ["the"]
