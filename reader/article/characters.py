"""Which characters an article, a title, a tag or a note may hold: the door through which all text enters.

What an article says never acts: control characters, bidirectional overrides and invisible format characters
are taken out here, once when text enters and once more when it leaves for a terminal (`reader.terminal`),
since the files of a library can be edited by others.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LINE_LIMIT", "safe_line", "safe_text"]

LINE_LIMIT = 300
"""Characters that a title, a name, a tag or an address keeps at the most."""

_MARKS_PER_BASE = 8

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 without TAB and LF (VT, FF, CR and NEL are line ends), DEL, C1
    "\u061c\u200b\u200e\u200f\u2060-\u206f\ufeff"  # zero width and direction marks, invisible operators
    "\u202a-\u202e"  # bidirectional embeddings and overrides
    "\ufff9-\ufffb"  # interlinear annotation
    "\U000e0000-\U000e001f"  # language tags; the rest of the block spells flags after U+1F3F4
    "]"
)
_TAGS = re.compile("(?<![\U000e0020-\U000e007f])(?<!\U0001f3f4)[\U000e0020-\U000e007f]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile(
    "[^\x09\x0a\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205f\u3000-\ud7ff]"
)
_SPACE_RUN = re.compile(r"\s+")


def safe_text(text: str) -> str:
    """Text without a character that could act on a terminal or hide; line ends become LF. Idempotent.

    Kept are TAB, LF and the joiners U+200C/D, which scripts and emoji need; of combining marks at most eight
    in a row; lone surrogates become U+FFFD.
    """
    if not _SUSPECT.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _UNWANTED.sub("", text)
    text = _TAGS.sub("", text)
    return text if text.isascii() else _bounded_marks(text)


def safe_line(text: str, limit: int = LINE_LIMIT) -> str:
    """The same on one line: runs of white space become a space, and more than `limit` characters end in
    `…`."""
    line = _SPACE_RUN.sub(" ", safe_text(text)).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _bounded_marks(text: str) -> str:
    """At most eight combining marks in a row: floods of them crashed terminals (CVE-2021-27135)."""
    kept: list[str] = []
    marks = 0
    for character in text:
        if character > "\u02ff" and unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if marks > _MARKS_PER_BASE:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)
