"""The tutorial names keys that there are, says what they do, and can be tried on itself."""

from __future__ import annotations

import re

import pytest

from reader.cleaning import clean
from reader.library.samples import sample_files
from reader.tui.actions import ACTIONS

TUTORIAL = sample_files()[0]
SOURCE = TUTORIAL.read_text(encoding="utf-8")
ARTICLE = clean(TUTORIAL.read_bytes(), name=TUTORIAL.name)
KEYS = {key for action in ACTIONS for key in action.keys}
WORDS = {"Lindqvist", "pencil", "reader where"}
"""What stands between backticks without being a key."""


def named_keys() -> set[str]:
    prose = re.sub(r"```.*?```", "", SOURCE, flags=re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", prose)) - WORDS


def test_every_key_that_the_tutorial_names_is_a_default_key() -> None:
    assert named_keys() - KEYS == set()


@pytest.mark.parametrize(
    "key",
    "j k Space b { } ( ) gg G ]q [q ]e [e n N / F K E X v V w gh a c y Enter Esc 1 2 3 4 0 t u ? \\ gn : Ctrl-p "
    "+ - z gz gk go gt R q A dd".split(),
)  # fmt: skip
def test_the_tutorial_teaches(key: str) -> None:
    assert key in named_keys()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("1", "Outline"), ("2", "People"), ("3", "Quotes"), ("4", "Highlights"), ("0", "Hide the panels"),
        ("R", "What cleaning took away"), ("z", "Nothing but the text"), ("gh", "Highlight the sentence"),
        ("F", "A letter on every sentence"), ("K", "Who is this"), ("X", "Write highlights and notes"),
        ("E", "Edit the note in your own editor"), ("v", "Select the sentence"), ("V", "Select the paragraph"), ("gn", "Go to all notes"),
        ("gt", "Choose a theme"), ("\\", "Search everything"), ("u", "Undo"), ("A", "Add a file"),
    ],
)  # fmt: skip
def test_a_key_does_what_the_tutorial_says_it_does(key: str, words: str) -> None:
    assert any(key in action.keys and action.words.startswith(words) for action in ACTIONS)


def test_every_panel_has_something_to_show_while_the_tutorial_is_read() -> None:
    kinds = {block.kind for block in ARTICLE.blocks}
    assert {"heading", "paragraph", "list_item", "table", "code"} <= kinds
    assert ARTICLE.text.count("Lindqvist") >= 3, "a name with further mentions to step through"
    assert ARTICLE.text.count("“") >= 3
    assert "pencil" in ARTICLE.text.split("Finding")[0], "the search that it asks for finds something"


def test_the_articles_that_the_tutorial_speaks_of_are_there() -> None:
    titles = {clean(path.read_bytes(), name=path.name).metadata.title for path in sample_files()}
    assert set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", SOURCE)) <= titles


def test_the_number_of_comments_that_it_promises_is_right() -> None:
    (shed,) = [path for path in sample_files() if "shed" in path.name]
    assert "eleven comments" in SOURCE
    assert shed.read_text(encoding="utf-8").count('<li class="comment">') == 11
