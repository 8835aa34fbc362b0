"""Letters on what stands on the screen: a sentence highlighted in two keys, links shown before they are opened."""

from __future__ import annotations

import pytest
from textual import events

from reader.article import Range
from reader.tui.hints import LETTERS
from tests.pilot.conftest import Opened, Start


def letters_of(opened: Opened, words: str) -> list[str]:
    """The letters that choose the place that begins with some words, one key each."""
    hints = opened.desk.deeds.hinting._hints
    assert hints is not None
    text = opened.desk.session.open.article.text  # type: ignore[union-attr]
    return list(next(hint.label for hint in hints.hints if hint.place.of(text).startswith(words)))


async def test_two_keys_lead_from_reading_to_a_saved_highlight(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        pressed = 0
        await opened.press("F")
        pressed += 1
        (letter,) = letters_of(opened, "She did not say")
        await opened.press(letter)
        pressed += 1
        (mark,) = opened.library.highlights()
        assert pressed == 2
        assert mark.exact == "She did not say what it will cost."
        assert opened.message.startswith("Highlighted")
        assert opened.message.endswith("u undo")
        assert opened.desk.where == "article"
        await opened.press("u")
        assert opened.library.highlights() == []


async def test_the_sentence_that_was_chosen_is_at_hand_for_a_note(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("F")
        await opened.press(*letters_of(opened, "Jane Roe spoke"))
        await opened.press("c")
        assert opened.library.highlights()[0].colour == "green"
        assert opened.desk.article_view.sentence.start == opened.library.highlights()[0].start


async def test_every_sentence_on_the_screen_has_its_letter_drawn_where_it_begins(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        before = opened.screen_text()
        await opened.press("F")
        shown = opened.screen_text()
        for words in ("The old bridge at", "Jane Roe spoke", "She did not", "Peter Blake, who"):
            letters = "".join(letters_of(opened, words))
            assert f"{letters}{words}" in shown
            assert f"{letters}{words}" not in before
        await opened.press("escape")
        assert [line.rstrip() for line in opened.screen_text().splitlines()[:-2]] == [
            line.rstrip() for line in before.splitlines()[:-2]
        ]


async def test_letters_cover_no_word_and_move_none(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        view = opened.desk.article_view
        before = [view.render_line(y).text for y in range(view.size.height)]
        await opened.press("F")
        after = [view.render_line(y).text for y in range(view.size.height)]
        assert before != after
        hints = opened.desk.deeds.hinting._hints
        assert hints is not None
        covered = [
            was
            for one, other in zip(before, after, strict=True)
            for was, now in zip(one, other, strict=True)
            if was != now
        ]
        assert covered == [" "] * len(hints.hints), "each letter stands on the blank before its sentence"
        text = opened.desk.session.open.article.text  # type: ignore[union-attr]
        for y in range(view.size.height):
            cell = 0
            for segment in view.render_line(y):
                x, start_ = (segment.style.meta if segment.style else {}).get("offset", (-1, 0))
                if x >= 0 and segment.text.strip() and len(segment.text) > 2:
                    assert text[start_ + x :].startswith(segment.text.rstrip("-"))
                cell += segment.cell_length
            assert cell == view.scrollable_content_region.width


async def test_keys_that_come_faster_than_the_screen_reach_what_they_open(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        for character in "F:width 60":
            opened.app.post_message(events.Key("space" if character == " " else character, character))
        await opened.settle()
        assert opened.desk.prompt.text == "width 60"
        await opened.press("enter")
        for character in "2h:width 64":
            opened.app.post_message(events.Key("space" if character == " " else character, character))
        await opened.settle()
        assert opened.desk.where == "typing", "a change of focus on its way does not take the line's focus"
        await opened.press("escape")
        for character in "ghaAt once":
            opened.app.post_message(events.Key("space" if character == " " else character, character))
        await opened.settle()
        assert opened.desk.article_view.column_width == 60
        assert opened.desk.editor.text == "At once"


async def test_esc_takes_the_letters_away_and_nothing_else(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("F")
        assert opened.desk.where == "hinting"
        assert "q to the text" in opened.screen_text()
        await opened.press("escape")
        assert opened.desk.where == "article"
        assert opened.library.highlights() == []
        assert opened.desk.session.place == "article"
        await opened.press("F", "q")
        assert opened.desk.where == "article", "q goes back one level: from the letters to the text"


async def test_f_again_puts_letters_on_quotes_and_tab_on_names(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("F", "F")
        await opened.press(*letters_of(opened, "“We have waited"))
        await opened.press("F", "F", "tab")
        await opened.press(*letters_of(opened, "Jane Roe"))
        exact = sorted(mark.exact for mark in opened.library.highlights())
        assert exact[0] == "Jane Roe"
        assert exact[1].startswith("“We have waited for nine years")
        await opened.press("F", "tab", "tab", "tab")
        assert letters_of(opened, "The old bridge"), "and on sentences again"


async def test_where_there_are_more_places_than_letters_some_have_two(start: Start) -> None:
    async with start(size=(120, 120)) as opened:
        await opened.open("The bridge")
        await opened.press("F")
        hints = opened.desk.deeds.hinting._hints
        assert hints is not None
        assert len(hints.hints) > len(LETTERS)
        last = hints.hints[-1]
        assert len(last.label) == 2
        await opened.press(last.label[0])
        assert opened.library.highlights() == []
        assert opened.desk.bottom_line._pending == last.label[0]
        await opened.press(last.label[1])
        (mark,) = opened.library.highlights()
        assert (mark.start, mark.end) == (last.place.start, last.place.end)


async def test_a_letter_that_no_place_has_does_nothing(start: Start) -> None:
    async with start() as opened:
        await opened.open("橋")
        await opened.press("F", "z")
        assert opened.library.highlights() == []
        assert opened.desk.where == "hinting"
        assert "z" in opened.message


async def test_letters_stand_before_wide_characters_without_parting_them(start: Start) -> None:
    async with start() as opened:
        await opened.open("橋")
        await opened.press("F")
        await opened.press(*letters_of(opened, "川は速い"))
        assert [mark.exact for mark in opened.library.highlights()] == ["川は速い。"]


async def test_letters_go_along_when_the_wheel_scrolls_and_go_when_something_else_is_done(
    start: Start,
) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("F")
        hinting = opened.desk.deeds.hinting
        first = hinting._hints
        opened.desk.article_view.line(12)
        await opened.settle()
        assert hinting.active
        assert hinting._hints != first
        visible = opened.desk.article_view.visible_range
        assert hinting._hints is not None
        assert all(hint.place.overlaps(visible) for hint in hinting._hints.hints)
        await opened.press("colon")
        assert not hinting.active


async def test_a_sentence_that_began_above_the_screen_has_a_letter_too(start: Start) -> None:
    async with start(size=(60, 14)) as opened:
        await opened.open("The bridge")
        view = opened.desk.article_view
        view.go_to(opened.desk.session.open.article.text.index("the hall"), at="top")  # type: ignore[union-attr]
        await opened.settle()
        assert view.visible_sentences[0].start < view.visible_range.start
        await opened.press("F")
        await opened.press(*letters_of(opened, "Jane Roe spoke"))
        assert opened.library.highlights()[0].exact.startswith("Jane Roe spoke")


# -- links -----------------------------------------------------------------------------------------------


async def to_the_link(opened: Opened) -> None:
    view = opened.desk.article_view
    text = opened.desk.session.open.article.text  # type: ignore[union-attr]
    view.go_to(text.index("the plan"))
    await opened.settle()


async def test_a_links_whole_address_is_shown_before_it_is_opened(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as opened:
        went: list[str] = []
        monkeypatch.setattr(opened.app, "open_url", lambda address, **_: went.append(address))
        await opened.open("The bridge")
        await to_the_link(opened)
        await opened.press("f")
        await opened.press(*letters_of(opened, "the plan"))
        assert went == []
        assert opened.desk.where == "link"
        assert "https://oderhaven.example/plan" in opened.screen_text()
        await opened.press("enter")
        assert went == ["https://oderhaven.example/plan"]
        assert opened.desk.where == "article"


async def test_a_links_address_is_copied_or_left_alone(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async with start() as opened:
        copied: list[str] = []
        monkeypatch.setattr(opened.app, "copy_to_clipboard", copied.append)
        monkeypatch.setattr("reader.tui.clipboard.clipboard_program", list)
        await opened.open("The bridge")
        await to_the_link(opened)
        await opened.press("f", "enter", "y")
        assert copied == ["https://oderhaven.example/plan"]
        await opened.press("f", "enter", "escape")
        assert opened.desk.where == "article"
        assert "oderhaven.example/plan" not in opened.screen_text()


async def test_an_address_longer_than_the_screen_is_shown_to_its_end(start: Start) -> None:
    async with start(size=(60, 24)) as opened:
        text = "See [here](https://oderhaven.example/" + "a" * 150 + "/the-end) and be done."
        added = opened.library.add("long.md", data=f"# A long link\n\n{text}".encode())
        assert added.article is not None
        opened.desk.open_article(added.article.id)
        await opened.settle()
        await opened.press("f", "enter")
        assert "/the-end" in opened.screen_text()


async def test_where_there_is_no_link_it_is_said(start: Start) -> None:
    async with start() as opened:
        await opened.open("橋")
        await opened.press("f")
        assert opened.message == "No link on the screen"
        assert opened.desk.where == "article"


async def test_a_file_link_is_shown_and_not_opened(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    async with start() as opened:
        went: list[str] = []
        monkeypatch.setattr(opened.app, "open_url", lambda address, **_: went.append(address))
        await opened.open("The bridge")
        opened.desk.deeds.link.show("file:///etc/passwd")
        await opened.press("enter")
        assert went == []
        assert "no web address" in opened.message
        opened.desk.deeds.link.show("file:///etc/passwd")
        await opened.press("A")
        assert "no web address" in opened.message


# -- who is this -----------------------------------------------------------------------------------------


async def test_k_tells_who_a_name_is_from_what_was_read_before(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        text = opened.desk.session.open.article.text  # type: ignore[union-attr]
        opened.desk.article_view.go_to(text.index("Jane Roe called"))
        await opened.settle()
        await opened.press("K")
        shown = " ".join(opened.screen_text().split())
        assert "Jane Roe · person · 3 mentions" in shown
        assert "First named: Jane Roe spoke to some forty people" in shown
        assert "In no other article of the library." in shown
        await opened.press("escape")
        assert "First named" not in opened.screen_text()
        assert opened.desk.session.place == "article"


async def test_k_never_tells_what_comes_later(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("right_parenthesis", "K")
        assert "Jane Roe · person" in opened.screen_text()
        assert "First named here." in opened.screen_text()


async def test_k_again_goes_to_the_next_name_of_the_sentence(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        article = opened.library.article("The bridge")
        sentence = opened.desk.article_view.sentence
        named = [
            entity.name
            for entity in opened.library.entities(article.id)
            if any(mention.overlaps(sentence) for mention in entity.mentions)
        ]
        assert len(named) >= 2
        told = []
        for _ in range(len(named) + 1):
            await opened.press("K")
            told.append(next(name for name in named if f"{name} · " in opened.screen_text()))
        assert sorted(told[:-1]) == sorted(named)
        assert told[0] == told[-1]


async def test_k_names_the_other_articles_of_the_library(start: Start) -> None:
    async with start() as opened:
        other = "# Another hearing\n\nJane Roe came to the second hearing, too, and left it early."
        added = opened.library.add("other.md", data=other.encode())
        assert added.article is not None
        opened.library.insight(added.article.id)
        await opened.open("The bridge")
        await opened.press("right_parenthesis", "K")
        assert "In 1 other article: Another hearing" in " ".join(opened.screen_text().split())


async def test_k_where_nobody_is_named_says_so_and_moving_on_takes_the_lines_away(start: Start) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("right_parenthesis", "K")
        assert opened.desk.deeds.peeking.shown == "who"
        await opened.press("right_parenthesis")
        assert opened.desk.deeds.peeking.shown == ""
        await opened.press("K")
        assert opened.message == "No name in this sentence"


async def test_the_sentence_that_is_asked_about_stays_in_sight(start: Start) -> None:
    async with start(size=(60, 16)) as opened:
        await opened.open("The bridge")
        view = opened.desk.article_view
        last = view.visible_sentences[-1]
        view.take_sentence_at(last.start)
        opened.desk.deeds.link.show("https://oderhaven.example/" + "a" * 200)
        await opened.settle()
        assert view.sentence == last
        assert last.overlaps(view.visible_range)
        assert isinstance(last, Range)
