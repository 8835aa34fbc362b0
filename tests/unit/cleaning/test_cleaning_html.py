"""Pages become typed blocks: what is kept, what it is, and why the rest went."""

from __future__ import annotations

import logging

import pytest

from reader.article import Article, Block
from reader.cleaning import clean
from reader.cleaning.html.decide import decide
from reader.cleaning.html.features import features_of
from reader.cleaning.html.segments import cut
from reader.cleaning.html.tree import parse

SENTENCES = (
    "The council met on Tuesday to talk about the river, and nobody left before midnight.",
    "Farmers from both banks had come with maps, letters and a good deal of patience.",
    "What they asked for was simple, said the oldest of them: a dyke that holds.",
    "The engineers answered with figures that few in the hall could follow.",
    "In the end a vote was called, and the dyke was granted by a single voice.",
)
PROSE = "".join(
    f"<p>{sentence} {SENTENCES[0]}</p>" if i else f"<p>{sentence}</p>" for i, sentence in enumerate(SENTENCES)
)


def page(
    body: str, head: str = "<title>The dyke</title>", url: str = "https://news.example/2024/dyke"
) -> Article:
    return clean(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>", url=url)


def inside(body: str) -> Article:
    """An article that holds `body` between two halves of prose."""
    return page(f"<article><h1>The dyke</h1>{PROSE}{body}<p>{' '.join(reversed(SENTENCES))}</p></article>")


def kinds(article: Article, kind: str) -> list[Block]:
    return [block for block in article.blocks if block.kind == kind]


def texts(article: Article, kind: str) -> list[str]:
    return [block.of(article.text) for block in kinds(article, kind)]


def reason_of(article: Article, text: str) -> str:
    return next(receipt.reason for receipt in article.removed if text in receipt.text)


FURNITURE = """
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul></nav></header>
{article}
<div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story again, it is free.</p></div>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Another dyke broke in the night of Friday</a></li></ul></aside>
<section id="comments" class="comments-area"><h3>2 comments</h3><p>I was there and it was not like that at all, believe me.</p></section>
<footer>© 2024 News Example. All rights reserved.</footer>
"""


def test_furniture_around_an_article_goes_to_the_receipts_with_its_reason() -> None:
    article = page(FURNITURE.format(article=f"<article><h1>The dyke</h1>{PROSE}</article>"))
    assert texts(article, "paragraph")[0] == SENTENCES[0]
    assert len(article.blocks) == len(SENTENCES)
    assert reason_of(article, "Home") == "navigation"
    assert reason_of(article, "newsletter") == "newsletter"
    assert reason_of(article, "I was there") == "comments"
    assert reason_of(article, "All rights reserved") == "page footer"
    assert reason_of(article, "The dyke") == "title"


def test_headings_keep_their_level() -> None:
    article = inside(
        "<h2>The vote</h2><p>It was close, as everyone in the hall had feared it would be.</p><h4>The count</h4>"
    )
    assert [(block.level, block.of(article.text)) for block in kinds(article, "heading")] == [
        (2, "The vote"),
        (4, "The count"),
    ]


def test_lists_keep_nesting_order_and_numbers() -> None:
    article = inside(
        "<ol start=3><li>Dig the ditch first<ul><li>with spades</li><li>with oxen</li></ul></li><li value=9>Raise the dyke<p>And rest.</p></li></ol>"
    )
    items = [(b.of(article.text), b.depth, b.ordered, b.number) for b in kinds(article, "list_item")]
    assert items == [
        ("Dig the ditch first", 1, True, 3), ("with spades", 2, False, None), ("with oxen", 2, False, None), ("Raise the dyke", 1, True, 9),
    ]  # fmt: skip
    assert [b.depth for b in kinds(article, "paragraph") if b.of(article.text) == "And rest."] == [1]


def test_quotes_know_their_depth() -> None:
    article = inside(
        "<blockquote><p>We were promised a dyke.</p><blockquote>Promised!</blockquote></blockquote>"
    )
    assert [(b.of(article.text), b.quote_depth) for b in kinds(article, "quote")] == [
        ("We were promised a dyke.", 1),
        ("Promised!", 2),
    ]


def test_code_keeps_its_spacing_and_language_and_loses_line_numbers() -> None:
    article = inside(
        '<div class="highlight"><pre class="lineno">1\n2\n3</pre><pre><code class="language-Python">def dyke():\n\n\treturn  1  # <b>high</b>\n</code></pre></div>'
    )
    (block,) = kinds(article, "code")
    assert block.of(article.text) == "def dyke():\n\n\treturn  1  # high"
    assert block.language == "python"
    assert reason_of(article, "1 2 3") == "line numbers"


def test_tables_keep_cells_header_rows_spans_and_marks() -> None:
    article = inside(
        "<table><thead><tr><th>Year</th><th colspan=2>Flood</th></tr></thead>"
        "<tr><td rowspan=2>1953</td><td>North\tSea</td><td><b>high</b></td></tr><tr><td>Rhine</td><td>low</td></tr></table>"
    )
    (table,) = kinds(article, "table")
    cells = [[cell.of(article.text) for cell in row] for row in table.rows]
    assert cells == [["Year", "Flood", ""], ["1953", "North Sea", "high"], ["", "Rhine", "low"]]
    assert table.header_rows == 1
    assert [(mark.kind, article.text[mark.start : mark.end]) for mark in table.marks] == [("strong", "high")]


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    article = page(f"<table><tr><td>{PROSE}</td><td><nav>Home</nav></td></tr></table>")
    assert not kinds(article, "table")
    assert SENTENCES[0] in article.text


def test_a_picture_has_its_caption_alternative_text_and_widest_source() -> None:
    article = inside(
        '<figure><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP" data-src="/small.jpg" srcset="/small.jpg 300w, /large.jpg 1200w" alt="A dyke">'
        "<figcaption>The dyke at <em>dawn</em>.</figcaption></figure>"
    )
    (figure,) = kinds(article, "figure")
    assert figure.of(article.text) == "The dyke at dawn."
    assert (figure.image, figure.alt) == ("https://news.example/large.jpg", "A dyke")
    assert [(mark.kind, article.text[mark.start : mark.end]) for mark in figure.marks] == [("em", "dawn")]


def test_a_picture_without_caption_says_its_alternative_text() -> None:
    article = inside('<p><img src="/a.jpg" alt="The old dyke at high water"></p>')
    assert texts(article, "figure") == ["The old dyke at high water"]


def test_inline_marks_and_links_are_ranges_of_the_text() -> None:
    article = inside(
        '<p>They <b>never <i>slept</i></b> that <a href="../night?utm_source=x">long night</a>, said<br>the <code>log</code> H<sub>2</sub>O.</p>'
    )
    paragraph = next(block for block in article.blocks if "never" in block.of(article.text))
    assert paragraph.of(article.text) == "They never slept that long night, said\nthe log H2O."
    marks = {(mark.kind, article.text[mark.start : mark.end], mark.target) for mark in paragraph.marks}
    assert marks == {
        ("strong", "never slept", ""), ("em", "slept", ""), ("link", "long night", "https://news.example/night?utm_source=x"),
        ("code", "log", ""), ("sub", "2", ""),
    }  # fmt: skip


def test_two_breaks_make_a_new_paragraph() -> None:
    article = page(
        f"<article>{SENTENCES[0]}<br>{SENTENCES[1]}<br><br>{SENTENCES[2]} {SENTENCES[3]}<br> <br>{SENTENCES[4]}</article>"
    )
    assert texts(article, "paragraph") == [
        f"{SENTENCES[0]}\n{SENTENCES[1]}", f"{SENTENCES[2]} {SENTENCES[3]}", SENTENCES[4],
    ]  # fmt: skip


def test_footnotes_are_joined_to_their_references() -> None:
    article = inside(
        '<p>The river had been tamed before.<sup><a href="#fn1" id="r1">[1]</a></sup></p>'
        '<ol class="footnotes"><li id="fn1">In 1421, by monks. <a class="footnote-backref" href="#r1">back</a></li></ol>'
    )
    (note,) = kinds(article, "footnote")
    reference = next(mark for block in article.blocks for mark in block.marks if mark.kind == "footnote_ref")
    assert note.of(article.text) == "In 1421, by monks."
    assert reference.target == note.label == "1"


def test_hidden_elements_and_controls_are_not_read() -> None:
    article = inside(
        '<p>The vote<span style="display: none"> was secretly</span> was open. <button>Like</button></p><div hidden><p>Popup text.</p></div>'
    )
    assert "The vote was open." in article.text
    assert reason_of(article, "was secretly") == "hidden"
    assert reason_of(article, "Popup text.") == "hidden"
    assert reason_of(article, "Like") == "form control"


def test_a_page_that_hides_all_it_has_until_a_script_runs_is_read() -> None:
    article = page(
        f'<div style="visibility:hidden"><article>{PROSE}{PROSE.replace("council", "board")}</article></div><p>Loading</p>'
    )
    assert SENTENCES[0] in article.text


def test_an_embedded_post_stays_as_a_quote() -> None:
    article = inside(
        '<blockquote class="twitter-tweet"><p>The dyke holds! What a night for everyone on the river.</p>— Ann (@ann)</blockquote>'
    )
    assert any("The dyke holds!" in text for text in texts(article, "quote"))


def test_short_lists_between_paragraphs_survive_although_they_are_links() -> None:
    article = inside(
        '<p>Three papers tell the story in full:</p><ul><li><a href="/x">Water</a></li><li><a href="/y">Land and people</a></li></ul>'
    )
    assert texts(article, "list_item") == ["Water", "Land and people"]


def test_a_page_without_prose_shows_what_it_says() -> None:
    article = page("<div>Opening hours</div><div>Nine to five</div>")
    assert "Nine to five" in article.text


def test_readability_that_throws_costs_its_vote_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import readability

    def throw(*_: object, **__: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(readability.Document, "summary", throw)
    with caplog.at_level(logging.DEBUG, logger="readability"):
        article = inside("")
    assert SENTENCES[2] in article.text
    assert any("readability" in warning for warning in article.warnings)
    assert not caplog.records


def test_decide_speaks_over_features_alone() -> None:
    root = parse(f"<html><body><article>{PROSE}</article><nav><a href='/'>Home page</a></nav></body></html>")
    features = features_of(cut(root), frozenset(), "")
    assert decide(features) == [""] * 5 + ["navigation"]


def test_a_rule_that_would_take_most_of_the_article_does_nothing() -> None:
    article = page(f'<div class="related-content"><div class="promo-text">{PROSE}</div></div>')
    assert len(article.blocks) == len(SENTENCES)


@pytest.mark.parametrize("head", ["<title>Ferries</title>", "<meta charset=utf-8>", "<script>x()</script>"])
@pytest.mark.parametrize("tag", ["article", "main", "section"])
def test_a_page_that_writes_no_body_is_read_whole(head: str, tag: str) -> None:
    page = f"{head}<{tag}><p>The ferries sail at nine.</p></{tag}> and back <p>The last one is late.</p>"
    found = clean(page, kind="html")
    words = " ".join([found.text, *(receipt.text for receipt in found.removed)])
    for part in ("The ferries sail at nine.", "and back", "The last one is late."):
        assert words.count(part) == 1


def test_footnotes_of_a_saved_page_are_found_by_its_full_address_and_from_cells() -> None:
    here = "https://example.org/films"
    cells = (
        f'<tr><td>Loop</td><td>1993<sup><a href="{here}#cite_note-1">[1]</a></sup></td></tr>'
        "<tr><td>Again</td><td>1994</td></tr>"
    )
    article = clean(
        f'<html><head><link rel="canonical" href="{here}"></head><body><article>'
        + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
        + f'<table>{cells}</table><ol><li id="cite_note-1">The almanac of 1995.</li></ol></article></body></html>',
        url=here,
    )
    (note,) = kinds(article, "footnote")
    (table,) = kinds(article, "table")
    assert note.of(article.text) == "The almanac of 1995."
    assert [mark.target for mark in table.marks if mark.kind == "footnote_ref"] == [note.label]
