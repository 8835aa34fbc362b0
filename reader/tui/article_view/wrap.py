"""Breaks text into lines by cell width: greedy, by offsets, without copying the text.

Lines are half-open ranges that join without gaps: a line's white space at its end, and the newline that ended
it, belong to it and are not drawn. A cluster of characters that are drawn as one is never parted. Between
Chinese and Japanese characters a line may end anywhere but where printers forbid it (kinsoku shori, JIS X
4051). Nothing here knows of blocks, screens or styles.
"""

from __future__ import annotations

import re
from array import array

from reader.tui.article_view.cells import (
    BEYOND_PLAIN,
    SOFT_HYPHEN,
    Cluster,
    clusters,
    drawable,
    joins_to_previous,
)
from reader.tui.article_view.setting import Hyphens

__all__ = ["break_lines", "drawn_end"]

_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々〻ー’”）〕］｝〉》」』】〙〗〟｠»°′″℃％‰…‥〜～–—"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ,.!?;:)]}%｡｣､･ｰ"
)
_NEVER_LAST = frozenset("‘“（〔［｛〈《「『【〘〖〝｟«([{$£¥＄￥￡｢")
_GLUE = frozenset("\u00a0\u202f\u2007")
_WORD = re.compile(r"[“‘«„\"'(\[]*([^\W\d_]+)")
_LEAST_PART = 4
"""Cells that must be free for a part of a word and its hyphen."""
_CLOSING = frozenset("”’\"')]}»,.;:!?…")


def break_lines(
    text: str,
    start: int,
    end: int,
    width: int,
    starts: array[int],
    *,
    rest: int | None = None,
    most: int = 1 << 30,
    hyphens: Hyphens | None = None,
) -> int:
    """Append the start of each line of `text[start:end]` to `starts`; the offset that was reached.

    `width` is in cells; `rest` the width of a line that goes on from the one before (default: the same).
    `hyphens` tells where words may part; words of plain letters are parted, one cell being left for the sign.
    After `most` lines the call returns early: called again from the offset it returned, it goes on as if it
    had not stopped. The result is `end` when all is done. A line is wider than `width` only where one cluster
    is.
    """
    rest = width if rest is None else rest
    room = width if start == 0 or text[start - 1] == "\n" else rest
    at, count = start, 0
    hard_end = -1
    search, find, rfind, append = BEYOND_PLAIN.search, text.find, text.rfind, starts.append
    while at < end:
        if count >= most:
            return at
        if hard_end < at:
            hard_end = find("\n", at, end)
            if hard_end < 0:
                hard_end = end
        append(at)
        count += 1
        limit = at + room + 1
        if search(text, at, min(hard_end, limit)):
            at = _break_by_cells(text, at, hard_end, room)
        elif hard_end - at <= room:
            at = hard_end
        else:
            space = rfind(" ", at, limit)
            if space <= at or (text[at] == " " and not text[at:space].strip()):
                at = _break_long_word(text, at, room)
            else:
                last = limit - 1
                dash = rfind("-", space + 1, last)
                if dash > 0 and not (text[dash - 1].isalpha() and text[dash + 1].isalpha()):
                    dash = -1
                long_dash = rfind("—", space + 1, last)
                if long_dash > dash and text[long_dash + 1] not in _CLOSING:
                    dash = long_dash
                begin, at = at, (max(space, dash)) + 1
                if at < hard_end and text[at] == " ":
                    at = _behind_spaces(text, at, hard_end)
                if at < hard_end and text[at] > "\u02ff" and joins_to_previous(text[at]):
                    at = _break_by_cells(text, begin, hard_end, room)
                elif hyphens is not None and at < limit - _LEAST_PART:
                    at = _part_word(text, at, limit - 2, hyphens)
        if at >= hard_end and hard_end < end:
            at = hard_end + 1
            room = width
        else:
            room = rest
    return at


def drawn_end(text: str, start: int, end: int) -> int:
    """Where what is drawn of the line `text[start:end]` ends: before its newline and its last white space."""
    while end > start and text[end - 1] in " \n\t":
        end -= 1
    return end


def _behind_spaces(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t" and not (at + 1 < end and joins_to_previous(text[at + 1])):
        at += 1
    return at


def _part_word(text: str, at: int, last: int, hyphens: Hyphens) -> int:
    """Where the next line begins if a part of the word at `at` goes on this one, which ends before `last`."""
    word = _WORD.match(text, at)
    if word is None or word.end() <= last or BEYOND_PLAIN.search(text, at, word.end() + 1):
        return at
    begin = word.start(1)
    return max((begin + place for place in hyphens(word.group(1)) if begin + place <= last), default=at)


def _break_long_word(text: str, at: int, room: int) -> int:
    """Inside a word that is longer than a line, all of it one cell a character: after a slash if there is
    one.
    """
    slash = text.rfind("/", at + room // 2, at + room)
    return slash + 1 if slash > at else at + max(1, room)


def _break_by_cells(text: str, at: int, end: int, room: int) -> int:
    """The start of the next line where characters are wide, join, or take no cell."""
    window = room + 2
    while True:
        stop = min(end, at + window)
        piece = drawable(text[at:stop])
        spans = clusters(piece)
        cells = 0
        for number, (first, last, size) in enumerate(spans):
            if cells + size > room and number:
                if piece[first] in " \t" and last - first == 1 and piece[:first].strip(" \t"):
                    return _behind_spaces(text, at + first, end)
                return at + _last_break(piece, spans, number, cells, room)
            cells += size
        if stop == end:
            return end
        window *= 2


def _last_break(piece: str, spans: list[Cluster], number: int, cells: int, room: int) -> int:
    """Before which character the line ends, if cluster `number` is the first that it has no room for."""
    overflow = spans[number][0]
    for first, _, size in reversed(spans[1 : number + 1]):
        if first < overflow:
            cells -= size
        if _may_break(piece, first, cells, room) and piece[:first].strip(" \t"):
            return first
    return overflow


def _may_break(piece: str, at: int, cells: int, room: int) -> bool:
    """Whether a line may end before `piece[at]`, `cells` being taken by what stands before it."""
    before, after = piece[at - 1], piece[at]
    if after in " \t":
        return False
    if before in " \t" or (before.isspace() and before not in _GLUE):
        return True
    if before == SOFT_HYPHEN:
        return cells < room
    if after == SOFT_HYPHEN or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if _is_ideographic(before) or _is_ideographic(after):
        return after not in _GLUE and before not in _GLUE
    if before == "—":
        return True
    return before == "-" and at > 1 and piece[at - 2].isalpha() and after.isalpha()


def _is_ideographic(character: str) -> bool:
    """Whether lines may end beside it without a space: Han, kana, fullwidth forms and their punctuation."""
    if character < "\u2e80":
        return False
    return (
        character <= "\u312f"
        or "\u31a0" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffee"
        or "\U00020000" <= character <= "\U0003ffff"
    )
