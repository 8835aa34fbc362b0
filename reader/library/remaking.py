"""Making articles again: from their originals with the present cleaner, with every mark carried along.

The text that an article had is kept as an earlier version before it is replaced, so that marks find their
place by what stood around them, and nothing that was read is gone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.article import Article, Range
from reader.errors import NotFound, UsageError
from reader.library import anchors
from reader.library.holdings import Holdings, now
from reader.library.records import AnchorStatus, ArticleRecord, Highlight

__all__ = ["Remade", "carry_marks", "put_in_place", "reattach", "remake"]

_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Remade:
    """What became of one article. `error` says why it stayed as it was."""

    article: ArticleRecord
    changed: bool = False
    words_before: int = 0
    words_after: int = 0
    ok: int = 0
    moved: int = 0
    fuzzy: int = 0
    orphans: int = 0
    """Highlights that lost their place; they stay listed, and can be put in place by hand."""
    error: str = ""


def remake(holdings: Holdings, records: Sequence[ArticleRecord]) -> Iterator[Remade]:
    """Clean articles again, a few at a time on all cores, yielded as they are done."""
    from reader.cleaning.worker import CleaningPool, Job

    with CleaningPool() as pool:
        for first in range(0, len(records), _AT_ONCE):
            wanted: list[ArticleRecord] = []
            jobs: list[Job] = []
            for record in records[first : first + _AT_ONCE]:
                data = holdings.files.original(record.original) if record.original else None
                if data is None:
                    yield Remade(record, error="its original is missing or damaged")
                    continue
                wanted.append(record)
                jobs.append(Job(data, url=record.url, kind=record.kind or None, name=record.file_name))
            for outcome in pool.map(jobs):
                record = wanted[outcome.index]
                if outcome.article is None:
                    yield Remade(record, error=str(outcome.error or "it could not be cleaned"))
                elif not outcome.article.text.strip():
                    yield Remade(record, error="no text was found any more; it stays as it was")
                else:
                    yield put_in_place(holdings, record, outcome.article)


def put_in_place(holdings: Holdings, record: ArticleRecord, made: Article) -> Remade:
    """Put a newly made text in an article's place, its earlier one kept, its marks carried along."""
    from reader.library.saving import insight

    made = dataclasses.replace(made, id=record.id)
    before = holdings.files.article(record.id)
    changed = record.text_hash != made.text_hash
    if changed and before is not None:
        holdings.files.put_version(before)
    holdings.files.put_article(made)
    fields = {
        "text_hash": made.text_hash,
        "word_count": made.metadata.word_count,
        "minutes": made.metadata.minutes(),
        "cleaner_version": made.cleaner_version,
        "removed_count": len(made.removed),
    }
    counts = {"ok": 0, "moved": 0, "fuzzy": 0, "orphan": 0}
    if changed or record.cleaner_version != made.cleaner_version:
        with holdings.store.change("reclean", f"clean “{record.title}” again", undoable=False):
            holdings.change(ArticleRecord, [record.id], **fields)
            for status in carry_marks(holdings, made):
                counts[status] += 1
    if changed:
        insight(holdings, made)
    return Remade(
        holdings.get(ArticleRecord, record.id),
        changed,
        record.word_count,
        made.metadata.word_count,
        counts["ok"],
        counts["moved"],
        counts["fuzzy"],
        counts["orphan"],
    )


def carry_marks(holdings: Holdings, article: Article) -> list[AnchorStatus]:
    """Put the highlights of an article at their places in its present text, those in the trash too; how each
    fared. Inside a change."""
    from tinydb import where

    found: list[AnchorStatus] = []
    for trashed in (False, True):
        for highlight in holdings.every(Highlight, where("article") == article.id, trashed=trashed):
            status = carry(holdings, highlight, article)
            if not trashed:
                found.append(status)
    return found


def carry(
    holdings: Holdings, highlight: Highlight, article: Article, *, before: str | None = None
) -> AnchorStatus:
    """Put one highlight at its place in an article's text; how it fared.

    An orphan keeps the offsets and the hash of the last text that it stood in, so that a later version can
    bring it back.
    """
    if before is None:
        earlier = holdings.files.version(highlight.article, highlight.text_hash)
        before = earlier.text if earlier is not None else ""
    start, end, status = anchors.heal(article.text, article.text_hash, highlight, before)
    fields: dict[str, object] = {"status": status}
    if status != "orphan":
        fields |= {"start": start, "end": end, "text_hash": article.text_hash}
    else:
        fields["tried"] = article.text_hash
    if highlight.article != article.id:
        fields["article"] = article.id
    holdings.change(Highlight, [highlight.id], **fields)
    return status


def reattach(holdings: Holdings, highlight_id: str, article: Article, place: Range) -> Highlight:
    """Put a highlight at a place by hand; from now on it stands for what is written there. Raises NotFound,
    UsageError."""
    highlight = holdings.get(Highlight, highlight_id)
    if highlight.article != article.id:
        raise NotFound(f"highlight {highlight_id} is not on “{article.metadata.title}”")
    if place.end > len(article.text) or not place.of(article.text).strip():
        raise UsageError("nothing to highlight", "the passage holds no words")
    exact, prefix, suffix = anchors.make_anchor(article.text, place)
    with holdings.store.change("reattach", "put a highlight in its place"):
        holdings.change(
            Highlight, [highlight_id], start=place.start, end=place.end, exact=exact, prefix=prefix,
            suffix=suffix, text_hash=article.text_hash, status="ok", modified=now(),
        )  # fmt: skip
    return holdings.get(Highlight, highlight_id)
