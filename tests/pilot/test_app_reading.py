"""Reading: moving, panels, marking, notes, by the keys that a person presses."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.article import Range
from reader.config import Config
from reader.library.library import Library
from tests.pilot.conftest import Opened, Start


def here(opened: Opened) -> str:
    """The words of the selection or the sentence at hand."""
    return opened.desk.reading.passage(opened.desk.reading.at_hand)


async def test_three_keys_from_reading_to_a_saved_highlight(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        sentence = opened.desk.article_view.sentence
        await opened.press("v", "enter")
        (mark,) = opened.library.highlights()
        assert (mark.start, mark.end) == (sentence.start, sentence.end)
        assert mark.exact.startswith("The old bridge at Oderhaven")
        assert "Highlighted" in opened.message
        assert "u undo" in opened.message
        await opened.press("u")
        assert opened.library.highlights() == []


async def test_a_selection_grows_by_words_and_sentences_and_esc_drops_it(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("v")
        one = here(opened)
        await opened.press("right_parenthesis")
        assert len(here(opened)) > len(one)
        assert here(opened).startswith(one)
        await opened.press("w")
        await opened.press("escape")
        assert opened.desk.article_view.selection is None
        assert opened.library.highlights() == []


async def test_gh_highlights_the_sentence_that_was_stepped_to(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("right_parenthesis", "g", "h")
        (mark,) = opened.library.highlights()
        assert mark.exact.startswith("Jane Roe spoke to some")


async def test_a_highlight_changes_its_colour_and_goes_into_the_trash(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("g", "h", "c")
        assert opened.library.highlights()[0].colour == "green"
        await opened.press("d", "d")
        assert opened.library.highlights() == []
        await opened.press("u")
        assert len(opened.library.highlights()) == 1


async def test_a_note_is_written_on_a_selection_and_found_in_the_panel(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("v", "a")
        await opened.type("Ask the mayor")
        await opened.press("f2")
        (note,) = opened.library.notes()
        assert note.text == "Ask the mayor"
        assert note.highlight == opened.library.highlights()[0].id
        assert opened.library.drafts() == []
        await opened.press("4")
        assert "Ask the mayor" in opened.screen_text()


async def test_esc_keeps_the_draft_and_the_note_goes_on_where_it_was_left(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("a")
        await opened.type("Half a thou")
        await opened.press("escape")
        assert "Draft kept" in opened.message
        assert opened.library.notes() == []
        await opened.press("a")
        assert opened.desk.editor.text == "Half a thou"
        await opened.type("ght")
        await opened.press("f2")
        assert [note.text for note in opened.library.notes()] == ["Half a thought"]


async def test_what_was_typed_is_on_disk_before_the_note_is_saved(start: Start, home: Path) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("a")
        await opened.type("Not yet saved")
        await opened.pilot.pause(0.4)
        with Library(home, cache=home / "cache") as other:
            assert [draft.text for draft in other.drafts()] == ["Not yet saved"]


async def test_a_note_is_edited_and_esc_without_a_change_leaves_no_draft(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        record = opened.library.article("The bridge")
        opened.library.note(record.id, "First words")
        opened.desk.reading.reload_marks()
        await opened.press("4", "i")
        assert opened.desk.editor.text == "First words"
        await opened.press("escape")
        assert opened.library.drafts() == []
        await opened.press("i")
        await opened.type(" and more")
        await opened.press("f2")
        assert [note.text for note in opened.library.notes()] == ["First words and more"]


@pytest.mark.parametrize("key", ["f2", "ctrl+o", "ctrl+enter"])
async def test_every_key_that_saves_a_note_saves_it(start: Start, key: str) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("a")
        await opened.type("One line")
        await opened.press("enter")
        await opened.type("another")
        await opened.press(key)
        assert [note.text for note in opened.library.notes()] == ["One line\nanother"]
        assert opened.desk.where == "article"


async def test_a_draft_stands_in_the_notes_panel_and_goes_on_from_there(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("v", "a")
        await opened.type("Left half")
        await opened.press("escape", "4")
        assert "Draft" in opened.screen_text()
        panel = opened.desk.focused_panel()
        assert panel is not None
        await opened.press("g", "g", "enter")
        assert opened.desk.editor.text == "Left half"
        await opened.press("f2")
        (note,) = opened.library.notes()
        assert note.highlight == opened.library.highlights()[0].id


async def test_going_back_with_the_editor_open_keeps_what_was_typed(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("a")
        await opened.type("Not lost")
        opened.desk.article_view.focus()
        await opened.press("q")
        assert not opened.desk.editor.display
        assert opened.desk.session.place == "article"
        assert [draft.text for draft in opened.library.drafts()] == ["Not lost"]


async def test_the_passage_stays_in_sight_while_a_note_is_written_on_it(start: Start) -> None:
    async with start((80, 24)) as opened:
        await opened.open("The bridge")
        await opened.press("G", "v", "a")
        await opened.pilot.pause(0.1)
        mark = opened.library.highlights()[0]
        seen = opened.desk.article_view.visible_range
        assert seen.start <= mark.start < seen.end


async def test_names_are_lit_or_not_at_will(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("g", "E")
        assert "not lit" in opened.message
        await opened.press("g", "E")
        assert opened.message == "Names are lit"


async def test_enter_in_the_names_goes_to_a_mention_and_again_to_the_next(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2")
        opened_article = opened.desk.session.open
        assert opened_article is not None
        index = next(i for i, entity in enumerate(opened_article.entities) if entity.name == "Jane Roe")
        mentions = opened_article.entities[index].mentions
        panel = opened.desk.focused_panel()
        assert panel is not None
        panel.list.move_to_key(f"entity:{index}")
        await opened.press("enter")
        assert f"1 of {len(mentions)}" in opened.message
        assert mentions[0].overlaps(opened.desk.article_view.sentence)
        await opened.press("enter")
        assert f"2 of {len(mentions)}" in opened.message
        await opened.press("n")
        assert f"3 of {len(mentions)}" in opened.message
        await opened.press("N", "q", "n")
        assert f"3 of {len(mentions)}" in opened.message
        assert opened.desk.where == "article"


async def test_the_quotes_panel_says_who_said_it_and_tells_phrases_apart(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("3")
        text = opened.screen_text()
        assert "Jane Roe" in text
        assert "Peter Blake" in text
        assert "Quoted words" in text
        panel = opened.desk.focused_panel()
        assert panel is not None
        await opened.press("j", "a")
        (mark,) = opened.library.highlights()
        assert mark.exact.startswith("“Nobody looked below")


async def test_a_panels_filter_narrows_it_and_esc_opens_it_again(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("2", "slash")
        await opened.type("blake")
        await opened.press("enter")
        panel = opened.desk.focused_panel()
        assert panel is not None
        assert panel.list.row_count == 2
        await opened.press("escape")
        assert panel.list.row_count > 2


@pytest.mark.parametrize(("columns", "beside"), [(80, 0), (100, 0), (120, 1), (180, 2)])
async def test_panels_stand_beside_the_text_where_there_is_room(
    start: Start, columns: int, beside: int
) -> None:
    async with start((columns, 30)) as opened:
        await opened.open("The bridge")
        assert sum(panel.display for panel in opened.desk.panels) == beside
        assert opened.desk.article_view.display
        await opened.press("0")
        assert not any(panel.display for panel in opened.desk.panels)


async def test_on_a_narrow_screen_a_panel_covers_the_text_and_enter_uncovers_it(start: Start) -> None:
    async with start((80, 24)) as opened:
        await opened.open("The bridge")
        await opened.press("2")
        assert not opened.desk.article_view.display
        await opened.press("enter")
        assert opened.desk.article_view.display
        assert opened.desk.where == "article"
        assert "1 of" in opened.message
        await opened.press("1", "q")
        assert opened.desk.where == "article"


async def test_a_resize_keeps_the_place_and_rearranges_the_panels(start: Start) -> None:
    async with start((180, 30)) as opened:
        await opened.open("The bridge")
        await opened.press("space")
        top = opened.desk.article_view.top_offset
        for size in ((80, 24), (120, 30), (60, 20), (180, 30)):
            await opened.pilot.resize_terminal(*size)
            await opened.settle()
        assert opened.desk.article_view.top_offset == top
        assert sum(panel.display for panel in opened.desk.panels) == 2


async def test_reading_goes_on_where_it_stopped(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("space", "space")
        top = opened.desk.article_view.top_offset
        assert top > 0
        await opened.press("q")
        record = opened.library.article("The bridge")
        assert record.position == top
        assert 0 < record.progress <= 1
    async with start() as opened:
        assert opened.desk.session.list.current.title == "The bridge at Oderhaven"  # type: ignore[union-attr]
        await opened.press("enter")
        assert opened.desk.article_view.top_offset == top


async def test_the_removed_and_the_info_panels_show_receipts_and_facts(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("I")
        assert "Ann Lee" in opened.screen_text()
        await opened.press("R")
        assert "Removed" in opened.screen_text()
        await opened.press("1")
        assert "What it costs" in opened.screen_text()
        await opened.press("j", "enter")
        assert here(opened).startswith("What it costs")


async def test_finding_lights_all_places_and_n_goes_through_them(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("slash")
        await opened.type("soft spot")
        await opened.press("enter")
        assert "1 of 2" in opened.message
        first = opened.desk.article_view.sentence
        await opened.press("n")
        assert "2 of 2" in opened.message
        assert opened.desk.article_view.sentence != first
        await opened.press("n")
        assert "1 of 2" in opened.message
        await opened.press("escape", "n")
        assert "Nothing to step through" in opened.message


async def test_words_that_are_not_there_are_said_not_to_be(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("slash")
        await opened.type("zebra")
        assert "not in this article" in opened.screen_text()
        await opened.press("enter")
        assert "not in this article" in opened.message


async def test_next_quote_and_back_again_with_ctrl_o_after_a_jump(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("right_square_bracket", "q")
        assert "said by Jane Roe" in opened.message
        await opened.press("G")
        assert opened.desk.article_view.top_offset > 0
        await opened.press("ctrl+o")
        assert opened.desk.article_view.top_offset == 0


async def test_marks_come_back(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("space", "m", "k")
        top = opened.desk.article_view.top_offset
        await opened.press("g", "g", "apostrophe", "k")
        assert opened.desk.article_view.top_offset == top


async def test_the_next_article_of_the_list_takes_the_place_of_this_one(start: Start) -> None:
    async with start() as opened:
        await opened.press("g", "g", "enter")
        first = opened.desk.session.open.record.id  # type: ignore[union-attr]
        view = opened.desk.article_view
        await opened.press("right_square_bracket", "a")
        assert opened.desk.session.open.record.id != first  # type: ignore[union-attr]
        assert opened.desk.article_view is view
        assert len(opened.app.screen_stack) == 1
        await opened.press("left_square_bracket", "a")
        assert opened.desk.session.open.record.id == first  # type: ignore[union-attr]


async def test_zen_hides_all_but_the_text(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("z")
        assert not any(panel.display for panel in opened.desk.panels)
        assert "? keys" not in opened.screen_text()
        await opened.press("z")
        assert "? keys" in opened.screen_text()


async def test_the_column_grows_shrinks_and_is_kept(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("plus")
        assert opened.desk.article_view.column_width == 76
        assert opened.app._keep is not None
        await opened.press("equals_sign")
        assert opened.desk.article_view.column_width == 72


async def test_the_mouse_selects_and_the_keys_for_it_are_shown(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.pilot.mouse_down("#article", offset=(6, 6))
        await opened.pilot.hover("#article", offset=(30, 6))
        await opened.pilot.mouse_up("#article", offset=(30, 6))
        await opened.settle()
        selection = opened.desk.article_view.selection
        assert selection is not None
        assert "Enter highlight" in opened.screen_text()
        await opened.press("enter")
        (mark,) = opened.library.highlights()
        assert Range(mark.start, mark.end) == selection


async def test_a_click_on_a_name_lights_its_row_and_one_on_the_row_goes_to_the_name(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        article = opened.desk.session.open
        assert article is not None
        index = next(i for i, entity in enumerate(article.entities) if entity.name == "Jane Roe")
        place = article.entities[index].mentions[0]
        view = opened.desk.article_view
        cell = next(
            (x, y)
            for y in range(view.size.height)
            for x in range(view.size.width)
            if view.offset_at(x, y) == place.start
        )
        await opened.pilot.click("#article", offset=cell)
        await opened.settle()
        assert "Jane Roe" in opened.message
        panel = opened.desk.panel_of("entities")
        assert panel is not None
        assert panel.list.cursor_key == f"entity:{index}"
        row = panel.list.region_of_cursor()
        await opened.press("G")
        await opened.pilot.click("#panel-left .side-panel--list", offset=(3, row.y))
        await opened.settle()
        assert "1 of" in opened.message
        assert place.overlaps(view.sentence)


async def test_a_double_click_in_the_library_opens(start: Start) -> None:
    async with start() as opened:
        await opened.pilot.click("#library", offset=(12, 1), times=2)
        await opened.settle()
        assert opened.desk.where == "article"


async def test_copying_says_which_way_it_went_and_puts_the_citation_with_it(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("right_square_bracket", "q", "y")
        assert opened.app.clipboard.startswith("“We have waited")
        assert "clipboard" in opened.message
        await opened.press("Y")
        assert opened.app.clipboard.endswith("‘We have waited for nine years, and the river will not wait any "
                                             "longer,’ said Jane Roe.” — Ann Lee, The bridge at Oderhaven, 2024-05-01")  # fmt: skip
        await opened.press("3", "Y")
        assert "any longer,” — Jane Roe, Ann Lee" in opened.app.clipboard


async def test_only_web_addresses_are_ever_opened(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    urls: list[str] = []
    async with start() as opened:
        monkeypatch.setattr(opened.app, "open_url", lambda url, **_: urls.append(url))
        await opened.open("The bridge")
        opened.desk.deeds.article.open_address("javascript:alert(1)")
        opened.desk.deeds.article.open_address("file:///etc/passwd")
        assert urls == []
        assert "no web address" in opened.message
        opened.desk.deeds.article.open_address("https://oderhaven.example/plan")
        assert urls == ["https://oderhaven.example/plan"]


async def test_keys_of_the_plain_preset_work(start: Start) -> None:
    async with start(config=Config(keymap="plain")) as opened:
        await opened.open("The bridge")
        await opened.press("pagedown")
        assert opened.desk.article_view.top_offset > 0
        await opened.press("home", "h")
        assert len(opened.library.highlights()) == 1


async def test_a_wrong_key_in_the_config_is_told_at_the_start(start: Start) -> None:
    async with start(config=Config(keys={"articel.top": ("T",)})) as opened:
        assert "articel.top" in opened.message
        assert "article.top" in opened.message
