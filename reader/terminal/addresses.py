"""How the address of a link is told before it is opened: where it truly leads, with what looks wrong about it.

A host may be written in letters that look like those of another (CVE-2021-42694, "homoglyphs"), and what stands
before an `@` may look like a host (`https://bank.example@evil.example/`). Browsers show the ASCII form (RFC 3492,
"punycode") where the scripts of a label mix; we show it whenever a host is not ASCII, beside the letters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.terminal.printable import printable_line

__all__ = ["ToldAddress", "told_address"]

ADDRESS_LIMIT = 300
"""Characters of an address that are shown."""


@dataclass(frozen=True, slots=True)
class ToldAddress:
    """An address as it may be shown, and in words what to mind before it is opened."""

    text: str
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " · ".join([self.text, *self.warnings])


def told_address(address: str) -> ToldAddress:
    """The address for a terminal; never raises. User names are left out and said; hosts that are not plain ASCII
    are shown in both spellings."""
    shown = printable_line(address, ADDRESS_LIMIT)
    try:
        parts = urlsplit(shown)
        host = parts.hostname or ""
    except ValueError:
        return ToldAddress(shown, ("it is no well-formed address",))
    warnings = []
    if "@" in parts.netloc:
        shown = shown.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1)
        warnings.append(f"what stands before the @ is no host: it leads to {host}")
    letters, ascii_host = _spellings(host)
    if letters != ascii_host:
        mixed = "letters of several scripts, " if _mixes_scripts(letters) else ""
        other = letters if host == ascii_host else ascii_host
        warnings.append(f"the host has {mixed or 'letters beyond ASCII, '}in full {other}")
    return ToldAddress(shown, tuple(printable_line(warning) for warning in warnings))


def _spellings(host: str) -> tuple[str, str]:
    """A host in letters and in ASCII; the same twice where it cannot be spelt otherwise."""
    try:
        letters = ".".join(_decoded(label) for label in host.split("."))
        return printable_line(letters), letters.encode("idna").decode("ascii")
    except UnicodeError:
        return host, host


def _decoded(label: str) -> str:
    return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label


def _mixes_scripts(host: str) -> bool:
    """Whether one label of the host has letters of two scripts; Han, kana and Hangul go together."""
    for label in host.split("."):
        scripts = {_script(letter) for letter in label if letter.isalpha()}
        if len(scripts) > 1:
            return True
    return False


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0]
    return "CJK" if first in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC") else first
