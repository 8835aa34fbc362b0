"""What a note said before: every text it ever had, also the one that lost where two devices wrote at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from reader.library.clock import device_of, milliseconds_of
from reader.library.holdings import Holdings
from reader.library.records import Note

__all__ = ["NoteVersion", "note_versions", "overwritten_unseen"]


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """One text of a note. `current` is what it says now; `unseen` is true of one that was written over by a
    device that had not seen it."""

    text: str
    written: str
    device: str
    current: bool = False
    unseen: bool = False


def note_versions(holdings: Holdings, note_id: str) -> list[NoteVersion]:
    """The texts of a note, the present one first. Raises NotFound."""
    note = holdings.get(Note, note_id)
    rows = holdings.store.read(
        lambda connection: connection.execute(
            "select clock, words, knew from versions where collection='notes' and id=? order by clock",
            (note_id,),
        ).fetchall()
    )
    if not rows:
        return [NoteVersion(note.text, note.modified or note.created, "", current=True)]
    versions = []
    for number, (clock, words, _) in enumerate(rows):
        last = number == len(rows) - 1
        knew = None if last else rows[number + 1][2]
        unseen = not last and knew is not None and knew != words and rows[number + 1][1] != words
        versions.append(NoteVersion(words, _time(clock), device_of(clock), current=last, unseen=unseen))
    return versions[::-1]


def overwritten_unseen(holdings: Holdings) -> list[str]:
    """The ids of notes that lost a text to a device that had not seen it."""
    rows = holdings.store.read(
        lambda connection: connection.execute(
            "select id from (select collection, id, words, lead(knew) over w as knew, lead(words) over w as next"
            " from versions where collection='notes' window w as (partition by collection, id order by clock))"
            " where knew is not null and knew != words and next != words group by id order by id"
        ).fetchall()
    )
    return [id for (id,) in rows if holdings.store.document("notes", id) is not None]


def _time(clock: str) -> str:
    moment = datetime.fromtimestamp(milliseconds_of(clock) / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
