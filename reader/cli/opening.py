"""`reader` alone, with files, or `reader open`: opens the app, where there is a terminal for it."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from reader.cli.choosing import one_article
from reader.cli.desk import Desk, is_terminal
from reader.cli.verbs import Command
from reader.errors import UsageError

__all__ = ["COMMANDS", "open_app"]


def open_app(sources: Sequence[str], desk: Desk, *, plain: bool = False) -> int:
    """Open the app on the library; `sources` are saved before, and the first of them is open in it.

    Raises UsageError where there is no terminal to open it on, ReaderError where a source cannot be saved.
    """
    _refuse_without_terminal()
    first = _saved(sources, desk) if sources else ""
    return 1 if first is None else _run(desk, first, plain)


def _configure_open(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", nargs="+", metavar="ID", help="an id, the start of one, or words of the title"
    )
    parser.add_argument(
        "--plain", action="store_true", help="one column, no lines, no motion, a cursor: for screen readers"
    )


def _open(arguments: Namespace, desk: Desk) -> int:
    _refuse_without_terminal()
    return _run(desk, one_article(desk.library, arguments.article).id, arguments.plain)


def _refuse_without_terminal() -> None:
    if os.environ.get("TEXTUAL_DRIVER"):  # the screen is somewhere else: `reader serve`
        return
    here = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    if not here or os.environ.get("TERM", "dumb") in ("dumb", ""):
        raise UsageError(
            "the app needs a terminal", "", "without one: `reader list`, `reader show ID`, `reader help`"
        )


def _run(desk: Desk, open_id: str, plain: bool) -> int:
    desk.close()
    gc.disable()  # start-up makes objects and drops none; the screen turns it on again once it is furnished
    from reader.tui.app import run

    return run(desk.home, open_id=open_id, plain=plain)


def _saved(sources: Sequence[str], desk: Desk) -> str | None:
    """Save what is to be opened; the id of its first article, or None where there is none."""
    if len(sources) == 1 and not Path(sources[0]).expanduser().is_dir():
        added = desk.library.add(sources[0])
        return added.article.id if added.article is not None else None
    first = None
    for added in desk.library.add_many(sources):
        if added.error:
            desk.err.line(f"reader: {added.error}")
        elif added.article is not None:
            first = first or added.article.id
    return first


COMMANDS = {
    "open": Command(
        _configure_open, _open, (("reader open long margin", "read the article whose title has these words"),)
    )
}
