"""What each verb prints with `--json`: the keys, read from the values themselves where there are such."""

from __future__ import annotations

import dataclasses

__all__ = ["WITHOUT_JSON", "json_shapes"]

WITHOUT_JSON = frozenset({"open", "serve", "completion"})
"""Verbs whose output is no value: the app itself, a script for a shell."""


def json_shapes() -> dict[str, list[str]]:
    """The keys of what each verb prints, by the verbs' names and whether it is an object or an array.

    An array of plain texts, and an object whose keys are names of the reader's own, have no keys here.
    """
    return {
        **_of_articles(),
        **_of_insight(),
        **_of_marks(),
        **_of_search(),
        **_of_keeping(),
        **_of_program(),
    }


def _keys(kind: type) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]


def _of_articles() -> dict[str, list[str]]:
    from reader.library.duplicates import Duplicate
    from reader.library.importing import Imported
    from reader.library.records import ArticleRecord
    from reader.library.remaking import Remade

    added = ["source", "article", "already_there", "removed_blocks", "warnings", "error"]
    article = ["format", "id", "text", "blocks", "metadata", "source", "removed", "related", "keywords",
               "cleaner_version", "warnings", "record"]  # fmt: skip
    return {
        "add, watch: array of": added,
        "import: object": ["file", "format", *_keys(Imported)],
        "fetch: array of": ["article", "error", "placed", "orphans", "warnings"],
        "import --formats: array of": ["name", "words"],
        "list, mark: array of; duplicates --fold: object": _keys(ArticleRecord),
        "show: object": article,
        "outline: array of": ["level", "text", "start", "end"],
        "reclean: array of": _keys(Remade),
        "take-out: object; put-back: one for each block": [*_keys(Remade), "rule"],
        "duplicates: array of": _keys(Duplicate),
    }


def _of_insight() -> dict[str, list[str]]:
    from reader.insight.values import Entity, Quote
    from reader.library.corrections import Correction
    from reader.library.person import PersonPage

    return {
        "entities: array of": _keys(Entity),
        "quotes: array of": _keys(Quote),
        "entities, quotes with a correction: array of": _keys(Correction),
        "who: object": _keys(PersonPage),
    }


def _of_marks() -> dict[str, list[str]]:
    from reader.library.notebook import Entry
    from reader.library.records import Highlight, Note, TagCount
    from reader.library.review import Review, ReviewItem
    from reader.library.tag_order import TagBranch, TagFinding
    from reader.library.versions import NoteVersion

    return {
        "highlight, reattach: object; highlights: array of": _keys(Highlight),
        "note, note edit, history --back: object; notes: array of": _keys(Note),
        "history: array of": ["number", *_keys(NoteVersion)],
        "notebook: array of": ["group", "entries"],
        "notebook, each of entries: object": _keys(Entry),
        "review: object": _keys(Review),
        "review, each of items: object": _keys(ReviewItem),
        "review keep, snooze, retire, back: array of": ["highlight", "answer", "due"],
        "tag: object": ["id", "tags"],
        "tag --suggest: array of": ["tag", "origin"],
        "tags: array of": _keys(TagCount),
        "tags rename, tags merge: object": ["old", "new", "changed"],
        "tags tree: array of": _keys(TagBranch),
        "tags doctor: array of": _keys(TagFinding),
        "tag --query: object": ["changed", "added", "removed"],
    }


def _of_search() -> dict[str, list[str]]:
    from reader.library.searches import SavedSearch
    from reader.search.facets import Facets
    from reader.search.values import Hit

    return {
        "search: array of": _keys(Hit),
        "search --facets: object": _keys(Facets),
        "searches: array of": _keys(SavedSearch),
        "searches save, rename, delete: object": _keys(SavedSearch),
        "export -o: array of": ["path", "article_id", "changed"],
        "cite: object": ["article_id", "style", "text"],
    }


def _of_keeping() -> dict[str, list[str]]:
    from reader.library.backup import BackedUp, Restored
    from reader.library.statistics import Source, Statistics, Week
    from reader.library.syncing import SyncStatus
    from reader.rules import CONDITIONS

    return {
        "delete, note delete, trash restore: array of ids": [],
        "trash: array of records and": ["kind"],
        "trash purge: object": ["purged"],
        "rules: array of": [*CONDITIONS, "tags", "queue", "star"],
        "rules apply: array of": ["id", "tags", "queue"],
        "stats: object": _keys(Statistics),
        "stats, each of weeks: object": _keys(Week),
        "stats, each of sources, people, tags: object": _keys(Source),
        "undo: object": ["undone"],
        "redo: object": ["redone"],
        "tidy: array of words": [],
        "sync-status: object": _keys(SyncStatus),
        "backup: object": _keys(BackedUp),
        "restore: object": _keys(Restored),
    }


def _of_program() -> dict[str, list[str]]:
    return {
        "doctor: object": ["findings", "settings", "terminal", "paths", "versions", "holds"],
        "where: object of paths by their names": [],
        "sites: object": ["folder", "rules", "problems"],
        "themes: array of": ["name", "title", "dark", "own", "chosen", "path"],
        "keys: array of": ["id", "words", "group", "contexts", "keys"],
        "config: object of settings and": ["keys", "problems", "path"],
        "help: array of": ["verb", "group", "words"],
        "version: object of versions and": ["reader", "python"],
    }
