"""An article that has no source but itself, as bytes: what came from another library, or was put together from
clippings.

Such bytes are an original like any other; cleaning them gives the very article that was kept, once it was made
sure that it is one: anybody can write such a file.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_args

from reader.article import Article, Block, BlockKind, MarkKind, Metadata
from reader.article.characters import safe_line, safe_text
from reader.article.codec import article_from_json, article_to_json
from reader.cleaning.addresses import absolute
from reader.cleaning.identity import digest
from reader.errors import ReaderError

__all__ = ["checked_article", "is_kept_article", "kept_article", "kept_bytes"]

_SIGNATURE = b'{"format": "reader-article", "version": 1, "article": '
_LONG_LINE = 2_000


def kept_bytes(article: Article) -> bytes:
    """The bytes of an article; the same article gives the same ones."""
    body = json.dumps(article_to_json(article), ensure_ascii=True, sort_keys=True)
    return _SIGNATURE + body.encode("ascii") + b"}\n"


def is_kept_article(data: bytes) -> bool:
    """Whether these are such bytes."""
    return data.startswith(_SIGNATURE)


def kept_article(data: bytes, cleaner_version: str) -> Article:
    """The article of such bytes. Raises ReaderError where they are damaged."""
    try:
        article = checked_article(json.loads(data)["article"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReaderError("cannot read this kept article", "it is damaged") from error
    source = dataclasses.replace(article.source, sha256=digest(data))
    return dataclasses.replace(article, source=source, cleaner_version=cleaner_version)


def checked_article(data: Any) -> Article:
    """The article of a JSON object of unknown origin. Raises ValueError where it breaks the laws of articles."""
    _demand(isinstance(data, dict), "not an article")
    article = article_from_json(data)
    _demand(isinstance(article.id, str) and isinstance(article.text, str), "its text is no text")
    _demand(safe_text(article.text) == article.text, "its text holds control characters")
    for block in article.blocks:
        _check_block(block, len(article.text))
    parts = [block.of(article.text) for block in article.blocks]
    _demand("\n\n".join(parts) == article.text, "its blocks are not its text")
    _check_fields(article.source)
    for value in (*article.removed, *article.related):
        _check_fields(value)
    return dataclasses.replace(
        article,
        metadata=_checked_metadata(article.metadata),
        removed=tuple(dataclasses.replace(each, text=safe_text(each.text)) for each in article.removed),
        related=tuple(
            dataclasses.replace(each, title=safe_line(each.title), url=absolute(each.url))
            for each in article.related
        ),
        keywords=tuple(safe_line(str(keyword)) for keyword in article.keywords),
        warnings=tuple(safe_line(str(warning)) for warning in article.warnings),
        source=dataclasses.replace(article.source, name=safe_line(article.source.name)),
    )


def _check_block(block: Block, length: int) -> None:
    _demand(block.kind in get_args(BlockKind), "it has a block of an unknown kind")
    _check_fields(block)
    _demand(0 <= block.start <= block.end <= length, "a block lies outside its text")
    for mark in block.marks:
        _demand(mark.kind in get_args(MarkKind) and isinstance(mark.target, str), "it has an unknown mark")
        _demand(block.start <= mark.start <= mark.end <= block.end, "a mark lies outside its block")
        _demand(
            mark.kind != "link" or safe_line(mark.target, _LONG_LINE) == mark.target, "a link is no address"
        )
    for cell in (cell for row in block.rows for cell in row):
        _demand(block.start <= cell.start <= cell.end <= block.end, "a cell lies outside its table")


def _checked_metadata(about: Metadata) -> Metadata:
    _check_fields(about)
    _demand(all(isinstance(name, str) for name in about.byline), "its authors are no names")
    lines: dict[str, Any] = {
        name: safe_line(
            getattr(about, name), _LONG_LINE if name in ("url", "canonical_url", "image") else 300
        )
        for name in ("title", "site", "published", "modified", "language", "excerpt")
    }
    addresses: dict[str, Any] = {
        name: absolute(getattr(about, name)) for name in ("url", "canonical_url", "image")
    }
    return dataclasses.replace(about, **lines, **addresses, byline=tuple(map(safe_line, about.byline)))


def _check_fields(value: Any) -> None:
    """Every simple field is of its type."""
    for field in dataclasses.fields(value):
        kind = {"str": str, "int": int, "bool": bool}.get(str(field.type))
        _demand(kind is None or isinstance(getattr(value, field.name), kind), f"its {field.name} is damaged")


def _demand(holds: bool, reason: str) -> None:
    if not holds:
        raise ValueError(reason)
