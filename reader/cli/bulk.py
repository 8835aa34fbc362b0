"""A run over many things: how far it is, and Ctrl-C, which lets it end what is at hand."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from reader.cli.desk import Desk
from reader.cli.progress import Bar

__all__ = ["Progress", "finishing"]

_TOLD_EACH = 100


class Progress(Bar):
    """The bar; where nobody watches it, a line each hundred."""

    def __init__(self, desk: Desk, total: int) -> None:
        super().__init__(desk, total, at_once=True)
        self.live = self.live and total != 1

    def show(self, done: int, words: str = "", *, at_once: bool = True) -> None:
        """So many are done; `words` name what is at hand."""
        super().show(done, words, at_once=at_once)
        if not self.live and done and done % _TOLD_EACH == 0 and done < self.total:
            self.desk.say(f"{done} of {self.total}")


@contextmanager
def finishing(ask_to_stop: Callable[[], object]) -> Iterator[None]:
    """The first Ctrl-C asks to stop after what is at hand, a second one leaves at once."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        ask_to_stop()

    before = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, stop)
    except ValueError:
        pass  # not the main thread: signals are somebody else's
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
