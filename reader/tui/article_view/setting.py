"""How the text is set, as the reader wishes it: values that a page is made with, and where words may part.

Hyphens come from pyphen, an extra, and only in languages that it has patterns for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

__all__ = ["Hyphens", "Setting", "hyphens_of", "hyphens_there", "parted_here"]

Hyphens = Callable[[str], Sequence[int]]
"""Of a word: before which of its characters a line may begin."""

_SHORTEST = 6
"""Letters of a word that is parted at least."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What can be wished of the page besides the column's width."""

    justified: bool = False
    """Both edges even: the spaces of a line are widened."""
    hyphenated: bool = False
    """Words are parted at line ends, in a language that is known."""
    leading: int = 0
    """Empty lines between the lines of a paragraph."""
    sideways: bool = False
    """Code, and tables that have no room, go on to the right, to be scrolled; else they are wrapped."""


def hyphens_there() -> bool:
    """Whether the patterns are installed."""
    return find_spec("pyphen") is not None


@lru_cache(maxsize=8)
def hyphens_of(language: str) -> Hyphens | None:
    """Where words of a language (BCP 47) may part; None where nobody knows."""
    if not language or not hyphens_there():
        return None
    import pyphen

    name = pyphen.language_fallback(language.replace("-", "_"))
    if name is None:
        return None
    dictionary = pyphen.Pyphen(lang=name, left=2, right=3)

    @lru_cache(maxsize=4096)
    def positions(word: str) -> Sequence[int]:
        return () if len(word) < _SHORTEST else tuple(int(place) for place in dictionary.positions(word))

    return positions


def parted_here(text: str, place: int, hyphens: Hyphens) -> bool:
    """Whether a line that ends before `text[place]` ends within a word, where the word may part."""
    if not (text[place - 1].isalpha() and text[place].isalpha()):
        return False
    start = place
    while start > 0 and place - start < 60 and text[start - 1].isalpha():
        start -= 1
    word = _WORD.match(text, start)
    return word is not None and place - start in hyphens(word.group())
