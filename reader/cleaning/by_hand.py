"""What the reader decided: blocks put back into an article or taken out of it, and rules for whole sites.

An edit knows its block by the block's words, so that it holds when the article is cleaned anew, as long as the
source still has that block. It never makes or loses a word: it moves a part between the text and the receipts.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reader.article import Article, Block, Removed
from reader.cleaning.assemble import Part, words_of
from reader.cleaning.site_rules import SiteRule

__all__ = [
    "NOTHING",
    "TAKEN_OUT",
    "ByHand",
    "Edit",
    "EditAction",
    "edit_of_block",
    "edit_of_receipt",
    "place_of",
    "unmet",
    "with_edits",
]

EditAction = Literal["put back", "take out"]
TAKEN_OUT = "taken out by hand"
"""The reason on the receipt of a block that the reader took out."""

_SHOWN = 160
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """One block, put back or taken out. `digest` is the hash of its words, `nth` which of those with the same
    words it is, counted from 0 in the source's order; `text` is how it begins, to be shown."""

    action: EditAction
    digest: str
    nth: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """All that is to be heeded when one source is cleaned."""

    rules: tuple[SiteRule, ...] = ()
    edits: tuple[Edit, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values, for a worker."""
        return dataclasses.asdict(self)

    @staticmethod
    def from_json(values: Mapping[str, Any]) -> ByHand:
        """What `to_json` wrote."""
        rules = tuple(SiteRule.from_json(rule) for rule in values.get("rules", ()))
        return ByHand(rules, tuple(Edit(**edit) for edit in values.get("edits", ())))


NOTHING = ByHand()
"""Nothing was decided by hand."""


# -- making edits ----------------------------------------------------------------------------------------


def edit_of_receipt(article: Article, receipt: Removed) -> Edit:
    """The edit that puts a receipt's block back into its article."""
    digest = _digest(receipt.text)
    before = sum(
        _digest(other.text) == digest for other in article.removed if other.order < receipt.order
    ) + sum(
        _digest(block.of(article.text)) == digest for block in article.blocks if block.start < receipt.place
    )
    return Edit("put back", digest, before, _shown(receipt.text))


def edit_of_block(article: Article, block: Block) -> Edit:
    """The edit that takes a block out of its article."""
    text = block.of(article.text)
    digest = _digest(text)
    before = sum(
        _digest(other.text) == digest for other in article.removed if other.place <= block.start
    ) + sum(
        _digest(other.of(article.text)) == digest for other in article.blocks if other.start < block.start
    )
    return Edit("take out", digest, before, _shown(text))


# -- heeding them ----------------------------------------------------------------------------------------


def with_edits(parts: Sequence[Part], edits: Iterable[Edit]) -> list[Part]:
    """The parts as the edits want them; an edit whose block is not there any more changes nothing."""
    result = list(parts)
    texts = [words_of(part.piece) for part in parts]
    for edit in edits:
        place = place_of(edit, texts)
        if place is None:
            continue
        part = result[place]
        if edit.action == "take out":
            result[place] = Part(part.piece, part.reason or TAKEN_OUT)
        elif part.reason:
            result[place] = Part(_unbroken(part))
    return result


def place_of(edit: Edit, texts: Sequence[str]) -> int | None:
    """Which of a source's blocks, given by their texts in order, an edit means; None where it is not there."""
    alike = [place for place, text in enumerate(texts) if text and _digest(text) == edit.digest]
    return alike[min(edit.nth, len(alike) - 1)] if alike else None


def unmet(article: Article, edits: Iterable[Edit]) -> list[Edit]:
    """The edits whose block the article has not any more, neither in its text nor among its receipts."""
    kept = {_digest(block.of(article.text)) for block in article.blocks}
    removed = {_digest(receipt.text) for receipt in article.removed}
    return [edit for edit in edits if edit.digest not in (kept if edit.action == "put back" else removed)]


def _unbroken(part: Part) -> Any:
    """The piece of a receipt as a block can hold it: a receipt may have blank lines, a block has none."""
    piece = part.piece
    if piece.kind in ("code", "table") or _SEPARATOR not in piece.text:
        return piece
    lines = (line for line in piece.text.split("\n") if line.strip())
    return dataclasses.replace(piece, text="\n".join(lines), marks=())


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _shown(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN else folded[:_SHOWN].rstrip() + "…"
