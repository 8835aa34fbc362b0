"""The laws of cleaning: no word vanishes, offsets hold, and the same source gives the same article."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import Article, SourceKind
from reader.article.characters import safe_text
from reader.cleaning import clean
from reader.cleaning.decode import decode
from reader.cleaning.html.guards import guarded
from reader.errors import ReaderError
from tests.shared_data import shared_path


def article_or_refusal(source: bytes | str, kind: SourceKind | None = None) -> Article | str:
    try:
        return clean(source, kind=kind)
    except ReaderError as error:
        return str(error)


NOT_TEXT = {"script", "style", "template", "title", "head", "meta", "link", "annotation"}


def characters(text: str) -> Counter[str]:
    return Counter(character for character in safe_text(text) if character.isalnum())


def words(text: str) -> Counter[str]:
    return Counter(word for word in safe_text(text).split() if any(character.isalnum() for character in word))


def words_of(article: Article) -> Counter[str]:
    return words(article.text) + sum((words(receipt.text) for receipt in article.removed), Counter())


def body_characters(page: str) -> Counter[str]:
    """Every letter and digit of the body's text nodes, found without any of the cleaner's code but its guards."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = document_fromstring(guarded(page).encode("utf-8", "replace"), parser=parser)
    body = root.find("body")
    found: Counter[str] = Counter()
    for node in (root if body is None else body).xpath(".//text()"):
        holder = node.getparent() if node.is_text else node.getparent().getparent()
        if not any(each.tag in NOT_TEXT for each in (holder, *holder.iterancestors())):
            found += characters(str(node))
    return found


def assert_whole(article: Article) -> None:
    """The structural laws of `reader.article.values`."""
    text = article.text
    assert text == "\n\n".join(block.of(text) for block in article.blocks)
    end = 0
    for block in article.blocks:
        assert end <= block.start <= block.end <= len(text)
        end = block.end
        for mark in block.marks:
            assert block.start <= mark.start < mark.end <= block.end
            assert not text[mark.start].isspace()
            assert not text[mark.end - 1].isspace()
        for row in block.rows:
            for cell in row:
                assert block.start <= cell.start <= cell.end <= block.end
        assert block.kind == "code" or "\n\n" not in block.of(text)
    assert safe_text(text) == text
    for receipt in article.removed:
        assert receipt.reason
        assert receipt.text
        assert receipt.place == len(text) or receipt.place in {block.start for block in article.blocks}
    orders = [receipt.order for receipt in article.removed]
    assert orders == sorted(set(orders))


def assert_conserved(page: str, article: Article) -> None:
    kept = characters(article.text) + sum(
        (characters(receipt.text) for receipt in article.removed), Counter()
    )
    wanted = body_characters(page)
    shown_alternatives = sum(
        (
            characters(block.alt)
            for block in article.blocks
            if block.kind == "figure" and block.of(article.text) == block.alt
        ),
        Counter(),
    )
    assert not wanted - kept
    assert not (kept - wanted) - shown_alternatives


WORD = st.sampled_from(
    [
        "lorem",
        "ipsum",
        "dolor",
        "Amsterdam",
        "42",
        "naïve",
        "東京",
        "e\u0301t\u0301e",
        "a\x1bb",
        "x\u202ey",
        "Subscribe",
        "&amp;",
        "©",
        "the",
    ]
)
TEXT = st.lists(WORD, min_size=1, max_size=30).map(lambda found: " ".join(found) + ".")
INLINE = st.one_of(
    TEXT,
    st.tuples(st.sampled_from("b i em strong code a sup span q cite".split()), TEXT).map(
        lambda each: f"<{each[0]}>{each[1]}</{each[0]}>"
    ),
    st.just("<br>"),
    st.just("<br><br>"),
    st.just('<img src="http://a.example/p.png" width="300">'),
    st.just("<span hidden>hidden words</span> "),
    st.tuples(TEXT).map(lambda each: f" <a href='http://b.example/'>{each[0]}</a> "),
)
RUN = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)


def element(tag: str, classes: str, inner: str) -> str:
    return f'<{tag} class="{classes}">{inner}</{tag}>'


TAGS = "p div section article li ul ol blockquote h1 h2 h3 pre figure figcaption table tr td th aside nav footer form dl dt dd button".split()
CLASSES = [
    "",
    "caption",
    "related",
    "comments",
    "share",
    "article-body",
    "newsletter",
    "byline",
    "main",
    "tags",
]
PAGE = st.recursive(
    RUN,
    lambda inner: st.tuples(
        st.sampled_from(TAGS), st.sampled_from(CLASSES), st.lists(inner, min_size=1, max_size=4).map(" ".join)
    ).map(lambda parts: element(*parts)),
    max_leaves=25,
).map(lambda body: f"<html><head><title>lorem ipsum</title></head><body>{body}</body></html>")

LAWFUL = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAWFUL
@given(PAGE)
def test_no_letter_of_a_page_vanishes(page: str) -> None:
    article = article_or_refusal(page, "html")
    if isinstance(article, str):
        assert "no text" in article
        assert not body_characters(page)
        return
    assert (
        not article.warnings
        or "no article was found" in " ".join(article.warnings)
        or "readability" in " ".join(article.warnings)
    )
    assert_whole(article)
    assert_conserved(page, article)


@LAWFUL
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "div", "li", "h2", "blockquote", "aside", "td"]), TEXT),
        min_size=1,
        max_size=12,
    )
)
def test_no_word_of_a_page_of_plain_blocks_vanishes(blocks: list[tuple[str, str]]) -> None:
    page = "<body>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks) + "</body>"
    source = sum((words(html.unescape(text)) for _, text in blocks), Counter())
    assert words_of(clean(page, kind="html")) == source


LINE = st.one_of(
    TEXT,
    st.just(""),
    st.sampled_from(
        [
            "Listen Live",
            "Get short URL",
            "Share on Facebook",
            "4 June 2020 11:47 GMT",
            "Comment via X",
            "by Ann Smith",
        ]
    ),
    st.tuples(st.integers(0, 8), TEXT).map(lambda each: " " * each[0] + each[1]),
    st.lists(st.sampled_from(["China", "Huawei", "spying", "trade"]), min_size=3, max_size=6).map(", ".join),
)


@LAWFUL
@given(st.lists(LINE, min_size=1, max_size=25).map("\n".join))
def test_no_word_of_a_plain_text_vanishes(text: str) -> None:
    if not characters(text):
        return
    article = clean(text, kind="text")
    assert_whole(article)
    assert words_of(article) == words(text)


@LAWFUL
@given(st.text(min_size=1, max_size=400), st.sampled_from(["text", "markdown", "html", None]))
def test_any_characters_give_an_article_or_a_clear_refusal(text: str, kind: SourceKind | None) -> None:
    article = article_or_refusal(text, kind)
    if isinstance(article, Article):
        assert_whole(article)
    else:
        assert "\n" not in article


@LAWFUL
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_an_article_or_a_clear_refusal(data: bytes) -> None:
    article = article_or_refusal(data)
    if isinstance(article, Article):
        assert_whole(article)
    else:
        assert "\n" not in article


def pages(folder: str, step: int) -> list[Path]:
    root = shared_path("bench", "extraction", "data", folder)
    return sorted([*root.glob("*.html"), *root.glob("*/source.html")])[::step]


@pytest.mark.parametrize(("folder", "step"), [("news", 9), ("wide", 40), ("mozilla", 9)])
def test_no_letter_of_real_pages_vanishes_and_cleaning_twice_is_the_same(folder: str, step: int) -> None:
    for path in pages(folder, step):
        data = path.read_bytes()
        article = clean(data, kind="html")
        assert_whole(article)
        assert_conserved(decode(data).text, article)
        assert article.blocks, path.name
        assert not [warning for warning in article.warnings if "failed" in warning], path.name
        assert clean(data, kind="html") == article


def test_reasons_are_words_for_people() -> None:
    page = (
        "<body><nav>Home</nav><p>"
        + "A sentence of some length stands here. " * 20
        + "</p><div hidden>secret</div></body>"
    )
    for receipt in clean(page).removed:
        assert re.fullmatch(r"[a-z' -]+", receipt.reason)
