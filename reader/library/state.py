"""The folded state: every document as it now stands, in one SQLite file that can be deleted at any time.

It holds the documents, an index of the fields that the verbs ask for, the changes that undo walks over, what
the projections (the search index) keep, and how far each journal was read: all moved in one transaction, so
that they cannot disagree. Nothing is loaded when it is opened. It must never be the only place of anything.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reader.library.clock import device_of
from reader.library.journal import Line, decode, encode
from reader.library.merging import SET_FIELDS, Document, Folded, Op, fresh

__all__ = [
    "FIELD_NUMBERS",
    "INDEXED",
    "VERSIONED",
    "DocumentChange",
    "Projection",
    "State",
    "Undoable",
    "identity",
]

SCHEMA = 4

INDEXED: Mapping[str, frozenset[str]] = {
    "articles": frozenset(
        {"tags", "state", "starred", "archived", "trashed", "url", "original", "sample", "text_hash"}
    ),
    "highlights": frozenset({"article", "tags", "status", "trashed"}),
    "notes": frozenset({"article", "highlight", "tags", "trashed"}),
}
"""Fields that conditions are answered from. Empty values are not in the index: nearly every document has
them."""

VERSIONED: Mapping[str, str] = {"notes": "text"}
"""The field of a table whose earlier values are kept for the reader to see."""

FIELD_NUMBERS: Mapping[tuple[str, str], int] = {
    key: number
    for number, key in enumerate(sorted((table, field) for table in INDEXED for field in INDEXED[table]))
}
"""What the index calls a field of a table. A change of `INDEXED` wants another `SCHEMA`."""
_FIELDS = {
    table: [(field, FIELD_NUMBERS[table, field]) for field in sorted(INDEXED[table])] for table in INDEXED
}

_TABLES = """
create table facts(name text primary key, value) without rowid;
create table journals(name text primary key, offset integer not null, tail blob not null) without rowid;
create table documents(n integer primary key, collection text not null, id text not null,
    alive integer not null, clocks text not null, body text not null);
create unique index documents_by_id on documents(collection, id);
create table fields(field integer, value, n integer, primary key(field, value, n)) without rowid;
create table changes(clock text primary key, device text not null, verb text not null, label text not null,
    standing text not null, journal text not null, offset integer not null, seq integer not null) without rowid;
create index changes_by_standing on changes(device, standing, clock);
create table problems(journal text, offset integer, words text, primary key(journal, offset)) without rowid;
create table versions(collection text, id text, clock text, words text not null, knew text,
    primary key(collection, id, clock)) without rowid;
create table reread(journal text, clock text, seq integer, verb text, primary key(journal, clock)) without rowid;
create table lost(clock text primary key, change text not null) without rowid;
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
            self.identity = identity(path)
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

    def beside(self) -> State:
        """The same file once more, for long reading beside the work of others. To be closed."""
        return State(self.path, self._projections)

    def is_in_place(self) -> bool:
        """Whether the file that is open is the one that stands at its path."""
        return identity(self.path) == self.identity

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
        self.put_fact("version", self._version())

    def rebuild(self) -> None:
        """Forget everything, in place: the journals are read anew from their beginnings."""
        with self.transaction():
            self._empty()

    # -- small facts -----------------------------------------------------------------------------------
    def fact(self, name: str, connection: sqlite3.Connection | None = None) -> Any:
        """A named value, or None."""
        row = (
            (connection or self._connection)
            .execute("select value from facts where name=?", (name,))
            .fetchone()
        )
        return row[0] if row else None

    def facts(self, names: Iterable[str]) -> dict[str, Any]:
        """Those of several named values that there are."""
        query = "select name, value from facts where name in (select value from json_each(?))"
        return dict(self._connection.execute(query, (encode(list(names)),)).fetchall())

    def put_fact(self, name: str, value: str | int) -> None:
        """Keep a named value. Inside a transaction."""
        self._connection.execute("insert or replace into facts values(?,?)", (name, value))

    def journals(self) -> dict[str, tuple[int, bytes]]:
        """How far each journal was read, and the last bytes before that place."""
        rows = self._connection.execute("select name, offset, tail from journals")
        return {name: (offset, bytes(tail)) for name, offset, tail in rows}

    def put_journal(self, name: str, offset: int, tail: bytes) -> None:
        """A journal was read up to here."""
        self._connection.execute("insert or replace into journals values(?,?,?)", (name, offset, tail))

    def put_problem(self, journal: str, offset: int, words: str) -> None:
        """Keep what is wrong with a place of a journal."""
        self._connection.execute("insert or replace into problems values(?,?,?)", (journal, offset, words))

    def problems(self) -> list[str]:
        """What is wrong with the journals, in words."""
        rows = self._connection.execute("select journal, words from problems order by journal, offset")
        return [f"{journal}: {words}" for journal, words in rows]

    def has_lost(self) -> bool:
        """Whether there are changes that a journal has lost, to be written again."""
        return self._connection.execute("select 1 from lost limit 1").fetchone() is not None

    def verify(self) -> list[str]:
        """What is wrong with the file, in words."""
        try:
            answer = self._connection.execute("pragma quick_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            answer = str(error)
        return [] if answer == "ok" else [f"the derived state is damaged: {answer}"]

    # -- folding ---------------------------------------------------------------------------------------
    def folded(self, table: str, doc_id: str) -> Folded | None:
        """What is known of a document, also of a deleted one."""
        entry = self._load(table, doc_id)
        return entry.folded if entry is not None else None

    def fold(self, journal: str, lines: Sequence[Line], unknown: Collection[str] = ()) -> None:
        """Take in lines of a journal, damaged ones too. Inside a transaction. Nothing is known of the ids
        `unknown`."""
        entries: dict[tuple[str, str], _Entry] = {}
        changes: list[dict[str, Any]] = []
        offsets: list[int] = []
        for position, line in enumerate(lines):
            change = line.change
            if change is None:
                after = lines[position + 1].change if position + 1 < len(lines) else None
                self._note_damage(journal, line, bool(after and after.get("torn")))
                continue
            changes.append(change)
            offsets.append(line.offset)
            for op in change["ops"]:
                self._apply(entries, change["clock"], op, unknown)
        if not changes:
            return
        self._store(entries)
        self._put_changes(journal, changes, offsets)
        if not self._projections:
            return
        moved = [
            DocumentChange(table, doc_id, entry.old, entry.folded.document if entry.folded.alive else None)
            for (table, doc_id), entry in entries.items()
            if entry.old is not None or entry.folded.alive
        ]
        for projection in self._projections:
            projection.apply(self._connection, moved)

    def _note_damage(self, journal: str, line: Line, torn: bool) -> None:
        what = (
            "an unfinished line, cut off before it was acknowledged, was set aside"
            if torn
            else "a damaged line was set aside"
        )
        self.put_problem(journal, line.offset, f"{what} (byte {line.offset}, {line.length} bytes)")

    def _apply(
        self, entries: dict[tuple[str, str], _Entry], clock: str, op: Op, unknown: Collection[str]
    ) -> None:
        key = (op["t"], op["id"])
        entry = entries.get(key)
        if entry is None:
            entry = None if key[1] in unknown else self._load(*key)
            if entry is None:
                made = fresh(clock, op)
                if made is not None:
                    entries[key] = _Entry(None, made, None)
                    return
                entry = _Entry(None, Folded.empty(), None)
            entries[key] = entry
        field = VERSIONED.get(op["t"], "")
        if field in op.get("set", ()):
            self._note_version(entry.folded, clock, op, field)
        entry.folded.apply(clock, op)

    def _note_version(self, folded: Folded, clock: str, op: Op, field: str) -> None:
        """Keep what a field said before a change, and what the change made of it: the one that loses, too."""
        rows = [(op["t"], op["id"], clock, op["set"][field], op.get("was", {}).get(field))]
        before = folded.clock_of(field)
        if before and field in folded.document:
            rows.append((op["t"], op["id"], before, folded.document[field], None))
        self._connection.executemany("insert or ignore into versions values(?,?,?,?,?)", rows)

    def _load(self, table: str, doc_id: str) -> _Entry | None:
        row = self._connection.execute(
            "select n, alive, clocks, body from documents where collection=? and id=?", (table, doc_id)
        ).fetchone()
        if row is None:
            return None
        n, alive, clocks, body = row
        return _Entry(n, Folded.load(decode(body), clocks), decode(body) if alive else None)

    def _store(self, entries: dict[tuple[str, str], _Entry]) -> None:
        highest = self._connection.execute("select coalesce(max(n), 0) from documents").fetchone()[0]
        made, changed, gone, found = [], [], [], []
        for (table, doc_id), entry in entries.items():
            folded, n = entry.folded, entry.n
            alive, body = folded.alive, encode(folded.document)
            if n is None:
                highest += 1
                n = entry.n = highest
                made.append((n, table, doc_id, alive, folded.clocks(), body))
            else:
                changed.append((alive, folded.clocks(), body, n))
            after = _index_values(table, folded.document if alive else None)
            if entry.old is not None:
                before = _index_values(table, entry.old)
                gone += [(*pair, n) for pair in before if pair not in after]
                after = [pair for pair in after if pair not in before]
            for field, value in after:
                found.append((field, value, n))
        run = self._connection.executemany
        if made:
            run("insert into documents values(?,?,?,?,?,?)", made)
        if changed:
            run("update documents set alive=?, clocks=?, body=? where n=?", changed)
        if gone:
            run("delete from fields where field=? and value=? and n=?", gone)
        if found:
            found.sort(key=_by_place)
            run("insert or ignore into fields values(?,?,?)", found)

    # -- the changes that undo walks over --------------------------------------------------------------
    def _put_changes(self, journal: str, changes: list[dict[str, Any]], offsets: list[int]) -> None:
        run = self._connection.execute
        facts: dict[str, Any] = {"clock": "", "sequence": 0}
        for change in changes:
            facts[f"seq of {device_of(change['clock'])}"] = 0
        facts.update(self.facts(facts))
        for change, offset in zip(changes, offsets, strict=True):
            clock, device = change["clock"], device_of(change["clock"])
            facts["clock"] = max(facts["clock"], clock)
            numbered = f"seq of {device}"
            facts[numbered] = max(change["seq"], facts[numbered])
            step = change.get("undoes") or change.get("redoes")
            standing = "step" if step else "done" if change.get("undoable", True) else "passed"
            row = (clock, device, change["verb"], change["label"], standing, journal, offset, change["seq"])
            if not run("insert or ignore into changes values(?,?,?,?,?,?,?,?)", row).rowcount:
                continue  # read before: a copy of a journal, or one that was put back
            facts["sequence"] += 1
            if step:
                run(
                    "update changes set standing=?, journal=?, offset=? where clock=? and device=?",
                    ("undone" if "undoes" in change else "done", journal, offset, step, device),
                )
            elif standing == "done":
                run("update changes set standing='past' where device=? and standing='undone'", (device,))
            if type(change.get("through")) is int:
                compacted = f"compacted {device}"
                self.put_fact(compacted, max(change["through"], self.fact(compacted) or 0))
        self._connection.executemany("insert or replace into facts values(?,?)", facts.items())

    def last_change(self, device: str) -> tuple[int, str]:
        """The number of the device's last change, 0 for none, and the latest clock of all devices."""
        numbered = f"seq of {device}"
        facts = self.facts((numbered, "clock"))
        return int(facts.get(numbered, 0)), str(facts.get("clock", ""))

    def to_undo(self, device: str, connection: sqlite3.Connection | None = None) -> Undoable | None:
        """The last change of a device that stands and can be taken back."""
        query = (
            "select clock, label, journal, offset from changes where device=? and standing='done' "
            "order by clock desc limit 1"
        )
        row = (connection or self._connection).execute(query, (device,)).fetchone()
        return Undoable(*row) if row else None

    def to_redo(self, device: str, connection: sqlite3.Connection | None = None) -> Undoable | None:
        """The change that was taken back last."""
        query = (
            "select clock, label, journal, offset from changes where device=? and standing='undone' "
            "order by clock limit 1"
        )
        row = (connection or self._connection).execute(query, (device,)).fetchone()
        return Undoable(*row) if row else None


def _index_values(table: str, document: Mapping[str, Any] | None) -> list[tuple[int, Any]]:
    """The numbers of a document's indexed fields, with their values."""
    if document is None or table not in _FIELDS:
        return []
    values: list[tuple[int, Any]] = []
    for field, number in _FIELDS[table]:
        value = document.get(field)
        if not value:
            continue
        if field in SET_FIELDS:
            values += [(number, element) for element in value]
        elif isinstance(value, str) or (isinstance(value, int) and abs(value) < 1 << 62):
            values.append((number, value))
    return values


def _by_place(row: tuple[int, Any, int]) -> tuple[int, bool, Any]:
    """The order of the index, so that many rows go into one page after the other."""
    return row[0], isinstance(row[1], str), row[1]


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; None for none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
