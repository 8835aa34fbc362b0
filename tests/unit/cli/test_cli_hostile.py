"""A hostile library: nothing of it acts on the terminal, whatever verb prints it."""

from __future__ import annotations

import json
import re

import pytest

from reader.library.library import Library
from tests.unit.cli.conftest import Shell

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
HOSTILE_TITLE = "[/b] [@click=app.quit]x[/] \x1b]0;owned\x07 \u202egpj.exe \x9b31m $(reboot)"
HOSTILE_PAGE = f"""<html><head><title>{HOSTILE_TITLE}</title><meta name="author" content="\x1b[31mEve\u202e"></head><body>
<article><h1>{HOSTILE_TITLE}</h1><p>One \x1b[2J two &#27;]52;c;aGk=&#7; three \u202ereversed\u202c four. “We \x1b[31mlie
,” Eve Adams said on Monday to all who would hear her, and then she said it again and again until nobody did.</p>
<p>A second paragraph of honest words stands here so that there is something to read after the attack is over.</p>
</article></body></html>"""


@pytest.fixture
def hostile(shell: Shell) -> Shell:
    """A library with a hostile article, hostile tags and notes, and then records edited by somebody else."""
    with Library() as library:
        added = library.add("evil\x1b[31m.html", data=HOSTILE_PAGE.encode(), tags=["plain"])
        assert added.article is not None
        library.note(added.article.id, "a note \x1b]0;n\x07 \u202e here", tags=["t"])
        library.highlight(added.article.id, "honest words")
    return shell


@pytest.mark.parametrize(
    "words",
    [
        ["list"], ["list", "--json"], ["show", "--removed", "click"], ["show", "click"], ["show", "click", "--plain"],
        ["show", "click", "--markdown"], ["show", "click", "--json"], ["entities", "click"], ["quotes", "click"],
        ["quotes", "click", "--json"], ["notes"], ["notes", "--json"], ["highlights"], ["search", "honest"],
        ["search", "honest", "--json"], ["export"], ["export", "--to", "json"], ["export", "--to", "text"],
        ["tags"], ["outline", "click"], ["mark", "click", "star"], ["delete", "click"], ["doctor"], ["undo"],
        ["tag", "click", "+\x1b[31mred"], ["note", "click", "more \x1b[31m words"], ["who", "Eve Adams"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_verb_lets_an_acting_character_out(hostile: Shell, words: list[str]) -> None:
    result = hostile.run(*words)
    assert result.code == 0, result.err
    assert "something went wrong" not in result.err
    assert not ACTING.search(result.out.replace("\t", " ")), ACTING.search(result.out)
    assert not ACTING.search(result.err), ACTING.search(result.err)


def test_records_that_others_edited_are_cleaned_on_the_way_out(
    harbour: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dataclasses

    original = Library.articles

    def edited(self: Library, *arguments: object, **options: object) -> list[object]:
        found = original(self, *arguments, **options)  # type: ignore[arg-type]
        return [
            dataclasses.replace(record, title="\x1b]0;x\x07\u202eT", tags=("\x1b[31m",)) for record in found
        ]

    monkeypatch.setattr(Library, "articles", edited)
    assert not ACTING.search(harbour.ok("list").out.replace("\t", " "))
    shown = harbour.ok("list", "--json").out
    assert not ACTING.search(shown)
    assert json.loads(shown)[0]["title"] == "\x1b]0;x\x07\u202eT"


def test_a_file_whose_name_is_an_attack_is_named_harmlessly(shell: Shell) -> None:
    name = shell.folder / "a\x1b]0;x\x07\nb.html"
    for _ in range(2):
        result = shell.run("add", str(name))
        assert not ACTING.search(result.err + result.out)
        name.write_text(HOSTILE_PAGE)
    assert result.code == 0


def test_a_fifo_or_a_device_is_refused_at_once(shell: Shell) -> None:
    import os

    fifo = shell.folder / "pipe.html"
    os.mkfifo(fifo)
    for path in (str(fifo), "/dev/null", "/dev/zero"):
        result = shell.run("add", path)
        assert (result.code, result.err.count("\n")) == (1, 1), result


def test_colours_are_the_programs_own_even_with_hostile_words(hostile: Shell) -> None:
    for words in (["list"], ["show", "click"], ["search", "honest"], ["notes"]):
        shown = hostile.ok(*words, "--color", "always").out
        assert not ACTING.search(re.sub(r"\x1b\[[0-9;]+m", "", shown).replace("\t", " "))
