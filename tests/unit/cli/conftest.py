"""A shell for the tests: the command line on a library of its own, in this process or in another."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main

PAGE = """<!doctype html><html lang="en"><head><title>Boats of the North</title> <meta name="author"
content="Ann Lee"><meta property="og:site_name" content="Harbour News"> <meta
property="article:published_time" content="2026-01-31"></head><body> <nav><a href="/">Home</a> <a
href="/news">News</a> <a href="/about">About us</a></nav> <article><h1>Boats of the North</h1> <p>The harbour
of Bergen will get three new ferries, Mayor Kari Nordmann said on Monday, and none of them will burn oil. The
city has waited for this decision for eleven years, and not everybody is glad of it.</p> <p>“We will build
them here,” Nordmann said. “Not in ten years, but now.” The yard at Laksevåg employs four hundred people,
most of whom have worked there since they left school, and it has room for two hulls at once.</p> <h2>What it
costs</h2> <p>The ferries cost 90 million euros, which is a third more than the council had planned for. Ann
Lee, who leads the opposition, asked for a “full account” of the sum before the summer.</p> <ul><li>two
ferries for the fjord</li><li>one ferry for the islands</li></ul>
<table><tr><th>Ferry</th><th>Cars</th></tr><tr><td>Fjord</td><td>120</td></tr><tr><td>Island</td><td>60</td></tr></table>
</article><footer>Share this on every network. Copyright Harbour News.</footer></body></html>
"""


@dataclass(frozen=True)
class Result:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Shell:
    """Runs commands on one library."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.environment = {
            "READER_HOME": str(self.home),
            "READER_CONFIG": str(folder / "config"),
            "READER_CACHE": str(folder / "cache"),
            "READER_STATE": str(folder / "state"),
            "COLUMNS": "80",
        }
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "EDITOR", "VISUAL", "PAGER"):
            monkeypatch.delenv(name, raising=False)

    def run(self, *words: str, given: str = "") -> Result:
        """One command in this process."""
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8"))
        self.capsys.readouterr()
        code = main(words)
        shown = self.capsys.readouterr()
        return Result(code, shown.out, shown.err)

    def ok(self, *words: str, given: str = "") -> Result:
        """The same for one that must succeed."""
        result = self.run(*words, given=given)
        assert result.code == 0, result
        return result

    def spawn(self, *words: str, given: bytes = b"", **environment: str) -> Result:
        """One command in a process of its own, as a user starts it."""
        done = subprocess.run(
            [sys.executable, "-m", "reader", *words], input=given, env=self.whole_environment(environment),
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def whole_environment(self, more: Mapping[str, str]) -> dict[str, str]:
        root = str(Path(__file__).resolve().parents[3])
        return {**os.environ, **self.environment, "PYTHONPATH": root, **more}

    def page(self, text: str = PAGE, name: str = "boats.html") -> Path:
        """A file to add."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell with an empty library."""
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture
def harbour(shell: Shell) -> Shell:
    """A shell with one article in its library: Boats of the North."""
    from reader.cleaning import clean
    from reader.library.library import Library

    data = shell.page().read_bytes()
    with Library() as library:
        library.add("boats.html", data=data)
    assert clean(data).metadata.title == "Boats of the North"
    return shell
