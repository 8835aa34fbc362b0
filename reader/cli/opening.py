"""`reader` alone, or with files: opens the app, where there is a terminal for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.cli.desk import Desk, is_terminal
from reader.errors import UsageError

__all__ = ["open_app"]


def open_app(sources: Sequence[str], desk: Desk) -> int:
    """Open the app on the library; `sources` are saved before, and the first of them is open in it.

    Raises UsageError where there is no terminal to open it on, ReaderError where a source cannot be saved.
    """
    here = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    if not here or os.environ.get("TERM", "dumb") in ("dumb", ""):
        raise UsageError(
            "the app needs a terminal", "", "without one: `reader list`, `reader show ID`, `reader help`"
        )
    first = _saved(sources, desk) if sources else ""
    if first is None:
        return 1
    desk.close()
    from reader.tui.app import run

    return run(desk.home, open_id=first)


def _saved(sources: Sequence[str], desk: Desk) -> str | None:
    """Save what is to be opened; the id of its first article, or None where there is none.

    One word that is no file is an article of the library: an id, the start of one, words of a title.
    """
    from reader.cli.saving import refuse_address

    for source in sources:
        refuse_address(source)
    if len(sources) == 1 and not Path(sources[0]).expanduser().exists():
        return desk.library.article(sources[0]).id
    if len(sources) == 1 and not Path(sources[0]).expanduser().is_dir():
        added = desk.library.add(Path(sources[0]).expanduser())
        return added.article.id if added.article is not None else None
    first = None
    for added in desk.library.add_many(sources):
        if added.error:
            desk.err.line(f"reader: {added.error}")
        elif added.article is not None:
            first = first or added.article.id
    return first
