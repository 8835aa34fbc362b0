"""Articles as plain JSON values, and back: the form on disk, and what `--json` prints.

The form is compact and stable: fields that hold their default are left out, except in what `to_json` is asked
to write in full. A reader of an older or newer file ignores fields that it does not know.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from reader.article.ranges import Range
from reader.article.values import Article, Block, Mark, Metadata, Related, Removed, Source

__all__ = ["FORMAT", "article_from_json", "article_to_json"]

FORMAT = 1
"""Version of the written form; a greater one than this is refused by `article_from_json`."""


def article_to_json(article: Article) -> dict[str, Any]:
    """The article as a JSON object. Offsets are characters of its `text`."""
    return {
        "format": FORMAT,
        "id": article.id,
        "text": article.text,
        "blocks": [_block_to_json(block) for block in article.blocks],
        "metadata": _without_defaults(article.metadata),
        "source": _without_defaults(article.source),
        "removed": [_without_defaults(receipt) for receipt in article.removed],
        "related": [_without_defaults(related) for related in article.related],
        "keywords": list(article.keywords),
        "cleaner_version": article.cleaner_version,
        "warnings": list(article.warnings),
    }


def article_from_json(data: dict[str, Any]) -> Article:
    """The article of a JSON object that `article_to_json` made.

    Raises ValueError when the object is of a newer format or is not an article.
    """
    try:
        if data.get("format", FORMAT) > FORMAT:
            raise ValueError("written by a newer version of the program")
        metadata = _known(Metadata, data["metadata"])
        metadata["byline"] = tuple(metadata.get("byline", ()))
        return Article(
            id=data["id"],
            text=data["text"],
            blocks=tuple(_block_from_json(block) for block in data["blocks"]),
            metadata=Metadata(**metadata),
            source=Source(**_known(Source, data["source"])),
            removed=tuple(Removed(**_known(Removed, receipt)) for receipt in data.get("removed", ())),
            related=tuple(Related(**_known(Related, related)) for related in data.get("related", ())),
            keywords=tuple(data.get("keywords", ())),
            cleaner_version=data.get("cleaner_version", ""),
            warnings=tuple(data.get("warnings", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an article: {error}") from error


def _block_to_json(block: Block) -> dict[str, Any]:
    data = _without_defaults(block)
    if block.marks:
        data["marks"] = [
            [mark.kind, mark.start, mark.end, mark.target]
            if mark.target
            else [mark.kind, mark.start, mark.end]
            for mark in block.marks
        ]
    if block.rows:
        data["rows"] = [[[cell.start, cell.end] for cell in row] for row in block.rows]
    return data


def _block_from_json(data: dict[str, Any]) -> Block:
    known = _known(Block, data)
    known["marks"] = tuple(Mark(*mark) for mark in data.get("marks", ()))
    known["rows"] = tuple(tuple(Range(start, end) for start, end in row) for row in data.get("rows", ()))
    return Block(**known)


def _without_defaults(value: Any) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if item != field.default:
            result[field.name] = list(item) if isinstance(item, tuple) else item
    return result


def _known(kind: type, data: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in dataclasses.fields(kind)}
    return {name: value for name, value in data.items() if name in names}
