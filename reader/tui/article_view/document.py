"""What the view draws: an article and its title block, with what is looked up in it by place.

A document knows its text, blocks, inline marks and sentences; it knows nothing of widths or screens.
Sentences and marks are looked up block by block, so that a long article costs nothing when it is opened.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from reader.article import Article, Block, Range
from reader.article.sentences import sentences
from reader.tui.article_view.code_colours import code_colours
from reader.tui.article_view.layers import Layer, LayerRange

__all__ = ["Document", "TitleBlock"]

_CHUNK = 8_000
"""Characters that are cut into sentences at a time."""
_CHUNK_END = re.compile(r"(?<=[^\W\d_]{5})[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-zß-öø-ÿ])|[。！？]|\n")
"""An end of a sentence that is certain: behind a word that is too long for an abbreviation."""
_INLINE_STYLES = {
    "strong": "strong",
    "em": "em",
    "code": "code",
    "strike": "strike",
    "sub": "sub",
    "sup": "sup",
    "link": "link",
    "footnote_ref": "footnote-ref",
}


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The first lines of the page, which are no text of the article: its title, and details for one muted
    line.
    """

    title: str
    details: tuple[str, ...] = ()


class Document:
    """An article as the view needs it. Offsets are characters of its text.

    `blocks` are what of it is shown: all blocks, or parts of some of them, in order.
    """

    def __init__(
        self,
        article: Article,
        title_block: TitleBlock | None = None,
        blocks: tuple[Block, ...] | None = None,
    ) -> None:
        self.article = article
        self.text = article.text
        self.language = article.metadata.language
        self.blocks = article.blocks if blocks is None else blocks
        self.title_block = title_block
        self.block_starts = array("I", [block.start for block in self.blocks])
        self.sentences_of = lru_cache(maxsize=64)(self._sentences_of)
        self.marks_of = lru_cache(maxsize=256)(self._marks_of)

    def block_number(self, offset: int) -> int:
        """The number of the block that holds `offset`, or else of the last before it; -1 for none."""
        return bisect_right(self.block_starts, offset) - 1

    def shows(self, offset: int) -> bool:
        """Whether the character at `offset` is in a block that is shown."""
        number = self.block_number(offset)
        return number >= 0 and offset < self.blocks[number].end

    def _marks_of(self, number: int) -> Layer:
        """The inline marks of a block as lit ranges, a link's key its address; of code, its colours too."""
        block = self.blocks[number]
        ranges = [
            LayerRange(
                mark.start,
                mark.end,
                _INLINE_STYLES.get(mark.kind, ""),
                mark.target if mark.kind in ("link", "footnote_ref") else "",
            )
            for mark in block.marks
        ]
        if block.kind == "code" and block.language:
            ranges = code_colours(block.of(self.text), block.language, block.start) + ranges
        return Layer(ranges)

    def link_at(self, offset: int) -> str:
        """The address of the link at `offset`, or nothing."""
        return self._target_at(offset, "link")

    def footnote_at(self, offset: int) -> str:
        """The label of the footnote that is referred to at `offset`, or nothing."""
        return self._target_at(offset, "footnote-ref")

    def _target_at(self, offset: int, style: str) -> str:
        number = self.block_number(offset)
        if number < 0:
            return ""
        found = [
            mark.key for mark in self.marks_of(number).touching(offset, offset + 1) if mark.style == style
        ]
        return found[-1] if found else ""

    # --- sentences

    def _sentences_of(self, number: int, chunk: int) -> tuple[Range, ...]:
        """The sentences of one chunk of a block."""
        block = self.blocks[number]
        start = self._chunk_start(block, chunk)
        return tuple(sentences(self.text, start, self._chunk_start(block, chunk + 1)))

    def _chunk_start(self, block: Block, chunk: int) -> int:
        """Where a chunk begins: behind the first end of a sentence that follows the even cut."""
        if chunk <= 0:
            return block.start
        cut = block.start + chunk * _CHUNK
        if cut >= block.end:
            return block.end
        found = _CHUNK_END.search(self.text, cut, min(block.end, cut + _CHUNK))
        return found.end() if found else cut

    def sentence_at(self, offset: int) -> Range:
        """The sentence that holds `offset`, else the next one, else the last. Empty in an article without
        words.
        """
        number = max(0, self.block_number(offset))
        if not self.blocks:
            return Range(0, 0)
        block = self.blocks[number]
        chunk = max(0, min(offset, block.end) - block.start) // _CHUNK
        if chunk and self._chunk_start(block, chunk) > offset:
            chunk -= 1
        for sentence in self.sentences_of(number, chunk):
            if offset < sentence.end:
                return sentence
        following = self._neighbour(number, chunk, 1)
        if following is not None:
            return following
        return self._neighbour(number, chunk + 1, -1) or Range(
            min(offset, len(self.text)), min(offset, len(self.text))
        )

    def sentences_between(self, start: int, end: int) -> list[Range]:
        """The sentences that share a character with `[start, end)`, in order."""
        found: list[Range] = []
        sentence: Range | None = self.sentence_at(start)
        while sentence is not None and len(sentence) and sentence.start < end:
            found.append(sentence)
            sentence = self._next_sentence(sentence)
        return found

    def sentence_step(self, sentence: Range, count: int) -> Range:
        """The sentence `count` further on (back, where negative), or the last on the way."""
        for _ in range(abs(count)):
            step = self._next_sentence(sentence) if count > 0 else self._previous_sentence(sentence)
            if step is None:
                break
            sentence = step
        return sentence

    def _next_sentence(self, sentence: Range) -> Range | None:
        if sentence.end >= len(self.text):
            return None
        found = self.sentence_at(sentence.end)
        return found if found.start >= sentence.end and len(found) else None

    def _previous_sentence(self, sentence: Range) -> Range | None:
        number = self.block_number(sentence.start)
        if number < 0:
            return None
        block = self.blocks[number]
        chunk = (sentence.start - block.start) // _CHUNK
        if chunk and self._chunk_start(block, chunk) > sentence.start:
            chunk -= 1
        before = [item for item in self.sentences_of(number, chunk) if item.end <= sentence.start]
        return before[-1] if before else self._neighbour(number, chunk, -1)

    def _neighbour(self, number: int, chunk: int, way: int) -> Range | None:
        """The first sentence behind a chunk, or the last one before it."""
        while 0 <= number < len(self.blocks):
            block = self.blocks[number]
            chunk += way
            while 0 <= chunk <= (block.end - block.start) // _CHUNK:
                found = self.sentences_of(number, chunk)
                if found:
                    return found[0] if way > 0 else found[-1]
                chunk += way
            number += way
            if 0 <= number < len(self.blocks):
                block = self.blocks[number]
                chunk = -1 if way > 0 else (block.end - block.start) // _CHUNK + 1
        return None

    # --- blocks

    def paragraph_step(self, offset: int, count: int) -> int:
        """The start of the `count`-th block with text behind the one at `offset`, or before it."""
        return self._block_step(offset, count, headings=False)

    def heading_step(self, offset: int, count: int) -> int:
        """The start of the `count`-th heading behind `offset`, or before it; `offset` where there is none."""
        return self._block_step(offset, count, headings=True)

    def _block_step(self, offset: int, count: int, *, headings: bool) -> int:
        way = 1 if count > 0 else -1
        number = self.block_number(offset)
        if way < 0 and not headings and number >= 0 and offset > self.blocks[number].start:
            number += 1
        if way < 0 and headings and number >= 0 and offset > self.blocks[number].start:
            number += 1
        found = offset
        left = abs(count)
        number += way
        while left and 0 <= number < len(self.blocks):
            block = self.blocks[number]
            if block.start < block.end and (not headings or block.kind == "heading"):
                found, left = block.start, left - 1
            number += way
        return found

    def paragraph_at(self, offset: int) -> Range:
        """The block at `offset` as a range."""
        number = self.block_number(offset)
        if number < 0:
            return Range(0, 0)
        return Range(self.blocks[number].start, self.blocks[number].end)

    def blocks_between(self, start: int, end: int) -> range:
        """The numbers of the blocks that touch `[start, end)`."""
        return range(max(0, self.block_number(start)), bisect_left(self.block_starts, end))
