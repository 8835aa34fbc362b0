"""Upkeep of the journals: compaction, lost lines written again, stray copies put away."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.library import compaction
from reader.library.store import Store

DEVICE = "mine0000"


def journal_folder(tmp_path: Path, home: str = "home") -> Path:
    return tmp_path / home / "library" / "journal"


def held(store: Store, table: str = "notes") -> dict[str, Any]:
    return {document.doc_id: dict(document) for document in store.table(table)}


def rebuilt(tmp_path: Path, home: str = "home") -> dict[str, Any]:
    """What a machine sees that has never seen this library before."""
    cache = tmp_path / "never used before"
    shutil.rmtree(cache, ignore_errors=True)
    with Store(tmp_path / home, cache, device="onlooker") as store:
        assert not store.verify()
        assert not store.problems
        return held(store)


# -- compaction ------------------------------------------------------------------------------------------


def test_compaction_takes_out_what_was_overwritten_and_changes_nothing(
    open_store: Any, tmp_path: Path
) -> None:
    store = open_store(device=DEVICE)
    for number in range(300):
        with store.change("position", "reading position", undoable=False):
            store.put("articles", "one", {"title": "One", "position": number})
    with store.change("note", "note"):
        store.put("notes", "n", {"text": "kept", "tags": ["a"]})
    before = held(store), held(store, "articles")
    done = store.compact(force=True, reach=5)
    assert done.bytes_after < done.bytes_before / 20
    assert (held(store), held(store, "articles")) == before
    assert rebuilt(tmp_path) == before[0]
    assert not store.verify()
    store.table("notes").insert({"text": "after"})
    assert len(rebuilt(tmp_path)) == 2


def test_undo_and_redo_reach_back_over_a_compaction(open_store: Any, tmp_path: Path) -> None:
    store = open_store(device=DEVICE)
    for number in range(10):
        with store.change("note", f"change {number}"):
            store.put("notes", "n", {"text": str(number)})
    assert store.undo() == "change 9"
    store.compact(force=True, reach=6)
    assert store.redo() == "change 9"
    for number in (9, 8, 7):
        assert store.undo() == f"change {number}"
    assert held(store) == {"n": {"text": "6"}}
    with Store(tmp_path / "home", tmp_path / "fresh", device=DEVICE) as again:
        assert again.redo() == "change 7"
        assert held(again) == {"n": {"text": "7"}}


def test_another_machine_that_reads_a_compacted_journal_sees_the_same_and_no_problem(
    open_store: Any, tmp_path: Path
) -> None:
    here = open_store(device=DEVICE)
    for number in range(40):
        with here.change("note", "n"):
            here.put("notes", "n", {"text": str(number)})
    there = open_store(cache="another machine", device="other000")
    there.table("notes").insert({"text": "theirs"})
    here.compact(force=True, reach=0)
    here.table("notes").insert({"text": "more"})
    there.refresh()
    here.refresh()
    assert held(there) == held(here) == rebuilt(tmp_path)
    assert not there.problems
    assert not there.verify()


def test_purged_words_leave_the_disk_at_compaction(open_store: Any, tmp_path: Path) -> None:
    store = open_store(device=DEVICE)
    with store.change("note", "note “a secret of mine”"):
        store.put("notes", "s", {"article": "art", "text": "a secret of mine", "tags": ["hidden"]})
    with store.change("edit", "edit"):
        store.put("notes", "s", {"article": "art", "text": "another secret of mine", "tags": ["hidden"]})
    with store.change("purge", "purge “another secret”", undoable=False):
        store.put("notes", "s", None)
    store.table("notes").insert({"text": "stays"})
    store.compact(force=True)
    everything = b"".join(path.read_bytes() for path in journal_folder(tmp_path).glob("*"))
    assert b"secret" in everything, "for a month another device may still have edited it"
    store.compact(force=True, grace=-60_000)
    store.close()
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"secret" not in everything
    assert b"hidden" not in everything
    assert [note["text"] for note in rebuilt(tmp_path).values()] == ["stays"]


def test_an_edit_on_another_device_of_what_was_purged_here_keeps_its_words(
    open_store: Any, tmp_path: Path
) -> None:
    here = open_store(device=DEVICE)
    with here.change("note", "n"):
        here.put("notes", "s", {"article": "art", "text": "first", "tags": []})
    there = Store(tmp_path / "there", tmp_path / "there cache", device="other000")
    shutil.copytree(journal_folder(tmp_path), journal_folder(tmp_path, "there"))
    there.refresh()
    there.table("notes").update({"text": "words typed there"}, doc_ids=["s"])
    with here.change("purge", "p", undoable=False):
        here.put("notes", "s", None)
    here.compact(force=True, grace=-60_000)
    shutil.copy(journal_folder(tmp_path, "there") / "other000.jsonl", journal_folder(tmp_path))
    there.close()
    here.refresh()
    assert held(here) == {"s": {"article": "art", "text": "words typed there", "tags": []}}


def test_what_is_written_while_a_compaction_is_worked_out_is_carried_over(
    open_store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(device=DEVICE)
    for number in range(20):
        with store.change("note", f"change {number}"):
            store.put("notes", "n", {"text": str(number)})
    prepare = compaction.prepare

    def prepare_and_be_overtaken(*arguments: Any, **options: Any) -> Any:
        prepared = prepare(*arguments, **options)
        with store.change("note", "meanwhile"):
            store.put("notes", "n", {"text": "20"})
        return prepared

    monkeypatch.setattr(compaction, "prepare", prepare_and_be_overtaken)
    assert store.compact(force=True, reach=2) is not None
    assert held(store) == {"n": {"text": "20"}} == rebuilt(tmp_path)
    for label in ("meanwhile", "change 19", "change 18"):
        assert store.undo() == label
    assert rebuilt(tmp_path) == held(store)


def test_a_compaction_that_another_one_overtook_is_given_up(
    open_store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(device=DEVICE)
    other = open_store(device=DEVICE)
    for number in range(20):
        with store.change("note", "n"):
            store.put("notes", "n", {"text": str(number)})
    prepare = compaction.prepare

    def prepare_and_be_overtaken(*arguments: Any, **options: Any) -> Any:
        prepared = prepare(*arguments, **options)
        monkeypatch.setattr(compaction, "prepare", prepare)
        assert other.compact(force=True, reach=0) is not None
        return prepared

    monkeypatch.setattr(compaction, "prepare", prepare_and_be_overtaken)
    assert store.compact(force=True, reach=0) is None
    assert held(store) == {"n": {"text": "19"}} == rebuilt(tmp_path)


def test_a_small_journal_is_left_alone_until_it_is_forced(open_store: Any) -> None:
    store = open_store(device=DEVICE)
    assert store.compact(force=True) is None, "nothing was ever written"
    store.table("notes").insert({"text": "x"})
    assert store.compact() is None
    assert store.compact(force=True).lines_after == 2


documents = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from(["a", "b", "c"]),
        "n": st.integers(0, 3),
        "tags": st.lists(st.sampled_from("abc"), unique=True).map(sorted),
    },
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@example([("put", "y", {"tags": []}), ("put", "y", None), ("put", "y", {}), ("compact", "x", None)], 0)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["put", "put", "undo", "redo", "compact"]), st.sampled_from("xy"), documents
        )
    ),
    st.integers(0, 4),
)
def test_compaction_at_any_point_of_any_history_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, history: list[Any], reach: int
) -> None:
    folder = tmp_path_factory.mktemp("compaction")
    with Store(folder / "home", folder / "cache", device=DEVICE) as store:
        for what, doc_id, document in history:
            if what == "put":
                with store.change("edit", "edit"):
                    store.put("notes", doc_id, document)
            elif what == "undo" and store.can_undo:
                store.undo()
            elif what == "redo" and store.can_redo:
                store.redo()
            elif what == "compact":
                before = held(store)
                store.compact(force=True, reach=reach)
                assert held(store) == before
        assert rebuilt(folder) == held(store)
        assert not store.verify()


# -- lost lines ------------------------------------------------------------------------------------------


def test_what_an_older_copy_of_our_journal_has_lost_is_written_again(open_store: Any, tmp_path: Path) -> None:
    store = open_store(device=DEVICE)
    journal = journal_folder(tmp_path) / f"{DEVICE}.jsonl"
    store.table("notes").insert({"text": "first"})
    older = journal.read_bytes()
    with store.change("note", "n"):
        store.put("notes", "second", {"text": "second", "tags": ["t"]})
        store.put("notes", "third", {"text": "third"})
    store.table("notes").update({"text": "second, edited"}, doc_ids=["second"])
    store.table("notes").remove(doc_ids=["third"])
    expected = held(store)
    journal.write_bytes(older)
    store.refresh()
    assert held(store) == expected
    assert any("older copy" in problem for problem in store.problems)
    store.table("notes").insert({"text": "fourth"})
    assert rebuilt(tmp_path) == held(store)
    assert len(held(store)) == 3


def test_a_journal_that_was_deleted_is_written_again(open_store: Any, tmp_path: Path) -> None:
    store = open_store(device=DEVICE)
    for text in ("first", "second"):
        store.table("notes").insert({"text": text})
    store.undo()
    (journal_folder(tmp_path) / f"{DEVICE}.jsonl").unlink()
    store.refresh()
    store.table("notes").insert({"text": "third"})
    assert sorted(note["text"] for note in rebuilt(tmp_path).values()) == ["first", "third"]


def test_another_devices_journal_that_is_gone_is_told_and_mended_on_request(
    open_store: Any, tmp_path: Path
) -> None:
    with Store(tmp_path / "home", tmp_path / "other cache", device="other000") as other:
        other.table("notes").insert({"text": "theirs"})
    store = open_store(device=DEVICE)
    store.table("notes").insert({"text": "ours"})
    (journal_folder(tmp_path) / "other000.jsonl").unlink()
    store.refresh()
    assert any("gone" in problem for problem in store.problems)
    assert store.mend() == ["1 changes that a journal had lost were written again"]
    assert not any("gone" in problem for problem in store.problems)
    assert sorted(note["text"] for note in rebuilt(tmp_path).values()) == ["ours", "theirs"]


# -- stray copies ----------------------------------------------------------------------------------------

COPY_NAMES = [
    f"{DEVICE}.sync-conflict-20260101-120000-ABCDEFG.jsonl",
    f"{DEVICE} (conflicted copy 2026-01-01 120000).jsonl",
    f"{DEVICE} (Ann's conflicted copy 2026-01-01).jsonl",
    f"{DEVICE} (1).jsonl",
]


@pytest.mark.parametrize("name", COPY_NAMES)
def test_a_conflict_copy_is_merged_and_put_away_at_the_next_change(
    open_store: Any, tmp_path: Path, name: str
) -> None:
    store = open_store(device=DEVICE)
    store.table("notes").insert({"text": "in both"})
    folder = journal_folder(tmp_path)
    with Store(tmp_path / "twin", tmp_path / "twin cache", device=DEVICE) as twin:
        with twin.change("note", "twin"):
            twin.put("notes", "twin", {"text": "only in the copy", "tags": ["x"]})
        lines = (journal_folder(tmp_path, "twin") / f"{DEVICE}.jsonl").read_bytes()
    (folder / name).write_bytes((folder / f"{DEVICE}.jsonl").read_bytes() + lines)
    store.refresh()
    assert sorted(note["text"] for note in held(store).values()) == ["in both", "only in the copy"]
    store.table("notes").insert({"text": "next"})
    assert sorted(path.name for path in folder.iterdir()) == [f"{DEVICE}.jsonl", "put-away"]
    assert [path.name for path in (folder / "put-away").iterdir()] == [name]
    assert rebuilt(tmp_path) == held(store)
    assert len(held(store)) == 3
    assert not store.problems


def test_a_copy_is_put_away_though_a_damaged_line_stands_in_it(open_store: Any, tmp_path: Path) -> None:
    store = open_store(device=DEVICE)
    store.table("notes").insert({"text": "whole"})
    folder = journal_folder(tmp_path)
    whole = (folder / f"{DEVICE}.jsonl").read_bytes()
    (folder / COPY_NAMES[0]).write_bytes(whole.replace(b"whole", b"hole!") + whole)
    store.refresh()
    store.table("notes").insert({"text": "next"})
    assert not list(folder.glob("*conflict*"))
    assert sorted(note["text"] for note in held(store).values()) == ["next", "whole"]
