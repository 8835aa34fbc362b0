"""Letters lead to one place each, by as few keys as there can be; who a name is, is told from what was read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Range
from reader.insight.values import Entity
from reader.tui.hints import LETTERS, Hint, Hints, labels, lettered
from reader.tui.introductions import introduced, named_in

MOST = len(LETTERS) ** 2


@given(st.integers(0, MOST + 50))
def test_every_place_has_letters_of_its_own_and_none_begins_another(count: int) -> None:
    given_out = labels(count)
    assert len(given_out) == min(count, MOST)
    assert len(set(given_out)) == len(given_out)
    assert not any(one != other and other.startswith(one) for one in given_out for other in given_out[-60:])
    assert all(1 <= len(label) <= 2 and "q" not in label for label in given_out)


@given(st.integers(1, len(LETTERS)))
def test_one_letter_is_enough_while_there_are_letters(count: int) -> None:
    assert all(len(label) == 1 for label in labels(count))


@given(st.integers(len(LETTERS) + 1, MOST))
def test_as_many_places_as_can_be_keep_one_letter(count: int) -> None:
    single = sum(len(label) == 1 for label in labels(count))
    firsts = len(LETTERS) - single
    assert single + firsts * len(LETTERS) >= count
    assert (single + 1) + (firsts - 1) * len(LETTERS) < count


@given(st.integers(1, 200), st.data())
def test_typing_the_letters_of_a_place_leads_to_it(count: int, data: st.DataObject) -> None:
    hints = lettered("sentence", [(Range(start, start + 1), "") for start in range(count)])
    wanted = data.draw(st.sampled_from(hints.hints))
    led: Hints | Hint | None = hints
    for letter in wanted.label:
        assert isinstance(led, Hints)
        assert wanted.place in [place for place, _ in led.waiting()]
        led = led.after(letter)
    assert led == wanted


def test_a_letter_that_leads_nowhere_is_told() -> None:
    hints = lettered("sentence", [(Range(0, 1), "")])
    assert hints.after("z") is None


def test_letters_are_given_in_the_order_of_the_text() -> None:
    hints = lettered("name", [(Range(50, 55), ""), (Range(0, 5), ""), (Range(20, 22), "")])
    assert [hint.place.start for hint in hints.hints] == [0, 20, 50]
    assert [hint.label for hint in hints.hints] == list(LETTERS[:3])


TEXT = "Roe came. Jane Roe spoke. In May Roe left; Blake stayed. Jane Roe is the villain."


def ranges(words: str) -> tuple[Range, ...]:
    found, at = [], TEXT.find(words)
    while at >= 0:
        found.append(Range(at, at + len(words)))
        at = TEXT.find(words, at + 1)
    return tuple(found)


ROE = Entity(
    "person", "Jane Roe", (Range(0, 3), *ranges("Jane Roe")[:1], Range(33, 36), *ranges("Jane Roe")[1:])
)
MAY = Entity("date", "May", ranges("May"))
BLAKE = Entity("person", "Blake", ranges("Blake"))


@given(st.integers(0, len(TEXT)))
def test_nobody_is_introduced_by_what_is_still_to_be_read(place: int) -> None:
    found = introduced(ROE, TEXT, place)
    assert found is None or found.end <= place
    if place >= 18:
        assert found == ranges("Jane Roe")[0], "by the full name where it was read already"
    elif place >= 3:
        assert found == Range(0, 3)


def test_people_come_before_dates_and_the_nearest_to_what_is_selected_first() -> None:
    sentence = Range(TEXT.index("In May"), TEXT.index("Jane Roe is"))
    assert named_in((MAY, ROE, BLAKE), sentence) == [1, 2, 0]
    assert named_in((MAY, ROE, BLAKE), sentence, ranges("stayed")[0]) == [2, 1, 0]
    assert named_in((MAY,), Range(0, 9)) == []
