"""Sources made to act on a terminal, to crash a parser or to take for ever: cleaned, refused, or cut, in bounded time.

The limits on time are the marks' `timeout`: they end a test that hangs, and measure nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from reader.article import Article, SourceKind
from reader.article.characters import safe_text
from reader.cleaning import clean
from reader.cleaning.html.guards import guarded
from reader.errors import ReaderError
from tests.hostile.heavy import ARTICLE, HEAVY_MARKDOWN, HEAVY_PAGES, HEAVY_TEXTS, PROSE, many_attributes

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u200b]")

ATTACKS = {
    "escape": "\x1b]52;c;ZXZpbA==\x07",
    "escape entity": "&#27;]0;evil&#7;",
    "hex entity": "&#x1b;[201~&#x9b;2J&#x9d;0;x",
    "c1": "\u009b31m\u0090evil\u009c",
    "bidi": "\u202etxt.exe\u2066\u2069\u202c",
    "zero": "a\x00b",
    "combining": "a" + "\u0301" * 500,
    "tags": "x\U000e0041\U000e0042",
    "markup": "[/b] [@click=app.quit]x[/] [ @click=app.quit]y[/]",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf\rg",
    "surrogate": "a&#xd800;b",
}


def article_or_refusal(source: bytes | str, kind: SourceKind | None = None) -> Article | str:
    try:
        return clean(source, kind=kind)
    except ReaderError as error:
        return str(error)


def assert_harmless_or_refused(source: bytes | str, kind: SourceKind | None = None) -> None:
    found = article_or_refusal(source, kind)
    if isinstance(found, Article):
        assert_harmless(found)
    else:
        assert "\n" not in found
        assert not FORBIDDEN.search(found)


def strings_of(article: Article) -> list[str]:
    metadata = article.metadata
    return [
        article.text, metadata.title, metadata.site, metadata.excerpt, metadata.url, metadata.canonical_url, metadata.image,
        metadata.language, metadata.published, *metadata.byline, *article.keywords, *article.warnings, article.source.name,
        *(receipt.text for receipt in article.removed), *(related.title + related.url for related in article.related),
        *(field for block in article.blocks for field in (block.image, block.alt, block.label, block.language)),
        *(mark.target for block in article.blocks for mark in block.marks),
    ]  # fmt: skip


def assert_harmless(article: Article) -> None:
    for string in strings_of(article):
        assert not FORBIDDEN.search(string), repr(string[:200])
        assert safe_text(string) == string
    for name in (
        article.metadata.title,
        article.metadata.site,
        article.source.name,
        *article.metadata.byline,
        *article.keywords,
    ):
        assert "\n" not in name
        assert len(name) <= 300


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_no_control_reaches_an_article_of_a_page(attack: str) -> None:
    quoted = attack.replace('"', "")
    page = f"""<html lang="{quoted}"><head><title>T {attack}</title><meta name=author content="Ann {quoted} Smith">
    <meta property="og:site_name" content="S {quoted}"><meta name=keywords content="k{quoted}, l"><meta name=description content="d{quoted}">
    <link rel=canonical href="https://a.example/{quoted}"><script type="application/ld+json">{json.dumps({"@type": "Article", "headline": attack})}</script>
    </head><body><article><h2>H {attack}</h2><p>{PROSE * 3}{attack} <a href="https://b.example/{quoted}">l</a> <b>{attack}</b></p>
    <pre><code class="language-{quoted}">{attack}</code></pre><figure><img src="/p{quoted}.png" alt="{quoted}"><figcaption>{attack}</figcaption></figure>
    <table><tr><td>{attack}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><p>{PROSE}</p></article><div hidden>{attack}</div>"""
    assert_harmless(clean(page, url=f"https://a.example/{attack}", name=f"n{attack}.html"))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_no_control_reaches_an_article_of_text(attack: str, kind: str) -> None:
    text = f"---\ntitle: T {attack}\ntags: [{attack}]\n---\n# H {attack}\n\n{PROSE}{attack} [l {attack}](https://b.example/{attack})\n\n```{attack}\n{attack}\n```\n"
    assert_harmless(clean(text, kind=kind, name=attack))  # type: ignore[arg-type]


def test_combining_marks_strewn_over_elements_stay_few() -> None:
    article = clean("<p>a" + "<b>\u0301</b>" * 400 + " " + PROSE + "</p>")
    assert max(len(run) for run in re.findall("\u0301+", article.text)) <= 8


@pytest.mark.timeout(60)
@pytest.mark.parametrize("page", HEAVY_PAGES.values(), ids=HEAVY_PAGES.keys())
def test_heavy_pages_end_in_an_article_or_a_refusal(page: str) -> None:
    assert_harmless_or_refused(f"<html><head><title>Heavy</title></head><body>{page}</body></html>", "html")


@pytest.mark.parametrize(
    "name", ["attributes", "nested closed", "metas", "breaks", "json-ld", "spaces", "one class", "svg"]
)
def test_an_article_among_heavy_things_is_read(name: str) -> None:
    page = HEAVY_PAGES[name]
    page = page if ARTICLE in page else page + ARTICLE
    article = clean(f"<html><body>{page}</body></html>", kind="html")
    everything = article.text + " ".join(receipt.text for receipt in article.removed)
    assert everything.count(PROSE.strip()) >= 5


def test_a_text_node_of_eleven_megabytes_is_not_lost() -> None:
    word = "water" * 200  # what counts is the node's size; long words keep the counting of words cheap
    article = clean("<html><body><p>" + f"{word} " * 11_000 + "</p></body></html>", kind="html")
    assert article.text.count(word) == 11_000


def test_deep_nesting_loses_no_word() -> None:
    article = clean("<body>" + "".join(f"<div>word{number} " for number in range(1_200)), kind="html")
    found = Counter(
        re.findall(r"word\d+", article.text + " ".join(receipt.text for receipt in article.removed))
    )
    assert set(found) == {f"word{number}" for number in range(1_200)}


def test_embedded_data_is_cut_to_a_stub() -> None:
    page = f'<img src="data:image/png;base64,{"A" * 11_000_000}">{ARTICLE}'
    assert len(guarded(page)) < 2_000
    assert PROSE.strip() in clean(f"<body>{page}", kind="html").text


def test_guards_leave_honest_pages_alone() -> None:
    script = "<script>if (a<b) { x = \"<div class='y'>\" + '>' ; }" + "z=1;" * 9_000 + "</script>"
    page = f"<body>{script}<p title='5 > 4'>{PROSE}</p><img data-x='{'y' * 10_000}'>{ARTICLE}</body>"
    assert guarded(page) == page


def test_a_tag_that_is_too_long_costs_itself_alone() -> None:
    page = f"<p>{PROSE}</p><div {many_attributes(3_000)} title='a > b'>inner words</div><p>{PROSE}</p>"
    assert guarded(page) == f"<p>{PROSE}</p>inner words</div><p>{PROSE}</p>"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HEAVY_TEXTS.values(), ids=HEAVY_TEXTS.keys())
def test_heavy_texts_end_in_an_article_or_a_refusal(text: str) -> None:
    assert_harmless_or_refused(text)
    assert_harmless_or_refused(text.encode())


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HEAVY_MARKDOWN.values(), ids=HEAVY_MARKDOWN.keys())
def test_heavy_markdown_ends_in_an_article_or_a_refusal(text: str) -> None:
    assert_harmless_or_refused(text, "markdown")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "vbscript:x",
        "jAvAsCrIpT:x",
        " \x01javascript:x",
        "blob:x",
    ],
)
def test_links_that_act_never_become_links(address: str) -> None:
    article = clean(
        f'<article><p>{PROSE} <a href="{address}">link</a> <img src="{address}" alt="a picture of water"></p></article>',
        url="https://a.example/",
    )
    assert "link" in article.text
    assert not [mark for block in article.blocks for mark in block.marks if mark.kind == "link"]
    assert not [block.image for block in article.blocks if block.image]
