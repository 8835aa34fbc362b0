"""A change that is being made: what it has put into documents so far, seen by its own thread alone."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Any

from reader.library.journal import decode, encode
from reader.library.merging import Document, Op

__all__ = ["MANY", "Pending", "garbage_left"]

Key = tuple[str, str]


MANY = 1000
"""Documents of one change from which on Python's search for garbage in them costs more than it can find."""


@contextlib.contextmanager
def garbage_left(documents: int) -> Iterator[None]:
    """No search for garbage while a change of so many documents is kept: there is none in it."""
    if documents < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Pending:
    """The documents that a change has touched: as they were before it, and as it leaves them (None: not
    there)."""

    def __init__(self, verb: str, label: str, *, undoable: bool, durable: bool) -> None:
        self.verb = verb
        self.label = label
        self.undoable = undoable
        self.durable = durable
        self.undoes = ""
        self.redoes = ""
        self.before: dict[Key, Document | None] = {}
        self.fresh: set[str] = set()
        """Ids that were made for this change: nothing can be known of them yet."""
        self._after: dict[str, dict[str, Document | None]] = {}
        self._steps: list[tuple[Key, bool, Document | None]] = []

    def of(self, table: str) -> dict[str, Document | None]:
        """What it has put into one table."""
        return self._after.get(table, {})

    def put(self, table: str, doc_id: str, document: Document | None, before: Document | None) -> None:
        """Put a document, or take it out. `before` is how it stood before this step.

        Raises TypeError and ValueError for what JSON cannot say: the document is kept as it will be read.
        """
        kept = None if document is None else _copy(document)
        key = (table, doc_id)
        after = self._after.setdefault(table, {})
        self._steps.append((key, doc_id in after, before))
        self.before.setdefault(key, before)
        after[doc_id] = kept

    def after(self, key: Key) -> Document | None:
        """How it leaves a document."""
        return self._after[key[0]][key[1]]

    def line(self, number: int, clock: str, ops: list[Op]) -> dict[str, Any]:
        """What the journal says of it, as the device's change of a number and a clock."""
        line: dict[str, Any] = {
            "seq": number, "clock": clock, "verb": self.verb, "label": self.label, "ops": ops
        }  # fmt: skip
        if not self.undoable:
            line["undoable"] = False
        if self.undoes:
            line["undoes"] = self.undoes
        if self.redoes:
            line["redoes"] = self.redoes
        return line

    def mark(self) -> int:
        """A place to go back to."""
        return len(self._steps)

    def go_back(self, mark: int) -> None:
        """Take back what was put since a mark: a part of the change failed, and its maker goes on without
        it."""
        while len(self._steps) > mark:
            (table, doc_id), touched, before = self._steps.pop()
            if touched:
                self._after[table][doc_id] = before
            else:
                del self._after[table][doc_id]
                del self.before[table, doc_id]


_WORDS = frozenset({str})
_PLAIN = frozenset({str, int, bool, type(None)})


def _copy(document: Document) -> Document:
    """A copy that shares nothing with its maker, as it would be read back from JSON."""
    copy: Document = {}
    for field, value in document.items():
        kind = type(value)
        if kind is list and _WORDS.issuperset(map(type, value)):
            copy[field] = value[:]
        elif kind in _PLAIN and type(field) is str:
            copy[field] = value
        else:
            return decode(encode(document))  # type: ignore[no-any-return]  # an object gives an object
    return copy
