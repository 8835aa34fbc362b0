"""Second names that a text itself gives: `Naomi, born Trinity Fatu,`, `Cobh (formerly Queenstown)`.

Only what is said between two names that stand beside each other counts; a bracket alone says nothing but of titles,
where it holds the translation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from reader.insight.gazetteer import Gazetteer
from reader.insight.spans import Span

__all__ = ["told_aliases"]

_WITHIN = 60
"""The most characters between a name and the other one that it is given."""
_OFTEN = (
    r"(?:(?:also|better|best|often|sometimes|commonly|previously|formerly|originally|now|still|locally|officially|more|"
    r"historically|simply|professionally|popularly|usually|widely|later|then|once|and|or|variously|today|real|birth|stage"
    r"|ring|pen|full|original|official|native|common|legal)\s)*"
)
_CALLED = (
    r"(?:(?:known|referred to|styled)(?: professionally| simply| officially| locally)? as"
    r"|called|named|spelled|spelt|transliterated|romani[sz]ed|abbreviated|nicknamed|renamed|rebranded|retitled"
    r"|born|née|né|a\.?k\.?a\.?|alias|short for|or|formerly|previously|originally|also|now|until \d{4}|names?)"
)
_LINKS = r"(?:\s(?:simply|as|under|his|her|their|its|stage|the|name|of|in English|was|is))*"
_BEFORE = (
    r"(?:,\s|\s?\(|\s[–—-]\s)(?:(?:who|which|that)\s)?(?:(?:is|was|are|were)\s)?|\s(?:is|was)\s(?=.*known)"
)
"""A comma, bracket or dash, since one may also call another: `Berg called Lind`."""
_TOLD = re.compile(rf"(?:{_BEFORE}){_OFTEN}{_CALLED}{_LINKS}\s?:?\s?[\"'«]?$")
_THEN_SPELT = re.compile(r"\s?[,;(]\s?")
"""Between a name in another script and how it is read: `(大阪湾, Ōsaka-wan)`."""
_BRACKETED = re.compile(r"\s?\(\s?[\"'«]?$")
_LANGUAGE = re.compile(r"\s?[(;,]\s?(?:in\s)?([A-Z][a-z]+)(?:\s[A-Z]?[a-z]+)?\s?:\s?[\"'«]?$")
_ONLY_IN_BRACKETS = re.compile(r"^[^(]*\b(?:or|also|now|names?|originally|formerly|previously)\b[^a-z]*$")
"""Words that give another name only where a bracket holds it: `Anna or Karl` are two."""
_CLASSES = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "work": "title",
    "event": "title",
}


def told_aliases(plain: str, spans: Sequence[Span], lists: Gazetteer) -> list[tuple[int, int]]:
    """Pairs of places in `spans` (in order, not overlapping): a name, and another name of the same that follows it."""
    found: list[tuple[int, int]] = []
    for (one_at, one), (other_at, other) in pairwise(enumerate(spans)):
        kind = _CLASSES.get(one.kind)
        if kind is None or kind != _CLASSES.get(other.kind) or other.start - one.end > _WITHIN:
            continue
        between = plain[one.end : other.start]
        scripts = _is_latin(plain[one.start : one.end]), _is_latin(plain[other.start : other.end])
        translated = _BRACKETED.fullmatch(between) and (kind == "title" or not scripts[1])
        spelt = not scripts[0] and _THEN_SPELT.fullmatch(between)
        if translated or spelt or _is_told(between, lists):
            found.append((one_at, other_at))
    return found


def _is_latin(name: str) -> bool:
    letters = [sign for sign in name if sign.isalpha()]
    return not letters or unicodedata.name(letters[0], "").startswith("LATIN")


def _is_told(between: str, lists: Gazetteer) -> bool:
    """Whether the words between two names say that the second is another name of the first."""
    language = _LANGUAGE.fullmatch(between)
    if language and language.group(1) in lists.demonyms | _TONGUES:
        return True
    if not _TOLD.fullmatch(between):
        return False
    return "(" in between or not _ONLY_IN_BRACKETS.match(between)


_TONGUES = frozenset(
    "Arabic Hebrew Latin Sanskrit Persian Farsi Welsh Irish Basque Catalan Hindi Tamil Urdu".split()
)
