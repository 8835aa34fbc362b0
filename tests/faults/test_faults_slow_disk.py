"""A disk that takes its time: who only reads does not wait for it, and what waits for it is there in the end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.library.store import Store


class SlowDisk:
    """Makes every wait for the disk last until `release`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._sync = os.fdatasync
        self._free = threading.Event()
        self.waited_for = threading.Event()
        monkeypatch.setattr(os, "fdatasync", self._slow)
        monkeypatch.setattr(os, "fsync", self._slow)

    def _slow(self, descriptor: int) -> None:
        self.waited_for.set()
        assert self._free.wait(30)
        self._sync(descriptor)

    def release(self) -> None:
        """The disk has caught up, and is fast from now on."""
        self._free.set()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        page = "<title>Ferry</title><p>" + "The ferry crossed the sound before the storm came. " * 12
        library.add("ferry.html", data=page.encode())
        yield library


def in_a_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_while_a_note_waits_for_the_disk_everything_can_be_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = library.articles()
    library.note(article.id, "first")
    assert library.refresh()
    disk = SlowDisk(monkeypatch)
    writer = in_a_thread(lambda: library.note(article.id, "second"))
    assert disk.waited_for.wait(10)
    assert not library.refresh(), "not acknowledged, not shown"
    assert [note.text for note in library.notes()] == ["first"]
    assert library.search("ferry crossed")
    assert library.read(article.id).text
    assert library.facets("ferry").total
    assert writer.is_alive()
    disk.release()
    writer.join(20)
    assert library.refresh()
    assert {note.text for note in library.notes()} == {"first", "second"}


def test_where_the_reader_is_never_waits_for_the_disk(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (article,) = library.articles()
    disk = SlowDisk(monkeypatch)
    library.keep_position(article.id, 40, 0.5)
    assert not disk.waited_for.is_set()
    assert library.article(article.id).position == 40
    disk.release()


def test_all_who_write_at_once_on_a_slow_disk_are_served(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (article,) = library.articles()
    disk = SlowDisk(monkeypatch)
    with Library(tmp_path / "home", cache=tmp_path / "cache") as another:
        writers = [
            in_a_thread(lambda name=name, of=of: of.note(article.id, name))  # type: ignore[misc]
            for name, of in (("one", library), ("two", another), ("three", library))
        ]
        assert disk.waited_for.wait(10)
        disk.release()
        for writer in writers:
            writer.join(30)
        another.refresh()
        assert {note.text for note in another.notes()} == {"one", "two", "three"}
        assert library.doctor() == []


def test_a_kill_while_the_disk_is_waited_for_leaves_a_sound_library(tmp_path: Path) -> None:
    home, cache = tmp_path / "home", tmp_path / "cache"
    with Store(home, cache) as store:
        store.table("notes").insert({"text": "first"})
    said, says = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover

        def stuck(descriptor: int) -> None:
            os.write(says, b"waiting")
            signal.pause()

        os.fdatasync = stuck
        Store(home, cache).table("notes").insert({"text": "second"})
        os._exit(0)
    assert os.read(said, 7) == b"waiting"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(said)
    os.close(says)
    with Store(home, cache) as store:
        assert [note["text"] for note in store.table("notes")] in (["first"], ["first", "second"])
        store.table("notes").insert({"text": "third"})
        assert store.table("notes").all()[-1]["text"] == "third"
        assert store.verify() == []
