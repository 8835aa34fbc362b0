"""Keys: what people write becomes strokes, presets do not contradict themselves, and slips are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.actions import ACTIONS, BY_ID, CONTEXTS, PLACES, footer_actions, in_contexts
from reader.tui.chords import Chords
from reader.tui.keymap import PRESETS, build_keymap, parse_key, spell, stroke_of


@pytest.mark.parametrize(
    ("written", "strokes"),
    [
        ("j", ("j",)),
        ("gg", ("g", "g")),
        ("]q", ("]", "q")),
        ("Ctrl-d", ("Ctrl-d",)),
        ("ctrl+d", ("Ctrl-d",)),
        ("space", ("Space",)),
        ("Shift-Tab", ("Shift-Tab",)),
        ("F2", ("F2",)),
        ("gCtrl-o", ("g", "Ctrl-o")),
        ("g Ctrl-o", ("g", "Ctrl-o")),
        ("m{a-z}", ("m", "{a-z}")),
        ("\\", ("\\",)),
    ],
)
def test_a_key_as_people_write_it_becomes_strokes(written: str, strokes: tuple[str, ...]) -> None:
    assert parse_key(written) == strokes


@pytest.mark.parametrize("written", ["", "Ctl-x", "pagedwn", "abc", "Ctrl-"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_key(written)


def test_a_key_is_spelled_so_that_it_can_be_read_again() -> None:
    for action in ACTIONS:
        for preset in PRESETS:
            for key in action.keys_in(preset):
                assert parse_key(spell(parse_key(key))) == parse_key(key)


@pytest.mark.parametrize(
    ("key", "character", "stroke"),
    [
        ("j", "j", "j"),
        ("right_square_bracket", "]", "]"),
        ("space", " ", "Space"),
        ("ctrl+d", "\x04", "Ctrl-d"),
        ("enter", "\r", "Enter"),
        ("escape", "\x1b", "Esc"),
        ("shift+tab", None, "Shift-Tab"),
        ("pagedown", None, "PgDn"),
        ("upper_g", "G", "G"),
    ],
)
def test_what_the_terminal_sends_becomes_a_stroke(key: str, character: str | None, stroke: str) -> None:
    assert stroke_of(key, character) == stroke


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("place", PLACES)
def test_no_key_of_a_place_hides_another_of_the_same_context(preset: str, place: str) -> None:
    keymap = build_keymap(preset)
    for context in PLACES[place]:
        seen: dict[tuple[str, ...], str] = {}
        for action in in_contexts((context,)):
            for strokes in keymap.keys[action.id]:
                for known, owner in seen.items():
                    shorter = min(len(known), len(strokes))
                    assert known[:shorter] != strokes[:shorter], f"{action.id} and {owner}: {spell(strokes)}"
                seen[strokes] = action.id


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_help_and_a_way_back_among_five_keys_at_the_most(place: str) -> None:
    ids = [action.id for action in footer_actions(place)]
    assert 3 <= len(ids) <= 5
    assert {"app.keys", "app.back"} <= set(ids) or "selecting.cancel" in ids


def test_every_action_is_reachable_in_some_place_and_nothing_hangs_on_keys_that_terminals_steal() -> None:
    stolen = {"Ctrl-i", "Ctrl-m", "Ctrl-j", "Ctrl-h", "Ctrl-s", "Ctrl-z"}
    reached = {action.id for contexts in PLACES.values() for action in in_contexts(contexts)}
    for action in ACTIONS:
        assert action.id in reached
        assert set(action.contexts) <= set(CONTEXTS)
        keys = [stroke for key in action.keys for stroke in parse_key(key)]
        assert not stolen & set(keys), action.id


def test_the_readers_own_key_takes_the_place_of_the_presets() -> None:
    keymap = build_keymap("vim", {"article.page_down": ["J"]})
    table = keymap.table(PLACES["article"])
    assert table[("J",)] == "article.page_down"
    assert ("Space",) not in table
    assert keymap.problems == ()


def test_an_unknown_action_is_told_with_the_nearest_there_is() -> None:
    (problem,) = build_keymap("vim", {"artcle.page_down": "J"}).problems
    assert "artcle.page_down" in problem
    assert "article.page_down" in problem


def test_a_key_that_cannot_be_read_is_told_and_left_out() -> None:
    keymap = build_keymap("vim", {"article.top": ["Ctl-x", "T"]})
    assert keymap.keys["article.top"] == (("T",),)
    assert "Ctl-x" in keymap.problems[0]


def test_a_key_that_terminals_send_as_another_is_told() -> None:
    (problem,) = build_keymap("vim", {"library.add": ["Ctrl-i"]}).problems
    assert "Tab" in problem


def test_a_conflict_is_told_and_the_readers_own_key_wins() -> None:
    keymap = build_keymap("vim", {"library.add": ["r"]})
    assert keymap.table(PLACES["library"])[("r",)] == "library.add"
    assert any("shelf.read" in problem for problem in keymap.problems)


def test_an_unknown_preset_is_told_and_vim_taken() -> None:
    keymap = build_keymap("emacs")
    assert "emacs" in keymap.problems[0]
    assert keymap.keys == build_keymap("vim").keys


def test_the_plain_keymap_needs_no_sequence_for_anything_but_marks() -> None:
    for action in ACTIONS:
        for key in action.keys_in("plain"):
            assert len(parse_key(key)) == 1 or action.id in ("article.set_mark", "article.go_mark"), action.id


# -- sequences -------------------------------------------------------------------------------------------


ARTICLE = build_keymap().table(PLACES["article"])


def test_two_strokes_make_one_key_and_the_first_is_shown_while_it_waits() -> None:
    chords = Chords()
    assert chords.feed("g", ARTICLE).kind == "pending"
    assert chords.pending == "g"
    assert chords.feed("g", ARTICLE).action == "article.top"
    assert chords.pending == ""


def test_esc_drops_what_was_begun_and_does_nothing_else() -> None:
    chords = Chords()
    chords.feed("]", ARTICLE)
    assert chords.feed("Esc", ARTICLE).kind == "cancelled"
    assert chords.pending == ""


def test_a_second_stroke_that_leads_nowhere_does_not_do_what_it_does_alone() -> None:
    chords = Chords()
    chords.feed("g", ARTICLE)
    outcome = chords.feed("q", ARTICLE)
    assert outcome.kind == "unknown"
    assert outcome.action == ""


def test_a_mark_takes_any_letter() -> None:
    chords = Chords()
    chords.feed("m", ARTICLE)
    outcome = chords.feed("k", ARTICLE)
    assert (outcome.action, outcome.letter) == ("article.set_mark", "k")


@given(st.lists(st.sampled_from([*"gd]q[emjk'", "Esc", "Ctrl-o", "Space", "Enter"]), max_size=30))
def test_never_more_than_one_stroke_waits_and_every_action_done_is_one_there_is(strokes: list[str]) -> None:
    chords = Chords()
    for stroke in strokes:
        outcome = chords.feed(stroke, ARTICLE)
        assert outcome.kind != "done" or outcome.action in BY_ID
        assert bool(chords.pending) == (outcome.kind == "pending")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_key_of_an_action_is_reached_in_some_place_or_the_action_has_none(preset: str) -> None:
    keymap = build_keymap(preset)
    reached = {action for contexts in PLACES.values() for action in keymap.table(contexts).values()}
    without = {action.id for action in ACTIONS if not keymap.keys[action.id]}
    assert {action.id for action in ACTIONS} - reached == without
    if preset == "vim":
        assert without == set()


def test_the_footer_names_no_key_that_a_narrower_place_has_taken() -> None:
    from reader.tui.actions import footer_actions

    shown = [action.id for action in footer_actions("removed")]
    assert "removed.put_back" in shown
    assert "panel.go" not in shown
