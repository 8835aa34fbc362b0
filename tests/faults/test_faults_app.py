"""`kill -9` while somebody reads and marks in the app: what the screen said is done, is done."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.hostile.pseudo_terminal import Session

TEXT = "\n\n".join(f"Sentence number {number} of a long text stands here alone." for number in range(1, 200))


def fill(folder: Path) -> None:
    with Library(folder / "home", cache=folder / "cache") as library:
        library.add("long.txt", data=f"# A long text\n\n{TEXT}\n".encode())


def kill_apps(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    fill(folder)
    notes: list[str] = []
    said = 0
    for round_ in range(kills):
        with Session(folder, columns=100, rows=30) as session:
            session.wait_for("filter")
            session.press("\r", 0.3)
            if round_:
                session.press("gg")
                session.press(")" * said)
            for step in range(chance.randrange(1, 5)):
                before = len(session.written)
                if chance.random() < 0.5:
                    session.press("gh", 0.25)
                else:
                    words = f"note{seed}x{round_}x{step}"
                    session.press("a", 0.25)
                    session.press(words, 0.15)
                    session.press("\x1bOQ", 0.3)  # F2
                    if b"oted" in session.written[before:] or b"Note" in session.written[before:]:
                        notes.append(words)
                session.press(")", 0.1)
                said += 1
            session.press(chance.choice(["gh", "a", ")"]), 0.01)
            session.process.kill()
            session.process.wait()
        with Library(folder / "home", cache=folder / "cache") as library:
            kept = [note.text for note in library.notes()]
            assert [words for words in notes if words not in kept] == []
            assert library.doctor() == []
    assert notes


def test_a_killed_app_has_kept_what_it_said_it_kept(tmp_path: Path) -> None:
    kill_apps(tmp_path, 3, 1)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_forty_killed_apps(tmp_path: Path) -> None:
    kill_apps(tmp_path, 40, 2)
