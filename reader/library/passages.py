"""Where a passage stands of which only the words are known: a highlight that another program kept.

What surrounded it is mostly not told, so that `anchors.heal`, which leans on it, would give up. A passage that
stands once is found; of several places one is taken only where something tells them apart, or where the passage
is so long that it says the same at each.
"""

from __future__ import annotations

from reader.library import anchors
from reader.library.folding import FoldedText
from reader.library.records import Highlight

__all__ = ["place_passage"]

_SAME_ANYWHERE = 40  # letters


def place_passage(text: str, text_hash: str, highlight: Highlight) -> anchors.Healed:
    """The place of a highlight that has none yet, or `orphan`. Its `start` may be a guess; 0 is none."""
    places = anchors.find_passages(text, highlight.exact)
    if len(places) == 1:
        return anchors.Healed(places[0].start, places[0].end, "ok")
    if places and not (highlight.prefix.strip() or highlight.suffix.strip()):
        if highlight.start > 0:
            best = min(places, key=lambda place: abs(place.start - highlight.start))
            return anchors.Healed(best.start, best.end, "ok")
        if len(FoldedText(highlight.exact).letters) >= _SAME_ANYWHERE:
            return anchors.Healed(places[0].start, places[0].end, "ok")
        return anchors.Healed(0, 0, "orphan")
    healed = anchors.heal(text, text_hash, highlight)
    if healed.status == "orphan":
        return anchors.Healed(0, 0, "orphan")
    return healed if healed.status == "fuzzy" else anchors.Healed(healed.start, healed.end, "ok")
