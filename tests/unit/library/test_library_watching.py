"""A watched folder: what comes is saved once, when it is whole, and nothing in it is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library.library import Library

PAGE = "<html><head><title>Page {0}</title></head><body><article><p>A grain of salt is a cube, number {0}, and many roads were made for it.</p></article></body></html>"


def test_a_page_is_saved_when_two_looks_agree_on_it(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    watcher = library.watcher(folder, tags=["web"])
    page = folder / "one.html"
    page.write_text(PAGE.format(1)[:40])
    assert list(watcher.look()) == []
    page.write_text(PAGE.format(1))
    assert list(watcher.look()) == [], "it has grown since"
    (added,) = watcher.look()
    assert added.article is not None
    assert (added.article.title, added.article.tags) == ("Page 1", ("web",))
    assert list(watcher.look()) == []
    assert page.read_text() == PAGE.format(1)


def test_many_pages_and_what_cannot_be_read_are_told_once(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "below").mkdir(parents=True)
    for number in range(7):
        (folder / "below" / f"{number}.html").write_text(PAGE.format(number))
    (folder / "bad.html").write_bytes(b"\x7fELF\0\0")
    (folder / "empty.html").touch()
    (folder / "page.html.part").write_text("half")
    os.symlink(folder / "below" / "1.html", folder / "link.html")
    watcher = library.watcher(folder)
    assert list(watcher.look()) == []
    results = list(watcher.look())
    assert len([added for added in results if added.article is not None]) == 7
    assert [Path(added.source).name for added in results if added.error] == ["bad.html"]
    assert list(watcher.look()) == []
    again = library.watcher(folder)
    assert [list(again.look()), [added.source for added in again.look() if not added.error]] == [[], []]


def test_a_folder_that_is_not_there_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no folder"):
        library.watcher(tmp_path / "nowhere")
