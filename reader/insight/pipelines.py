"""Names found by an installed spaCy pipeline in place of the shipped engine (extra `spacy`).

Only people, organisations, places, groups, works and events are taken from it; dates, amounts, joining and quotations
stay the program's own. Nothing of spaCy is imported before an article is read with it.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from reader.errors import ReaderError
from reader.insight.spans import Reading, Span
from reader.insight.values import EntityKind

__all__ = ["PipelineTagger", "pipeline_tagger"]

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "group", "WORK_OF_ART": "work", "EVENT": "event",
}  # fmt: skip
"""The labels of spaCy's own pipelines; others are not shown."""
_SURE = 0.8
"""Pipelines tell no score: a name of theirs counts as one that is most likely right."""
_EDGES = (("the ", 4), ("The ", 4))


@cache
def pipeline_tagger(name: str) -> PipelineTagger:
    """The tagger of an installed pipeline (`en_core_web_sm`) or of a folder that holds one, loaded once.

    Raises ReaderError where spaCy or the pipeline is not there, or the pipeline finds no names.
    """
    try:
        spacy = importlib.import_module("spacy")
    except ModuleNotFoundError as error:
        reason, step = "spaCy is not installed", "pip install terminal-reader[spacy], or take names_by away"
        raise ReaderError(f"names cannot be found by {name}", reason, step) from error
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).partition("\n")[0][:200]
        step = "install the pipeline, or take names_by out of config.toml"
        raise ReaderError(f"names cannot be found by {name}", reason, step) from error
    if not {"ner", "entity_ruler", "span_ruler"} & set(pipeline.pipe_names):
        raise ReaderError(f"names cannot be found by {name}", "the pipeline has no part that finds names")
    return PipelineTagger(pipeline)


class PipelineTagger:
    """Finds names by a spaCy `Language`, passage by passage: a name never runs over a passage's edge."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        meta = pipeline.meta
        self.language: str = meta.get("lang", "")
        """Two letters; `xx` for a pipeline of many languages."""
        self.name = f"spacy-{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '')}"

    def __call__(self, reading: Reading) -> list[Span]:
        """The spans of the kinds that the pipeline names, in order; they do not overlap."""
        spans: list[Span] = []
        texts = (reading.text[passage.start : passage.end] for passage in reading.passages)
        for passage, document in zip(reading.passages, self._pipeline.pipe(texts), strict=True):
            for found in document.ents:
                kind = _KINDS.get(found.label_)
                start, end = _trimmed(found.text)
                if kind and start < end:
                    at = passage.start + found.start_char
                    spans.append(Span(at + start, at + end, kind, _SURE, "pipeline"))
        return sorted(spans)


def _trimmed(name: str) -> tuple[int, int]:
    """Where a name begins and ends without the article before it and a possessive after it."""
    start = next((length for edge, length in _EDGES if name.startswith(edge)), 0)
    end = len(name.rstrip())
    return start, end - 2 if name[:end].endswith(("'s", "’s")) else end
