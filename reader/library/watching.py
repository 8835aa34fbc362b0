"""A folder that a browser's extension saves pages into: what comes there is saved here, as soon as it is whole.

The folder is looked at now and then; a file counts as whole when it has not changed from one look to the next. Files
are only read: they stay where they are.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reader.errors import ReaderError
from reader.library import saving
from reader.library.holdings import Holdings
from reader.library.saving import Added

__all__ = ["INTERVAL", "Watcher"]

INTERVAL = 2.0
"""Seconds from one look at the folder to the next."""
_FEW = 4
"""Files that are cleaned one by one; more are worth starting workers for."""

_State = tuple[int, int]


class Watcher:
    """Watches one folder with all that is below it. `look` is called again and again."""

    def __init__(self, holdings: Holdings, folder: Path, tags: Sequence[str] = ()) -> None:
        """Raises ReaderError where the folder is none."""
        if not folder.is_dir():
            raise ReaderError(f"cannot watch {folder}", "it is no folder", "make it, or name another")
        self.folder = folder
        self._holdings = holdings
        self._tags = tags
        self._seen: dict[Path, _State] = {}
        self._taken: dict[Path, _State] = {}

    def look(self, stop: Callable[[], bool] = lambda: False) -> Iterator[Added]:
        """Save what has come since the last look and is whole; yielded as it is saved, failures too."""
        states = dict(self._states())
        whole = [
            path
            for path, state in states.items()
            if state[0] and self._seen.get(path) == state and self._taken.get(path) != state
        ]
        self._seen = states
        self._taken = {path: state for path, state in self._taken.items() if path in states}
        for added in self._saved(whole, stop):
            path = Path(added.source)
            self._taken[path] = states[path]
            if added.error or not added.already_there:
                yield added

    def _saved(self, paths: list[Path], stop: Callable[[], bool]) -> Iterator[Added]:
        if len(paths) > _FEW:
            yield from saving.add_many(self._holdings, paths, tags=self._tags, stop=stop)
            return
        for path in paths:
            if stop():
                return
            try:
                yield saving.add(self._holdings, path, tags=self._tags)
            except ReaderError as error:
                yield Added(str(path), None, error=str(error))

    def _states(self) -> Iterator[tuple[Path, _State]]:
        """Size and time of change of each regular file; a link is none of ours."""
        for path in saving.files_below(self.folder):
            try:
                facts = os.lstat(path)
            except OSError:
                continue  # it went away between the two
            if stat.S_ISREG(facts.st_mode):
                yield path, (facts.st_size, facts.st_mtime_ns)
