"""Articles to export: one plain, one whose every field is hostile; and any that hypothesis can think of."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from reader.article import Article, Mark, Metadata, Source
from reader.article.build import Piece, TextBuilder
from reader.article.characters import safe_line, safe_text
from reader.exchange.exporters import Bundle
from reader.insight.values import Quote
from reader.library.records import COLOURS, ArticleRecord, Highlight, Note
from reader.library.tagging import clean_tags

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "* heading\n#+include: /etc/passwd\n%%(shell-command)",
    '[[elisp:(shell-command "x")][click]]',
    "a\tb\r\nc",
    "}\\input{/etc/passwd}",
    "@SUM(1+1)*cmd",
    "'quoted",
    "tab\there, comma; semi\n\nparagraph",
)


def bundle_of(words: str, id: str = "q7dk2m5xw3ab") -> Bundle:
    """An article that says `words` everywhere: title, site, author, address, tag, passage, note, text."""
    builder = TextBuilder()
    inner = re.sub(r"\n\s*\n", "\n", words).strip()  # a blank line ends a block
    builder.extend([
        Piece("heading", "Boats", fields={"level": 1}),
        Piece("paragraph", f"Before. {inner} After."),
        Piece("list_item", inner, fields={"depth": 1}),
        Piece("list_item", "second", fields={"depth": 2, "ordered": True, "number": 3}),
        Piece("quote", inner, fields={"quote_depth": 1}),
        Piece("code", inner, fields={"language": "el"}),
        Piece("figure", inner, fields={"image": "https://example.org/x.png", "alt": inner}),
    ])  # fmt: skip
    text = builder.text
    start = text.index("Before.")
    blocks = list(builder.blocks)
    link = Mark("link", start, start + 6, "javascript:alert(1)")
    strong = Mark("strong", start + 3, start + 7)
    blocks[1] = type(blocks[1])(**{**_fields(blocks[1]), "marks": (link, strong)})
    title = safe_line(words)
    article = Article(id, text, tuple(blocks), Metadata(title=title), Source("html"))
    record = ArticleRecord(
        id, title, site=title, byline=(title, "Ann Lee"), url="javascript:alert(1)" if title else "",
        tags=(title,), published="2026-01-31", added="2026-02-01T09:00:00.000Z",
    )  # fmt: skip
    return Bundle(
        record,
        article,
        (
            Highlight("h1aaaa", id, start, start + 12, text[start : start + 12], tags=(title,), status="ok"),
            Highlight(
                "h2bbbb", id, 0, 3, words, colour="pink", status="orphan", created="2026-02-01T10:11:12.345Z"
            ),
        ),
        (
            Note("n1dddd", id, words, highlight="h1aaaa", tags=(title,), created="2026-02-01T10:11:12.345Z"),
            Note("n2cccc", id, words, modified="2026-02-01T10:11:12.345Z"),
        ),
        quotes=(Quote(0, 3, words, speaker=title),),
    )


def _fields(block: Any) -> dict[str, Any]:
    return {name: getattr(block, name) for name in type(block).__slots__}


WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=40)).map(safe_text)
"""What an article may say: text that came through the door."""

TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda time: time.isoformat(timespec="milliseconds") + "Z"
)
_TAGS = st.lists(
    st.text("abcdé/ ", min_size=1, max_size=8).filter(lambda tag: tag.strip(" /")), max_size=3
).map(clean_tags)
_LINE = WORDS.map(safe_line)


@st.composite
def any_bundle(draw: st.DrawFn) -> Bundle:
    """An article with whatever marks and notes."""
    base = bundle_of(draw(WORDS))
    id = base.article.id
    record = ArticleRecord(
        id, draw(_LINE) or "x", site=draw(_LINE), byline=tuple(filter(None, draw(st.lists(_LINE, max_size=3)))),
        url="https://example.org/" + str(draw(st.integers(0, 9))), tags=draw(_TAGS), added=draw(TIMES),
        state=draw(st.sampled_from(("unread", "reading", "read"))), starred=draw(st.booleans()),
        archived=draw(st.booleans()), later=draw(st.booleans()), progress=draw(st.floats(0, 1)),
    )  # fmt: skip
    length = len(base.article.text)
    marks = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, length))
        if not base.article.text[start:end].strip():
            continue  # nobody marks a blank
        marks.append(
            Highlight(
                f"h{number}", id, start, end, base.article.text[start:end], tags=draw(_TAGS),
                colour=draw(st.sampled_from(COLOURS)), created=draw(TIMES), modified=draw(TIMES),
                text_hash=base.article.text_hash,
            )
        )  # fmt: skip
    notes = [
        Note(
            f"n{number}", id, draw(WORDS).strip() or "x", tags=draw(_TAGS), created=draw(TIMES), modified=draw(TIMES),
            highlight=draw(st.sampled_from(["", *(mark.id for mark in marks)])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return Bundle(
        record, base.article, tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))), tuple(notes)
    )
