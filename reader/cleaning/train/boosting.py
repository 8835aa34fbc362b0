"""Boosted trees learnt with LightGBM, written as the plain data that `reader.cleaning.trees` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.cleaning.trees import SCALE

__all__ = ["BLOCKS", "FOLDS", "LINES", "Manner", "Sample", "fold_of", "held_out_scores", "learnt"]

FOLDS = 5
_SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 8,
    "min_data_in_leaf": 30,
    "lambda_l2": 1.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 127,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How one of the models is learnt: how many trees, and what differs from the common settings."""

    rounds: int
    settings: dict[str, Any] = field(default_factory=dict)


BLOCKS = Manner(300)
LINES = Manner(
    160,
    {"learning_rate": 0.1, "num_leaves": 12, "max_bin": 63, "feature_fraction": 0.3, "bagging_fraction": 0.6},
)
"""Fewer and larger trees: a page's text has many more lines than the page has blocks, and each is asked for."""

_EVEN = 0.6
"""From this share of its words in the article on, a block counts as part of it."""


@dataclass(slots=True)
class Sample:
    """One page or dump: a row for each of its blocks, and the share of its words that the article has."""

    id: str
    group: str
    """Samples of one group (a site) are never parted between learning and measuring."""
    truth: str
    rows: list[list[float]]
    labels: list[float]
    words: list[int]
    weight: float = 1.0
    source: Any = field(default=None, repr=False)
    """What measuring needs to make the text of a decision."""


def fold_of(group: str) -> int:
    """Which part of the data a group is measured in: fixed by its name."""
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def learnt(
    samples: Sequence[Sample], columns: Sequence[str], threshold: float, manner: Manner = BLOCKS
) -> dict[str, Any]:
    """The model of the samples, as data; `threshold` is the log odds where "yes" begins."""
    import lightgbm
    import numpy

    rows = numpy.array([row for sample in samples for row in sample.rows], dtype=numpy.float64)
    labels = numpy.array([label >= _EVEN for sample in samples for label in sample.labels])
    weights = numpy.array([weight for sample in samples for weight in _weights(sample)])
    dataset = lightgbm.Dataset(rows, labels, weight=weights)
    booster = lightgbm.train({**_SETTINGS, **manner.settings}, dataset, manner.rounds)
    return {
        "columns": list(columns),
        "threshold": round(threshold * SCALE),
        "base": 0,
        "trees": [_plain(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]],
    }


def held_out_scores(
    samples: Sequence[Sample], columns: Sequence[str], report: Callable[[str], None], manner: Manner = BLOCKS
) -> list[list[int]]:
    """For each sample its blocks' scores by a model that has seen nothing of its group."""
    from reader.cleaning.trees import Trees

    scores: list[list[int]] = [[] for _ in samples]
    for fold in range(FOLDS):
        seen = [sample for sample in samples if fold_of(sample.group) != fold]
        model = Trees(learnt(seen, columns, 0.0, manner))
        for index, sample in enumerate(samples):
            if fold_of(sample.group) == fold:
                scores[index] = [model.score(row) for row in sample.rows]
        report(f"part {fold + 1} of {FOLDS} measured")
    return scores


def _weights(sample: Sample) -> list[float]:
    """Long blocks weigh more, and every page nearly the same, however long it is."""
    whole = (sum(sample.words) + 1) ** 0.5
    return [sample.weight * (1 + words) ** 0.7 / whole for words in sample.words]


def _plain(root: dict[str, Any]) -> dict[str, Any]:
    """A tree as lists: splits in the order of a walk from the root, leaves from left to right."""
    plain: dict[str, list[Any]] = {"columns": [], "thresholds": [], "left": [], "right": [], "leaves": []}

    def add(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            plain["leaves"].append(round(node["leaf_value"] * SCALE))
            return ~(len(plain["leaves"]) - 1)
        place = len(plain["columns"])
        plain["columns"].append(node["split_feature"])
        plain["thresholds"].append(float(f"{node['threshold']:.7g}"))
        plain["left"].append(0)
        plain["right"].append(0)
        plain["left"][place] = add(node["left_child"])
        plain["right"][place] = add(node["right_child"])
        return place

    add(root)
    return plain
