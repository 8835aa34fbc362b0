"""`reader` alone, or with files: opens the app, where there is a terminal for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from reader.cli.desk import Desk, is_terminal
from reader.errors import UsageError

__all__ = ["open_app"]


def open_app(sources: Sequence[str], desk: Desk) -> int:
    """Open the app on the library, with `sources` to save and open first."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)) or os.environ.get("TERM") in (
        "dumb",
        "",
        None,
    ):
        raise UsageError(
            "the app needs a terminal", "", "without one: `reader list`, `reader show ID`, `reader help`"
        )
    from reader.tui.app import run

    run(home=desk.home, open_sources=list(sources))
    return 0
