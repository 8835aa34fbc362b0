"""Words brought to their stem, so that `runs` finds `running`: the algorithm of M. F. Porter (1980), for
English.

What it does to words of other languages is harmless: it never looks at a word that holds more than `a-z`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_lowercase

__all__ = ["stem"]

_APART = {
    word: word for word in ("news", "inning", "outing", "canning", "herring", "earring", "proceed", "succeed")
}
"""Words whose stem by the rules is another word's."""

_LONGEST = 40
_ENGLISH = re.compile(f"[a-z]{{3,{_LONGEST}}}")

_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("logi", "log"),
    ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"),
    ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
    ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
    "iti", "ous", "ive", "ize",
)  # fmt: skip
"""Where one of these endings ends another, the longer stands first; so it does in the tables above."""

_SHAPES = {
    ord(letter): "v" if letter in "aeiou" else "y" if letter == "y" else "c" for letter in ascii_lowercase
}
_ENDINGS_2 = tuple(ending for ending, _ in _STEP_2)
_ENDINGS_3 = tuple(ending for ending, _ in _STEP_3)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word; the word itself where it is too short, too long or not of `a-z`."""
    if not _ENGLISH.fullmatch(word):
        return word
    if word in _APART:
        return _APART[word]
    word = _step_1(word)
    if word.endswith(_ENDINGS_2):
        word = _replaced(word, _STEP_2)
    if word.endswith(_ENDINGS_3):
        word = _replaced(word, _STEP_3)
    return _step_5(_step_4(word))


def _step_1(word: str) -> str:
    """Plurals, -ed and -ing, and y to i."""
    if word.endswith("s"):
        if word.endswith(("sses", "ies")):
            word = word[:-2]
        elif not word.endswith("ss"):
            word = word[:-1]
    if word.endswith("eed"):
        if _measure(word[:-3]):
            word = word[:-1]
    elif word.endswith("ed") and _has_vowel(word[:-2]):
        word = _mended(word[:-2])
    elif word.endswith("ing") and _has_vowel(word[:-3]):
        word = _mended(word[:-3])
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    return word


def _mended(base: str) -> str:
    """A verb's base after -ed or -ing was taken off: `hop` for `hopp`, `file` for `fil`."""
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if len(base) > 1 and base[-1] == base[-2] and _shape(base)[-1] == "c" and base[-1] not in "lsz":
        return base[:-1]
    return base + "e" if _measure(base) == 1 and _ends_short(base) else base


def _replaced(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, instead in endings:
        if word.endswith(ending):
            base = word[: -len(ending)]
            return base + instead if _measure(base) else word
    return word


def _step_4(word: str) -> str:
    if not word.endswith(_STEP_4):
        return word
    ending = next(ending for ending in _STEP_4 if word.endswith(ending))
    base = word[: -len(ending)]
    if _measure(base) < 2 or (ending == "ion" and not base.endswith(("s", "t"))):
        return word
    return base


def _step_5(word: str) -> str:
    """A final -e, and -ll to -l."""
    if word.endswith("e"):
        base = word[:-1]
        measure = _measure(base)
        if measure > 1 or (measure == 1 and not _ends_short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _shape(word: str) -> str:
    """`c` for each consonant and `v` for each vowel; y is a vowel after a consonant."""
    shape = word.translate(_SHAPES)
    while (at := shape.find("y")) >= 0:
        shape = shape[:at] + ("v" if shape[at - 1 : at] == "c" else "c") + shape[at + 1 :]
    return shape


def _measure(word: str) -> int:
    """How many times a vowel is followed by a consonant: Porter's m."""
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _ends_short(word: str) -> bool:
    """Ends consonant, vowel, consonant other than w, x, y: Porter's *o."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
