"""Rows of styled text for lists: spans, cutting and wrapping by terminal cells. Pure; no widget.

A span is text and the name of a style (a component class of the list, without its prefix). Widths are cells:
a CJK character or an emoji takes two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len, set_cell_size

from reader.article import Range

__all__ = [
    "BuiltRows",
    "EvenRows",
    "Line",
    "Row",
    "RowSource",
    "Span",
    "cut",
    "fit",
    "lit",
    "told_rows",
    "wrap",
]

Span = tuple[str, str]
Line = tuple[Span, ...]

_WORDS = re.compile(r"\s+|\S+")


def cut(text: str, width: int) -> str:
    """At most `width` cells of the text; what is cut off leaves an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Exactly `width` cells: cut, or filled with blanks (on the left side if `right`)."""
    shown = cut(text, width)
    blanks = " " * max(0, width - cell_len(shown))
    return blanks + shown if right else shown + blanks


def lit(text: str, ranges: Iterable[Range], style: str, lit_style: str) -> list[Span]:
    """A text as spans in which some ranges have another style."""
    spans: list[Span] = []
    at = 0
    for piece in sorted(ranges):
        start, end = max(at, piece.start), min(piece.end, len(text))
        if start >= end:
            continue
        if at < start:
            spans.append((text[at:start], style))
        spans.append((text[start:end], lit_style))
        at = end
    if at < len(text):
        spans.append((text[at:], style))
    return spans


def wrap(spans: Sequence[Span], width: int, *, most: int = 0, indent: int = 0) -> list[Line]:
    """Spans broken into lines of at most `width` cells; at most `most` lines (0: all), the last one cut with
    `…`.

    All lines but the first begin with `indent` blanks.
    """
    lines: list[list[Span]] = [[]]
    used = margin = 0

    def break_line() -> None:
        nonlocal used, margin
        lines.append([(" " * indent, "")] if indent else [])
        used = margin = indent

    for text, style in spans:
        for piece in _WORDS.findall(text):
            if piece.isspace():
                blanks = " " * max(1, piece.count(" "))
                if used + len(blanks) <= width and (used > margin or len(lines) == 1):
                    lines[-1].append((blanks, style))
                    used += len(blanks)
                continue
            rest = piece
            while used + cell_len(rest) > width:
                if used > margin:
                    break_line()
                    continue
                head = set_cell_size(rest, max(1, width - used)).rstrip() or rest[0]
                lines[-1].append((head, style))
                rest = rest[len(head) :]
                break_line()
            if rest:
                lines[-1].append((rest, style))
                used += cell_len(rest)
        if most and len(lines) > most:
            break
    return _cut_lines(lines, width, most)


def _cut_lines(lines: list[list[Span]], width: int, most: int) -> list[Line]:
    made = [tuple(_joined(line)) for line in lines if line] or [()]
    if not most or len(made) <= most:
        return made
    last = list(made[most - 1])
    room = width - 1
    kept: list[Span] = []
    for text, style in last:
        size = cell_len(text)
        kept.append((text if size <= room else set_cell_size(text, max(0, room)), style))
        room -= size
        if room <= 0:
            break
    return [*made[: most - 1], (*kept, ("…", kept[-1][1] if kept else ""))]


def _joined(line: list[Span]) -> list[Span]:
    """Neighbours of one style become one span."""
    made: list[Span] = []
    for text, style in line:
        if made and made[-1][1] == style:
            made[-1] = (made[-1][0] + text, style)
        else:
            made.append((text, style))
    return made


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its lines, and a key by which the screen knows what it stands for.

    A row without a key is a heading or a blank: the cursor steps over it.
    """

    lines: tuple[Line, ...]
    key: str = ""


def told_rows(lines: Iterable[tuple[str, str]], width: int) -> list[Row]:
    """What an empty list says below a blank line: keys with what they do; words alone where the key is empty."""
    rows = [Row(((),))]
    for key, words in lines:
        spans = [(f"  {key}", "key"), (f"  {words}" if key else words, "dim")]
        rows.append(Row(tuple(wrap(spans, width))))
    return rows


class RowSource(Protocol):
    """What a list shows. `layout` is called before the others, whenever the width changes."""

    def layout(self, width: int) -> None: ...
    def count(self) -> int: ...
    def key(self, index: int) -> str: ...
    def first_line(self, index: int) -> int: ...
    def height(self, index: int) -> int: ...
    def total_lines(self) -> int: ...
    def at(self, line: int) -> tuple[int, int]:
        """The row of a line, and which of its lines that is."""
        ...

    def line(self, index: int, number: int) -> Line: ...


class EvenRows:
    """Rows of one line each, made when they are drawn: ten thousand cost no more than a screenful."""

    def __init__(self, count: int, make: Callable[[int, int], Line], key: Callable[[int], str]) -> None:
        self._count = count
        self._make = make
        self._key = key
        self._width = 0

    def layout(self, width: int) -> None:
        self._width = width

    def count(self) -> int:
        return self._count

    def key(self, index: int) -> str:
        return self._key(index)

    def first_line(self, index: int) -> int:
        return index

    def height(self, index: int) -> int:
        return 1

    def total_lines(self) -> int:
        return self._count

    def at(self, line: int) -> tuple[int, int]:
        return line, 0

    def line(self, index: int, number: int) -> Line:
        return self._make(index, self._width)


class BuiltRows:
    """Rows of several lines, built for a width at once: panels, search results, menus."""

    def __init__(self, build: Callable[[int], Sequence[Row]]) -> None:
        self._build = build
        self._rows: list[Row] = []
        self._starts: list[int] = []
        self._owners: list[int] = []

    def layout(self, width: int) -> None:
        self._rows = [row for row in self._build(width) if row.lines]
        self._starts, self._owners = [], []
        for index, row in enumerate(self._rows):
            self._starts.append(len(self._owners))
            self._owners.extend([index] * len(row.lines))

    def count(self) -> int:
        return len(self._rows)

    def key(self, index: int) -> str:
        return self._rows[index].key

    def first_line(self, index: int) -> int:
        return self._starts[index]

    def height(self, index: int) -> int:
        return len(self._rows[index].lines)

    def total_lines(self) -> int:
        return len(self._owners)

    def at(self, line: int) -> tuple[int, int]:
        index = self._owners[line]
        return index, line - self._starts[index]

    def line(self, index: int, number: int) -> Line:
        return self._rows[index].lines[number]
