"""Languages other than English: an honest fallback of lists and a few signs that hold in many languages.

Where every noun has a capital (German) only known names and names of people count; where nothing has one
(Han, kana, Hangul and others) only the lists do. The engine's name says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from reader.insight.entities import document_candidates
from reader.insight.gazetteer import Gazetteer, gazetteer
from reader.insight.names_of_engines import lists_called
from reader.insight.spans import Reading, Span
from reader.insight.values import EntityKind

__all__ = ["GazetteerTagger"]

_KIND: dict[str, EntityKind] = {
    "country": "place", "city": "place", "town": "place", "region": "place", "organisation": "organisation",
}  # fmt: skip


class GazetteerTagger:
    """Known names, and full names of people that begin with a known given name."""

    def __init__(self, language: str, kind: str) -> None:
        self.name = lists_called(kind)
        self._language = language
        self._kind = kind

    def __call__(self, reading: Reading) -> list[Span]:
        """The spans in order; see the module for what counts."""
        lists = gazetteer()
        spans = _wide_names(reading.plain, lists)
        if self._kind != "wide":
            spans += self._capital_names(reading, lists)
        spans.sort()
        return _first_of_overlaps(spans)

    def _capital_names(self, reading: Reading, lists: Gazetteer) -> list[Span]:
        candidates, _ = document_candidates(reading.sentences, lists)
        people: set[str] = set()
        spans: list[Span] = []
        singles: list[tuple[int, int, str]] = []
        for candidate in candidates:
            start = candidate.sentence.starts[candidate.first]
            end = candidate.sentence.ends[candidate.after - 1]
            words = candidate.key.split(" ")
            if candidate.known in _KIND and not self._doubtful(candidate.known, words, candidate.initial):
                spans.append(Span(start, end, _KIND[candidate.known], 0.8, "list"))
            elif len(words) > 1 and (skip := _before_person(words, candidate.titled, lists)) is not None:
                spans.append(
                    Span(candidate.sentence.starts[candidate.first + skip], end, "person", 0.7, "rule")
                )
                people.add(words[-1])
            elif len(words) == 1:
                singles.append((start, end, words[0]))
        spans.extend(
            Span(start, end, "person", 0.6, "rule") for start, end, word in singles if word in people
        )
        return spans

    def _doubtful(self, known: str, words: list[str], initial: bool) -> bool:
        """Whether a small town of one word is more likely a noun, or a word that opens a sentence."""
        return known == "town" and len(words) == 1 and (self._kind == "nouns" or initial)


def _before_person(words: list[str], titled: bool, lists: Gazetteer) -> int | None:
    """How many words stand before a full name: an office that the language writes with a capital."""
    if titled and len(words) < 5:
        return 0
    for skip in range(len(words) - 1):
        if words[skip] in lists.given and len(words) - skip < 5:
            return skip
    return None


def _wide_names(plain: str, lists: Gazetteer) -> list[Span]:
    """Names in scripts without capitals: the longest known name at each place."""
    if not _WIDE.search(plain):
        return []
    return [
        Span(
            match.start(),
            match.end(),
            "place" if lists.wide[match.group()] == "place" else "organisation",
            0.75,
            "list",
        )
        for match in _wide_pattern().finditer(plain)
    ]


_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@cache
def _wide_pattern() -> re.Pattern[str]:
    names = sorted(gazetteer().wide, key=lambda name: (-len(name), name))
    return re.compile("|".join(re.escape(unicodedata.normalize("NFC", name)) for name in names))


def _first_of_overlaps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
