"""Names of files from titles: readable, and taken by every file system that a folder of notes may be synced
to."""

from __future__ import annotations

import re
import unicodedata

from reader.article.characters import safe_line

__all__ = ["file_stem", "folded_name"]

_BYTES = 120
"""Of a stem at the most: file systems take 255, and folders that encrypt names about half of it."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f#^\[\]%]+')
"""What file systems refuse (Windows' list is the longest), and what ends a link in Obsidian: # ^ [ ] %."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)


def file_stem(title: str, fallback: str) -> str:
    """The name, without an ending, of a file about something called `title`; of `fallback` where nothing is
    left.

    Spaces are kept, since links to notes are written by name. Never hidden, never an option, never `..`.
    """
    for text in (title, fallback):
        line = unicodedata.normalize("NFC", safe_line(text))
        line = re.sub("[\u200c\u200d]", "", line)
        line = re.sub(r"\s*:\s+", " - ", line)
        stem = " ".join(_FORBIDDEN.sub(" ", line).split()).strip(" .").lstrip("-~.$ ")
        stem = _shortened(stem).rstrip(" .")
        if stem:
            return f"{stem}_" if _RESERVED.fullmatch(stem.split(".")[0].strip()) else stem
    return "untitled"


def folded_name(name: str) -> str:
    """Two names that are one file on some file system have one folded form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


def _shortened(stem: str) -> str:
    if len(stem.encode()) <= _BYTES:
        return stem
    cut = stem.encode()[:_BYTES].decode(errors="ignore")
    head, _, _ = cut.rpartition(" ")
    return head if len(head) > len(cut) // 2 else cut
