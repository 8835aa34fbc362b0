"""TinyDB over the store: its API as it is, without its habit of reading and writing everything.

`JournalStorage` is a TinyDB `Storage`; `JournalTable` is a `Table` that reads and writes documents one by
one. A search condition that the field index knows is answered by it; another reads the table as a stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from reader.library import rows
from reader.library.conditions import plan_of
from reader.library.journal import encode

if TYPE_CHECKING:
    from reader.library.store import Store

__all__ = ["JournalDatabase", "JournalStorage", "JournalTable"]

_MISSING = object()


class JournalStorage(Storage):
    """Documents in journals. `TinyDB(home, storage=JournalStorage)` opens a library; plain tables work
    too."""

    def __init__(
        self, home: Path | str | None = None, cache: Path | str | None = None, *, store: Store | None = None
    ):
        """Open the library at `home`, or serve a store that is open already."""
        self._owns_store = store is None
        self._read: dict[str, dict[str, str]] | None = None
        if store is None:
            store = _opened(home, cache)
        self.store = store

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every document of every table: what a plain `Table` asks for. None when there is none."""
        self.store.refresh()
        tables: dict[str, dict[str, Any]] = {}
        for name in self.store.read(rows.table_names):
            tables[name] = dict(_view(self.store, name).items())
        self._read = {
            name: {doc_id: encode(body) for doc_id, body in table.items()} for name, table in tables.items()
        }
        return tables or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Keep what differs from what was read last: what others wrote meanwhile is not written over."""
        if self._read is None:
            self.read()
        before = self._read or {}
        with self.store.change("write", "a change to the tables"):
            for name in {*before, *data}:
                old = before.get(name, {})
                new = {str(doc_id): body for doc_id, body in data.get(name, {}).items()}
                for doc_id in old.keys() - new.keys():
                    self.store.put(name, doc_id, None)
                for doc_id, body in new.items():
                    if old.get(doc_id) != encode(body):
                        self.store.put(name, doc_id, dict(body))
        self._read = None

    def close(self) -> None:
        """Close the store, where this storage opened it."""
        if self._owns_store:
            self.store.close()


class TableView(Mapping[str, Any]):
    """A table as a mapping that reads what it is asked for, with what this thread's change has put so far."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name

    def __getitem__(self, doc_id: str) -> Any:
        document = self._store.document(self._name, doc_id)
        if document is None:
            raise KeyError(doc_id)
        return document

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, str) and self._store.document(self._name, doc_id) is not None

    def __iter__(self) -> Iterator[str]:
        pending = self._store.pending(self._name)
        known = self._store.read(lambda connection: rows.ids(connection, self._name))
        yield from (doc_id for doc_id in known if doc_id not in pending)
        yield from [doc_id for doc_id, document in pending.items() if document is not None]

    def __len__(self) -> int:
        if self._store.pending(self._name):
            return sum(1 for _ in self)
        return self._store.read(lambda connection: rows.count(connection, self._name))

    def matching(self, condition: QueryLike) -> Iterator[tuple[str, dict[str, Any]]]:
        """The documents that meet a condition."""
        plan = plan_of(self._name, condition)
        pending = dict(self._store.pending(self._name))
        for doc_id, document in self._stream(plan):
            if doc_id not in pending and ((plan is not None and plan.exact) or condition(document)):
                yield doc_id, document
        for doc_id, held in pending.items():
            if held is not None and condition(held):
                yield doc_id, dict(held)

    def count_matching(self, condition: QueryLike) -> int:
        """How many documents meet a condition; the index counts where it can."""
        plan = plan_of(self._name, condition)
        if plan is not None and plan.exact and not self._store.pending(self._name):
            return self._store.read(lambda connection: rows.count(connection, self._name, plan))
        return sum(1 for _ in self.matching(condition))

    def items(self) -> Any:
        """Ids and documents, as a stream."""
        pending = dict(self._store.pending(self._name))
        for doc_id, document in self._stream(None):
            if doc_id not in pending:
                yield doc_id, document
        for doc_id, held in pending.items():
            if held is not None:
                yield doc_id, dict(held)

    def values(self) -> Any:
        """The documents, as a stream."""
        return (document for _, document in self.items())

    def _stream(self, plan: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        stream = self._store.read(lambda connection: _started(rows.documents(connection, self._name, plan)))
        yield from stream


class TableDraft(MutableMapping[str, Any]):
    """What TinyDB's updaters work on: documents are read when touched, and put back when they were
    changed."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._view = TableView(store, name)
        self._touched: dict[str, Any] = {}

    def __getitem__(self, doc_id: str) -> Any:
        if doc_id not in self._touched:
            self._touched[doc_id] = self._view[doc_id]
        document = self._touched[doc_id]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: str, document: Any) -> None:
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: str) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[doc_id] = None

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self._touched:
            return self._touched[str(doc_id)] is not None
        return doc_id in self._view

    def __iter__(self) -> Iterator[str]:
        yield from [doc_id for doc_id in self._view if self._touched.get(doc_id, _MISSING) is not None]
        yield from [
            doc_id
            for doc_id, document in self._touched.items()
            if document is not None and doc_id not in self._view
        ]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take every document out."""
        for doc_id in list(self):
            self._touched[doc_id] = None

    def keep(self) -> None:
        """Put back what was touched. What is unchanged makes no change of the store."""
        put, name = self._store.put, self._name
        for doc_id, document in self._touched.items():
            put(name, doc_id, document)


class JournalTable(Table):
    """A table of the store. Ids are strings; one is made for a document that brings none.

    Results are never cached: other processes change the table too.
    """

    document_id_class: Any = str
    default_query_cache_capacity = 0

    @property
    def _store(self) -> Store:
        storage: Any = self._storage
        return storage.store  # type: ignore[no-any-return]

    def _get_next_id(self) -> Any:
        return self._store.fresh_id()

    def _read_table(self) -> Any:
        return _view(self._store, self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        store = self._store
        with store.change("edit", f"a change to {self.name}"):
            draft = TableDraft(store, self.name)
            updater(draft)
            draft.keep()

    def __iter__(self) -> Iterator[Document]:
        for doc_id, document in _view(self._store, self.name).items():
            yield self.document_class(document, doc_id)

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that meet a condition."""
        return [self.document_class(body, self._id(doc_id)) for doc_id, body in self._matching(cond)]

    def get(self, cond: Any = None, doc_id: Any = None, doc_ids: Any = None) -> Any:
        """One document by condition or id (None where there is none), or those of several ids."""
        if doc_ids is not None:
            found = ((str(doc_id), self._store.document(self.name, str(doc_id))) for doc_id in doc_ids)
            return [self.document_class(body, self._id(doc_id)) for doc_id, body in found if body is not None]
        if doc_id is not None:
            body = self._store.document(self.name, str(doc_id))
            return None if body is None else self.document_class(body, doc_id)
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        for doc_id, body in self._matching(cond):
            return self.document_class(body, self._id(doc_id))
        return None

    def contains(self, cond: QueryLike | None = None, doc_id: Any = None) -> bool:
        """Whether a document is there, by id or by condition."""
        if cond is None and doc_id is None:
            raise RuntimeError("You have to pass either cond or doc_id")
        return self.get(cond, doc_id=doc_id) is not None

    def count(self, cond: QueryLike) -> int:
        """How many documents meet a condition."""
        return _view(self._store, self.name).count_matching(cond)

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Put a new document in; its id."""
        with self._store.change("edit", f"a change to {self.name}"):  # the id is known to be fresh inside
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Put new documents in as one change; their ids."""
        with self._store.change("edit", f"a change to {self.name}"):
            return super().insert_multiple(documents)

    def update(
        self, fields: Any, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[Any]:
        """Set fields of the documents of a condition or of ids, or of all; their ids."""
        with self._store.change("edit", f"a change to {self.name}"):
            if doc_ids is None:
                doc_ids = self._ids(cond)
            return super().update(fields, doc_ids=_strings(doc_ids))

    def update_multiple(self, updates: Iterable[tuple[Any, QueryLike]]) -> list[Any]:
        """Several updates as one change."""
        with self._store.change("edit", f"a change to {self.name}"):
            return [doc_id for fields, cond in updates for doc_id in self.update(fields, cond)]

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Take documents out by condition or by ids; their ids."""
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._store.change("edit", f"a change to {self.name}"):
            return super().remove(doc_ids=self._ids(cond) if doc_ids is None else _strings(doc_ids))

    def _ids(self, cond: QueryLike | None) -> list[Any]:
        return (
            list(_view(self._store, self.name))
            if cond is None
            else [doc_id for doc_id, _ in self._matching(cond)]
        )

    def _matching(self, cond: QueryLike) -> Iterator[tuple[str, dict[str, Any]]]:
        return _view(self._store, self.name).matching(cond)

    @staticmethod
    def _id(doc_id: str) -> Any:
        return doc_id  # TinyDB's types say int; our ids are strings


class JournalDatabase(TinyDB):
    """TinyDB with tables that read and write documents one by one."""

    table_class = JournalTable

    def tables(self) -> set[str]:
        """The names of the tables that have documents."""
        storage: Any = self.storage
        return set(storage.store.read(rows.table_names))


def _strings(doc_ids: Iterable[Any]) -> list[Any]:
    return [str(doc_id) for doc_id in doc_ids]


def _view(store: Store, name: str) -> TableView:
    return TableView(store, name)


def _started(stream: Iterator[Any]) -> Iterator[Any]:
    """The same stream, its first document read: a damaged state shows itself before anything was handed
    out."""
    for first in stream:
        return _with_first(first, stream)
    return iter(())


def _with_first(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _opened(home: Path | str | None, cache: Path | str | None) -> Store:
    from reader.library.store import Store

    if home is None:
        raise ValueError("which library?")
    if cache is None:
        import platformdirs

        cache = platformdirs.user_cache_path("reader")
    return Store(Path(home), Path(cache))
