"""Which device this is: the name of the one journal that this machine writes.

Kept in the home beside the part that is synchronised, in a file named after the machine, so that a home that
is copied or synchronised as a whole does not make two machines write one journal.
"""

from __future__ import annotations

import hashlib
import platform
import re
import secrets
from functools import cache
from pathlib import Path

from reader.library.durable import make_folder, write_aside

__all__ = ["ALPHABET", "ID_LENGTH", "is_device", "known_device", "new_id", "own_device"]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: no letter that looks like a digit."""

ID_LENGTH = 12
"""Of a document: 60 bits of chance, so that two devices that make a million documents apart hardly ever make
one id twice. No time is in it, so that its first few characters tell documents apart."""

_LETTERS = bytes(ord(ALPHABET[byte & 31]) for byte in range(256))
_DEVICE = re.compile(r"[0-9a-z]{4,32}")


def is_device(name: str) -> bool:
    """Whether it is a device's name, and not what a synchronising tool makes of one."""
    return _DEVICE.fullmatch(name) is not None


def new_id(length: int) -> str:
    """A name from chance, 5 bits a character."""
    return secrets.token_bytes(length).translate(_LETTERS).decode("ascii")


def known_device(home: Path) -> str:
    """The name of this device; empty when it has never written to this library."""
    try:
        name = _file(home).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _DEVICE.fullmatch(name) else ""


def own_device(home: Path) -> str:
    """The name of this device, made on its first write. The caller holds the writers' lock. Raises
    OSError."""
    name = known_device(home)
    if not name:
        name = new_id(8)
        make_folder(home)
        write_aside(_file(home), f"{name}\n".encode())
    return name


def _file(home: Path) -> Path:
    return home / f"device-{_machine()}"


@cache
def _machine() -> str:
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            text = Path(path).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if text:
            return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
    return hashlib.blake2b(platform.node().encode(), digest_size=5).hexdigest()
