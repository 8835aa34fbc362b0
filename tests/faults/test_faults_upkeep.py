"""Kills, clocks and folders that vanish while journals are kept up: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.library.drafts import Drafts
from reader.library.journal import FORMAT, NewerFormat, pack
from reader.library.records import Draft
from reader.library.store import Store


def held(home: Path, cache: Path) -> dict[str, str]:
    with Store(home, cache) as store:
        assert not [problem for problem in store.problems if "damaged" in problem]
        assert not [finding for finding in store.verify() if "unfinished" not in finding]
        return {note.doc_id: note["text"] for note in store.table("notes")}


def kill_compactions(nursery: Any, home: Path, cache: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: dict[str, int] = {}
    compacted = 0
    for round_ in range(kills):
        nursery.ask(f"compact {seed}-{round_}")
        word, child = nursery.hear()
        assert word == "started"
        said = [nursery.hear() for _ in range(chance.randrange(5))]
        time.sleep(chance.random() * 0.012)  # anywhere in a compaction, or in the change after it
        os.kill(int(child), signal.SIGKILL)
        nursery.ask("wait")
        while (words := nursery.hear())[0] != "ended":
            said.append(words)
        for words in said:
            compacted += words[0] == "compacted"
            if words[0] == "ack":
                acknowledged[words[1]] = number_of(words[2])
        if round_ % 10 == 0:
            all_there(held(home, cache), acknowledged)
    assert compacted
    all_there(held(home, cache), acknowledged)
    assert held(home, cache) == held(home, cache.with_name("another cache"))


def number_of(text: str) -> int:
    return int(text.rsplit(".", 1)[1])


def all_there(notes: dict[str, str], acknowledged: dict[str, int]) -> None:
    for doc_id, number in acknowledged.items():
        # one change more may be there: on disk, and killed before it could say so
        assert number_of(notes[doc_id]) in (number, number + 3)


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_at_any_moment_of_a_compaction_loses_nothing(nursery: Any, tmp_path: Path, seed: int) -> None:
    kill_compactions(nursery, tmp_path / "home", tmp_path / "cache", 30, seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 104))
def test_hundreds_of_kills_in_compactions_lose_nothing(nursery: Any, tmp_path: Path, seed: int) -> None:
    kill_compactions(nursery, tmp_path / "home", tmp_path / "cache", 250, seed)


class Killed(BaseException):
    """Stands for a kill: nothing after it is done."""


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace", "after"])
def test_a_compaction_that_ends_at_each_of_its_steps_leaves_a_whole_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    home = tmp_path / "home"
    with Store(home, tmp_path / "cache", device="mine0000") as store:
        for number in range(20):
            with store.change("note", f"change {number}"):
                store.put("notes", "n", {"text": str(number)})
        with monkeypatch.context() as patch:

            def kill(*_: Any, **__: Any) -> Any:
                raise Killed

            if step == "after":
                patch.setattr("reader.library.compaction._forget_words", kill)
            else:
                patch.setattr(os, step, kill)
            with pytest.raises(Killed):
                store.compact(force=True, reach=3)
    for cache in ("cache", "fresh"):
        with Store(home, tmp_path / cache, device="mine0000") as store:
            assert [note["text"] for note in store.table("notes")] == ["19"]
            assert not store.problems
            assert not store.verify()
            assert store.undo() == "change 19"
            assert store.redo() == "change 19"


# -- clocks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [-3600, -40 * 365 * 86400, 3600, 30 * 365 * 86400])
def test_a_clock_that_jumps_neither_loses_nor_reorders_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    real = time.time_ns
    with Store(tmp_path / "home", tmp_path / "cache") as store:
        notes = store.table("notes")
        notes.insert({"text": "before"})
        doc_id = notes.insert({"text": "first"})
        monkeypatch.setattr(time, "time_ns", lambda: max(0, real() + jump * 10**9))
        notes.update({"text": "second"}, doc_ids=[doc_id])
        monkeypatch.setattr(time, "time_ns", real)
        notes.update({"text": "third"}, doc_ids=[doc_id])
        assert notes.get(doc_id=doc_id)["text"] == "third"
        for label in ("second", "first"):
            store.undo()
            assert notes.get(doc_id=doc_id)["text"] == label
    assert set(held(tmp_path / "home", tmp_path / "fresh").values()) == {"before", "first"}


# -- folders that go -------------------------------------------------------------------------------------


def test_a_library_whose_folder_vanishes_refuses_changes_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    home, away = tmp_path / "disk", tmp_path / "taken out"
    with Store(home, tmp_path / "cache") as store:
        store.table("notes").insert({"text": "first"})
        home.rename(away)
        assert [note["text"] for note in store.table("notes")] == ["first"]
        store.refresh()
        for _ in range(2):
            with pytest.raises(ReaderError, match="vanished"):
                store.table("notes").insert({"text": "nowhere"})
        with pytest.raises(ReaderError, match="vanished"):
            store.undo()
        assert [note["text"] for note in store.table("notes")] == ["first"]
        if home.exists():
            shutil.rmtree(home)  # at most the empty folder with the lock
        away.rename(home)
        store.table("notes").insert({"text": "second"})
        assert [note["text"] for note in store.table("notes")] == ["first", "second"]
    assert sorted(held(home, tmp_path / "fresh").values()) == ["first", "second"]


def test_a_note_that_cannot_be_saved_stays_in_its_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(tmp_path / "home")
    with Store(tmp_path / "home", tmp_path / "cache") as store:
        store.table("notes").insert({"text": "first"})
        drafts.put(Draft("article:a", "typed with care", article="a"))
        write = os.write

        def full(descriptor: int, data: Any) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(ReaderError, match="full"):
            store.table("notes").insert({"text": "typed with care"})
        with pytest.raises(ReaderError, match="full"):
            drafts.put(Draft("article:a", "typed with care, and more", article="a"))
        monkeypatch.setattr(os, "write", write)
    kept = Drafts(tmp_path / "home").get("article:a")
    assert kept is not None
    assert kept.text == "typed with care"


# -- formats ---------------------------------------------------------------------------------------------


def test_a_newer_format_is_refused_in_one_line_and_left_untouched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Store(home, tmp_path / "cache") as store:
        store.table("notes").insert({"text": "ours"})
    (journal,) = (home / "library" / "journal").glob("*.jsonl")
    newer = pack({"v": FORMAT + 1, "seq": 1, "clock": "018d00000000-0000-abcd0000", "verb": "x",
                  "label": "", "ops": [], "unheard": {"of": 1}})  # fmt: skip
    journal.with_name("abcd0000.jsonl").write_bytes(newer)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    for cache in ("cache", "fresh"):
        with pytest.raises(NewerFormat) as refused:
            Store(home, tmp_path / cache)
        assert "\n" not in str(refused.value)
        assert "newer version" in str(refused.value)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


# -- many at once ----------------------------------------------------------------------------------------


def test_threads_of_one_program_lose_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "home", tmp_path / "cache") as store:
        failed: list[BaseException] = []

        def write(name: int) -> None:
            try:
                for number in range(25):
                    store.table("notes").insert({"text": f"{name}.{number}"})
                    store.refresh()
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failed
        assert len(store.table("notes")) == 100
    assert len(held(tmp_path / "home", tmp_path / "fresh")) == 100
