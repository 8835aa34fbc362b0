"""The corpus through the command line: added, shown, listed, searched, exported; nothing of it acts, nothing crashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.bytes_out import ACTING
from tests.hostile.corpus import Case, corpus

TIME_LIMIT = 60.0
"""Seconds of processor time that the worst single case may cost, its workers included."""
MEMORY_LIMIT = 1_500_000_000
"""Bytes of address space beyond which a process of ours is refused more."""


class Desk:
    """The program as a user starts it, on a library of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        root = str(Path(__file__).resolve().parents[2])
        names = {
            "READER_HOME": "home",
            "READER_CONFIG": "config",
            "READER_CACHE": "cache",
            "READER_STATE": "state",
        }
        self.environment = {
            **os.environ,
            "PYTHONPATH": root,
            **{name: str(folder / part) for name, part in names.items()},
        }

    def run(self, *words: str, timeout: float = 110) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "reader", *words], env=self.environment, capture_output=True, check=False, timeout=timeout,
        )  # fmt: skip


def assert_quiet(done: subprocess.CompletedProcess[bytes], allowed: tuple[int, ...] = (0,)) -> str:
    """No traceback, no fault, no character that acts; the output as text."""
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode in allowed, (done.returncode, err[:2_000])
    for shown in (out, err):
        found = ACTING.search(shown)
        assert not found, (done.args, shown[max(0, found.start() - 80) : found.end() + 20])
        assert "Traceback" not in shown
    assert "something went wrong inside" not in err, err
    return out


def cases(heavy: bool) -> list[Case]:
    return [case for case in corpus() if case.heavy is heavy]


def test_the_corpus_is_what_it_says() -> None:
    every = list(corpus())
    assert len(every) >= 400
    assert len({case.file_name for case in every}) == len(every)
    assert [case.data for case in corpus()] == [case.data for case in every]


def test_the_corpus_passes_through_every_verb(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    incoming = tmp_path / "in"
    incoming.mkdir()
    for case in cases(heavy=False):
        (incoming / case.file_name).write_bytes(case.data)
    added = desk.run("add", str(incoming), "--tag", "\x1b]0;owned\x07tag")
    assert_quiet(added, (0, 1))
    told = added.stderr.decode()
    ids = assert_quiet(desk.run("list", "--ids")).split()
    assert len(ids) >= 300
    for case in cases(heavy=False):  # each is in the library, or one line says why not
        refusals = [line for line in told.splitlines() if case.file_name in line and "cannot read" in line]
        assert len(refusals) <= 1, refusals
    for words in (
        ["list"], ["list", "--json"], ["tags"], ["search", "owned"], ["search", "owned", "--json"], ["search", "river"],
        ["quotes", ids[0]], ["export", "--to", "markdown"], ["export", "--to", "json"], ["export", "--to", "text"],
        ["duplicates"], ["doctor"], ["who", "Eve Adams"], ["export", "--to", "markdown", "-o", str(tmp_path / "out")],
    ):  # fmt: skip
        assert_quiet(desk.run(*words), (0, 1))
    for path in (tmp_path / "out").rglob("*"):
        assert path.resolve().is_relative_to(tmp_path / "out")
        assert not ACTING.search(path.name)
        assert len(path.name.encode()) <= 255
        if path.is_file():
            assert not ACTING.search(path.read_text(encoding="utf-8"))
    again = desk.run("add", str(incoming), "--json")
    assert_quiet(again, (0, 1))
    assert len(assert_quiet(desk.run("list", "--ids")).split()) == len(ids)


def test_every_article_of_the_corpus_is_shown_harmlessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reader.cli import main

    for name in ("HOME", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"READER_{name}", str(tmp_path / name))
    incoming = tmp_path / "in"
    incoming.mkdir()
    for case in cases(heavy=False):
        (incoming / case.file_name).write_bytes(case.data)
    main(["add", str(incoming)])
    capsys.readouterr()
    main(["list", "--ids"])
    for id in capsys.readouterr().out.split():
        for words in (
            ["show", id], ["show", id, "--removed"], ["show", id, "--markdown"], ["entities", id], ["outline", id], ["quotes", id],
        ):  # fmt: skip
            assert main(words) in (0, 1)
            shown = capsys.readouterr()
            assert not ACTING.search(shown.out + shown.err), words
            assert "something went wrong inside" not in shown.err, (words, shown.err)


_MEASURED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from reader.cli import main
code = main(sys.argv[1:])
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    print("cost", used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.timeout(200)
@pytest.mark.parametrize("case", [pytest.param(case, id=case.file_name) for case in corpus() if case.heavy])
def test_what_costs_too_much_is_bounded(case: Case, tmp_path: Path) -> None:
    """Within the limits of time and memory each is an article or one clear line, and the library is well after it."""
    desk = Desk(tmp_path)
    source = tmp_path / case.file_name
    source.write_bytes(case.data)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(memory=MEMORY_LIMIT), "add", str(source)],
        env=desk.environment, capture_output=True, check=False, timeout=190,
    )  # fmt: skip
    lines = done.stderr.decode().splitlines()
    costs = [line.split() for line in lines if line.startswith("cost ")]
    assert sum(float(cost[1]) for cost in costs) < TIME_LIMIT
    assert max(float(cost[2]) for cost in costs) < MEMORY_LIMIT
    assert_quiet(done, (0, 1))
    if done.returncode:
        assert len(lines) - len(costs) == 1, lines
    assert_quiet(desk.run("doctor"))
