"""`python -m reader.cleaning.train DATA`: learn the cleaner's classifiers anew, and say how good they are.

DATA holds sets of labelled pages as folders (see `reader.cleaning.train.pages`). The same data, the same
versions of the extra `train` and of w3m give the same models, byte for byte. `--check` measures and writes
nothing; figures are by cross-validation, a site's pages never on both sides.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reader.cleaning.html.vector import NAMES as BLOCK_COLUMNS
from reader.cleaning.scraped.vector import NAMES as LINE_COLUMNS
from reader.cleaning.train.boosting import BLOCKS, LINES, Manner, Sample, held_out_scores, learnt
from reader.cleaning.train.lines import DUMPS, dumps_of, line_sample, line_text
from reader.cleaning.train.pages import labelled_pages, page_sample, page_text
from reader.cleaning.train.scores import scores_of
from reader.cleaning.trees import SCALE
from reader.errors import ReaderError

_BLOCK_THRESHOLD = -0.4
_LINE_THRESHOLD = -0.1
_WEIGHTS = {"news": 2.0}
"""News pages are few, and labelled with care."""

_PACKAGE = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, or with `--check` measure; the status to exit with."""
    parser = argparse.ArgumentParser(prog="python -m reader.cleaning.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of sets: DATA/SET/ID.html with DATA/SET/ID.json")
    parser.add_argument("--only", choices=("html", "scraped"), help="one of the two models")
    parser.add_argument("--check", action="store_true", help="measure by cross-validation; write nothing")
    parser.add_argument("--out", type=Path, default=_PACKAGE, help="where html/ and scraped/ are")
    options = parser.parse_args(arguments)
    sets = sorted(path for path in options.data.iterdir() if path.is_dir() and any(path.glob("*.html")))
    if not sets:
        raise ReaderError(f"cannot train on {options.data}", "there is no folder of labelled pages in it")
    if options.only != "scraped":
        samples = _page_samples(sets)
        _finish(samples, BLOCK_COLUMNS, _BLOCK_THRESHOLD, page_text, options, "html", BLOCKS)
    if options.only != "html":
        samples = _line_samples(sets)
        _finish(samples, LINE_COLUMNS, _LINE_THRESHOLD, line_text, options, "scraped", LINES)
    return 0


def _page_samples(sets: Sequence[Path]) -> dict[str, list[Sample]]:
    found: dict[str, list[Sample]] = {}
    for folder in sets:
        pages = (page_sample(page, _WEIGHTS.get(folder.name, 1.0)) for page in labelled_pages(folder))
        found[folder.name] = [sample for sample in pages if sample is not None and sample.truth]
        _say(f"{folder.name}: {len(found[folder.name])} pages")
    return {name: samples for name, samples in found.items() if samples}


def _line_samples(sets: Sequence[Path]) -> dict[str, list[Sample]]:
    found: dict[str, list[Sample]] = {f"{folder.name}, {kind}": [] for folder in sets for kind in DUMPS}
    for folder in sets:
        for page in labelled_pages(folder):
            if page.truth:
                for kind, text in dumps_of(page):
                    weight = _WEIGHTS.get(folder.name, 1.0)
                    found[f"{folder.name}, {kind}"].append(line_sample(page, kind, text, weight))
        _say(f"{folder.name}: dumped")
    return {name: samples for name, samples in found.items() if samples}


def _finish(
    sets: dict[str, list[Sample]],
    columns: Sequence[str],
    threshold: float,
    text_of: Callable[[Sample, list[int], int], str],
    options: argparse.Namespace,
    name: str,
    manner: Manner,
) -> None:
    samples = [sample for own in sets.values() for sample in own]
    if options.check:
        scores = held_out_scores(samples, columns, _say, manner)
        limit = round(threshold * SCALE)
        at = 0
        for title, own in sets.items():
            pairs = zip(own, scores[at : at + len(own)], strict=True)
            _say(
                f"{title}: {scores_of((sample.truth, text_of(sample, each, limit)) for sample, each in pairs)}"
            )
            at += len(own)
        return
    _write(options.out / name / "model.json", learnt(samples, columns, threshold, manner))


def _write(path: Path, model: dict[str, Any]) -> None:
    path.write_text(json.dumps(model, separators=(",", ":")) + "\n", "utf-8")
    _say(f"{path.name} of {path.parent.name}: {path.stat().st_size} bytes")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
