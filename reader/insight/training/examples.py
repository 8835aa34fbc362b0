"""Labelled texts as sequences of features and labels, in the very way that the tagger sees a text."""

from __future__ import annotations

from collections.abc import Iterator

from reader.insight.gazetteer import gazetteer
from reader.insight.passages import text_passages
from reader.insight.tagger.evidence import gather
from reader.insight.tagger.features import stretch_features
from reader.insight.tagger.look import Look
from reader.insight.tagger.trained import looks_of
from reader.insight.tokens import read_sentences, straightened
from reader.insight.training.corpora import Document, Labelled, spans_of

__all__ = ["Sequence", "document_looks", "sequences"]

Sequence = tuple[list[list[str]], list[str]]
"""Of one live stretch: each word's features, each word's label."""


def document_looks(text: str) -> list[Look]:
    """A text's sentences, ready for features."""
    lists = gazetteer()
    sentences = read_sentences(straightened(text), text_passages(text), lists.country_of.keys(), lists.words)
    return looks_of(sentences)


def sequences(document: Document) -> Iterator[Sequence]:
    """The live stretches of a document with their labels."""
    looks = document_looks(document.text)
    evidence = gather(looks)
    spans = spans_of(document, gazetteer())
    for look in looks:
        sentence = look.sentence
        near = [span for span in spans if span[0] < sentence.ends[-1] and span[1] > sentence.starts[0]]
        for first, after in look.stretches:
            yield stretch_features(look, first, after, evidence), _labels(look, first, after, near)


def _labels(look: Look, first: int, after: int, spans: list[Labelled]) -> list[str]:
    """A label for each word: that of the span which it shares a character with."""
    starts, ends = look.sentence.starts, look.sentence.ends
    labels: list[str] = []
    before: Labelled | None = None
    for index in range(first, after):
        own = next((span for span in spans if span[0] < ends[index] and starts[index] < span[1]), None)
        labels.append("O" if own is None else ("I-" if own is before else "B-") + own[2])
        before = own
    return labels
