"""What each thread that uses a store has for itself: its connection, and the change it is making."""

from __future__ import annotations

import threading

from reader.library.pending import Pending
from reader.library.state import State

__all__ = ["OfThread", "ThreadReader"]


class ThreadReader:
    """A thread's own connection; it goes with the thread."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.connection = state.connect()


class OfThread(threading.local):
    """What belongs to one thread."""

    def __init__(self) -> None:
        self.reader: ThreadReader | None = None
        self.pending: Pending | None = None
        self.batches = 0
        self.unsettled = False  # a batch has appended what is not on disk for certain yet
