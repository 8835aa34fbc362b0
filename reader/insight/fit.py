"""Fits the weights of the signs to labelled text: `python -m reader.insight.fit OUT FILE.jsonl …`.

A step of making the package, never run by the program. Each line of a file is an object with `text` and
`ents`, a list of `[start, end, label]` with the labels PER, ORG, LOC and others. Averaged perceptron with a
margin (Collins 2002); the order of examples is drawn from a fixed seed, so that the same data gives the same
file to the byte.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.insight.candidates import Candidate
from reader.insight.entities import CLASSES, document_candidates, small_words
from reader.insight.features import document_signs, signs
from reader.insight.gazetteer import gazetteer
from reader.insight.passages import text_passages
from reader.insight.tokens import read_sentences, straightened

__all__ = ["examples", "fit", "main"]

_LABELS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_SEEN_AT_LEAST = 4
_MARGIN = 1.0
_ROUNDS = 6

Example = tuple[tuple[str, ...], int]


def examples(path: Path) -> Iterator[Example]:
    """The signs of every candidate in a file, each with its class as an index of `CLASSES`."""
    lists = gazetteer()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        gold = sorted((start, end, _LABELS.get(label, "")) for start, end, label in record["ents"])
        sentences = read_sentences(
            straightened(text), text_passages(text), lists.country_of.keys(), lists.words
        )
        candidates, _ = document_candidates(sentences, lists)
        document = document_signs(candidates, small_words(sentences, candidates), lists)
        for candidate in candidates:
            yield tuple(signs(candidate, document, lists)), CLASSES.index(_class_of(candidate, gold))


def _class_of(candidate: Candidate, gold: Iterable[tuple[int, int, str]]) -> str:
    """The label of the gold name that shares most with the candidate; none where less than half is shared."""
    start = candidate.sentence.starts[candidate.first]
    end = candidate.sentence.ends[candidate.after - 1]
    best, shared = "", 0
    for gold_start, gold_end, label in gold:
        common = min(end, gold_end) - max(start, gold_start)
        if common > shared and common * 2 >= gold_end - gold_start:
            best, shared = label, common
    return best if shared * 2 >= end - start else ""


def fit(data: list[Example], rounds: int = _ROUNDS) -> dict[str, list[float]]:
    """The averaged weights of every sign that occurs often enough."""
    counts = Counter(sign for found, _ in data for sign in found)
    kept = {sign for sign, count in counts.items() if count >= _SEEN_AT_LEAST}
    trimmed = [([sign for sign in found if sign in kept], label) for found, label in data]
    size = len(CLASSES)
    weights: dict[str, list[float]] = {sign: [0.0] * size for sign in sorted(kept)}
    totals: dict[str, list[float]] = {sign: [0.0] * size for sign in sorted(kept)}
    step = 1
    order = random.Random(1)  # noqa: S311 - an order of examples, not a secret
    for _ in range(rounds):
        order.shuffle(trimmed)
        for found, label in trimmed:
            row = [0.0] * size
            for sign in found:
                for column, value in enumerate(weights[sign]):
                    row[column] += value
            rival = max((column for column in range(size) if column != label), key=row.__getitem__)
            if row[label] < row[rival] + _MARGIN:
                for sign in found:
                    for column, change in ((label, 1.0), (rival, -1.0)):
                        weights[sign][column] += change
                        totals[sign][column] += change * step
            step += 1
    return {
        sign: [value - totals[sign][column] / step for column, value in enumerate(row)]
        for sign, row in weights.items()
    }


def _scaled(weights: dict[str, list[float]]) -> dict[str, list[int]]:
    """Weights in tenths, so that a typical score is a few units, without signs that say nothing."""
    rows: dict[str, list[int]] = {}
    for sign, row in weights.items():
        tenths = [round(value * 10) for value in row]
        if max(map(abs, tenths)) >= 2:
            rows[sign] = tenths
    return rows


def main(arguments: list[str]) -> int:
    """Fit to the files named and write the table."""
    if len(arguments) < 2:
        print("usage: python -m reader.insight.fit OUT FILE.jsonl ...", file=sys.stderr)
        return 2
    data = [example for name in arguments[1:] for example in examples(Path(name))]
    rows = _scaled(fit(data))
    lines = ["# Weights of signs in tenths, for " + ", ".join(name or "none" for name in CLASSES)]
    lines.extend(f"{sign}\t{' '.join(map(str, row))}" for sign, row in sorted(rows.items()))
    Path(arguments[0]).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(data)} examples, {len(rows)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
