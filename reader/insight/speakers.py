"""Whom a phrase beside a quotation means: a name as it stands in full, a pronoun or `the minister` as a
person.

Where nobody fits, a pronoun stays unknown (empty) and a noun phrase stays as it is written. Nothing is
invented.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from reader.article import Range
from reader.insight.gazetteer import Gazetteer, gazetteer
from reader.insight.grouping import Names
from reader.insight.spans import Reading
from reader.insight.vocabulary import DETERMINERS

__all__ = ["Speakers"]

_LOOK_BACK = 24
"""How many earlier mentions of people a pronoun may mean."""
_NEAR = 1200
"""How many characters before a pronoun its person is looked for."""
_MALE = frozenset({"he", "him", "his"})
_FEMALE = frozenset({"she", "her", "hers"})
_MALE_TITLES = frozenset("Mr Mr. Sir Lord King Prince Pope Congressman".split())
_WORD = re.compile(r"[^\W\d_]+\.?")
_BEFORE_SUBJECTS = frozenset(
    "and but when while that as because whether if since although though after before where which".split()
)
_OFFICE_OF = re.compile(
    r"(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother)\s)?(?:[\w-]+\s)?([\w-]+)\s(?:at|for|of|from|with|in)\s(?:the\s)?$"
)
_ORGANISATION_NOUNS = frozenset(
    "company firm giant group maker bank agency ministry party club university".split()
)


@dataclass(frozen=True, slots=True)
class _Person:
    start: int
    end: int
    name: str


class Speakers:
    """Resolves phrases of one text. Asked in the order of the text; it remembers who spoke last."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._plain = reading.plain
        self._lists: Gazetteer = gazetteer()
        self._names = names
        self._people = [
            _Person(span.start, span.end, names.of(span)) for span in names.spans if span.kind == "person"
        ]
        self._starts = [person.start for person in self._people]
        self._organisations = [span for span in names.spans if span.kind == "organisation"]
        self._organisation_starts = [span.start for span in self._organisations]
        self._spans = names.spans
        self._span_starts = [span.start for span in names.spans]
        self._genders = dict(names.genders)
        self._roles: dict[str, list[tuple[int, str]]] = {}
        self._learn()
        self._last = ""

    def _learn(self) -> None:
        """Titles and roles that stand beside names: of a gender, and of an office that `the minister` may
        mean."""
        for person in self._people:
            before = _WORD.findall(self._plain[max(0, person.start - 60) : person.start].rpartition("\n")[2])[
                -6:
            ]
            title = before[-1] if before else ""
            gender = self._lists.titles.get(title, "") or self._lists.roles.get(title, "")
            if gender:
                self._genders.setdefault(person.name, gender)
                if title in ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Sir"):
                    self._genders[person.name] = gender
            held = [word.lower().rstrip(".") for word in before[-1:]]
            if len(before) > 1 and before[-1][0].isupper():
                held += [word.lower() for word in before if word[0].isupper() and word in self._lists.titles]
            after = self._plain[person.end : person.end + 60].partition("\n")[0]
            if after.startswith(", "):
                held += [
                    word.lower() for word in _WORD.findall(after)[:6] if word.lower() in self._lists.roles
                ]
            for role in held:
                if role in self._lists.roles:
                    self._roles.setdefault(role, []).append((person.start, person.name))

    def resolve(self, start: int, end: int) -> str:
        """The name that `[start, end)` of the text means; empty where it is a pronoun for nobody known."""
        phrase = self._plain[start:end]
        lower = phrase.lower()
        if lower in _MALE or lower in _FEMALE or lower == "who":
            name = self._pronoun("m" if lower in _MALE else "f" if lower in _FEMALE else "", start)
        elif lower in ("they", "i", "we", "you", "it"):
            name = self._organisation_before(start) if lower in ("it", "they") else ""
        else:
            name = self._named(start, end) or self._nominal(phrase, start)
        if name and lower not in ("it", "they"):
            self._last = name
        return name

    def _named(self, start: int, end: int) -> str:
        """The person in the phrase, else the organisation or place that it ends in."""
        inside = [
            span
            for span in self._spans[
                bisect_left(self._span_starts, max(0, start - 80)) : bisect_left(self._span_starts, end)
            ]
            if span.end > start
        ]
        people = [span for span in inside if span.kind == "person"]
        if people:
            return self._names.of(people[-1])
        others = [span for span in inside if span.kind in ("organisation", "place") and span.end >= end - 2]
        if not others:
            words = self._plain[start:end].split()
            known = self._names.person(words[-1], start) if words and words[-1][0].isupper() else ""
            return known if " " in known else ""
        if self._is_noun_phrase(start, others[-1].start):
            return ""
        spoken_for = self._spokesperson(others[-1].start) if others[-1].start <= start + 4 else ""
        if spoken_for:
            return " ".join((spoken_for + self._plain[others[-1].start : others[-1].end]).split())
        return self._names.of(others[-1])

    def _spokesperson(self, start: int) -> str:
        """The person without a name that a phrase before an organisation speaks of: `Analysts at`."""
        match = _OFFICE_OF.search(self._plain, max(0, start - 60), start)
        if not match:
            return ""
        head = match.group(1).lower()
        if head in self._lists.roles or head.removesuffix("s") in self._lists.roles:
            return match.group()
        return ""

    def _is_noun_phrase(self, start: int, end: int) -> bool:
        """Whether words before a name make it another's: `a spokesman for Huawei`."""
        before = self._plain[start:end].lower()
        return any(word in before.split() for word in ("for", "of", "from", "at", "with"))

    def _nominal(self, phrase: str, start: int) -> str:
        words = phrase.split()
        head = words[-1].lower()
        if words[0].lower() in ("the", "this", "that"):
            role = head.rstrip(".")
            if role in self._lists.roles:
                held = self._roles.get(role, ())
                earlier = [name for place, name in held if place < start]
                if earlier and (
                    len(set(earlier)) == 1 or role in ("president", "minister", "spokesman", "spokeswoman")
                ):
                    return earlier[-1]
            if role in _ORGANISATION_NOUNS and len(words) <= 4:
                name = self._organisation_before(start)
                if name:
                    return name
        if words[0].lower() in DETERMINERS and len(words) == 1:
            return ""
        return " ".join(words)

    def _organisation_before(self, start: int) -> str:
        index = bisect_left(self._organisation_starts, start)
        if not index or start - self._organisations[index - 1].start > _NEAR:
            return ""
        return self._names.of(self._organisations[index - 1])

    def _pronoun(self, gender: str, start: int) -> str:
        """The person that a pronoun at `start` means: near, of its gender, best a subject or the last who
        spoke."""
        index = bisect_left(self._starts, start)
        points: dict[str, float] = {}
        for rank, person in enumerate(reversed(self._people[max(0, index - _LOOK_BACK) : index])):
            known = self._genders.get(person.name, "")
            if start - person.start > _NEAR or (gender and known and known != gender):
                continue
            gain = 2.5 / (1 + 0.5 * rank) + (0.7 if known == gender and gender else 0.0)
            gain += 2.0 if self._is_subject(person) else 0.0
            gain -= (start - person.end) / _NEAR
            if "\n" not in self._plain[person.end : start]:
                gain += 0.5
            points[person.name] = max(points.get(person.name, -9.0), gain) + 0.3
        if self._last in points:
            points[self._last] += 2.0
        if not points:
            return ""
        return max(points, key=lambda name: (points[name], name))

    def _is_subject(self, person: _Person) -> bool:
        """Roughly: the name begins its sentence, or a verb follows and no preposition stands before."""
        before = self._plain[max(0, person.start - 40) : person.start].rstrip()
        if not before or before[-1] in ".!?\n\"'":
            return True
        word = before.rpartition(" ")[2]
        if word[-1:] in ",;:" or word[:1].isupper():
            return True
        return word in _BEFORE_SUBJECTS or word in self._lists.roles

    def spoke(self, name: str) -> None:
        """Remember who spoke last, where that was found without a phrase."""
        if name:
            self._last = name

    def named_in(self, start: int, end: int) -> Range | None:
        """The last person or organisation named between two offsets that does the talking there."""
        inside = self._spans[bisect_left(self._span_starts, start) : bisect_left(self._span_starts, end)]
        people = [span for span in inside if span.kind == "person"] or [
            span for span in inside if span.kind == "organisation"
        ]
        return Range(people[0].start, people[0].end) if people else None
