"""Reads the labelled articles of this folder, and scores quotations against them.

An article begins with `=== name`. `<words|speaker|how>` is speech: `how` is n (named beside it), p (by a pronoun),
d (by a noun phrase), c (carried on); several right answers stand with `=` between them. `<words|?>` is speech of
nobody who is told, `<words|->` no speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.insight import Quote

__all__ = ["Labelled", "Score", "articles", "score"]

_LABEL = re.compile(r"<([^<>|]*)\|([^<>|]*)(?:\|([npdc]))?>")
_EDGE = " \t\n\"'“”‘’«»„‚.,;:!?…"
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled quotation: `speakers` are the right answers; empty for speech of nobody known."""

    start: int
    end: int
    speech: bool
    speakers: tuple[str, ...] = ()
    how: str = ""


@dataclass(slots=True)
class Score:
    """Counts over articles; the properties are shares of one hundred."""

    hit: int = 0
    missed: int = 0
    extra: int = 0
    speech: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    """A speaker for what nobody says, or for whom the text does not tell."""
    errors: list[str] = field(default_factory=list)

    @property
    def spans(self) -> float:
        """Strict F1 of speech."""
        return 200 * self.hit / (2 * self.hit + self.missed + self.extra)

    def speakers(self, how: str = "npdc") -> float:
        """The share of speech with a told speaker that has the right one; what was not found counts."""
        right = sum(self.right[key] for key in how)
        told = right + sum(self.wrong[key] + self.unknown[key] for key in how)
        return 100 * right / told

    @property
    def invented_share(self) -> float:
        """Of all speech found."""
        return 100 * self.invented / (self.hit + self.extra)

    @property
    def wrong_share(self) -> float:
        """Speech that was given to somebody else, of all with a told speaker."""
        told = sum((self.right + self.wrong + self.unknown).values())
        return 100 * sum(self.wrong.values()) / told


def articles(half: str) -> Iterable[tuple[str, str, list[Labelled]]]:
    """Name, text and labels of each article of a half (`dev` or `held`)."""
    for path in sorted(Path(__file__).parent.glob(f"{half}_*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, marked = part.partition("\n")
            yield name, *_unlabelled(marked.strip())


def _unlabelled(marked: str) -> tuple[str, list[Labelled]]:
    text = ""
    labels: list[Labelled] = []
    at = 0
    for match in _LABEL.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match.group(1)
        at = match.end()
        told, how = match.group(2), match.group(3) or ""
        speakers = () if told in "-?" else tuple(told.split("="))
        labels.append(Labelled(start, len(text), told != "-", speakers, how))
    return text + marked[at:], labels


def score(half: str, find: Callable[[str], list[Quote]]) -> Score:
    """What a finder makes of a half."""
    total = Score()
    for name, text, labels in articles(half):
        found = {
            _trimmed(text, quote.start, quote.end): quote for quote in find(text) if quote.kind == "speech"
        }
        for label in labels:
            quote = found.pop(_trimmed(text, label.start, label.end), None)
            _count(total, name, text, label, quote)
        for quote in found.values():
            total.extra += 1
            total.invented += bool(quote.speaker)
            total.errors.append(f"{name}: extra {quote.text[:60]!r} by {quote.speaker!r}")
    return total


def _count(total: Score, name: str, text: str, label: Labelled, quote: Quote | None) -> None:
    words = text[label.start : label.end][:60]
    if not label.speech:
        if quote is not None:
            total.extra += 1
            total.invented += bool(quote.speaker)
            total.errors.append(f"{name}: phrase taken for speech {words!r} by {quote.speaker!r}")
        return
    total.hit += quote is not None
    total.missed += quote is None
    if not label.speakers:
        if quote is not None and quote.speaker:
            total.invented += 1
            total.errors.append(f"{name}: invented {quote.speaker!r} for {words!r}")
        return
    answer = quote.speaker if quote is not None else ""
    if any(_same(answer, speaker) for speaker in label.speakers):
        total.right[label.how] += 1
        return
    (total.wrong if answer else total.unknown)[label.how] += 1
    said = "missed" if quote is None else f"got {answer!r} ({quote.rule})"
    total.errors.append(f"{name}: {label.how} {label.speakers[0]!r} {said} for {words!r}")


def _same(one: str, other: str) -> bool:
    first, second = (_ARTICLES.sub("", " ".join(name.split())).casefold() for name in (one, other))
    return first == second


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
