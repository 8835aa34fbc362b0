"""The weights of a linear-chain model, packed so that plain Python adds them fast, and the best labels by them.

A feature's weights for all labels stand in one whole number, a lane of 16 bits for each: the scores of a word are
then one sum of whole numbers, whatever the count of labels. Written by `reader.insight.training`, never changed here.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence

from reader.insight.names_of_engines import TAGGER_VERSION

__all__ = ["LABELS", "SCALE", "VERSION", "Model", "model_of", "pack_row", "unpack_row"]

LABELS: tuple[str, ...] = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-OTHER", "I-OTHER")
VERSION = TAGGER_VERSION
SCALE = 40
"""Weights are whole numbers of one part in this many."""

_LANE = 16
_ROW = 2 * len(LABELS) + 1
"""Bytes of a packed row: a byte over the lanes holds the sign."""
_HALF = 1 << (_LANE - 1)
_BIAS = sum(_HALF << (_LANE * lane) for lane in range(len(LABELS)))
_BYTES = 2 * len(LABELS)
_UNPACK = struct.Struct(f"<{len(LABELS)}H").unpack
_MASK = (1 << (_LANE * len(LABELS))) - 1
_MAGIC = b"reader-tagger-1\n"
_LEAST, _LEAST_OF_RARE = 6, 10
"""A feature whose weights are all below this says nothing worth its memory; of one seen hardly ever more is asked."""
_BELOW_ALL = -(1 << 30)

Scores = list[int]


def pack_row(weights: Sequence[int]) -> int:
    """Weights for each of `LABELS` as one whole number."""
    return sum(weight << (_LANE * lane) for lane, weight in enumerate(weights))


def unpack_row(packed: int) -> Scores:
    """The scores for each of `LABELS` out of a sum of packed rows."""
    return [lane - _HALF for lane in _UNPACK(((packed + _BIAS) & _MASK).to_bytes(_BYTES, "little"))]


class Model:
    """Weights of features and of one label after another."""

    __slots__ = ("rows", "transitions", "version")

    def __init__(self, rows: dict[str, int], transitions: list[list[int]], version: str) -> None:
        self.rows = rows
        self.transitions = transitions
        """By label after, then by label before."""
        self.version = version

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """A model out of what `to_bytes` made; ValueError where it is something else."""
        if not data.startswith(_MAGIC):
            raise ValueError("not a model of the tagger")
        plain = zlib.decompress(memoryview(data)[len(_MAGIC) :])
        head_end = plain.index(b"\n")
        header = json.loads(plain[:head_end])
        view = memoryview(plain)[head_end + 1 :]  # no copies: what is freed late stays with the process
        keys_end = header["keys"]
        keys = str(view[:keys_end], "utf-8").split("\n")
        number = int.from_bytes
        rows = [
            number(view[place : place + _ROW], "little", signed=True)
            for place in range(keys_end, len(view), _ROW)
        ]
        return cls(dict(zip(keys, rows, strict=True)), header["transitions"], header["version"])

    def to_bytes(self) -> bytes:
        """The model as a file, the same bytes for the same weights."""
        names = sorted(self.rows)
        keys = "\n".join(names).encode("utf-8")
        header = {"keys": len(keys), "transitions": self.transitions, "version": self.version}
        packed = b"".join(self.rows[name].to_bytes(_ROW, "little", signed=True) for name in names)
        plain = json.dumps(header, sort_keys=True).encode("utf-8") + b"\n" + keys + packed
        return _MAGIC + zlib.compress(plain, 9)

    def scores(self, features: Iterable[str]) -> Scores:
        """The sum of the features' weights for each of `LABELS`."""
        get = self.rows.get
        return unpack_row(sum([get(feature, 0) for feature in features]))

    def best(self, scores: Sequence[Scores]) -> list[int]:
        """The labels, as places in `LABELS`, of the best path through a stretch (Viterbi 1967)."""
        if not scores:
            return []
        transitions = self.transitions
        current = [score if label in _OPENING else _BELOW_ALL for label, score in enumerate(scores[0])]
        back: list[list[int]] = []
        for row in scores[1:]:
            came: list[int] = []
            following: Scores = []
            for label, score in enumerate(row):
                into = transitions[label]
                befores = _BEFORE[label]
                best = befores[0]
                most = current[best] + into[best]
                for before in befores[1:]:
                    value = current[before] + into[before]
                    if value > most:
                        best, most = before, value
                came.append(best)
                following.append(most + score)
            back.append(came)
            current = following
        label = max(range(len(LABELS)), key=current.__getitem__)
        path = [label]
        for came in reversed(back):
            label = came[label]
            path.append(label)
        path.reverse()
        return path


def _may_come_before(label: int) -> tuple[int, ...]:
    name = LABELS[label]
    if name[0] != "I":
        return tuple(range(len(LABELS)))
    return (LABELS.index("B" + name[1:]), label)


_BEFORE = [_may_come_before(label) for label in range(len(LABELS))]
_OPENING = frozenset(label for label, name in enumerate(LABELS) if name[0] != "I")


def model_of(
    states: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
    version: str,
    rare: Container[str] = (),
) -> Model:
    """A model out of weights by (feature, label) and (label before, label after). `rare` are features seen hardly ever."""
    rows: dict[str, list[int]] = {}
    for (feature, label), weight in states.items():
        scaled = round(weight * SCALE)
        if scaled:
            rows.setdefault(feature, [0] * len(LABELS))[LABELS.index(label)] = scaled
    table = [[round(transitions.get((before, after), -9.0) * SCALE) for before in LABELS] for after in LABELS]
    packed = {
        feature: pack_row(row)
        for feature, row in rows.items()
        if max(map(abs, row)) >= (_LEAST_OF_RARE if feature in rare else _LEAST)
    }
    return Model(packed, table, version)
