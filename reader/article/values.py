"""The article as a value: one text, blocks and marks as ranges of it, what is known about it, what was
removed.

All offsets are characters (code points) of `Article.text`. Two laws hold for every article:

- the text is its blocks, joined by a blank line: `text == "\\n\\n".join(block.of(text) for block in blocks)`;
- nothing vanishes: words of the text and of `removed` together are the words of the source's body.

A single newline inside a block is a hard line break (verse, addresses, code, table rows).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reader.article.ranges import Range

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Mark",
    "MarkKind",
    "Metadata",
    "Related",
    "Removed",
    "Source",
    "SourceKind",
    "count_words",
]

BlockKind = Literal[
    "heading", "paragraph", "quote", "list_item", "code", "table", "figure", "rule", "footnote"
]
MarkKind = Literal["strong", "em", "code", "strike", "sub", "sup", "link", "footnote_ref"]
SourceKind = Literal["html", "text", "markdown", "mhtml", "webarchive", "epub", "pdf", "eml", "empty"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline style: `start`, `end` in the article's text. `target` is a link's absolute address or a
    note's label."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: a range of its text, with what its kind needs.

    Blocks stand in reading order and do not overlap. A rule, and a figure without caption or alternative
    text, are empty ranges.
    """

    kind: BlockKind
    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    level: int = 0
    """Of a heading: 1 to 6."""
    depth: int = 0
    """How many lists the block stands in: 1 for an item of a list that is in none."""
    quote_depth: int = 0
    """How many block quotes it stands in; a paragraph of one is of kind `quote`."""
    ordered: bool = False
    number: int | None = None
    """Of an item of an ordered list: the number shown. None on the further paragraphs of one item."""
    language: str = ""
    """Of code: its language in lower case where the page names it."""
    rows: tuple[tuple[Range, ...], ...] = ()
    """Of a table: its cells as ranges of the text. Cells of a row are joined by TAB there, rows by
    newline."""
    header_rows: int = 0
    image: str = ""
    """Of a figure: the absolute address of its picture. Never fetched by display."""
    alt: str = ""
    label: str = ""
    """Of a footnote: its label, the target of its `footnote_ref` marks."""
    repeats: int | None = None
    """Position in `blocks` of an earlier block that says nearly the same."""

    def of(self, text: str) -> str:
        """The block's own characters."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article. Empty means unknown: nothing is invented."""

    title: str = ""
    title_derived: bool = False
    """The source names no title: this one was made from its text or its file's name."""
    byline: tuple[str, ...] = ()
    """The authors' names, each alone."""
    site: str = ""
    published: str = ""
    """ISO 8601: a date, or date and time with zone where the page says so."""
    modified: str = ""
    language: str = ""
    """BCP 47, primary subtag at least: `en`, `pt-BR`."""
    url: str = ""
    canonical_url: str = ""
    excerpt: str = ""
    image: str = ""
    word_count: int = 0

    def minutes(self, words_per_minute: int = 230) -> int:
        """Whole minutes of reading, at least one for an article that has words."""
        return -(-self.word_count // words_per_minute) if self.word_count else 0


@dataclass(frozen=True, slots=True)
class Removed:
    """A receipt: one block that cleaning took away.

    `place` is the offset in the article's text where it would stand (a block's start, or the text's length);
    `order` is its position among all blocks of the source, kept and removed alike.
    """

    text: str
    reason: str
    place: int
    order: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Related:
    """A headline of another article that the page offered."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: the kind that was recognised, a file's name or an address, its bytes'
    hash."""

    kind: SourceKind
    name: str = ""
    encoding: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Article:
    """A cleaned article; see the module's laws."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    source: Source
    removed: tuple[Removed, ...] = ()
    related: tuple[Related, ...] = ()
    keywords: tuple[str, ...] = ()
    """The page's own keywords, without repeats, in its order: tags to suggest, never applied by
    themselves."""
    cleaner_version: str = ""
    warnings: tuple[str, ...] = field(default=())
    """What the cleaner could not do as it should, in words: a fallback taken, an encoding guessed."""

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text in UTF-8, as hexadecimal: insight and anchors are made for one text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, or the last one that starts before it; None in an empty article."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return self.blocks[low - 1] if low else None

    def outline(self) -> list[Block]:
        """The headings, in order."""
        return [block for block in self.blocks if block.kind == "heading"]


def count_words(text: str) -> int:
    """Words for counting minutes: runs between white space, and two characters of Chinese or Japanese for
    one."""
    if text.isascii():
        return len(text.split())
    wide = sum(
        1 for character in text if "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"
    )
    if not wide:
        return len(text.split())
    rest = "".join(
        " " if "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" else character
        for character in text
    )
    return len(rest.split()) + -(-wide // 2)
