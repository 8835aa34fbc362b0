"""Making articles again: from their originals with the present cleaner, with every mark carried along.

The text that an article had is kept as an earlier version before it is replaced, so that marks find their
place by what stood around them, and nothing that was read is gone.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reader.article import Article, Range
from reader.article.change import OneChange
from reader.cleaning.site_rules import SITE_RULE
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
    edits: int = 0
    """Blocks put back and taken out by hand, as before."""
    unmet: int = 0
    """Of those edits the ones whose block the source has not any more; they are kept."""
    by_rules: int = 0
    """Blocks that rules of the site took away."""
    error: str = ""


def remake(holdings: Holdings, records: Sequence[ArticleRecord]) -> Iterator[Remade]:
    """Clean articles again, a few at a time on all cores, yielded as they are done."""
    from reader.cleaning.worker import CleaningPool, Job
    from reader.library.editing import by_hand_of
    from reader.library.sites import site_rules

    rules = site_rules(holdings).rules
    with CleaningPool() as pool:
        for first in range(0, len(records), _AT_ONCE):
            wanted: list[ArticleRecord] = []
            jobs: list[Job] = []
            for record in records[first : first + _AT_ONCE]:
                if record.waits:
                    continue
                data = holdings.files.original(record.original) if record.original else None
                if data is None:
                    yield Remade(record, error="its original is missing or damaged")
                    continue
                wanted.append(record)
                by_hand = by_hand_of(holdings, record.id, rules)
                jobs.append(
                    Job(data, record.url, kind=record.kind or None, name=record.file_name, by_hand=by_hand)
                )
            for outcome in pool.map(jobs):
                record = wanted[outcome.index]
                if outcome.article is None:
                    yield Remade(record, error=str(outcome.error or "it could not be cleaned"))
                elif not outcome.article.text.strip():
                    yield Remade(record, error="no text was found any more; it stays as it was")
                else:
                    yield put_in_place(holdings, record, outcome.article)


def put_in_place(
    holdings: Holdings,
    record: ArticleRecord,
    made: Article,
    *,
    change: contextlib.AbstractContextManager[None] | None = None,
) -> Remade:
    """Put a newly made text in an article's place, its earlier one kept, its marks carried along.

    What follows for the record and its marks is a part of `change`, or else a change that undo passes over.
    """
    from reader.cleaning.by_hand import unmet
    from reader.library.editing import edits_of
    from reader.library.saving import insight

    made = dataclasses.replace(made, id=record.id)
    before = holdings.files.article(record.id)
    changed = record.text_hash != made.text_hash
    if changed and before is not None:
        holdings.files.put_version(before)
    holdings.files.put_article(made)
    fields: dict[str, Any] = {
        "text_hash": made.text_hash,
        "word_count": made.metadata.word_count,
        "minutes": made.metadata.minutes(),
        "cleaner_version": made.cleaner_version,
        "removed_count": len(made.removed),
        **_stated_anew(record, before, made),
    }
    counts = {"ok": 0, "moved": 0, "fuzzy": 0, "orphan": 0}
    if changed or any(getattr(record, name) != value for name, value in fields.items()):
        with change or holdings.store.change("reclean", f"clean “{record.title}” again", undoable=False):
            holdings.change(ArticleRecord, [record.id], **fields)
            for status in carry_marks(holdings, made, edited=before if change is not None else None):
                counts[status] += 1
    if changed:
        insight(holdings, made)
    edits = edits_of(holdings, record.id)
    lost = len(unmet(made, edits))
    return Remade(
        holdings.get(ArticleRecord, record.id),
        changed,
        record.word_count,
        made.metadata.word_count,
        counts["ok"],
        counts["moved"],
        counts["fuzzy"],
        counts["orphan"],
        edits=len(edits) - lost,
        unmet=lost,
        by_rules=sum(receipt.reason.startswith(SITE_RULE) for receipt in made.removed),
    )


def _stated_anew(record: ArticleRecord, before: Article | None, made: Article) -> dict[str, Any]:
    """Title and authors where the source is now understood to say others than when the record was made of it."""
    if before is None:
        return {}
    was, is_now = before.metadata, made.metadata
    fields: dict[str, Any] = {}
    if record.title == was.title != is_now.title and is_now.title:
        fields["title"] = is_now.title
    if record.byline == was.byline != is_now.byline and is_now.byline:
        fields["byline"] = is_now.byline
    return fields


def carry_marks(holdings: Holdings, article: Article, *, edited: Article | None = None) -> list[AnchorStatus]:
    """Put the highlights of an article at their places in its present text, those in the trash too; how each
    fared. Inside a change.

    `edited` is the article before one block was put in or taken out: what stands above that block or below it is
    then known to be the same, however often its words are said.
    """
    from tinydb import where

    move = _around_one_block(edited, article) if edited is not None else None

    found: list[AnchorStatus] = []
    for trashed in (False, True):
        for highlight in holdings.every(Highlight, where("article") == article.id, trashed=trashed):
            status = move(holdings, highlight) if move is not None else None
            if status is None:
                status = carry(holdings, highlight, article)
            if not trashed:
                found.append(status)
    return found


def _around_one_block(
    before: Article, after: Article
) -> Callable[[Holdings, Highlight], AnchorStatus | None]:
    """Moves a highlight that stands in what two texts have in common at their beginning or end; None for another."""
    change = OneChange.between(before.text, after.text)

    def move(holdings: Holdings, highlight: Highlight) -> AnchorStatus | None:
        place = Range(highlight.start, highlight.end)
        moved = change.moved(place) if highlight.text_hash == before.text_hash else None
        if moved is None:
            return None
        status: AnchorStatus = "ok" if moved == place else "moved"
        holdings.change(
            Highlight,
            [highlight.id],
            start=moved.start,
            end=moved.end,
            status=status,
            text_hash=after.text_hash,
        )
        return status

    return move


def carry(
    holdings: Holdings, highlight: Highlight, article: Article, *, before: str | None = None
) -> AnchorStatus:
    """Put one highlight at its place in an article's text; how it fared.

    An orphan keeps the offsets and the hash of the last text that it stood in, so that a later version can
    bring it back.
    """
    if highlight.start >= highlight.end:  # it has waited for its text
        from reader.library.passages import place_passage

        place = place_passage(article.text, article.text_hash, highlight)
        fields: dict[str, object] = dict(zip(("start", "end", "status"), place, strict=True))
        if place.status == "ok":
            fields |= anchors.make_anchor(article.text, Range(place.start, place.end))._asdict()
        holdings.change(Highlight, [highlight.id], **fields, article=article.id, text_hash=article.text_hash)
        return place.status
    if before is None:
        earlier = holdings.files.version(highlight.article, highlight.text_hash)
        before = earlier.text if earlier is not None else ""
    start, end, status = anchors.heal(article.text, article.text_hash, highlight, before)
    fields = {"status": status}
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
