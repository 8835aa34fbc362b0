"""What the program knows of the world before it reads: names of places, organisations and people, titles,
words.

The lists stand in `data/*.txt` (their sources in `data/SOURCES.md`) and are read once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from reader.insight.tokens import words_of

__all__ = ["Gazetteer", "Gender", "gazetteer"]

Gender = str
"""`f`, `m`, or empty where a name or a role tells nothing."""

_CUTTING = frozenset(".,&'/!-+’")


@dataclass(slots=True)
class Gazetteer:
    """The lists, made for looking up. Keys of phrases are their tokens joined by single spaces."""

    phrases: dict[str, str] = field(default_factory=dict)
    """A known name's kind: `country city town region organisation`."""
    longest: dict[str, int] = field(default_factory=dict)
    """For a phrase's first word, how many tokens the longest phrase has that begins so."""
    country_of: dict[str, str] = field(default_factory=dict)
    """Country names, other names and demonyms to the country's common name."""
    demonyms: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    full_name: dict[str, str] = field(default_factory=dict)
    """An organisation's short or other form to its name."""
    capitals: dict[str, str] = field(default_factory=dict)
    given: dict[str, Gender] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Words that are commonly written small."""
    titles: dict[str, Gender] = field(default_factory=dict)
    compound_titles: dict[str, str] = field(default_factory=dict)
    """Titles of several words: first word to the rest, joined by `|`."""
    roles: dict[str, Gender] = field(default_factory=dict)
    shapes: dict[str, set[str]] = field(default_factory=dict)
    """`organisation last`, `place first` …: words that give away what a name names."""
    wide: dict[str, str] = field(default_factory=dict)
    """Names in scripts without capitals, to `place` or `organisation`."""

    def add_phrase(self, name: str, kind: str) -> None:
        """Make a name known as of a kind; the first kind given stays."""
        if _CUTTING.isdisjoint(name):
            key, first, count = name, name.partition(" ")[0], name.count(" ") + 1
        else:
            tokens = words_of(name)
            key, first, count = " ".join(tokens), tokens[0], len(tokens)
        if key not in self.phrases:
            self.phrases[key] = kind
            if self.longest.get(first, 0) < count:
                self.longest[first] = count


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer, read from the package's data when first asked for (some 50 ms)."""
    made = Gazetteer()
    _read_countries(made)
    _read_organisations(made)
    for line in _lines("regions.txt"):
        for name in line.split("|"):
            made.add_phrase(name, "region")
    _read_cities(made)
    _read_names(made)
    _read_roles(made)
    for line in _lines("shapes.txt"):
        kind, _, words = line.partition(": ")
        made.shapes.setdefault(kind, set()).update(words.split())
    for line in _lines("groups.txt"):
        made.groups.update(line.split())
    for line in _lines("wide.txt"):
        kind, _, names = line.partition(": ")
        for name in names.split():
            made.wide.setdefault(name, kind)
    made.words.update(next(_lines("words.txt")).split())
    return made


def _lines(name: str) -> Iterator[str]:
    text = files("reader.insight").joinpath("data", name).read_text("utf-8")
    return (line for line in text.splitlines() if line and line[0] != "#")


def _parts(text: str, mark: str = ",") -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _read_countries(made: Gazetteer) -> None:
    for line in _lines("countries.txt"):
        name, others, demonyms, capital = line.split("|")
        names = [name] + [other.rstrip("*") for other in _parts(others)]
        for form in names:
            made.add_phrase(form, "country")
            made.country_of.setdefault(form, name)
        for demonym in _parts(demonyms):
            made.country_of.setdefault(demonym, name)
            made.demonyms.add(demonym)
        if capital:
            made.capitals.setdefault(capital, name)
            made.add_phrase(capital, "city")


def _read_organisations(made: Gazetteer) -> None:
    for line in _lines("organisations.txt"):
        for entry in line.split("|"):
            name, _, shorts = entry.partition("=")
            name = name.strip()
            made.add_phrase(name, "organisation")
            for short in _parts(shorts):
                made.add_phrase(short, "organisation")
                made.full_name.setdefault(short, name)


def _read_cities(made: Gazetteer) -> None:
    rows = _lines("cities.txt")
    for kind in ("city", "town"):
        for name in next(rows).split("|"):
            made.add_phrase(name, kind)
    for name in next(rows).split("|"):
        made.wide[name] = "place"


def _read_names(made: Gazetteer) -> None:
    rows = _lines("given_names.txt")
    for gender in ("f", "m", ""):
        made.given.update((name, gender) for name in next(rows).split())
    made.surnames.update(next(_lines("surnames.txt")).split())


def _read_roles(made: Gazetteer) -> None:
    for line in _lines("roles.txt"):
        head, _, rest = line.partition(": ")
        kind, _, gender = head.partition(" ")
        if kind == "compound":
            _read_compounds(made, rest.split("|"))
            continue
        target = made.titles if kind == "title" else made.roles
        for word in rest.split():
            if gender or word not in target:
                target[word] = gender


def _read_compounds(made: Gazetteer, titles: Iterable[str]) -> None:
    for title in titles:
        first, _, rest = title.partition(" ")
        known = made.compound_titles.get(first)
        made.compound_titles[first] = f"{known}|{rest}" if known else rest
