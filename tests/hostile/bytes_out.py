"""What a program may write: the checks that the tests of hostile content share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["ACTING", "Screenful", "foreign"]

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Characters that never leave the command line when its output is no terminal: line feeds and tabs are all."""

_SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\[(?P<private>[<-?]*)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"  # CSI
    rb"|(?P<string>[\]PX^_])(?P<body>[^\x07\x1b\x9c]*)(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, SOS, PM, APC
    rb"|(?P<other>[ -/]*[0-~]))"
)


@dataclass
class Screenful:
    """What a program wrote to a terminal, taken apart: its sequences by kind, and all the rest as text.

    A kind is the sequence without its numbers, `CSI ?h` say; of those that set a mode the numbers are part of it.
    """

    data: bytes
    kinds: set[str] = field(default_factory=set)
    text: str = ""

    def __post_init__(self) -> None:
        self.text = _SEQUENCE.sub(self._count, self.data).decode("utf-8", "replace")

    def _count(self, match: re.Match[bytes]) -> bytes:
        if match["final"]:
            numbers = match["numbers"] if match["final"] in b"hlpnctr" else b""
            self.kinds.add("CSI " + (match["private"] + numbers + match["between"] + match["final"]).decode())
        elif match["string"]:
            self.kinds.add("string " + (match["string"] + match["body"][:20]).decode("latin-1"))
        else:
            self.kinds.add("ESC " + match["other"].decode())
        return b""


def foreign(shown: Screenful, honest: set[str]) -> Iterator[str]:
    """What is wrong with it: sequences that an honest run does not write, and characters that act."""
    yield from sorted(shown.kinds - honest)
    for match in ACTING.finditer(shown.text.replace("\r", "").replace("\b", "")):
        yield f"{match.group()!r} in {shown.text[max(0, match.start() - 30) : match.end() + 30]!r}"
