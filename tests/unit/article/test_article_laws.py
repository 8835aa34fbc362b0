"""Laws of the article's values: what is built slices to what it claims, and is the same after a journey as
JSON."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import (
    Article,
    Block,
    Mark,
    Metadata,
    Range,
    Related,
    Removed,
    Source,
    count_words,
    merged,
)
from reader.article.build import Piece, RelativeMark, TextBuilder
from reader.article.codec import FORMAT, article_from_json, article_to_json
from reader.article.sentences import article_sentences, sentence_at, sentences

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
LINE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
BODY = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
PROSE = st.lists(
    st.sampled_from(
        ["Dr. Lee", "spoke", "at 5 p.m.", "Then", "he left.", "“Go!”", "she said", "e.g.", "this", "U.S.", "etc.",
         "…", "?!", "3.14", "好。", "「行く。」", "\n", "A.", "(Yes.)", "No!", "“", "”", "[1]", " \t ", "no."]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@st.composite
def relative_marks(draw: st.DrawFn, text: str) -> list[RelativeMark]:
    kinds = ["strong", "em", "code", "strike", "sub", "sup", "link", "footnote_ref"]
    count = draw(st.integers(0, 3)) if text else 0
    marks = []
    for _ in range(count):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(kinds))
        marks.append(RelativeMark(kind, start, end, "https://example.org/a" if kind == "link" else ""))  # type: ignore[arg-type]
    return marks


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind = draw(
        st.sampled_from(["heading", "paragraph", "quote", "list_item", "code", "table", "figure", "rule"])
    )
    if kind == "rule":
        return Piece("rule")
    if kind == "table":
        rows = draw(st.lists(st.lists(LINE, min_size=1, max_size=3), min_size=1, max_size=3))
        marks = [[draw(relative_marks(cell)) for cell in row] for row in rows]
        return Piece("table", rows=rows, cell_marks=marks, fields={"header_rows": draw(st.integers(0, 1))})
    text = draw(st.one_of(BODY, st.just("a\n\nb"))) if kind == "code" else draw(BODY)
    fields: dict[str, Any] = {
        "heading": {"level": 2}, "code": {"language": "python"}, "quote": {"quote_depth": 1},
        "list_item": {"depth": 1, "ordered": True, "number": 3}, "figure": {"image": "https://example.org/p.png"},
    }.get(kind, {})  # fmt: skip
    return Piece(kind, text, draw(relative_marks(text)), fields=fields)  # type: ignore[arg-type]


def built(parts: list[Piece]) -> TextBuilder:
    builder = TextBuilder()
    builder.extend(parts)
    return builder


@given(st.lists(pieces(), max_size=6))
def test_the_text_is_its_blocks_joined_by_a_blank_line(parts: list[Piece]) -> None:
    builder = built(parts)
    assert builder.text == "\n\n".join(block.of(builder.text) for block in builder.blocks)


@given(st.lists(pieces(), max_size=6))
def test_each_block_mark_and_cell_slices_to_what_was_given(parts: list[Piece]) -> None:
    builder = built(parts)
    for piece, block in zip(parts, builder.blocks, strict=True):
        if piece.kind == "table":
            cells = [[cell.of(builder.text) for cell in row] for row in block.rows]
            assert cells == [list(row) for row in piece.rows]
            assert block.of(builder.text) == "\n".join("\t".join(row) for row in cells)
        else:
            assert block.of(builder.text) == piece.text
            given_marks = [piece.text[mark.start : mark.end] for mark in piece.marks]
            assert [builder.text[mark.start : mark.end] for mark in block.marks] == given_marks
        assert all(block.start <= mark.start < mark.end <= block.end for mark in block.marks)


@given(st.lists(pieces(), max_size=4), st.data())
def test_blocks_are_found_by_any_offset_in_them(parts: list[Piece], data: st.DataObject) -> None:
    builder = built(parts)
    article = made(builder)
    if not builder.blocks:
        assert article.block_at(0) is None
        return
    block = data.draw(
        st.sampled_from([block for block in builder.blocks if block.end > block.start] or [None])
    )
    if block is not None:
        assert article.block_at(data.draw(st.integers(block.start, block.end - 1))) == block


def test_the_builder_refuses_what_would_break_the_law() -> None:
    with pytest.raises(ValueError, match="blank line"):
        TextBuilder().add(Piece("paragraph", "a\n\nb"))
    with pytest.raises(ValueError, match="tab"):
        TextBuilder().add(Piece("table", rows=[["a\tb"]]))


def test_a_refused_piece_leaves_the_builder_as_it_was() -> None:
    builder = built([Piece("paragraph", "one")])
    with pytest.raises(ValueError, match="blank line"):
        builder.add(Piece("paragraph", "a\n\nb"))
    with pytest.raises(ValueError, match="tab"):
        builder.add(Piece("table", rows=[["fine", "a\tb"]]))
    builder.add(Piece("paragraph", "two"))
    assert builder.text == "one\n\ntwo"
    assert [block.of(builder.text) for block in builder.blocks] == ["one", "two"]


def test_the_next_blocks_place_is_known_before_it_is_added() -> None:
    builder = built([Piece("paragraph", "one")])
    expected = builder.next_start
    assert builder.add(Piece("paragraph", "two")).start == expected


# -- as JSON -------------------------------------------------------------------------------------------------


def made(builder: TextBuilder, **more: Any) -> Article:
    metadata = Metadata(title="A title", byline=("Ann Lee", "Bo Chen"), language="en", word_count=3)
    return Article("abc", builder.text, tuple(builder.blocks), metadata, Source("html", "page.html"), **more)


@given(st.lists(pieces(), max_size=5))
def test_an_article_comes_back_from_json_as_it_went(parts: list[Piece]) -> None:
    article = made(
        built(parts),
        removed=(Removed("Share this", "share buttons", 0, 4, "list_item"),),
        related=(Related("Another", "https://example.org/b"), Related("No address")),
        keywords=("sea", "boats"),
        cleaner_version="7",
        warnings=("encoding guessed",),
    )
    assert article_from_json(json.loads(json.dumps(article_to_json(article)))) == article


def test_an_empty_article_comes_back_too() -> None:
    article = Article("x", "", (), Metadata(), Source("empty"))
    assert article_from_json(article_to_json(article)) == article


def test_json_of_a_later_version_is_refused_and_unknown_keys_are_not() -> None:
    data = article_to_json(made(built([Piece("paragraph", "one")])))
    with pytest.raises(ValueError, match="newer"):
        article_from_json({**data, "format": FORMAT + 1})
    data["metadata"]["mood"] = "calm"
    data["blocks"][0]["glow"] = True
    assert article_from_json({**data, "extra": 1}).text == "one"


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        [],
        {},
        {"id": "x"},
        {"format": "one"},
        {"id": "x", "text": "t", "blocks": [3], "metadata": {}, "source": {"kind": "html"}},
        {"id": "x", "text": "t", "blocks": None, "metadata": {}, "source": {"kind": "html"}},
        {"id": "x", "text": "t", "blocks": [], "metadata": {"byline": 3}, "source": {"kind": "html"}},
        {"id": "x", "text": "t", "blocks": [], "metadata": [], "source": {"kind": "html"}},
        {"id": "x", "text": "t", "blocks": [{"kind": "paragraph", "start": 0, "end": 1, "rows": [[[1]]]}],
         "metadata": {}, "source": {"kind": "html"}},
    ],
)  # fmt: skip
def test_damaged_json_is_a_value_error_and_nothing_else(damaged: Any) -> None:
    with pytest.raises(ValueError):
        article_from_json(damaged)


# -- ranges --------------------------------------------------------------------------------------------------

RANGES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: Range(pair[0], pair[0] + pair[1])),
    max_size=8,
)


@given(RANGES)
def test_merged_ranges_cover_the_same_characters_apart_and_in_order(ranges: list[Range]) -> None:
    result = merged(ranges)
    assert {at for piece in result for at in range(piece.start, piece.end)} == {
        at for piece in ranges for at in range(piece.start, piece.end)
    }
    assert all(left.end < right.start for left, right in pairwise(result))


@given(RANGES)
def test_two_ranges_overlap_when_they_share_a_character(ranges: list[Range]) -> None:
    for left in ranges:
        for right in ranges:
            shared = set(range(left.start, left.end)) & set(range(right.start, right.end))
            assert left.overlaps(right) == bool(shared)


def test_a_range_cannot_run_backwards_or_before_the_text() -> None:
    for start, end in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="not a range"):
            Range(start, end)


# -- sentences -----------------------------------------------------------------------------------------------


@given(st.one_of(PROSE, BODY))
def test_every_character_that_is_no_space_lies_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    covered = [at for sentence in found for at in range(sentence.start, sentence.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= set(covered)
    for sentence in found:
        shown = sentence.of(text)
        assert shown == shown.strip()
        assert shown


@given(PROSE, st.data())
def test_sentences_of_a_part_stay_inside_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentences(text, start, end)
    assert all(start <= sentence.start < sentence.end <= end for sentence in found)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text[start:end].split())


@given(PROSE, st.data())
def test_the_sentence_at_an_offset_holds_it_or_is_a_neighbour(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, max(0, len(text) - 1)))
    sentence = sentence_at(text, offset)
    if not text.strip():
        assert len(sentence) == 0
    elif not text[offset].isspace():
        assert offset in sentence
    else:
        assert sentence.of(text).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Dr. Lee met Mr. Roe at 5 p.m. in the U.S. capital.", None),
        ("“Stop!” he said. Nobody did.", ["“Stop!” he said.", "Nobody did."]),
        ("He wrote “no.” Then he left.", ["He wrote “no.”", "Then he left."]),
        ("It costs 3.14 euros. Cheap.", ["It costs 3.14 euros.", "Cheap."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("There she sat. Nobody came.", ["There she sat.", "Nobody came."]),
        ("See No. 5 and fig. 3 of the report.", None),
        ("J. R. R. Tolkien wrote it.", None),
        ("五时。六时！七时", ["五时。", "六时！", "七时"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("Wait… what? Yes.", ["Wait… what?", "Yes."]),
        ("It was so.[12] Then it was not.", ["It was so.[12]", "Then it was not."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str] | None) -> None:
    assert [sentence.of(text) for sentence in sentences(text)] == (expected or [text])


def test_an_articles_sentences_never_run_over_the_end_of_a_block() -> None:
    builder = built([Piece("heading", "No full stop", fields={"level": 1}), Piece("paragraph", "One. Two.")])
    article = made(builder)
    assert [sentence.of(article.text) for sentence in article_sentences(article)] == [
        "No full stop",
        "One.",
        "Two.",
    ]


# -- words and minutes ---------------------------------------------------------------------------------------


@given(st.lists(st.from_regex(r"[a-zà-ü0-9'.,-]+", fullmatch=True), max_size=20))
def test_words_are_what_stands_between_spaces(words: list[str]) -> None:
    assert count_words(" \n".join(words)) == len(words)


def test_two_characters_of_chinese_or_japanese_count_as_a_word() -> None:
    assert count_words("世界和平") == 2
    assert count_words("世界和 peace") == 3


def test_minutes_are_whole_and_never_none_for_words() -> None:
    assert Metadata(word_count=0).minutes() == 0
    assert Metadata(word_count=1).minutes() == 1
    assert Metadata(word_count=460).minutes() == 2
    assert Metadata(word_count=461).minutes() == 3
    assert Metadata(word_count=461).minutes(100) == 5


def test_the_outline_is_the_headings_in_order() -> None:
    builder = built(
        [
            Piece("heading", "A", fields={"level": 1}),
            Piece("paragraph", "x"),
            Piece("heading", "B", fields={"level": 2}),
        ]
    )
    assert [re.sub(r"\s", "", block.of(builder.text)) for block in made(builder).outline()] == ["A", "B"]


def test_values_cannot_be_changed() -> None:
    for value, name in ((Block("rule", 0, 0), "start"), (Mark("em", 0, 1), "kind"), (Range(0, 1), "end")):
        with pytest.raises(AttributeError):
            setattr(value, name, 3)
