"""Sketches tell how much of one text stands in another, near enough, whatever the lengths."""

from __future__ import annotations

import random

import pytest

from reader.library.sketches import likeness, rare, sketch_of

DRAW = random.Random(5)
WORDS = ["".join(DRAW.choices("abcdefghijklmnop", k=DRAW.randint(2, 8))) for _ in range(5000)]


def text(count: int) -> str:
    return " ".join(DRAW.choices(WORDS, k=count))


@pytest.mark.parametrize("length", [20, 200, 390, 410, 1000, 4000])
def test_a_part_of_a_text_stands_in_it_whole(length: int) -> None:
    part = text(length)
    whole = f"{text(300)} {part} {text(900)}"
    assert likeness(sketch_of(part), sketch_of(whole)) >= (0.9 if length >= 200 else 0)
    assert likeness(sketch_of(whole), sketch_of(part)) == likeness(sketch_of(part), sketch_of(whole))
    assert likeness(sketch_of(part), sketch_of(text(length))) < 0.1


def test_half_of_a_text_is_half_alike() -> None:
    one, other = text(1500), text(1500)
    assert 0.35 < likeness(sketch_of(f"{one} {other}"), sketch_of(f"{one} {text(1500)}")) < 0.65


def test_a_sketch_is_a_sample_and_the_rare_ones_a_sample_of_it() -> None:
    sketch = sketch_of(text(8000))
    assert 700 < len(sketch) < 1300
    assert 150 < len(rare(sketch)) < 350
    assert set(rare(sketch)) <= sketch


def test_case_accents_and_line_breaks_make_no_difference() -> None:
    words = text(60)
    assert likeness(sketch_of(words), sketch_of(words.upper().replace(" ", "\n"))) == 1.0
    assert likeness(sketch_of("one two"), sketch_of("one two")) == 0.0  # too short to tell
