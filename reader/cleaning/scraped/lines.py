"""The lines of a plain text, joined where they were wrapped by hand and left alone where their ends mean
something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from reader.article.characters import safe_text
from reader.cleaning.html.inline import count_block_words

__all__ = ["Unit", "UnitKind", "units_of"]

UnitKind = Literal["line", "item", "code", "quote"]

_ITEM = re.compile(r"^(?P<mark>[*+•·‣▪◦○●□■☆★▸►–—-]|\(?(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_INNER_ITEM = re.compile(r"^(?P<mark>o(?P<number>(?!))?)[ \t]+(?=\S)")
"""What some tools set before the items of a list within a list; elsewhere it is a word."""
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def |class |import |from \w+ import|#include|return\b|if \(|for \(|while \(|\$ |>>> |// |/\*|<\?|function |var |let |const |public |private )"
    r"|^\s*[\w.]+\(.*\)\s*$|^\s*[\w.\[\]]+ ?[:+-]?= ?\S"
)
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]$")
_WIDEST = 130
_LEAST_WIDTH = 40
_FULL = 0.72
_LONG = 0.6
_LEAST_INTERIOR = 3
_LEAST_PROSE_WIDTH = 56
_MANY = 12
_GOING_ON = 0.4
_LONGER = 0.3
_TAB = 4
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60]")


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
    width: int
    """Columns from the margin to its end."""


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
        groups[-1].append(_Line(body, len(line) - len(body), blank, len(line) - len(body) + _columns(body)))
        blank = 0
    return groups


def _wrap_width(groups: Sequence[Sequence[_Line]]) -> int:
    """The width at which the text was wrapped by hand, or 0 where its lines end where they mean to.

    A line was wrapped when the first word of the next would not have fitted on it: of wrapped text that is
    so of nearly every long line that another follows, of verse or of lines that are paragraphs only by
    chance. Short lines say nothing: a page's menus stand beside its wrapped prose.
    """
    lines = [line for group in groups for line in group]
    lengths = sorted(line.width for line in lines if line.width >= _LEAST_WIDTH)
    if len(lengths) < _LEAST_INTERIOR:
        return 0
    pairs = [pair for group in groups for pair in pairwise(group) if not _ITEM.match(pair[1].text)]
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if width <= _WIDEST and sum(1 for line in lines if line.width > width + 30) * 20 <= len(lines):
        interior = [
            _is_filled(line, following, width) for line, following in pairs if line.width >= _LONG * width
        ]
        if len(interior) >= _LEAST_INTERIOR and sum(interior) >= _FULL * len(interior):
            return width
    return _width_of_prose(lines, pairs)


def _width_of_prose(lines: Sequence[_Line], pairs: Sequence[tuple[_Line, _Line]]) -> int:
    """The width at which the prose of a page was wrapped whose menus and tables are as long, or longer, by chance.

    It takes many full lines, and what follows them to go on in the middle of a sentence.
    """
    filled = Counter(
        width
        for line, following in pairs
        if line.width >= _LEAST_PROSE_WIDTH
        for width in range(line.width, min(line.width + 1 + _first_word(following.text), _WIDEST))
    )
    if not filled:
        return 0
    width = max(filled, key=lambda each: (filled[each], -each))
    interior = [(line, following) for line, following in pairs if _LONG * width <= line.width <= width]
    full = [following for line, following in interior if _is_filled(line, following, width)]
    going_on = sum(1 for following in full if following.text[:1].islower())
    longer = sum(1 for line in lines if line.width > width + 2)
    is_wrapped = (
        len(full) >= _MANY
        and len(full) * 2 >= len(interior)
        and going_on >= _GOING_ON * len(full)
        and longer <= _LONGER * len(lines)
    )
    return width if is_wrapped else 0


def _is_filled(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the line below would not have fitted."""
    return line.width + 1 + _first_word(following.text) > width - 1 or line.width >= width - 2


def _first_word(text: str) -> int:
    return _columns(text.split(None, 1)[0])


def _columns(text: str) -> int:
    """Columns of a terminal that the text takes, as far as wrapping goes."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _units_of_group(group: Sequence[_Line], width: int, hyphens: _Hyphens) -> list[Unit]:
    if len(group) >= 2 and sum(1 for line in group if _CODE.search(line.text)) * 2 >= len(group):
        least = min(line.indent for line in group)
        text = "\n".join(" " * (line.indent - least) + line.text for line in group)
        return [Unit(text, "code", least, group[0].blank_before)]
    units: list[Unit] = []
    last_length = 0
    wrapped = bool(width) and _is_full(group, width) and all(line.width <= width + 30 for line in group)
    dashes_are_marks = _is_list(group)
    for line in group:
        before = units[-1] if units else None
        item = _ITEM.match(line.text)
        if item is None and before is not None and before.kind == "item" and line.indent > 0:
            item = _INNER_ITEM.match(line.text)
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
        last_length = line.width
    return units


def _is_full(group: Sequence[_Line], width: int) -> bool:
    """Whether the lines of a group fill the width; verse within wrapped prose does not."""
    long = [(line, following) for line, following in pairwise(group) if line.width >= _LONG * width]
    full = sum(1 for line, following in long if line.width + 1 + _first_word(following.text) > width - 4)
    return full * 2 >= len(long)


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
        if _WIDE.match(above[-1:]) and _WIDE.match(below[:1]):
            return above + below
        return f"{above} {below}"
