"""The app under a pseudo-terminal: every byte that it writes is checked, and the terminal is put back however it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.hostile.bytes_out import Screenful, foreign
from tests.hostile.corpus import MARKUP, TERMINAL, corpus
from tests.hostile.pseudo_terminal import Session

ROOT = Path(__file__).resolve().parents[2]
READING = [
    "\r",
    "1",
    "2",
    "j",
    "j",
    "3",
    "j",
    "4",
    "R",
    "j",
    "\r",
    "\x1b",
    "5",
    "0",
    "F",
    "\x1b",
    "K",
    "\x1b",
    "G",
    "gg",
    "q",
]
"""Keys that open the article at hand, walk through its panels and come back to the list."""
EVERYWHERE = [
    "?",
    "\x1b",
    ":owned",
    "\x1b",
    "\\owned",
    "j",
    "j",
    "\r",
    "n",
    "N",
    "q",
    "\x1b",
    "gn",
    "j",
    "\x1b",
    "\x1b",
]


def fill(folder: Path, sources: Path) -> Path:
    with Library(folder / "home", cache=folder / "cache") as library:
        for added in library.add_many(sorted(sources.iterdir())):
            if added.article is not None:
                library.note(added.article.id, f"a note on {added.article.title}")
    return folder


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The kinds of sequences that the app writes over articles of our own."""
    folder = fill(tmp_path_factory.mktemp("honest"), ROOT / "sample_articles")
    with Session(folder) as session:
        walk(session, 2)
        return Screenful(session.written).kinds


def walk(session: Session, articles: int) -> None:
    session.wait_for("filter")
    session.read()
    for _ in range(articles):
        for keys in READING:
            session.press(keys, 0.06)
        session.press("\x1b", 0.06)
        session.press("j", 0.03)
    for keys in EVERYWHERE:
        session.press(keys, 0.15)
    session.press("\x1b")
    leave(session)


def leave(session: Session) -> None:
    for keys in ["q", "\x1b"] * 8:  # out of a line that is typed into, then back one place
        if session.alive:
            session.press(keys, 0.2)
    code = session.end()
    assert code == 0, session.written[-1_500:]


def hostile_sources(folder: Path, attacks: dict[str, str], family: str) -> Path:
    """One file for each attack, of one carrier after the other, so that all carriers are seen."""
    sources = folder / "in"
    sources.mkdir()
    chosen = [case for case in corpus() if case.family == family]
    carriers = len(chosen) // len(attacks)
    for number in range(len(attacks)):
        case = chosen[number * carriers + number % carriers]
        (sources / case.file_name).write_bytes(case.data)
    return sources


@pytest.mark.parametrize(("family", "attacks"), [("terminal", TERMINAL), ("markup", MARKUP)])
def test_nothing_of_an_article_acts_on_the_terminal(
    family: str, attacks: dict[str, str], tmp_path: Path, honest: set[str]
) -> None:
    folder = fill(tmp_path, hostile_sources(tmp_path, attacks, family))
    with Session(folder) as session:
        walk(session, 5)
        assert list(foreign(Screenful(session.written), honest)) == []
        assert b"owned" in session.written


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nothing_of_the_whole_corpus_acts_on_the_terminal(tmp_path: Path, honest: set[str]) -> None:
    sources = tmp_path / "in"
    sources.mkdir()
    for case in corpus():
        if not case.heavy:
            (sources / case.file_name).write_bytes(case.data)
    with Session(fill(tmp_path, sources), columns=120, rows=40) as session:
        walk(session, 150)
        assert list(foreign(Screenful(session.written), honest)) == []


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (20, 6), (300, 80)])
def test_every_size_is_drawn_within_the_screen(columns: int, rows: int, library: Path) -> None:
    with Session(library, columns=columns, rows=rows) as session:
        session.read(0.6)
        for keys in ("\r", "1", "2", "G", "3", "?", "\x1b", "gg", "\x1b", "q"):
            session.press(keys)
        assert session.alive
        assert max(places(session.written, "H"), default=(0, 0)) <= (rows, columns)
        leave(session)


def places(written: bytes, final: str) -> Iterator[tuple[int, int]]:
    """Rows and columns, from one, to which the cursor was sent."""
    for match in re.finditer(rb"\x1b\[(\d+);(\d+)" + final.encode(), written):
        yield int(match[1]), int(match[2])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("filled"), ROOT / "sample_articles")


@pytest.fixture
def library(tmp_path: Path, filled: Path) -> Path:
    """A library of the sample articles, each with a note."""
    return shutil.copytree(filled, tmp_path / "library")


def test_resizing_in_the_middle_of_everything(library: Path) -> None:
    with Session(library) as session:
        session.wait_for("filter")
        for number, keys in enumerate(
            ["\r", "1", "G", "2", "/the", "\r", "n", "F", "\x1b", "a", "words", "\x1b", "?", "\x1b", "q"]
        ):
            session.resize(30 + 37 * number % 170, 8 + 11 * number % 60)
            session.process.send_signal(signal.SIGWINCH)
            session.press(keys, 0.05)
        assert session.alive
        leave(session)


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "vt100"}, {"TERM": "linux"}, {"TERM": "screen"}, {"NO_COLOR": "1"}, {"COLORTERM": ""},
        {"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "de_DE.ISO-8859-1"}, {"TEXTUAL_ANIMATIONS": "none"}, {"TMUX": "x,1,0"},
        {"SSH_CONNECTION": "a b c d"},
    ],
    ids=str,
)  # fmt: skip
def test_poor_terminals_are_served(environment: dict[str, str], library: Path, honest: set[str]) -> None:
    with Session(library, environment=environment) as session:
        session.wait_for("filter")
        for keys in ("\r", "2", "G", "q"):
            session.press(keys)
        leave(session)
        assert not [kind for kind in Screenful(session.written).kinds - honest if not kind.startswith("ESC")]
        assert session.settings() == session.before
        if "NO_COLOR" in environment:
            assert not list(hues(session.written))


def hues(written: bytes) -> Iterator[bytes]:
    """Colours that are neither black, white nor grey."""
    for match in re.finditer(rb"[34]8;(?:5;(\d+)|2;(\d+);(\d+);(\d+))", written):
        number, *parts = match.groups()
        if (number and 15 < int(number) < 232 and int(number) not in (16, 59, 102, 145, 188, 231)) or len(
            set(parts)
        ) > 1:
            yield match.group()


def test_a_terminal_that_can_show_nothing_is_told_so(library: Path) -> None:
    with Session(library, environment={"TERM": "dumb"}) as session:
        assert session.end() == 2
        assert session.written.count(b"\n") == 1
        assert b"reader list" in session.written


@pytest.mark.parametrize("ending", ["SIGHUP", "SIGTERM", "window closed"])
def test_a_note_that_was_being_typed_outlives_its_terminal(ending: str, library: Path) -> None:
    with Session(library) as session:
        session.wait_for("filter")
        session.press("\r", 0.5)
        session.press("a", 0.4)
        session.press("half a thought", 0.1)
        if ending == "window closed":
            session.hang_up()
        else:
            session.process.send_signal(getattr(signal, ending))
        assert session.end() > 0
        if ending != "window closed":
            assert b"\x1b[?1049l" in session.written
            assert session.settings() == session.before
    with Library(library / "home", cache=library / "cache") as opened:
        assert [draft.text for draft in opened.drafts()] == ["half a thought"]


def test_suspended_and_resumed(library: Path) -> None:
    with Session(library) as session:
        session.wait_for("filter")
        session.press("\r", 0.4)
        session.press("\x1a", 0.8)  # Ctrl-Z
        before = len(session.written)
        session.process.send_signal(signal.SIGCONT)
        session.read(0.8)
        assert session.alive
        assert len(session.written) > before
        session.press("q")
        leave(session)


def test_a_closed_pipe_is_no_error(library: Path) -> None:
    names = {
        "READER_HOME": "home",
        "READER_CACHE": "cache",
        "READER_CONFIG": "config",
        "READER_STATE": "state",
    }
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        **{name: str(library / part) for name, part in names.items()},
    }
    for words in (["list", "--json"], ["export", "--to", "markdown"], ["show", "--help"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "reader", *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) in (0, 141)
        process.stderr.close()


def test_the_plain_mode_writes_no_drawn_line_and_shows_a_cursor(library: Path) -> None:
    with Session(library, "--plain") as session:
        session.wait_for("filter")
        for keys in ("j", "j", "\r", "2", "j", "q", ")", "?", "\x1b", "q"):
            session.press(keys)
        shown = Screenful(session.written)
        leave(session)
    assert not re.search("[\u2500-\u259f]", shown.text)
    assert session.written.count(b"\x1b[?25h") > 3
