"""The store: what the reader has and says, kept in journals and read through their folded state.

A change is acknowledged only when its line is on disk. `Store` ties the parts together: the writers' lock,
this device's journal, the state that all journals fold into, and undo.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import NotFound, ReaderError
from reader.library import failures, mending, rereading
from reader.library.clock import tick
from reader.library.device import ID_LENGTH, known_device, new_id, own_device
from reader.library.durable import make_folder
from reader.library.journal import JournalEnd, Line, make_durable, read_line
from reader.library.journals import Journals
from reader.library.lock import FileLock
from reader.library.merging import Document, Op, difference, inverse
from reader.library.own_threads import OfThread, ThreadReader
from reader.library.pending import MANY, Pending, garbage_left
from reader.library.state import DocumentChange, Projection, State, Undoable
from reader.library.state_place import StatePlace

if TYPE_CHECKING:
    from tinydb import TinyDB

    from reader.library.compaction import Compacted
    from reader.library.storage import JournalTable

__all__ = ["DocumentChange", "Projection", "Store"]

_Result = TypeVar("_Result")


class Store:
    """The tables of one library. Safe to use from several threads and processes."""

    def __init__(
        self, home: Path, cache: Path, *, projections: Sequence[Projection] = (), device: str | None = None
    ) -> None:
        """Open the library at `home`, or an empty one; nothing is loaded. `cache` holds the derived state.

        Nothing is written to `home` before the first change. Raises ReaderError: NewerFormat where a newer
        version of the program wrote it.
        """
        self.home = home
        self._device_name = device or ""
        self._journals = Journals(home / "library" / "journal")
        self._writers = FileLock(home / "lock")
        self._guard = threading.RLock()
        self._local = OfThread()
        self._readers: weakref.WeakSet[ThreadReader] = weakref.WeakSet()
        self._reported = -1
        self._highest = 0
        self._behind = False  # whether something of ours is on disk that is not folded yet
        self._database: TinyDB | None = None
        self._place = StatePlace(home, cache, projections)
        self._state = self._place.open()
        try:
            self._catch_up()
        except BaseException:
            self.close()
            raise

    # -- the tables ------------------------------------------------------------------------------------
    @property
    def db(self) -> TinyDB:
        """The TinyDB database."""
        if self._database is None:
            from reader.library.storage import JournalDatabase, JournalStorage

            with self._guard:
                if self._database is None:
                    self._database = JournalDatabase(storage=lambda: JournalStorage(store=self))
        return self._database

    def table(self, name: str) -> JournalTable:
        """One table; its document ids are strings."""
        table: Any = self.db.table(name)
        return table  # type: ignore[no-any-return]

    @staticmethod
    def new_id() -> str:
        """The id of a new document."""
        return new_id(ID_LENGTH)

    def fresh_id(self) -> str:
        """The same; a change that it is made for need not look whether something stands there already."""
        made = new_id(ID_LENGTH)
        if self._local.pending is not None:
            self._local.pending.fresh.add(made)
        return made

    # -- changing --------------------------------------------------------------------------------------
    @contextlib.contextmanager
    def change(self, verb: str, label: str, *, undoable: bool = True, durable: bool = True) -> Iterator[None]:
        """All writes inside are one change: one line of the journal, acknowledged on leaving, or nothing at
        all.

        A change inside a change is a part of the outer one. Other writers wait meanwhile: do slow work
        before. `undo` answers with `label`. One that is not `durable` survives a kill, but perhaps no power
        cut: it never waits for the disk. Raises ReaderError where it cannot be kept; what was there then
        stands.
        """
        outer = self._local.pending
        if outer is not None:
            mark = outer.mark()
            try:
                yield
            except BaseException:
                outer.go_back(mark)
                raise
            return
        with self._guard:
            self._lock_writers()
            try:
                self._catch_up_to_write()
                self._local.pending = pending = Pending(verb, label, undoable=undoable, durable=durable)
                try:
                    yield
                finally:
                    self._local.pending = None
                self._commit(pending)
            finally:
                self._writers.release()

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Changes inside, of this thread, are acknowledged together on leaving: one wait for the disk for
        all.

        Each is still one line, there or not. For imports. Raises ReaderError on leaving where that fails.
        """
        self._local.batches += 1
        try:
            yield
        finally:
            self._local.batches -= 1
            if not self._local.batches and self._local.unsettled:
                self._local.unsettled = False
                with failures.told("The last changes may not be kept", self.home):
                    make_durable(self._journals.path(self._device()))

    def put(self, table: str, doc_id: str, document: Document | None) -> None:
        """Put a whole document in its place, or take it out (None). Only inside a change."""
        pending = self._local.pending
        if pending is None:
            raise RuntimeError("a document is put inside a change")
        unknown = doc_id in pending.fresh and doc_id not in pending.of(table)
        pending.put(table, doc_id, document, None if unknown else self.document(table, doc_id))

    def undo(self) -> str:
        """Take back the last change of this device that stands; its label. Raises NotFound when there is
        none.

        What was changed again since, on another device say, is left as it is.
        """
        return self._step("undo", State.to_undo)

    def redo(self) -> str:
        """Make the change again that was taken back last; its label. Raises NotFound when there is none."""
        return self._step("redo", State.to_redo)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._next_step(State.to_undo) is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._next_step(State.to_redo) is not None

    # -- reading ---------------------------------------------------------------------------------------
    def document(self, table: str, doc_id: str) -> Document | None:
        """One document as this thread sees it: with what its own change has put so far."""
        from reader.library.rows import document

        pending = self.pending(table)
        if doc_id in pending:
            held = pending[doc_id]
            return None if held is None else dict(held)
        return self.read(lambda connection: document(connection, table, doc_id))

    def pending(self, table: str) -> dict[str, Document | None]:
        """What a change of this thread has put into a table so far; None is a document taken out."""
        return {} if self._local.pending is None else self._local.pending.of(table)

    def connection(self) -> sqlite3.Connection:
        """This thread's connection to the state, to read from. It doesn't see what an unfinished change has
        put."""
        if self._behind:
            with self._guard:
                self._catch_up()
        reader = self._local.reader
        if reader is None or reader.state is not self._state:
            reader = ThreadReader(self._state)
            self._local.reader = reader
            self._readers.add(reader)
        return reader.connection

    def read(self, query: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """What `query` answers from the state; asked again where the state was damaged and rebuilt."""
        state = self._state
        try:
            return query(self.connection())
        except sqlite3.Error as error:
            self._heal(error, state)
        try:
            return query(self.connection())
        except sqlite3.Error as error:
            raise failures.of_state(error, self._state.path) from error

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The same connection for several queries; a damaged state is mended and told as a ReaderError."""
        state = self._state
        try:
            yield self.connection()
        except sqlite3.Error as error:
            self._heal(error, state)
            raise ReaderError(
                "The derived state was damaged", "it has been made anew", "try again"
            ) from error

    @contextlib.contextmanager
    def deriving(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the state, to put what was derived there. A rebuild forgets it."""
        with self._guard:
            self._catch_up()
            with self._state.transaction() as connection:
                yield connection

    # -- keeping up ------------------------------------------------------------------------------------
    @property
    def sequence(self) -> int:
        """Grows with every change that was folded, by whomever."""
        number = self.read(lambda connection: self._state.fact("sequence", connection))
        self._highest = max(self._highest, int(number or 0))
        return self._highest

    def refresh(self) -> bool:
        """Take in what others wrote; whether anything changed since the last call. Cheap when nothing did.

        Does not wait for a change that another thread is making. Raises ReaderError.
        """
        if self._local.pending is None and self._guard.acquire(blocking=False):
            try:
                self._catch_up()
            finally:
                self._guard.release()
        sequence = self.sequence
        changed = sequence != self._reported
        self._reported = sequence
        return changed

    def rebuild(self) -> None:
        """Make the state anew from the journals."""
        with self._guard:
            self._healed(self._state.rebuild)
            self._journals.forget()
            self._catch_up()

    @property
    def device(self) -> str:
        """The name of this device; "" where it has never written to this library."""
        return self._known_device()

    def copies(self) -> list[str]:
        """Copies of journals that a synchronising tool made, not yet put away."""
        return self._journals.copies()

    @property
    def problems(self) -> list[str]:
        """What is wrong with the journals, in words: lines set aside, files gone."""
        with self._guard:
            self._catch_up()
            return [*self._state.problems(), *self._journals.missing(self._state)]

    def verify(self) -> list[str]:
        """Read every line of every journal again, and check the state; what is wrong, in words."""
        with self._guard:
            return [*self._journals.verify(), *self._state.verify()]

    def mend(self) -> list[str]:
        """Write lost lines again, put stray copies away; what was done. Raises ReaderError."""
        with self._writing("The journals were not mended"):
            if self._journals.folder.is_dir():
                rereading.all_gone(self._state, self._journals.gone(self._state))
            return mending.mend(self._state, self._journals, self._known_device(), self._device)

    def compact(self, *, force: bool = False, **options: int) -> Compacted | None:
        """Take what was overwritten or purged out of our journal, where that is due. Raises ReaderError."""
        from reader.library import compaction

        device = self._known_device()
        if not device or not (force or compaction.is_due(self._state, self._journals, device)):
            return None
        self.refresh()
        with contextlib.closing(self._state.beside()) as state, failures.told("Not compacted", self.home):
            prepared = compaction.prepare(state, self._journals, device, **options)
        if prepared is None:
            return None
        with self._writing("The journal was not compacted"):
            return compaction.put_in_place(self._state, self._journals, device, prepared)

    @contextlib.contextmanager
    def _writing(self, title: str) -> Iterator[None]:
        """All folded, and the writers' lock held."""
        with self._guard:
            self._lock_writers()
            try:
                self._catch_up_to_write()
                with failures.told(title, self.home):
                    yield
            except sqlite3.Error as error:
                raise failures.of_state(error, self._state.path) from error
            finally:
                self._writers.release()

    @property
    def state_path(self) -> Path:
        """The file of the derived state."""
        return self._state.path

    def close(self) -> None:
        """Let go of all files. The store cannot be used afterwards."""
        with self._guard:
            while self._readers:
                self._readers.pop().connection.close()
            self._state.close()
            self._place.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- how a change is kept --------------------------------------------------------------------------
    def _lock_writers(self) -> None:
        with failures.told("The change was not kept", self.home):
            make_folder(self.home)
            self._writers.acquire()

    def _catch_up_to_write(self) -> None:
        self._catch_up()
        device = self._known_device()
        with failures.told("The change was not kept", self.home):
            if device and self._journals.end_last_line(device):
                self._catch_up()
            mending.mend(self._state, self._journals, device, self._device)

    def _device(self) -> str:
        if not self._device_name:
            self._device_name = own_device(self.home)
        return self._device_name

    def _known_device(self) -> str:
        if not self._device_name:
            self._device_name = known_device(self.home)
        return self._device_name

    def _commit(self, pending: Pending) -> None:
        for attempt in (1, 2):
            try:
                with garbage_left(len(pending.before)):
                    self._try_commit(pending)
            except sqlite3.Error as error:
                if attempt == 2 or not failures.is_damage(error):
                    raise failures.of_state(error, self._state.path) from error
                self._heal(error, self._state)
            else:
                return

    def _try_commit(self, pending: Pending) -> None:
        """Fold, append, commit: what the state cannot take is refused, what is on disk is acknowledged.

        A change of very many documents is folded when it is first asked for: its maker waits for the disk alone.
        """
        at_once = len(pending.before) < MANY
        written = False
        try:
            with self._state.transaction():
                ops = self._ops(pending)
                if not ops and not pending.undoes and not pending.redoes:
                    return
                with failures.told("The change was not kept", self.home):
                    device = self._device()
                    path = self._journals.path_to_write(device)
                    with JournalEnd(path) as end:
                        number, latest = self._state.last_change(device)
                        clock = tick(latest, device, time.time_ns() // 1_000_000)
                        change = pending.line(number + 1, clock, ops)
                        line = end.pack(change)
                        if at_once:
                            folded = Line(end.offset, len(line) - 1, change)
                            self._state.fold(path.name, [folded], pending.fresh)
                        end.append(line, durable=pending.durable and not self._local.batches)
                        written = True
                        self._local.unsettled |= pending.durable and self._local.batches > 0
                        if at_once:
                            self._journals.follow(self._state, path.name, end, line)
                        else:
                            self._behind = True
        except sqlite3.Error:
            if not written:
                raise
            self._journals.forget()  # acknowledged, since it is on disk: folded from there the next time

    def _ops(self, pending: Pending) -> list[Op]:
        ops = []
        for (table, doc_id), before in pending.before.items():
            after = pending.after((table, doc_id))
            known = doc_id not in pending.fresh and (before is None or after is None)
            folded = self._state.folded(table, doc_id) if known else None
            op = difference(table, doc_id, before, after, folded)
            if op is not None:
                ops.append(op)
        return ops

    # -- undo ------------------------------------------------------------------------------------------
    def _next_step(
        self, find: Callable[[State, str, sqlite3.Connection], Undoable | None]
    ) -> Undoable | None:
        device = self._known_device()
        return self.read(lambda connection: find(self._state, device, connection)) if device else None

    def _step(self, verb: str, find: Callable[[State, str, sqlite3.Connection], Undoable | None]) -> str:
        if self._local.pending is not None:
            raise RuntimeError(f"{verb} inside a change")
        if self._next_step(find) is None:
            self.refresh()
        with self._guard:
            if self._next_step(find) is None:
                raise NotFound(f"There is nothing to {verb}")
            with self.change(verb, ""):
                step = self._next_step(find)
                if step is None:
                    raise NotFound(f"There is nothing to {verb}")
                self._take_back(step, verb)
        return step.label

    def _take_back(self, step: Undoable, verb: str) -> None:
        pending = self._local.pending
        assert pending is not None
        with failures.told(f"{step.label} cannot be taken back", self.home):
            line = read_line(self._journals.folder / step.journal, step.offset)
        if line is None or step.clock not in (line["clock"], line.get("undoes"), line.get("redoes")):
            raise ReaderError(f"{step.label} cannot be taken back", f"its line in {step.journal} is damaged")
        pending.label = step.label
        if verb == "undo":
            pending.undoes = step.clock
        else:
            pending.redoes = step.clock
        for op in reversed(line["ops"]):
            self.put(op["t"], op["id"], inverse(op, self.document(op["t"], op["id"])))

    # -- the state -------------------------------------------------------------------------------------
    def _catch_up(self) -> None:
        """Fold what the journals hold beyond what the state has."""
        if not self._state.is_in_place():
            self._state.close()
            self._use(self._place.open())
        self._healed(lambda: self._journals.fold_into(self._state))
        self._behind = False

    def _healed(self, action: Callable[[], None]) -> None:
        """Do something with the state; where it turns out damaged, with a new one. Raises ReaderError."""
        try:
            try:
                action()
            except sqlite3.Error as error:
                if not failures.is_damage(error):
                    raise
                self._use(self._place.replace(self._state))
                action()
        except sqlite3.Error as error:
            raise failures.of_state(error, self._state.path) from error

    def _heal(self, error: sqlite3.Error, damaged: State) -> None:
        """Make a damaged state anew from the journals. Raises ReaderError for an error that is no damage."""
        if not failures.is_damage(error):
            raise failures.of_state(error, damaged.path) from error
        with self._guard:
            if self._state is damaged:  # or another thread has done it
                self._use(self._place.replace(damaged))
            self._catch_up()

    def _use(self, state: State) -> None:
        self._state = state
        self._journals.forget()
