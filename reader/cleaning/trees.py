"""Boosted trees as plain data: a learnt model read from JSON and asked without a learning library.

Every tree has at most sixteen leaves, numbered from left to right. A column's value settles at once, for all
trees together, which leaves cannot be reached: the splits of a column stand sorted, and for each number of
them that fail there is one long integer with a byte for every tree and a bit for every leaf; bytes for the ninth
leaf and those behind it follow, where a model has trees with so many. The lowest bit that is left is the leaf
(after QuickScorer, Lucchese et al., SIGIR 2015). Leaves are whole numbers, so that a score is the same on every
machine.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

__all__ = ["SCALE", "Trees"]

SCALE = 10_000
"""What one unit of log odds is in leaves and scores."""

_LEAVES = 8
"""Leaves that a byte tells apart."""
_MOST_LEAVES = 16
_LOWEST = bytes((value & -value).bit_length() - 1 if value else _LEAVES for value in range(256))


class Trees:
    """A model: `score` gives the log odds of a row in units of 1/`SCALE`; `threshold` is where "yes" begins."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.columns: tuple[str, ...] = tuple(data["columns"])
        self.threshold: int = data["threshold"]
        self._count = len(data["trees"])
        self._base: int = data["base"]
        self._leaves: list[list[int]] = [tree["leaves"] for tree in data["trees"]]
        most = max(map(len, self._leaves), default=0)
        if most > _MOST_LEAVES:
            raise ValueError(f"a tree has {most} leaves; at most {_MOST_LEAVES} can be read")
        self._bytes = self._count * (1 if most <= _LEAVES else 2)
        self._all = (1 << 8 * self._bytes) - 1
        self._splits = self._read(data["trees"])

    @classmethod
    def load(cls, package: str, name: str, columns: Sequence[str]) -> Trees:
        """The model in a file of a package. ValueError when it was trained on other columns."""
        model = cls(json.loads(files(package).joinpath(name).read_text("utf-8")))
        if model.columns != tuple(columns):
            raise ValueError(f"{name} was trained on other columns: train it anew")
        return model

    def score(self, row: Sequence[float]) -> int:
        """Log odds that the row is one of those looked for."""
        reached = self._all
        for column, thresholds, masks in self._splits:
            failed = bisect_left(thresholds, row[column])
            if failed:
                reached &= masks[failed]
        lowest = reached.to_bytes(self._bytes, "little").translate(_LOWEST)
        if self._bytes == self._count:
            return self._base + sum(map(list.__getitem__, self._leaves, lowest))
        pairs = zip(self._leaves, lowest, lowest[self._count :], strict=False)
        return self._base + sum(
            leaves[first] if first < _LEAVES else leaves[_LEAVES + second] for leaves, first, second in pairs
        )

    def _placed(self, number: int, leaves: int) -> int:
        """The leaves of a tree, given as bits, at their places in the long integers."""
        first, further = leaves & (1 << _LEAVES) - 1, leaves >> _LEAVES
        return first << 8 * number | further << 8 * (self._count + number)

    def _read(self, trees: Sequence[dict[str, Any]]) -> list[tuple[int, list[float], list[int]]]:
        """For each column its thresholds in order, and what is left of all leaves when the first n fail."""
        found: dict[int, list[tuple[float, int]]] = {}
        for number, tree in enumerate(trees):
            columns, thresholds = tree["columns"], tree["thresholds"]
            lefts = _leaves_on_the_left(tree)
            for column, threshold, left in zip(columns, thresholds, lefts, strict=True):
                found.setdefault(column, []).append((threshold, self._all ^ self._placed(number, left)))
        result = []
        for column, splits in sorted(found.items()):
            splits.sort()
            masks = [self._all]
            for _, mask in splits:
                masks.append(masks[-1] & mask)
            result.append((column, [threshold for threshold, _ in splits], masks))
        return result


def _leaves_on_the_left(tree: dict[str, Any]) -> list[int]:
    """For each split the leaves that a failing row cannot reach, as bits. Children are splits, or leaves as
    `~number`; a split's children come after it, and leaves are numbered from left to right."""
    left, right = tree["left"], tree["right"]
    within = [0] * len(left)
    on_the_left = [0] * len(left)
    for split in reversed(range(len(left))):
        below = [1 << ~child if child < 0 else within[child] for child in (left[split], right[split])]
        on_the_left[split] = below[0]
        within[split] = below[0] | below[1]
    return on_the_left
