"""An article as Markdown: a Markdown reader sees the same text, blocks and marks again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.article import Article, Mark, Metadata, Source
from reader.article.build import Piece, RelativeMark, TextBuilder
from reader.article.characters import safe_text
from reader.exchange.exporters.article_markdown import article_to_markdown
from reader.exchange.exporters.inline_markdown import inline_markdown

MARKDOWN = (
    MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").use(footnote_plugin)
)

AWKWARD = st.text(st.sampled_from("ab c*_`[]()<>#!|~\\&;=-+.1)>:^$%\"'“é世\n/"), min_size=1, max_size=40)
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
TEXT = st.one_of(AWKWARD, PLAIN)


def one_line(text: str) -> str:
    return " ".join(safe_text(text).split())


def article(*pieces: Piece) -> Article:
    builder = TextBuilder()
    builder.extend(pieces)
    return Article("x", builder.text, tuple(builder.blocks), Metadata(), Source("html"))


def shown_text(tokens: Sequence[Token]) -> str:
    """What a Markdown reader shows of inline tokens."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "html_inline":
            assert re.fullmatch(r"</?(?:strong|em|s|sub|sup)>", token.content), token.content
        else:
            assert token.type.split("_")[0] in ("strong", "em", "s", "link"), token.type
    return "".join(parts)


def paragraph_text(markdown: str) -> str:
    tokens = MARKDOWN.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], markdown
    return shown_text(tokens[1].children or [])


@given(TEXT)
@example("1. not a list")
@example("- not a list")
@example("# not a heading")
@example("> no quote")
@example("--- no rule")
@example("<b>no tag</b> &amp; <http://no.link>")
@example("![no](picture) [no]: link")
@example("=== ~~~ ``` ***")
@example("+")
@example("a | b")
def test_plain_text_is_read_back_as_that_text(text: str) -> None:
    text = one_line(text)
    if text:
        assert paragraph_text(inline_markdown(text, 0, len(text))[0]) == text.replace("\xa0", "\xa0")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[RelativeMark]]:
    text = one_line(draw(TEXT)) or "a"
    marks = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind: Any = draw(st.sampled_from(["strong", "em", "code", "strike", "sub", "sup", "link"]))
        marks.append(
            RelativeMark(kind, start, end, "https://example.org/a_(b)?c=*d*" if kind == "link" else "")
        )
    return text, marks


@given(marked())
def test_marked_text_is_read_back_as_that_text(pair: tuple[str, list[RelativeMark]]) -> None:
    text, marks = pair
    made = inline_markdown(text, 0, len(text), [Mark(m.kind, m.start, m.end, m.target) for m in marks])[0]
    assert paragraph_text(made) == text


@given(TEXT, st.sampled_from(["strong", "em", "strike", "code", "link"]), st.data())
def test_a_mark_alone_is_read_back_over_the_same_words(text: str, kind: Any, data: st.DataObject) -> None:
    text = one_line(text)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first][0], words[last][1]
    target = "https://example.org/" if kind == "link" else ""
    made = inline_markdown(text, 0, len(text), [Mark(kind, start, end, target)])[0]
    inside: list[Token] = []
    depth = 0
    for token in MARKDOWN.parse(made)[1].children or []:
        opens = token.nesting == 1 or (token.type == "html_inline" and not token.content.startswith("</"))
        closes = token.nesting == -1 or (token.type == "html_inline" and token.content.startswith("</"))
        depth -= closes
        if depth or token.type == "code_inline":
            inside.append(token)
        depth += opens
    assert shown_text(inside) == text[start:end]


def test_marks_are_written_as_a_person_would_write_them() -> None:
    text = "An important and nested word, code, a link and H2O."
    marks = [
        Mark("strong", 3, 12),
        Mark("em", 17, 23),
        Mark("code", 30, 34),
        Mark("link", 38, 42, "https://example.org/x y"),
        Mark("sub", 48, 49),
    ]
    assert inline_markdown(text, 0, len(text), marks) == [
        "An **important** and *nested* word, `code`, a [link](<https://example.org/x y>) and H<sub>2</sub>O."
    ]


def test_emphasis_inside_a_word_is_html_since_asterisks_would_not_be_read() -> None:
    assert inline_markdown("unbelievable", 0, 12, [Mark("em", 2, 9)]) == ["un<em>believa</em>ble"]


# -- blocks --------------------------------------------------------------------------------------------------


def test_every_kind_of_block_has_its_form() -> None:
    whole = article(
        Piece("heading", "Sea #", fields={"level": 2}),
        Piece("paragraph", "One line\nand another."),
        Piece("quote", "Said so.", fields={"quote_depth": 1}),
        Piece("quote", "Twice.", fields={"quote_depth": 1}),
        Piece("list_item", "First", fields={"depth": 1, "ordered": True, "number": 3}),
        Piece("list_item", "Inner", fields={"depth": 2}),
        Piece("list_item", "Second", fields={"depth": 1, "ordered": True, "number": 4}),
        Piece("code", "x = 1\n\n```\n  y", fields={"language": "python"}),
        Piece("table", rows=[["Name", "Size"], ["a|b", "1"]], fields={"header_rows": 1}),
        Piece("figure", "A boat.", fields={"image": "https://example.org/b.png", "alt": "boat"}),
        Piece("rule"),
        Piece("paragraph", "See1", [RelativeMark("footnote_ref", 3, 4, "fn:1")]),
        Piece("footnote", "The note.", fields={"label": "fn:1"}),
    )
    assert article_to_markdown(whole) == (
        "## Sea \\#\n\n"
        "One line\\\nand another.\n\n"
        "> Said so.\n>\n> Twice.\n\n"
        "3. First\n   - Inner\n4. Second\n\n"
        "````python\nx = 1\n\n```\n  y\n````\n\n"
        "| Name | Size |\n| --- | --- |\n| a\\|b | 1 |\n\n"
        "![boat](<https://example.org/b.png>)\n\nA boat.\n\n"
        "* * *\n\n"
        "See[^fn-1]\n\n"
        "[^fn-1]: The note.\n"
    )


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_code_is_kept_character_for_character(lines: list[str]) -> None:
    code = safe_text("\n".join(lines)).replace("\t", " ")
    tokens = MARKDOWN.parse(article_to_markdown(article(Piece("code", code))))
    assert [token.type for token in tokens] == ["fence"]
    assert tokens[0].content == code + "\n"


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_table_keeps_its_cells(rows: list[list[str]]) -> None:
    cells = [[one_line(cell) or "x" for cell in row] for row in rows]
    made = article_to_markdown(article(Piece("table", rows=cells, fields={"header_rows": 1})))
    found = [shown_text(token.children or []) for token in MARKDOWN.parse(made) if token.type == "inline"]
    assert found == [cell for row in cells for cell in row]


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), TEXT), min_size=1, max_size=6))
def test_items_of_nested_lists_keep_their_depth(items: list[tuple[int, bool, str]]) -> None:
    depth = 0
    pieces = []
    numbers: dict[int, int] = {}
    expected = []
    for wanted, ordered, text in items:
        depth = min(wanted, depth + 1)
        numbers = {level: number for level, number in numbers.items() if level <= depth}
        numbers[depth] = numbers.get(depth, 98) + 1
        words = one_line(text) or "x"
        fields = {"depth": depth, "ordered": ordered, "number": numbers[depth] if ordered else None}
        pieces.append(Piece("list_item", words, fields=fields))
        expected.append((depth, words))
    level = 0
    found = []
    for token in MARKDOWN.parse(article_to_markdown(article(*pieces))):
        if token.type.endswith("list_open"):
            level += 1
        elif token.type.endswith("list_close"):
            level -= 1
        elif token.type == "inline":
            found.append((level, shown_text(token.children or [])))
    assert found == expected


def test_numbers_that_begin_again_begin_another_list() -> None:
    item = [Piece("list_item", word, fields={"depth": 1, "ordered": True, "number": number})
            for word, number in (("a", 1), ("b", 2), ("c", 1))]  # fmt: skip
    tokens = MARKDOWN.parse(article_to_markdown(article(*item)))
    assert sum(token.type == "ordered_list_open" for token in tokens) == 2


def test_a_further_paragraph_of_an_item_stays_in_it() -> None:
    made = article(
        Piece("list_item", "First", fields={"depth": 1, "ordered": True, "number": 10}),
        Piece("list_item", "and more", fields={"depth": 1, "ordered": True, "number": None}),
        Piece("list_item", "Second", fields={"depth": 1, "ordered": True, "number": 11}),
    )
    tokens = MARKDOWN.parse(article_to_markdown(made))
    assert sum(token.type == "list_item_open" for token in tokens) == 2
    assert sum(token.type == "ordered_list_open" for token in tokens) == 1


@pytest.mark.parametrize("lowest", [1, 2, 3])
def test_headings_begin_where_they_are_asked_to(lowest: int) -> None:
    made = article(Piece("heading", "A", fields={"level": 1}), Piece("heading", "B", fields={"level": 2}))
    assert (
        article_to_markdown(made, highest_heading=lowest) == f"{'#' * lowest} A\n\n{'#' * (lowest + 1)} B\n"
    )


def test_a_picture_that_is_no_web_address_is_its_caption() -> None:
    made = article(Piece("figure", "A boat.", fields={"image": "data:image/png;base64,AAAA"}))
    assert article_to_markdown(made) == "A boat.\n"


def test_an_empty_article_is_an_empty_text() -> None:
    assert article_to_markdown(article()) == ""
