"""Originals and what was made of them, as files: the bytes that were saved, cleaned articles, their insight.

An original is kept byte for byte under its hash and is never written over. Articles and insight are derived:
one that is missing or damaged is simply not there, and is made again from its original.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.article import Article, Range
from reader.article.codec import article_from_json, article_to_json
from reader.insight.values import Entity, Insight, Quote
from reader.library.durable import make_folder, write_aside
from reader.library.failures import told

__all__ = ["ArticleFiles", "insight_from_json", "insight_to_json"]

INSIGHT_FORMAT = 1

ORIGINAL_LIMIT = 256 << 20
"""Bytes that an original may unpack to; what is saved is smaller by far."""

_HASH = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9A-Za-z_-]{2,64}")


class ArticleFiles:
    """The files of one library. Every file is there whole or not at all."""

    def __init__(self, home: Path) -> None:
        self.originals_folder = home / "library" / "originals"
        self.articles_folder = home / "library" / "articles"
        self.versions_folder = home / "library" / "versions"

    # -- originals -------------------------------------------------------------------------------------
    def put_original(self, data: bytes) -> str:
        """Keep bytes as they are; their SHA-256, which is their name. Raises ReaderError."""
        name = hashlib.sha256(data).hexdigest()
        path = self._original_path(name)
        if not path.exists() or self.original(name) is None:
            # no time and no name in it: the same bytes make the same file on every machine
            self._write(path, gzip.compress(data, compresslevel=6, mtime=0))
        return name

    def original(self, sha256: str) -> bytes | None:
        """The bytes of a hash; None where they are missing or are not those any more."""
        if not _HASH.fullmatch(sha256):
            return None
        try:
            with gzip.open(self._original_path(sha256)) as file:
                data = file.read(ORIGINAL_LIMIT + 1)
        except (OSError, EOFError, zlib.error):
            return None
        if len(data) > ORIGINAL_LIMIT:
            return None  # none of ours: a synchronised folder may hold what others put there
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def remove_original(self, sha256: str) -> None:
        """Forget bytes. Raises ReaderError."""
        if _HASH.fullmatch(sha256):
            self._remove(self._original_path(sha256))

    def originals(self) -> Iterator[str]:
        """The hashes of what is kept."""
        return _names(self.originals_folder, ".gz", _HASH)

    # -- cleaned articles and their insight ------------------------------------------------------------
    def put_article(self, article: Article) -> None:
        """Keep a cleaned article under its id. Raises ReaderError; ValueError for an id that is no file
        name."""
        self._write(self._article_path(article.id), _json(article_to_json(article)), durable=False)

    def article(self, article_id: str) -> Article | None:
        """A cleaned article; None where it has to be made again."""
        return _article(self._read(article_id, self._article_path))

    # -- earlier texts ---------------------------------------------------------------------------------
    def put_version(self, article: Article) -> None:
        """Keep an article as it reads now, beside what it will be; the same text is kept once. Raises
        ReaderError."""
        path = self._version_path(article.id, article.text_hash)
        if not path.exists():
            self._write(path, gzip.compress(_json(article_to_json(article)), compresslevel=6, mtime=0))

    def version(self, article_id: str, text_hash: str) -> Article | None:
        """An earlier state of an article by the hash of its text, or the present one; None where it is not
        kept."""
        if not _ID.fullmatch(article_id) or not _ID.fullmatch(text_hash):
            return None
        present = self.article(article_id)
        if present is not None and present.text_hash == text_hash:
            return present
        try:
            with gzip.open(self._version_path(article_id, text_hash)) as file:
                data = json.loads(file.read(ORIGINAL_LIMIT))
        except (OSError, EOFError, zlib.error, ValueError, RecursionError):
            return None
        return _article(data if isinstance(data, dict) else None)

    def versions(self, article_id: str) -> list[str]:
        """The hashes of the texts that are kept of an article, besides the present one."""
        if not _ID.fullmatch(article_id):
            return []
        pattern = f"{article_id[:2].lower()}/{article_id}.*.gz"
        return sorted(path.name.split(".")[1] for path in self.versions_folder.glob(pattern))

    def _version_path(self, article_id: str, text_hash: str) -> Path:
        folder = self.versions_folder / article_id[:2].lower()
        return folder / f"{_checked(article_id)}.{_checked(text_hash)}.gz"

    def put_insight(self, article_id: str, insight: Insight) -> None:
        """Keep what was found in an article. Raises ReaderError; ValueError for an id that is no file
        name."""
        self._write(self._insight_path(article_id), _json(insight_to_json(insight)), durable=False)

    def insight(self, article_id: str) -> Insight | None:
        """What was found in an article; None where it has to be looked for again."""
        data = self._read(article_id, self._insight_path)
        try:
            return insight_from_json(data) if data is not None else None
        except ValueError:
            return None

    def remove_article(self, article_id: str) -> None:
        """Forget a cleaned article, its earlier texts and its insight. Raises ReaderError."""
        if _ID.fullmatch(article_id):
            self._remove(self._article_path(article_id))
            self._remove(self._insight_path(article_id))
            for text_hash in self.versions(article_id):
                self._remove(self._version_path(article_id, text_hash))

    def article_ids(self) -> Iterator[str]:
        """The ids of the cleaned articles that are kept."""
        return _names(self.articles_folder, ".json", _ID)

    # -- paths and bytes -------------------------------------------------------------------------------
    def _original_path(self, sha256: str) -> Path:
        return self.originals_folder / sha256[:2] / f"{sha256}.gz"

    def _article_path(self, article_id: str) -> Path:
        return self.articles_folder / article_id[:2].lower() / f"{_checked(article_id)}.json"

    def _insight_path(self, article_id: str) -> Path:
        return self.articles_folder / article_id[:2].lower() / f"{_checked(article_id)}.insight.json"

    def _write(self, path: Path, data: bytes, *, durable: bool = True) -> None:
        with told("The article was not kept", path.parent):
            make_folder(path.parent)
            write_aside(path, data, durable=durable)

    def _remove(self, path: Path) -> None:
        with told("The file was not removed", path.parent):
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def _read(self, article_id: str, path_of: Any) -> dict[str, Any] | None:
        if not _ID.fullmatch(article_id):
            return None
        try:
            data = json.loads(path_of(article_id).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None


def _article(data: dict[str, Any] | None) -> Article | None:
    try:
        return article_from_json(data) if data is not None else None
    except ValueError:
        return None


def insight_to_json(insight: Insight) -> dict[str, Any]:
    """Insight as a JSON object; ranges are pairs of offsets of the article's text."""
    return {
        "format": INSIGHT_FORMAT,
        "engine": insight.engine,
        "text_hash": insight.text_hash,
        "entities": [_value_to_json(entity) for entity in insight.entities],
        "quotes": [_value_to_json(quote) for quote in insight.quotes],
    }


def insight_from_json(data: dict[str, Any]) -> Insight:
    """The insight of a JSON object. Raises ValueError for another format, and for what is none."""
    if data.get("format") != INSIGHT_FORMAT:
        raise ValueError("insight of another format")
    try:
        return Insight(
            entities=tuple(_entity(entity) for entity in data["entities"]),
            quotes=tuple(_quote(quote) for quote in data["quotes"]),
            engine=str(data["engine"]),
            text_hash=str(data["text_hash"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an insight: {error}") from error


def _entity(data: dict[str, Any]) -> Entity:
    mentions = tuple(Range(start, end) for start, end in data["mentions"])
    return Entity(**{**data, "mentions": mentions, "aliases": tuple(data.get("aliases", ()))})


def _quote(data: dict[str, Any]) -> Quote:
    ranges = {
        name: Range(*data[name]) for name in ("speaker_range", "cue_range") if data.get(name) is not None
    }
    return Quote(**{**data, **ranges})


def _value_to_json(value: Entity | Quote) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if item == field.default:
            continue
        if isinstance(item, Range):
            item = [item.start, item.end]
        elif isinstance(item, tuple):
            item = [[part.start, part.end] if isinstance(part, Range) else part for part in item]
        result[field.name] = item
    return result


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _checked(article_id: str) -> str:
    if not _ID.fullmatch(article_id):
        raise ValueError(f"not an article's id: {article_id!r}")
    return article_id


def _names(folder: Path, ending: str, wanted: re.Pattern[str]) -> Iterator[str]:
    for path in sorted(folder.glob(f"*/*{ending}")):
        name = path.name.removesuffix(ending)
        if wanted.fullmatch(name):
            yield name
