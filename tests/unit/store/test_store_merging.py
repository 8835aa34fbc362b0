"""Merging: whatever order the changes of several machines arrive in, the same documents come out."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.clock import tick
from reader.library.merging import Document, Folded, Op, difference, inverse
from reader.library.store import Store

documents = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(max_size=3),
        "n": st.integers(0, 3) | st.booleans() | st.floats(0, 1),
        "tags": st.lists(st.sampled_from("abc"), unique=True).map(sorted),
    },
)


class Machine:
    """One machine's journal and what it has seen, without files."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.journal: list[tuple[str, Op]] = []
        self.folded: dict[str, Folded] = {}
        self.clock = ""
        self.seen: dict[str, int] = {}

    def visible(self, doc_id: str) -> Document | None:
        folded = self.folded.get(doc_id)
        return dict(folded.document) if folded is not None and folded.alive else None

    def put(self, doc_id: str, new: Document | None, now: int) -> None:
        op = difference("notes", doc_id, self.visible(doc_id), new, self.folded.get(doc_id))
        if op is not None:
            clock = tick(self.clock, self.name, now)
            self.journal.append((clock, op))
            self.take_in(clock, op)

    def take_in(self, clock: str, op: Op) -> None:
        self.clock = max(self.clock, clock)
        folded = self.folded.setdefault(op["id"], Folded.empty())
        folded.apply(clock, op)
        self.folded[op["id"]] = Folded.load(dict(folded.document), folded.clocks())

    def read(self, other: Machine, up_to: int) -> None:
        start = self.seen.get(other.name, 0)
        for clock, op in other.journal[start:up_to]:
            self.take_in(clock, op)
        self.seen[other.name] = max(start, min(up_to, len(other.journal)))


histories = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["put", "put", "read"]),
        st.sampled_from("xy"),
        documents,
        st.integers(0, 40),
    ),
    max_size=25,
)


def lived(history: list[Any]) -> list[Machine]:
    machines = [Machine("aaaa"), Machine("bbbb"), Machine("cccc")]
    for who, what, doc_id, document, number in history:
        if what == "put":
            machines[who].put(doc_id, document, number)
        else:
            machines[who].read(machines[(who + 1 + number % 2) % 3], number)
    return machines


def outcome(changes: list[tuple[str, Op]]) -> dict[str, Document | None]:
    machine = Machine("zzzz")
    for clock, op in changes:
        machine.take_in(clock, op)
    return {doc_id: machine.visible(doc_id) for doc_id in "xy"}


@settings(max_examples=1000)
@given(histories, st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_gives_the_same_documents(
    history: list[Any], chance: random.Random
) -> None:
    changes = [change for machine in lived(history) for change in machine.journal]
    expected = outcome(changes)
    shuffled = changes + changes[: len(changes) // 2]
    chance.shuffle(shuffled)
    assert outcome(shuffled) == expected


@settings(max_examples=1000)
@given(histories)
def test_what_the_last_writer_of_all_wrote_is_what_stands(history: list[Any]) -> None:
    machines = lived(history)
    changes = sorted(change for machine in machines for change in machine.journal if change[1].get("set"))
    merged = outcome([change for machine in machines for change in machine.journal])
    for clock, op in changes:
        later = [other for time, other in changes if other["id"] == op["id"] and time > clock]
        document = merged[op["id"]]
        for field, value in op["set"].items():
            overwritten = any(field in other["set"] or field in other.get("unset", ()) for other in later)
            unset = any(
                field in other.get("unset", ()) and other["id"] == op["id"] and time > clock
                for machine in machines
                for time, other in machine.journal
            )
            if document is not None and not overwritten and not unset:
                assert document[field] == value


@settings(max_examples=1000)
@given(documents, documents)
def test_a_difference_makes_one_document_of_the_other_and_its_inverse_the_first_again(
    old: Document | None, new: Document | None
) -> None:
    machine = Machine("aaaa")
    machine.put("x", old, 1)
    machine.put("x", new, 2)
    assert machine.visible("x") == _settled(new, old)
    op = difference("notes", "x", old, new, machine.folded.get("x"))
    if op is not None:
        assert inverse(op, _settled(new, old)) == _settled(old, new)


def _settled(document: Document | None, other: Document | None) -> Document | None:
    """A set that has been there is empty when it is gone."""
    if document is not None and other is not None and "tags" in other:
        return {"tags": [], **document}
    return document


def test_tags_added_on_two_machines_are_both_kept() -> None:
    here, there = Machine("aaaa"), Machine("bbbb")
    here.put("x", {"tags": ["old"]}, 1)
    there.read(here, 9)
    here.put("x", {"tags": ["here"]}, 2)
    there.put("x", {"tags": ["old", "there"]}, 3)
    here.read(there, 9)
    assert here.visible("x") == {"tags": ["here", "there"]}


def test_an_edit_that_did_not_know_of_a_deletion_wins_over_it() -> None:
    here, there = Machine("aaaa"), Machine("bbbb")
    here.put("x", {"text": "first", "n": 1}, 1)
    there.read(here, 9)
    there.put("x", {"text": "better", "n": 1}, 2)
    here.put("x", None, 3)
    here.read(there, 9)
    assert here.visible("x") == {"text": "better", "n": 1}
    here.put("x", None, 4)
    assert here.visible("x") is None, "a deletion that knows of the edit stands"


def test_an_edit_that_arrives_before_the_document_it_edits_waits_for_it() -> None:
    here, there = Machine("aaaa"), Machine("bbbb")
    here.put("x", {"text": "first", "n": 1}, 1)
    there.read(here, 9)
    there.put("x", {"text": "second", "n": 1}, 2)
    late = Machine("cccc")
    late.read(there, 9)
    assert late.visible("x") is None
    late.read(here, 9)
    assert late.visible("x") == {"text": "second", "n": 1}


def test_one_true_and_one_point_nought_are_different_values() -> None:
    machine = Machine("aaaa")
    for value in (1, True, 1.0, [1], [True]):
        machine.put("x", {"n": value}, 1)
        held = machine.visible("x")
        assert held is not None
        assert repr(held["n"]) == repr(value)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(["put", "put", "sync", "undo"]),
            st.sampled_from("xy"),
            documents,
        ),
        max_size=14,
    )
)
def test_two_machines_that_edited_apart_agree_when_their_folders_are_merged(
    tmp_path_factory: pytest.TempPathFactory, history: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("machines")
    homes = [folder / "one", folder / "two"]
    stores = [Store(home, folder / f"cache of {home.name}", device=f"{home.name}0000") for home in homes]
    for who, what, doc_id, document in history:
        store = stores[who]
        if what == "put":
            with store.change("edit", "edit"):
                store.put("notes", doc_id, document)
        elif what == "undo" and store.can_undo:
            store.undo()
        elif what == "sync":
            _copy_journal(homes[1 - who], homes[who], f"{homes[1 - who].name}0000")
            store.refresh()
    for who in (0, 1):
        _copy_journal(homes[1 - who], homes[who], f"{homes[1 - who].name}0000")
        stores[who].refresh()
    seen = [{note.doc_id: dict(note) for note in store.table("notes")} for store in stores]
    with Store(homes[0], folder / "fresh cache") as rebuilt:
        seen.append({note.doc_id: dict(note) for note in rebuilt.table("notes")})
        assert not rebuilt.problems
    for store in stores:
        store.close()
    assert seen[0] == seen[1] == seen[2]


def _copy_journal(source: Path, target: Path, device: str) -> None:
    journal = source / "library" / "journal" / f"{device}.jsonl"
    if journal.exists():
        (target / "library" / "journal").mkdir(parents=True, exist_ok=True)
        shutil.copy(journal, target / "library" / "journal")


def test_a_copy_that_a_synchronising_tool_put_aside_is_read_too(open_store: Any, tmp_path: Path) -> None:
    store = open_store(device="mine0000")
    store.table("notes").insert({"text": "in both"})
    journal = tmp_path / "home" / "library" / "journal" / "mine0000.jsonl"
    with Store(tmp_path / "other", tmp_path / "other cache", device="other000") as other:
        other.table("notes").insert({"text": "from the other"})
    copy = (tmp_path / "other" / "library" / "journal" / "other000.jsonl").read_bytes()
    journal.with_name("mine0000.sync-conflict-20260101-120000-ABC.jsonl").write_bytes(
        journal.read_bytes() + copy
    )
    assert store.refresh()
    assert sorted(note["text"] for note in store.table("notes")) == ["from the other", "in both"]
