"""One line around a place of a text: what a list of hits shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.article.ranges import Range, merged

__all__ = ["CONTEXT_WIDTH", "line_around"]

CONTEXT_WIDTH = 110
"""Characters that a line of context has at the most, without the marks of what was cut."""

_BEFORE = 40
_FARTHEST_BORDER = 24
_CUT = "…"


def line_around(text: str, place: Range, matches: Iterable[Range]) -> tuple[str, tuple[Range, ...]]:
    """One line of `text` around `place`, cut at borders of words, and the ranges of that line that `matches`
    cover.

    Runs of white space become one space; `…` stands where something was cut. A place longer than the line is
    cut.
    """
    start, end = _window(text, place)
    line, offsets = _on_one_line(text[start:end])
    cut_before, cut_after = _CUT if start else "", _CUT if end < len(text) else ""
    lit: list[Range] = []
    for match in matches:
        first, last = max(match.start, start), min(match.end, end)
        if first < last:
            begin, after = offsets[first - start], min(offsets[last - start], len(line))
            if begin < after:
                lit.append(Range(begin + len(cut_before), after + len(cut_before)))
    return f"{cut_before}{line}{cut_after}", tuple(merged(lit))


def _on_one_line(text: str) -> tuple[str, Sequence[int]]:
    """The text with single spaces and none at its ends, and where each of its offsets is then (the end too)."""
    line = " ".join(text.split())
    if line == text:
        return line, range(len(text) + 1)
    offsets: list[int] = []
    length, after_space = 0, True
    for character in text:
        offsets.append(length)
        space = character.isspace()
        length += not (space and after_space)
        after_space = space
    offsets.append(length)
    return line, offsets


def _window(text: str, place: Range) -> tuple[int, int]:
    if len(text) <= CONTEXT_WIDTH:
        return 0, len(text)
    start = max(0, place.start - _BEFORE)
    end = min(len(text), start + CONTEXT_WIDTH)
    start = max(0, min(start, end - CONTEXT_WIDTH))
    if start:
        start = _border_after(text, start, min(place.start, start + _FARTHEST_BORDER))
    if end < len(text):
        end = _border_before(text, end, max(min(place.end, end), end - _FARTHEST_BORDER))
    return start, end


def _border_after(text: str, start: int, latest: int) -> int:
    """The first start of a word in `[start, latest]`, or the first offset that parts no cluster."""
    for offset in range(start, latest + 1):
        if text[offset - 1].isspace() and not text[offset].isspace():
            return offset
    while start < latest and _clings(text, start):
        start += 1
    return start


def _border_before(text: str, end: int, earliest: int) -> int:
    """The last end of a word in `[earliest, end]`, or the last offset that parts no cluster."""
    for offset in range(end, earliest - 1, -1):
        if text[offset].isspace() and not text[offset - 1].isspace():
            return offset
    while end > earliest and _clings(text, end):
        end -= 1
    return end


def _clings(text: str, offset: int) -> bool:
    """Whether the character at `offset` belongs to the one before it: a mark, a joiner, a joined emoji."""
    character = text[offset]
    return (
        "\u0300" <= character <= "\u036f"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or character == "\u200d"
        or text[offset - 1] == "\u200d"
    )
