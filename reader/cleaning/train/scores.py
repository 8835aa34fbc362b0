"""How right an extracted text is: runs of four words, compared as multisets.

The measure of the article-extraction-benchmark: precision and recall of a set are the means over its pages,
and F1 is the harmonic mean of those two means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

__all__ = ["Scores", "block_labels", "page_score", "scores_of"]

_WORD = re.compile(r"\w+")
_RUN = 4
_SHORT_RUN = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """Of a set of pages; `poor` counts pages whose own F1 is below 0.8."""

    pages: int
    f1: float
    precision: float
    recall: float
    poor: int

    def __str__(self) -> str:
        return (
            f"F1 {self.f1:.4f}, precision {self.precision:.4f}, recall {self.recall:.4f}, "
            f"{self.poor} of {self.pages} pages below 0.8"
        )


def scores_of(texts: Iterable[tuple[str, str]]) -> Scores:
    """Scores over pairs of the true text and the text that was made."""
    pages = [page_score(truth, made) for truth, made in texts]
    precision = fmean([precision for precision, _, _ in pages if precision is not None] or [0.0])
    recall = fmean([recall for _, recall, _ in pages if recall is not None] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Scores(len(pages), f1, precision, recall, sum(own < 0.8 for _, _, own in pages))


def page_score(truth: str, made: str) -> tuple[float | None, float | None, float]:
    """Precision, recall and F1 of one page; a text without words has no precision, or no recall."""
    true, given = _runs(_WORD.findall(truth), _RUN), _runs(_WORD.findall(made), _RUN)
    shared = (true & given).total()
    both = true.total() + given.total()
    return (
        shared / given.total() if given else None,
        shared / true.total() if true else None,
        2 * shared / both if both else 1.0,
    )


def block_labels(texts: Sequence[str], truth: str) -> list[float]:
    """For each block of a page the share of its words that the article has, in its place.

    Blocks and article are aligned word by word in their order, so that what is said twice counts once; a
    block of which the article has hardly any three words in a row was met by chance, and counts nothing.
    """
    from rapidfuzz.distance import Indel

    words = [_WORD.findall(text) for text in texts]
    owners = [index for index, own in enumerate(words) for _ in own]
    true = _WORD.findall(truth)
    met = [0] * len(texts)
    for step in Indel.opcodes([word for own in words for word in own], true):
        if step.tag == "equal":
            for place in range(step.src_start, step.src_end):
                met[owners[place]] += 1
    known = set(_runs([word.lower() for word in true], _SHORT_RUN))
    labels = []
    for own, hits in zip(words, met, strict=True):
        runs = set(_runs([word.lower() for word in own], _SHORT_RUN))
        by_chance = len(own) > _SHORT_RUN and len(runs & known) * 2 < len(runs)
        labels.append(0.0 if by_chance or not own else hits / len(own))
    return labels


def _runs(words: Sequence[str], length: int) -> Counter[tuple[str, ...]]:
    if len(words) < length:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(zip(*(words[start:] for start in range(length)), strict=False))
