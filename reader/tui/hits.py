"""The answers of a search as rows: the line around with the match lit, and below it what and where it is.
Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Range
from reader.search.values import Hit
from reader.terminal import printable, printable_line
from reader.tui.listing import short_date
from reader.tui.rows import Line, Row, Span, cut, lit, wrap

__all__ = ["KIND_SIGNS", "hit_rows"]

KIND_SIGNS = {
    "note": ("✎", "note", "accent"),
    "highlight": ("▌", "highlight", "star"),
    "quote": ("“", "quote", "quote"),
    "entity": ("◆", "name", "entity-person"),
    "title": ("▪", "title", "title"),
    "article": ("¶", "text", "dim"),
}
"""For each kind its sign, its word and its style."""


def hit_rows(hits: Sequence[Hit], width: int, *, year: int, by_article: bool = False) -> list[Row]:
    """Two or three lines a hit, and a blank one between; below headings of their articles if `by_article`.

    An article stands where its best hit stands. Keys are `hit:INDEX` of the hits as given.
    """
    if not by_article:
        return _spaced([_hit_row(index, hit, width, year, titled=True) for index, hit in enumerate(hits)])
    groups: dict[str, list[int]] = {}
    for index, hit in enumerate(hits):
        groups.setdefault(hit.article_id, []).append(index)
    rows: list[Row] = []
    for indexes in groups.values():
        if rows:
            rows.append(Row(((),)))
        title = cut(printable_line(hits[indexes[0]].title) or "Untitled", width - 10)
        rows.append(Row((((f" {title}", "heading"), (f"  {len(indexes)}", "dim")),)))
        rows.extend(_hit_row(index, hits[index], width, year, titled=False) for index in indexes)
    return rows


def _spaced(rows: Sequence[Row]) -> list[Row]:
    """With a blank line between each two."""
    blank = Row(((),))
    return [row for pair in zip(rows, [blank] * len(rows), strict=True) for row in pair][:-1]


def _hit_row(index: int, hit: Hit, width: int, year: int, *, titled: bool) -> Row:
    sign, word, style = KIND_SIGNS[hit.kind]
    context = wrap(_context(hit), width - 4, most=2)
    lines: list[Line] = [
        ((f" {sign} " if not number else "   ", style), *line) for number, line in enumerate(context)
    ]
    where: list[Span] = [(f"   {word}", "dim")]
    if hit.name:
        where.append((f" · {printable_line(hit.name, 60)}", "strong"))
    if hit.kind != "title" and titled:
        where.append((" · " + cut(printable_line(hit.title), max(10, width - 40)), "dim"))
    if hit.matches > 1:
        where.append((f" · {hit.matches} places", "dim"))
    if hit.tags:
        where.append(("  " + " ".join(f"#{printable_line(tag, 30)}" for tag in hit.tags[:4]), "tag"))
    day = short_date(hit.created, year) if hit.created else ""
    if day:
        where.append((f" · {day}", "dim"))
    lines.append(tuple(where))
    return Row(tuple(lines), f"hit:{index}")


def _context(hit: Hit) -> list[Span]:
    """The context with what matched lit. Offsets hold only for the text as given: cleaned text is shown
    unlit."""
    text = hit.context
    safe = printable(text)
    if safe != text:
        return [(safe, "text")]
    ranges = [Range(piece.start, min(piece.end, len(text))) for piece in hit.lit if piece.start < len(text)]
    return lit(text, ranges, "text", "hit")
