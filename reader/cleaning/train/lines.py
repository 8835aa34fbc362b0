"""Labelled pages as plain text, the ways in which scrapers leave them, and their lines as samples.

A page is dumped whole, as inscriptis lays it out; whole and wrapped at 80 columns, as w3m prints it; and as
the text of the smallest container that holds the article and some furniture. The article's own text is a
sample too: of it every line is to be kept.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator

from reader.cleaning.html.guards import guarded
from reader.cleaning.html.segments import text_within
from reader.cleaning.html.tree import BLOCKS, parse, visit_tree
from reader.cleaning.scraped.decide import judged_lines, pieces_of
from reader.cleaning.scraped.lines import units_of
from reader.cleaning.scraped.vector import rows_of
from reader.cleaning.train.boosting import Sample
from reader.cleaning.train.pages import LabelledPage
from reader.cleaning.train.scores import block_labels, page_score
from reader.errors import ReaderError

__all__ = ["DUMPS", "dumps_of", "line_sample", "line_text"]

DUMPS = ("whole", "wrapped", "container", "article")
_OWN_WEIGHT = 0.3
_DOUBTFUL = 0.85
_LITTLE = 0.25
_MORE = 1.1
_NEARLY_ALL = 0.95
_EVEN = 0.6


def dumps_of(page: LabelledPage) -> Iterator[tuple[str, str]]:
    """The page's plain texts with the names of their kinds. ReaderError when w3m is not installed."""
    import inscriptis

    if shutil.which("w3m") is None:
        raise ReaderError("cannot train on wrapped text", "w3m is not installed")
    yield "whole", inscriptis.get_text(page.html)
    command = ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "80"]
    done = subprocess.run(command, input=page.html.encode(), capture_output=True, timeout=60, check=True)  # noqa: S603
    yield "wrapped", done.stdout.decode("utf-8", "replace")
    yield "container", _container(page)
    yield "article", page.truth


def line_sample(page: LabelledPage, kind: str, text: str, weight: float) -> Sample:
    """One dump as rows with labels. The label of a page that its best lines cannot reach is doubtful."""
    units = units_of(text)
    texts = [unit.text for unit in units]
    labels = [1.0] * len(units) if kind == "article" else block_labels(texts, page.truth)
    best = "\n".join(line for line, label in zip(texts, labels, strict=True) if label >= _EVEN)
    if kind == "article":
        weight *= _OWN_WEIGHT
    elif page_score(page.truth, best)[2] < _DOUBTFUL:
        weight *= _LITTLE
    return Sample(
        id=f"{kind}/{page.id}",
        group=page.site,
        truth=page.truth,
        rows=rows_of(units, pieces_of(units)),
        labels=labels,
        words=[unit.words for unit in units],
        weight=weight,
        source=units,
    )


def line_text(sample: Sample, scores: list[int], threshold: int) -> str:
    """The text that the cleaner keeps of the dump when its lines have these scores."""
    verdicts = judged_lines(sample.source, [score - threshold for score in scores])
    return "\n".join(verdict.text for verdict in verdicts if not verdict.reason)


def _container(page: LabelledPage) -> str:
    """The text of the smallest element that holds nearly all of the article and a tenth more words."""
    root = parse(guarded(page.html))
    if root is None:
        return page.truth
    wanted = Counter(page.truth.split())
    total = wanted.total()
    best = root
    while True:
        smaller = next(
            (child for child in best if isinstance(child.tag, str) and _holds(child, wanted, total)), None
        )
        if smaller is None:
            return _lines(best)
        best = smaller


def _holds(element: object, wanted: Counter[str], total: int) -> bool:
    words = Counter(text_within(element).split())
    return words.total() >= _MORE * total and (words & wanted).total() >= _NEARLY_ALL * total


def _lines(root: object) -> str:
    """The element's text, a line for each block."""
    parts: list[str] = []

    def begin(element: object) -> bool:
        tag = getattr(element, "tag", "")
        if tag in ("script", "style", "noscript", "template", "svg", "head", "select", "textarea", "button"):
            return False
        if tag in BLOCKS or tag == "br":
            parts.append("\n")
        parts.append(
            " ".join((getattr(element, "text", "") or "\0").split(" ")).replace("\n", " ").strip("\0")
        )
        return True

    def end(element: object, went_in: bool) -> None:
        if went_in and getattr(element, "tag", "") in BLOCKS:
            parts.append("\n")
        if element is not root:
            parts.append((getattr(element, "tail", "") or "").replace("\n", " "))

    visit_tree(root, begin, end)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
