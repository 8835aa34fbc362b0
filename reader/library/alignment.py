"""Where a passage stands in a text that was edited: its words aligned with the text's, gaps and changes
counted.

Source of the method: semi-global alignment (Needleman and Wunsch 1970, with free ends in the text) of words,
in windows around the places that rare words of the passage point to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Aligned", "align", "windows"]

_RARE = 40  # a word that stands more often than this in a text points nowhere
_LONGEST = 400  # words of a passage; longer ones cost their length squared and are told apart by their ends


@dataclass(frozen=True, slots=True)
class Aligned:
    """The words `first` up to `after` of the text, and how much of the passage and of its surroundings they
    are."""

    first: int
    after: int
    likeness: float
    context: float


def windows(
    passage: Sequence[str], places: dict[str, list[int]], length: int, limit: int = 6
) -> list[tuple[int, int]]:
    """Stretches of the text (numbers of words) where the passage may stand, the most likely first."""
    slack = max(4, len(passage) // 3)
    votes: Counter[int] = Counter()
    for number, word in enumerate(passage):
        found = places.get(word, ())
        if 0 < len(found) <= _RARE:
            for place in found:
                votes[(place - number) // slack] += 1 + 12 // len(found)
    joined = {bucket: votes[bucket] + votes[bucket + 1] for bucket in votes}
    chosen: list[tuple[int, int]] = []
    for bucket, _ in sorted(joined.items(), key=lambda item: (-item[1], item[0])):
        start = max(0, (bucket - 1) * slack)
        end = min(length, (bucket + 3) * slack + len(passage))
        if start < end and not any(abs(start - other) < slack for other, _ in chosen):
            chosen.append((start, end))
        if len(chosen) == limit:
            break
    return chosen


def align(
    before: Sequence[str], passage: Sequence[str], after: Sequence[str], text: Sequence[str]
) -> Aligned | None:
    """The best place of a passage between its surroundings in a stretch of text; numbers are of `text`'s
    words.

    None where nothing of the passage is there, or where it is too long to align.
    """
    if not passage or len(passage) > _LONGEST or not text:
        return None
    query = [*before, *passage, *after]
    pairs = _pairs(query, text)
    inside = range(len(before), len(before) + len(passage))
    own = [(q, t) for q, t in pairs if q in inside]
    if not own:
        return None
    first, last = own[0][1], own[-1][1]
    alike = sum(_sameness(query[q], text[t]) for q, t in own)
    extra = (last - first + 1) - len(own)
    likeness = alike / (len(passage) + extra)
    around = [_sameness(query[q], text[t]) * len(query[q]) for q, t in pairs if q not in inside]
    letters = sum(map(len, before)) + sum(map(len, after))
    return Aligned(first, last + 1, likeness, sum(around) / letters if letters else 0.0)


def _sameness(one: str, other: str) -> float:
    """1 for the same word, a half for one that begins the same way, 0 for another one."""
    if one == other:
        return 1.0
    return 0.5 if len(one) > 3 and one[:4] == other[:4] else 0.0


_ACROSS, _DOWN, _BOTH = 1, 2, 3


def _pairs(query: Sequence[str], text: Sequence[str]) -> list[tuple[int, int]]:
    """The words of the query paired with words of the text at least cost; text before and after is free."""
    width = len(text)
    costs = [0.0] * (width + 1)
    moves: list[bytearray] = []
    for word in query:
        row = bytearray(width + 1)
        fresh = [costs[0] + 1.0] * (width + 1)
        row[0] = _DOWN
        for column in range(1, width + 1):
            other = text[column - 1]
            best = costs[column - 1] + (0.0 if word == other else 0.5 if word[:4] == other[:4] else 1.1)
            move = _BOTH
            if costs[column] + 1.0 < best:
                best, move = costs[column] + 1.0, _DOWN
            if fresh[column - 1] + 0.7 < best:
                best, move = fresh[column - 1] + 0.7, _ACROSS
            fresh[column] = best
            row[column] = move
        moves.append(row)
        costs = fresh
    column = min(range(width + 1), key=lambda end: costs[end])
    pairs: list[tuple[int, int]] = []
    line = len(query)
    while line and column >= 0:
        move = moves[line - 1][column]
        if move == _BOTH:
            pairs.append((line - 1, column - 1))
            line, column = line - 1, column - 1
        elif move == _DOWN:
            line -= 1
        else:
            column -= 1
    pairs.reverse()
    return pairs
