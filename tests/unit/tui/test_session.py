"""The session: the list and its cursor, history, panels by width. No terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Metadata, Range, Source
from reader.library.records import ArticleRecord, Highlight, Note
from reader.tui.session import ArticleList, History, OpenArticle, Panels, Place


def records(*titles: str) -> list[ArticleRecord]:
    return [ArticleRecord(f"id{number}", title, minutes=5) for number, title in enumerate(titles)]


def test_the_filter_needs_every_word_and_ignores_case_and_accents() -> None:
    shown = ArticleList()
    shown.replace(records("Café society", "The society of bees", "Cafeteria"))
    shown.set_filter("cafe SOC")
    assert [record.title for record in shown.shown] == ["Café society"]


def test_the_filter_finds_tags_by_their_sign() -> None:
    shown = ArticleList()
    shown.replace([ArticleRecord("a", "One", tags=("city",)), ArticleRecord("b", "City lights")])
    shown.set_filter("#city")
    assert [record.id for record in shown.shown] == ["a"]


def test_the_cursor_stays_on_its_article_when_others_come_and_go() -> None:
    shown = ArticleList()
    shown.replace(records("a", "b", "c"))
    shown.go_to("id2")
    shown.replace([ArticleRecord("new", "new"), *records("a", "b", "c")])
    assert shown.current is not None
    assert shown.current.id == "id2"


def test_when_the_article_under_the_cursor_goes_the_cursor_stays_near() -> None:
    shown = ArticleList()
    shown.replace(records("a", "b", "c"))
    shown.go_to("id2")
    shown.replace(records("a", "b"))
    assert shown.current is not None
    assert shown.current.id == "id1"


def test_actions_take_what_is_selected_else_what_is_under_the_cursor() -> None:
    shown = ArticleList()
    shown.replace(records("a", "b", "c"))
    assert [record.id for record in shown.targets] == ["id0"]
    shown.toggle_selected()
    shown.go_to("id2")
    shown.toggle_selected()
    assert [record.id for record in shown.targets] == ["id0", "id2"]


def test_a_selected_article_that_is_gone_is_selected_no_longer() -> None:
    shown = ArticleList()
    shown.replace(records("a", "b"))
    shown.toggle_selected()
    shown.replace(records("a", "b")[1:])
    assert shown.selected == set()


def test_the_next_unread_article_is_found_over_read_ones_and_none_after_the_last() -> None:
    shown = ArticleList()
    shown.replace(
        [
            ArticleRecord("a", "a"),
            ArticleRecord("b", "b", state="read"),
            ArticleRecord("c", "c"),
        ]
    )
    found = shown.neighbour("a", 1, unread=True)
    assert found is not None
    assert found.id == "c"
    assert shown.neighbour("c", 1) is None


@given(st.lists(st.text("abc ", max_size=6), max_size=12), st.text("abc ", max_size=3), st.integers(0, 20))
def test_the_cursor_is_always_on_a_row_that_is_there(titles: list[str], words: str, cursor: int) -> None:
    shown = ArticleList()
    shown.replace(records(*titles))
    shown.cursor = min(cursor, max(0, len(titles) - 1))
    shown.set_filter(words)
    assert (shown.current is None) == (not shown.shown)


def test_going_back_and_forward_over_jumps() -> None:
    history = History()
    start, middle, end = Place("a", 0), Place("a", 500), Place("b", 10)
    history.leave(start)
    history.leave(middle)
    assert history.back(end) == middle
    assert history.back(middle) == start
    assert history.back(start) is None
    assert history.forward(start) == middle
    assert history.forward(middle) == end


def test_a_jump_forgets_what_could_be_gone_forward_to() -> None:
    history = History()
    history.leave(Place("a", 0))
    history.back(Place("a", 9))
    history.leave(Place("a", 0))
    assert history.forward(Place("a", 1)) is None


def test_panels_by_width() -> None:
    panels = Panels()
    assert panels.layout(80).shown == ()
    assert panels.layout(110).shown == ()
    assert panels.layout(120).beside == ("entities",)
    assert panels.layout(180).beside == ("entities", "quotes")


def test_a_panel_that_is_asked_for_covers_the_text_of_a_narrow_screen_and_stands_beside_it_on_a_wide_one() -> (
    None
):
    panels = Panels()
    panels.show("quotes")
    assert panels.layout(80).over == "quotes"
    assert panels.layout(100).beside == ("quotes",)
    panels.uncover()
    assert panels.layout(80).shown == ()
    assert panels.layout(120).beside == ("quotes",)


def test_hidden_panels_stay_hidden_at_every_width_until_one_is_asked_for() -> None:
    panels = Panels()
    panels.hide()
    assert all(panels.layout(columns).shown == () for columns in (60, 100, 120, 200))
    panels.show("notes")
    assert "notes" in panels.layout(120).beside


def test_the_highlight_at_hand_is_the_shortest_that_shares_a_character() -> None:
    article = Article("a", "one two three four", (), Metadata(), Source("text"))
    opened = OpenArticle(ArticleRecord("a", "t"), article)
    opened.highlights = (
        Highlight("long", "a", 0, 18, "one two three four"),
        Highlight("short", "a", 4, 7, "two"),
        Highlight("gone", "a", 4, 6, "tw", status="orphan"),
    )
    found = opened.highlight_at(Range(5, 6))
    assert found is not None
    assert found.id == "short"
    assert opened.highlight_at(Range(18, 18)) is None


def test_notes_of_a_highlight_and_of_the_article_are_told_apart() -> None:
    opened = OpenArticle(ArticleRecord("a", "t"), Article("a", "", (), Metadata(), Source("text")))
    opened.notes = (Note("n1", "a", "on it", highlight="h"), Note("n2", "a", "on all"))
    assert [note.id for note in opened.notes_on("h")] == ["n1"]
    assert [note.id for note in opened.notes_on("")] == ["n2"]
