"""The folded state: every document as it now stands, in one SQLite file that can be deleted at any time.

It holds the documents, an index of the fields that the verbs ask for, the changes that undo walks over, what
the projections (the search index) keep, and how far each journal was read: all moved in one transaction, so
that they cannot disagree. Nothing is loaded when it is opened. It must never be the only place of anything.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from reader.library.clock import device_of
from reader.library.journal import Line, decode, encode
from reader.library.merging import SET_FIELDS, Document, Folded, Op, fresh

__all__ = ["INDEXED", "DocumentChange", "Projection", "State", "Undoable"]

SCHEMA = 1

INDEXED: Mapping[str, frozenset[str]] = {
    "articles": frozenset({"tags", "state", "starred", "archived", "trashed", "url", "original", "sample"}),
    "highlights": frozenset({"article", "tags", "status", "trashed"}),
    "notes": frozenset({"article", "highlight", "tags", "trashed"}),
}
"""Fields that conditions are answered from. Empty values are not in the index: nearly every document has
them."""

_TABLES = """ create table facts(name text primary key, value) without rowid; create table journals(name text
primary key, offset integer not null, tail blob not null) without rowid; create table documents(n integer
primary key, collection text not null, id text not null, alive integer not null, clocks text not null, body
text not null); create unique index documents_by_id on documents(collection, id); create table
fields(collection text, field text, value, n integer, primary key(collection, field, value, n)) without
rowid; create table changes(clock text primary key, device text not null, verb text not null, label text not
null, standing text not null, journal text not null, offset integer not null) without rowid; create index
changes_by_standing on changes(device, standing, clock); create table problems(journal text, offset integer,
words text, primary key(journal, offset)) without rowid;
"""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What became of one document: `old` is None where it is new, `new` where it is gone."""

    table: str
    id: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


class Projection(Protocol):
    """Something derived that is kept in the same file and moved in the same transactions, as the search
    index.

    `name` and `version` say when what is there was made by other code, and has to be made anew.
    """

    name: str
    version: str | int

    def create(self, connection: sqlite3.Connection) -> None:
        """Make its tables, empty. Never commits."""

    def apply(self, connection: sqlite3.Connection, changes: Sequence[DocumentChange]) -> None:
        """Follow documents that changed. Never commits."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """A change that can be taken back or made again, and the line that says how it stands."""

    clock: str
    label: str
    journal: str
    offset: int


@dataclass(slots=True)
class _Entry:
    """A document being folded: its row, what it is now, and what readers saw of it before."""

    n: int | None
    folded: Folded
    old: Document | None


class State:
    """The SQLite file. One writes at a time (`transaction`); each thread reads through a connection of its
    own."""

    def __init__(self, path: Path, projections: Sequence[Projection]) -> None:
        self.path = path
        self._projections = projections
        self._connection = self.connect()
        try:
            self.inode = _inode(path)
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def connect(self) -> sqlite3.Connection:
        """A further connection; rows are tuples, transactions are its user's. Raises sqlite3.Error."""
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=30.0, check_same_thread=False)
        try:
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=normal")
            connection.execute("pragma temp_store=memory")
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection that writes."""
        return self._connection

    def is_in_place(self) -> bool:
        """Whether the file that is open is the one that stands at its path."""
        return _inode(self.path) == self.inode

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside, or nothing of it."""
        self._connection.execute("begin immediate")
        try:
            yield self._connection
        except BaseException:
            self._rollback()
            raise
        try:
            self._connection.execute("commit")
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("rollback")

    # -- what it was made by ---------------------------------------------------------------------------
    def _version(self) -> str:
        made_by = [f"{projection.name}={projection.version}" for projection in self._projections]
        return ";".join([f"state={SCHEMA}", *made_by])

    def _prepare(self) -> None:
        if self._is_current():
            return
        with self.transaction():
            if not self._is_current():
                self._empty()

    def _is_current(self) -> bool:
        try:
            return bool(self.fact("version") == self._version())
        except sqlite3.OperationalError:
            return False

    def _empty(self) -> None:
        names = self._connection.execute(
            "select name from sqlite_master where type='table' and name not like 'sqlite\\_%' escape '\\'"
        ).fetchall()
        virtual = self._connection.execute(
            "select name from sqlite_master where sql like 'create virtual%'"
        ).fetchall()
        for (name,) in virtual + names:  # a virtual table takes its own tables along
            self._connection.execute(f'drop table if exists "{name}"')
        for statement in _TABLES.split(";"):
            if statement.strip():
                self._connection.execute(statement)
        for projection in self._projections:
            projection.create(self._connection)
        self._put_fact("version", self._version())

    def rebuild(self) -> None:
        """Forget everything, in place: the journals are read anew from their beginnings."""
        with self.transaction():
            self._empty()

    # -- small facts -----------------------------------------------------------------------------------
    def fact(self, name: str, connection: sqlite3.Connection | None = None) -> Any:
        """A named value, or None."""
        query = (
            "select clock, label, journal, offset from changes where device=? and standing=? "
            + ("order by clock desc limit 1" if order == "desc" else "order by clock limit 1")
        )
        row = (connection or self._connection).execute(query, (device, standing)).fetchone()
        return Undoable(*row) if row else None


def _index_values(table: str, document: Mapping[str, Any] | None) -> set[tuple[str, Any]]:
    if document is None or table not in INDEXED:
        return set()
    values: set[tuple[str, Any]] = set()
    for field in INDEXED[table]:
        value = document.get(field)
        if not value:
            continue
        if field in SET_FIELDS:
            values.update((field, element) for element in value)
        elif isinstance(value, str) or (isinstance(value, int) and abs(value) < 1 << 62):
            values.add((field, value))
    return values


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
