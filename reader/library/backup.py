"""Backups: the whole truth of a library in one file, checked after it was written, and brought back from it.

A backup is a zip of journals, originals, earlier texts and drafts, with a list of their checksums. What is
derived is left out. Bringing one back merges: what the library has meanwhile stays, since journals of one
device grow and journals of others stand beside them.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reader.errors import ReaderError
from reader.library.durable import make_folder, sync_folder, write_aside
from reader.library.failures import told

__all__ = ["FORMAT", "BackedUp", "Restored", "back_up", "back_up_before_change", "bring_back"]

FORMAT = 1
_LIST = "reader-backup.json"
_LARGEST = 4 << 30  # bytes of one file in a backup; more is none of ours
_LONGEST_LIST = 1 << 28
_KEPT = ("library/journal", "library/originals", "library/versions", "drafts")


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was written."""

    path: Path
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: files that were missing, and journals that said something new."""

    files: int
    journals: int


def back_up(home: Path, target: Path) -> BackedUp:
    """Write a backup to a new file and read it again to check. Raises ReaderError: also where the file exists.

    Safe while the library is in use: journals only grow, and what is cut off at the end is told and skipped
    as after a kill.
    """
    if target.exists():
        raise ReaderError(f"{target} exists already", "a backup is never written over", "choose another name")
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with told("The backup was not made", target.parent):
        try:
            sums = _write(home, aside)
            _check(aside, sums)
            os.replace(aside, target)
            sync_folder(target.parent)
        finally:
            aside.unlink(missing_ok=True)
    return BackedUp(target, len(sums), target.stat().st_size)


def back_up_before_change(home: Path, format_: int) -> BackedUp | None:
    """Back a library up before a program of a newer journal format first writes to it; None where that is
    not so.

    Libraries of format 1 keep no record of it. Raises ReaderError: then nothing of the new format is written.
    """
    record = home / "format"
    try:
        known = int(record.read_text("ascii"))
    except (OSError, ValueError):
        known = 1
    if known >= format_ or not (home / "library" / "journal").is_dir():
        return None
    target = home / "backups" / f"before-format-{format_}.zip"
    with told("The backup before a change of format was not made", home):
        make_folder(target.parent)
    done = None if target.exists() else back_up(home, target)
    with told("The backup before a change of format was not made", home):
        write_aside(record, f"{format_}\n".encode())
    return done


def bring_back(home: Path, source: Path) -> Restored:
    """Put what a backup holds beside what the library has. The caller rereads the journals afterwards.

    A file that is there with other bytes stays; a journal in the backup that differs comes as a copy, whose
    changes are merged. Raises ReaderError where the file is none of ours or is damaged; nothing is changed
    then.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            sums = _listed(archive, source)
            for name in sums:
                _sound(archive, name, sums[name], source)
            return _unpack(archive, sums, home)
    except OSError as error:
        raise ReaderError(f"cannot read {source}", error.strerror or str(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise ReaderError(f"{source} is no backup, or is damaged", str(error)) from error


def _files(home: Path) -> Iterator[Path]:
    for part in _KEPT:
        for path in sorted((home / part).rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path


def _write(home: Path, aside: Path) -> dict[str, str]:
    sums: dict[str, str] = {}
    descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in _files(home):
                name = path.relative_to(home).as_posix()
                data = path.read_bytes()
                kind = zipfile.ZIP_STORED if path.suffix == ".gz" else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
                sums[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(zipfile.ZipInfo(_LIST), json.dumps({"format": FORMAT, "files": sums}, indent=1))
        file.flush()
        os.fsync(file.fileno())
    return sums


def _check(aside: Path, sums: dict[str, str]) -> None:
    with zipfile.ZipFile(aside) as archive:
        for name, digest in sums.items():
            _sound(archive, name, digest, aside)


def _listed(archive: zipfile.ZipFile, source: Path) -> dict[str, str]:
    """The names and checksums of a backup's files. Raises ReaderError for what is none of ours."""
    try:
        with archive.open(_LIST) as file:
            data = json.loads(file.read(_LONGEST_LIST))
        format_, sums = data["format"], dict(data["files"])
    except (KeyError, TypeError, ValueError) as error:
        raise ReaderError(f"{source} is no backup of a library", str(error)) from error
    if not isinstance(format_, int) or format_ > FORMAT:
        raise ReaderError(
            f"{source} was written by a newer version of the program", "", "install the newer version"
        )
    for name in sums:
        path = PurePosixPath(name)
        inside = any(path.is_relative_to(part) for part in _KEPT)
        if not inside or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
            raise ReaderError(f"{source} is no backup of a library", f"it names {name!r}")
    return sums


def _sound(archive: zipfile.ZipFile, name: str, digest: str, source: Path) -> None:
    try:
        if archive.getinfo(name).file_size > _LARGEST:
            raise ReaderError(f"{source} is no backup of a library", f"{name} is too large")
    except KeyError:
        raise ReaderError(f"{source} is damaged", f"{name} is missing") from None
    made = hashlib.sha256()
    with archive.open(name) as file:
        while piece := file.read(1 << 20):
            made.update(piece)
    if made.hexdigest() != digest:
        raise ReaderError(f"{source} is damaged", f"{name} is not what was backed up")


def _unpack(archive: zipfile.ZipFile, sums: dict[str, str], home: Path) -> Restored:
    files = journals = 0
    for name, digest in sums.items():
        target = home / name
        is_journal = name.startswith("library/journal/") and name.endswith(".jsonl")
        data = archive.read(name)
        if target.exists():
            if not is_journal or target.read_bytes().startswith(data):
                continue
            # what was compacted or changed since: its changes are merged and the copy is put away
            target = target.with_name(f"{target.stem} (backup {digest[:8]}).jsonl")
        with told("The backup was not brought back", target.parent):
            make_folder(target.parent)
            write_aside(target, data)
        files += 1
        journals += is_journal
    return Restored(files, journals)
