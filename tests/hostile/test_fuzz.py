"""Anything at all, at every door: what is not an article, a question or a journal is refused in words, never by a fault."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.article.characters import safe_text
from reader.cleaning import clean
from reader.cleaning.sniff import kind_of_bytes, kind_of_text
from reader.errors import ReaderError
from reader.insight import analyse
from reader.library.library import Library
from reader.search.query import parse
from tests.hostile.corpus import MARKUP, TERMINAL, corpus
from tests.hostile.heavy import ARTICLE, PROSE

SNIPPETS = st.sampled_from([
    "<p>", "</p>", "<div class='comment'>", "</div>", "<table>", "<tr><td>", "<td colspan=0>", "<ul><li>", "</ul>", "<pre>", "<code>",
    "<blockquote>", "<h1>", "<h9>", "<figure><img src=x alt='y'>", "<figcaption>", "<a href='x'>", "<a href=\"javascript:x\">", "</a>",
    "<title>", "</title>", "<meta property='og:title' content='t'>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<body>",
    "</body>", "<html>", "<sup>", "<br>", "<hr>", "&amp;", "&#0;", "&#x1b;", "&nbsp;", "<template>", "<svg>", "<math>", "<base href='//x'>",
    "<noscript>", "<frameset>", "<", ">", '"', "'", "\0", "\u2028", PROSE, ARTICLE, "# ", "\n", "\n\n", "- ", "> ", "```\n", "| a | b |\n|---|\n",
    "[x](y)", "[^1]", "[^1]: ", "---\n", "title: x\n", "**", "_", "1. ", "    ", "By Ann Lee", "4 June 2020", "Share this", "“", "”", " said ",
    "From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n", "--b--\n",
    *TERMINAL.values(), *MARKUP.values(),
])  # fmt: skip
SOUP = st.lists(st.one_of(SNIPPETS, st.text(max_size=12)), max_size=30).map("".join)
KINDS = st.sampled_from([None, "html", "text", "markdown", "mhtml", "webarchive"])
TIMES = int(os.environ.get("READER_FUZZ", "1"))
"""How many times as long to look; `READER_FUZZ=50 pytest tests/hostile/test_fuzz.py` is a night's work."""
MANY = settings(max_examples=150 * TIMES, deadline=None)


T = TypeVar("T")


def answer(deed: Callable[[], T]) -> T | None:
    """What it gives, or None where it was refused in words that people can read. Any other exception is a finding."""
    try:
        return deed()
    except ReaderError as error:
        words = str(error)
    assert words
    assert "Traceback" not in words
    return None


@MANY
@given(st.one_of(SOUP, st.text()), KINDS)
def test_any_text_is_an_article_or_a_refusal(text: str, kind: str | None) -> None:
    article = answer(lambda: clean(text, kind=kind))  # type: ignore[arg-type]
    if article is None:
        return
    assert safe_text(article.text) == article.text
    assert all(0 <= block.start <= block.end <= len(article.text) for block in article.blocks)
    analyse(article)


@MANY
@given(st.binary(max_size=3_000), KINDS)
def test_any_bytes_are_an_article_or_a_refusal(data: bytes, kind: str | None) -> None:
    answer(lambda: clean(data, kind=kind))  # type: ignore[arg-type]


@MANY
@given(st.sampled_from([case for case in corpus() if not case.heavy]), st.data())
def test_a_spoilt_file_is_an_article_or_a_refusal(case: object, data: st.DataObject) -> None:
    source = bytearray(case.data)  # type: ignore[attr-defined]
    for _ in range(data.draw(st.integers(1, 6))):
        if not source:
            break
        at = data.draw(st.integers(0, len(source) - 1))
        deed = data.draw(st.sampled_from(["flip", "cut", "double", "insert"]))
        if deed == "flip":
            source[at] ^= 1 << data.draw(st.integers(0, 7))
        elif deed == "cut":
            del source[at : at + data.draw(st.integers(1, 400))]
        elif deed == "double":
            source[at:at] = source[at : at + 200]
        else:
            source[at:at] = data.draw(st.binary(max_size=8))
    answer(lambda: clean(bytes(source), name=case.file_name))  # type: ignore[attr-defined]


@MANY
@given(st.binary(max_size=200), st.text(max_size=200), st.text(max_size=30))
def test_sniffing_never_raises(data: bytes, text: str, name: str) -> None:
    kind_of_bytes(data)
    kind_of_text(text, name)


QUERY = st.lists(
    st.one_of(
        st.sampled_from([
            "AND", "OR", "-", "(", ")", '"', "tag:", "#", "in:notes", "who:", 'said:"x', "is:unread", "added:", "2026-01..", ">=", "7d", "*",
            "minutes:<", "lang:", "sort:added", "has:note", "site:", ":", "title:(", "NOT", "\u201c", "/", "published:..2020", "a", "日本",
        ]),
        st.text(max_size=6),
    ),
    max_size=12,
)  # fmt: skip


@MANY
@given(QUERY, st.sampled_from(["", " "]))
@example(["-" * 3_000], "")
@example(["(" * 3_000], "")
def test_any_question_is_answered_or_refused(parts: list[str], between: str) -> None:
    text = between.join(parts)
    query = answer(lambda: parse(text))
    assert query is None or parse(str(query)) == query


@pytest.fixture(scope="module")
def small_home() -> Path:
    home = Path(tempfile.mkdtemp())
    with Library(home / "home", cache=home / "cache") as library:
        added = library.add("river.txt", data=(PROSE * 5).encode())
        assert added.article is not None
        library.note(added.article.id, "a note that stays")
        library.tag(added.article.id, ["river"])
    return home


@settings(max_examples=40 * TIMES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoilt_journal_opens_and_says_so(small_home: Path, data: st.DataObject) -> None:
    """Any bytes changed in, added to or cut from a journal: the library opens, all other lines live, nothing raises."""
    with tempfile.TemporaryDirectory() as folder:
        home = shutil.copytree(small_home / "home", Path(folder) / "home")
        (journal,) = (home / "library" / "journal").glob("*.jsonl")
        content = bytearray(journal.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        deed = data.draw(st.sampled_from(["flip", "cut", "insert", "truncate"]))
        if deed == "flip":
            content[at] ^= 1 << data.draw(st.integers(0, 7))
        elif deed == "cut":
            del content[at : at + data.draw(st.integers(1, 300))]
        elif deed == "insert":
            content[at:at] = data.draw(st.binary(min_size=1, max_size=60))
        else:
            del content[at:]
        journal.write_bytes(content)
        answer(lambda: look_through(home, Path(folder) / "cache"))


def look_through(home: Path, cache: Path) -> None:
    with Library(home, cache=cache) as library:
        library.notes()
        library.articles()
        library.doctor()
