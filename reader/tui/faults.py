"""A fault of the program: written to a file, told in words. The file holds no text of any article."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path

from reader.terminal import printable, printable_line

__all__ = ["KEPT", "told", "write_down"]

KEPT = 5
"""Reports that are kept; older ones go when a new one is written."""


def write_down(report: str, folder: Path) -> Path:
    """Write a traceback, which names places of the program and no values, to a file of its own, and return its path.

    Raises OSError.
    """
    from reader import __version__

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(folder.glob("fault-*.log"))[: -(KEPT - 1)]:
        old.unlink(missing_ok=True)
    path = folder / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.log"
    about = f"reader {__version__}, Python {platform.python_version()}, {platform.system()}\n"
    path.write_text(about + printable(report), encoding="utf-8")
    return path


def told(report: str, folder: Path) -> str:
    """What the person at the terminal reads when a fault has ended the app: one line."""
    try:
        where = f"its report: {printable_line(str(write_down(report, folder)))}"
    except OSError as error:
        where = f"its report could not be written: {printable_line(str(error))}"
    return (
        "reader: a fault of the program ended it. What was saved is safe, and a note that was being typed is a draft: "
        f"start `reader` again to go on. {where[0].upper()}{where[1:]}"
    )
