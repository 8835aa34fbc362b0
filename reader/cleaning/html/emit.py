"""Decided blocks become parts of the article: pictures get their captions, footnotes their labels, rules
their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from reader.article.build import Piece, RelativeMark
from reader.cleaning.assemble import Part
from reader.cleaning.html.decide import CAPTION, KEEP
from reader.cleaning.html.features import BlockFeatures
from reader.cleaning.html.segments import SourceBlock
from reader.cleaning.html.tree import number_of

__all__ = ["keep_footnotes", "parts_of"]

_SAFE_LABEL = re.compile(r"[^\w*†‡§.-]+")
_REACH = 2


def parts_of(
    blocks: Sequence[SourceBlock], features: Sequence[BlockFeatures], verdicts: Sequence[str]
) -> list[Part]:
    """The parts, in the page's order."""
    captions = _captions(blocks, features, verdicts)
    used = {index for indexes in captions.values() for index in indexes}
    last_shown = ""
    parts: list[Part] = []
    for index, block in enumerate(blocks):
        if index in used:
            continue
        verdict = verdicts[index]
        if block.kind == "figure":
            legends = [blocks[caption] for caption in captions.get(index, ())]
            address = block.fields["image"]
            if verdict == KEEP and (address != last_shown or not address):
                last_shown = address
                parts.append(_figure(block, legends))
            else:
                parts.extend(Part(_piece(legend), CAPTION) for legend in legends)
        elif block.kind == "rule":
            if verdict == KEEP and parts and _last_kept_kind(parts) not in ("", "rule"):
                parts.append(Part(Piece("rule")))
        else:
            parts.append(Part(_piece(block), verdict))
            if verdict == KEEP:
                last_shown = ""
    _drop_last_rule(parts)
    return parts


def keep_footnotes(blocks: Sequence[SourceBlock], verdicts: list[str]) -> None:
    """Turn the targets of kept references into footnotes, kept; a reference without its note is no
    reference."""
    wanted: dict[str, str] = {}
    for block, verdict in zip(blocks, verdicts, strict=True):
        if verdict == KEEP:
            for text, marks in _texts_with_marks(block):
                for mark in marks:
                    if mark.kind == "footnote_ref":
                        label = _SAFE_LABEL.sub("", text[mark.start : mark.end])
                        wanted.setdefault(mark.target, label)
    labels = _unique_labels(wanted)
    found: set[str] = set()
    for index, block in enumerate(blocks):
        target = _target_around(block, labels)
        refers = any(mark.kind == "footnote_ref" and mark.target == target for mark in block.marks)
        if target and not refers and not block.reason and block.kind in ("paragraph", "list_item", "quote"):
            block.kind = "footnote"
            block.fields = {"label": labels[target]}
            verdicts[index] = KEEP
            found.add(target)
    for block in blocks:
        for _, marks in _texts_with_marks(block):
            marks[:] = [
                mark
                if mark.kind != "footnote_ref"
                else RelativeMark(mark.kind, mark.start, mark.end, labels[mark.target])
                for mark in marks
                if mark.kind != "footnote_ref" or mark.target in found
            ]


def _texts_with_marks(block: SourceBlock) -> Iterator[tuple[str, list[RelativeMark]]]:
    """The block's text with its marks; of a table those of each cell."""
    if block.kind != "table":
        yield block.text, block.marks
        return
    for row, own in zip(block.rows, block.cell_marks, strict=True):
        yield from zip(row, own, strict=True)


def _unique_labels(wanted: dict[str, str]) -> dict[str, str]:
    """A label for each target: what the reference shows, or the target's own name where that is taken."""
    taken: set[str] = set()
    labels = {}
    for target, shown in wanted.items():
        label = shown if shown and shown not in taken else target
        taken.add(label)
        labels[target] = label
    return labels


def _target_around(block: SourceBlock, labels: dict[str, str]) -> str:
    if not labels:
        return ""
    element: Any = block.element
    for _ in range(4):
        if element is None:
            return ""
        name = element.get("id") or element.get("name") or ""
        if name in labels:
            return name
        anchor = element.find("a") if element is block.element else None
        if anchor is not None and (anchor.get("id") or anchor.get("name") or "") in labels:
            return anchor.get("id") or anchor.get("name") or ""
        element = element.getparent()
    return ""


def _piece(block: SourceBlock) -> Piece:
    if block.kind == "table":
        return Piece("table", rows=block.rows, cell_marks=block.cell_marks, fields=block.fields)
    return Piece(block.kind, block.text, block.marks, fields=block.fields)


def _figure(picture: SourceBlock, captions: Sequence[SourceBlock]) -> Part:
    """A picture with its caption, or with its alternative text where it has none."""
    fields = dict(picture.fields)
    text = ""
    marks: list[RelativeMark] = []
    for caption in captions:
        offset = len(text) + 1 if text else 0
        text = f"{text} {caption.text}" if text else caption.text
        marks.extend(
            RelativeMark(mark.kind, mark.start + offset, mark.end + offset, mark.target)
            for mark in caption.marks
        )
    return Part(Piece("figure", text or fields["alt"], marks, fields=fields))


def _captions(
    blocks: Sequence[SourceBlock], features: Sequence[BlockFeatures], verdicts: Sequence[str]
) -> dict[int, list[int]]:
    """For kept pictures the positions of their captions: those in the same figure, else one close by."""
    pictures = [
        i
        for i, block in enumerate(blocks)
        if block.kind == "figure" and not block.text and verdicts[i] == KEEP
    ]
    by_figure: dict[int, int] = {}
    for index in pictures:
        figure = _figure_around(blocks[index].element)
        if figure is not None:
            by_figure.setdefault(number_of(figure), index)
    result: dict[int, list[int]] = {}
    kept_pictures = set(pictures)
    for index, block in enumerate(blocks):
        is_caption = verdicts[index] == CAPTION or (features[index].is_caption and verdicts[index] != KEEP)
        if (
            not is_caption
            or block.reason
            or not block.text
            or block.kind not in ("paragraph", "quote", "list_item", "heading")
        ):
            continue
        figure = _figure_around(block.element)
        owner = by_figure.get(number_of(figure)) if figure is not None else None
        if owner is None:
            near = [index - step for step in range(1, _REACH + 1)] + [
                index + step for step in range(1, _REACH + 1)
            ]
            owner = next((each for each in near if each in kept_pictures and each not in result), None)
        if owner is not None:
            result.setdefault(owner, []).append(index)
    return result


def _figure_around(element: Any) -> Any:
    for _ in range(6):
        if element is None or element.tag in ("body", "article", "main"):
            return None
        if element.tag == "figure":
            return element
        element = element.getparent()
    return None


def _last_kept_kind(parts: Sequence[Part]) -> str:
    return next((part.piece.kind for part in reversed(parts) if not part.reason), "")


def _drop_last_rule(parts: list[Part]) -> None:
    for index in range(len(parts) - 1, -1, -1):
        if parts[index].reason:
            continue
        if parts[index].piece.kind != "rule":
            return
        del parts[index]
