"""How wide text is on a terminal, and how it is broken into lines of a width. Pure, standard library only.

Widths count cells: two for a wide character of East Asia or an emoji, none for a mark that stands on another
character. Text is broken between words, or where it must be between characters, never inside one that is made
of several code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["cell_width", "cut", "line_ranges", "padded", "wrapped"]

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_WORD = re.compile(r"[^ \t\n\u3000]+")
_NO_LINE_START = frozenset("、。，．！？：；）」』】〕〉》・ー…’”)]}!?,.:;%")
_NO_LINE_END = frozenset("（「『【〔〈《“‘([{")


def cell_width(text: str) -> int:
    """Cells that `text`, one line, takes."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in _clusters(text, 0, len(text)))


def cut(text: str, width: int) -> str:
    """The text in `width` cells at most: what does not fit is cut, and an ellipsis says so."""
    if cell_width(text) <= width:
        return text
    if width < 1:
        return ""
    used = 0
    for start, cells in _clusters(text, 0, len(text)):
        if used + cells > width - 1:
            return text[:start].rstrip() + "…"
        used += cells
    return text


def padded(text: str, width: int) -> str:
    """The text cut and filled with spaces to exactly `width` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_width(shown))


def wrapped(text: str, width: int) -> list[str]:
    """The text as lines of `width` cells at most, without the spaces at which it was broken."""
    return [text[start:end] for start, end in line_ranges(text, 0, len(text), width)]


def line_ranges(
    text: str, start: int, end: int, width: int, first_width: int | None = None
) -> list[tuple[int, int]]:
    """`text[start:end]` as lines, half-open ranges of characters; a newline always ends a line.

    No line is wider than `width` cells (two at least), the first no wider than `first_width`. Every character
    that is not white space lies in exactly one line.
    """
    limit = max(2, width if first_width is None else first_width)
    lines: list[tuple[int, int]] = []
    begin = start
    while True:
        stop = text.find("\n", begin, end)
        hard_end = end if stop < 0 else stop
        lines.extend(_broken(text, begin, hard_end, max(2, width), limit))
        limit = max(2, width)
        if stop < 0:
            return lines
        begin = stop + 1


def _broken(text: str, begin: int, end: int, width: int, limit: int) -> Iterator[tuple[int, int]]:
    line_start = line_end = -1
    used = 0
    gap_from = begin
    for start, stop, cells in _pieces(text, begin, end, width):
        gap = start - gap_from if line_start >= 0 else 0
        if line_start >= 0 and used + gap + cells <= limit:
            used += gap + cells
        elif line_start < 0 and cells <= limit:
            line_start, used = start, cells
        elif line_start < 0:  # the first line is too narrow for the first word
            yield begin, begin
            limit, line_start, used = width, start, cells
        else:
            yield line_start, line_end
            limit, line_start, used = width, start, cells
        line_end = gap_from = stop
    yield (line_start, line_end) if line_start >= 0 else (begin, begin)


def _pieces(text: str, begin: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """What is not broken where it fits: words, and single characters of scripts without spaces."""
    for match in _WORD.finditer(text, begin, end):
        word = match.group()
        if word.isascii():
            if len(word) <= width:
                yield match.start(), match.end(), len(word)
            else:
                for at in range(match.start(), match.end(), width):
                    stop = min(at + width, match.end())
                    yield at, stop, stop - at
        else:
            yield from _wide_pieces(text, match.start(), match.end(), width)


def _wide_pieces(text: str, begin: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    start, used = begin, 0
    previous_wide = False
    for at, cells in _clusters(text, begin, end):
        wide = cells == 2
        may_break = (
            at > start
            and (wide or previous_wide)
            and text[at] not in _NO_LINE_START
            and text[at - 1] not in _NO_LINE_END
        )
        if at > start and (may_break or used + cells > width):
            yield start, at, used
            start, used = at, 0
        used += cells
        previous_wide = wide
    if start < end:
        yield start, end, used


def _clusters(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each character begins, with what stands on or is joined to it, and its cells."""
    start, cells, joined = begin, -1, False
    for at in range(begin, end):
        character = text[at]
        if character == _EMOJI_STYLE and cells == 1 and not text[start].isspace():
            cells = 2
        one_emoji = joined and cells == 2 and not (character.isspace() or character.isalnum())
        width = 0 if one_emoji else _character_width(character)
        joined = character == _JOINER
        if width == 0 and cells >= 0:
            continue
        if cells >= 0:
            yield start, cells
        start, cells = at, width
    if cells >= 0:
        yield start, cells


def _character_width(character: str) -> int:
    if " " <= character <= "\u02ff":
        return 0 if "\x7f" <= character < "\xa0" or character == "\xad" else 1
    if "\u1160" <= character <= "\u11ff" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0  # the vowels and ends of Hangul syllables; shades of skin
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
