"""The organisations, places, works and events of one text: which fuller name a short one stands for.

A short form is joined only where one fuller name fits it: introduced in brackets, by its initials, as its beginning
or end, as the bare noun of an office (`the Court`), or as another spelling. Two that fit are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from reader.insight.gazetteer import Gazetteer
from reader.insight.spans import Span

__all__ = ["Institutions"]

_KINDS = {"organisation": "organisation", "place": "place", "work": "title", "event": "title"}
"""Kinds whose names are compared with one another, by the class that they are compared in."""
_LONGEST_NAME = 8
_ALIKE = 0.9
"""The share of letters in order from which two names are spellings of one."""
_SMALL = frozenset("of and the for on in de la le del di & to at 's der van von y e do da dos das".split())
_INTRODUCED = re.compile(
    r'\s?\(\s?(?:the\s|or\s|hereafter\s|also\s)?["“]?\s?([^\W\d_][\w.&+-]{1,11})\s?["”]?\s?[,;)]'
)
_SPELT_OUT = re.compile(r"\s?\(\s?(?:the\s)?$")
_GENERIC = frozenset(
    """University College School Bank Ministry Department House National International American British United New
    North South East West Northern Southern Eastern Western Central Royal Federal State City County Church Court Party
    Air First Great Saint St San Los Las Fort Mount Lake World European African Asian General Free Democratic
    Republican Social People Communist Center Centre Institute Museum Company Group Council Committee Commission
    Government Police Army Navy Supreme High Grand Old Young Black White Red Blue Big Little Christian Catholic Daily
    Sunday Special Summer Winter Series Season Album Best""".split()
)
_HEADS = frozenset(
    """University College School Bank Ministry Department Court Party Church Institute Museum Company Council Committee
    Commission Society Association Club League Union Fund Agreement Treaty Games Assembly Agency Authority Foundation
    Federation Board Office Service Army Navy Corps Movement Front Alliance Coalition Academy Hospital Congress
    Convention Festival Prize Award Tournament Championship Cup Protocol Act Summit Conference""".split()
)
"""Nouns that alone, with a capital, mean the one that the text has named in full."""
_OF_NAME = re.compile(
    r"(?:Church|University|College|Bank|Order|Diocese|School|Society|Temple|City) of (?:the )?"
)
_AREA = frozenset("City Island Islands Peninsula River Creek".split())
_ON_A_RIVER = re.compile(r" (?:di|de|del|upon|am|an der|sur|nad|on) ")
_STATE_OF = re.compile(
    r"^(?:Kingdom|Republic|State|Commonwealth|Islamic Republic|Free State|Federal Republic"
    r"|People's Republic|Sultanate|Emirate|Grand Duchy|Principality|City|Province|Town|Island) of (?:the )?"
)
_BRANCH = frozenset(
    """Europe America Asia Africa International UK USA US India China Japan Canada Australia Germany France North South
    East West HD Plus Online Women Ladies Youth Reserves Academy Airport Hall Bridge Stadium House Station
    Street Road Hospital""".split()
)
"""What makes a fuller name another thing than the name that it begins with."""


class Institutions:
    """Built from all spans of a text in order with their bare names; then asked for the name of each."""

    def __init__(self, plain: str, spans: Sequence[Span], bare: Sequence[str], lists: Gazetteer) -> None:
        self._lists = lists
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        self._starting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._ending: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._initials: defaultdict[str, set[str]] = defaultdict(set)
        self._spellings: dict[tuple[str, str], str] = {}
        self._resolved: dict[tuple[str, str], str] = {}
        counts = Counter((_KINDS[span.kind], name) for span, name in self._named(spans, bare))
        for kind, name in sorted(counts, key=lambda key: (-counts[key], key)):
            self._spellings.setdefault((kind, folded(name)), name)
        for kind, name in counts:
            self._learn(kind, self._spelt(kind, name))
        self._introduced = self._introductions(plain, spans, bare)

    @staticmethod
    def _named(spans: Iterable[Span], bare: Iterable[str]) -> list[tuple[Span, str]]:
        return [(span, name) for span, name in zip(spans, bare, strict=True) if span.kind in _KINDS]

    def _learn(self, kind: str, name: str) -> None:
        if name in self._known[kind]:
            return
        self._known[kind].add(name)
        words = re.split(r"[\s:]+", name)[:_LONGEST_NAME]
        for cut in range(1, len(words)):
            self._starting[kind, folded(" ".join(words[:cut]))].add(name)
            self._ending[kind, folded(" ".join(words[cut:]))].add(name)
        if len(words) > 1:
            for letters in _initials(words):
                self._initials[letters].add(name)

    def _introductions(self, plain: str, spans: Sequence[Span], bare: Sequence[str]) -> dict[str, str]:
        """Short forms in brackets after the name, `World Health Organization (WHO)`, or the other way round."""
        found: dict[str, str] = {}
        named = self._named(spans, bare)
        for place, (span, name) in enumerate(named):
            kind = _KINDS[span.kind]
            match = _INTRODUCED.match(plain, span.end, span.end + 28) if " " in name else None
            if match and match.group(1)[0].isupper() and match.group(1) != name:
                found.setdefault(match.group(1), self._spelt(kind, name))
            if place and " " in name and plain[span.end : span.end + 2].lstrip()[:1] == ")":
                before, short = named[place - 1]
                between = plain[before.end : span.start]
                if _is_acronym(short) and _SPELT_OUT.fullmatch(between):
                    found.setdefault(short, self._spelt(kind, name))
        return found

    def _spelt(self, kind: str, name: str) -> str:
        """The commonest spelling of a name that is written in several."""
        return self._spellings.get((kind, folded(name)), name)

    def name(self, kind: str, surface: str) -> str:
        """The fullest name for a bare one; itself where none, or more than one, fits."""
        return self._resolve(_KINDS[kind], self._spelt(_KINDS[kind], surface), 0)

    def _resolve(self, kind: str, name: str, depth: int) -> str:
        known = self._resolved.get((kind, name))
        if known is not None:
            return known
        self._resolved[kind, name] = name  # where names lead to one another in a ring
        fuller = self._fuller(kind, name)
        if fuller and depth < _LONGEST_NAME:
            names = {self._resolve(kind, other, depth + 1) for other in sorted(fuller) if other != name}
            if len(names) == 1:
                self._resolved[kind, name] = names.pop()
        return self._resolved[kind, name]

    def _fuller(self, kind: str, name: str) -> set[str]:
        """The names that this one may be short for."""
        if name in self._introduced:
            return {self._introduced[name]}
        if kind == "place":
            return self._fuller_place(name)
        if name.endswith("s") and name[:-1] in self._known[kind] and kind == "organisation":
            return {name[:-1]}
        if _is_acronym(name):
            known = self._initials.get(_letters(name), set())
            if len(known) == 1 or _are_spellings(known):
                return {min(known)}
        if name in self._lists.full_name and kind == "organisation":
            full = self._lists.full_name[name]
            return {full} if full in self._known[kind] or not name.isupper() else set()
        if name in _HEADS:
            return self._starting.get((kind, folded(name)), set()) | self._ending.get(
                (kind, folded(name)), set()
            )
        if name in _GENERIC or len(name) < 4 or not self._may_be_short(kind, name):
            return self._of_which(name) if kind == "organisation" else set()
        return self._starting_with(kind, name) | self._ending_in(kind, name) | self._of_which(name)

    def _may_be_short(self, kind: str, name: str) -> bool:
        """Whether a name may stand for a longer one: a listed one stands for itself, but `Oxford` that acts does not."""
        listed = self._lists.phrases.get(name)
        return listed is None or (kind == "organisation" and listed in ("town", "city"))

    def _of_which(self, name: str) -> set[str]:
        """`Church of Scientology` for Scientology, `Chicago White Sox`, `House of Commons of Canada`."""
        longer = self._ending.get(("organisation", folded(name)), set())
        found = {
            other
            for other in longer
            if _OF_NAME.fullmatch(other[: len(other) - len(name)]) or self._of_place(other, name)
        }
        ahead = self._starting.get(("organisation", folded(name)), set()) if " " in name else set()
        return found | {other for other in ahead if other[len(name) :].startswith(" of ")}

    def _starting_with(self, kind: str, name: str) -> set[str]:
        words = len(name.split())
        found: set[str] = set()
        for other in self._starting.get((kind, folded(name)), ()):
            rest = re.split(r"[\s:]+", other)[words:]
            if not (
                rest and (rest[0] in _BRANCH or rest[-1] in _BRANCH or rest[-1] in self._lists.country_of)
            ):
                found.add(other)
        return found

    def _ending_in(self, kind: str, name: str) -> set[str]:
        longer = self._ending.get((kind, folded(name)), set())
        if " " not in name and kind != "title":
            return {other for other in longer if self._of_place(other, name)}
        if name.split(" ")[0] in _GENERIC and name.rpartition(" ")[2] not in _HEADS:
            return {other for other in longer if kind == "organisation" and self._of_place(other, name)}
        return set(longer)

    def _of_place(self, longer: str, name: str) -> bool:
        """Whether all that a fuller name has more is where it is: `Kansas City Royals`, `Norwegian Parliament`."""
        where = longer[: len(longer) - len(name)].strip()
        return (
            where in self._known["place"]
            or where in self._lists.country_of
            or where in self._lists.capitals
            or self._lists.phrases.get(where) in ("region", "city", "town")
        )

    def _fuller_place(self, name: str) -> set[str]:
        country = self._lists.country_of.get(name)
        if country:
            return {country}
        if _is_acronym(name):
            known = self._initials.get(_letters(name), set()) & self._known["place"]
            return known if len(known) == 1 else set()
        bare = _STATE_OF.sub("", name)
        if bare != name and (bare in self._known["place"] or bare in self._lists.country_of):
            return {bare}
        found = {
            other
            for other in self._starting.get(("place", folded(name)), ())
            if other.rpartition(" ")[2] in _AREA or _ON_A_RIVER.match(other, len(name))
        }
        if " " in name:
            found |= {
                other
                for other in self._ending.get(("place", folded(name)), ())
                if self._of_place(other, name)
            }
        return found


def folded(name: str) -> str:
    """A name without case, accents, marks and a leading article: what different spellings of it share."""
    plain = unicodedata.normalize("NFKD", name.removeprefix("The ").removeprefix("the "))
    letters = "".join(
        sign for sign in plain.replace("&", "and") if sign.isalnum() or unicodedata.category(sign) == "Lo"
    )
    return letters.casefold() or name


def _is_acronym(name: str) -> bool:
    letters = _letters(name)
    return 2 <= len(letters) <= 8 and sum(sign.isupper() for sign in letters) >= max(2, len(letters) - 1)


def _are_spellings(names: Collection[str]) -> bool:
    """Whether names differ in little more than a letter: `New People Party`, `New People's Party`."""
    first, *others = sorted(names) or [""]
    return bool(others) and all(SequenceMatcher(None, first, other).ratio() > _ALIKE for other in others)


def _letters(name: str) -> str:
    return "".join(sign for sign in name if sign.isalpha())


def _initials(words: Sequence[str]) -> set[str]:
    """The first letters of a name's words: of those that matter, and of all."""
    parts = [part for word in words for part in word.split("-") if part and part[0].isalpha()]
    heavy = "".join(part[0] for part in parts if part.lower() not in _SMALL)
    return {heavy.upper(), "".join(part[0] for part in parts).upper()}
