"""Labelled pages: a folder of sets, each of `ID.html` with `ID.json` (`url`, `articleBody`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from reader.cleaning.html.decide import KEEP, settled
from reader.cleaning.html.features import BlockFeatures
from reader.cleaning.html.page import read_page
from reader.cleaning.html.rules import by_rules
from reader.cleaning.html.vector import asked_rows
from reader.cleaning.train.boosting import Sample
from reader.cleaning.train.scores import block_labels, page_score

__all__ = ["LabelledPage", "labelled_pages", "page_sample", "page_text"]

_DOUBTFUL = 0.8
_LITTLE = 0.25
"""Weight of a page on which the rules alone are far from its label: half of those labels are wrong."""


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page, and the text of its article as a person marked it."""

    id: str
    html: str
    url: str
    truth: str

    @property
    def site(self) -> str:
        return urlsplit(self.url).netloc or self.id


def labelled_pages(folder: Path) -> Iterator[LabelledPage]:
    """The pages of one set, by name."""
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf-8"))
        html = path.with_suffix(".html").read_bytes().decode("utf-8", "replace")
        yield LabelledPage(path.stem, html, label.get("url") or "", label.get("articleBody") or "")


def page_sample(page: LabelledPage, weight: float) -> Sample | None:
    """The page as rows with labels; None for one that cannot be parsed."""
    read = read_page(page.html, page.url)
    if isinstance(read, str):
        return None
    features = read.features
    ruled = by_rules(features)
    whole = [block for block in features if block.words and not block.preset]
    labels = dict(
        zip(
            (block.index for block in whole),
            block_labels([block.text for block in whole], page.truth),
            strict=True,
        )
    )
    asked = asked_rows(features, ruled)
    judged = [block for block, _ in asked]
    sample = Sample(
        id=page.id,
        group=page.site,
        truth=page.truth,
        rows=[row for _, row in asked],
        labels=[labels[block.index] for block in judged],
        words=[block.words for block in judged],
        source=(features, ruled, judged),
    )
    own = page_score(page.truth, _text(features, ruled))[2]
    sample.weight = weight * (1.0 if own > _DOUBTFUL else _LITTLE)
    return sample


def page_text(sample: Sample, scores: list[int], threshold: int) -> str:
    """The text that the cleaner keeps of the page when its blocks have these scores."""
    features, ruled, judged = sample.source
    kept = [(block, score >= threshold) for block, score in zip(judged, scores, strict=True)]
    return _text(features, settled(features, ruled, kept))


def _text(features: list[BlockFeatures], verdicts: list[str]) -> str:
    return "\n".join(block.text for block in features if verdicts[block.index] == KEEP)
