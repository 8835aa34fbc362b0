"""What a change is: all of it or nothing, kept before it is acknowledged, seen by others, taken back and
made again."""

from __future__ import annotations

import json
import threading
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import where

from reader.errors import NotFound, ReaderError
from reader.library.journal import NewerFormat
from reader.library.store import Store


def journal_lines(home: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((home / "library" / "journal").glob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]


def everything(store: Store) -> dict[str, dict[str, Any]]:
    return {
        name: {str(document.doc_id): dict(document) for document in store.table(name)}
        for name in ("articles", "notes")
        if len(store.table(name))
    }


def test_opening_an_empty_library_writes_nothing_to_its_home(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    assert len(store.table("notes")) == 0
    assert store.sequence == 0
    assert not (tmp_path / "home").exists()


def test_all_writes_of_a_change_are_one_line_of_the_journal(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    with store.change("highlight", "highlight “x”"):
        made = store.table("highlights").insert({"article": "a", "start": 3})
        store.table("notes").insert({"highlight": made, "text": "see"})
        store.table("notes").update({"text": "see it"}, where("highlight") == made)
    (line,) = journal_lines(tmp_path / "home")
    assert (line["verb"], line["label"], line["seq"]) == ("highlight", "highlight “x”", 1)
    assert [(op["t"], op["set"]) for op in line["ops"]] == [
        ("highlights", {"article": "a", "start": 3}),
        ("notes", {"highlight": made, "text": "see it"}),
    ]


def test_a_change_that_fails_leaves_nothing_behind(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    store.table("notes").insert({"text": "stays"})

    def add_two() -> None:
        with store.change("add", "two notes"):
            store.table("notes").insert({"text": "one"})
            store.table("notes").update({"text": "gone"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_two()
    assert [note["text"] for note in store.table("notes")] == ["stays"]
    assert len(journal_lines(tmp_path / "home")) == 1


def test_a_part_of_a_change_that_fails_is_taken_back_and_the_rest_is_kept(open_store: Any) -> None:
    store = open_store()
    notes = store.table("notes")

    def fail(kept: str) -> None:
        with store.change("inner", "inner"):
            notes.update({"text": "spoilt"}, doc_ids=[kept])
            notes.insert({"text": "two"})
            raise RuntimeError

    with store.change("add", "notes"):
        kept = notes.insert({"text": "one"})
        with pytest.raises(RuntimeError):
            fail(kept)
        assert [note["text"] for note in notes] == ["one"]
    assert [note["text"] for note in notes] == ["one"]


def test_a_change_sees_what_it_has_written_and_others_do_not_yet(open_store: Any) -> None:
    store = open_store()
    seen_by_another: list[int] = []
    with store.change("add", "a note"):
        store.table("notes").insert({"article": "a", "text": "one"})
        assert store.table("notes").count(where("article") == "a") == 1
        other = threading.Thread(target=lambda: seen_by_another.append(len(store.table("notes"))))
        other.start()
        other.join()
    assert seen_by_another == [0]
    assert len(store.table("notes")) == 1


def test_a_change_that_changes_nothing_writes_nothing(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    note = store.table("notes").insert({"text": "one", "tags": ["b", "a"]})
    before = store.sequence
    store.table("notes").update({"text": "one", "tags": ["a", "b"]}, doc_ids=[note])
    assert store.sequence == before
    assert len(journal_lines(tmp_path / "home")) == 1


def test_what_json_cannot_say_is_refused_and_nothing_is_written(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    for value in ({1, 2}, float("nan"), object()):
        with pytest.raises((TypeError, ValueError)):
            store.table("notes").insert({"text": value})
    assert not list((tmp_path / "home").glob("library/journal/*"))


def test_another_store_on_the_same_library_sees_a_change_after_refresh(open_store: Any) -> None:
    here, there = open_store(cache="one"), open_store(cache="two")
    assert there.refresh() is True
    assert there.refresh() is False
    here.table("notes").insert({"text": "hello"})
    assert there.refresh() is True
    assert [note["text"] for note in there.table("notes")] == ["hello"]
    assert there.sequence == here.sequence


def test_the_sequence_grows_with_every_change_also_of_others(open_store: Any) -> None:
    here, there = open_store(), open_store()
    seen = [here.sequence]
    for store in (here, there, here):
        store.table("notes").insert({"text": "x"})
        here.refresh()
        seen.append(here.sequence)
    assert seen == sorted(set(seen))


def test_undo_reaches_back_over_a_restart(open_store: Any) -> None:
    store = open_store()
    with store.change("note", "note “first”"):
        store.table("notes").insert({"text": "first"})
    with store.change("tag", "tag +a"):
        store.table("notes").update({"tags": ["a"]})
    store.close()
    store = open_store()
    assert store.can_undo
    assert store.undo() == "tag +a"
    assert store.table("notes").all() == [{"text": "first", "tags": []}]
    assert store.undo() == "note “first”"
    assert len(store.table("notes")) == 0
    assert not store.can_undo
    store.close()
    store = open_store(cache="a machine that never saw it")
    assert store.redo() == "note “first”"
    assert store.redo() == "tag +a"
    assert store.table("notes").all() == [{"text": "first", "tags": ["a"]}]
    with pytest.raises(NotFound):
        store.redo()


def test_a_new_change_ends_what_can_be_made_again(open_store: Any) -> None:
    store = open_store()
    store.table("notes").insert({"text": "one"})
    store.undo()
    assert store.can_redo
    store.table("notes").insert({"text": "two"})
    assert not store.can_redo
    store.undo()
    assert not store.can_undo


def test_undo_passes_over_what_is_no_change_to_undo(open_store: Any) -> None:
    store = open_store()
    with store.change("add", "add an article"):
        article = store.table("articles").insert({"title": "T", "position": 0})
    with store.change("star", "star"):
        store.table("articles").update({"starred": True}, doc_ids=[article])
    with store.change("position", "position", undoable=False):
        store.table("articles").update({"position": 900}, doc_ids=[article])
    assert store.undo() == "star"
    assert store.document("articles", article) == {"title": "T", "position": 900}


def test_undo_leaves_what_another_machine_wrote_since(open_store: Any, tmp_path: Path) -> None:
    here = open_store(device="here0000")
    note = here.table("notes").insert({"text": "one", "colour": "blue"})
    with here.change("edit", "edit"):
        here.table("notes").update({"text": "two", "colour": "pink"}, doc_ids=[note])
    there = open_store(cache="there", device="there000")
    there.table("notes").update({"text": "three"}, doc_ids=[note])
    here.refresh()
    assert here.undo() == "edit"
    assert here.document("notes", note) == {"text": "three", "colour": "blue"}
    assert there.can_undo, "each machine takes back its own changes"


def test_nothing_to_undo_is_said(open_store: Any) -> None:
    with pytest.raises(NotFound, match="nothing to undo"):
        open_store().undo()


actions = st.lists(
    st.tuples(
        st.sampled_from(["insert", "text", "tags", "unset", "remove", "two"]),
        st.integers(0, 3),
        st.text(max_size=5),
        st.sets(st.sampled_from("abc"), max_size=3),
    ),
    min_size=1,
    max_size=7,
)


def act(store: Store, action: tuple[str, int, str, set[str]]) -> None:
    kind, number, text, tags = action
    notes = store.table("notes")
    present = [note.doc_id for note in notes]
    chosen = [present[number % len(present)]] if present else []
    with store.change(kind, kind):
        if kind == "insert":
            notes.insert({"text": text, "tags": sorted(tags)})
        elif kind == "text":
            notes.update({"text": text}, doc_ids=chosen)
        elif kind == "tags":
            notes.update({"tags": sorted(tags)}, doc_ids=chosen)
        elif kind == "unset":
            notes.update(lambda note: note.pop("text", None), doc_ids=chosen)
        elif kind == "remove":
            notes.remove(doc_ids=chosen)
        else:
            notes.insert({"text": text})
            notes.update({"text": text + "!"}, doc_ids=chosen)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions)
def test_undo_is_the_inverse_of_every_change_and_redo_of_undo(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    with Store(folder / "home", folder / "cache") as store:
        states = [everything(store)]
        for step in steps:
            before = store.sequence
            act(store, step)
            if store.sequence != before:
                states.append(everything(store))
        for earlier in reversed(states[:-1]):
            store.undo()
            assert _with_tags(everything(store)) == _with_tags(earlier)
        assert not store.can_undo
        for later in states[1:]:
            store.redo()
            assert _with_tags(everything(store)) == _with_tags(later)
        assert not store.can_redo
        final = everything(store)
    with Store(folder / "home", folder / "another cache") as rebuilt:
        assert everything(rebuilt) == final
        assert not rebuilt.verify()


def _with_tags(tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A set that lost its last element is an empty one, not a missing one."""
    return {
        name: {doc_id: {"tags": [], **document} for doc_id, document in table.items()}
        for name, table in tables.items()
    }


def test_changes_of_a_batch_are_there_when_it_ends(open_store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[int] = []
    monkeypatch.setattr("reader.library.journal.os.fdatasync", lambda _: waits.append(1))
    monkeypatch.setattr("reader.library.journal.os.fsync", lambda _: waits.append(1))
    store = open_store()
    store.table("notes").insert({"text": "makes the journal"})
    waits.clear()
    with store.batch():
        for number in range(20):
            store.table("notes").insert({"text": f"{number}"})
        assert not waits
    assert len(waits) == 2, "the journal and its folder, once for the whole batch"
    store.table("notes").insert({"text": "after"})
    assert len(waits) == 3
    assert len(open_store(cache="other").table("notes")) == 22


def test_threads_write_and_read_at_once(open_store: Any) -> None:
    store = open_store()
    failures: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for number in range(15):
                with store.change("add", f"{name}"):
                    doc_id = store.table("notes").insert({"article": str(name), "n": number})
                assert store.table("notes").get(doc_id=doc_id) == {"article": str(name), "n": number}
                assert store.table("notes").count(where("article") == str(name)) == number + 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(store.table("notes")) == 60
    assert not store.verify()


def test_a_journal_of_a_newer_program_is_refused_and_left_as_it_is(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    store.table("notes").insert({"text": "one"})
    store.close()
    (journal,) = (tmp_path / "home" / "library" / "journal").iterdir()
    line = journal.read_bytes()
    newer = {"v": 2, "seq": 2, "clock": "01a204f13fa9-0000-cc2be3ce", "verb": "x", "label": "x", "ops": []}
    body = json.dumps(newer).encode()[:-1]
    journal.write_bytes(line + _summed(body))
    before = journal.read_bytes()
    for cache in ("cache", "fresh"):
        with pytest.raises(NewerFormat, match="newer version"):
            open_store(cache=cache)
    assert journal.read_bytes() == before


def _summed(body: bytes) -> bytes:
    return b'%b,"sum":"%08x"}\n' % (body, zlib.crc32(body))


def test_the_files_of_a_library_are_their_owners_alone(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    store.table("notes").insert({"text": "private"})
    for path in [*(tmp_path / "home").rglob("*"), *(tmp_path / "cache").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_two_libraries_share_a_cache_folder(open_store: Any) -> None:
    one, two = open_store(home="one"), open_store(home="two")
    one.table("notes").insert({"text": "one"})
    two.refresh()
    assert len(two.table("notes")) == 0
    assert one.state_path.parent == two.state_path.parent


def test_a_library_whose_folder_vanished_is_not_begun_anew(open_store: Any, tmp_path: Path) -> None:
    store = open_store()
    store.table("notes").insert({"text": "one"})
    (tmp_path / "home").rename(tmp_path / "taken out")
    (tmp_path / "home").mkdir()
    with pytest.raises(ReaderError, match="vanished"):
        store.table("notes").insert({"text": "two"})
    assert [note["text"] for note in store.table("notes")] == ["one"]
    assert any("gone" in problem for problem in store.problems)
    for leftover in (tmp_path / "home").glob("*"):
        leftover.unlink()
    (tmp_path / "home").rmdir()
    (tmp_path / "taken out").rename(tmp_path / "home")
    store.table("notes").insert({"text": "two"})
    assert len(store.table("notes")) == 2
    assert not store.problems
