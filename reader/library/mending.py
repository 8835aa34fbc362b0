"""What the folder of journals wants before the next change: lost lines written again, stray copies put away.

Both append to this device's own journal, with the clocks that the changes had: whoever reads a line twice
reads it once. The caller holds the writers' lock and has folded all journals.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from reader.library import rereading
from reader.library.device import is_device
from reader.library.durable import make_folder, sync_folder
from reader.library.journal import JournalEnd, decode, pack, read_lines
from reader.library.journals import Journals
from reader.library.state import State

__all__ = ["PUT_AWAY", "mend", "put_copies_away", "write_lost_again"]

PUT_AWAY = "put-away"
"""The folder beside the journals where copies go once all that they say stands in a journal."""


def mend(state: State, journals: Journals, known: str, device: Callable[[], str]) -> list[str]:
    """Do what is wanted; what was done, in words. Cheap when nothing is.

    `known` is this device's name, "" where it has never written; `device` gives it one. Raises OSError,
    sqlite3.Error.
    """
    done: list[str] = []
    if known and journals.is_gone(state, known):
        with state.transaction():
            rereading.gone(state, journals.path(known).name)
    if state.has_lost():
        done += write_lost_again(state, journals, device())
    if journals.has_copies():
        done += put_copies_away(state, journals, device())
    return done


def write_lost_again(state: State, journals: Journals, device: str) -> list[str]:
    """Write changes again that a journal has lost, where no journal says them by now."""
    rows = state.connection.execute("select clock, change from lost order by clock").fetchall()
    if not rows:
        return []
    read = state.connection.execute
    changes = [
        decode(change)
        for clock, change in rows
        if read("select 1 from changes where clock=?", (clock,)).fetchone() is None
    ]
    with state.transaction():
        _append(state, journals, device, changes)
        state.connection.execute("delete from lost")
    return [f"{len(changes)} changes that a journal had lost were written again"] if changes else []


def put_copies_away(state: State, journals: Journals, device: str) -> list[str]:
    """Take over what only a synchronising tool's copy of a journal says, and put the copy away."""
    names = journals.copies()
    if not names:
        return []
    places = _places(journals)
    done = []
    for name in names:
        at: dict[int, str] = {}
        changes: list[dict[str, Any]] = []
        for line in read_lines((journals.folder / name).read_bytes(), 0, name):
            if line.change is not None:
                at[line.offset] = line.change["clock"]
                if line.change["clock"] not in places:
                    changes.append({**_bare(line.change), "again": True})
        with state.transaction():
            for clock, place in _append(state, journals, device, changes).items():
                places[clock] = place
            _move_steps(state, name, at, places)
        _put_away(journals.folder, name)
        with state.transaction():
            state.connection.execute("delete from journals where name=?", (name,))
        done.append(f"{name}: a copy that a synchronising tool made; {len(changes)} changes were taken over")
    journals.forget()
    return done


def _bare(change: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in change.items() if key not in ("v", "sum", "torn")}


def _places(journals: Journals) -> dict[str, tuple[str, int]]:
    """Where each change stands in the journals proper."""
    places: dict[str, tuple[str, int]] = {}
    for path in sorted(journals.folder.glob("*.jsonl")):
        if is_device(path.stem):
            for line in read_lines(path.read_bytes(), 0, path.name):
                if line.change is not None:
                    places.setdefault(line.change["clock"], (path.name, line.offset))
    return places


def _append(
    state: State, journals: Journals, device: str, changes: Iterable[dict[str, Any]]
) -> dict[str, tuple[str, int]]:
    """Append changes to our journal, all with one wait for the disk; where each now stands."""
    wanted = list(changes)
    if not wanted:
        return {}
    path = journals.path_to_write(device)
    with JournalEnd(path) as end:
        lines = [end.pack(wanted[0]), *map(pack, wanted[1:])]
        block = b"".join(lines)
        state.fold(path.name, list(read_lines(block, end.offset, path.name)))
        end.append(block)
        journals.follow(state, path.name, end, block)
        places, offset = {}, end.offset
        for change, line in zip(wanted, lines, strict=True):
            places[change["clock"]] = (path.name, offset)
            offset += len(line)
    return places


def _move_steps(state: State, name: str, at: dict[int, str], places: dict[str, tuple[str, int]]) -> None:
    """Undo finds its lines where they stand now."""
    rows = state.connection.execute("select clock, offset from changes where journal=?", (name,)).fetchall()
    moved = [(*places[at[offset]], clock) for clock, offset in rows if at.get(offset) in places]
    state.connection.executemany("update changes set journal=?, offset=? where clock=?", moved)


def _put_away(folder: Path, name: str) -> None:
    target = folder / PUT_AWAY
    make_folder(target)
    place, number = target / name, 1
    while place.exists():
        place, number = target / f"{number}-{name}", number + 1
    os.replace(folder / name, place)
    sync_folder(target)
    sync_folder(folder)
