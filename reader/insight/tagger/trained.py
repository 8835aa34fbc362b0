"""The engine that ships for English: a linear-chain model of words in context, with the rules for what it leaves out.

People, organisations and places come from the model. Groups, events and works come from the rules and lists, where
the model has not spoken. Dates and amounts have rules of their own elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from reader.insight.entities import RuleTagger
from reader.insight.gazetteer import gazetteer
from reader.insight.names_of_engines import tagger_called
from reader.insight.spans import Reading, Span
from reader.insight.tagger.evidence import gather
from reader.insight.tagger.features import stretch_features
from reader.insight.tagger.lists import known_names
from reader.insight.tagger.look import Look, look_at
from reader.insight.tagger.model import LABELS, SCALE, VERSION, Model, Scores
from reader.insight.tokens import Sentence
from reader.insight.values import EntityKind

__all__ = ["Stretch", "TrainedTagger", "decided", "looks_of", "shared_scores", "shipped_model"]

_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_FROM_RULES = frozenset({"group", "event", "work"})
_SHARED = 0.4
"""How much a word's other mentions weigh against the mention itself."""
_SURE_AT_LEAST = 0.35
_SURE_AT_MOST = 0.95
"""What shares of 0 and 1 are worth: between them the share of right names on sets held out rises in a line."""
_PAIRS = tuple(range(1, len(LABELS), 2))
"""The places of the labels that begin a name; its inner label stands behind each."""


@cache
def shipped_model() -> Model:
    """The model of the package, read when the first English text needs it."""
    return Model.from_bytes(files("reader.insight").joinpath("data", "tagger.model").read_bytes())


class Stretch:
    """Live words of a sentence with the model's scores of each."""

    __slots__ = ("after", "first", "look", "scores")

    def __init__(self, look: Look, first: int, after: int, scores: list[Scores]) -> None:
        self.look = look
        self.first = first
        self.after = after
        self.scores = scores

    @property
    def words(self) -> list[str]:
        """The words, with capitals undone."""
        return self.look.words[self.first : self.after]


class TrainedTagger:
    """Finds names by the shipped model, or by another one. The shipped one is read when a text needs it."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model
        self.name = tagger_called(model.version if model else VERSION)

    def __call__(self, reading: Reading) -> list[Span]:
        """The spans of people, organisations, places, groups, works and events, in order."""
        spans = self.names(reading.sentences)
        spans.extend(_apart_from(spans, RuleTagger()(reading)))
        spans.sort()
        return spans

    def names(self, passages: Iterable[Iterable[Sentence]]) -> list[Span]:
        """The people, organisations and places of a document's sentences, by the model alone."""
        model = self._model or shipped_model()
        looks = looks_of(passages)
        evidence = gather(looks)
        stretches = [
            Stretch(
                look,
                first,
                after,
                [model.scores(features) for features in stretch_features(look, first, after, evidence)],
            )
            for look in looks
            for first, after in look.stretches
        ]
        spans: list[Span] = []
        for stretch, scores in zip(stretches, shared_scores(stretches), strict=True):
            spans.extend(decided(stretch, scores, model.best(scores)))
        return spans


def looks_of(passages: Iterable[Iterable[Sentence]]) -> list[Look]:
    """The looks of all sentences of a document that may hold names."""
    lists, known = gazetteer(), known_names()
    found = (look_at(sentence, lists, known) for sentences in passages for sentence in sentences)
    return [look for look in found if look]


def shared_scores(stretches: Sequence[Stretch]) -> list[list[Scores]]:
    """Scores drawn towards what the same word has elsewhere in the document, for each kind as a whole.

    A text rarely calls two things by one name: a mention that is hard to tell learns from those that are easy.
    """
    sums: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    for stretch in stretches:
        for word, row in zip(stretch.words, stretch.scores, strict=True):
            if word[0].isupper():
                kinds = _of_kinds(row)
                total = sums.get(word)
                sums[word] = [a + b for a, b in zip(total, kinds, strict=True)] if total else kinds
                counts[word] = counts.get(word, 0) + 1
    return [
        [
            _drawn(row, sums[word], counts[word]) if counts.get(word, 0) > 1 else row
            for word, row in zip(stretch.words, stretch.scores, strict=True)
        ]
        for stretch in stretches
    ]


def _of_kinds(row: Scores) -> list[int]:
    """The better score of beginning and going on, for none and each kind."""
    return [row[0], *(max(row[label], row[label + 1]) for label in _PAIRS)]


def _drawn(row: Scores, total: list[int], count: int) -> Scores:
    kinds = _of_kinds(row)
    shifts = [round(_SHARED * (whole / count - own)) for whole, own in zip(total, kinds, strict=True)]
    drawn = [row[0] + shifts[0]]
    for number, label in enumerate(_PAIRS, 1):
        drawn += [row[label] + shifts[number], row[label + 1] + shifts[number]]
    return drawn


def decided(stretch: Stretch, scores: list[Scores], path: list[int]) -> list[Span]:
    """The names of one stretch along a path of labels."""
    spans: list[Span] = []
    sentence = stretch.look.sentence
    index = 0
    while index < len(path):
        label = LABELS[path[index]]
        end = index + 1
        if label != "O":
            while end < len(path) and path[end] == path[index] + 1:
                end += 1
            kind = _KINDS.get(label[2:])
            words = stretch.words[index:end]
            if kind and not _is_an_office(kind, words):
                kind = _by_the_lists(kind, words)
                start = sentence.starts[stretch.first + index]
                after = sentence.ends[stretch.first + end - 1]
                spans.append(Span(start, after, kind, _confidence(scores[index:end], path[index]), "tagger"))
        index = end
    return spans


def _by_the_lists(kind: EntityKind, words: list[str]) -> EntityKind:
    """An organisation where the lists leave no doubt: the whole name is one, or a person's would begin with one."""
    if kind == "organisation":
        return kind
    if _is_only_an_organisation(" ".join(words)):
        return "organisation"
    if kind == "person" and len(words) > 1 and _is_only_an_organisation(words[0]):
        return "organisation"
    return kind


def _is_an_office(kind: EntityKind, words: list[str]) -> bool:
    """`Minister of Industry` names no organisation: somebody holds it."""
    if kind != "organisation":
        return False
    lists = gazetteer()
    return any(
        after == "of" and (word.lower() in lists.titles or word.lower() in lists.roles)
        for word, after in pairwise(words[:4])
    )


def _is_only_an_organisation(name: str) -> bool:
    lists = gazetteer()
    if lists.phrases.get(name) != "organisation":
        return False
    return not (name in lists.given or name in lists.surnames or name.lower() in lists.words)


def _confidence(rows: list[Scores], label: int) -> float:
    """How often a name with the kind's mean share of the soft maximum over its words proved right."""
    shares = []
    place = (label + 1) // 2
    for row in rows:
        kinds = _of_kinds(row)
        own = kinds[place]
        total = sum(math.exp(min(40.0, (value - own) / SCALE)) for value in kinds)
        shares.append(1 / total)
    share = sum(shares) / len(shares)
    return round(_SURE_AT_LEAST + (_SURE_AT_MOST - _SURE_AT_LEAST) * share, 3)


def _apart_from(names: list[Span], others: Iterable[Span]) -> list[Span]:
    """Groups, events and works that share no character with a name of the model."""
    taken = sorted((span.start, span.end) for span in names)
    kept: list[Span] = []
    place = 0
    for span in sorted(others):
        if span.kind not in _FROM_RULES:
            continue
        while place < len(taken) and taken[place][1] <= span.start:
            place += 1
        if place == len(taken) or taken[place][0] >= span.end:
            kept.append(span)
    return kept
