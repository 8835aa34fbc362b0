"""Markdown becomes blocks with marks; its head becomes metadata; HTML in it is text."""

from __future__ import annotations

from reader.article import Article
from reader.cleaning import clean
from reader.cleaning.front_matter import front_matter, split_front_matter

DOCUMENT = """---
title: "The dyke: a history"
authors:
  - Ann Smith
  - 'Bob Jones'
date: 2024-03-05
tags: [rivers, "water, still", Rivers]
source: https://News.example/dyke?utm_campaign=x&page=2
lang: en-gb
---
# The dyke: a history

A *plain **and strong*** word, `code`, ~~gone~~, a [link](/more "t") and a note.[^a]
Soft line, hard\\
line.

- one
  - two

    more of two
3) three

> quoted
> > deeper

```python title="x"
def f():

    pass
```

| a | b |
|---|--:|
| 1 | *2* |

![A dyke](dyke.png "At dawn")

***

[^a]: The note.
"""


def document(text: str = DOCUMENT) -> Article:
    return clean(text, name="dyke.md")


def test_the_head_is_metadata() -> None:
    article = document()
    metadata = article.metadata
    assert (metadata.title, metadata.title_derived) == ("The dyke: a history", False)
    assert metadata.byline == ("Ann Smith", "Bob Jones")
    assert metadata.published == "2024-03-05"
    assert metadata.canonical_url == "https://news.example/dyke?page=2"
    assert metadata.language == "en-GB"
    assert article.keywords == ("rivers", "water, still")
    assert [(receipt.text, receipt.reason) for receipt in article.removed] == [
        ("The dyke: a history", "title")
    ]


def test_blocks_keep_their_kinds() -> None:
    article = document()
    found = [
        (block.kind, block.of(article.text), block.depth, block.number, block.quote_depth)
        for block in article.blocks
    ]
    assert found == [
        (
            "paragraph",
            "A plain and strong word, code, gone, a link and a note.[1] Soft line, hard\nline.",
            0,
            None,
            0,
        ),
        ("list_item", "one", 1, None, 0),
        ("list_item", "two", 2, None, 0),
        ("paragraph", "more of two", 2, None, 0),
        ("list_item", "three", 1, 3, 0),
        ("quote", "quoted", 0, None, 1),
        ("quote", "deeper", 0, None, 2),
        ("code", "def f():\n\n    pass", 0, None, 0),
        ("table", "a\tb\n1\t2", 0, None, 0),
        ("figure", "At dawn", 0, None, 0),
        ("rule", "", 0, None, 0),
        ("footnote", "The note.", 0, None, 0),
    ]


def test_marks_and_fields() -> None:
    article = document()
    text = article.text
    marks = {(mark.kind, text[mark.start : mark.end], mark.target) for mark in article.blocks[0].marks}
    assert marks == {
        ("em", "plain and strong", ""), ("strong", "and strong", ""), ("code", "code", ""), ("strike", "gone", ""),
        ("link", "link", "https://News.example/more"), ("footnote_ref", "[1]", "1"),
    }  # fmt: skip
    by_kind = {block.kind: block for block in article.blocks}
    assert by_kind["code"].language == "python"
    assert by_kind["table"].header_rows == 1
    assert by_kind["figure"].image == "https://News.example/dyke.png"
    assert by_kind["footnote"].label == "1"


def test_html_in_markdown_is_text_and_never_obeyed() -> None:
    article = document(
        "# T\n\nWater<sub>2</sub> <b>bold</b><br>x <script>alert(1)</script>\n\n<div onclick='x()'>A &amp; B</div>\n"
    )
    assert article.text == "Water2 bold\nx alert(1)\n\nA & B"
    assert {mark.kind for mark in article.blocks[0].marks} == {"sub", "strong"}


def test_links_that_act_are_not_links() -> None:
    article = document(
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) [d](https://u:p@ok.example/) plain text here"
    )
    assert [mark.target for mark in article.blocks[0].marks] == ["https://ok.example/"]


def test_front_matter_of_other_programs_is_read() -> None:
    head, body = split_front_matter(
        '+++\ntitle = "A ferry"\ndate = 2021-05-04\n[taxonomies]\ntags = ["a", "b"]\n+++\nText'
    )
    found = front_matter(head)
    assert body == "Text"
    assert (found.metadata.title, found.metadata.published, found.keywords) == (
        "A ferry",
        "2021-05-04",
        ("a", "b"),
    )
    found = front_matter("title: >-\n  A ferry\n  to the islands\nauthor:\n  name: Ann Lee\n  site: x\n")
    assert (found.metadata.title, found.metadata.byline) == ("A ferry to the islands", ("Ann Lee",))
    found = front_matter("title: \"A: ferry\" # its name\nsite: 'It''s'\n")
    assert (found.metadata.title, found.metadata.site) == ("A: ferry", "It's")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert split_front_matter("---\njust text\n---\nbody") == ("", "---\njust text\n---\nbody")


def test_strange_front_matter_is_read_as_far_as_it_goes() -> None:
    found = front_matter(
        "title: >\nauthor: [A B, 'C, D']\n: x\n- stray\ntags: one, two\ndate: yesterday\nevil: !!python/object:os.system"
    )
    assert found.metadata.title == ""
    assert found.metadata.byline == ("A B", "C, D")
    assert found.metadata.published == ""
    assert found.keywords == ("one", "two")


def test_a_first_heading_that_is_not_the_title_stays() -> None:
    article = document("---\ntitle: Something else\n---\n# Chapter one\n\nText that goes on for a while.")
    assert article.metadata.title == "Something else"
    assert article.blocks[0].kind == "heading"
