"""Whom a phrase beside a quotation means: a name as it stands in full, a pronoun or `the minister` as a
person.

Where nobody fits, a pronoun stays unknown (empty) and a noun phrase stays as it is written. Nothing is
invented.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from reader.article import Range
from reader.insight.gazetteer import Gazetteer, gazetteer
from reader.insight.grouping import Names
from reader.insight.marks import Region
from reader.insight.offices import Offices, head_of, names_a_speaker
from reader.insight.spans import Reading
from reader.insight.vocabulary import DETERMINERS, FUNCTION_WORDS

__all__ = ["Speakers"]

_LOOK_BACK = 24
"""How many earlier mentions of people a pronoun may mean."""
_NEAR = 1200
"""How many characters before a pronoun its person is looked for."""
_MALE = frozenset({"he", "him", "his", "er", "il", "él", "lui", "ele", "hij", "han"})
_FEMALE = frozenset({"she", "her", "hers", "sie", "elle", "ella", "lei", "ela", "zij", "hon"})
_POSSESSIVES = frozenset({"his", "her", "hers", "him"})
_FEMALE_TITLES = frozenset({"Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dame", "Lady", "Baroness"})
_MALE_TITLES = frozenset({"Mr", "Mr.", "Sir", "Lord"})
_WORD = re.compile(r"[^\W\d_]+\.?")
_BEFORE_SUBJECTS = frozenset(
    "and but when while that as because whether if since although though after before where which".split()
)
_IDENTIFIES = frozenset({"is", "was", "are", "were", "asked", "meet", "met"})
_OFFICE_OF = re.compile(
    r"(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother)\s)?(?:[\w-]+\s)?([\w-]+)\s(?:at|for|of|from|with|in)\s(?:the\s)?$"
)
_OF_SOMEBODY = re.compile(r"\b(?:for|of|from|with|to)\s(?:the\s|former\s|his\s|her\s)*(?:[A-Z][\w.]+\s)?$")
_NOBODY_TOLD = frozenset("somebody someone others some many".split())
_ORGANISATION_NOUNS = frozenset(
    """company firm giant group maker bank agency ministry party club university charity union museum airline
    broadcaster retailer insurer lender operator publisher newspaper magazine school hospital""".split()
)
_CAPITAL_WORD = re.compile(r"(?<!\w)[^\W\d_a-z][\w-]+")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
_CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z][\w'-]+(?:\s[^\W\d_a-z][\w-]+)+")
_PLURAL = re.compile(r"^(?:two|three|four|several|many|some|both|these|those)\b|[^s'i]s$", re.IGNORECASE)
_LONGEST_FULL_NAME = 4
_POSSESSIVE = re.compile(r"'s\b|'(?=\s)")
_NICKNAME = re.compile(r"\s?[\"'][^\"']{1,20}[\"']\s?")
_TOLD_WITHIN = 260
"""How many characters after an office the name of who holds it may stand."""
_PRONOUNS_BACK = 5
"""Over how many sentences that begin with a pronoun one is followed back."""
_THIS_SENTENCE, _LAST_SENTENCE, _THIS_PARAGRAPH, _PARAGRAPH_BEFORE, _EARLIER = 3.6, 3.9, 2.2, 2.8, 0.8
"""What a subject gains by where it stands before a pronoun."""
_ONE_BREAK = 2
"""Line breaks between a paragraph and the next."""
_NAMED_AGAIN = 0.2
"""What each mention adds to an organisation."""
_NO_SUBJECT = 0.45
"""The share of it that somebody gains who is only mentioned there."""


@dataclass(frozen=True, slots=True)
class _Person:
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a sentence begins with, where that is somebody without a name: `His brother`, `A spokeswoman`."""

    start: int
    name: str
    gender: str


class Speakers:
    """Resolves phrases of one text. Asked in the order of the text; it remembers who spoke last."""

    def __init__(self, reading: Reading, names: Names, regions: Sequence[Region] = ()) -> None:
        self._plain = reading.plain
        self._text = reading.text
        self._lists: Gazetteer = gazetteer()
        self._names = names
        self._spans = names.spans
        self._span_starts = [span.start for span in names.spans]
        self._people = [
            _Person(span.start, span.end, names.of(span)) for span in names.spans if span.kind == "person"
        ]
        self._people = sorted([*self._people, *self._untagged()], key=lambda person: person.start)
        self._starts = [person.start for person in self._people]
        self._organisations = [span for span in names.spans if span.kind == "organisation"]
        self._organisation_starts = [span.start for span in self._organisations]
        self._genders = dict(names.genders)
        self._region_starts = [region.start for region in regions]
        self._region_ends = [region.end for region in regions]
        self._sentence_starts = self._narrated(reading)
        self._offices = Offices(
            reading.plain, [(person.start, person.end, person.name) for person in self._people], self._lists
        )
        self._topics: list[_Topic] = []
        self._full_names: dict[str, list[tuple[int, str]]] | None = None
        self._first_said: dict[str, int] = {}
        self._learn_genders()
        self._last = ""
        self._last_at = -1

    def _untagged(self) -> list[_Person]:
        """Bare surnames of the people of the text where no finder marked them."""
        full: dict[str, set[str]] = {}
        for person in self._people:
            if " " in person.name:
                full.setdefault(person.name.rpartition(" ")[2], set()).add(person.name)
        found: list[_Person] = []
        for match in _CAPITAL_WORD.finditer(self._plain) if full else ():
            names = full.get(match.group())
            if names is None or len(names) > 1 or self._is_tagged(match.start()):
                continue
            if not _CAPITAL_AFTER.match(self._plain, match.end()):
                found.append(_Person(match.start(), match.end(), next(iter(names))))
        return found

    def _is_tagged(self, place: int) -> bool:
        index = bisect_right(self._span_starts, place) - 1
        return index >= 0 and place < self._spans[index].end

    def _narrated(self, reading: Reading) -> list[int]:
        """Where the sentences begin that do not stand within a quotation."""
        return [
            sentence.starts[0]
            for sentences in reading.sentences
            for sentence in sentences
            if len(sentence) and not self._quoted(sentence.starts[0], inside=True)
        ]

    def _quoted(self, place: int, *, inside: bool = False) -> bool:
        """Whether a place stands between quotation marks (`inside`: past the opening one)."""
        index = bisect_right(self._region_starts, place) - 1
        if index < 0 or place >= self._region_ends[index]:
            return False
        return not inside or place > self._region_starts[index] + 1

    def _learn_genders(self) -> None:
        """Titles and roles beside names tell whether it is he or she."""
        for person in self._people:
            before = _WORD.findall(self._plain[max(0, person.start - 40) : person.start].rpartition("\n")[2])
            title = before[-1] if before else ""
            first = self._plain[person.start : person.end].split(" ", 1)[0]
            for word in (title, first):
                if word in _MALE_TITLES or word in _FEMALE_TITLES:
                    self._genders[person.name] = "m" if word in _MALE_TITLES else "f"
            gender = self._lists.titles.get(title, "") or self._lists.roles.get(title, "")
            gender = gender or self._lists.given.get(person.name.split(" ", 1)[0], "")
            if gender:
                self._genders.setdefault(person.name, gender)

    def topic(self, start: int, end: int) -> None:
        """Remember a noun phrase that opens a sentence: a pronoun in the next one may mean it."""
        phrase = self._plain[start:end]
        head = head_of(phrase)
        if not head:
            return
        gender = self._lists.roles.get(head, "") or ("m" if head.endswith("man") else "")
        self._topics.append(_Topic(start, self._nominal(phrase, start), gender))

    def resolve(self, start: int, end: int) -> str:
        """The name that `[start, end)` of the text means; empty where it is a pronoun for nobody known."""
        phrase = self._plain[start:end]
        lower = phrase.lower()
        if lower in _MALE or lower in _FEMALE or lower == "who":
            name = self._pronoun("m" if lower in _MALE else "f" if lower in _FEMALE else "", start)
        elif lower in ("they", "i", "we", "you", "it"):
            name = self._institution_before(start) if lower in ("it", "they") else ""
        else:
            name = self._named(start, end) or self._nominal(phrase, start)
        if name and lower not in ("it", "they"):
            self._last, self._last_at = name, start
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
        if people and not self._is_of(start, people[-1].start, [span.end for span in inside]):
            return self._whole_name(start, end, self._names.of(people[-1]))
        others = [span for span in inside if span.kind in ("organisation", "place") and span.end >= end - 2]
        if not others:
            return "" if people else self._known_by_surname(start, end)
        if self._is_noun_phrase(start, others[-1].start):
            return ""
        spoken_for = self._spokesperson(others[-1].start) if others[-1].start <= start + 4 else ""
        if spoken_for:
            return " ".join((spoken_for + self._plain[others[-1].start : others[-1].end]).split())
        return self._names.shown(self._text, others[-1])

    def _is_of(self, start: int, name_start: int, ends: Sequence[int]) -> bool:
        """Whether the name is only whose somebody is: `a lawyer for Mark Sutter`."""
        before = self._plain[start:name_start]
        match = _OF_SOMEBODY.search(before)
        if not match or any(start + match.start() < end <= name_start for end in ends):
            return False
        return head_of(before) in self._lists.roles

    def _whole_name(self, start: int, end: int, name: str) -> str:
        """With the given name that a nickname parts from it: `William "Billy" Carrow`."""
        phrase = self._plain[start:end]
        if " " not in name and _NICKNAME.search(phrase):
            return " ".join(_NICKNAME.sub(" ", phrase).split())
        return name if " " in name else self._fuller(name, start) or name

    def _known_by_surname(self, start: int, end: int) -> str:
        """The full name of a bare one that nobody tagged."""
        words = self._plain[start:end].split()
        if not words or not words[-1][0].isupper():
            return ""
        known = self._names.person(words[-1], start)
        return known if " " in known else self._fuller(words[-1], start)

    def _fuller(self, surname: str, before: int) -> str:
        """A full name that the text ends in this surname before an offset; empty where none or several."""
        if self._full_names is None:
            self._full_names = self._written_in_full()
        found = {name for place, name in self._full_names.get(surname, ()) if place < before}
        return found.pop() if len(found) == 1 else ""

    def _written_in_full(self) -> dict[str, list[tuple[int, str]]]:
        """Runs of capitals that begin with a known given name, by their last word, each spelling where it comes
        first."""
        found: dict[str, dict[str, int]] = {}
        for match in _CAPITALS.finditer(self._plain):
            words = [word for word in match.group().split() if word not in self._lists.titles]
            while words and (words[0].lower() in FUNCTION_WORDS or words[0] not in self._lists.given):
                words = words[1:]
            if 2 <= len(words) <= _LONGEST_FULL_NAME:
                found.setdefault(words[-1], {}).setdefault(" ".join(words), match.start())
        return {last: [(place, name) for name, place in names.items()] for last, names in found.items()}

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
        return any(word in before.split() for word in ("for", "of", "from", "at", "with", "in"))

    def _nominal(self, phrase: str, start: int) -> str:
        words = phrase.split()
        if (
            words[0][0].isupper()
            and len(words) < 3
            and self._plain[max(0, start - 4) : start].lower() == "the "
        ):
            name = self._offices.holder(words[-1], start)
            if name:
                return name
        if words[0].lower() in ("the", "this", "that", "der", "die", "le", "la", "el", "il"):
            role = head_of(phrase)
            name = self._offices.holder(role, start, phrase) if role else ""
            if name:
                return name
            name = self._told_after(role, start) if role else ""
            if name:
                return name
            if len(words) == 2:
                name = self._called(role, start)
                if name:
                    return name
            if role in _ORGANISATION_NOUNS and len(words) <= 4:
                name = self._organisation_before(start)
                if name:
                    return name
        if len(words) == 1 and (words[0].lower() in DETERMINERS or words[0].lower() in _NOBODY_TOLD):
            return ""
        return " ".join(words)

    def _told_after(self, role: str, start: int) -> str:
        """Who is named soon after an office without a name: `the mayor said no. “Ask me,” Ken Abbot said.`"""
        if role.capitalize() not in self._lists.titles:
            return ""
        place = self._first_told(role)
        if place >= start:
            return ""
        for person in islice(self._people, bisect_left(self._starts, place), None):
            if person.start >= start or person.start - place > _TOLD_WITHIN:
                break
            if not self._quoted(person.start) and not self._offices.of(person.name):
                return person.name
        return ""

    def _first_told(self, role: str) -> int:
        """Where an office is first named outside quotations; past the end of the text where nowhere."""
        if role not in self._first_said:
            matches = re.finditer(rf"\b{re.escape(role)}\b", self._plain, re.IGNORECASE)
            places = (match.end() for match in matches if not self._quoted(match.start()))
            self._first_said[role] = next(places, len(self._plain))
        return self._first_said[role]

    def _called(self, role: str, start: int) -> str:
        """What `the ministry` was called in full before: an organisation with the word in its name, or a phrase."""
        index = bisect_left(self._organisation_starts, start)
        for span in reversed(self._organisations[max(0, index - _LOOK_BACK) : index]):
            if role in self._plain[span.start : span.end].lower().split():
                return self._names.shown(self._text, span)
        index = bisect_left(self._topics, start, key=lambda topic: topic.start)
        for topic in reversed(self._topics[max(0, index - _PRONOUNS_BACK) : index]):
            if head_of(topic.name) == role and topic.name.count(" ") > 1:
                return topic.name
        if role not in _ORGANISATION_NOUNS:
            return ""
        beside = rf"\b{re.escape(role)}\s((?:[A-Z][\w&'-]+\s?)+)"
        places = list(re.finditer(beside, self._plain[max(0, start - _NEAR) : start]))
        return places[-1].group(1).strip() if places else ""

    def _institution_before(self, start: int) -> str:
        """Whom `it` means: who without a name opened this sentence or the one before, else an organisation."""
        topic = self._topic_before("", start)
        if topic is None or head_of(topic.name) in self._lists.roles:
            return self._organisation_before(start)
        return topic.name

    def _organisation_before(self, start: int) -> str:
        """The organisation that is spoken of: near, a subject, named often, or the last that spoke."""
        index = bisect_left(self._organisation_starts, start)
        points: dict[str, float] = {}
        for rank, span in enumerate(reversed(self._organisations[max(0, index - _LOOK_BACK) : index])):
            if start - span.start > _NEAR:
                break
            name = self._names.shown(self._text, span)
            breaks = self._plain.count("\n", span.start, start)
            gain = (1.5 if not breaks else 0.7 if breaks <= _ONE_BREAK else 0.0) + 0.5 / (1 + rank)
            gain += 0.8 if self._is_subject(span.start, span.end) else 0.0
            gain -= 1.0 if self._quoted(span.start) else 0.0
            points[name] = max(points.get(name, -9.0), gain) + _NAMED_AGAIN
        if self._last in points:
            points[self._last] += 1.0
        return max(points, key=lambda name: (points[name], name)) if points else ""

    def _carried_by_pronoun(self, gender: str, start: int, depth: int) -> str:
        """Whom the sentence before means, where it begins with the same pronoun: `She thought about it.`"""
        index = bisect_right(self._sentence_starts, start) - 2
        if not gender or depth >= _PRONOUNS_BACK or index < 0:
            return ""
        place = self._sentence_starts[index]
        if start - place > _NEAR:
            return ""
        word = self._plain[place : place + 4].partition(" ")[0].lower()
        if word not in (_MALE if gender == "m" else _FEMALE) - _POSSESSIVES:
            return ""
        return self._pronoun(gender, place, depth + 1)

    def _pronoun(self, gender: str, start: int, depth: int = 0) -> str:
        """The person that a pronoun at `start` means: near, of its gender, best a subject or the last who
        spoke."""
        index = bisect_left(self._starts, start)
        points: dict[str, float] = {}
        subject_at = -1
        for rank, person in enumerate(reversed(self._people[max(0, index - _LOOK_BACK) : index])):
            known = self._genders.get(person.name, "")
            if start - person.start > _NEAR or (gender and known and known != gender):
                continue
            subject = self._is_subject(person.start, person.end)
            gain = self._place_points(person.start, start) * (1.0 if subject else _NO_SUBJECT)
            gain += 0.5 / (1 + rank) + (0.7 if known == gender and gender else 0.0)
            if self._quoted(person.start):
                gain -= 1.6
            elif subject or self._same_sentence(person.start, start):
                subject_at = max(subject_at, person.start)
            points[person.name] = max(points.get(person.name, -9.0), gain) + 0.1
        carried = self._carried_by_pronoun(gender, start, depth)
        if carried:
            points[carried] = max(points.get(carried, 0.0), _LAST_SENTENCE + 0.8)
        topic = self._topic_before(gender, start)
        if topic is not None:
            subject_at = max(subject_at, topic.start)
            points[topic.name] = max(
                points.get(topic.name, 0.0), self._place_points(topic.start, start) + 0.8
            )
        if self._last in points:
            points[self._last] += 2.0 if subject_at <= self._last_at else 0.9
        if not points:
            return ""
        return max(points, key=lambda name: (points[name], name))

    def _same_sentence(self, place: int, start: int) -> bool:
        return bisect_right(self._sentence_starts, start) == bisect_right(self._sentence_starts, place)

    def _place_points(self, place: int, start: int) -> float:
        """By the sentences between a mention and a pronoun, quoted ones not counted."""
        between = bisect_right(self._sentence_starts, start) - bisect_right(self._sentence_starts, place)
        if "\n" in self._plain[place:start]:
            return _PARAGRAPH_BEFORE if between <= 1 else _EARLIER * (1.6 if between < 3 else 1.0)
        if between == 0:
            return _THIS_SENTENCE
        return _LAST_SENTENCE if between == 1 else _THIS_PARAGRAPH

    def _topic_before(self, gender: str, start: int) -> _Topic | None:
        """Who without a name the sentence before begins with, in the same paragraph."""
        index = bisect_left(self._topics, start, key=lambda topic: topic.start)
        topic = self._topics[index - 1] if index else None
        if topic is None or not topic.name:
            return None
        if "\n" in self._plain[topic.start : start] or (gender and topic.gender and topic.gender != gender):
            return None
        if gender and _PLURAL.search(topic.name):
            return None
        between = bisect_right(self._sentence_starts, start) - bisect_right(
            self._sentence_starts, topic.start
        )
        return topic if between <= 1 else None

    def _is_subject(self, start: int, end: int) -> bool:
        """Roughly: the name begins its sentence, or a verb follows and no preposition stands before."""
        if _POSSESSIVE.match(self._plain, end):
            return False
        before = self._plain[max(0, start - 40) : start].rstrip()
        if not before or before[-1] in ".!?\n\"'":
            return True
        word = before.rpartition(" ")[2]
        if word[-1:] in ",;:" or word[:1].isupper():
            return True
        return word in _BEFORE_SUBJECTS or word in _IDENTIFIES or names_a_speaker(word, self._lists)

    def about(self, start: int, end: int) -> tuple[int, int] | None:
        """Whom the last sentence between two offsets is about: the first person that it names."""
        index = bisect_left(self._sentence_starts, end) - 1
        first = bisect_left(self._starts, max(start, self._sentence_starts[index] if index >= 0 else start))
        if first < len(self._people) and self._people[first].end <= end:
            return self._people[first].start, self._people[first].end
        return None

    def named_in(self, start: int, end: int) -> Range | None:
        """The last person or organisation named between two offsets that does the talking there."""
        inside = self._spans[bisect_left(self._span_starts, start) : bisect_left(self._span_starts, end)]
        people = [span for span in inside if span.kind == "person"] or [
            span for span in inside if span.kind == "organisation"
        ]
        return Range(people[0].start, people[0].end) if people else None
