"""Three devices that write, undo, compact and copy journals in any order: they agree, and no word is lost.

Each history is lived by real stores in real folders; a copy of a journal is what a synchronising tool makes.
"""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from reader.library.store import Store

NAMES = ("aaaa0000", "bbbb0000", "cccc0000")


class Device:
    """One machine: a store with a clock of its own, and every text that was typed into it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.home = folder / name
        self.store = Store(self.home, folder / f"cache of {name}", device=name)
        self.store._journals.folder.mkdir(parents=True)
        self.clock = 1_000_000

    @property
    def journals(self) -> Path:
        return self.home / "library" / "journal"

    def notes(self) -> dict[str, Any]:
        return {note.doc_id: dict(note) for note in self.store.table("notes")}

    def versions(self) -> dict[str, set[str]]:
        rows = self.store.connection().execute("select id, words from versions").fetchall()
        known: dict[str, set[str]] = {}
        for doc_id, words in rows:
            known.setdefault(doc_id, set()).add(words)
        for doc_id, note in self.notes().items():
            known.setdefault(doc_id, set()).add(note["text"])
        return known

    def fetch(self, other: Device, chance: random.Random) -> None:
        """Copies of the journals that the other has; at times an older or an unfinished one, at times two."""
        for path in other.journals.glob("*.jsonl"):
            if path.stem == self.name:
                continue
            data = path.read_bytes()
            way = chance.random()
            if way < 0.15:
                data = data[: chance.randrange(len(data) + 1)]  # half way through
            target = self.journals / path.name
            if way > 0.9:
                target = target.with_name(f"{path.stem}.sync-conflict-2026-{chance.randrange(9)}.jsonl")
            target.write_bytes(data)
        self.store.refresh()


def live(folder: Path, seed: int, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    devices = [Device(folder, name) for name in NAMES]
    typed: dict[str, set[str]] = {}
    deleted: set[str] = set()
    acting: list[Device] = [devices[0]]
    monkeypatch.setattr("time.time_ns", lambda: acting[0].clock * 1_000_000)
    with contextlib.ExitStack() as stack:
        for device in devices:
            stack.enter_context(device.store)
        for number in range(steps):
            device = acting[0] = chance.choice(devices)
            device.clock += chance.choice([0, 1, 50, -200, 5000])  # clocks stand, jump, and run backwards
            device.clock = max(1, device.clock)
            act(device, devices, number, typed, deleted, chance)
        settle(devices, chance)
        for device in devices[1:]:
            assert device.notes() == devices[0].notes(), seed
        with Store(devices[0].home, folder / "fresh", device="onlooker") as fresh:
            assert {note.doc_id: dict(note) for note in fresh.table("notes")} == devices[0].notes(), seed
        before = [device.notes() for device in devices]
        settle(devices, chance)
        assert [device.notes() for device in devices] == before, "copying once more changes nothing"
        for device in devices:
            known = device.versions()
            for doc_id, texts in typed.items():
                if doc_id not in deleted:
                    assert texts <= known.get(doc_id, set()), (seed, device.name, doc_id)


def act(
    device: Device, devices: list[Device], number: int, typed: dict[str, set[str]], deleted: set[str],
    chance: random.Random,
) -> None:  # fmt: skip
    store, notes = device.store, device.notes()
    what = chance.choice(
        ["new", "edit", "edit", "edit", "tag", "delete", "undo", "redo", "fetch", "fetch", "compact"]
    )
    text = f"{device.name} {number}"
    if what == "new" or (what in ("edit", "tag") and not notes):
        doc_id = f"note{number:03d}"
        with store.change("note", "note"):
            store.put("notes", doc_id, {"text": text, "tags": []})
        typed.setdefault(doc_id, set()).add(text)
    elif what == "edit":
        doc_id = chance.choice(sorted(notes))
        store.table("notes").update({"text": text}, doc_ids=[doc_id])
        typed.setdefault(doc_id, set()).add(text)
    elif what == "tag":
        store.table("notes").update({"tags": [chance.choice("xyz")]}, doc_ids=[chance.choice(sorted(notes))])
    elif what == "delete" and notes and chance.random() < 0.5:
        doc_id = chance.choice(sorted(notes))
        store.table("notes").remove(doc_ids=[doc_id])
        deleted.add(doc_id)
    elif what == "undo" and store.can_undo:
        before = set(device.notes())
        store.undo()
        deleted |= before - set(device.notes())
    elif what == "redo" and store.can_redo:
        before = set(device.notes())
        store.redo()
        deleted |= before - set(device.notes())
    elif what == "fetch":
        device.fetch(chance.choice([other for other in devices if other is not device]), chance)
    elif what == "compact":
        store.compact(force=True, reach=chance.randrange(4))


def settle(devices: list[Device], chance: random.Random) -> None:
    """Whole copies of every device's own journal to every other, in any order."""
    for device in devices:
        device.store.refresh()
        if device.store.copies():
            device.store.mend()
    pairs = [(one, other) for one in devices for other in devices if one is not other]
    chance.shuffle(pairs)
    for one, other in pairs:
        path = other.journals / f"{other.name}.jsonl"
        if path.exists():
            shutil.copy(path, one.journals)
    for device in devices:
        device.store.refresh()


@pytest.mark.parametrize("seed", range(40))
def test_three_devices_agree_and_lose_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    live(tmp_path, seed, 30, monkeypatch)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("block", range(10))
def test_a_thousand_histories_of_three_devices_agree_and_lose_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    for seed in range(1000 + block * 100, 1100 + block * 100):
        live(tmp_path / str(seed), seed, 30, monkeypatch)
        shutil.rmtree(tmp_path / str(seed))
