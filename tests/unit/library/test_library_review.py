"""Review: when a highlight comes back, what an answer does, and that the schedule is kept and undone."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.library.library import Library
from reader.library.records import Highlight
from reader.library.review import BOXES, FIRST_DAYS, SNOOZE_DAYS, Schedule, answered, in_turn

TODAY = date(2026, 3, 1)


def days(number: int) -> date:
    return date.today() + timedelta(days=number)


def test_a_highlight_comes_back_a_week_after_it_was_made(library: Library, harbour: str) -> None:
    mark = library.highlight(harbour, "surplus power")
    assert library.review(today=days(FIRST_DAYS - 2)).items == ()
    found = library.review(today=days(FIRST_DAYS))
    assert [item.highlight.id for item in found.items] == [mark.id]
    assert (
        library.review(today=days(0)).next_due
        == (date.fromisoformat(mark.created[:10]) + timedelta(7)).isoformat()
    )


def test_kept_highlights_come_back_after_longer_and_longer_times(library: Library, harbour: str) -> None:
    mark = library.highlight(harbour, "surplus power")
    day = days(FIRST_DAYS)
    for box in BOXES:
        assert library.answer_review(mark.id, "keep", today=day) == (day + timedelta(days=box)).isoformat()
        assert library.review(today=day + timedelta(days=box - 1)).items == ()
        day += timedelta(days=box)
        assert library.review(today=day).items[0].highlight.id == mark.id
    assert library.answer_review(mark.id, "keep", today=day) == (day + timedelta(days=BOXES[-1])).isoformat()


def test_snoozing_does_not_count_as_keeping(library: Library, harbour: str) -> None:
    mark = library.highlight(harbour, "surplus power")
    day = days(FIRST_DAYS)
    assert library.answer_review(mark.id, "snooze", today=day) == (day + timedelta(SNOOZE_DAYS)).isoformat()
    assert library.answer_review(mark.id, "snooze", days=20, today=day) == (day + timedelta(20)).isoformat()
    assert library.review(today=day + timedelta(20)).items[0].kept == 0
    with pytest.raises(UsageError):
        library.answer_review(mark.id, "keep", days=3)


def test_what_is_retired_never_comes_back_until_it_is_brought_back(library: Library, harbour: str) -> None:
    mark = library.highlight(harbour, "surplus power")
    assert library.answer_review(mark.id, "retire", today=days(8)) == ""
    assert library.review(today=days(4000)).due == 0
    library.answer_review(mark.id, "bring back", today=days(9))
    assert library.review(today=days(9)).due == 1


def test_an_answer_is_undone_and_survives_the_library_being_closed(library: Library, harbour: str) -> None:
    mark = library.highlight(harbour, "surplus power")
    library.answer_review(mark.id, "retire", today=days(8))
    with Library(library.home, cache=library.cache) as other:
        assert other.review(today=days(8)).due == 0
        assert "retire" in other.undo()
        assert other.review(today=days(8)).due == 1


def test_what_was_answered_today_counts_towards_the_days_number(library: Library, harbour: str) -> None:
    for words in ("surplus power", "watch the valves", "nine days", "waste heat"):
        library.highlight(harbour, words)
    day = days(FIRST_DAYS)
    first, _ = library.review(2, today=day).items
    library.answer_review(first.highlight.id, "keep", today=day)
    after = library.review(2, today=day)
    assert (len(after.items), after.answered, after.due) == (1, 1, 3)
    assert len(library.review(2, today=day + timedelta(days=1)).items) == 2


def test_the_days_highlights_are_the_same_all_day_and_of_different_articles(
    library: Library, harbour: str, orchard: str
) -> None:
    for words in ("surplus power", "watch the valves", "nine days"):
        library.highlight(harbour, words)
    library.highlight(orchard, "forty pear trees")
    day = days(30)
    first = library.review(2, today=day)
    assert first == library.review(2, today=day)
    assert {item.highlight.article for item in first.items} == {harbour, orchard}


def test_highlights_in_the_trash_are_left_out(library: Library, harbour: str) -> None:
    mark = library.highlight(harbour, "surplus power")
    library.delete([mark.id])
    assert library.review(today=days(30)).due == 0
    library.undo()
    library.delete([harbour])
    assert library.review(today=days(30)).due == 0


@given(st.lists(st.sampled_from(("keep", "snooze", "retire", "bring back")), max_size=20))
def test_no_row_of_answers_leaves_the_boxes(answers: list[str]) -> None:
    schedule = Schedule(TODAY)
    for said in answers:
        after = answered(schedule, said, TODAY)  # type: ignore[arg-type]
        assert 0 <= after.box <= len(BOXES)
        assert after.due >= TODAY
        assert after.box >= schedule.box
        schedule = after


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 400), st.integers(0, 6)), max_size=12))
def test_all_that_is_due_comes_once_and_no_article_twice_in_a_row_of_firsts(
    rows: list[tuple[str, int, int]],
) -> None:
    marks = [Highlight(str(number), article, 0, 1, "x") for number, (article, _, _) in enumerate(rows)]
    schedules = {
        mark.id: dataclasses.replace(Schedule(TODAY), due=TODAY - timedelta(days=late), box=box)
        for mark, (_, late, box) in zip(marks, rows, strict=True)
    }
    order = in_turn(marks, schedules, TODAY)
    assert sorted(mark.id for mark in order) == sorted(mark.id for mark in marks)
    articles = {mark.article for mark in marks}
    assert {mark.article for mark in order[: len(articles)]} == articles
