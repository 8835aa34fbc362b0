"""The bar: where somebody watches, after a while, and without a trace."""

from __future__ import annotations

import io
import re
from types import SimpleNamespace
from typing import Any

import pytest

from reader.cli import progress
from reader.cli.progress import Bar, counted, working
from reader.terminal.printer import Printer


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A desk whose standard error is a terminal that is looked at; time passes by a second at each look."""
    stream = io.StringIO()
    monkeypatch.setattr(progress, "is_terminal", lambda stream: True)
    now = [0.0]

    def tick() -> float:
        now[0] += 1.0
        return now[0]

    monkeypatch.setattr(progress.time, "monotonic", tick)
    return SimpleNamespace(quiet=False, err=Printer(stream, colour=False, width=60))


def test_the_bar_tells_how_far_it_is_and_goes_away(watched: Any) -> None:
    assert list(counted(watched, ["one\x1b[31m", "two"], 2, str)) == ["one\x1b[31m", "two"]
    written = watched.err.stream.getvalue()
    assert "██████████░░░░░░░░░░ 1 of 2 one" in written
    assert "2 of 2 two" in written
    assert written.endswith("\r\x1b[K")
    assert "\x1b[31m" not in written
    assert all(len(line) < 60 for line in re.split(r"\r|\x1b\[K", written))


def test_the_bar_makes_way_for_what_is_printed(watched: Any) -> None:
    for _ in counted(watched, range(3), 3, prints=True):
        watched.err.stream.write("LINE\n")
    for before in watched.err.stream.getvalue().split("LINE\n")[:-1]:
        assert before == "" or before.endswith("\r\x1b[K")


def test_nothing_is_drawn_where_nobody_looks_or_with_quiet(
    watched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.quiet = True
    list(counted(watched, range(5), 5))
    with working(watched, "thinking"):
        pass
    watched.quiet = False
    monkeypatch.setattr(progress, "is_terminal", lambda stream: False)
    assert not Bar(watched, 5).live
    assert watched.err.stream.getvalue() == ""


def test_work_of_unknown_length_says_that_it_goes_on(watched: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.001)
    with working(watched, "comparing"):
        for _ in range(2000):
            if "comparing" in watched.err.stream.getvalue():
                break
            progress.Event().wait(0.005)
    written = watched.err.stream.getvalue()
    assert "comparing, " in written
    assert written.endswith("\r\x1b[K")
