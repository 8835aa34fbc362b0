"""Highlights and notes: what the reader marks in an article and writes beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from reader.article import Article, Range
from reader.errors import NotFound, UsageError
from reader.library.holdings import Holdings, now
from reader.library.records import COLOURS, ArticleRecord, Colour, Highlight, Note
from reader.library.tagging import clean_tags

__all__ = ["add_highlight", "add_note", "edit_note", "heal", "highlights", "notes", "recolour"]


def add_highlight(
    holdings: Holdings,
    article: Article,
    passage: str | Range,
    *,
    colour: Colour = "yellow",
    tags: Sequence[str] = (),
    note: str = "",
) -> Highlight:
    """Highlight a range, or the first place where the text of `passage` stands. Raises NotFound,
    UsageError."""
    from reader.library import anchors

    if colour not in COLOURS:
        raise UsageError(f"no colour {colour}", "", f"one of {', '.join(COLOURS)}")
    place = anchors.find_passage(article.text, passage) if isinstance(passage, str) else passage
    if place is None:
        shown = passage if isinstance(passage, str) else ""
        raise NotFound(
            f"“{shown[:60]}” does not stand in “{article.metadata.title}”",
            "",
            "give words as they stand there",
        )
    if not place.of(article.text).strip():
        raise UsageError("nothing to highlight", "the passage holds no words")
    exact, prefix, suffix = anchors.make_anchor(article.text, place)
    time = now()
    highlight = Highlight(
        id=holdings.store.new_id(),
        article=article.id,
        start=place.start,
        end=place.end,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        text_hash=article.text_hash,
        colour=colour,
        tags=clean_tags(tags),
        created=time,
        modified=time,
    )
    with holdings.store.change("highlight", f"highlight “{_short(exact)}”"):
        holdings.put(Highlight, highlight)
        if note.strip():
            add_note(holdings, article.id, note, highlight=highlight.id)
    return highlight


def highlights(holdings: Holdings, article_id: str = "") -> list[Highlight]:
    """Those of an article in text order (as last healed), or all, newest first."""
    from tinydb import where

    if not article_id:
        return sorted(holdings.every(Highlight), key=lambda kept: kept.created, reverse=True)
    found = holdings.every(Highlight, where("article") == article_id)
    return sorted(found, key=lambda kept: (kept.status == "orphan", kept.start, kept.end, kept.created))


def heal(holdings: Holdings, article_id: str, read: Callable[[str], Article]) -> list[Highlight]:
    """Highlights of an article, each at its place in the present text; the text is read only where one is
    stale."""
    kept = highlights(holdings, article_id)
    if not kept:
        return []
    text_hash = holdings.get(ArticleRecord, article_id).text_hash
    stale = [highlight for highlight in kept if highlight.text_hash != text_hash]
    if not stale:
        return kept
    from reader.library.remaking import carry

    article = read(article_id)
    stale = [highlight for highlight in stale if not _known_orphan(holdings, highlight, article)]
    if stale:
        with holdings.store.change("heal", "heal highlights", undoable=False):
            for highlight in stale:
                carry(holdings, highlight, article)
    return highlights(holdings, article_id)


def _known_orphan(holdings: Holdings, highlight: Highlight, article: Article) -> bool:
    """Whether a highlight that lost its place was looked for in this very text already."""
    if highlight.status != "orphan":
        return False
    document = holdings.store.document("highlights", highlight.id) or {}
    return document.get("tried") == article.text_hash


def recolour(holdings: Holdings, highlight_id: str, colour: Colour) -> Highlight:
    """Another colour. Raises NotFound, UsageError."""
    if colour not in COLOURS:
        raise UsageError(f"no colour {colour}", "", f"one of {', '.join(COLOURS)}")
    highlight = holdings.get(Highlight, highlight_id)
    with holdings.store.change("recolour", f"colour {colour}"):
        holdings.change(Highlight, [highlight_id], colour=colour, modified=now())
    return dataclasses.replace(highlight, colour=colour)


def add_note(
    holdings: Holdings, article_id: str, text: str, *, highlight: str = "", tags: Sequence[str] = ()
) -> Note:
    """Write a note on an article, or on one of its highlights. Raises NotFound, UsageError."""
    words = clean_note(text)
    holdings.get(ArticleRecord, article_id)
    if highlight:
        holdings.get(Highlight, highlight)
    time = now()
    note = Note(
        id=holdings.store.new_id(),
        article=article_id,
        text=words,
        highlight=highlight,
        tags=clean_tags(tags),
        created=time,
        modified=time,
    )
    with holdings.store.change("note", f"note “{_short(words)}”"):
        return holdings.put(Note, note)


def edit_note(holdings: Holdings, note_id: str, text: str) -> Note:
    """Put other words into a note. Raises NotFound, UsageError."""
    words = clean_note(text)
    note = holdings.get(Note, note_id)
    if words == note.text:
        return note
    with holdings.store.change("edit-note", f"edit note “{_short(note.text)}”"):
        holdings.change(Note, [note_id], text=words, modified=now())
    return holdings.get(Note, note_id)


def notes(holdings: Holdings, article_id: str = "") -> list[Note]:
    """Notes of an article, or all; last changed first."""
    from tinydb import where

    found = holdings.every(Note, where("article") == article_id if article_id else None)
    return sorted(found, key=lambda note: note.modified, reverse=True)


def clean_note(text: str) -> str:
    """A note's text as it is kept. Raises UsageError when it holds no words."""
    from reader.article.characters import safe_text

    words = safe_text(text).strip()
    if not words:
        raise UsageError("the note is empty", "", "write something, or delete it")
    return words


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
