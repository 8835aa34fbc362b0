"""Names of people, organisations and places (with events and works) by rules whose weights were fitted.

Every candidate shows signs (`reader.insight.features`); the weights of its signs add up to a score for each
kind. A second look gives each name what its other mentions in the document scored, since a text rarely calls
two things by one name. Nothing is known of any single article.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from reader.insight.candidates import Candidate, find_candidates
from reader.insight.features import DocumentSigns, document_signs, signs
from reader.insight.gazetteer import Gazetteer, gazetteer
from reader.insight.spans import Reading, Span
from reader.insight.tokens import Sentence
from reader.insight.values import EntityKind

__all__ = ["CLASSES", "RuleTagger", "document_candidates"]

CLASSES: tuple[str, ...] = ("person", "organisation", "place", "")
"""The columns of the weights; the empty one is for what is no name of these kinds."""

_VOTE = 0.6
_NONE_COST = 1.5
"""What counts against being none: a panel would rather show a doubtful name than miss one."""
_LISTED_GAIN = 4.0
_LISTED_ORGANISATION_GAIN = 7.0
"""The list of organisations is short and made of sure names, unlike that of towns."""
"""How much a name's other mentions weigh against the mention itself."""
_EVIDENCE = frozenset({"mid", "titled", "role", "says", "who", "in", "the"})
_DATELINE_ENDS = frozenset({"(", "—", "–", "-", "--"})
_LISTED = {
    "country": "place", "city": "place", "town": "place", "region": "place", "organisation": "organisation",
}  # fmt: skip

_Weights = dict[str, tuple[float, ...]]


@cache
def weights() -> _Weights:
    """The fitted weights: for each sign one number a class, read when first asked for."""
    made: _Weights = {}
    text = files("reader.insight").joinpath("data", "weights.txt").read_text("utf-8")
    for line in text.splitlines():
        if line[:2] != "# ":
            sign, _, row = line.rpartition("\t")
            made[sign] = tuple(int(number) / 10 for number in row.split(" "))
    return made


class RuleTagger:
    """The engine that ships: candidates, signs, weights, a vote over the document."""

    name = "rules-1"

    def __call__(self, reading: Reading) -> list[Span]:
        """The spans of people, organisations, places, groups, works and events, in order."""
        lists = gazetteer()
        candidates, groups = document_candidates(reading.sentences, lists)
        document = document_signs(candidates, small_words(reading.sentences, candidates), lists)
        scores = [score(signs(candidate, document, lists), weights()) for candidate in candidates]
        spans = list(groups)
        for candidate, voted in zip(candidates, _voted(candidates, scores), strict=True):
            span = _decided(candidate, voted, document, lists)
            if span:
                spans.append(span)
        spans.sort()
        return spans


def document_candidates(
    passages: Iterable[Iterable[Sentence]], lists: Gazetteer
) -> tuple[list[Candidate], list[Span]]:
    """All candidates of a text in order, and the spans of its groups (demonyms, religions, parties'
    followers)."""
    candidates: list[Candidate] = []
    groups: list[Span] = []
    for sentences in passages:
        for sentence in sentences:
            found = find_candidates(sentence, lists)
            candidates.extend(found.candidates)
            groups.extend(
                Span(sentence.starts[first], sentence.ends[after - 1], "group", 0.95, "list")
                for first, after in found.groups
            )
    return candidates, groups


def small_words(passages: Iterable[Iterable[Sentence]], candidates: Iterable[Candidate]) -> set[str]:
    """Of the candidates' single words those that the text also writes small."""
    asked = {
        candidate.key.lower() for candidate in candidates if candidate.initial and " " not in candidate.key
    }
    if not asked:
        return set()
    return {
        word for sentences in passages for sentence in sentences for word in sentence.words if word in asked
    }


def score(found: Iterable[str], table: _Weights) -> list[float]:
    """The sum of the signs' weights for each of `CLASSES`."""
    person = organisation = place = none = 0.0
    for sign in found:
        row = table.get(sign)
        if row:
            person += row[0]
            organisation += row[1]
            place += row[2]
            none += row[3]
    return [person, organisation, place, none - _NONE_COST]


def _voted(candidates: list[Candidate], scores: list[list[float]]) -> list[list[float]]:
    """Each candidate's scores with the mean of its name's other mentions."""
    sums: dict[str, list[float]] = {}
    counts: dict[str, int] = {}
    for candidate, row in zip(candidates, scores, strict=True):
        key = candidate.key
        total = sums.setdefault(key, [0.0] * len(CLASSES))
        for column, value in enumerate(row):
            total[column] += value
        counts[key] = counts.get(key, 0) + 1
    voted = []
    for candidate, row in zip(candidates, scores, strict=True):
        others = counts[candidate.key] - 1
        if others:
            total = sums[candidate.key]
            row = [value + _VOTE * (total[column] - value) / others for column, value in enumerate(row)]
        voted.append(row)
    return voted


def _decided(
    candidate: Candidate, row: list[float], document: DocumentSigns, lists: Gazetteer
) -> Span | None:
    """The span of a candidate, or None where it is nothing that is shown."""
    row = _with_lists(candidate, row, document)
    best = (
        CLASSES.index("place") if _is_dateline(candidate) else max(range(len(CLASSES)), key=row.__getitem__)
    )
    sentence = candidate.sentence
    start, end = sentence.starts[candidate.first], sentence.ends[candidate.after - 1]
    kind: EntityKind
    if CLASSES[best]:
        kind = CLASSES[best]  # type: ignore[assignment]
        if _stands_alone(candidate, document, lists):
            return None
        if candidate.headed and not candidate.known and not _body_knows(candidate, document, lists):
            return None
        return Span(start, end, kind, _confidence(row, best), "list" if candidate.known else "rule")
    other = _event_or_work(candidate, lists)
    return Span(start, end, other, 0.6, "rule") if other else None


def _with_lists(candidate: Candidate, row: list[float], document: DocumentSigns) -> list[float]:
    """The scores with the lists' say.

    What the lists know is likelier a name than none; and a place is hardly a person just because people bear
    its name: that takes a title, a role, or the same surname in a full name.
    """
    known = _LISTED.get(candidate.known)
    if known and candidate.known != "town":
        row = [*row[:-1], row[-1] - (_LISTED_GAIN if known == "place" else _LISTED_ORGANISATION_GAIN)]
        if known == "place" and not _borne(candidate, document):
            row[0] -= _LISTED_GAIN
        if known == "organisation" and "says" in document.of_key.get(candidate.key, ()):
            row[-1] -= _LISTED_GAIN
    return row


def _stands_alone(candidate: Candidate, document: DocumentSigns, lists: Gazetteer) -> bool:
    """Whether one unknown word has a capital only because it opens a line, and nothing else speaks for a name."""
    key = candidate.key
    if candidate.known or candidate.titled or not candidate.initial or " " in key or key.isupper():
        return False
    if key in lists.given or key in lists.surnames or key in document.surnames or key in document.beginnings:
        return False
    return document.of_key.get(key, set()).isdisjoint(_EVIDENCE)


def _is_dateline(candidate: Candidate) -> bool:
    """Whether a known place in capitals opens a report: `WASHINGTON (AP) —`, `EL PASO, Texas -`."""
    words = candidate.sentence.words
    if (
        candidate.first
        or _LISTED.get(candidate.known) != "place"
        or not all(map(str.isupper, candidate.words))
    ):
        return False
    return any(word in _DATELINE_ENDS for word in words[candidate.after : candidate.after + 8])


def _borne(candidate: Candidate, document: DocumentSigns) -> bool:
    """Whether the document shows a person of this name."""
    how = document.of_key.get(candidate.key, ())
    return candidate.titled or candidate.key in document.surnames or "titled" in how or "role" in how


def _body_knows(candidate: Candidate, document: DocumentSigns, lists: Gazetteer) -> bool:
    """Whether a name in a heading stands in running text too, or is a full name; a capital alone proves
    nothing."""
    first, _, rest = candidate.key.partition(" ")
    return "mid" in document.of_key.get(candidate.key, ()) or (first in lists.given and bool(rest))


def _event_or_work(candidate: Candidate, lists: Gazetteer) -> EntityKind | None:
    parts = candidate.key.split(" ")
    if len(parts) < 2 or candidate.headed:
        return None
    if parts[-1] in lists.shapes["event last"] or parts[0] in lists.shapes["event first"]:
        return "event"
    return "work" if parts[-1] in lists.shapes["work last"] else None


def _confidence(row: list[float], best: int) -> float:
    """The chosen class's share of the soft maximum, halved in steepness since the sums overstate
    themselves."""
    top = row[best]
    total = sum(math.exp(max(-40.0, (value - top) / 2)) for value in row)
    return round(1 / total, 3)
