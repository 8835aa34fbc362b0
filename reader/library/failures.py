"""What the disk and SQLite say when something fails, in words for a person."""

from __future__ import annotations

import contextlib
import errno
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from reader.errors import ReaderError

__all__ = ["is_damage", "of_state", "told"]

_WORDS = {
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and try again"),
    errno.EFBIG: ("the file may not grow any further", ""),
    errno.EACCES: ("the folder may not be written to", "check its permissions"),
    errno.EPERM: ("the folder may not be written to", "check its permissions"),
    errno.EROFS: ("the folder may not be written to: its disk is read-only", ""),
    errno.ENOENT: ("the folder has vanished", "bring its disk back, or choose another --home"),
    errno.ENOTDIR: ("a file stands where a folder should", ""),
    errno.EIO: ("the disk reports an error", "check the disk"),
}
_LOST_TABLE = re.compile(r"no such table: (main\.)?(facts|journals|documents|fields|changes|problems)\b")


@contextlib.contextmanager
def told(title: str, folder: Path) -> Iterator[None]:
    """An OSError inside becomes a ReaderError that says what it means."""
    try:
        yield
    except OSError as error:
        reason, next_step = _WORDS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise ReaderError(title, f"{reason}: {folder}", next_step) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the state's file is damaged, and making it anew will mend that."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
        return True
    return _LOST_TABLE.search(str(error)) is not None


def of_state(error: sqlite3.Error, path: Path) -> ReaderError:
    """What an error of the state means."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return ReaderError(
            "The change was not kept", f"the disk is full: {path.parent}", "free some space and try again"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ReaderError("The library is busy", "another process is folding a long journal", "try again")
    return ReaderError(
        "The derived state cannot be used", f"{error}: {path}", "delete this file: it is made anew"
    )
