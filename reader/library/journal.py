"""The journal: what a device changed, one line a change, only ever appended to. It is the truth of a library.

A line is one JSON object, whole or not there:

    v         the format, a whole number; readers refuse a greater one than they know
    seq       the how manieth change of this device it is, from 1
    clock     its hybrid logical clock
    verb      the verb of the Library that made it;  label: the words that undo names it by
    ops       what it does to documents, see below
    undoable  false where `undo` passes over it
    undoes / redoes   the clock of the change that it takes back or makes again
    torn      true where the line before it was cut off by a kill and is no change
    sum       the checksum (CRC-32) of all bytes before it. It stays the last key in every future format.

An op names a table `t` and a document `id` and says `new` (the document is made), `set` {field: value},
`unset` [fields], `add` and `rem` {field of a set, as tags: [elements]}, `drop` (the document goes, as seen
by one who knew these clocks), and `was` {field: value} before it, for undo.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.library.clock import is_clock
from reader.library.durable import sync_folder, write_all

__all__ = [
    "FORMAT",
    "JournalEnd",
    "Line",
    "NewerFormat",
    "decode",
    "encode",
    "make_durable",
    "pack",
    "read_line",
    "read_lines",
    "unpack",
]

FORMAT = 1

_SUM_LENGTH = len(b',"sum":"01234567"}')
_LINE_END = re.compile(rb',"sum":"[0-9a-f]{8}"\}')
_ENDS_TRIED = 4  # a sound line has one: more would let a hostile file cost its length squared
_LINE_START = b'{"v":'
_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")


class NewerFormat(ReaderError):
    """A journal holds a change that a newer version of the program wrote."""

    def __init__(self, journal: str) -> None:
        super().__init__(
            "This library was written by a newer version of the program",
            f"journal {journal}",
            "install the newer version; nothing was changed",
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a journal: the change, or None where it is damaged. `offset` and `length` are bytes."""

    offset: int
    length: int
    change: dict[str, Any] | None


def _no_constant(name: str) -> float:
    raise ValueError(f"not a number: {name}")


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)
# json makes its C encoder anew for each value, which costs as much as a note does
_make_pieces: Any = getattr(json.encoder, "c_make_encoder", None)
_pieces: Any = _make_pieces and _make_pieces(
    None, _encoder.default, json.encoder.encode_basestring, None, ":", ",", False, False, False
)
_decoder = json.JSONDecoder(parse_constant=_no_constant)


def encode(value: Any) -> str:
    """A value as compact JSON. Raises TypeError and ValueError for what JSON cannot say."""
    try:
        return _encoder.encode(value) if _pieces is None else "".join(_pieces(value, 0))
    except RecursionError:
        raise ValueError("nested too deeply, or in itself") from None


def decode(text: str) -> Any:
    """The value of a JSON text. Raises ValueError."""
    return _decoder.decode(text)


def pack(change: Mapping[str, Any]) -> bytes:
    """A change as a line with its newline. Raises TypeError and ValueError for what JSON cannot say."""
    body = encode({"v": FORMAT, **change}).encode()[:-1]
    return b'%b,"sum":"%08x"}\n' % (body, zlib.crc32(body))


def unpack(line: bytes, journal: str = "") -> dict[str, Any] | None:
    """The change of a line (without its newline); None when the line is damaged.

    Raises NewerFormat for a sound line of a newer format.
    """
    if len(line) < _SUM_LENGTH + 2 or line[-2:] != b'"}' or line[-_SUM_LENGTH:-10] != b',"sum":"':
        return None
    try:
        if line[-10:-2] != b"%08x" % zlib.crc32(line[:-_SUM_LENGTH]):
            return None
        text = line.decode()
        change = decode(text)
        if not isinstance(change, dict) or not isinstance(change.get("v"), int):
            return None
        if change["v"] > FORMAT:
            raise NewerFormat(journal)
        if _HALF_CHARACTER.search(line):
            encode(change).encode()
    except (ValueError, RecursionError):
        return None
    return change if _well_formed(change) else None


def read_lines(data: bytes, start: int = 0, journal: str = "") -> Iterator[Line]:
    """The lines of a piece of a journal that ends with a line's end and begins at byte `start` of it.

    Where a line's end is damaged, the two lines that ran together are told apart again. Raises NewerFormat.
    """
    position = 0
    while position < len(data):
        end = data.find(b"\n", position)
        end = len(data) if end < 0 else end
        line = data[position:end]
        if line:
            change = unpack(line, journal)
            if change is not None:
                yield Line(start + position, len(line), change)
            else:
                yield from _salvaged(line, start + position, journal)
        position = end + 1


class JournalEnd:
    """The end of a journal, opened to append one line. The caller holds the writers' lock.

    An unfinished last line is what a killed writer left: `append` ends it and marks it as no change. It is
    not cut off, since what looks unfinished could be a line whose end was damaged.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the journal. Raises OSError."""
        self._path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.size = os.fstat(self._descriptor).st_size
        self.torn = self.size > 0 and os.pread(self._descriptor, 1, self.size - 1) != b"\n"
        self.offset = self.size + self.torn
        """Where the next line will start."""

    def __enter__(self) -> JournalEnd:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def pack(self, change: Mapping[str, Any]) -> bytes:
        """The line of a change as it will stand here."""
        return pack({**change, "torn": True}) if self.torn else pack(change)

    def append(self, line: bytes, *, durable: bool = True) -> None:
        """Append a packed line and make it durable. When that fails the journal is as it was: raises
        OSError."""
        try:
            write_all(self._descriptor, b"\n" + line if self.torn else line)
            if durable:
                os.fdatasync(self._descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
            raise
        if self.size == 0 and durable:
            sync_folder(self._path.parent)


def make_durable(path: Path) -> None:
    """Wait until all that was appended to a journal is on disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def read_line(path: Path, offset: int) -> dict[str, Any] | None:
    """The change that starts at a byte of a journal; None where no sound one does. Raises NewerFormat,
    OSError."""
    with path.open("rb") as file:
        file.seek(offset)
        line = file.readline().rstrip(b"\n")
    change = unpack(line, path.name)
    if change is None:
        change = next((found.change for found in _salvaged(line, 0, path.name) if found.offset == 0), None)
    return change


def _salvaged(line: bytes, offset: int, journal: str) -> Iterator[Line]:
    """The sound changes inside a damaged line, and what is left of it as one damaged line."""
    spoilt: tuple[int, int] | None = None
    sound = False
    position = 0
    while position < len(line):
        start = line.find(_LINE_START, position)
        change, end = None, len(line)
        if start >= 0:
            for found in islice(_LINE_END.finditer(line, start), _ENDS_TRIED):
                change = unpack(line[start : found.end()], journal)
                if change is not None:
                    end = found.end()
                    break
        if change is None:
            start, end = position, _next_start(line, position)
        if start > position or change is None:
            first = spoilt[0] if spoilt else position
            spoilt = (first, start if change is not None else end)
        if change is not None:
            if spoilt is not None and spoilt[1] - spoilt[0] > 1:
                yield Line(offset + spoilt[0], spoilt[1] - spoilt[0], None)
            spoilt, sound = None, True
            yield Line(offset + start, end - start, change)
        position = end
    if spoilt is not None and (spoilt[1] - spoilt[0] > 1 or not sound):
        yield Line(offset + spoilt[0], spoilt[1] - spoilt[0], None)


def _next_start(line: bytes, position: int) -> int:
    start = line.find(_LINE_START, position + 1)
    return len(line) if start < 0 else start


_SHAPES: dict[str, type] = {
    "t": str,
    "id": str,
    "new": bool,
    "set": dict,
    "unset": list,
    "add": dict,
    "rem": dict,
    "drop": list,
    "was": dict,
}


def _well_formed(change: dict[str, Any]) -> bool:
    """Whether the rest of the program can rely on the shapes of a change: a journal may come from
    anywhere."""
    if not is_clock(change.get("clock")) or type(change.get("seq")) is not int:
        return False
    if type(change.get("label")) is not str or type(change.get("verb")) is not str:
        return False
    for key in ("undoes", "redoes"):
        if key in change and not is_clock(change[key]):
            return False
    ops = change.get("ops")
    return type(ops) is list and all(type(op) is dict and _op_well_formed(op) for op in ops)


def _op_well_formed(op: dict[str, Any]) -> bool:
    if "t" not in op or "id" not in op:
        return False
    for key, value in op.items():
        shape = _SHAPES.get(key)
        if shape is not None and type(value) is not shape:
            return False
    for key in ("add", "rem"):
        for elements in op.get(key, {}).values():
            if type(elements) is not list or not all(type(element) is str for element in elements):
                return False
    if not all(type(field) is str for field in op.get("unset", ())):
        return False
    return all(is_clock(clock) for clock in op.get("drop", ()))
