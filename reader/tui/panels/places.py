"""Which rows of a panel stand for something that is on the screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reader.tui.article_view import LayerRange
from reader.tui.article_view.layers import Layer
from reader.tui.panels.quotes import alike
from reader.tui.session import OpenArticle, PanelKind

__all__ = ["row_places"]


def row_places(kind: PanelKind, opened: OpenArticle) -> Layer:
    """Where in the text the rows of a panel are at home: ranges with the rows' keys."""
    found = {
        "outline": _sections,
        "entities": _mentions,
        "quotes": _quotes,
        "notes": _marks,
        "removed": _gaps,
    }
    return Layer(found[kind](opened) if kind in found else ())


def _sections(opened: OpenArticle) -> Iterator[LayerRange]:
    headings = opened.article.outline()
    ends = [*(block.start for block in headings[1:]), len(opened.article.text)]
    for block, end in zip(headings, ends, strict=False):
        yield LayerRange(block.start, max(end, block.start + 1), "", f"heading:{block.start}")


def _mentions(opened: OpenArticle) -> Iterator[LayerRange]:
    for index, entity in enumerate(opened.entities):
        for mention in entity.mentions:
            yield LayerRange(mention.start, mention.end, "", f"entity:{index}")


def _quotes(opened: OpenArticle) -> Iterator[LayerRange]:
    phrases = []
    for index, quote in enumerate(opened.quotes):
        if quote.kind == "phrase":
            phrases.append((index, quote))
        else:
            yield LayerRange(quote.start, quote.end, "", f"quote:{index}")
    for same in alike(phrases):
        for _, quote in same:
            yield LayerRange(quote.start, quote.end, "", f"quote:{same[0][0]}")


def _marks(opened: OpenArticle) -> Iterator[LayerRange]:
    for mark in opened.highlights:
        if mark.status != "orphan":
            yield LayerRange(mark.start, mark.end, "", f"highlight:{mark.id}")
            for note in opened.notes_on(mark.id):
                yield LayerRange(mark.start, mark.end, "", f"note:{note.id}")


def _gaps(opened: OpenArticle) -> Iterator[LayerRange]:
    for index, receipt in enumerate(opened.article.removed):
        yield LayerRange(receipt.place, receipt.place + 1, "", f"removed:{index}")
