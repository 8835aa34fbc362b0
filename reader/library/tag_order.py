"""Order among tags: the tree that `a/b` spells, and what looks wrong: spellings that are one, tags of one thing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.library.records import TagCount

__all__ = ["TagBranch", "TagFinding", "findings", "tree"]

_SHORTEST = 5
"""Letters of a tag from which one letter more or less is taken for a slip."""


@dataclass(frozen=True, slots=True)
class TagBranch:
    """One tag in the tree. `own` things carry it itself, `total` it or a tag below it; `name` is its last part."""

    tag: str
    name: str
    depth: int
    own: int
    total: int


@dataclass(frozen=True, slots=True)
class TagFinding:
    """What looks wrong: `spelling` (two ways to write one tag), `slip` (a letter apart) or `single` (used once).

    For the first two `better` is the one that is used more, onto which `tag` could be merged.
    """

    kind: Literal["spelling", "slip", "single"]
    tag: str
    uses: int
    better: str = ""
    better_uses: int = 0


def tree(counts: Sequence[TagCount]) -> list[TagBranch]:
    """Every tag and every tag above one, parents before children, each level by name.

    A total counts things once for each of their tags: a thing with `a/b` and `a/c` counts twice for `a`.
    """
    own: dict[str, int] = {}
    spelled: dict[str, str] = {}
    totals: defaultdict[str, int] = defaultdict(int)
    for count in counts:
        uses = count.articles + count.highlights + count.notes
        parts = [part.strip() for part in count.tag.split("/") if part.strip()]
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            spelled.setdefault(above.casefold(), above)
            totals[above.casefold()] += uses
        own["/".join(parts).casefold()] = uses
    branches = []
    for key in sorted(totals, key=lambda key: key.split("/")):
        tag = spelled[key]
        branches.append(TagBranch(tag, tag.rsplit("/", 1)[-1], tag.count("/"), own.get(key, 0), totals[key]))
    return branches


def findings(counts: Sequence[TagCount]) -> list[TagFinding]:
    """Spellings first, then slips, then tags that are used once; each tag in one finding at the most."""
    uses = {count.tag: count.articles + count.highlights + count.notes for count in counts}
    ordered = sorted(uses, key=lambda tag: (-uses[tag], tag.casefold()))
    result: list[TagFinding] = []
    told: set[str] = set()
    by_form: dict[str, str] = {}
    for tag in ordered:
        known = by_form.setdefault(_form(tag), tag)
        if known != tag:
            told.add(tag)
            result.append(TagFinding("spelling", tag, uses[tag], known, uses[known]))
    near: dict[str, list[str]] = {}
    for tag in ordered:
        if tag in told:
            continue
        better = next((known for form in _shortened(_form(tag)) for known in near.get(form, [])
                       if _one_letter_apart(_form(known), _form(tag))), "")  # fmt: skip
        if better and better not in told:
            told.add(tag)
            result.append(TagFinding("slip", tag, uses[tag], better, uses[better]))
            continue
        for form in _shortened(_form(tag)):
            near.setdefault(form, []).append(tag)
    result += [TagFinding("single", tag, 1) for tag in ordered if uses[tag] == 1 and tag not in told]
    return result


def _form(tag: str) -> str:
    """What is left of a tag without case, accents, hyphens, blanks and a plural's s; `/` stays."""
    plain = unicodedata.normalize("NFKD", tag)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    parts = [re.sub(r"[\W_]+", "", part) for part in letters.split("/")]
    return "/".join(_singular(part) for part in parts if part) or letters


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _shortened(form: str) -> set[str]:
    """The form, and each that one letter less makes of it: two words one letter apart share one."""
    if len(form) < _SHORTEST:
        return set()
    return {form, *(form[:at] + form[at + 1 :] for at in range(len(form)))}


def _one_letter_apart(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    if any(c.isdigit() for c in one + other):
        return False  # 2024 and 2025 are two things
    if len(one) > len(other):
        one, other = other, one
    first = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[first:] == other[first + 1 :]
    swapped = one[:first] + one[first + 1 : first + 2] + one[first : first + 1] + one[first + 2 :]
    return one[first + 1 :] == other[first + 1 :] or swapped == other
