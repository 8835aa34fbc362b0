"""Joins mentions into entities: `Ding` is `Ryan Ding`, `WHO` the organisation spelt out before it, `U.K.`
the UK.

A wrong join is worse than a missed one: where two full names could be meant, the nearest earlier one is
taken only for a bare surname; everything else must be unique. Groups (`Venezuelan`) never join the country
they come from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from reader.article import Range
from reader.insight.gazetteer import Gazetteer, gazetteer
from reader.insight.people import People
from reader.insight.spans import Span
from reader.insight.values import Entity, EntityKind

__all__ = ["Names", "canonical_names", "group"]

_CORPORATE = re.compile(
    r",?\s(?:Inc|Corp|Corporation|Company|Co|Ltd|Limited|LLC|PLC|plc|AG|SA|S\.A|NV|N\.V|GmbH|Holdings|SpA|SE)\.?$"
)
_INTRODUCED = re.compile(r'\s?\(\s?(?:the\s|or\s)?["“]?([^\W\d_][\w.&-]{1,11})["”]?\s?[,;)]')
_SMALL = frozenset("of and the for on in de la & to at 's der van von del".split())
_GENERIC = frozenset(
    """University College School Bank Ministry Department House National International American British
    United New North South East West Central Royal Federal State City County Church Court Party Air First
    Great Saint St San Los Las Fort Mount Lake World European African Asian General Free Democratic
    Republican Social People Communist Center Centre Institute Museum Company Group Council Committee
    Commission Government Police Army Navy""".split()
)
_LONGEST_NAME = 8
_AREA = frozenset(
    "City Province County State District Island Islands Peninsula Region Prefecture Oblast".split()
)


class Names:
    """The canonical name of every span of a text, by the span itself."""

    def __init__(self, spans: list[Span], names: list[str], people: People) -> None:
        self.spans = spans
        self._of = dict(zip(spans, names, strict=True))
        self._people = people
        self.genders = people.genders
        """Of people: `f` or `m` where title, role or given name tells."""

    def of(self, span: Span) -> str:
        """The canonical name of one of the text's spans."""
        return self._of[span]

    def person(self, surface: str, start: int) -> str:
        """The full name that a bare name at `start` stands for, or the name itself."""
        return self._people.name(surface, start)


def group(text: str, names: Names) -> tuple[Entity, ...]:
    """The entities of a text in order of first mention. `names` says which mention belongs to which."""
    mentions: dict[tuple[EntityKind, str], list[Span]] = {}
    for span in names.spans:
        mentions.setdefault((span.kind, names.of(span)), []).append(span)
    return tuple(_entity(text, kind, name, spans) for (kind, name), spans in mentions.items())


def _entity(text: str, kind: EntityKind, name: str, spans: list[Span]) -> Entity:
    forms = Counter(_surface(text, span) for span in spans)
    shown = name if name in forms else _spelling(name, forms, kind)
    return Entity(
        kind=kind,
        name=shown,
        mentions=tuple(Range(span.start, span.end) for span in spans),
        aliases=tuple(form for form, _ in forms.most_common() if form != shown),
        confidence=round(max(span.score for span in spans), 3),
        origin=spans[0].origin,
    )


def _surface(text: str, span: Span) -> str:
    return re.sub(r"\s+", " ", text[span.start : span.end])


def _spelling(name: str, forms: Counter[str], kind: EntityKind) -> str:
    """A canonical name as the text spells it, where it does; else, of a country or an acronym, the fuller
    one."""
    for form in forms:
        if form.replace("’", "'") == name:
            return form
    written = [form for form in forms if form.replace("’", "'").startswith(name)]
    if written and kind == "organisation":
        return max(written, key=lambda form: (forms[form], len(form)))
    if kind in ("date", "quantity", "money", "group"):
        return next(iter(forms))
    return name


def canonical_names(plain: str, spans: Iterable[Span]) -> Names:
    """For each span, in order, the fullest name that the text (or the list of countries) has for it."""
    ordered = sorted(spans)
    lists = gazetteer()
    bare = [_bare(plain[span.start : span.end], span.kind) for span in ordered]
    people = People(ordered, bare, lists)
    defined = _introduced(plain, ordered, bare)
    longer = _LongNames(ordered, bare)
    names: list[str] = []
    chosen: dict[tuple[str, str], str] = {}
    for span, name in zip(ordered, bare, strict=True):
        if span.kind == "person":
            names.append(people.name(name, span.start))
            continue
        if span.kind in ("organisation", "place"):
            key = (span.kind, name)
            if key not in chosen:
                chosen[key] = _institution(span.kind, name, longer, defined, lists)
            names.append(chosen[key])
            continue
        names.append(name)
    return Names(ordered, names, people)


def _bare(surface: str, kind: str) -> str:
    """A surface without what does not belong to the name: breaks, possessive, article, corporate form."""
    name = " ".join(surface.split())
    name = re.sub(r"'s?$", "", name)
    if name[:4] in ("The ", "the ") and kind != "work":
        name = name[4:]
    if kind == "organisation":
        shorter = _CORPORATE.sub("", name)
        name = shorter or name
    return name or surface


def _initials(name: str) -> str:
    return "".join(
        word[0]
        for word in re.split(r"[\s-]", name)
        if word and word.lower() not in _SMALL and word[0].isalpha()
    ).upper()


def _introduced(plain: str, spans: list[Span], bare: list[str]) -> dict[str, str]:
    """Short forms that stand in brackets right after the name: `World Health Organization (WHO)`."""
    found: dict[str, str] = {}
    for span, name in zip(spans, bare, strict=True):
        if span.kind in ("organisation", "place") and " " in name:
            match = _INTRODUCED.match(plain, span.end, span.end + 24)
            if match and match.group(1)[0].isupper() and match.group(1) != name:
                found.setdefault(match.group(1), name)
    return found


class _LongNames:
    """Names of several words, found by what they begin with, end in, or by their initials."""

    def __init__(self, spans: list[Span], bare: list[str]) -> None:
        self.all: set[tuple[str, str]] = set()
        self.starting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.ending: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.of_initials: defaultdict[str, set[str]] = defaultdict(set)
        for span, name in zip(spans, bare, strict=True):
            if span.kind in ("organisation", "place") and " " in name and (span.kind, name) not in self.all:
                self._add(span.kind, name)

    def _add(self, kind: str, name: str) -> None:
        self.all.add((kind, name))
        words = name.split(" ")[:_LONGEST_NAME]
        for cut in range(1, len(words)):
            self.starting[kind, " ".join(words[:cut])].add(name)
            self.ending[kind, " ".join(words[cut:])].add(name)
        self.of_initials[_initials(name)].add(name)


def _institution(kind: str, name: str, longer: _LongNames, defined: dict[str, str], lists: Gazetteer) -> str:
    """The canonical name of an organisation or a place."""
    if name in defined:
        return defined[name]
    starting = longer.starting.get((kind, name), set())
    if kind == "place":
        country = lists.country_of.get(name)
        return country or _only({other for other in starting if other.rpartition(" ")[2] in _AREA}, name)
    if name.isupper() and 2 <= len(name) <= 8:
        known = longer.of_initials.get(name.replace(".", ""), set())
        if len(known) == 1:
            return _only(known, name)
    if name in lists.full_name:
        full = lists.full_name[name]
        return full if (kind, full) in longer.all or not name.isupper() else name
    if name in lists.phrases or name in _GENERIC or len(name) < 4:
        return name
    ending: set[str] = set()
    if " " in name and name.split(" ")[0] not in _GENERIC:
        ending = longer.ending.get((kind, name), set())
    return _only(starting | ending, name)


def _only(names: set[str], otherwise: str) -> str:
    """The one name of a set; `otherwise` where there are none or several."""
    return next(iter(names)) if len(names) == 1 else otherwise
