"""Articles that are one page saved twice: under another address, shortened, printed, or with the same text.

Two articles are alike when most five-word runs of the shorter stand in the longer. A sample of the runs, the
same for every text, finds the pairs without comparing all with all.

Source: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from reader.errors import NotFound, UsageError
from reader.library.folding import FoldedText
from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["Duplicate", "address_key", "duplicates", "fold_into"]

_RUN = 5
_SAMPLE = 8  # one run in so many is looked at
_SMALL = 400  # words of a text of which every run is looked at
_COMMON = 30  # a run in more articles than this is a boilerplate
_LEAST_RUNS = 12
_ALIKE = 0.75
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
    runs = {id: _runs(holdings, id) for id in records}
    found: dict[tuple[str, str], Duplicate] = {}
    for one, other in _candidates(records.values(), runs):
        first, second = _in_order(records[one], records[other])
        likeness = _likeness(runs[one], runs[other])
        same_address = bool(first.url) and address_key(first.url) == address_key(second.url)
        if likeness >= _ALIKE or first.text_hash == second.text_hash or (same_address and likeness >= 0.3):
            reason: Literal["address", "text"] = "address" if same_address else "text"
            found[first.id, second.id] = Duplicate(first, second, reason, round(likeness, 3))
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


def _runs(holdings: Holdings, article_id: str) -> frozenset[int]:
    """A sample of an article's five-word runs, as numbers."""
    article = holdings.files.article(article_id)
    if article is None:
        return frozenset()
    words = FoldedText(article.text).forms
    every = (zlib.crc32(" ".join(words[n : n + _RUN]).encode()) for n in range(len(words) - _RUN + 1))
    if len(words) <= _SMALL:
        return frozenset(every)
    return frozenset(run for run in every if run % _SAMPLE == 0)


def _sampled(runs: frozenset[int]) -> frozenset[int]:
    return frozenset(run for run in runs if run % _SAMPLE == 0)


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller sample that the other has; a text kept whole meets a sample as a sample."""
    if min(len(one), len(other)) and any(run % _SAMPLE for run in one) != any(run % _SAMPLE for run in other):
        one, other = _sampled(one), _sampled(other)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _LEAST_RUNS else float(one == other and bool(one))


def _candidates(records: Iterable[ArticleRecord], runs: dict[str, frozenset[int]]) -> set[tuple[str, str]]:
    """Pairs worth a comparison: one address, one text, or several runs in common."""
    groups: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for record in records:
        if record.url:
            groups["address", address_key(record.url)].append(record.id)
        if record.text_hash:
            groups["text", record.text_hash].append(record.id)
        for run in _sampled(runs[record.id]):
            groups["run", run].append(record.id)
    shared: Counter[tuple[str, str]] = Counter()
    for (what, _), ids in groups.items():
        if 1 < len(ids) <= _COMMON or (what != "run" and len(ids) > 1):
            weight = 1 if what == "run" else 3
            for number, one in enumerate(ids[:200]):
                for other in ids[number + 1 : 200]:
                    shared[min(one, other), max(one, other)] += weight
    return {pair for pair, weight in shared.items() if weight >= 3}


def _in_order(one: ArticleRecord, other: ArticleRecord) -> tuple[ArticleRecord, ArticleRecord]:
    """The one to keep first: the longer, then the earlier saved."""
    if abs(one.word_count - other.word_count) > 0.02 * max(one.word_count, other.word_count):
        longer = one.word_count > other.word_count
        return (one, other) if longer else (other, one)
    return (one, other) if (one.added, one.id) <= (other.added, other.id) else (other, one)
