"""Compaction: a device's own journal without what was overwritten long ago, and without purged words.

The new journal is written aside and put in the place of the old one at once: a kill at any moment leaves
either the one or the other, and both fold into the same documents. Its first line says up to which number
changes may be missing. What undo can still reach, and what notes said before, stays.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.library.clock import milliseconds_of, tick
from reader.library.durable import write_aside
from reader.library.journal import Line, decode, encode, pack, read_lines
from reader.library.journals import Journals
from reader.library.merging import Document, Folded, Op
from reader.library.state import VERSIONED, State

__all__ = ["GRACE", "REACH", "Compacted", "Prepared", "is_due", "prepare", "put_in_place"]

REACH = 1000
"""Changes at the end of a journal that stay as they are, so that undo reaches them."""

GRACE = 30 * 86_400_000
"""Milliseconds after which the words of what was purged leave the journal: until then another device may have
edited it without knowing, and what it edited comes back whole."""

_SMALLEST = 4 << 20  # bytes of a journal below which nobody minds
_SKELETON = frozenset({"article", "highlight", "created", "original"})
"""Fields that say where a thing belongs, in no words of the reader's: kept of what was purged."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """What came of it: bytes and lines before and after."""

    bytes_before: int
    bytes_after: int
    lines_before: int
    lines_after: int


def is_due(state: State, journals: Journals, device: str) -> bool:
    """Whether the journal has doubled since it was compacted last, and is not small."""
    try:
        size = journals.path(device).stat().st_size
    except OSError:
        return False
    return size >= max(_SMALLEST, 2 * int(state.fact("compacted size") or 0))


@dataclass(frozen=True)
class Prepared:
    """A compaction that wants only to be put in place."""

    data: bytes
    """The journal that it was made from: what is appended meanwhile is carried over."""
    lines: list[Line]
    kept: list[bytes | None]
    work: _Work


def prepare(
    state: State, journals: Journals, device: str, *, reach: int = REACH, grace: int = GRACE
) -> Prepared | None:
    """Work out what stays of this device's journal; None where there is none. Others may write meanwhile: what
    is overwritten stays overwritten. Raises OSError, sqlite3.Error."""
    try:
        data = journals.path(device).read_bytes()
    except FileNotFoundError:
        return None
    data = data[: data.rfind(b"\n") + 1]
    lines = list(read_lines(data, 0, journals.path(device).name))
    purged = _purged(state, time.time_ns() // 1_000_000 - grace)
    work = _Work(state, device, purged, _first_within_reach(lines, reach))
    return Prepared(data, lines, [work.line(number, line, data) for number, line in enumerate(lines)], work)


def put_in_place(state: State, journals: Journals, device: str, prepared: Prepared) -> Compacted | None:
    """Put a prepared journal in the place of the old one; None where that is another one by now. The caller
    holds the writers' lock and has folded all journals. Raises OSError, sqlite3.Error."""
    path, work = journals.path(device), prepared.work
    data = path.read_bytes()
    if not data.startswith(prepared.data):
        return None
    start = len(prepared.data)
    added = list(read_lines(data[start:], start, path.name))
    lines = prepared.lines + added
    kept = prepared.kept + [data[line.offset : line.offset + line.length] + b"\n" for line in added]
    numbered = work.numbered + sum(_has_number(line.change, device) for line in added)
    (last, latest), now = state.last_change(device), time.time_ns() // 1_000_000
    through = last + 1
    change = {
        "seq": through, "clock": tick(latest, device, now), "verb": "compact",
        "label": "", "ops": [], "undoable": False, "through": through, "lines": numbered,
    }  # fmt: skip
    head = pack(change)
    body = b"".join((head, *(line for line in kept if line is not None)))
    write_aside(path, body)
    with state.transaction() as connection:
        offset, moved = len(head), []
        for line, held in zip(lines, kept, strict=True):
            if held is not None:
                facts = line.offset in work.shortened, line.offset in work.nameless
                moved.append((-offset, *facts, path.name, line.offset))
                offset += len(held)
        # by way of negative offsets, so that no line is taken for another one
        connection.executemany(
            "update changes set offset=?, standing=iif(?, 'passed', standing), label=iif(?, verb, label) "
            "where journal=? and offset=?",
            moved,
        )
        connection.execute("delete from changes where journal=? and offset>=0", (path.name,))
        connection.execute("update changes set offset=-offset where journal=?", (path.name,))
        state.fold(path.name, [Line(0, len(head) - 1, change)])
        _forget_words(state, work.purged)
        state.put_fact("compacted size", len(body))
        journals.replaced(state, path.name, body)
    if work.purged:
        state.connection.execute("vacuum")
    return Compacted(len(data), len(body), len(lines), sum(line is not None for line in kept) + 1)


def _has_number(change: dict[str, Any] | None, device: str) -> bool:
    """Whether a line counts among this device's own."""
    return change is not None and change["clock"][18:] == device and not change.get("again")


class _Work:
    """What one compaction knows: which documents are purged, and from which line on undo reaches."""

    def __init__(self, state: State, device: str, purged: set[tuple[str, str]], reached: int) -> None:
        self._state = state
        self._device = device
        self.purged = purged
        self._reached = reached
        self.shortened: set[int] = set()
        self.nameless: set[int] = set()
        self.numbered = 0
        """Lines that are kept and carry a number of this device."""

    def line(self, number: int, line: Line, data: bytes) -> bytes | None:
        """A line as it will stand in the new journal, None for not at all. A damaged one stays as it is."""
        raw = data[line.offset : line.offset + line.length] + b"\n"
        change = line.change
        if change is None:
            return raw
        if type(change.get("through")) is int:
            return None  # the head of an earlier compaction
        recent = number >= self._reached and change.get("undoable", True)
        held = self._held(change, raw, line.offset, recent=recent)
        self.numbered += held is not None and _has_number(change, self._device)
        return held

    def _held(self, change: dict[str, Any], raw: bytes, offset: int, *, recent: bool) -> bytes | None:
        purged = any((op["t"], op["id"]) in self.purged for op in change["ops"])
        if recent and not purged:
            return raw
        ops = []
        for op in change["ops"]:
            gone = (op["t"], op["id"]) in self.purged
            short = op if recent else self._standing(change["clock"], op)
            if len(short) > 2:
                ops.append(_without_words(short) if gone else short)
        plain = {key: value for key, value in change.items() if key not in ("v", "sum")}
        if purged:
            plain["label"] = change["verb"]
            self.nameless.add(offset)
        if not recent:
            self.shortened.add(offset)
            if not ops and not change.get("torn"):
                return None
            plain.pop("undoes", None)
            plain.pop("redoes", None)
            plain["undoable"] = False
        return pack({**plain, "ops": ops})

    def _standing(self, clock: str, op: Op) -> Op:
        """What of an old op still counts: what was not overwritten, and the words of every version."""
        folded = self._state.folded(op["t"], op["id"])
        if folded is None:
            return op
        short = folded.stands(clock, op)
        field = VERSIONED.get(op["t"], "")
        if field in op.get("set", ()):
            short["set"] = {**short.get("set", {}), field: op["set"][field]}
            if field in op.get("was", ()):
                short["was"] = {field: op["was"][field]}
        return short


def _first_within_reach(lines: Sequence[Line], reach: int) -> int:
    """The number of the first line that undo has to reach."""
    left = reach
    for number in range(len(lines) - 1, -1, -1):
        change = lines[number].change
        if change is not None and change.get("undoable", True):
            left -= 1
            if left < 0:
                return number + 1
    return 0


def _purged(state: State, before: int) -> set[tuple[str, str]]:
    """Documents that were taken out for good by a change of before that time, and that nobody brought
    back."""
    rows = state.connection.execute("select collection, id, clocks from documents where not alive")
    purged = set()
    for table, doc_id, clocks in rows.fetchall():
        if not clocks.startswith("{"):
            continue
        latest = max((milliseconds_of(clock) for clock in Folded.load({}, clocks).graves), default=None)
        if latest is not None and latest < before:
            purged.add((table, doc_id))
    return purged


def _without_words(op: Op) -> Op:
    """An op of a purged document: its shape, and where it belonged, without what anybody wrote."""
    short: Op = {key: op[key] for key in ("t", "id", "new", "unset", "drop") if key in op}
    if "set" in op:
        short["set"] = _blank(op["set"])
    for key in ("add", "rem"):
        if key in op:
            short[key] = {field: [] for field in op[key]}
    return short


def _blank(document: Document) -> Document:
    return {field: value if field in _SKELETON else _nothing(value) for field, value in document.items()}


def _nothing(value: Any) -> Any:
    """The empty value of a kind: numbers stay, they say nothing."""
    return "" if isinstance(value, str) else [] if isinstance(value, list) else (
        {} if isinstance(value, dict) else value
    )  # fmt: skip


def _forget_words(state: State, purged: set[tuple[str, str]]) -> None:
    run = state.connection.execute
    for table, doc_id in purged:
        run("delete from versions where collection=? and id=?", (table, doc_id))
        query = "select n, body, clocks from documents where collection=? and id=?"
        n, body, clocks = run(query, (table, doc_id)).fetchone()
        without_tags = encode({**decode(clocks), "sets": {}})
        run(
            "update documents set body=?, clocks=? where n=?", (encode(_blank(decode(body))), without_tags, n)
        )
