"""Each line of a plain text as a row of numbers: what the learnt classifier reads.

There are no tags here: a row says what the line is by itself, how the lines around it are set, where it
stands to the runs of prose, how many of its words the article's prose has, and what the rules say of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.cleaning.html.signs import DATE, PROMOTION, TAIL
from reader.cleaning.scraped.kinship import KINSHIP, kinship_of
from reader.cleaning.scraped.lines import Unit
from reader.cleaning.words import STOP_WORDS

__all__ = ["NAMES", "rows_of"]

_REASONS = (
    "comments", "media button", "share buttons", "cookie notice", "navigation", "account", "advertisement",
    "copyright", "newsletter", "time line", "related", "caption", "promotion",
)  # fmt: skip
_OWN = (
    "words characters punctuation sentences ends colon stop upper capitals digits length promotion tail date bar "
    "at bullet commas brackets quotes indent blank joined item code times before prose furniture"
).split()
_NEXT = (
    "words",
    "ends",
    "prose",
    "promotion",
    "date",
    "capitals",
    "stop",
    "sentences",
    "item",
    "furniture",
    "blank",
)
_STEPS = (-3, -2, -1, 1, 2, 3)
_PLACE = (
    "place lines in_run from_run_start from_run_end prose_before prose_after from_first_prose from_last_prose "
    "vocabulary prose_3 words_3 short_3 prose_8 words_8 short_8 above below since_furniture to_furniture "
    "after_comments before_run_words page_furniture"
).split()

NAMES: tuple[str, ...] = (
    *_OWN,
    *(f"rule_{name.replace(' ', '_')}" for name in _REASONS),
    *(f"{name}{step:+d}" for step in _STEPS for name in _NEXT),
    *_PLACE,
    *KINSHIP,
)
"""Names of the columns, in order."""

_WORD = re.compile(r"\w+")
_PUNCTUATION = re.compile(r"[.,;:!?。、！？]")
_SENTENCE = re.compile(r"[.!?…](?=[\s\"”’»)\]]|$)|[。！？]")
_END = re.compile(r"[.!?…。！？\"”’»)\]]\W{0,3}$")
_BAR = re.compile(r"[|›»•·]")
_AT = re.compile(r"@|https?:|www\.")
_BULLET = re.compile(r"([*+•·‣▪–—-]|\d{1,3}[.)])\s")
_BRACKETS = re.compile(r"[\[\]{}<>=_]")
_QUOTES = re.compile(r"[\"“”«»]")
_FAR = 30
_LONG = 4
_READ = 4_000


def rows_of(units: Sequence[Unit], pieces: Sequence[str]) -> list[list[float]]:
    """One row for each unit; `pieces` says for each what piece of furniture it is by rule, or nothing."""
    if not units:
        return []
    times: dict[str, int] = {}
    folded = [_WORD.findall(unit.text[:_READ].lower()) for unit in units]
    keys = [" ".join(words) for words in folded]
    for key in keys:
        times[key] = times.get(key, 0) + 1
    seen: dict[str, int] = {}
    own = []
    for unit, piece, words, key in zip(units, pieces, folded, keys, strict=True):
        own.append(_by_itself(unit, piece, words, times[key], seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    near = [_seen_from_beside(row) for row in own]
    around = _Places(units, pieces, folded, own)
    places = around.rows()
    prose, dates = ([bool(row[column]) for row in own] for column in (_PROSE, _COLUMN["date"]))
    kinship = kinship_of(units, pieces, folded, prose, dates, around.run)
    result = []
    for at, (row, piece, place, kin) in enumerate(zip(own, pieces, places, kinship, strict=True)):
        beside: list[float] = []
        for step in _STEPS:
            other = at + step
            beside.extend(near[other] if 0 <= other < len(near) else _NOBODY)
        result.append([*row, *[piece == name for name in _REASONS], *beside, *place, *kin])
    return result


_COLUMN = {name: place for place, name in enumerate(_OWN)}
_SEEN = tuple(_COLUMN[name] for name in _NEXT)
_NOBODY = (-1.0,) * len(_NEXT)
_WORDS, _PROSE = _COLUMN["words"], _COLUMN["prose"]


def _seen_from_beside(row: Sequence[float]) -> tuple[float, ...]:
    return tuple(row[column] for column in _SEEN)


def _by_itself(unit: Unit, piece: str, folded: Sequence[str], times: int, before: int) -> list[float]:
    text = unit.text[:_READ]
    words = _WORD.findall(text)
    count = len(words) or 1
    sentences = len(_SENTENCE.findall(text))
    capitals = sum(1 for word in words if word[0].isupper()) / count
    return [
        unit.words,
        len(unit.text),
        len(_PUNCTUATION.findall(text)) / count,
        min(sentences, 6),
        bool(_END.search(unit.text[-200:])),
        unit.text.endswith(":"),
        sum(1 for word in folded if word in STOP_WORDS) / (len(folded) or 1),
        sum(1 for word in words if word.isupper() and len(word) > 1) / count,
        capitals,
        sum(1 for word in words if word.isdigit()) / count,
        sum(map(len, words)) / count,
        bool(PROMOTION.match(text)),
        bool(TAIL.match(text)),
        bool(DATE.search(text)),
        bool(_BAR.search(text)),
        bool(_AT.search(text)),
        unit.kind == "item" or bool(_BULLET.match(text)),
        text.count(",") / count,
        bool(_BRACKETS.search(text)),
        bool(_QUOTES.search(text)),
        min(unit.indent, 24),
        min(unit.blank_before, 4),
        unit.was_joined,
        unit.kind == "item",
        unit.kind == "code",
        times,
        before,
        unit.words >= 12 and sentences >= 1 and (capitals < 0.6 or unit.words > 30),
        bool(piece),
    ]


class _Places:
    """Where each unit stands to the runs of prose, and how much of the prose's words it has."""

    def __init__(
        self,
        units: Sequence[Unit],
        pieces: Sequence[str],
        folded: Sequence[Sequence[str]],
        own: Sequence[Sequence[float]],
    ) -> None:
        self._units = units
        self._pieces = pieces
        self._folded = folded
        self._own = own
        self._prose = [bool(row[_PROSE]) for row in own]
        self.run = self._first, self._last = self._run()
        self._vocabulary = {
            word
            for at in range(self._first, self._last + 1)
            if self._prose[at]
            for word in folded[at]
            if len(word) > _LONG
        }

    def rows(self) -> list[list[float]]:
        units, own, prose = self._units, self._own, self._prose
        count = len(units)
        at_prose = [at for at in range(count) if prose[at]]
        first, last = (at_prose[0], at_prose[-1]) if at_prose else (0, 0)
        total = sum(units[at].words for at in at_prose) or 1
        furniture = [at for at in range(count) if self._pieces[at]]
        comments = next(
            (at for at in furniture if at > self._first and self._pieces[at] == "comments"), count
        )
        next_furniture = _distances_ahead(count, furniture)
        before = 0
        since = -_FAR
        run_words = sum(units[at].words for at in range(self._first, self._last + 1))
        result = []
        for at, unit in enumerate(units):
            if self._pieces[at]:
                since = at
            narrow, wide = own[max(0, at - 3) : at + 4], own[max(0, at - 8) : at + 9]
            result.append([
                at / count, count,
                self._first <= at <= self._last, _clamped(at - self._first), _clamped(at - self._last),
                before / total, 1 - before / total, _clamped(at - first), _clamped(at - last),
                self._known(at), *_means(narrow), *_means(wide),
                sum(prose[max(0, at - 6) : at]), sum(prose[at + 1 : at + 7]),
                _clamped(at - since), next_furniture[at],
                _clamped(at - comments), run_words / total, len(furniture) / count,
            ])  # fmt: skip
            if prose[at]:
                before += unit.words
        return result

    def _known(self, at: int) -> float:
        words = [word for word in self._folded[at] if len(word) > _LONG]
        return sum(1 for word in words if word in self._vocabulary) / len(words) if words else -1.0

    def _run(self) -> tuple[int, int]:
        """The stretch that weighs most when prose counts for and all else against it."""
        best, found = 0, (0, len(self._units) - 1)
        weight = start = 0
        for at, unit in enumerate(self._units):
            if weight <= 0:
                weight, start = 0, at
            if self._prose[at] and not self._pieces[at]:
                weight += min(unit.words, 80) - 6
            else:
                weight -= 3 if unit.words >= 8 and self._own[at][_COLUMN["ends"]] else 7
            if weight > best:
                best, found = weight, (start, at)
        return found


def _means(rows: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Of the rows around: share of prose, mean of words (up to 100 each), share of very short ones."""
    count = len(rows)
    return (
        sum(row[_PROSE] for row in rows) / count,
        sum(min(row[_WORDS], 100) for row in rows) / count,
        sum(1 for row in rows if row[_WORDS] < 8) / count,
    )


def _distances_ahead(count: int, places: Sequence[int]) -> list[int]:
    result = [_FAR] * count
    ahead = count + _FAR
    marked = set(places)
    for at in reversed(range(count)):
        if at in marked:
            ahead = at
        result[at] = min(_FAR, ahead - at)
    return result


def _clamped(steps: int) -> int:
    return max(-_FAR, min(_FAR, steps))
