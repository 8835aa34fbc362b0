"""An article set for a terminal: lines of styled pieces, no wider than asked. Pure; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.article import Article, Block, Mark, Range
from reader.terminal import printable
from reader.terminal.cells import cell_width, line_ranges, padded, wrapped
from reader.terminal.colour import Style
from reader.terminal.printer import Piece

__all__ = ["Line", "set_article", "set_paragraph"]

Line = Sequence[Piece]

_MARK_STYLES: dict[str, Style] = {
    "strong": "strong", "em": "em", "code": "code", "strike": "strike", "link": "link", "footnote_ref": "dim",
}  # fmt: skip
_SMALLEST_COLUMN = 4


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before the first line of a block and before the others; both take the same cells."""

    first: str
    rest: str


def set_article(article: Article, width: int, *, lit: Sequence[Range] = ()) -> Iterator[Line]:
    """The text of an article as lines of `width` cells at most, code apart; `lit` are the reader's
    highlights.

    A blank line stands between blocks, none between the items of a list.
    """
    before: Block | None = None
    for block in article.blocks:
        lines = list(_set_block(block, article.text, width, lit))
        if not lines:
            continue
        if before is not None and not before.kind == block.kind == "list_item":
            yield []
        yield from lines
        before = block


def set_paragraph(
    text: str, width: int, *, first: str = "", rest: str = "", style: Style | None = None
) -> list[Line]:
    """Plain words as lines, after what stands before the first and before the others."""
    indent = max(cell_width(first), cell_width(rest))
    lines = wrapped(text, max(10, width - indent))
    return [[first if number == 0 else rest, (line, style)] for number, line in enumerate(lines)]


def _set_block(block: Block, text: str, width: int, lit: Sequence[Range]) -> Iterator[Line]:
    content = block.of(text)
    lead = _lead(block)
    room = max(10, width - cell_width(lead.rest))
    if block.kind == "rule":
        yield [(lead.first + "* * *", "dim")]
    elif block.kind == "heading":
        words = "#" * max(1, block.level) + " " + " ".join(content.split())
        for line in wrapped(words, width):
            yield [(line, "heading")]
    elif block.kind == "code":
        for code in content.split("\n"):
            yield [lead.first, ("    " + code.expandtabs(4) if code.strip() else "", "code")]
    elif block.kind == "table":
        for row in _set_table(block, text, room):
            yield [lead.first, *row]
    elif content:
        style: Style | None = "dim" if block.kind in ("figure", "footnote") else None
        first = True
        for start, end in line_ranges(text, block.start, block.end, room):
            shown = lead.first if first else lead.rest
            yield [(shown, "dim"), *_styled(text, start, end, block.marks, lit, style)]
            first = False


def _lead(block: Block) -> _Lead:
    quote = "> " * block.quote_depth
    indent = "  " * max(0, block.depth - 1)
    if block.kind == "list_item" and not (block.ordered and block.number is None):
        marker = f"{block.number}. " if block.ordered else "- "
        return _Lead(quote + indent + marker, quote + indent + " " * len(marker))
    if block.depth:
        indent += "   " if block.ordered else "  "
    if block.kind == "figure":
        return _Lead(quote + indent + "[picture] ", quote + indent + " " * 10)
    if block.kind == "footnote" and block.label:
        marker = f"[{printable(block.label)[:12]}] "
        return _Lead(quote + indent + marker, quote + indent + " " * cell_width(marker))
    return _Lead(quote + indent, quote + indent)


def _styled(
    text: str, start: int, end: int, marks: Sequence[Mark], lit: Sequence[Range], style: Style | None
) -> Iterator[Piece]:
    """One line cut where its style changes; a highlight wins over a mark, a narrow mark over a wide one."""
    spans = [(mark.start, mark.end, _MARK_STYLES[mark.kind]) for mark in marks if mark.kind in _MARK_STYLES]
    spans.sort(key=lambda span: span[0] - span[1])
    spans += [(piece.start, piece.end, "lit") for piece in lit]
    spans = [span for span in spans if span[0] < end and span[1] > start]
    edges = sorted({start, end, *(edge for span in spans for edge in span[:2] if start < edge < end)})
    for left, right in pairwise(edges):
        chosen = style
        for span in spans:
            if span[0] <= left and right <= span[1]:
                chosen = span[2]
        yield (text[left:right].replace("\t", " "), chosen)


def _set_table(block: Block, text: str, room: int) -> Iterator[Line]:
    """Columns as wide as they need, the widest ones wrapped where all do not fit; the header over a line."""
    rows = [[" ".join(cell.of(text).split()) for cell in row] for row in block.rows]
    count = max((len(row) for row in rows), default=0)
    if not count:
        return
    widths = _column_widths(rows, count, room)
    for number, row in enumerate(rows):
        cells = [wrapped(cell, width) for cell, width in zip(_filled(row, count), widths, strict=True)]
        for at in range(max(len(cell) for cell in cells)):
            shown = [
                padded(cell[at] if at < len(cell) else "", width)
                for cell, width in zip(cells, widths, strict=True)
            ]
            yield [("  ".join(shown).rstrip(), "strong" if number < block.header_rows else None)]
        if number + 1 == block.header_rows:
            yield [("  ".join("-" * width for width in widths), "dim")]


def _filled(row: Sequence[str], count: int) -> Iterable[str]:
    return [*row, *[""] * (count - len(row))]


def _column_widths(rows: Sequence[Sequence[str]], count: int, room: int) -> list[int]:
    """The widest columns give way until the table fits: to their longest word, then, if need be, below it."""
    columns = [[row[at] for row in rows if at < len(row)] for at in range(count)]
    widths = [max(1, *(cell_width(cell) for cell in column)) if column else 1 for column in columns]
    words = [
        max((cell_width(word) for cell in column for word in cell.split()), default=1) for column in columns
    ]
    room -= 2 * (count - 1)
    for floors in (
        [min(width, word) for width, word in zip(widths, words, strict=True)],
        [_SMALLEST_COLUMN] * count,
    ):
        widths = _narrowed(widths, floors, room)
    return widths


def _narrowed(widths: list[int], floors: list[int], room: int) -> list[int]:
    """Widths that add up to `room`, taken from the widest first and never below their floors."""
    widths = list(widths)
    while (excess := sum(widths) - room) > 0:
        above = [at for at in range(len(widths)) if widths[at] > floors[at]]
        if not above:
            break
        widest = max(widths[at] for at in above)
        wide = [at for at in above if widths[at] == widest]
        lower = [widths[at] for at in above if widths[at] < widest]
        target = max([*lower, *(floors[at] for at in wide), widest - -(-excess // len(wide))])
        for at in wide:
            widths[at] = target
    return widths
