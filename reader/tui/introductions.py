"""Who is this: the names in a sentence, and where each was introduced to somebody reading from the top.

Pure. Nothing here tells of a place that is still to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Range
from reader.insight.values import Entity

__all__ = ["introduced", "named_in"]

_FIGURES = ("date", "quantity", "money")


def named_in(entities: Sequence[Entity], sentence: Range, nearest: Range | None = None) -> list[int]:
    """The numbers of the entities that a sentence names: people and the like first, dates and figures last.

    Among each, in the order of the text, or by the distance from `nearest`.
    """
    found: list[tuple[bool, int, int]] = []
    for number, entity in enumerate(entities):
        inside = [mention for mention in entity.mentions if mention.overlaps(sentence)]
        if inside:
            far = min(mention.start if nearest is None else _gap(mention, nearest) for mention in inside)
            found.append((entity.kind in _FIGURES, far, number))
    return [number for _, _, number in sorted(found)]


def _gap(mention: Range, place: Range) -> int:
    """Characters between two ranges; nothing where they touch."""
    return max(0, mention.start - place.end, place.start - mention.end)


def introduced(entity: Entity, text: str, before: int) -> Range | None:
    """The first mention by the full name that ends at or before an offset, else the first mention there; None
    for none."""
    earlier = [mention for mention in entity.mentions if mention.end <= before]
    name = " ".join(entity.name.split()).casefold()
    full = (mention for mention in earlier if " ".join(mention.of(text).split()).casefold() == name)
    return next(full, earlier[0] if earlier else None)
