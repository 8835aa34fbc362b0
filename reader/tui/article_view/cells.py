"""How many terminal cells characters take, and which of them belong together: the only place that knows.

Text is measured as `rich.cells` measures it, since that is what Textual trusts when it lays segments out.
What could act on a terminal is replaced one character for one, so that offsets stay true; nothing here may
change a text's length.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import get_character_cell_size, split_graphemes

__all__ = [
    "BEYOND_PLAIN",
    "JOINER",
    "SOFT_HYPHEN",
    "TAB",
    "TAB_STOP",
    "Cluster",
    "cells_of",
    "clusters",
    "drawable",
    "joins_to_previous",
]

TAB = "\t"
JOINER = "\u200d"
SOFT_HYPHEN = "\xad"
TAB_STOP = 4
"""Cells between tab stops."""
_MOST_MARKS = 8
"""Combining marks that one character may carry; floods of them have crashed terminals."""

Cluster = tuple[int, int, int]
"""`(start, end, cells)` of characters that are drawn as one and never parted."""

BEYOND_PLAIN = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u218b\u2190-\u22ff\u2500-\u25fc]"
)
"""Finds a character that is not simply one cell wide and on its own: wide, joining, tab, control."""

_NEVER_DRAWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e001f]"
)
_MAYBE_FLOOD = re.compile(
    f"[^\x00-\u02ff\u0370-\u0482\u2010-\u2027\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uff00-\uffef]"
    f"{{{_MOST_MARKS + 1}}}"
)
"""Finds a run of characters of which none is surely no combining mark."""
_PICTURES = "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
_SPECIAL = re.compile(f"[\t\xad\n]|(?<![{_PICTURES}])\u200d|\u200d(?![{_PICTURES}])")
"""Drawn apart from their neighbours. Rich takes a joiner and what follows it for no cell, which holds between
pictures alone: elsewhere a joiner is not drawn."""
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def drawable(piece: str) -> str:
    """The piece with each character that must never reach a terminal replaced by U+FFFD: same length always.

    Text enters the program through `reader.article.characters.safe_text`, which takes such characters out;
    this holds for the files of a library that somebody else has written.
    """
    if not BEYOND_PLAIN.search(piece):
        return piece
    piece = _NEVER_DRAWN.sub("\ufffd", piece)
    if _MAYBE_FLOOD.search(piece):
        piece = _without_mark_floods(piece)
    return piece


def _without_mark_floods(piece: str) -> str:
    run, result = 0, None
    for at, character in enumerate(piece):
        if character > "\u02ff" and get_character_cell_size(character) == 0:
            run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
            if run > _MOST_MARKS:
                result = result if result is not None else list(piece)
                result[at] = "\ufffd"
        else:
            run = 0
    return piece if result is None else "".join(result)


def clusters(piece: str, phase: int = 0) -> list[Cluster]:
    """What of a `drawable` piece is drawn as one, in order and without gaps; offsets count from the piece's
    start.

    A tab reaches to the next stop, counted from `phase` cells before the piece. A soft hyphen takes no cell
    here; a line that ends in one needs a cell for it.
    """
    if not BEYOND_PLAIN.search(piece):
        return [(at, at + 1, 1) for at in range(len(piece))]
    result: list[Cluster] = []
    done, cell = 0, phase
    for special in _SPECIAL.finditer(piece):
        cell += _append_graphemes(result, piece, done, special.start())
        cells = TAB_STOP - cell % TAB_STOP if special.group() == TAB else 0
        result.append((special.start(), special.end(), cells))
        cell += cells
        done = special.end()
    _append_graphemes(result, piece, done, len(piece))
    return result


def _append_graphemes(result: list[Cluster], piece: str, start: int, end: int) -> int:
    """Append the clusters of `piece[start:end]`, flags kept whole; their cells."""
    if start >= end:
        return 0
    spans, total = split_graphemes(piece[start:end])
    flags = bool(_REGIONAL.search(piece, start, end))
    waiting = False
    for first, last, cells in spans:
        if flags and waiting and _is_regional(piece[start + first]):
            before = result.pop()
            result.append((before[0], start + last, before[2] + cells))
            waiting = False
            continue
        result.append((start + first, start + last, cells))
        waiting = flags and _is_regional(piece[start + first])
    return total


def joins_to_previous(character: str) -> bool:
    """Whether the character is drawn in the cells of the one before it: an accent, a joiner, a selector."""
    return (
        character > "\u02ff" and get_character_cell_size(character) == 0 and drawable(character) == character
    )


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def cells_of(piece: str, phase: int = 0) -> int:
    """The cells that a `drawable` piece takes; `phase` as in `clusters`."""
    if not BEYOND_PLAIN.search(piece):
        return len(piece)
    return sum(cluster[2] for cluster in clusters(piece, phase))
