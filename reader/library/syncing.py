"""What came from where: the devices that write a library, how far each was read, and what wants a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from reader.library.clock import milliseconds_of
from reader.library.holdings import Holdings
from reader.library.versions import overwritten_unseen

__all__ = ["Device", "SyncStatus", "sync_status"]


@dataclass(frozen=True, slots=True)
class Device:
    """One device's journal as this machine knows it."""

    name: str
    own: bool
    changes: int
    last: str
    """When its last known change was made, by its own clock."""
    bytes: int
    unread: int
    """Bytes at its end that are not whole lines yet: a synchronising tool is still at work, or a kill."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The devices, this one first, and what needs the reader's eye."""

    devices: tuple[Device, ...]
    copies: tuple[str, ...]
    """Conflict copies that were merged and wait to be put away."""
    put_away: int
    overwritten: tuple[str, ...]
    """Ids of notes that two devices wrote at once; the text that lost is an earlier version."""
    problems: tuple[str, ...]


def sync_status(holdings: Holdings) -> SyncStatus:
    """How the library stands on this machine."""
    store = holdings.store
    store.refresh()
    rows = store.read(
        lambda connection: connection.execute(
            "select device, count(*), max(clock) from changes group by device"
        ).fetchall()
    )
    offsets = dict(
        store.read(lambda connection: connection.execute("select name, offset from journals").fetchall())
    )
    folder = holdings.store.home / "library" / "journal"
    own = store.device
    devices = []
    for name, changes, last in rows:
        path = folder / f"{name}.jsonl"
        size = path.stat().st_size if path.is_file() else 0
        moment = datetime.fromtimestamp(milliseconds_of(last) / 1000, UTC)
        time = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        unread = max(0, size - int(offsets.get(path.name, 0)))
        devices.append(Device(name, name == own, changes, time, size, unread))
    devices.sort(key=lambda device: (not device.own, device.name))
    away = folder / "put-away"
    return SyncStatus(
        tuple(devices),
        tuple(store.copies()),
        sum(1 for _ in away.iterdir()) if away.is_dir() else 0,
        tuple(overwritten_unseen(holdings)),
        tuple(store.problems),
    )
