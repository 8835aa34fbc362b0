"""Names that the tagger knows beside the gazetteer: organisations by what they are.

Their kinds are only signs for the weights: a club's name may be a town's, and the sentence decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from reader.insight.tokens import words_of

__all__ = ["KnownNames", "known_names"]


@dataclass(slots=True)
class KnownNames:
    """Phrases (tokens joined by single spaces) to their kinds, and for a first word the longest phrase."""

    phrases: dict[str, str] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, kind: str) -> None:
        """Make a name known; the first kind given stays."""
        tokens = words_of(name) if not name.isalpha() else [name]
        key = " ".join(tokens)
        if key not in self.phrases:
            self.phrases[key] = kind
            if self.longest.get(tokens[0], 0) < len(tokens):
                self.longest[tokens[0]] = len(tokens)


@cache
def known_names() -> KnownNames:
    """The list of the package, read when first asked for."""
    made = KnownNames()
    text = files("reader.insight").joinpath("data", "known.txt").read_text("utf-8")
    for line in text.splitlines():
        kind, mark, names = line.partition(": ")
        if mark and line[0] != "#":
            for name in names.split("|"):
                made.add(name, kind)
    return made
