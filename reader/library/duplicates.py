"""Articles that are one page saved twice: under another address, shortened, printed, or with the same text.

Two articles are alike when most five-word runs of the shorter stand in the longer. A few of the runs, the same
for every text, find the pairs without comparing all with all; see `reader.library.sketches`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal
from urllib.parse import urlsplit

from reader.errors import NotFound, UsageError
from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord, Highlight, Note
from reader.library.sketches import Sketch, likeness, rare, sketch_of

__all__ = ["Duplicate", "address_key", "duplicates", "fold_into"]

_COMMON = 30  # a run in more articles than this is a boilerplate
_SHORT = 800  # words: of a text of fewer, one run in common is worth a comparison
_MOST_OF_ONE = 200  # articles of one address or text that are compared with one another
_ALIKE = 0.75
_OF_ONE_ADDRESS = 0.3
_VARIANTS = re.compile(
    r"(?:^|/)(?:amp|print|printable|mobile|index\.html?)(?=/|$)|\.(?:amp|print)(?=\.|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two articles that look like one page: the one to keep first. `likeness` is the share of the shorter's
    text that the longer has."""

    keep: ArticleRecord
    other: ArticleRecord
    reason: Literal["address", "text"]
    likeness: float


def duplicates(holdings: Holdings) -> list[Duplicate]:
    """Pairs of articles that look like one page, the most alike first; those in the trash don't count."""
    records = {record.id: record for record in holdings.every(ArticleRecord)}
    with holdings.store.reading() as connection:
        sketches = {id: sketch_of(text) for id, text in holdings.findables.texts(connection) if id in records}
    found: dict[tuple[str, str], Duplicate] = {}
    for one, other in _candidates(records, sketches):
        first, second = _in_order(records[one], records[other])
        alike = likeness(sketches[one], sketches[other])
        same_address = bool(first.url) and address_key(first.url) == address_key(second.url)
        if (
            alike >= _ALIKE
            or first.text_hash == second.text_hash
            or (same_address and alike >= _OF_ONE_ADDRESS)
        ):
            reason: Literal["address", "text"] = "address" if same_address else "text"
            found[first.id, second.id] = Duplicate(first, second, reason, round(alike, 3))
    return sorted(found.values(), key=lambda pair: (-pair.likeness, pair.keep.title, pair.other.id))


def fold_into(holdings: Holdings, keep_id: str, other_id: str) -> ArticleRecord:
    """Make two articles one: marks, notes and tags of `other` go to `keep`, and `other` into the trash.

    Highlights look for their passage in the text of `keep`; one that is not there is an orphan there. One
    change: `undo` takes it back. Raises NotFound, UsageError.
    """
    from tinydb import where

    from reader.library.remaking import carry
    from reader.library.saving import read
    from reader.library.tagging import change_tags
    from reader.library.trash import delete

    if keep_id == other_id:
        raise UsageError("an article cannot be folded into itself")
    keep, other = holdings.get(ArticleRecord, keep_id), holdings.get(ArticleRecord, other_id)
    if keep.trashed or other.trashed:
        raise NotFound("one of the two is in the trash")
    article = read(holdings, keep_id)
    before = read(holdings, other_id).text
    with holdings.store.change("fold", f"fold “{other.title}” into “{keep.title}”"):
        for highlight in holdings.every(Highlight, where("article") == other_id):
            carry(holdings, highlight, article, before=before)
        notes = holdings.every(Note, where("article") == other_id)
        holdings.change(Note, [note.id for note in notes], article=keep_id)
        if other.tags:
            change_tags(holdings, keep_id, other.tags, ())
        fields = {"starred": keep.starred or other.starred, "added": min(keep.added, other.added)}
        holdings.change(ArticleRecord, [keep_id], **fields)
        delete(holdings, [other_id])
    return holdings.get(ArticleRecord, keep_id)


def address_key(url: str) -> str:
    """What stays the same of an address in its mobile, printed and shortened-path forms."""
    try:
        parts = urlsplit(url.lower())
    except ValueError:
        return url
    host = re.sub(r"^(?:www|m|mobile|amp|print)\.", "", parts.hostname or "")
    path = _VARIANTS.sub("", parts.path).rstrip("/")
    query = "&".join(sorted(
        part for part in parts.query.split("&")
        if part and not re.match(r"(?:print|amp|mobile|output|view|format|utm_\w+|ref|source)(?:=|$)", part)
    ))  # fmt: skip
    return f"{host}{path}?{query}"


def _candidates(
    records: Mapping[str, ArticleRecord], sketches: Mapping[str, Sketch]
) -> Iterable[tuple[str, str]]:
    """Pairs worth a comparison: one address, one text, or several runs in common."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, record in records.items():
        if record.url:
            groups[address_key(record.url)].append(id)
        if record.text_hash:
            groups[record.text_hash].append(id)
    pairs = {pair for ids in groups.values() for pair in _pairs(ids) if set(pair) <= sketches.keys()}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for id, sketch in sketches.items():
        for run in rare(sketch):
            holders[run].append(id)
    shared = Counter(pair for ids in holders.values() if len(ids) <= _COMMON for pair in _pairs(ids))
    for pair, count in shared.items():
        if count >= 3 or min(records[id].word_count for id in pair) < _SHORT:
            pairs.add(pair)
    return pairs


def _pairs(ids: list[str]) -> Iterable[tuple[str, str]]:
    return combinations(sorted(ids[:_MOST_OF_ONE]), 2) if len(ids) > 1 else ()


def _in_order(one: ArticleRecord, other: ArticleRecord) -> tuple[ArticleRecord, ArticleRecord]:
    """The one to keep first: the longer, then the earlier saved."""
    if abs(one.word_count - other.word_count) > 0.02 * max(one.word_count, other.word_count):
        longer = one.word_count > other.word_count
        return (one, other) if longer else (other, one)
    return (one, other) if (one.added, one.id) <= (other.added, other.id) else (other, one)
