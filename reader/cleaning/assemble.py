"""Parts of a source, kept and removed, become an article's text, blocks and receipts.

Every kind of source ends here, so that the law holds in one place: each part lands either in the text or
among the receipts, whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from reader.article import Block, Removed
from reader.article.build import Piece, TextBuilder
from reader.article.characters import safe_text
from reader.cleaning.repeats import earlier_likes

__all__ = ["Assembled", "Part", "assemble", "words_of"]


@dataclass(slots=True)
class Part:
    """One block of the source in its order; `reason` says why it is not in the text, and is empty when it
    is."""

    piece: Piece
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """Text, blocks and receipts of one article."""

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]


def assemble(parts: Iterable[Part]) -> Assembled:
    """The text of the kept parts, their blocks, and a receipt for each other part that says something."""
    builder = TextBuilder()
    receipts: list[tuple[Piece, str, int, int]] = []
    for order, part in enumerate(parts):
        if not part.reason:
            builder.add(_safe(part.piece))
            continue
        text = words_of(part.piece)
        if text:
            receipts.append(
                (dataclasses.replace(part.piece, text=text), part.reason, builder.next_start, order)
            )
    text = builder.text
    removed = tuple(
        Removed(piece.text, reason, min(place, len(text)), order, piece.kind)
        for piece, reason, place, order in receipts
    )
    return Assembled(text, _with_repeats(text, builder.blocks), removed)


def words_of(piece: Piece) -> str:
    """What a receipt says of a piece: its text, cleaned, without space around it."""
    if piece.kind == "table":
        return safe_text("\n".join("\t".join(row) for row in piece.rows)).strip("\n")
    return safe_text(piece.text).strip()


def _safe(piece: Piece) -> Piece:
    """The piece as it is where its text is safe, which it nearly always is; else without its marks.

    Texts pass the door when they are read from the source, but two that are safe alone may not be so
    together: combining marks can be strewn over many elements.
    """
    if piece.kind == "table":
        if all(safe_text(cell) == cell for row in piece.rows for cell in row):
            return piece
        rows = [[" ".join(safe_text(cell).split()) for cell in row] for row in piece.rows]
        return dataclasses.replace(piece, rows=rows, cell_marks=())
    text = safe_text(piece.text)
    return piece if text == piece.text else dataclasses.replace(piece, text=text, marks=())


def _with_repeats(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    likes = earlier_likes(
        [block.of(text) if block.kind in ("paragraph", "quote") else "" for block in blocks]
    )
    return tuple(
        dataclasses.replace(block, repeats=likes[index]) if index in likes else block
        for index, block in enumerate(blocks)
    )
