"""Where the folded state of a library lies, and what happens when it is damaged or cannot be written
there."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reader.library import failures
from reader.library.durable import make_folder
from reader.library.glimpse import state_file
from reader.library.lock import FileLock
from reader.library.state import Projection, State, identity

__all__ = ["StatePlace"]


class StatePlace:
    """One file in the cache for each library; where the cache cannot be written, one of this process
    alone."""

    def __init__(self, home: Path, cache: Path, projections: Sequence[Projection]) -> None:
        self._path = Path(state_file(str(home), str(cache)))
        self._projections = projections
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def open(self) -> State:
        """The state, empty where there was none, or none that can be read. Raises sqlite3.Error."""
        if self._scratch is None:
            try:
                make_folder(self._path.parent)
                return self._open_at(self._path)
            except (OSError, sqlite3.OperationalError):
                self._scratch = tempfile.TemporaryDirectory(prefix="reader-")
                self._path = Path(self._scratch.name) / self._path.name
        return self._open_at(self._path)

    def replace(self, damaged: State) -> State:
        """An empty state in the place of a damaged one. Raises ReaderError where that cannot be taken
        away."""
        damaged.close()
        with failures.told("The derived state cannot be made anew", self._path.parent):
            self._discard(damaged.identity)
        return self.open()

    def close(self) -> None:
        """Take away what was made for this process alone."""
        if self._scratch is not None:
            self._scratch.cleanup()

    def _open_at(self, path: Path) -> State:
        _make_private(path)
        try:
            return State(path, self._projections)
        except sqlite3.DatabaseError as error:
            if not failures.is_damage(error):
                raise
            self._discard(identity(path))
            _make_private(path)
            return State(path, self._projections)

    def _discard(self, damaged: tuple[int, int] | None) -> None:
        """Take the damaged file away, unless another process has put a new one in its place already."""
        lock = FileLock(self._path.with_suffix(".lock"))
        lock.acquire()
        try:
            if identity(self._path) == damaged:
                for end in ("", "-wal", "-shm"):
                    with contextlib.suppress(FileNotFoundError):
                        self._path.with_name(self._path.name + end).unlink()
        finally:
            lock.release()


def _make_private(path: Path) -> None:
    """The file, for its owner alone; SQLite gives its side files the same mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
