"""The original's plain text: what cleaning kept and what it took away, put together again. Pure.

The law of receipts (words kept and words removed are the source's words) makes this the whole text of the source, in
its order, without asking the source itself.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from reader.article import Article, Block, Metadata, Range

__all__ = ["SourceText", "source_text"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The original's text as an article of its own, and where the two texts stand to each other."""

    article: Article
    removed: tuple[Range, ...]
    """What cleaning took away, in characters of this text."""
    _starts: tuple[int, ...]
    """Of each kept block: its start in the cleaned text."""
    _places: tuple[int, ...]
    """Of each kept block: its start here."""

    def place_of(self, offset: int) -> int:
        """Where a character of the cleaned text stands here."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return 0
        return min(self._places[number] + offset - self._starts[number], len(self.article.text))


def source_text(article: Article) -> SourceText:
    """Kept and removed blocks in the order of the source."""
    receipts = sorted(article.removed, key=lambda receipt: (receipt.place, receipt.order))
    texts: list[str] = []
    blocks: list[Block] = []
    removed: list[Range] = []
    starts: list[int] = []
    places: list[int] = []
    at = taken = 0

    def add(text: str) -> int:
        nonlocal at
        start = at + 2 if texts else 0
        texts.append(text)
        at = start + len(text)
        return start

    for block in (*article.blocks, None):
        until = len(article.text) + 1 if block is None else block.start
        while taken < len(receipts) and receipts[taken].place <= until:
            text = "\n".join(line for line in receipts[taken].text.split("\n") if line.strip())
            if text:
                start = add(text)
                removed.append(Range(start, at))
                blocks.append(Block("paragraph", start, at))
            taken += 1
        if block is not None:
            start = add(block.of(article.text))
            starts.append(block.start)
            places.append(start)
            blocks.append(_moved(block, start - block.start))
    title = Metadata(title=article.metadata.title, language=article.metadata.language)
    whole = Article(f"{article.id}-source", "\n\n".join(texts), tuple(blocks), title, article.source)
    return SourceText(whole, tuple(removed), tuple(starts), tuple(places))


def _moved(block: Block, by: int) -> Block:
    """The block so many characters further on."""
    return replace(
        block,
        start=block.start + by,
        end=block.end + by,
        marks=tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in block.marks),
        rows=tuple(tuple(Range(cell.start + by, cell.end + by) for cell in row) for row in block.rows),
    )
