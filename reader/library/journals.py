"""The journals of all devices: which there are, how long they are, and reading what the state has not folded
yet."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from reader.library import rereading
from reader.library.device import is_device
from reader.library.durable import make_folder
from reader.library.journal import JournalEnd, read_lines, unpack
from reader.library.state import State

__all__ = ["Journals"]

_PIECE = 4 << 20  # bytes folded in one transaction
_TAIL = 24  # bytes before the place reached, kept to tell whether a journal is still the same one


class Journals:
    """The folder of journals. Copies that synchronising tools put beside a journal count as journals too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sizes: dict[str, int] = {}
        self._reached: dict[str, int] = {}
        self._was_there = folder.is_dir()
        self._has_copies = False

    def path(self, device: str) -> Path:
        """The journal of a device."""
        return self.folder / f"{device}.jsonl"

    def path_to_write(self, device: str) -> Path:
        """The same, its folder made where the library is new. Raises OSError, also when the folder has
        vanished: a library on a disk that was taken out must not begin anew under its mount point."""
        if not self.folder.is_dir():
            if self._was_there:
                raise FileNotFoundError(errno.ENOENT, "the folder has vanished", str(self.folder))
            make_folder(self.folder)
        self._was_there = True
        return self.path(device)

    def forget(self) -> None:
        """Look into every journal at the next folding."""
        self._sizes = {}

    def fold_into(self, state: State) -> None:
        """Fold what is new. Costs one look at the folder when nothing is. Raises sqlite3.Error,
        NewerFormat."""
        sizes = self._found()
        if sizes == self._sizes:
            return
        for name, size in sorted(sizes.items()):
            if self._sizes.get(name) != size:
                self._fold_one(state, name)
        if sizes.keys() != self._sizes.keys():
            self._has_copies = any(not is_device(Path(name).stem) for name in sizes)
        self._sizes = sizes

    def follow(self, state: State, name: str, end: JournalEnd, line: bytes) -> None:
        """A line was appended and folded by ourselves: the state has read the journal up to its end.

        Unless something else stood before it, an unfinished line or another file: then it is read from there.
        """
        if state.journals().get(name, (0, b""))[0] != end.size:
            self.forget()
            return
        length = end.offset + len(line)
        state.put_journal(name, length, line[-_TAIL:])
        self._sizes[name] = self._reached[name] = length

    def replaced(self, state: State, name: str, body: bytes) -> None:
        """We put another file in a journal's place, and the state knows what it says. Inside a
        transaction."""
        state.put_journal(name, len(body), body[-_TAIL:])
        self._sizes[name] = self._reached[name] = len(body)

    def end_last_line(self, device: str) -> bool:
        """End the last line of a device's journal where only its end is missing: whether there is one more
        to fold.

        A kill left it so, before it was acknowledged. The caller holds the writers' lock. Raises OSError.
        """
        path = self.path(device)
        reached = self._reached.get(path.name, 0)
        if self._sizes.get(path.name, reached) == reached:
            return False
        with path.open("r+b") as file:
            file.seek(reached)
            if unpack(file.read(), path.name) is None:
                return False
            file.write(b"\n")
            file.flush()
            os.fdatasync(file.fileno())
        return True

    def missing(self, state: State) -> list[str]:
        """Journals that were read and are gone: what they said is still known here."""
        return [
            f"{name}: the file is gone; what it said is still known to this machine"
            for name in self.gone(state)
        ]

    def gone(self, state: State) -> list[str]:
        """The names of journals that were read and are not there any more."""
        found = self._found()
        return [name for name in state.journals() if name not in found and is_device(Path(name).stem)]

    def is_gone(self, state: State, device: str) -> bool:
        """Whether the journal of a device was read, and its file alone is gone. Cheap when it is there."""
        path = self.path(device)
        if path.name in self._sizes or path.name not in state.journals():
            return False
        return self.folder.is_dir() and not path.exists()

    def copies(self) -> list[str]:
        """The names of copies that synchronising tools put beside a journal when two changed it."""
        return sorted(name for name in self._found() if not is_device(Path(name).stem))

    def has_copies(self) -> bool:
        """Whether the last look found any."""
        return self._has_copies

    def verify(self) -> list[str]:
        """Read every line again: what is damaged, and which changes are missing."""
        findings: list[str] = []
        missing: dict[str, list[tuple[str, int, range]]] = {}
        again: dict[str, set[int]] = {}
        for name in sorted(self._found()):
            data = (self.folder / name).read_bytes()
            complete = data.rfind(b"\n") + 1
            expected: dict[str, int] = {}
            damaged = through = kept = promised = 0
            lines = list(read_lines(data[:complete], 0, name))
            for position, line in enumerate(lines):
                if line.change is None:
                    after = lines[position + 1].change if position + 1 < len(lines) else None
                    torn = after is not None and after.get("torn")
                    damaged += not torn
                    what = "an unfinished line, never acknowledged" if torn else "a damaged line"
                    findings.append(f"{name}: {what} at byte {line.offset} ({line.length} bytes)")
                    continue
                device, number = line.change["clock"][18:], line.change["seq"]
                if type(line.change.get("through")) is int and position == 0:
                    through, promised = line.change["through"], line.change.get("lines", 0)
                    expected[device] = through + 1
                elif line.change.get("again"):
                    again.setdefault(device, set()).add(number)
                elif number <= through and device == Path(name).stem:
                    kept += 1
                else:
                    gap = range(expected.get(device, 1), number)
                    if len(gap) > damaged:
                        missing.setdefault(device, []).append((name, line.offset, gap))
                    expected[device], damaged = max(number + 1, expected.get(device, 1)), 0
            if kept < promised - damaged:
                findings.append(f"{name}: {promised - kept} changes are missing")
            if complete < len(data):
                findings.append(
                    f"{name}: an unfinished line at byte {complete} ({len(data) - complete} bytes)"
                )
        for device, gaps in missing.items():
            for name, offset, gap in gaps:
                lost = len(set(gap) - again.get(device, set()))
                if lost:
                    findings.append(f"{name}: {lost} changes are missing before byte {offset}")
        return findings

    def _found(self) -> dict[str, int]:
        try:
            with os.scandir(self.folder) as entries:
                return {
                    entry.name: entry.stat().st_size
                    for entry in entries
                    if entry.name.endswith(".jsonl") and not entry.name.startswith(".") and entry.is_file()
                }
        except OSError:
            return {}

    def _fold_one(self, state: State, name: str) -> None:
        """Fold a journal to its last complete line, in pieces of one transaction each."""
        try:
            file = (self.folder / name).open("rb")
        except OSError:
            return  # gone or unreadable since it was listed: `missing` tells
        with file:
            more = True
            while more:
                with state.transaction():
                    reached, tail = state.journals().get(name, (0, b""))
                    if reached:
                        file.seek(max(0, reached - len(tail)))
                        if file.read(len(tail)) != tail:
                            reached, tail = 0, b""
                            rereading.begin(state, name)
                    file.seek(reached)
                    data = file.read(_PIECE)
                    while data and b"\n" not in data and (rest := file.read(_PIECE)):
                        data += rest
                    end = data.rfind(b"\n") + 1
                    more = end > 0
                    self._reached[name] = reached + end
                    if more:
                        state.fold(name, list(read_lines(data[:end], reached, name)))
                        state.put_journal(name, reached + end, data[:end][-_TAIL:])
                    else:
                        rereading.end(state, name)
