"""A journal that is not the one that was read: compacted, or replaced by an older copy of itself.

It is read anew from its beginning, which changes nothing of what it says again. What it does not say any
more, and was not compacted away, is kept to be written again: a synchronising tool that puts an old file back
must not take anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reader.library.journal import decode, encode
from reader.library.merging import Folded
from reader.library.state import State

__all__ = ["all_gone", "begin", "end", "gone"]


def begin(state: State, name: str) -> None:
    """The journal will be read from its beginning. Inside a transaction."""
    run = state.connection.execute
    run(
        "insert or replace into reread select journal, clock, seq, verb from changes where journal=?",
        (name,),
    )
    run("delete from changes where journal=?", (name,))


def end(state: State, name: str) -> None:
    """It was read to its end: find what it lacks. Inside a transaction."""
    run = state.connection.execute
    if run("select 1 from reread where journal=? limit 1", (name,)).fetchone() is None:
        return
    compacted = int(state.fact(f"compacted {Path(name).stem}") or 0)
    rows = run(
        "select clock, seq, verb from reread where journal=? and clock not in (select clock from changes)",
        (name,),
    ).fetchall()
    run("delete from reread where journal=?", (name,))
    own = Path(name).stem
    lost = {clock: (seq, verb) for clock, seq, verb in rows if seq > compacted or clock[18:] != own}
    if lost:
        _keep(state, lost)
        state.put_problem(
            name, -1, f"the file was replaced by an older copy; {len(lost)} changes that it lacks are kept"
        )


def gone(state: State, name: str) -> None:
    """The file is gone, and all that it said is to be written again. Inside a transaction."""
    begin(state, name)
    state.connection.execute("delete from journals where name=?", (name,))
    rows = state.connection.execute("select clock, seq, verb from reread where journal=?", (name,))
    _keep(state, {clock: (seq, verb) for clock, seq, verb in rows.fetchall()})
    state.connection.execute("delete from reread where journal=?", (name,))


def all_gone(state: State, names: Iterable[str]) -> None:
    """The same for several files."""
    with state.transaction():
        for name in names:
            gone(state, name)


def _keep(state: State, lost: dict[str, tuple[int, str]]) -> None:
    """Make the lost changes again out of what the documents hold of them."""
    changes: dict[str, dict[str, Any]] = {
        clock: {"seq": seq, "clock": clock, "verb": verb, "label": "", "ops": []}
        for clock, (seq, verb) in sorted(lost.items())
    }
    latest = changes[max(changes)]
    rows = state.connection.execute("select collection, id, clocks, body from documents")
    for table, doc_id, clocks, body in rows.fetchall():
        folded = Folded.load(decode(body), clocks)
        key = {"t": table, "id": doc_id}
        for clock, op in folded.said_by(changes.keys()).items():
            changes[clock]["ops"].append({**key, **op})
        if folded.graves:
            latest["ops"].append({**key, "drop": folded.graves})
    for table, doc_id, clock, words in _lost_words(state, changes):
        _say(changes[clock], table, doc_id, words)
    state.connection.executemany(
        "insert or replace into lost values(?,?)",
        [(clock, encode({**change, "undoable": False, "again": True})) for clock, change in changes.items()],
    )


def _lost_words(state: State, changes: dict[str, dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    rows = state.connection.execute("select collection, id, clock, words from versions").fetchall()
    return [row for row in rows if row[2] in changes]


def _say(change: dict[str, Any], table: str, doc_id: str, words: str) -> None:
    """An earlier version of a text belongs to its change, though another has overwritten it."""
    from reader.library.state import VERSIONED

    for op in change["ops"]:
        if op["t"] == table and op["id"] == doc_id and "drop" not in op:
            op.setdefault("set", {})[VERSIONED[table]] = words
            return
    change["ops"].append({"t": table, "id": doc_id, "set": {VERSIONED[table]: words}})
