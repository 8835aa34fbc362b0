"""How each kind of block is set: its place in the column, the space before it, its markers, bars and grounds.

Everything is a function of the blocks and of the column's width in cells. Markers, bars and grounds are
decoration: they have no offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.article.characters import safe_line
from reader.article.values import Block
from reader.tui.article_view.cells import cells_of, drawable
from reader.tui.article_view.parts import Decor, Part, Run, window

__all__ = [
    "BLANK",
    "RULE",
    "Shape",
    "block_style",
    "left_parts",
    "line_parts",
    "shape_of",
    "sideways_parts",
    "spacing",
    "spacing_parts",
]

BLANK = 0
RULE = 1
"""The lines before a block: an empty one, or a short rule above the footnotes."""

_STEP = 4
"""Cells that each level of a list moves its text to the right."""
_NARROW_STEP = 3
_NARROW = 40
"""A column of fewer cells gets the narrow step."""
_BAR = "▎"
_BULLETS = "•◦▪"
_CONTINUED = "↪ "
_MORE_LEFT, _MORE_RIGHT = "‹", "›"
_LABEL = 6
"""Cells of a footnote's label at the most."""
_SHORT_RULE = 9


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the lines of a block stand, in cells of the column."""

    indent: int
    width: int
    bars: int = 0
    """Quote bars to the left, two cells each; part of `indent`."""
    hang: int = 0
    """What a line that goes on from the one before it stands in further; only of code."""

    @property
    def rest(self) -> int:
        """The width of a line that goes on."""
        return max(1, self.width - self.hang)


def shape_of(block: Block, column: int) -> Shape:
    """The shape of a block in a column of that many cells. Text keeps a third of the column however deep it
    stands.
    """
    step = _STEP if column >= _NARROW else _NARROW_STEP
    most = max(0, column - max(8, column // 3))
    bars = min(block.quote_depth or (block.kind == "quote"), most // 2)
    indent = 2 * bars + step * block.depth
    if block.kind == "list_item":
        indent = 2 * bars + step * max(1, block.depth)
        if block.number is not None:
            indent += max(0, len(str(block.number)) + 2 - step)
    elif block.kind in ("figure", "code"):
        indent += 2
    elif block.kind == "footnote":
        indent += _label_cells(block.label) + 1
    indent = min(indent, most)
    width = column - indent
    if block.kind == "code":
        return Shape(indent, max(1, width - 2), bars, 2 if width > 12 else 0)
    return Shape(indent, max(1, width), bars)


def spacing(blocks: Sequence[Block], number: int) -> tuple[int, ...]:
    """The lines before a block: `BLANK` and `RULE`, from the top."""
    if number == 0:
        return ()
    block, before = blocks[number], blocks[number - 1]
    if block.kind == "heading":
        return (BLANK,) if before.kind == "heading" or block.level > 3 else (BLANK, BLANK)
    if block.kind == "footnote":
        return () if before.kind == "footnote" else (BLANK, RULE)
    if before.kind == "heading" and before.level > 3:
        return ()
    if block.kind == "list_item" and before.kind == "list_item" and block.quote_depth == before.quote_depth:
        return ()
    return (BLANK,)


def spacing_parts(blocks: Sequence[Block], number: int, kind: int, column: int) -> list[Part]:
    """What is drawn on a line before a block: quote bars go on through the space between quotes."""
    if kind == RULE:
        return [Decor("─" * min(_SHORT_RULE, column), "rule")]
    bars = min(shape_of(blocks[number], column).bars, shape_of(blocks[number - 1], column).bars)
    return [Decor(_BAR + " ", "bar")] * bars


def left_parts(shape: Shape) -> list[Part]:
    """What stands to the left of a block that has no markers."""
    left = shape.indent - 2 * shape.bars
    return [*[Decor(_BAR + " ", "bar")] * shape.bars, *([Decor(" " * left)] if left else [])]


def line_parts(
    block: Block, shape: Shape, run: Run, *, first: bool, fresh: bool, column: int, text: str
) -> list[Part]:
    """A line of a block that is no table: its markers and its run.

    `first` tells the block's first line, `fresh` a line that does not go on from the one before it.
    """
    parts: list[Part] = [Decor(_BAR + " ", "bar")] * shape.bars
    left = shape.indent - 2 * shape.bars
    if block.kind == "code":
        used = shape.hang if not fresh else 0
        if left > 2:
            parts.append(Decor(" " * (left - 2)))
        parts.append(Decor(" " * min(2, left), "code-block"))
        if used:
            parts.append(Decor(_CONTINUED, "code-block code-sign"))
        parts.append(run)
        rest = column - shape.indent - used - run.cells(text)
        parts.append(Decor(" " * max(0, rest), "code-block"))
        return parts
    if block.kind == "rule" and run.start == run.end:
        length = min(_SHORT_RULE, shape.width)
        return [*parts, Decor(" " * (left + (shape.width - length) // 2)), Decor("─" * length, "rule")]
    marker, style = _marker(block) if first else ("", "")
    if left:
        marker = marker[-left:] if cells_of(marker) > left else marker
        parts.append(Decor(" " * (left - cells_of(marker))))
        if marker:
            parts.append(Decor(marker, style))
    if block.kind == "figure" and run.start == run.end:
        return [*parts, Decor("picture", "caption")]
    parts.append(run)
    return parts


def sideways_parts(
    block: Block, shape: Shape, parts: Sequence[Part], shift: int, column: int, text: str
) -> list[Part]:
    """What of a line that may be too long is shown, from the column's left edge on: a window on it.

    Signs tell where there is more: on the ground to both sides of code, on the edges of a table.
    """
    whole, width = sum(part.cells(text) for part in parts), shape.width
    more_left, more_right = shift > 0 and whole > 0, whole > shift + width
    if block.kind != "code":
        shown = window(parts, text, shift, width)
        if more_right:
            shown = [*window(parts, text, shift, width - 1), Decor(_MORE_RIGHT, "code-sign")]
        if more_left:
            shown = [Decor(_MORE_LEFT, "code-sign"), *window(shown, text, 1, width - 1)]
        return [*left_parts(shape), *shown]
    shown = window(parts, text, shift, width)
    ground = min(2, shape.indent - 2 * shape.bars)
    free = column - shape.indent - sum(part.cells(text) for part in shown)
    made = left_parts(Shape(shape.indent - ground, width, shape.bars))
    if ground:
        made.append(Decor((_MORE_LEFT if more_left else " ") + " " * (ground - 1), "code-block code-sign"))
    made.extend(shown)
    if more_right and free > 0:
        made.append(Decor(" " * (free - 1) + _MORE_RIGHT, "code-block code-sign"))
    elif free > 0:
        made.append(Decor(" " * free, "code-block"))
    return made


def _marker(block: Block) -> tuple[str, str]:
    """The sign that hangs before a block's first line, with the space behind it, and its style."""
    if block.kind == "list_item":
        if block.number is not None:
            return f"{block.number}. ", "marker"
        if not block.ordered:
            return _BULLETS[(max(1, block.depth) - 1) % len(_BULLETS)] + " ", "marker"
    if block.kind == "figure":
        return "▣ ", "caption-sign"
    if block.kind == "footnote":
        return _label(block.label) + " ", "marker"
    return "", ""


@lru_cache(maxsize=256)
def _label(label: str) -> str:
    """A footnote's label as it is shown: on one line, cut where it is long."""
    shown = drawable(safe_line(label, _LABEL)) or "*"
    return f"{shown}." if cells_of(shown) <= _LABEL else "*"


def _label_cells(label: str) -> int:
    return cells_of(_label(label))


def block_style(block: Block) -> str:
    """The component class of the block's text, without `article--`."""
    if block.kind == "heading":
        return f"heading-{min(max(block.level, 1), 6)}"
    return {
        "quote": "block-quote",
        "code": "code-block",
        "figure": "caption",
        "footnote": "footnote",
    }.get(block.kind, "repeat" if block.repeats is not None else "")
