"""`kill -9` at any moment: what was acknowledged is there afterwards, and the library opens."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from reader.library.store import Store


def kill_writers(nursery: Any, home: Path, cache: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: dict[str, str] = {}
    for round_ in range(kills):
        nursery.ask(f"stream {seed}-{round_}")
        word, child = nursery.hear()
        assert word == "started"
        for _ in range(chance.randrange(6)):
            _note(nursery.hear(), acknowledged)
        time.sleep(chance.random() * 0.004)  # anywhere in the making of the next change
        os.kill(int(child), signal.SIGKILL)
        nursery.ask("wait")
        while (words := nursery.hear())[0] != "ended":
            _note(words, acknowledged)
        assert words == ["ended", str(-signal.SIGKILL)]
        if round_ % 20 == 0:
            _all_there(home, cache, acknowledged)
    _all_there(home, cache, acknowledged)
    _all_there(home, cache.with_name("another cache"), acknowledged)
    assert len(acknowledged) > kills / 2, "the writers were killed before they wrote"


def _note(words: list[str], acknowledged: dict[str, str]) -> None:
    assert words[0] == "ack", words
    acknowledged[words[1]] = words[2]


def _all_there(home: Path, cache: Path, acknowledged: dict[str, str]) -> None:
    with Store(home, cache) as store:
        held = {note.doc_id: note["text"] for note in store.table("notes")}
        damaged = [problem for problem in store.problems if "damaged" in problem]
    assert not damaged
    assert acknowledged.keys() <= held.keys()
    last: dict[str, int] = {}
    for text in acknowledged.values():
        name, number = text.rsplit(".", 1)
        last[name] = max(last.get(name, 0), int(number))
    for doc_id, text in acknowledged.items():
        name = text.rsplit(".", 1)[0]
        # one change more of a writer may be there: on disk, and killed before it could say so
        assert held[doc_id] in (text, f"{name}.{last[name] + 1}")


@pytest.mark.parametrize("seed", range(4))
def test_no_acknowledged_change_is_lost_by_fifty_kills(nursery: Any, tmp_path: Path, seed: int) -> None:
    kill_writers(nursery, tmp_path / "home", tmp_path / "cache", 50, seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(100, 104))
def test_no_acknowledged_change_is_lost_by_five_hundred_kills(
    nursery: Any, tmp_path: Path, seed: int
) -> None:
    kill_writers(nursery, tmp_path / "home", tmp_path / "cache", 500, seed)


@pytest.mark.parametrize("count", [500, pytest.param(2000, marks=pytest.mark.slow)])
def test_two_processes_write_at_once_and_lose_nothing(nursery: Any, tmp_path: Path, count: int) -> None:
    nursery.ask(f"write one {count}")
    nursery.ask(f"write two {count}")
    acknowledged: dict[str, str] = {}
    started = 0
    while started < 2 or len(acknowledged) < 2 * count:
        words = nursery.hear()
        if words[0] == "started":
            started += 1
        else:
            _note(words, acknowledged)
    for _ in range(2):
        nursery.ask("wait")
        assert nursery.hear() == ["ended", "0"]
    for cache in ("cache", "fresh"):
        with Store(tmp_path / "home", tmp_path / cache) as store:
            assert {note.doc_id: note["text"] for note in store.table("notes")} == acknowledged
            assert store.sequence == 2 * count
            assert not store.verify()


def test_a_process_that_is_reading_sees_what_another_writes(nursery: Any, tmp_path: Path) -> None:
    with Store(tmp_path / "home", tmp_path / "cache") as store:
        store.refresh()
        nursery.ask("write one 3")
        assert nursery.hear()[0] == "started"
        for _ in range(3):
            _, doc_id, text = nursery.hear()
            store.refresh()
            held = store.document("notes", doc_id)
            assert held is not None
            assert held["text"] == text
        nursery.ask("wait")
        assert nursery.hear() == ["ended", "0"]
