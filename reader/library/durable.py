"""Files that are there whole or not at all, also after a kill or a power cut, and for their owner's eyes
only."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

__all__ = ["make_folder", "sync_folder", "write_aside"]


def write_aside(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file beside its place, make it durable, and put it in its place at once. Raises OSError.

    What stood there before stands until then. What can be made again need not be `durable`: after a power cut it
    may be damaged, but a kill does not harm it.
    """
    aside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        try:
            write_all(descriptor, data)
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(aside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise
    if durable:
        sync_folder(path.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte: a short write is carried on, so that a full disk shows itself as an error."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path) -> None:
    """Make names made or replaced in a folder durable; some file systems cannot, and are left at that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and what it stands in, each for its owner alone where it is new. Raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for path in reversed(missing):
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
            sync_folder(path.parent)
