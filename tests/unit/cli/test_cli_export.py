"""`reader export` and `reader cite`: to every place, in every format, of articles, queries and notes."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys

import pytest

from reader.cli.sharing import FORMATS
from tests.unit.cli.conftest import Shell


def _marked(shell: Shell) -> str:
    """The harbour's article with a highlight, a note on it, and a note on the whole; its id."""
    (article,) = shell.ok("list", "--json").json
    shell.ok("highlight", article["id"], "We will build them here", "--note", "who pays?", "--tag", "plan")
    shell.ok("note", article["id"], "on the whole: good")
    return str(article["id"])


def test_every_format_goes_to_standard_output(harbour: Shell) -> None:
    _marked(harbour)
    for name in FORMATS:
        shown = harbour.ok("export", "--to", name).out
        assert "Boats of the North" in shown or "We will build them here" in shown, name


def test_an_unknown_format_is_wrong_usage(harbour: Shell) -> None:
    result = harbour.run("export", "--to", "docx")
    assert (result.code, result.out) == (2, "")
    assert "one of markdown" in result.err


def test_only_the_notes_that_a_query_finds(harbour: Shell) -> None:
    _marked(harbour)
    rows = list(csv.reader(io.StringIO(harbour.ok("export", "--notes", "pays", "--to", "csv").out)))
    assert [row[12] for row in rows[1:]] == ["highlight"]
    assert rows[1][15] == "who pays?"
    assert harbour.run("export", "--notes", "zeppelin").code == 1


def test_ids_from_standard_input(harbour: Shell) -> None:
    id = _marked(harbour)
    result = harbour.ok("export", "-", "--to", "csl-json", given=f"{id}\n")
    assert [entry["id"] for entry in result.json] == ["lee2026boats"]


def test_a_template_of_ones_own(harbour: Shell) -> None:
    pytest.importorskip("jinja2")
    _marked(harbour)
    path = harbour.folder / "mine.md.j2"
    path.write_text("{{ article.title }}: {{ highlights[0].exact }} / {{ highlights[0].notes[0].text }}\n")
    assert harbour.ok("export", "--template", str(path)).out == (
        "Boats of the North: We will build them here / who pays?\n"
    )
    harbour.ok("export", "--template", str(path), "-o", str(harbour.folder / "out") + "/")
    assert [path.name for path in (harbour.folder / "out").iterdir()] == ["Boats of the North.md"]
    path.write_text("{{ oops")
    assert "mine.md.j2, line 1" in harbour.run("export", "--template", str(path)).err


def test_the_clipboard_is_reached_by_the_terminal(harbour: Shell) -> None:
    """OSC 52 goes to the terminal itself, also where standard output is a pipe."""
    _marked(harbour)
    master, slave = pty.openpty()
    environment = harbour.whole_environment({"TERM": "xterm-256color", "SSH_CONNECTION": "1 2 3 4"})
    done = subprocess.run(
        [sys.executable, "-c", "import os,sys,fcntl,termios; os.setsid();"
         f"fcntl.ioctl({slave}, termios.TIOCSCTTY, 0);"
         "from reader.cli import main; sys.exit(main(['cite', 'boats', '--style', 'apa', '--clipboard']))"],
        env=environment, pass_fds=[slave], capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    os.close(slave)
    sent = os.read(master, 10_000)
    os.close(master)
    assert done.returncode == 0, done.stderr
    assert sent.startswith(b"\x1b]52;c;")
    assert done.stdout == b""


def test_without_a_clipboard_it_is_said_so(harbour: Shell) -> None:
    _marked(harbour)
    done = subprocess.run(
        [sys.executable, "-m", "reader", "export", "--clipboard"], start_new_session=True, input=b"",
        env=harbour.whole_environment({"PATH": "/nonexistent", "TERM": "dumb"}), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"cannot reach a clipboard" in done.stderr


def test_a_citation_in_the_style_that_is_set(harbour: Shell) -> None:
    id = _marked(harbour)
    assert harbour.ok("cite", id).out == "Ann Lee, Boats of the North, Harbour News, 2026-01-31\n"
    harbour.ok("config", "citation_style", "mla")
    assert (
        harbour.ok("cite", "boats of").out
        == "Lee, Ann. “Boats of the North.” *Harbour News*, 31 Jan. 2026.\n"
    )
    (mark,) = harbour.ok("highlights", "--json").json
    text = harbour.ok("cite", mark["id"], "--style", "pandoc", "--json").json["text"]
    assert (
        text == "Nordmann: “We will build them here” [@lee2026boats]"
        or "“We will build them here” [@lee2026boats]" in text
    )
    assert harbour.run("config", "citation_style", "vancouver").code == 1


def test_a_page_is_written_aside_and_tells_what_it_did(harbour: Shell) -> None:
    _marked(harbour)
    path = harbour.folder / "boats.html"
    (row,) = harbour.ok("export", "--to", "html", "-o", str(path), "--json").json
    assert row["path"] == str(path)
    assert path.read_text().startswith("<!doctype html>")
    assert json.loads(harbour.ok("export", "--to", "web-annotation").out)[0]["motivation"] == "commenting"
