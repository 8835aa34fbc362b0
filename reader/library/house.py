"""Housekeeping: where things live, and whether all is well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["doctor", "where"]


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
        "logs": config.state_folder(),
    }


def doctor(holdings: Holdings, progress: Callable[[str], None] | None = None) -> list[str]:
    """Check journals, articles, originals and marks; mend what can be mended; what was found, in words."""
    say = progress or (lambda words: None)
    found: list[str] = []
    say("journals")
    found.extend(holdings.store.problems)
    found.extend(line for line in holdings.store.verify() if line not in found)
    say("articles")
    records = [
        record for trashed in (False, True) for record in holdings.every(ArticleRecord, trashed=trashed)
    ]
    for record in records:
        found.extend(_article_trouble(holdings, record))
    say("highlights and notes")
    ids = {record.id for record in records}
    for kind, word in ((Highlight, "highlight"), (Note, "note")):
        lost = [mark for mark in holdings.every(kind) if mark.article not in ids]
        found.extend(
            f"{word} {mark.id} is on article {mark.article}, which is not in the library" for mark in lost
        )
    orphans = [highlight for highlight in holdings.every(Highlight) if highlight.status == "orphan"]
    if orphans:
        found.append(f"{len(orphans)} highlights have lost their place; `reader search is:orphan` lists them")
    return found


def _article_trouble(holdings: Holdings, record: ArticleRecord) -> list[str]:
    from reader.errors import ReaderError
    from reader.library import saving

    trouble: list[str] = []
    if record.original and holdings.files.original(record.original) is None:
        trouble.append(f"the original of “{record.title}” ({record.id}) is missing or damaged")
    if holdings.files.article(record.id) is None:
        try:
            saving.read(holdings, record.id)
        except ReaderError as error:
            trouble.append(f"the text of “{record.title}” ({record.id}) is missing: {error}")
        else:
            trouble.append(
                f"the text of “{record.title}” ({record.id}) was missing; made again from its original"
            )
    return trouble
