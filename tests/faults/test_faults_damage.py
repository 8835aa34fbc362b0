"""Damage to files and disks that fail: nothing else is lost, and what happened is told."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.library.drafts import Drafts
from reader.library.records import Draft
from reader.library.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The home of a library of three notes, each one line of its journal."""
    with Store(tmp_path / "home", tmp_path / "cache") as store:
        for text in ("first", "second", "third"):
            with store.change("note", text):
                store.put("notes", text, {"text": text, "tags": [text[0]]})
    return tmp_path / "home"


def journal_of(home: Path) -> Path:
    (journal,) = (home / "library" / "journal").glob("*.jsonl")
    return journal


def texts(store: Store) -> list[str]:
    return [note["text"] for note in store.table("notes")]


def test_a_line_cut_off_at_any_byte_is_no_change_and_the_next_one_is_kept(
    library: Path, tmp_path: Path
) -> None:
    journal = journal_of(library)
    whole = journal.read_bytes()
    start = whole[:-1].rindex(b"\n") + 1
    for cut in range(start, len(whole)):
        journal.write_bytes(whole[:cut])
        complete = (
            cut == len(whole) - 1
        )  # only the line's end is missing: it was cut before it was acknowledged
        with Store(library, tmp_path / f"cache {cut}") as store:
            assert texts(store) == ["first", "second"]
            store.table("notes").insert({"text": "fourth"})
            assert texts(store) == ["first", "second", *(["third"] if complete else []), "fourth"]
        with Store(library, tmp_path / f"another {cut}") as rebuilt:
            assert texts(rebuilt) == ["first", "second", *(["third"] if complete else []), "fourth"]
            told = [problem for problem in rebuilt.problems if "unfinished" in problem]
            assert len(told) == (0 if complete or cut == start else 1)
            assert len(rebuilt.problems) == len(told)
            assert len(rebuilt.verify()) == len(told)


def test_a_flipped_bit_costs_its_own_line_alone_and_is_named(library: Path, tmp_path: Path) -> None:
    journal = journal_of(library)
    whole = journal.read_bytes()
    start = whole.index(b"\n") + 1
    end = whole.index(b"\n", start)
    chance = random.Random(5)
    for place in range(start, end, 3):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << chance.randrange(8)
        journal.write_bytes(bytes(spoilt))
        with Store(library, tmp_path / f"cache {place}") as store:
            assert texts(store) == ["first", "third"]
            assert any("damaged" in problem and journal.name in problem for problem in store.problems)
            assert f"byte {start}" in " ".join(store.verify())


def test_a_flipped_bit_in_a_lines_end_costs_nothing(library: Path, tmp_path: Path) -> None:
    journal = journal_of(library)
    whole = journal.read_bytes()
    for bit in range(8):
        spoilt = bytearray(whole)
        spoilt[whole.index(b"\n")] ^= 1 << bit
        journal.write_bytes(bytes(spoilt))
        with Store(library, tmp_path / f"cache {bit}") as store:
            assert texts(store) == ["first", "second", "third"]


def test_changes_that_are_missing_from_a_journal_are_told(library: Path, tmp_path: Path) -> None:
    journal = journal_of(library)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[2])
    with Store(library, tmp_path / "fresh") as store:
        assert any("1 changes are missing" in finding for finding in store.verify())


def test_an_older_copy_of_a_journal_takes_nothing(library: Path, tmp_path: Path) -> None:
    journal = journal_of(library)
    lines = journal.read_bytes().splitlines(keepends=True)
    with Store(library, tmp_path / "cache") as store:
        journal.write_bytes(lines[0])
        store.refresh()
        assert texts(store) == ["first", "second", "third"]
        assert any("older" in problem for problem in store.problems)
        store.table("notes").insert({"text": "fourth"})
        assert texts(store) == ["first", "second", "third", "fourth"]
    with Store(library, tmp_path / "fresh") as rebuilt:
        assert texts(rebuilt) == ["first", "second", "third", "fourth"]


def _state_file(cache: Path) -> Path:
    (path,) = cache.glob("state-*.sqlite3")
    return path


def _delete(path: Path) -> None:
    path.unlink()


def _delete_all(path: Path) -> None:
    for part in path.parent.glob("state-*"):
        part.unlink()


def _truncate(path: Path) -> None:
    os.truncate(path, 5000)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _rubbish(path: Path) -> None:
    path.write_bytes(b"this is no database " * 400)


def _spoil(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        for offset in range(4096, size, 4096):
            file.seek(offset)
            file.write(b"\xff" * 64)


def _another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("update facts set value='state=0' where name='version'")
    connection.close()


DAMAGE = [_delete, _delete_all, _truncate, _empty, _rubbish, _spoil, _another_version]


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_state_is_made_anew_when_it_was_damaged_between_two_runs(
    library: Path, tmp_path: Path, damage: Any
) -> None:
    damage(_state_file(tmp_path / "cache"))
    with Store(library, tmp_path / "cache") as store:
        assert texts(store) == ["first", "second", "third"]
        assert store.undo() == "third"
        store.table("notes").insert({"text": "fourth"})
        assert texts(store) == ["first", "second", "fourth"]
        assert not store.problems


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_state_is_made_anew_when_it_is_damaged_under_a_running_program(
    library: Path, tmp_path: Path, damage: Any
) -> None:
    with Store(library, tmp_path / "cache") as store:
        assert len(texts(store)) == 3
        store.connection().execute("pragma wal_checkpoint(truncate)")
        damage(_state_file(tmp_path / "cache"))
        store.refresh()
        store.table("notes").insert({"text": "fourth"})
        assert texts(store) == ["first", "second", "third", "fourth"]
    with Store(library, tmp_path / "cache") as again:
        assert texts(again) == ["first", "second", "third", "fourth"]
    with Store(library, tmp_path / "fresh") as rebuilt:
        assert texts(rebuilt) == ["first", "second", "third", "fourth"]
        assert not rebuilt.verify()


@pytest.mark.parametrize(
    ("function", "number", "words"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("write", errno.EDQUOT, "quota"),
        ("fdatasync", errno.EIO, "the disk reports an error"),
        ("fdatasync", errno.ENOSPC, "the disk is full"),
    ],
)
def test_a_change_that_cannot_be_written_is_refused_in_words_and_what_was_there_stands(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int, words: str
) -> None:
    before = journal_of(library).read_bytes()
    with Store(library, tmp_path / "cache") as store:
        with monkeypatch.context() as patch:

            def fail(*_: Any) -> int:
                raise OSError(number, os.strerror(number))

            patch.setattr(os, function, fail)
            with pytest.raises(ReaderError, match=words):
                store.table("notes").insert({"text": "lost"})
        assert texts(store) == ["first", "second", "third"]
        assert journal_of(library).read_bytes() == before
        store.table("notes").insert({"text": "fourth"})
        assert texts(store) == ["first", "second", "third", "fourth"]
        assert not store.verify()


def test_a_disk_that_is_full_in_the_middle_of_a_line_leaves_no_half_of_it(
    library: Path, tmp_path: Path
) -> None:
    before = journal_of(library).read_bytes()
    with Store(library, tmp_path / "cache") as store:
        store.table("notes")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 1000, hard))
        try:
            with pytest.raises(ReaderError, match="not kept"):
                store.table("notes").insert({"text": "x" * 100_000})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert journal_of(library).read_bytes() == before
        assert texts(store) == ["first", "second", "third"]
        store.table("notes").insert({"text": "fourth"})
    with Store(library, tmp_path / "fresh") as rebuilt:
        assert texts(rebuilt) == ["first", "second", "third", "fourth"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike the test's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


@pytest.fixture
def as_ordinary_user() -> Iterator[None]:
    """Permissions do not hold for root: act as nobody."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        yield
        os.seteuid(0)
    else:
        yield


def test_a_library_in_a_read_only_folder_can_be_read_and_a_change_is_refused(
    open_folder: Path, as_ordinary_user: None
) -> None:
    home = open_folder / "home"
    with Store(home, open_folder / "cache") as store:
        store.table("notes").insert({"text": "first"})
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for path in home.rglob("*"):
        if path.is_file():
            path.chmod(0o400)
    for folder in folders:
        folder.chmod(0o500)
    try:
        before = journal_of(home).read_bytes()
        for cache in (open_folder / "cache", open_folder / "fresh", Path("/proc/none")):
            with Store(home, cache) as store:
                assert texts(store) == ["first"]
                with pytest.raises(ReaderError, match="may not be written to"):
                    store.table("notes").insert({"text": "second"})
                assert texts(store) == ["first"]
                with pytest.raises(ReaderError):
                    store.undo()
        assert journal_of(home).read_bytes() == before
        with pytest.raises(ReaderError, match="may not be written to"):
            Drafts(home).put(Draft("note:x", "typed"))
    finally:
        for folder in folders:
            folder.chmod(0o700)


def test_a_file_in_the_place_of_the_library_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("I am a file")
    with Store(tmp_path / "home", tmp_path / "cache") as store:
        with pytest.raises(ReaderError):
            store.table("notes").insert({"text": "x"})
        assert texts(store) == []
    assert (tmp_path / "home").read_text() == "I am a file"
