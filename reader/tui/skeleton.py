"""The skeleton of an article: headings, and of the rest the sentences that carry something. Pure.

What is kept are the article's own characters at their own offsets: the skeleton is a list of blocks, each a block of
the article or sentences of one, so that everything that is looked up by offset holds in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reader.article import Article, Block, Range, merged
from reader.insight.values import Entity, Quote
from reader.library.records import Highlight
from reader.tui.article_view.layers import Layer, LayerRange

__all__ = ["carrying", "skeleton"]

_NAMED = frozenset({"person", "organisation", "place", "group", "work", "event"})
_NUMBERS = frozenset({"quantity", "money"})
_WHOLE = frozenset({"code", "table"})
"""Blocks of which no sentence can be taken: they are kept as they are, or not at all."""


def carrying(
    entities: Sequence[Entity], quotes: Sequence[Quote], highlights: Sequence[Highlight]
) -> list[Range]:
    """What a sentence is kept for: the first mention of each name, numbers, quotes and highlights; in order."""
    found: list[Range] = []
    for entity in entities:
        if entity.kind in _NAMED:
            found.extend(entity.mentions[:1])
        elif entity.kind in _NUMBERS:
            found.extend(entity.mentions)
    found.extend(Range(quote.start, quote.end) for quote in quotes if quote.kind == "speech")
    found.extend(Range(mark.start, mark.end) for mark in highlights if mark.status != "orphan")
    return sorted(found)


def skeleton(
    article: Article, kept: Sequence[Range], sentences: Callable[[int, int], Sequence[Range]]
) -> tuple[Block, ...]:
    """The blocks of the skeleton. `sentences` gives those that touch a range of characters."""
    places = Layer(LayerRange(place.start, place.end, "") for place in kept)
    return tuple(
        part
        for block in article.blocks
        for part in ([block] if block.kind == "heading" else _parts(article.text, block, places, sentences))
    )


def _parts(
    text: str, block: Block, places: Layer, sentences: Callable[[int, int], Sequence[Range]]
) -> Iterator[Block]:
    """The block's sentences that hold something, neighbours together: set as items that follow each other."""
    inside = list(places.touching(block.start, block.end))
    if inside and block.kind in _WHOLE:
        yield block
        return
    wanted = [
        Range(max(sentence.start, block.start), min(sentence.end, block.end))
        for place in inside
        for sentence in sentences(max(place.start, block.start), min(place.end, block.end))
    ]
    for piece in _joined(text, wanted):
        if block.kind == "paragraph":
            yield replace(
                block, kind="list_item", start=piece.start, end=piece.end, depth=max(1, block.depth)
            )
        elif block.kind == "list_item" and piece.start > block.start:
            yield replace(block, start=piece.start, end=piece.end, ordered=True, number=None)
        else:
            yield replace(block, start=piece.start, end=piece.end)


def _joined(text: str, pieces: Sequence[Range]) -> list[Range]:
    """Pieces with nothing but white space between become one."""
    made: list[Range] = []
    for piece in merged(pieces):
        if made and not text[made[-1].end : piece.start].strip():
            made[-1] = Range(made[-1].start, piece.end)
        else:
            made.append(piece)
    return made
