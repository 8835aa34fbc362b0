"""What leaves the program: a note in the writer's own editor, marks in a file; and receipts read in full."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.tui.outside_editor import edited, editor_command
from tests.pilot.conftest import Opened, Start


def an_editor(folder: Path, python: str) -> str:
    """A command that runs some Python on the file it is given (`path`)."""
    script = folder / "my editor.py"
    script.write_text(f"import os, sys\npath = sys.argv[-1]\n{python}\n", encoding="utf-8")
    return f"{sys.executable} '{script}'"


@pytest.fixture
def suspended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The terminal can be given away; what was done with it."""
    done: list[str] = []

    @contextlib.contextmanager
    def suspend(app: object):  # type: ignore[no-untyped-def]
        done.append("away")
        yield
        done.append("back")

    monkeypatch.setattr("textual.app.App.suspend", suspend)
    monkeypatch.delenv("VISUAL", raising=False)
    return done


async def with_a_note(opened: Opened) -> None:
    await opened.open("The bridge")
    opened.library.note(opened.library.article("The bridge").id, "First words")
    opened.desk.reading.reload_marks()
    await opened.press("4")
    assert opened.desk.panels[0].list.move_to_key(f"note:{opened.library.notes()[0].id}")


async def test_a_note_is_edited_in_the_writers_own_editor(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suspended: list[str]
) -> None:
    told = tmp_path / "told"
    monkeypatch.setenv(
        "EDITOR",
        an_editor(
            tmp_path,
            f"open({str(told)!r}, 'w').write(oct(os.stat(path).st_mode & 0o777) + ' ' + path)\n"
            "open(path, 'a').write(' and more\\n')",
        ),
    )
    async with start() as opened:
        await with_a_note(opened)
        await opened.press("E")
        assert [note.text for note in opened.library.notes()] == ["First words and more"]
        assert opened.library.drafts() == []
        assert "Note saved" in opened.message
        assert suspended == ["away", "back"]
        mode, path = told.read_text().split(" ", 1)
        assert mode == "0o600"
        assert path.endswith(".md")
        assert not Path(path).exists()
        await opened.press("u")
        assert [note.text for note in opened.library.notes()] == ["First words"]


async def test_an_editor_that_gives_up_leaves_the_note(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suspended: list[str]
) -> None:
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, "open(path, 'w').write('lost'); sys.exit(1)"))
    async with start() as opened:
        await with_a_note(opened)
        await opened.press("E")
        assert [note.text for note in opened.library.notes()] == ["First words"]
        assert opened.library.drafts() == []
        assert "as it was" in opened.message


async def test_what_stands_in_the_note_editor_goes_on_outside_and_is_saved(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suspended: list[str]
) -> None:
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, "open(path, 'a').write(' ends there')"))
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("g", "h", "a")
        await opened.type("What begins here")
        await opened.press("f4")
        (note,) = opened.library.notes()
        assert note.text == "What begins here ends there"
        assert note.highlight == opened.library.highlights()[0].id
        assert opened.library.drafts() == []
        assert opened.desk.where == "article"


async def test_words_from_outside_that_cannot_be_saved_stay_in_the_editor_and_the_draft(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suspended: list[str]
) -> None:
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, "open(path, 'w').write('Written outside')"))

    def full(*_: object, **__: object) -> None:
        raise ReaderError("cannot write", "the disk is full")

    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("a")
        await opened.type("Here")
        monkeypatch.setattr(Library, "note", full)
        await opened.press("f4")
        assert "the disk is full" in opened.message
        await opened.press("escape")
        assert [draft.text for draft in opened.library.drafts()] == ["Written outside"]


async def test_without_a_terminal_to_share_the_note_stays(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", sys.executable)
    async with start() as opened:
        await with_a_note(opened)
        await opened.press("E")
        assert "no other editor can be opened here" in opened.message
        assert [note.text for note in opened.library.notes()] == ["First words"]


def test_visual_goes_before_editor_and_words_in_quotation_marks_stay_together(tmp_path: Path) -> None:
    program = tmp_path / "my editor"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    said = {"VISUAL": f"'{program}' --wait", "EDITOR": "ed", "PATH": "/bin"}
    assert editor_command(said) == [str(program), "--wait"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"EDITOR": "no-such-editor-here"}, "no such program"),
        ({"EDITOR": "'vi"}, "cannot be read"),
        ({}, "EDITOR"),
    ],
)
def test_an_editor_that_is_not_there_is_told(said: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=words):
        editor_command({**said, "PATH": str(tmp_path)})


def test_the_editors_folder_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = [
        sys.executable,
        "-c",
        "import os, sys; folder = os.path.dirname(sys.argv[1]);"
        f"open({str(told)!r}, 'w').write(oct(os.stat(folder).st_mode) + ' ' + folder)",
    ]
    assert edited("as it was", command) == "as it was"
    mode, folder = told.read_text().split(" ", 1)
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert not os.path.exists(folder)


def test_text_that_is_no_utf8_is_not_taken() -> None:
    command = [sys.executable, "-c", "import sys; open(sys.argv[1], 'wb').write(bytes([255, 254, 65]))"]
    with pytest.raises(ReaderError, match="UTF-8"):
        edited("as it was", command)


# -- into a file -----------------------------------------------------------------------------------------


async def test_x_writes_highlights_and_notes_to_a_file_named_after_the_article(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("g", "h", "a")
        await opened.type("Ask the mayor")
        await opened.press("f2", "X")
        assert opened.desk.prompt.text == "The bridge at Oderhaven.md"
        await opened.press("enter")
        path = tmp_path / "The bridge at Oderhaven.md"
        written = path.read_text(encoding="utf-8")
        assert "> The old bridge at Oderhaven will be closed" in written
        assert "Ask the mayor" in written
        assert "Paragraph 7 tells" not in written, "the text itself is not exported"
        assert opened.message.startswith("1 highlight and 1 note in ")
        path.write_text(written + "\nMy own words.\n", encoding="utf-8")
        await opened.press("right_parenthesis", "g", "h", "X", "enter")
        again = path.read_text(encoding="utf-8")
        assert "Jane Roe spoke" in again
        assert again.endswith("My own words.\n")


async def test_a_file_that_is_not_this_articles_is_never_overwritten(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "The bridge at Oderhaven.md"
    mine.write_text("My own file.")
    async with start() as opened:
        await opened.open("The bridge")
        await opened.press("X", "enter")
        assert mine.read_text() == "My own file."
        assert "is there already" in opened.message


async def test_selected_articles_go_into_one_file_or_into_a_folder_with_a_file_each(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as opened:
        records = opened.library.articles()
        opened.desk.session.list.selected = {record.id for record in records}
        await opened.press("X")
        assert opened.desk.prompt.text == "3 articles.md"
        await opened.press("enter")
        text = (tmp_path / "3 articles.md").read_text(encoding="utf-8")
        assert "# The bridge at Oderhaven" in text
        assert "橋について" in text
        await opened.press("X", "enter")
        assert "is there already" in opened.message
        await opened.press("X", "ctrl+u")
        await opened.type("vault/")
        await opened.press("enter")
        assert opened.message.startswith("3 files in ")
        assert len(list((tmp_path / "vault").iterdir())) == 3


# -- what cleaning took away -----------------------------------------------------------------------------

LONG = " ".join(f"Word{number}" for number in range(300))
PAGE = f"""<html><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>A page with a box</h1>
{
    "".join(
        f"<p>This is paragraph {number} of the text, and it is long enough to be taken for some of it.</p>"
        for number in range(12)
    )
}</article>
<div class="newsletter"><p>Subscribe to our newsletter. {LONG}</p></div></body></html>"""


async def test_a_receipt_is_shown_in_full_and_then_v_goes_to_its_place(start: Start) -> None:
    async with start() as opened:
        added = opened.library.add("page.html", data=PAGE.encode())
        assert added.article is not None
        article = opened.library.read(added.article.id)
        number = next(n for n, receipt in enumerate(article.removed) if "Word299" in receipt.text)
        opened.desk.open_article(added.article.id)
        await opened.settle()
        await opened.press("5")
        rows = opened.desk.panels[0].list
        assert rows.move_to_key(f"removed:{number}")
        assert "Word299" not in opened.screen_text()
        await opened.press("v")
        assert "In full" in opened.message
        first = opened.screen_text()
        assert first.count("Word") > 20
        seen = first
        for _ in range(60):
            await opened.pilot.press("j")
            seen += opened.screen_text()
            if rows.cursor_key != f"removed:{number}":
                break
        await opened.settle()
        assert all(f"Word{at}" in seen for at in range(300)), "the cursor goes through all of it"
        rows.move_to_key(f"removed:{number}")
        await opened.press("v")
        assert opened.message == "It stood here"
        assert opened.desk.article_view.visible_range.end >= article.removed[number].place


async def test_a_short_receipt_is_in_full_already_and_v_goes_to_its_place_at_once(start: Start) -> None:
    async with start() as opened:
        added = opened.library.add("page.html", data=PAGE.encode())
        assert added.article is not None
        article = opened.library.read(added.article.id)
        number = next(n for n, receipt in enumerate(article.removed) if "Home" in receipt.text)
        opened.desk.open_article(added.article.id)
        await opened.settle()
        await opened.press("5")
        assert opened.desk.panels[0].list.move_to_key(f"removed:{number}")
        await opened.press("v")
        assert opened.message == "It stood here"


async def test_a_note_of_the_notes_desk_is_edited_in_the_writers_own_editor(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suspended: list[str]
) -> None:
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, "open(path, 'a').write(' and more')"))
    async with start() as opened:
        note = opened.library.note(opened.library.article("The bridge").id, "First words")
        await opened.press("g", "n")
        await opened.press("escape", "E")
        assert opened.library.find_note(note.id).text == "First words and more"
        assert suspended == ["away", "back"]
        assert "First words and more" in opened.screen_text()
        assert opened.desk.where == "notebook"
