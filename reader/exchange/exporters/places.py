"""Where an export goes: one file, or a folder with a file an article. Each file is replaced at once or not
at all."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ReaderError, UsageError
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.file_names import file_stem, folded_name
from reader.library.durable import write_aside

__all__ = ["Written", "export_to_file", "export_to_folder"]


@dataclass(frozen=True, slots=True)
class Written:
    """One file that an export wrote. `changed` is false where it was like this already."""

    path: Path
    article_id: str
    changed: bool


def export_to_file(
    path: Path, chunks: Iterable[str], updated: Callable[[str, str], str | None] | None = None
) -> None:
    """Write a whole export to one file, in place of what it holds; see `Exporter.updated`. Raises ReaderError."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():  # a terminal, a pipe: there is nothing to replace
            with target.open("w", encoding="utf-8") as stream:
                stream.writelines(chunks)
            return
        content = "".join(chunks)
        before = _content(target) if updated else None
        kept = updated(before, content) if updated and before is not None else None
        _replace(target, content if kept is None else kept)
    except OSError as error:
        raise ReaderError(f"cannot write {path}", error.strerror or str(error)) from error


def export_to_folder(
    folder: Path, exporter: Exporter, bundles: Iterable[Bundle], *, with_text: bool = True
) -> Iterator[Written]:
    """Write each article to a file of its own, named after its title. Raises ReaderError.

    The same article goes to the same file again. A file that is not ours, or another article's, is never
    touched: the article's id is then part of the name. Raises UsageError for a format that is one file for all.
    """
    if not exporter.a_file_each:
        raise UsageError(
            f"{exporter.name} is one file for all articles",
            "",
            f"give a file: {folder / 'reader'}{exporter.ending}",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {folded_name(name): name for name in os.listdir(folder)}
        mine: set[str] = set()
        for bundle in bundles:
            fresh = exporter.document(bundle, with_text=with_text)
            name, content, before = _chosen(folder, exporter, bundle, fresh, taken, mine)
            mine.add(folded_name(name))
            taken[folded_name(name)] = name
            path = folder / name
            if content != before:
                _replace(path, content)
            yield Written(path, bundle.record.id, content != before)
    except OSError as error:
        raise ReaderError(f"cannot write into {folder}", error.strerror or str(error)) from error


def _chosen(
    folder: Path, exporter: Exporter, bundle: Bundle, fresh: str, taken: dict[str, str], mine: set[str]
) -> tuple[str, str, str | None]:
    """The file's name, what it will hold, and what it holds now."""
    id = bundle.record.id
    stem = file_stem(bundle.record.title, id)
    for suffix in ("", f" {id[:6]}", f" {id}"):
        wanted = f"{stem}{suffix}{exporter.ending}"
        name = taken.get(folded_name(wanted), wanted)
        if folded_name(name) in mine:
            continue
        before = _content(folder / name) if folded_name(wanted) in taken else None
        if before is None and folded_name(wanted) in taken:
            continue
        if before is None:
            return name, fresh, None
        kept = exporter.updated(before, fresh) if exporter.updated else _same(before, fresh, id)
        if kept is not None:
            return name, kept, before
    raise ReaderError(
        f"cannot export “{bundle.record.title}”", f"files in the way in {folder}", "move them away"
    )


def _same(before: str, fresh: str, id: str) -> str | None:
    """A format that keeps nothing of the user's: a file that names the article's id is ours to replace."""
    return fresh if before == fresh or re.search(rf"\b{re.escape(id)}\b", before) else None


def _replace(path: Path, content: str) -> None:
    """Put a file in its place at once; who may read it stays as it was."""
    mode = stat.S_IMODE(path.lstat().st_mode) if path.is_file() and not path.is_symlink() else None
    write_aside(path, content.encode("utf-8", "replace"))
    if mode is not None:
        path.chmod(mode)


def _content(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
