"""A learnt model is plain data: asked by patterns of bits, it answers as its trees do when they are walked."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.html.vector import NAMES as BLOCK_COLUMNS
from reader.cleaning.scraped.vector import NAMES as LINE_COLUMNS
from reader.cleaning.trees import SCALE, Trees

MODELS = {"html": BLOCK_COLUMNS, "scraped": LINE_COLUMNS}
SIZE_LIMIT = 2_000_000


def model_data(name: str) -> Any:
    return json.loads(files(f"reader.cleaning.{name}").joinpath("model.json").read_text("utf-8"))


def walked(data: Any, row: list[float]) -> int:
    total: int = data["base"]
    for tree in data["trees"]:
        node = 0 if tree["columns"] else ~0
        while node >= 0:
            goes_left = row[tree["columns"][node]] <= tree["thresholds"][node]
            node = tree["left" if goes_left else "right"][node]
        total += tree["leaves"][~node]
    return total


@st.composite
def trees(draw: st.DrawFn) -> dict[str, list[Any]]:
    """A tree of one to eight leaves over four columns, its leaves numbered from left to right."""
    tree: dict[str, list[Any]] = {"columns": [], "thresholds": [], "left": [], "right": [], "leaves": []}

    def add(leaves: int) -> int:
        if leaves == 1:
            tree["leaves"].append(draw(st.integers(-SCALE, SCALE)))
            return ~(len(tree["leaves"]) - 1)
        place = len(tree["columns"])
        tree["columns"].append(draw(st.integers(0, 3)))
        tree["thresholds"].append(draw(st.integers(-3, 3)) + 0.5)
        tree["left"].append(0)
        tree["right"].append(0)
        first = draw(st.integers(1, leaves - 1))
        tree["left"][place] = add(first)
        tree["right"][place] = add(leaves - first)
        return place

    add(draw(st.integers(1, 8)))
    return tree


@given(st.lists(trees(), min_size=1, max_size=6), st.lists(st.integers(-5, 5), min_size=4, max_size=4))
def test_a_score_is_the_sum_of_the_leaves_that_a_walk_reaches(
    forest: list[dict[str, list[Any]]], row: list[float]
) -> None:
    data = {"columns": ["a", "b", "c", "d"], "threshold": 0, "base": 7, "trees": forest}
    assert Trees(data).score(row) == walked(data, row)


@pytest.mark.parametrize("name", MODELS)
@given(data=st.data())
def test_a_shipped_model_answers_as_its_trees_do(name: str, data: st.DataObject) -> None:
    model = model_data(name)
    numbers = st.one_of(st.integers(-30, 500), st.floats(0, 1))
    row = data.draw(st.lists(numbers, min_size=len(MODELS[name]), max_size=len(MODELS[name])))
    assert Trees(model).score(row) == walked(model, row)


def test_shipped_models_fit_the_columns_and_are_small() -> None:
    for name, columns in MODELS.items():
        assert Trees.load(f"reader.cleaning.{name}", "model.json", columns).columns == columns
    sizes = [len(files(f"reader.cleaning.{name}").joinpath("model.json").read_bytes()) for name in MODELS]
    assert sum(sizes) <= SIZE_LIMIT


def test_a_model_of_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="other columns"):
        Trees.load("reader.cleaning.html", "model.json", LINE_COLUMNS)


def test_a_tree_of_more_leaves_than_can_be_read_is_refused() -> None:
    splits = list(range(16))
    tree = {
        "columns": [0] * 16, "thresholds": [float(each) for each in splits], "left": [~each for each in splits],
        "right": [*splits[1:], ~16], "leaves": list(range(17)),
    }  # fmt: skip
    with pytest.raises(ValueError, match="17 leaves"):
        Trees({"columns": ["a"], "threshold": 0, "base": 0, "trees": [tree]})
