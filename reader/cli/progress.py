"""A bar on standard error for work that takes a while: it appears after half a second, and leaves nothing behind."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

from reader.cli.desk import Desk, is_terminal
from reader.terminal import printable_line
from reader.terminal.cells import cut

__all__ = ["Bar", "counted", "working"]

PATIENCE = 0.5
"""Seconds after which the bar appears."""
_BETWEEN = 0.1
"""Seconds between two drawings of it."""
_CELLS = 20

Item = TypeVar("Item")


class Bar:
    """One line that is written over. Draws nothing where nobody watches, or with `--quiet`."""

    def __init__(self, desk: Desk, total: int = 0, *, at_once: bool = False) -> None:
        self.desk = desk
        self.total = total
        self.live = is_terminal(sys.stderr) and not desk.quiet
        self._next = time.monotonic() + (0.0 if at_once else PATIENCE)
        self._shown = False

    def show(self, done: int, words: str = "", *, at_once: bool = False) -> None:
        """So much is done of the total; without a total, how much it is."""
        if not self.live or (time.monotonic() < self._next and not at_once):
            return
        self._next = time.monotonic() + _BETWEEN
        if self.total:
            filled = round(min(1.0, done / self.total) * _CELLS)
            head = f"{'█' * filled}{'░' * (_CELLS - filled)} {done} of {self.total}"
        else:
            head = f"{done} …" if done else "…"
        line = cut(printable_line(f"{head}  {words}"), self.desk.err.width - 1)
        self.desk.err.stream.write("\r" + line + "\x1b[K")
        self.desk.err.flush()
        self._shown = True

    def clear(self) -> bool:
        """Take the line away, so that another can be printed; whether there was one."""
        shown, self._shown = self._shown, False
        if shown:
            self.desk.err.stream.write("\r\x1b[K")
            self.desk.err.flush()
        return shown

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()


@contextmanager
def working(desk: Desk, words: str) -> Iterator[None]:
    """Words and the seconds since, while something is done of which nobody knows how far it is."""
    bar = Bar(desk)
    if not bar.live:
        yield
        return
    done = Event()
    begun = time.monotonic()

    def tell() -> None:
        while not done.wait(PATIENCE):
            bar.show(0, f"{words}, {time.monotonic() - begun:.0f} s")

    teller = Thread(target=tell, name="progress", daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
        bar.clear()


def counted(
    desk: Desk,
    items: Iterable[Item],
    total: int,
    words: Callable[[Item], str] | None = None,
    *,
    prints: bool = False,
) -> Iterator[Item]:
    """The same items, with a bar that tells how many came; it makes way for what is said of each (`prints`)."""
    with Bar(desk, total) as bar:
        for number, item in enumerate(items, start=1):
            shown = bar.clear() if prints else False
            yield item
            bar.show(number, words(item) if words else "", at_once=shown)
