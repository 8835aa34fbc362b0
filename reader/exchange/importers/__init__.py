"""What comes in: one module a format, behind one registry that is asked by content.

A format is a function that tells from a file's content whether it is of that format, and one that yields what
stands in it: `Incoming` for each article, `Unread` for each part that cannot be read. Neither raises anything
but ReaderError, whatever the file holds. To add one, write its module and name it in `_OWN`; another package
offers its `Importer` as an entry point of the group `reader.importers`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.errors import ReaderError, UsageError
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, Unread

__all__ = ["Importer", "Source", "importer_named", "importers", "recognised"]

ENTRY_POINTS = "reader.importers"

_OWN = (
    "own_export",
    "pocket",
    "omnivore",
    "wallabag",
    "karakeep",
    "hypothesis",
    "web_annotations",
    "readwise",
    "instapaper",
    "matter",
    "raindrop",
    "zotero",
    "bibtex",
    "kindle",
    "feeds",
    "bookmarks",
)
"""Modules of this package, the more particular before the more general."""

_log = logging.getLogger("reader.exchange")


@dataclass(frozen=True, slots=True)
class Importer:
    """One format: its name for `--from`, words for a person, and its two functions."""

    name: str
    words: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Incoming | Unread]]


def importers() -> dict[str, Importer]:
    """All formats by name: our own, then those of other packages."""
    from importlib import import_module
    from importlib.metadata import entry_points

    found: dict[str, Importer] = {}
    for name in _OWN:
        module = import_module(f"{__name__}.{name}")
        for importer in module.IMPORTERS:
            found[importer.name] = importer
    for point in entry_points(group=ENTRY_POINTS):
        try:
            importer = point.load()
        except Exception:  # whatever another package raises: it costs that package's formats alone
            _log.warning("the importer %s could not be loaded", point.name, exc_info=True)
            continue
        if isinstance(importer, Importer):
            found.setdefault(importer.name, importer)
    return found


def importer_named(name: str) -> Importer:
    """The format of a name. Raises UsageError."""
    known = importers()
    if name not in known:
        raise UsageError(f"no format {name}", "", f"one of {', '.join(known)}")
    return known[name]


def recognised(source: Source) -> Importer:
    """The format of a file, told by its content. Raises ReaderError where it is none that is known."""
    for importer in importers().values():
        if importer.recognises(source):
            return importer
    raise ReaderError(
        f"cannot tell what {source.name} is",
        "it is no export of a program that is known",
        "`reader import --formats` lists them; `reader add` saves pages",
    )
