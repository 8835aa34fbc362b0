"""The lock between processes: one writes a library at a time, and a killed one lets go of it by itself."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from reader.errors import ReaderError

__all__ = ["FileLock"]

_FIRST_WAIT = 0.0005
_LONGEST_WAIT = 0.02


class FileLock:
    """An exclusive `flock` on a file of its own. Not for several threads: its user holds a lock of the
    process.

    The operating system releases it when the holder ends, however it ends.
    """

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        self._path = path
        self._patience = patience
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Wait for the lock, `patience` seconds at the most. Raises ReaderError, and OSError where the file
        can't be."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._wait(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others write. Does nothing when the lock is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _wait(self, descriptor: int) -> None:
        deadline = time.monotonic() + self._patience
        pause = _FIRST_WAIT
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise ReaderError(
                        "The library is busy",
                        "another process has been writing to it for too long",
                        "end the other one, or try again",
                    ) from None
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_WAIT)
            else:
                return
