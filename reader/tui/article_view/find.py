"""Finds what was typed in a text: a literal, smart-case, on the text itself and never on a changed copy of
it.

`"İ".lower()` has two characters, so that offsets in a copy drift. Straight quotation marks find curly ones,
white space finds line ends, and a soft hyphen inside a word does not hide it.
"""

from __future__ import annotations

import re
from array import array

__all__ = ["find_all", "pattern_of"]

_FOLDED = {
    "'": "['’‘ʼ′‛]",
    '"': '["“”„‟«»″]',
    "-": "[-‐‑‒–—−]",
    "…": r"(?:…|\.\.\.)",
}


def pattern_of(typed: str, *, soft_hyphens: bool = False) -> re.Pattern[str] | None:
    """The expression that finds what was typed; None for nothing but white space.

    Letters match in both cases unless one that was typed is upper case. `soft_hyphens` lets U+00AD stand
    between any two characters, which makes finding slower: only for texts that hold one.
    """
    words = typed.split()
    if not words:
        return None
    between = "\xad?" if soft_hyphens else ""
    source = r"\s+".join(between.join(_FOLDED.get(c) or re.escape(c) for c in word) for word in words)
    flags = 0 if any(character.isupper() for character in typed) else re.IGNORECASE
    return re.compile(source, flags)


def find_all(text: str, typed: str) -> tuple[array[int], array[int]]:
    """Where each match starts, and where it ends. Matches do not overlap."""
    starts, ends = array("I"), array("I")
    pattern = pattern_of(typed, soft_hyphens="\xad" in text)
    if pattern is not None:
        for match in pattern.finditer(text):
            start, end = match.span()
            starts.append(start)
            ends.append(end)
    return starts, ends
