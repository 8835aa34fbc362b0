"""Code has colours, in its own place and in the languages that are known."""

from __future__ import annotations

import subprocess
import sys

from reader.article.build import Piece
from reader.tui.article_view.code_colours import LONGEST, code_colours
from reader.tui.article_view.document import Document
from tests.unit.article_view.view_samples import article_of

CODE = 'def f(x):\n    # a comment\n    return "text" + 22'


def styles_of(language: str) -> dict[str, str]:
    article = article_of([Piece("paragraph", "Before."), Piece("code", CODE, fields={"language": language})])
    layer = Document(article).marks_of(1)
    found: dict[str, str] = {}
    for item in layer.touching(0, len(article.text)):
        found[item.style] = found.get(item.style, "") + article.text[item.start : item.end]
    return found


def test_keywords_strings_comments_and_numbers_of_python_are_told_apart() -> None:
    found = styles_of("python")
    assert found["code-comment"] == "# a comment"
    assert found["code-keyword"] == "defreturn"
    assert found["code-string"] == '"text"'
    assert found["code-number"] == "22"
    assert found["code-name"] == "f"


def test_a_language_that_is_not_known_has_no_colours() -> None:
    assert styles_of("") == {}
    assert styles_of("klingon") == {}
    assert code_colours("x = 1\n" * LONGEST, "python", 0) == []


def test_the_lexers_are_not_loaded_before_code_is_drawn() -> None:
    check = "import sys, reader.tui.article_view; sys.exit('pygments.lexers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
