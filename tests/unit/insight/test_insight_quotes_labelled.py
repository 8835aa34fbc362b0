"""Shares over labelled articles: spans of speech, their speakers, and what is given to nobody's words.

`dev` was improved on; `held` only reports. Where a share falls, run `score` and read its `errors`.
"""

from __future__ import annotations

from functools import cache

import pytest

from reader.insight import find_quotes
from tests.unit.insight.labelled_quotes.labels import Score, articles, score

HALVES = ("dev", "held")
FLOORS = {"dev": (97, 92, 75, 3), "held": (97, 91, 75, 4)}
"""Spans, speakers, speakers by noun phrase; and the ceiling of invented speakers."""


@cache
def scored(half: str) -> Score:
    return score(half, find_quotes)


def test_there_are_enough_labels_to_speak_of_shares() -> None:
    labels = [label for half in HALVES for _, _, labels in articles(half) for label in labels]
    assert sum(label.speech for label in labels) >= 280
    assert sum(not label.speech for label in labels) >= 40
    assert {label.how for label in labels} >= set("npdc")


@pytest.mark.parametrize("half", HALVES)
def test_labels_are_quotations_of_their_text(half: str) -> None:
    for name, text, labels in articles(half):
        assert "|" not in text, name
        assert all(text[label.start : label.end].strip() for label in labels), name


@pytest.mark.parametrize("half", HALVES)
def test_speech_is_found_and_terms_are_left_out(half: str) -> None:
    assert scored(half).spans >= FLOORS[half][0], scored(half).errors


@pytest.mark.parametrize("half", HALVES)
def test_speech_is_given_to_whom_it_belongs(half: str) -> None:
    assert scored(half).speakers() >= FLOORS[half][1], scored(half).errors


@pytest.mark.parametrize("half", HALVES)
def test_a_noun_phrase_is_the_speaker_that_it_means(half: str) -> None:
    assert scored(half).speakers("d") >= FLOORS[half][2], scored(half).errors


@pytest.mark.parametrize("half", HALVES)
def test_no_speaker_is_invented(half: str) -> None:
    assert scored(half).invented_share < FLOORS[half][3], scored(half).errors
