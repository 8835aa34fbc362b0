"""Bylines taken apart: names alone, without "By", roles, places, dates and addresses; never a site's own
name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.article.characters import safe_line

__all__ = ["author_names", "stated_authors"]

_MOST = 12
_LEAD = re.compile(
    r"^\W*(?:(?:written|posted|reported|edited|published|story|text|words|interview|article|analysis|opinion|review|photos?)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|от|автор)\b[:\s]+|^\W*(?:authors?|autor(?:en|es)?|auteurs?|writers?|words|text)\s*:\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e|en)\s+|\s(?:and|und|et|y|&|with|mit)\s|[,;|·•/\n]|\s[–—-]\s)\s*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:\(|\[|<|@|https?:|\b(?:for|at|of|in|on|from|via|updated|published|posted|last|is an?|senior|staff|chief|special|"
    r"correspondent|reporter|editor|columnist|contributor)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(
    r"(?i)\b(?:staff|writers?|reporters?|editors?|correspondents?|contributors?|columnists?|columns?|news|desk|team|admin(?:istrator)?|press|agency|agencies|"
    r"reuters|associated press|afp|bbc|cnn|web|online|guest|author|editorial|bureau|service|media|magazine|blog|inc|ltd|llc|posts?|"
    r"minutes?|read|views?|comments?|share|follow|photographer|producer|redaktion|rédaction|redacción|redazione|http|www|com|unknown|anonymous|"
    r"professor|director|analyst|political|science|health|business|technology|world|senior|chief|special|jr manager|manager|ceo|founder)\b"
)
_DATE = re.compile(r"\d")
_PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter ten bin ibn al el y e zu zur af av st o".split()
)
_SUFFIX = re.compile(r"^(?:jr|sr|ph\.?d|m\.?d|ii|iii|iv|esq|mba|ma|cpa)\.?$", re.IGNORECASE)
_LETTERS_AFTER = re.compile(r"(?:[A-Z][A-Za-z]?\.?){2,5}(?:-[A-Z]{1,3})?")
"""Degrees and societies behind a name: RD, MSc, M.D., FACLM."""
_NOBODY = re.compile(
    r"(?:admin(?:istrator)?|unknown|anonymous|guest(?: author)?|author|editor|staff|faculty|user|root|test|default|none|null|"
    r"n/?a|(?:written|posted) by|[\W\d_]*)",
    re.IGNORECASE,
)
_LONGEST_STATED = 60


def author_names(values: Iterable[str], *, site: str = "") -> tuple[str, ...]:
    """The persons' names in what a page gives as its authors, each once, in order; "unknown" beats
    invented."""
    found: dict[str, str] = {}
    for value in values:
        for piece in _pieces(safe_line(value, 400)):
            name = _name(piece)
            if name and name.lower() != site.lower():
                found.setdefault(name.lower(), name)
    return tuple(found.values())[:_MOST]


def stated_authors(values: Iterable[str]) -> tuple[str, ...]:
    """Authors whom a page's data names as such: persons first; else a team, a firm or a pen name, as it stands.

    A personal site may well bear its author's name, and a firm's page be signed by the firm: what is stated
    is no invention.
    """
    values = [safe_line(value, 400) for value in values if "://" not in value]
    whole = [value for value in values if _stands_whole(value)]
    persons = author_names([value for value in values if value not in whole])
    if persons:
        return persons
    return tuple(dict.fromkeys(value for value in whole or values if _is_somebody(value)))[:1]


def _stands_whole(value: str) -> bool:
    """Whether taking it apart would leave a stump: "Human in the Loop", "Center for Drug Evaluation"."""
    left = _CUT.sub("", value).split()
    return len(left) == 1 and len(value.split()) > 2 and "," not in value and not _DATE.search(value)


def _is_somebody(value: str) -> bool:
    if not 2 < len(value) <= _LONGEST_STATED or "@" in value or "/" in value:
        return False
    return not _NOBODY.fullmatch(value) and len(value.split()) <= 7


def _pieces(line: str) -> list[str]:
    previous = None
    while previous != line:
        previous, line = line, _LEAD.sub("", line).strip()
    pieces: list[str] = []
    for piece in _SPLIT.split(line):
        if pieces and (_SUFFIX.match(piece) or _LETTERS_AFTER.fullmatch(piece) or piece.startswith("The ")):
            continue
        if piece:
            pieces.append(piece)
    return pieces


def _name(piece: str) -> str:
    """The piece as a person's name, or nothing."""
    name = _CUT.sub("", _LEAD.sub("", piece)).strip(" .,:;-–—|\"'“”")
    words = name.split()
    if not words or len(words) > 6 or len(name) > 60 or _DATE.search(name):
        return ""
    if _ROLE.search(name) or _NOBODY.fullmatch(name):
        return ""
    if (
        len(words) == 1
        and not (len(name) > 2 and not name.isascii())
        and not re.fullmatch(r"[A-Z][\w'’.-]{2,}", name)
    ):
        return ""
    if name.isascii() or any(character.isupper() for character in name):
        if name == name.lower() and len(words) > 1:
            name = name.title()
            words = name.split()
        large = sum(1 for word in words if word[0].isupper() or word.lower() in _PARTICLES)
        if large < len(words):
            return ""
        if len(words) > 1 and name.isupper():
            name = " ".join(word if len(word) <= 2 else word.title() for word in words)
    return name
