"""When something goes wrong: one line, no text of an article on the terminal, nothing typed lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.tui.faults import KEPT, told, write_down
from tests.pilot.conftest import Start


async def test_a_failure_of_the_library_is_told_in_one_line(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as opened:
        await opened.open("The bridge")

        def full(*_: object, **__: object) -> None:
            raise ReaderError("cannot write the journal", "no space left on device", "free some")

        monkeypatch.setattr(opened.library, "highlight", full)
        await opened.press("g", "h")
        assert opened.message == "cannot write the journal: no space left on device (free some)"
        assert opened.app.is_running


async def test_a_fault_beside_the_screen_does_not_end_the_program(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as opened:

        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("oh")

        monkeypatch.setattr(opened.library, "articles", broken)
        opened.desk.shelf.refresh()
        await opened.settle()
        assert "ZeroDivisionError" in opened.message
        assert opened.app.is_running


async def test_work_that_was_overtaken_is_not_shown(start: Start) -> None:
    async with start() as opened:
        seen: list[str] = []
        opened.desk.beside(lambda: "first", seen.append, "test")
        opened.desk.beside(lambda: "second", seen.append, "test")
        await opened.settle()
        assert seen == ["second"]


async def test_a_note_that_cannot_be_saved_stays_in_the_editor(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("a")
        await opened.type("Kept")

        def full(*_: object, **__: object) -> None:
            raise ReaderError("cannot write the journal")

        monkeypatch.setattr(opened.library, "note", full)
        await opened.press("f2")
        assert opened.desk.editor.text == "Kept"
        assert opened.desk.editor.display
        assert "cannot write" in opened.message


async def test_a_fault_of_the_program_ends_with_one_line_and_no_text_of_an_article(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("READER_STATE", str(tmp_path / "state"))
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the app raises when it is left
        async with start() as opened:
            await opened.open("The bridge")

            def broken(*_: object) -> None:
                secret = opened.desk.session.open.article.text  # type: ignore[union-attr]
                raise ZeroDivisionError(len(secret))

            monkeypatch.setattr(opened.desk.deeds.article, "line_down", broken)
            opened.desk.deeds.table["article.line_down"] = broken
            await opened.pilot.press("j")
            await opened.pilot.pause()
    said = [str(words) for words in opened.app._exit_renderables]
    (path,) = (tmp_path / "state").glob("fault-*.log")
    report = path.read_text()
    assert "ZeroDivisionError" in report
    assert "waited for nine years" not in report
    assert len(said) <= 1
    assert all("waited" not in words and "\n" not in words for words in said)


async def test_a_fault_in_the_middle_of_a_note_keeps_the_draft(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("READER_STATE", str(tmp_path / "state"))
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the app raises when it is left
        async with start() as opened:
            await opened.open("The bridge")
            await opened.press("a")
            for character in "half":  # no pause, so that the draft is not on the disk yet
                opened.desk.editor._area.insert(character)
            opened.app.call_later(lambda: 1 / 0)
            await opened.pilot.pause()
    with Library(home, cache=home / "cache") as library:
        assert [draft.text for draft in library.drafts()] == ["half"]


def test_of_many_faults_the_last_reports_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        write_down(f"fault {number}\n", tmp_path)
    kept = sorted(tmp_path.iterdir())
    assert [path.read_text().splitlines()[-1] for path in kept] == [f"fault {n}" for n in range(3, KEPT + 3)]


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    assert "could not be written" in told("report", tmp_path / "state")
