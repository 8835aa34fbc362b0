"""Names, dates, money and quotations: how right and at what cost, on labels that stand in the tests and in shared data.

    python -m tests.benchmarks.bench_insight [--rounds 5]

Speed is words a second of the process's own CPU time beside that of counting words with a regular expression, medians of
interleaved rounds. Shares are of labels; the corpora are measured where they stand beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reader.insight import find_entities, find_quotes
from tests.shared_data import ROOT
from tests.unit.insight.labelled_quotes.labels import articles, score

_WORD = re.compile(r"\w+")
_CORPORA = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"), "bench", "entities", "data")
_DATED = ("redocred_dev",)
"""Corpora here whose dates are labelled."""
_FIRST = """
import time
before = time.process_time()
from reader.insight import find_entities, find_quotes
text = "Ryan Ding of Huawei said on Friday that he had met officials in Wuzhen."
find_entities(text), find_quotes(text)
print(time.process_time() - before)
"""


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    _costs(rounds)
    for half in ("dev", "held"):
        shares = score(half, find_quotes)
        kinds = " ".join(f"{how} {shares.speakers(how):.1f}" for how in "npdc")
        print(
            f"labelled quotes, {half}: spans {shares.spans:.1f}  speakers {shares.speakers():.1f} ({kinds})  "
            f"invented {shares.invented_share:.1f}"
        )
    for name in _DATED:
        path = _CORPORA / f"{name}.jsonl"
        if path.is_file():
            print(f"{name}: " + _dates(path))


def _costs(rounds: int) -> None:
    text = "\n\n".join(text for half in ("dev", "held") for _, text, _ in articles(half))
    words = len(_WORD.findall(text))
    measured: dict[str, list[float]] = {"words": [], "names": [], "quotes": []}
    for _ in range(rounds):
        for name, work in (("words", _WORD.findall), ("names", find_entities), ("quotes", find_quotes)):
            before = time.process_time()
            work(text)
            measured[name].append(time.process_time() - before)
    plain = statistics.median(measured["words"])
    for name in ("names", "quotes"):
        own = statistics.median(measured[name])
        print(f"{name}: {words / own:,.0f} words a CPU second, {own / plain:,.0f} times counting the words")
    starts = [
        float(
            subprocess.run([sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(rounds)
    ]
    print(f"import, load and a first sentence: {statistics.median(starts):.2f} s CPU")


def _dates(path: Path) -> str:
    """Strict and overlapping F1 of dates."""
    counts: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        gold = {(start, end) for start, end, label in record["ents"] if label == "DATE"}
        found = {
            (mention.start, mention.end)
            for entity in find_entities(record["text"])
            if entity.kind == "date"
            for mention in entity.mentions
        }
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        counts["strict"] += len(gold & found)
        counts["overlapping"] += sum(_touches(one, found) for one in gold)
    both = counts["gold"] + counts["found"]
    return f"dates strict {200 * counts['strict'] / both:.1f}, overlapping {200 * counts['overlapping'] / both:.1f}"


def _touches(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < one[1] and one[0] < end for start, end in others)


if __name__ == "__main__":
    main()
