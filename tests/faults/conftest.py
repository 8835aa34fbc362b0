"""A stream of acknowledged writes from a real child process, to be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """A process that has the program loaded and forks writers: real processes, started in a millisecond."""

    def __init__(self, home: Path, cache: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("writers.py")), str(home), str(cache)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def ask(self, words: str) -> None:
        """Order a writer."""
        assert self._process.stdin is not None
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()

    def hear(self) -> list[str]:
        """The next line that a writer or the nursery says, as words."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery has ended"
        return line.split()

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=20)


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    """Writers on the library `home` of the test's folder."""
    nursery = Nursery(tmp_path / "home", tmp_path / "cache")
    yield nursery
    nursery.close()
