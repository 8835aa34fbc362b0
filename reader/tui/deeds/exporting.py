"""What was marked and written, into files of the reader's own: where, in which format, and what must not be
overwritten."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.exchange.exporters import Bundle, Exporter
    from reader.library.library import Library
    from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["export_marks", "export_notes", "format_of", "proposed_path"]

_BY_ENDING = {
    ".org": "org", ".html": "html", ".htm": "html", ".txt": "text", ".json": "json", ".jsonl": "jsonl",
    ".csv": "csv", ".jsonld": "web-annotation", ".bib": "bibtex",
}  # fmt: skip


def proposed_path(records: Sequence[ArticleRecord]) -> str:
    """The file that is offered: named after the one article, or after how many there are; in this folder."""
    from reader.exchange.exporters.file_names import file_stem

    if len(records) == 1:
        return f"{file_stem(records[0].title, records[0].id)}.md"
    return f"{len(records)} articles.md"


def export_marks(library: Library, records: Sequence[ArticleRecord], where: str) -> str:
    """Write highlights and notes of articles to a file, or to a folder with a file an article; the words for it.

    The file's ending says which format it is. A file that one of these articles was exported to before is brought up to date and keeps what was added to
    it by hand; any other file is left alone. Raises ReaderError.
    """
    from reader.exchange.exporters import exporter, gathered

    chosen = exporter(format_of(where))
    return _write(chosen, list(gathered(library, records, chosen.depth)), where)


def export_notes(library: Library, items: Sequence[Note | Highlight], where: str) -> str:
    """Write these notes and highlights alone, with where they are from; the words for it. Raises ReaderError."""
    from reader.exchange.exporters import exporter, gathered_notes

    return _write(exporter(format_of(where)), list(gathered_notes(library, items)), where)


def format_of(where: str) -> str:
    """The format that a file's ending asks for; Markdown for a folder and for what is not known."""
    return _BY_ENDING.get(Path(where.strip()).suffix.lower(), "markdown")


def _write(exporter: Exporter, bundles: Sequence[Bundle], where: str) -> str:
    from reader.exchange.exporters.places import export_to_folder

    path = Path(where.strip()).expanduser()
    if path.is_dir() or where.strip().endswith(("/", os.sep)):
        written = list(export_to_folder(path, exporter, bundles, with_text=False))
        return f"{len(written)} {'file' if len(written) == 1 else 'files'} in {path.resolve()}"
    _to_file(path, exporter, bundles)
    marks = sum(len(bundle.highlights) for bundle in bundles)
    notes = sum(len(bundle.notes) for bundle in bundles)
    return f"{_counted(marks, 'highlight')} and {_counted(notes, 'note')} in {path.resolve()}"


def _to_file(path: Path, exporter: Exporter, bundles: Sequence[Bundle]) -> None:
    from reader.exchange.exporters.places import export_to_file

    if len(bundles) == 1:
        chunks = [exporter.document(bundles[0], with_text=False)]
    else:
        chunks = list(exporter.collection(bundles, with_text=False))
    if path.exists() and not (len(bundles) == 1 and _is_its_own(path, exporter, chunks[0])):
        raise UsageError(f"{path} is there already", "it is not this article's export", "give another name")
    export_to_file(path, chunks, exporter.updated)


def _is_its_own(path: Path, exporter: Exporter, fresh: str) -> bool:
    """Whether a file is an earlier export of the same article."""
    try:
        before = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return exporter.updated is not None and exporter.updated(before, fresh) is not None


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
