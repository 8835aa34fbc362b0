"""Which paragraphs say nearly what an earlier one said."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["earlier_likes", "likeness"]

_WORD = re.compile(r"\w+")
_SHINGLE = 3
_LEAST_WORDS = 8
_LIKENESS = 0.6
_COMMON = 24


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    if len(words) < _SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False))


def likeness(one: str, other: str) -> float:
    """Share of three-word runs of the shorter text that the longer has too, 0 to 1; case does not count."""
    first, second = (_shingles(_WORD.findall(text.lower())) for text in (one, other))
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def earlier_likes(paragraphs: Sequence[str]) -> dict[int, int]:
    """For each paragraph that repeats an earlier one: the position of the earlier one.

    Only paragraphs of eight words and more of similar length count; the cost stays linear, since a run of
    words that many paragraphs share is followed no further.
    """
    runs = [_long_shingles(paragraph) for paragraph in paragraphs]
    if not _any_repeats(runs):
        return {}
    where: dict[tuple[str, ...], list[int]] = {}
    likes: dict[int, int] = {}
    for index, own in enumerate(runs):
        shared: dict[int, int] = {}
        for shingle in own:
            holders = where.setdefault(shingle, [])
            for holder in holders:
                shared[holder] = shared.get(holder, 0) + 1
            if len(holders) < _COMMON:
                holders.append(index)
        best = max(shared, key=lambda holder: (shared[holder], -holder), default=None)
        if best is not None and shared[best] >= _LIKENESS * max(len(runs[best]), len(own)):
            likes[index] = likes.get(best, best)
    return likes


def _long_shingles(paragraph: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(paragraph.lower())
    return _shingles(words) if len(words) >= _LEAST_WORDS else set()


def _any_repeats(runs: Sequence[set[tuple[str, ...]]]) -> bool:
    """Whether any paragraph can be like an earlier one: most of what it says was said before, by whichever."""
    said: set[tuple[str, ...]] = set()
    for own in runs:
        if own and len(own & said) >= _LIKENESS * len(own):
            return True
        said |= own
    return False
