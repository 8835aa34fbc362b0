"""Where quotation marks open and close: straight and curly, single, « », „ “, » «, ‹ ›, 「 」, 『 』, 《 》.

Works on straightened text, where direction is read from the neighbours of a mark, so that curly and straight
marks give the same regions. A quotation left open runs to its paragraph's end and may go on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.insight.passages import Passage

__all__ = ["Region", "find_regions", "is_nickname"]

_PAIRS = {
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "„": '"',
    "‚": "'",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_ANY_MARK = re.compile("[\"'«»‹›„‚「『《〈」』》〉]")
_BEFORE_OPENING = frozenset("([{—–-/:;,.>…*_|!?")
_SHORTENED = re.compile(r"'(?:\d0s|em|til|cause|n|tis|twas|bout|round)\b", re.IGNORECASE)
_SINGLE_LIMIT = 1500
_NESTED_LIMIT = 5000
_UNCLOSED_FROM = 12
_NICKNAME_LIMIT = 24
_TERM_LIMIT = 30
"""Up to how many characters a quotation whose closing mark is displaced is believed."""
_OPENINGS_IN_SINGLE = 3


@dataclass(frozen=True, slots=True)
class Region:
    """`[start, end)` with the marks, `[inner, inner_end)` without. `mark` is the opening one,
    straightened."""

    start: int
    end: int
    inner: int
    inner_end: int
    mark: str
    closed: bool = True
    breaks: bool = False
    """Left open, and ended by another opening mark within its paragraph."""


def find_regions(plain: str, passages: Iterable[Passage]) -> list[Region]:
    """The outermost quotations in order; those that run over paragraphs are one region."""
    found: list[Region] = []
    open_region: Region | None = None
    for passage in passages:
        start, end = _trimmed(plain, passage.start, passage.end)
        if open_region is not None:
            joined = _continued(plain, open_region, start, end)
            if joined is not None:
                found[-1] = joined
                open_region = None if joined.closed else joined
                if not joined.closed:
                    continue
                start = joined.end
            else:
                open_region = None
        regions = _passage_regions(plain, start, end)
        found.extend(regions)
        if regions and not regions[-1].closed and regions[-1].mark == '"' and regions[-1].end >= end:
            open_region = regions[-1]
    return found


def is_nickname(plain: str, region: Region, name_end: int) -> bool:
    """Whether a quotation stands within a name that ends before it at `name_end`: `William "Billy" Carrow`."""
    after = plain[region.end : region.end + 2]
    return (
        region.end - region.start <= _NICKNAME_LIMIT
        and plain[name_end : region.start] == " "
        and after[:1] == " "
        and after[1:].isupper()
        and plain[region.inner].isupper()
    )


def _continued(plain: str, region: Region, start: int, end: int) -> Region | None:
    """An open region with the paragraph that goes on with it, which begins with a mark again or holds only a
    close."""
    again = plain.startswith(region.mark, start)
    close = plain.find(region.mark, start + 1 if again else start, end)
    while 0 <= close < end and not _closes(plain, close, end):
        if not again:
            return None
        close = plain.find(region.mark, close + 1, end)
    if close < 0:
        return Region(region.start, end, region.inner, end, region.mark, closed=False) if again else None
    return Region(region.start, close + 1, region.inner, close, region.mark)


def _passage_regions(plain: str, start: int, end: int) -> list[Region]:
    found: list[Region] = []
    unclosed: set[str] = set()
    at = start
    while match := _ANY_MARK.search(plain, at, end):
        place = match.start()
        mark = plain[place]
        region: Region | None = None
        if mark == '"':
            if _opens(plain, place, start, end):
                region = _double(plain, place, end)
        elif mark == "'":
            if _opens_single(plain, place, start, end):
                region = _single(plain, place, end)
        elif mark in _PAIRS and mark not in unclosed:
            region = _paired(plain, place, start, end)
            if region is None and plain.find(_PAIRS[mark], place + 1, end) < 0:
                unclosed.add(mark)
        if region is not None:
            found.append(region)
            at = max(region.end, place + 1)
        else:
            at = place + 1
    return found


def _opens(plain: str, place: int, start: int, end: int) -> bool:
    """Whether a straight double mark can open a quotation: something follows, and no word or figure stands
    before."""
    if place + 1 >= end or plain[place + 1].isspace():
        return False
    if place == start:
        return True
    before = plain[place - 1]
    return before.isspace() or before in _BEFORE_OPENING or before == "'"


def _closes(plain: str, place: int, end: int) -> bool:
    after = plain[place + 1] if place + 1 < end else " "
    return not plain[place - 1].isspace() or not after.isalnum()


def _double(plain: str, place: int, end: int) -> Region | None:
    close = plain.find('"', place + 1, end)
    if close >= 0 and (_closes(plain, close, end) or _displaced(plain, place, close, end)):
        return Region(place, close + 1, place + 1, close, '"') if close > place + 1 else None
    # Never closed: it ends where the next one opens, or with the paragraph.
    _, stop = _trimmed(plain, place, close if close >= 0 else end)
    if stop - place <= _UNCLOSED_FROM:
        return None
    return Region(place, stop, place + 1, stop, '"', closed=False, breaks=close >= 0)


def _displaced(plain: str, place: int, close: int, end: int) -> bool:
    """Whether a closing mark stands a space too far to the right: `of "modify, "no matter`."""
    if close - place < 3:
        return False
    if plain[close - 2] in ",;." and close - place <= _TERM_LIMIT:
        return True
    return close - place <= _TERM_LIMIT and plain.find('"', close + 1, end) < 0


def _opens_single(plain: str, place: int, start: int, end: int) -> bool:
    if place + 1 >= end:
        return False
    after = plain[place + 1]
    if not (after.isalnum() or after in '…["$£€¿¡') or _SHORTENED.match(plain, place):
        return False
    return place == start or plain[place - 1].isspace() or plain[place - 1] in '([{—–-"/:'


def _single(plain: str, place: int, end: int) -> Region | None:
    """To the closing single mark: one after punctuation is sure, one after a plural's `s` may be an
    apostrophe."""
    likely = -1
    openings = 0
    at = place + 1
    limit = min(end, place + _SINGLE_LIMIT)
    while (close := plain.find("'", at, limit)) >= 0:
        at = close + 1
        after = plain[close + 1] if close + 1 < end else " "
        before = plain[close - 1]
        if after.isalnum() or before.isspace():
            openings += before.isspace() and after.isalnum()
            if openings and (likely >= 0 or openings > _OPENINGS_IN_SINGLE):
                break
            continue
        if before in ".,!?…" or before != "s" or not after.isspace():
            likely = close
            break
        if likely < 0:
            likely = close
    if likely - place < 3:
        return None
    return Region(place, likely + 1, place + 1, likely, "'")


def _paired(plain: str, place: int, start: int, end: int) -> Region | None:
    """Marks that differ in opening and closing; `»` and `›` open only where a word follows and none stands
    before."""
    mark = plain[place]
    close_mark = _PAIRS[mark]
    if mark in "»›" and not (
        (place == start or (not plain[place - 1].isalnum() and plain[place - 1] not in ".,!?"))
        and place + 1 < end
        and not plain[place + 1].isspace()
    ):
        return None
    close = _matching(plain, place + 1, end, mark, close_mark)
    if close > place + 1:
        return Region(place, close + 1, place + 1, close, mark)
    if close < 0 and mark in "«„" and end - place > _UNCLOSED_FROM:
        return Region(place, end, place + 1, end, mark, closed=False)
    return None


def _matching(plain: str, at: int, end: int, mark: str, close_mark: str) -> int:
    """Where the closing mark stands that fits by depth, else the first one; negative where there is none."""
    depth = 0
    for match in _ANY_MARK.finditer(plain, at, min(end, at + _NESTED_LIMIT)):
        character = match.group()
        if character == close_mark:
            if depth == 0:
                return match.start()
            depth -= 1
        elif character == mark and mark not in "»›":
            depth += 1
    return plain.find(close_mark, at, end)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end
