"""What is lit in the text: entities, quotes, highlights and notes as ranges with a style and a key. Pure.

The key names what a range belongs to, as in the panels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.article import Range
from reader.insight.values import Entity, Quote
from reader.tui.article_view import LayerRange
from reader.tui.session import OpenArticle

__all__ = ["entity_lights", "highlight_lights", "mention_lights", "note_lights", "quote_lights"]


def entity_lights(entities: Sequence[Entity]) -> list[LayerRange]:
    """Every mention of every entity, in order. Dates and figures are found, but not lit: they are not
    names."""
    found = [
        LayerRange(mention.start, mention.end, f"entity-{entity.kind}", f"entity:{index}")
        for index, entity in enumerate(entities)
        if entity.kind not in ("date", "quantity", "money")
        for mention in entity.mentions
    ]
    return sorted(found, key=lambda light: (light.start, -light.end))


def quote_lights(quotes: Sequence[Quote], kind: str) -> list[LayerRange]:
    """The quotes of a kind (`speech` is lit as `quote`, `phrase` as such)."""
    style = "quote" if kind == "speech" else "phrase"
    return [
        LayerRange(quote.start, quote.end, style, f"quote:{index}")
        for index, quote in enumerate(quotes)
        if quote.kind == kind
    ]


def highlight_lights(opened: OpenArticle) -> list[LayerRange]:
    """The highlights that stand in the text; orphans do not."""
    return [
        LayerRange(mark.start, mark.end, f"highlight-{mark.colour}", f"highlight:{mark.id}")
        for mark in opened.highlights
        if mark.status != "orphan"
    ]


def note_lights(opened: OpenArticle) -> list[LayerRange]:
    """The last character of each highlight that carries a note: where a sign for it stands."""
    noted = {note.highlight for note in opened.notes if note.highlight}
    return [
        LayerRange(max(mark.start, mark.end - 1), mark.end, "note", f"highlight:{mark.id}")
        for mark in opened.highlights
        if mark.id in noted and mark.status != "orphan"
    ]


def mention_lights(ranges: Iterable[Range], style: str = "hit") -> list[LayerRange]:
    """Ranges to step through with `n`."""
    return [LayerRange(piece.start, piece.end, style) for piece in ranges]
