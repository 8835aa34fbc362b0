"""Passages: the stretches of a text that are read one by one, a paragraph, a heading, a table's cell each.

A name or a sentence never runs over a passage's edge. A block of code is no passage: nothing is looked for in
it. A sentence runs on over a word of code, so that is read along with it, and what is found in it is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.article import Article

__all__ = ["Passage", "article_passages", "code_words", "text_passages"]

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = ".!?…:;\"'”’»)]。！？」』"
_SOFT_WRAP_FROM = 45
_CODE_WORDS = 6
"""Code of more words is prose that was only set in a typewriter's letters."""
_LIST_START = re.compile(r"\s*(?:[-–—*•·>]|\d+[.)])\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """`[start, end)` of the text; `kind` is the block's, `depth` how many block quotes it stands in."""

    start: int
    end: int
    kind: str = "paragraph"
    depth: int = 0


def article_passages(article: Article) -> list[Passage]:
    """The passages of an article's blocks; a hard line break and a table's cell end one."""
    found: list[Passage] = []
    for block in article.blocks:
        if block.kind in ("code", "rule"):
            continue
        if block.rows:
            found.extend(Passage(cell.start, cell.end, "table") for row in block.rows for cell in row)
            continue
        found.extend(
            Passage(line.start(), line.end(), block.kind, block.quote_depth)
            for line in _LINE.finditer(article.text, block.start, block.end)
        )
    return found


def code_words(article: Article) -> list[tuple[int, int]]:
    """Where words of code stand in prose, in order as `(start, end)`: names of keys, commands, variables."""
    return [
        (mark.start, mark.end)
        for block in article.blocks
        for mark in block.marks
        if mark.kind == "code" and len(article.text[mark.start : mark.end].split()) <= _CODE_WORDS
    ]


def text_passages(text: str) -> list[Passage]:
    """The passages of a text without blocks: its lines, where a long line that just goes on is joined to the
    next."""
    found: list[Passage] = []
    start = end = -1
    for line in _LINE.finditer(text):
        content = line.group().strip()
        if not content:
            continue
        if start >= 0 and end + 1 == line.start() and _goes_on(text, start, end, line):
            end = line.end()
            continue
        if start >= 0:
            found.append(Passage(start, end))
        start, end = line.start(), line.end()
    if start >= 0:
        found.append(Passage(start, end))
    return found


def _goes_on(text: str, start: int, end: int, line: re.Match[str]) -> bool:
    """Whether a line break is only a wrap: the line before is long and open, the next neither indented nor
    an item."""
    line_start = max(start, text.rfind("\n", start, end) + 1)
    before = text[max(line_start, end - 80) : end].rstrip()
    if end - line_start < _SOFT_WRAP_FROM or not before or before[-1] in _SENTENCE_END:
        return False
    head = text[line.start() : line.start() + 6]
    return not head[:1].isspace() and not _LIST_START.match(head) and end - line_start < 200
