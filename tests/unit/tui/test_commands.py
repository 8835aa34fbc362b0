"""Commands, citations, the clipboard, choices: small pure parts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.exchange.citations import cited
from reader.library.records import ArticleRecord
from reader.tui.clipboard import clipboard_program, copy
from reader.tui.commands import completions, parse_command
from reader.tui.widgets.chooser import Choice, ranked


@pytest.mark.parametrize(
    ("typed", "name", "argument"),
    [
        ("50%", "percent", "50"),
        (":50 %", "percent", "50"),
        ("250%", "percent", "100"),
        ("theme dusk", "theme", "dusk"),
        ("tag city, budget", "tag", "city, budget"),
        ("q", "q", ""),
        ("th dusk", "theme", "dusk"),
        ("article.top", "action", "article.top"),
    ],
)
def test_command_lines(typed: str, name: str, argument: str) -> None:
    command = parse_command(typed)
    assert (command.name, command.argument) == (name, argument)


def test_a_slip_is_told_with_the_nearest_command() -> None:
    with pytest.raises(UsageError, match="theme"):
        parse_command("tehme dusk")


def test_tab_completes_commands_and_what_they_take() -> None:
    words = {"theme": lambda: ["dusk", "ink"], "tag": lambda: ["city", "Big city"]}
    assert "theme" in completions("th", words)
    assert completions("theme du", words) == ["theme dusk"]
    assert completions("tag budget, ci", words) == ["tag budget, city", "tag budget, Big city"]
    assert completions("quit now", words) == []


def test_a_citation_says_who_what_where_and_when_and_nothing_that_is_not_known() -> None:
    record = ArticleRecord(
        "a",
        "The Bridge",
        site="Oder Post",
        byline=("Ann Lee",),
        published="2024-05-01T10:00",
        url="https://x.example",
    )
    assert cited("“It  will\nhold,”", record, speaker="Jo Park") == (
        "“It will hold,” — Jo Park, Ann Lee, The Bridge, Oder Post, 2024-05-01, https://x.example"
    )
    assert cited("“No,” she said. “Never.”", ArticleRecord("b", "")) == "“‘No,’ she said. ‘Never.’”"
    assert cited("words", ArticleRecord("b", "")) == "“words”"


def test_the_clipboard_program_is_the_desktops_and_never_one_over_ssh(tmp_path: Path) -> None:
    for name in ("wl-copy", "xclip"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\ncat > '" + str(tmp_path / "clip") + "'\n")
        program.chmod(0o755)
    base = {"PATH": str(tmp_path)}
    assert clipboard_program(base) == []
    assert clipboard_program({**base, "WAYLAND_DISPLAY": "wayland-0"}) == [str(tmp_path / "wl-copy")]
    assert clipboard_program({**base, "DISPLAY": ":0"})[0] == str(tmp_path / "xclip")
    assert clipboard_program({**base, "DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}) == []


def test_copying_goes_both_ways_and_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\ncat > '{tmp_path / 'clip'}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    sent: list[str] = []
    assert copy("words “quoted”", sent.append) == "copied by xclip"
    assert (tmp_path / "clip").read_text() == "words “quoted”"
    assert sent == ["words “quoted”"]
    program.write_text("#!/bin/sh\nexit 3\n")
    assert "terminal" in copy("more", sent.append)


def test_choices_are_found_by_words_then_by_letters_in_order() -> None:
    choices = [Choice("a", "Next sentence"), Choice("b", "Sentence more"), Choice("c", "Top")]
    assert [choice.key for choice in ranked(choices, "sent")] == ["a", "b"]
    assert [choice.key for choice in ranked(choices, "nsen")] == ["a"]
    assert ranked(choices, "") == choices
