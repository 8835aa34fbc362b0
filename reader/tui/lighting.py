"""What is lit in the text: entities, quotes, highlights and notes as ranges with a style and a key. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.article import Range
from reader.tui.session import OpenArticle

__all__ = ["Lit", "entity_lights", "highlight_lights", "mention_lights", "note_lights", "quote_lights"]


@dataclass(frozen=True, slots=True)
class Lit:
    """One lit range of the article's text; `key` names what it belongs to, as in the panels."""

    start: int
    end: int
    style: str
    key: str = ""


def entity_lights(opened: OpenArticle) -> list[Lit]:
    """Every mention of every entity, in order. Dates and figures are found, but not lit: they are not
    names."""
    found = [
        Lit(mention.start, mention.end, f"entity-{entity.kind}", f"entity:{index}")
        for index, entity in enumerate(opened.entities)
        if entity.kind not in ("date", "quantity", "money")
        for mention in entity.mentions
    ]
    return sorted(found, key=lambda light: (light.start, -light.end))


def quote_lights(opened: OpenArticle, kind: str) -> list[Lit]:
    """The quotes of a kind (`speech` is lit as `quote`, `phrase` as such)."""
    style = "quote" if kind == "speech" else "phrase"
    return [
        Lit(quote.start, quote.end, style, f"quote:{index}")
        for index, quote in enumerate(opened.quotes)
        if quote.kind == kind
    ]


def highlight_lights(opened: OpenArticle) -> list[Lit]:
    """The highlights that stand in the text; orphans do not."""
    return [
        Lit(mark.start, mark.end, f"highlight-{mark.colour}", f"highlight:{mark.id}")
        for mark in opened.highlights
        if mark.status != "orphan"
    ]


def note_lights(opened: OpenArticle) -> list[Lit]:
    """The last character of each highlight that carries a note: where a sign for it stands."""
    noted = {note.highlight for note in opened.notes if note.highlight}
    return [
        Lit(max(mark.start, mark.end - 1), mark.end, "note", f"highlight:{mark.id}")
        for mark in opened.highlights
        if mark.id in noted and mark.status != "orphan"
    ]


def mention_lights(ranges: Iterable[Range], style: str = "hit") -> list[Lit]:
    """Ranges to step through with `n`."""
    return [Lit(piece.start, piece.end, style) for piece in ranges]
