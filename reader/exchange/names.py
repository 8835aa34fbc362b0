"""Names of authors as bibliographies take them: family name, given names; or a whole for an organisation."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PersonName", "person_name"]

_PARTICLES = frozenset(
    "von van der den de del della di da dal du des la le el al bin ibn ben ter ten zu zur af av dos das do y e".split()
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_TITLES = frozenset({"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "dame"})
_NO_PERSON = frozenset(
    """agency agencies associated association board bureau bbc bulletin centre center committee company
    correspondent correspondents council desk department editor editorial editors foundation gazette government
    group guardian herald inc institute journal ltd magazine ministry news newsroom newspaper office organisation
    organization press reporter reporters review society staff star team times tribune university writers""".split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; `family` alone is the name of what is no person, or of one with a single name."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def initials(self) -> str:
        """`Mary-Jane Ann` as `M.-J. A.`."""
        parts = [
            "-".join(f"{piece[0].upper()}." for piece in word.split("-") if piece)
            for word in self.given.split()
        ]
        return " ".join(part for part in parts if part)

    @property
    def inverted(self) -> str:
        """`Lee, Ann`, as an entry is sorted."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def natural(self) -> str:
        """`Ann Lee`, as it is spoken."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


def person_name(name: str) -> PersonName:
    """The parts of a byline's name. What looks like an organisation, or is written without spaces, stays whole."""
    words = name.replace(",", " , ").split()
    if "," in words:
        family, _, rest = " ".join(words).partition(" , ")
        if rest.casefold() in _SUFFIXES:
            return _with_suffix(person_name(family), rest)
        return PersonName(family, rest.replace(" ,", ","))
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words = words[1:]
    if len(words) > 2 and words[-1].casefold() in _SUFFIXES:
        return _with_suffix(person_name(" ".join(words[:-1])), words[-1])
    folded = {word.casefold().strip(".") for word in words}
    if len(words) < 2 or len(words) > 5 or folded & _NO_PERSON or words[0].casefold() == "the":
        return PersonName(" ".join(words))
    first_of_family = len(words) - 1
    while first_of_family > 1 and words[first_of_family - 1].casefold() in _PARTICLES:
        first_of_family -= 1
    return PersonName(" ".join(words[first_of_family:]), " ".join(words[:first_of_family]))


def _with_suffix(name: PersonName, suffix: str) -> PersonName:
    return PersonName(name.family, name.given, suffix)
