"""The sketch of a text: a sample of its runs of five words, the same for every text, that tells how much of one
stands in another.

Source: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from reader.search.folding import folded_words

__all__ = ["Sketch", "likeness", "rare", "sketch_of"]

Sketch: TypeAlias = frozenset[int]
"""Numbers of runs: a checksum of the words, times eight, plus which eighth of all runs it belongs to."""

_RUN = 5
_EIGHTHS = 8
_RARE = 4  # one in so many of the sample is compared with a whole library
_SMALL = 400  # words of a text of which every run is kept, not only the first eighth
_LEAST_RUNS = 12


def sketch_of(text: str) -> Sketch:
    """The sample of a text; of a short one all its runs."""
    words = folded_words(text)
    last = len(words) - _RUN + 1
    if last <= 0:
        return frozenset()
    # Its first two words tell a run's eighth, so that the runs of the others need not even be put together.
    numbers = map(_number, words[: last + 1])
    eighths = [(one ^ (two >> 3)) % _EIGHTHS for one, two in pairwise(numbers)]
    return frozenset(
        zlib.crc32(" ".join(words[place : place + _RUN]).encode()) * _EIGHTHS + eighth
        for place, eighth in enumerate(eighths)
        if not eighth or len(words) <= _SMALL
    )


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of the smaller text's runs that stand in the other, 0 to 1; of very short texts, whether they are
    the same."""
    if any(run % _EIGHTHS for run in one) != any(run % _EIGHTHS for run in other):
        one, other = _sampled(one), _sampled(other)  # a text kept whole meets a sample as a sample
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _LEAST_RUNS else float(one == other and bool(one))


def rare(sketch: Sketch) -> list[int]:
    """The few runs by which a text is compared with all others."""
    return [run for run in sketch if run % (_EIGHTHS * _RARE) == 0]


def _sampled(sketch: Sketch) -> Sketch:
    return frozenset(run for run in sketch if run % _EIGHTHS == 0)


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return zlib.crc32(word.encode())
