"""Housekeeping: where things live, and whether all is well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.library import trash
from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["TRASH_DAYS", "doctor", "tidy", "where"]

TRASH_DAYS = 30
"""Days after which what is in the trash is gone for good."""


def where(home: Path, cache: Path) -> dict[str, Path]:
    """Folders and files by what they are."""
    from reader import config

    return {
        "library": home / "library",
        "journals": home / "library" / "journal",
        "articles": home / "library" / "articles",
        "originals": home / "library" / "originals",
        "drafts": home / "drafts",
        "cache": cache,
        "config": config.config_folder(),
        "sites": config.config_folder() / "sites",
        "logs": config.state_folder(),
    }


def doctor(holdings: Holdings, progress: Callable[[str], None] | None = None) -> list[str]:
    """Check journals, articles, originals and marks; mend what can be mended; what was found, in words."""
    from reader.library.sites import site_rules

    say = progress or (lambda words: None)
    found: list[str] = []
    say("journals")
    found.extend(_mended(holdings))
    found.extend(holdings.store.problems)
    found.extend(line for line in holdings.store.verify() if line not in found)
    say("articles")
    records = [
        record for trashed in (False, True) for record in holdings.every(ArticleRecord, trashed=trashed)
    ]
    for record in records:
        found.extend(_article_trouble(holdings, record))
    say("rules of sites")
    found.extend(site_rules(holdings).problems)
    say("highlights and notes")
    ids = {record.id for record in records}
    marks: list[Highlight | Note] = [*holdings.every(Highlight), *holdings.every(Note)]
    found.extend(
        f"{'highlight' if isinstance(mark, Highlight) else 'note'} {mark.id} is on article {mark.article}, "
        "which is not in the library"
        for mark in marks
        if mark.article not in ids
    )
    orphans = [highlight for highlight in holdings.every(Highlight) if highlight.status == "orphan"]
    orphans = [highlight for highlight in orphans if not highlight.waits]
    if orphans:
        found.append(f"{len(orphans)} highlights have lost their place; `reader search is:orphan` lists them")
    return found


def _mended(holdings: Holdings) -> list[str]:
    """What was mended of the journals, in words; why not, where the library cannot be written."""
    from reader.errors import ReaderError

    if not holdings.store.device and not holdings.store.copies():
        return []
    try:
        return holdings.store.mend()
    except ReaderError as error:
        return [str(error)]


def tidy(holdings: Holdings, days: int = TRASH_DAYS) -> list[str]:
    """What a library wants from time to time: old trash purged, a long journal compacted; what was done.

    Cheap when nothing is due, and safe beside everything else: for an idle moment. Raises ReaderError.
    """
    done: list[str] = []
    if not holdings.store.device:
        return done
    count = trash.purge_old(holdings, days)
    if count:
        done.append(f"{count} things were in the trash for more than {days} days, and are gone")
    compacted = holdings.store.compact()
    if compacted is not None:
        before, after = compacted.bytes_before, compacted.bytes_after
        done.append(f"the journal was compacted from {before:,} to {after:,} bytes")
    return done


def _article_trouble(holdings: Holdings, record: ArticleRecord) -> list[str]:
    from reader.errors import ReaderError
    from reader.library import saving

    trouble: list[str] = []
    if record.original and holdings.files.original(record.original) is None:
        trouble.append(f"the original of “{record.title}” ({record.id}) is missing or damaged")
    if not record.waits and holdings.files.article(record.id) is None:
        try:
            saving.read(holdings, record.id)
        except ReaderError as error:
            trouble.append(f"the text of “{record.title}” ({record.id}) is missing: {error}")
        else:
            trouble.append(
                f"the text of “{record.title}” ({record.id}) was missing; made again from its original"
            )
    return trouble
