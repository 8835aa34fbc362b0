"""The watched folder of the settings, looked into beside the reading: what a browser saves there comes into the
library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.library import Added
    from reader.library.watching import Watcher
    from reader.tui.desk import Desk

__all__ = ["FolderWatch"]


class FolderWatch:
    """Looks now and then, one look after the other; a folder that is not there is told, and not looked for again."""

    def __init__(self, desk: Desk, folder: str) -> None:
        self._desk = desk
        self._folder = Path(folder).expanduser()
        self._watcher: Watcher | None = None

    def look(self) -> None:
        """Look once, and again when that is done."""
        self._desk.beside(self._saved, self._told, "watch")

    def _saved(self) -> list[Added]:
        if self._watcher is None:
            self._watcher = self._desk.library.watcher(self._folder)
        return list(self._watcher.look())

    def _told(self, results: list[Added]) -> None:
        from reader.library.watching import INTERVAL

        saved = [added.article.title for added in results if added.article is not None]
        failed = [added.error for added in results if added.error]
        if saved:
            self._desk.say(f"saved “{saved[0]}”" + (f" and {len(saved) - 1} more" if len(saved) > 1 else ""))
        elif failed:
            self._desk.say(failed[0], wrong=True)
        self._desk.set_timer(INTERVAL, self.look)
