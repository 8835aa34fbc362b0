"""Joins mentions into entities: `Ding` is `Ryan Ding`, `WHO` the organisation spelt out before it, `U.K.`
the UK.

A wrong join is worse than a missed one: where two full names could be meant, the nearest earlier one is
taken only for a bare surname; everything else must be unique. Groups (`Venezuelan`) never join the country
they come from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from reader.article import Range
from reader.insight.aliases import told_aliases
from reader.insight.gazetteer import gazetteer
from reader.insight.institutions import Institutions
from reader.insight.people import People
from reader.insight.spans import Span
from reader.insight.values import Entity, EntityKind

__all__ = ["Names", "canonical_names", "group"]

_CORPORATE = re.compile(
    r",?\s(?:Inc|Corp|Corporation|Company|Co|Ltd|Limited|LLC|PLC|plc|AG|SA|S\.A|NV|N\.V|GmbH|Holdings|SpA|SE)\.?$"
)


class Names:
    """The canonical name of every span of a text, by the span itself."""

    def __init__(self, spans: list[Span], names: list[str], people: People) -> None:
        self.spans = spans
        self._of = dict(zip(spans, names, strict=True))
        self._people = people
        self._shown: dict[tuple[EntityKind, str], str] = {}
        self.genders = people.genders
        """Of people: `f` or `m` where title, role or given name tells."""

    def of(self, span: Span) -> str:
        """The canonical name of one of the text's spans."""
        return self._of[span]

    def shown(self, text: str, span: Span) -> str:
        """The name of a span's entity as the list of entities shows it: a speaker and its entity are one name."""
        if not self._shown:
            self._shown = {key: _shown(text, *key, spans) for key, spans in self.by_entity().items()}
        return self._shown[span.kind, self._of[span]]

    def by_entity(self) -> dict[tuple[EntityKind, str], list[Span]]:
        """The spans of each entity, by kind and canonical name, in order of first mention."""
        found: dict[tuple[EntityKind, str], list[Span]] = {}
        for span in self.spans:
            found.setdefault((span.kind, self._of[span]), []).append(span)
        return found

    def person(self, surface: str, start: int) -> str:
        """The full name that a bare name at `start` stands for, or the name itself."""
        return self._people.name(surface, start)


def group(text: str, names: Names) -> tuple[Entity, ...]:
    """The entities of a text in order of first mention. `names` says which mention belongs to which."""
    return tuple(_entity(text, kind, name, spans) for (kind, name), spans in names.by_entity().items())


def _shown(text: str, kind: EntityKind, name: str, spans: list[Span]) -> str:
    forms = Counter(_surface(text, span) for span in spans)
    return name if name in forms else _spelling(name, forms, kind)


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
    _share_surnames(plain, ordered, bare)
    people = People(ordered, bare, lists)
    institutions = Institutions(plain, ordered, bare, lists)
    names: list[str] = []
    for span, name in zip(ordered, bare, strict=True):
        if span.kind == "person":
            names.append(people.name(name, span.start))
        elif span.kind in ("organisation", "place", "work", "event"):
            names.append(institutions.name(span.kind, name))
        else:
            names.append(_singular(name, bare) if span.kind == "group" else name)
    return Names(ordered, _with_aliases(ordered, names, told_aliases(plain, ordered, lists)), people)


def _singular(name: str, bare: Collection[str]) -> str:
    """One name for `Belgian` and `Belgians` where the text has both."""
    return name[:-1] if name.endswith("s") and name[:-1] in bare else name


def _with_aliases(spans: list[Span], names: list[str], told: list[tuple[int, int]]) -> list[str]:
    """The names, where the second of a told pair has become the first, everywhere in the text."""
    of: dict[tuple[EntityKind, str], str] = {}
    for one, other in told:
        first, second = _followed(of, spans[one].kind, names[one]), (spans[other].kind, names[other])
        if spans[one].kind == spans[other].kind and first != second[1] and second not in of:
            of[second] = first
    return [_followed(of, span.kind, name) for span, name in zip(spans, names, strict=True)] if of else names


def _followed(of: dict[tuple[EntityKind, str], str], kind: EntityKind, name: str) -> str:
    seen = {name}
    while (kind, name) in of:
        name = of[kind, name]
        if name in seen:
            break
        seen.add(name)
    return name


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


def _share_surnames(plain: str, spans: list[Span], bare: list[str]) -> None:
    """`the brothers Emil and Oskar Lindholm`: the first has the surname of the second."""
    for place in range(len(spans) - 1):
        one, other = spans[place], spans[place + 1]
        if one.kind != "person" or other.kind != "person" or plain[one.end : other.start] != " and ":
            continue
        if " " in bare[place] or " " not in bare[place + 1]:
            continue
        if _KIN.search(plain[max(0, one.start - 30) : one.start]):
            bare[place] = f"{bare[place]} {bare[place + 1].rpartition(' ')[2]}"


_KIN = re.compile(
    r"\b(?:brothers|sisters|siblings|twins|couple|parents|spouses|cousins|sons|daughters|children)\b\W*$"
)
