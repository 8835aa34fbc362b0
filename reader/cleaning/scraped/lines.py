"""The lines of a plain text, joined where they were wrapped by hand and left alone where their ends mean
something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from reader.article.characters import safe_text
from reader.cleaning.html.inline import count_block_words

__all__ = ["Unit", "UnitKind", "units_of"]

UnitKind = Literal["line", "item", "code", "quote"]

_ITEM = re.compile(r"^(?P<mark>[*+•·‣▪◦–—-]|\(?(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def |class |import |from \w+ import|#include|return\b|if \(|for \(|while \(|\$ |>>> |// |/\*|<\?|function |var |let |const |public |private )"
    r"|^\s*[\w.]+\(.*\)\s*$|^\s*[\w.\[\]]+ ?[:+-]?= ?\S"
)
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]$")
_WIDEST = 130
_LEAST_WIDTH = 40
_FULL = 0.72
_LEAST_INTERIOR = 3
_TAB = 4


@dataclass(slots=True, eq=False)
class Unit:
    """One line, list item or stretch of code, with its place in the text.

    `indent` counts columns; `blank_before` counts empty lines above; `group` numbers stretches without empty
    lines.
    """

    text: str
    kind: UnitKind = "line"
    indent: int = 0
    blank_before: int = 0
    group: int = 0
    was_joined: bool = False
    ordered: bool = False
    number: int | None = None
    depth: int = 0
    reason: str = ""
    words: int = field(default=0)

    def __post_init__(self) -> None:
        self.words = count_block_words(self.text)


@dataclass(slots=True)
class _Line:
    text: str
    indent: int
    blank_before: int


def units_of(text: str) -> list[Unit]:
    """The text's units in order. All its words are in them, those parted by a hyphen at a line's end made
    whole."""
    groups = _groups(safe_text(text))
    width = _wrap_width(groups)
    units: list[Unit] = []
    healed = _Hyphens(text)
    for number, group in enumerate(groups):
        made = _units_of_group(group, width, healed)
        for unit in made:
            unit.group = number
        units.extend(made)
    return units


def _groups(text: str) -> list[list[_Line]]:
    """Stretches of lines between empty ones."""
    groups: list[list[_Line]] = []
    blank = 0
    open_group = False
    for raw in text.split("\n"):
        line = raw.expandtabs(_TAB).rstrip()
        body = line.lstrip()
        if not body:
            blank += 1
            open_group = False
            continue
        if not open_group:
            groups.append([])
            open_group = True
        groups[-1].append(_Line(body, len(line) - len(body), blank))
        blank = 0
    return groups


def _wrap_width(groups: Sequence[Sequence[_Line]]) -> int:
    """The width at which the text was wrapped by hand, or 0 where its lines end where they mean to.

    A line was wrapped when the first word of the next would not have fitted on it: of wrapped text that is
    so of nearly every line that another follows, of verse or of lines that are paragraphs only by chance.
    """
    interior = [
        (line.indent + len(line.text), _first_word(following.text))
        for group in groups
        for line, following in pairwise(group)
        if not _ITEM.match(following.text)
    ]
    if len(interior) < _LEAST_INTERIOR:
        return 0
    lengths = sorted(length for length, _ in interior)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not _LEAST_WIDTH <= width <= _WIDEST:
        return 0
    all_lengths = [line.indent + len(line.text) for group in groups for line in group]
    if sum(1 for length in all_lengths if length > width + 30) * 20 > len(all_lengths):
        return 0
    full = sum(1 for length, word in interior if length + 1 + word > width - 1 or length >= width - 2)
    return width if full >= _FULL * len(interior) else 0


def _first_word(text: str) -> int:
    return len(text.split(None, 1)[0])


def _units_of_group(group: Sequence[_Line], width: int, hyphens: _Hyphens) -> list[Unit]:
    if len(group) >= 2 and sum(1 for line in group if _CODE.search(line.text)) * 2 >= len(group):
        least = min(line.indent for line in group)
        text = "\n".join(" " * (line.indent - least) + line.text for line in group)
        return [Unit(text, "code", least, group[0].blank_before)]
    units: list[Unit] = []
    last_length = 0
    wrapped = bool(width) and _is_full(group, width)
    dashes_are_marks = _is_list(group)
    for line in group:
        item = _ITEM.match(line.text)
        before = units[-1] if units else None
        if item and (item.group("number") or item.group("mark") not in "–—-" or dashes_are_marks):
            number = item.group("number")
            unit = Unit(line.text[item.end() :], "item", line.indent, line.blank_before)
            unit.ordered, unit.number = number is not None, int(number) if number else None
            units.append(unit)
        elif before is not None and wrapped and _continues(before, line, last_length, width):
            before.text = hyphens.joined(before.text, line.text)
            before.words = count_block_words(before.text)
            before.was_joined = True
        elif before is not None and before.kind == "item" and line.indent > before.indent and len(group) > 1:
            before.text = hyphens.joined(before.text, line.text)
            before.words = count_block_words(before.text)
        else:
            units.append(Unit(line.text, "line", line.indent, line.blank_before))
        last_length = line.indent + len(line.text)
    return units


def _is_full(group: Sequence[_Line], width: int) -> bool:
    """Whether the lines of a group fill the width; verse within wrapped prose does not."""
    pairs = list(pairwise(group))
    if not pairs:
        return True
    full = sum(
        1 for line, following in pairs
        if line.indent + len(line.text) + 1 + _first_word(following.text) > width - 4
    )  # fmt: skip
    return full * 2 >= len(pairs)


def _continues(before: Unit, line: _Line, last_length: int, width: int) -> bool:
    """Whether a line goes on with the paragraph above: that line was full, and this is not set in anew."""
    set_in = line.indent - before.indent
    if before.kind == "line" and set_in >= 2 and not before.was_joined:
        return False
    if before.kind == "line" and before.was_joined and set_in >= 2:
        return False
    return last_length + 1 + _first_word(line.text) > width - 12


def _is_list(group: Sequence[_Line]) -> bool:
    """Dashes that begin at least two lines are a list's; one alone may be speech."""
    marks = [match.group("mark") for line in group if (match := _ITEM.match(line.text))]
    return len(marks) >= 2 and all(mark in "–—-" for mark in marks) and not any(mark == "—" for mark in marks)


class _Hyphens:
    """Joins lines, making whole the words that a hyphen parted at a line's end."""

    def __init__(self, text: str) -> None:
        self._compounds = frozenset(
            match.group().lower() for match in re.finditer(r"\b[^\W\d_]{2,}-[^\W\d_]{2,}\b", text)
        )

    def joined(self, above: str, below: str) -> str:
        """The two lines as one."""
        if _HYPHENATED.search(above) and below[:1].islower():
            first, second = above.rsplit(None, 1)[-1], below.split(None, 1)[0]
            compound = re.sub(r"^\W+|\W+$", "", f"{first}{second}").lower()
            return above + below if compound in self._compounds else above[:-1] + below
        if above.endswith("-") and below[:1].isalpha():
            return above + below
        return f"{above} {below}"
