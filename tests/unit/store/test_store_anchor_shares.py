"""Anchors over many changed articles: how many are right, and that none is wrong."""

from __future__ import annotations

import pytest

from tests.anchor_mutations import tally

CASES = 250


@pytest.mark.parametrize(("kind", "least"), [("survives", 0.985), ("changed", 0.95)])
def test_highlights_follow_their_passage_through_changed_articles(kind: str, least: float) -> None:
    counts = tally(kind, CASES, seed=11)
    assert counts["wrong"] == 0
    assert counts["right"] / CASES >= least


@pytest.mark.parametrize("kind", ["repeated", "gone"])
def test_a_copy_of_a_passage_is_never_taken_for_the_passage(kind: str) -> None:
    assert tally(kind, CASES, seed=11)["wrong"] == 0
