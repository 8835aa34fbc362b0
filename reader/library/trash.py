"""The trash: what was deleted and can still come back, and what is gone for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from reader.errors import NotFound
from reader.library.correcting import all_corrections
from reader.library.corrections import TABLE as CORRECTIONS
from reader.library.holdings import TABLES, Holdings, Kept, now
from reader.library.records import ArticleRecord, Highlight, Note, record_from

__all__ = ["Trashed", "delete", "purge", "purge_old", "restore", "trash"]

Trashed = ArticleRecord | Highlight | Note


def delete(holdings: Holdings, ids: Sequence[str]) -> list[str]:
    """Put articles, highlights or notes into the trash, a highlight with its notes. Raises NotFound."""
    found = [_find(holdings, id) for id in dict.fromkeys(ids)]
    going = [record for record in found if not record.trashed]
    if not going:
        return []
    time = now()
    with holdings.store.change("delete", f"delete {_words(going)}"):
        for record in going:
            holdings.change(type(record), [record.id], trashed=time)
            if isinstance(record, Highlight):
                holdings.change(
                    Note, [note.id for note in _notes_on(holdings, record, trashed=False)], trashed=time
                )
    return [record.id for record in going]


def restore(holdings: Holdings, ids: Sequence[str]) -> list[str]:
    """Take things out of the trash, a highlight with the notes that went with it. Raises NotFound."""
    found = [_find(holdings, id) for id in dict.fromkeys(ids)]
    coming = [record for record in found if record.trashed]
    if not coming:
        return []
    with holdings.store.change("restore", f"restore {_words(coming)}"):
        for record in coming:
            holdings.change(type(record), [record.id], trashed="")
            if isinstance(record, Highlight):
                together = [
                    note.id
                    for note in _notes_on(holdings, record, trashed=True)
                    if note.trashed == record.trashed
                ]
                holdings.change(Note, together, trashed="")
    return [record.id for record in coming]


def trash(holdings: Holdings) -> list[Trashed]:
    """What is in the trash, last deleted first."""
    everything: list[Trashed] = [
        *holdings.every(ArticleRecord, trashed=True),
        *holdings.every(Highlight, trashed=True),
        *holdings.every(Note, trashed=True),
    ]
    return sorted(everything, key=lambda record: record.trashed, reverse=True)


def purge(holdings: Holdings, ids: Sequence[str] | None = None) -> int:
    """Remove trashed things for good (all, or those named), an article with everything on it and put right in it;
    how many.

    The one verb that undo does not reach for an article: its text and original leave the disk.
    """
    if ids is None:
        going = trash(holdings)
    else:
        going = [record for record in (_find(holdings, id) for id in ids) if record.trashed]
    articles = {record.id for record in going if isinstance(record, ArticleRecord)}
    doomed: dict[str, set[str]] = {table: set() for table in TABLES.values()}
    for record in going:
        doomed[TABLES[type(record)]].add(record.id)
    for trashed in (False, True):
        marks: list[Highlight | Note] = [
            *holdings.every(Highlight, trashed=trashed),
            *holdings.every(Note, trashed=trashed),
        ]
        for mark in marks:
            if mark.article in articles:
                doomed[TABLES[type(mark)]].add(mark.id)
    if not any(doomed.values()):
        return 0
    corrected = [correction.id for correction in all_corrections(holdings) if correction.article in articles]
    if corrected:
        doomed[CORRECTIONS] = set(corrected)
    originals = {record.original for record in going if isinstance(record, ArticleRecord)}
    with holdings.store.change("purge", f"purge {_words(going)}", undoable=False):
        for table, removed in doomed.items():
            if removed:
                holdings.store.table(table).remove(doc_ids=sorted(removed))
    kept = {
        record.original
        for trashed in (False, True)
        for record in holdings.every(ArticleRecord, trashed=trashed)
    }
    for id in articles:
        holdings.files.remove_article(id)
    for original in originals - kept - {""}:
        holdings.files.remove_original(original)
    return len(going)


def purge_old(holdings: Holdings, days: int) -> int:
    """Remove for good what has been in the trash for more than `days` days; how many things."""
    before = now(before=timedelta(days=days))
    old = [record.id for record in trash(holdings) if record.trashed < before]
    return purge(holdings, old) if old else 0


def _find(holdings: Holdings, id: str) -> Trashed:
    for known in (_record(holdings, ArticleRecord, id), _record(holdings, Highlight, id)):
        if known is not None:
            return known
    note = _record(holdings, Note, id)
    if note is not None:
        return note
    raise NotFound(
        f"nothing has the id {id}", "", "`reader list`, `reader notes` and `reader trash` show ids"
    )


def _record(holdings: Holdings, kind: type[Kept], id: str) -> Kept | None:
    document = holdings.store.document(TABLES[kind], id)
    return None if document is None else record_from(kind, id, document)


def _notes_on(holdings: Holdings, highlight: Highlight, *, trashed: bool) -> list[Note]:
    from tinydb import where

    return holdings.every(Note, where("highlight") == highlight.id, trashed=trashed)


def _words(records: Sequence[Trashed]) -> str:
    if len(records) > 1:
        return f"{len(records)} things"
    record = records[0]
    text = (
        record.title
        if isinstance(record, ArticleRecord)
        else record.exact
        if isinstance(record, Highlight)
        else record.text
    )
    line = " ".join(text.split())
    return f"“{line if len(line) <= 40 else line[:39].rstrip() + '…'}”"
