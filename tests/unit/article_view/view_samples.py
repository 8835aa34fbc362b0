"""Articles for the tests of the article view: one of every kind of block, and a strategy for any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from reader.article import Article, Metadata, Source
from reader.article.build import Piece, TextBuilder

WIDTHS = st.integers(min_value=20, max_value=200)

ALPHABET = (
    "abcdefgh  ij-klm. ,;:—“”’()/ÉéñßЖя  \u00a0\u202f\xad"
    "東京市国、。「」ーっァ，漢字かなカナ한국어"
    "e\u0301a\u0308\u200d\u200c\ufe0f👩👨👧❤🇫🇯🇵🏽🎉क्षि"
)
"""Letters, hyphens, soft hyphens, spaces that do not break, Han, kana, Hangul, accents, joiners, flags,
emoji."""

words = st.text(st.sampled_from(ALPHABET), max_size=14)
lines = st.lists(words, max_size=14).map(" ".join)


def article_of(pieces: Sequence[Piece], title: str = "A title") -> Article:
    """An article of these blocks."""
    builder = TextBuilder()
    builder.extend(pieces)
    return Article("test", builder.text, tuple(builder.blocks), Metadata(title=title), Source("text"))


def paragraphs(*texts: str) -> Article:
    """An article of plain paragraphs."""
    return article_of([Piece("paragraph", text) for text in texts])


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """A block of any kind, its text of hard lines none of which is empty (but in code)."""
    kind: Any = draw(
        st.sampled_from(
            ["paragraph", "heading", "quote", "list_item", "code", "table", "figure", "rule", "footnote"]
        )
    )
    fields: dict[str, Any] = {}
    if kind == "rule":
        return Piece(kind)
    if kind == "table":
        rows = draw(st.lists(st.lists(lines, min_size=1, max_size=5), min_size=1, max_size=5))
        return Piece(kind, rows=rows, fields={"header_rows": draw(st.integers(0, 1))})
    if kind == "heading":
        fields["level"] = draw(st.integers(1, 6))
    if kind == "quote":
        fields["quote_depth"] = draw(st.integers(1, 4))
    if kind == "list_item":
        ordered = draw(st.booleans())
        fields.update(depth=draw(st.integers(1, 9)), ordered=ordered)
        fields["number"] = draw(st.one_of(st.none(), st.integers(0, 12_345))) if ordered else None
    if kind == "footnote":
        fields["label"] = draw(words)
    hard_lines = draw(st.lists(lines, min_size=1, max_size=4))
    if kind == "code":
        hard_lines = [
            "\t" * draw(st.integers(0, 2)) + "  " * draw(st.integers(0, 3)) + line for line in hard_lines
        ]
        return Piece(kind, "\n".join(hard_lines), fields={"language": "text"})
    return Piece(kind, "\n".join(line for line in hard_lines if line.strip()), fields=fields)


articles = st.lists(pieces(), max_size=7).map(article_of)

ONE_OF_EACH = article_of(
    [
        Piece("paragraph", "The first paragraph stands here. It has two sentences, and enough words for two lines."),
        Piece("heading", "A heading of the second level", fields={"level": 2}),
        Piece("paragraph", "東京の研究者である田中さんは「氷のない冬は、静かではなく、むしろ騒がしい」と書いている。" * 3),
        Piece("list_item", "an item", fields={"depth": 1}),
        Piece("list_item", "an item in an item", fields={"depth": 2}),
        Piece("list_item", "the hundredth", fields={"depth": 1, "ordered": True, "number": 100}),
        Piece("quote", "Words of somebody else, which go on for longer than one line of the column has room.",
              fields={"quote_depth": 1}),
        Piece("code", "def f(x):\n\treturn x  # " + "a long comment " * 9, fields={"language": "python"}),
        Piece("table", rows=[["Name", "Size"], ["one", "1"], ["two", "22 %"]], fields={"header_rows": 1}),
        Piece("table", rows=[["Name", "What it is"], ["a", "words " * 40], ["b", ""]], fields={"header_rows": 1}),
        Piece("figure", "A caption"),
        Piece("rule"),
        Piece("paragraph", "A family 👨‍👩‍👧, a flag 🇯🇵🇫🇷, an accent e\u0301, and soft\xadhyphens."),
        Piece("footnote", "A footnote.", fields={"label": "1"}),
    ]
)  # fmt: skip
