"""A file that another program exported, read once and looked at in the ways that formats need: as text, as rows
of a table, as JSON, as an archive. Nothing is unpacked to disk, and everything has bounds.
"""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.cleaning.decode import decode
from reader.errors import ReaderError
from reader.library.incoming import Unread

__all__ = ["Row", "Source"]

SIZE_LIMIT = 1 << 30
"""Bytes of a file at the most."""
MEMBER_LIMIT = 256 << 20
"""Bytes that one member of an archive may unpack to."""
_ARCHIVE_LIMIT = 4 << 30
_MOST_MEMBERS = 200_000
_HEAD = 65_536
_CELL_LIMIT = 64 << 20
_LONGEST_NUMBER = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where it stands, and its cells by column names in lower case."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def first(self, *columns: str) -> str:
        """The first of these columns that holds something."""
        return next((value for column in columns if (value := self[column])), "")


class Source:
    """One exported file. `name` is what it is called in messages."""

    def __init__(self, data: bytes, name: str = "this file") -> None:
        self.data = data
        self.name = name

    @classmethod
    def from_file(cls, path: Path) -> Source:
        """Read a file. Raises ReaderError."""
        from reader.library.saving import read_file

        return cls(read_file(path, SIZE_LIMIT), str(path))

    # -- text ------------------------------------------------------------------------------------------
    @cached_property
    def is_archive(self) -> bool:
        """Whether it is a zip archive."""
        return self.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @cached_property
    def text(self) -> str:
        """Its text, whatever its encoding; empty for an archive."""
        return "" if self.is_archive else decode(self.data).text.lstrip("\ufeff")

    @cached_property
    def head(self) -> str:
        """The beginning of its text."""
        if self.is_archive:
            return ""
        return decode(self.data[:_HEAD]).text.lstrip("\ufeff \t\r\n")

    # -- tables ----------------------------------------------------------------------------------------
    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns in lower case; none where it is no table."""
        if self.is_archive or self.head[:1] in ("", "<", "{", "["):
            return ()
        line = self.head.split("\n", 1)[0]
        cells = _cells(line, _delimiter(line))
        return tuple(cells) if len(cells) > 1 else ()

    def has_columns(self, *names: str) -> bool:
        """Whether all these are among its columns."""
        return set(names) <= set(self.columns)

    def rows(self, text: str | None = None, member: str = "") -> Iterator[Row | Unread]:
        """The rows of its table, or of that in `text`, a member of an archive. Lines are counted from 1."""
        text = self.text if text is None else text
        csv.field_size_limit(min(_CELL_LIMIT, sys.maxsize))
        before = f"{member} " if member else ""
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=_delimiter(text.lstrip().split("\n", 1)[0])
        )
        names: list[str] = []
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Unread(f"{before}line {line}", f"the row cannot be read: {error}")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip().lower() for cell in cells]
                continue
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                yield Unread(f"{before}line {line}", f"it has {len(cells)} cells for {len(names)} columns")
                continue
            yield Row(
                f"{before}line {line}", dict(zip(names, (cell.strip() for cell in cells), strict=False))
            )

    # -- JSON ------------------------------------------------------------------------------------------
    @cached_property
    def json(self) -> Any:
        """Its value as JSON; None where it is none."""
        if self.head[:1] not in ("{", "["):
            return None
        try:
            return parse_json(self.text)
        except ReaderError:
            return None

    def json_lines(self) -> Iterator[tuple[str, Any]]:
        """Each line as JSON with its place; None for a line that is none."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.strip():
                try:
                    yield f"line {number}", parse_json(line)
                except ReaderError:
                    yield f"line {number}", None

    def objects(self, *keys: str) -> list[dict[str, Any]]:
        """The objects of a JSON list, or of the list under one of these keys of an object; none where there is no
        such list."""
        value = self.json
        if isinstance(value, dict):
            value = next((value[key] for key in keys if isinstance(value.get(key), list)), None)
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    # -- archives --------------------------------------------------------------------------------------
    @cached_property
    def members(self) -> Sequence[str]:
        """The names of an archive's files; none where it is no archive or not a safe one."""
        archive = self._archive
        return [] if archive is None else [info.filename for info in archive.infolist() if not info.is_dir()]

    @cached_property
    def _archive(self) -> zipfile.ZipFile | None:
        if not self.is_archive:
            return None
        try:
            archive = zipfile.ZipFile(io.BytesIO(self.data))
            infos = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
            return None
        if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > _ARCHIVE_LIMIT:
            return None
        return archive

    def member(self, name: str) -> bytes:
        """The bytes of an archive's file. Raises ReaderError: missing, encrypted, damaged, a link, too large."""
        archive = self._archive
        if archive is None:
            raise ReaderError(f"cannot read {self.name}", "it is no archive, or one too large")
        try:
            info = archive.getinfo(name)
        except KeyError as error:
            raise ReaderError(f"{name} is not in {self.name}") from error
        if info.flag_bits & 1:
            raise ReaderError(f"cannot read {name} of {self.name}", "it is encrypted")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ReaderError(f"cannot read {name} of {self.name}", "it is a link")
        if info.file_size > MEMBER_LIMIT:
            raise ReaderError(f"cannot read {name} of {self.name}", "it is too large")
        try:
            with archive.open(info) as file:
                data = file.read(MEMBER_LIMIT + 1)
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
        ) as error:  # fmt: skip
            raise ReaderError(f"cannot read {name} of {self.name}", "it is damaged") from error
        if len(data) > MEMBER_LIMIT:
            raise ReaderError(f"cannot read {name} of {self.name}", "it is too large")
        return data


def parse_json(text: str | bytes) -> Any:
    """A JSON value; numbers without end and nesting without bottom are refused. Raises ReaderError."""
    try:
        value = json.loads(
            text if isinstance(text, str) else decode(text).text.lstrip("\ufeff"),
            parse_int=_number, parse_constant=lambda name: None,
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise ReaderError("this is no JSON", str(error)[:120]) from error
    return value


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < _LONGEST_NUMBER else float("inf")


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _cells(line: str, delimiter: str) -> list[str]:
    csv.field_size_limit(min(_CELL_LIMIT, sys.maxsize))
    try:
        return [
            cell.strip().lower() for cell in next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
        ]
    except csv.Error:
        return []
