"""Work that is done beside the screen, and words that are said at its bottom.

Slow work runs in a thread and comes back as a message, so that widgets are touched by the screen alone. What failed
is told in one line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual import on
from textual.message import Message

from reader.config import Config
from reader.errors import ReaderError
from reader.tui.furniture import Furniture

__all__ = ["Errands"]

Value = TypeVar("Value")
MESSAGE_SECONDS = 6.0


class Done(Message):
    """Work that was done beside the screen came to an end."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class Errands(Furniture):
    """A screen that can have things done beside it."""

    def __init__(self, *, open_id: str, config: Config) -> None:
        super().__init__(open_id=open_id, config=config)
        self._said = 0
        self._turns: dict[str, int] = {}

    def beside(
        self, work: Callable[[], Value], then: Callable[[Value], Any], group: str, *, alone: bool = True
    ) -> None:
        """Do work in a thread, and what follows on the screen. Only the last work of a group follows
        (`alone`)."""
        turn = self._turns[group] = self._turns.get(group, 0) + 1

        def follow(value: Value) -> None:
            if not alone or self._turns[group] == turn:
                then(value)

        def run() -> None:
            try:
                value = work()
            except (ReaderError, OSError) as error:
                self.soon(partial(self.failed, group, str(error)))
            except Exception as error:  # the edge: a fault of the program ends neither it nor what is typed
                self.log(f"{group}: {error!r}")
                self.soon(partial(self.failed, group, f"{group} went wrong: {type(error).__name__}: {error}"))
            else:
                self.soon(partial(follow, value))

        self.run_worker(run, thread=True, group=group, exit_on_error=False)

    def soon(self, then: Callable[[], Any]) -> None:
        """Do something on the screen, from a thread."""
        self.post_message(Done(then))

    @on(Done)
    def _work_done(self, event: Done) -> None:
        event.stop()
        self.attempt(event.then)

    def failed(self, group: str, words: str) -> None:
        """Work beside the screen failed: a query that cannot be read is said where it is typed."""
        if group == "search":
            self.search.complain(words)
        else:
            self.say(words, wrong=True)

    def attempt(self, deed: Callable[[], Value]) -> Value | None:
        """Do something that may fail, and tell in one line if it does; None then."""
        try:
            return deed()
        except (ReaderError, OSError) as error:
            self.say(str(error), wrong=True)
            return None

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say a line at the bottom for a while."""
        self._said += 1
        said = self._said
        self.bottom_line.say(words, wrong=wrong)
        if words:
            self.set_timer(MESSAGE_SECONDS * (2 if wrong else 1), lambda: self._unsay(said))

    def _unsay(self, said: int) -> None:
        if said == self._said:
            self.bottom_line.say("")
