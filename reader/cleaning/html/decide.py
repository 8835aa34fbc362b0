"""Which blocks are the article: `decide(features)` gives each a reason to leave it out, or none.

A learnt classifier decides, over what each block is and how it stands among the others; readability's vote
and the rules made by hand are among what it hears. The rules give the reasons, keep watch over what it may
do, and decide alone where it cannot: code, whose text says nothing that it knows, pictures, and pages of so
many blocks that asking it for each would take too long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reader.cleaning.html.features import BlockFeatures
from reader.cleaning.html.rules import (
    CAPTION,
    KEEP,
    by_rules,
    guessed_reason,
    is_too_little,
    settle_pictures,
)
from reader.cleaning.html.vector import NAMES, asked_rows
from reader.cleaning.scraped.signs import is_time_line
from reader.cleaning.trees import Trees

__all__ = ["CAPTION", "KEEP", "decide"]

_MOST_BLOCKS = 5_000
_LEAST_PULLED = 4
_MOST_PULLED = 40
_STANDFIRST = 60
"""Words of prose that may stand above a line with the date."""
_FIRM = frozenset({"title", "comments"})
"""What the rules are hardly ever wrong about: their word stands."""


@cache
def _model() -> Trees:
    return Trees.load("reader.cleaning.html", "model.json", NAMES)


def decide(blocks: Sequence[BlockFeatures]) -> list[str]:
    """For each block the reason why it is left out, or `KEEP`. Never leaves out all prose of a page that has
    any."""
    ruled = by_rules(blocks)
    if len(blocks) > _MOST_BLOCKS:
        return ruled
    model = _model()
    judged = [(block, model.score(row) >= model.threshold) for block, row in asked_rows(blocks, ruled)]
    return settled(blocks, ruled, judged)


def settled(
    blocks: Sequence[BlockFeatures], ruled: Sequence[str], judged: Sequence[tuple[BlockFeatures, bool]]
) -> list[str]:
    """The verdicts that follow from what the classifier says of the judged blocks."""
    verdicts = list(ruled)
    for block, is_kept in judged:
        if block.kind == "code" or ruled[block.index] in _FIRM:
            continue
        if is_kept:
            verdicts[block.index] = KEEP
        elif ruled[block.index] == KEEP:
            verdicts[block.index] = CAPTION if block.is_caption else guessed_reason(block)
    if is_too_little(blocks, verdicts):
        verdicts = list(ruled)
    _drop_pulled_and_dates(blocks, verdicts)
    settle_pictures(blocks, verdicts)
    return verdicts


def _drop_pulled_and_dates(blocks: Sequence[BlockFeatures], verdicts: list[str]) -> None:
    """Leave out, in place, what needs no judgement: a pull quote whose words stand in the text, and a line
    above the text that is a date and nothing else."""
    kept = [block for block in blocks if verdicts[block.index] == KEEP and block.words]
    pulled = [block for block in kept if block.is_pulled and block.words >= _LEAST_PULLED][:_MOST_PULLED]
    for block in pulled:
        if any(block.key in other.key for other in kept if other.words > block.words):
            verdicts[block.index] = "said twice"
    words = 0
    for block in kept:
        if words > _STANDFIRST:
            break
        if block.is_prose:
            words += block.words
        elif block.kind == "paragraph" and is_time_line(block.text):
            verdicts[block.index] = "time line"
