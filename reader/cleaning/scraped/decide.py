"""Which lines of a plain text are the article, and what the others are: one verdict a line.

A text is taken for scraped on evidence alone: lines that only a page has, or lines that a learnt classifier
is sure of. Then the classifier says which lines are the article's, and rules made by hand say what the others
are. Notes, letters and verse show no such evidence, and keep every line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reader.cleaning.names import author_names
from reader.cleaning.scraped.lines import Unit
from reader.cleaning.scraped.signs import furniture, is_headline, is_time_line, keyword_list
from reader.cleaning.scraped.vector import NAMES, rows_of
from reader.cleaning.trees import SCALE, Trees

__all__ = ["Role", "Verdict", "decide_lines", "judged_lines", "pieces_of"]

Role = Literal["body", "time", "byline", "keywords", "related", "title", "furniture"]

_EVIDENCE = 2
_SURE = -2 * SCALE
"""Below this the classifier is sure that a line is furniture."""
_SURE_LINES = 3
_MOST_UNITS = 5_000
_LEAST_KEPT = 25
_LEAST_SHARE = 0.1
_LEAST_PROSE = 40
_SPEAKS = re.compile(r"^.{2,60}\bon\b.{0,30}\d{4}.{0,20}\b(?:said|says|wrote)\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"”’»)\]]*\s*$")
_FULL_STOP = re.compile(r"[.!?…](?=[\s\"”’»)\]]|$)|[。！？]")
_BYLINE = re.compile(
    r"^\W*(?:(?:written |posted |story |reported )?by|von|par|por)\s+[A-ZÀ-Þ]", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_STRONG = frozenset(
    {
        "comments",
        "media button",
        "share buttons",
        "cookie notice",
        "account",
        "advertisement",
        "copyright",
        "newsletter",
        "navigation",
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is; `reason` is empty for the article's own. `values` are its names or keywords."""

    role: Role
    text: str
    reason: str = ""
    values: tuple[str, ...] = ()


@cache
def _model() -> Trees:
    return Trees.load("reader.cleaning.scraped", "model.json", NAMES)


def decide_lines(units: Sequence[Unit]) -> list[Verdict]:
    """A verdict for each unit, in order."""
    return judged_lines(units, scores_of(units))


def scores_of(units: Sequence[Unit]) -> list[int]:
    """What the classifier says of each unit; nothing for texts of so many that asking would take too long."""
    if len(units) > _MOST_UNITS:
        return []
    model = _model()
    return [model.score(row) - model.threshold for row in rows_of(units, pieces_of(units))]


def pieces_of(units: Sequence[Unit]) -> list[str]:
    """For each unit what piece of furniture it is by its words alone, or nothing."""
    return [furniture(unit.text) if unit.kind == "line" else "" for unit in units]


def judged_lines(units: Sequence[Unit], scores: Sequence[int]) -> list[Verdict]:
    """The verdicts that follow from the classifier's scores, above 0 for the article's own lines."""
    pieces = pieces_of(units)
    sure = sum(1 for unit, score in zip(units, scores, strict=False) if score < _SURE and unit.kind == "line")
    has_prose = any(_is_prose(unit) and not piece for unit, piece in zip(units, pieces, strict=True))
    if not has_prose or not (sure >= _SURE_LINES or _is_scraped(units, pieces)):
        return [Verdict("body", unit.text) for unit in units]
    first, last = _run_of_prose(units, pieces)
    comments = _first_comment(units, pieces, first, last)
    if comments is not None:
        first, last = _run_of_prose(units[:comments], pieces[:comments])
    ruled = _Scraped(units, pieces, first, last, comments).verdicts()
    learnt = [
        _settled(verdict, score, piece) for verdict, score, piece in zip(ruled, scores, pieces, strict=False)
    ]
    return learnt if learnt and not _is_too_little(units, pieces, learnt) else ruled


def _settled(ruled: Verdict, score: int, piece: str) -> Verdict:
    """The classifier decides between article and furniture; names, dates, keywords and title are the rules'."""
    if ruled.role not in ("body", "furniture", "related"):
        return ruled
    if score >= 0:
        return Verdict("body", ruled.text)
    if ruled.role == "body":
        return Verdict("furniture", ruled.text, piece or "outside the article")
    return ruled


def _is_too_little(units: Sequence[Unit], pieces: Sequence[str], verdicts: Sequence[Verdict]) -> bool:
    prose = sum(
        unit.words for unit, piece in zip(units, pieces, strict=True) if _is_prose(unit) and not piece
    )
    kept = sum(unit.words for unit, verdict in zip(units, verdicts, strict=True) if verdict.role == "body")
    return kept < _LEAST_KEPT or kept < _LEAST_SHARE * prose


def _first_comment(units: Sequence[Unit], pieces: Sequence[str], first: int, last: int) -> int | None:
    """Where the readers' comments begin, which read like prose: at their heading, or at the first line that says
    who said what when. Only below some prose, and within its run."""
    words = 0
    for index in range(first, last + 1):
        unit = units[index]
        is_heading = pieces[index] == "comments" and unit.words <= 8 and "discussion" not in unit.text.lower()
        if words >= _LEAST_PROSE and (is_heading or _SPEAKS.search(unit.text)):
            return index
        if _is_prose(unit) and not pieces[index]:
            words += unit.words
    return None


def _is_prose(unit: Unit) -> bool:
    return unit.words >= 12 and bool(_FULL_STOP.search(unit.text))


def _is_scraped(units: Sequence[Unit], pieces: Sequence[str]) -> bool:
    """Evidence of a page: lines that only furniture says, beside prose; a time line at the top counts as
    one."""
    prose = [index for index, unit in enumerate(units) if _is_prose(unit) and not pieces[index]]
    if not prose:
        return False
    evidence = len({unit.text.lower() for unit, piece in zip(units, pieces, strict=True) if piece in _STRONG})
    evidence += any(is_time_line(unit.text) for unit in units[:8])
    evidence += any(
        len(keyword_list(unit.text)) >= 4 for unit in units[prose[-1] + 1 :] if unit.kind == "line"
    )
    return evidence >= _EVIDENCE


def _run_of_prose(units: Sequence[Unit], pieces: Sequence[str]) -> tuple[int, int]:
    """The stretch of units that weighs most when prose counts for and all else counts against it."""
    best, best_range = 0, (0, len(units) - 1)
    weight, start = 0, 0
    for index, unit in enumerate(units):
        if weight <= 0:
            weight, start = 0, index
        weight += _weight(unit, pieces[index])
        if weight > best:
            best, best_range = weight, (start, index)
    return best_range


def _weight(unit: Unit, piece: str) -> int:
    if piece:
        return -9
    if unit.kind == "code":
        return 4
    if _is_prose(unit):
        return min(unit.words, 80) - 6
    if unit.kind == "item":
        return -2
    return -2 if unit.words >= 5 and _SENTENCE_END.search(unit.text) else -7


class _Scraped:
    """Verdicts on a text that carries a page's furniture: `[first, last]` are the units of its run of
    prose."""

    def __init__(
        self, units: Sequence[Unit], pieces: Sequence[str], first: int, last: int, comments: int | None
    ) -> None:
        self._comments = comments
        self._units = units
        self._pieces = pieces
        self._first = first
        self._last = last
        prose = [unit for unit in units[first : last + 1] if _is_prose(unit)]
        self._vocabulary = {
            word for unit in prose for word in _WORD.findall(unit.text.lower()) if len(word) > 3
        }
        self._seen: set[str] = set()

    def verdicts(self) -> list[Verdict]:
        before = self._before()
        inside = [self._inside(index) for index in range(self._first, self._last + 1)]
        after = self._after()
        return [*before, *inside, *after]

    def _before(self) -> list[Verdict]:
        verdicts = [self._common(index) or self._nothing(index) for index in range(self._first)]
        title = self._title(verdicts)
        if title is not None:
            verdicts[title] = Verdict("title", self._units[title].text, "title")
        return verdicts

    def _title(self, verdicts: Sequence[Verdict]) -> int | None:
        """Of the headlines above the article the one that shares most words with it; the nearest of
        equals."""
        best, place = 0.0, None
        for index in range(max(0, self._first - 25), self._first):
            unit = self._units[index]
            if verdicts[index].role != "furniture" or verdicts[index].reason != "outside the article":
                continue
            words = {word for word in _WORD.findall(unit.text.lower()) if len(word) > 3}
            shared = len(words & self._vocabulary) / len(words) if words else 0.0
            if (
                3 <= unit.words <= 24
                and not unit.text.endswith((",", ";", ":"))
                and shared >= 0.4
                and shared >= best
            ):
                best, place = shared, index
        return place

    def _inside(self, index: int) -> Verdict:
        unit = self._units[index]
        if unit.kind != "line" or (_is_prose(unit) and not self._pieces[index]):
            return Verdict("body", unit.text)
        if self._pieces[index] and not (
            unit.words > 40 and self._pieces[index] not in ("cookie notice", "caption")
        ):
            return Verdict("furniture", unit.text, self._pieces[index])
        if is_time_line(unit.text) and unit.words <= 10:
            return Verdict("time", unit.text, "time line")
        return Verdict("body", unit.text)

    def _after(self) -> list[Verdict]:
        verdicts: list[Verdict] = []
        comments = False
        for index in range(self._last + 1, len(self._units)):
            unit = self._units[index]
            found = self._common(index)
            if self._pieces[index] == "comments" and unit.words <= 8 and not self._is_last_stretch(index):
                comments = True
            if index == self._comments:
                comments, found = True, None
            if found is not None:
                verdicts.append(found)
            elif comments:
                verdicts.append(Verdict("furniture", unit.text, "comments"))
            elif is_headline(unit.text):
                verdicts.append(Verdict("related", unit.text, "related headline"))
            else:
                verdicts.append(self._nothing(index))
        return verdicts

    def _is_last_stretch(self, index: int) -> bool:
        return index >= len(self._units) - 2

    def _common(self, index: int) -> Verdict | None:
        """What a line is by itself, wherever it stands outside the article."""
        unit = self._units[index]
        if is_time_line(unit.text):
            return Verdict("time", unit.text, "time line")
        if self._pieces[index]:
            return Verdict("furniture", unit.text, self._pieces[index])
        if unit.words <= 14 and _BYLINE.match(unit.text):
            names = author_names([unit.text])
            if names:
                return Verdict("byline", unit.text, "byline", names)
        words = keyword_list(unit.text) if index > self._last else []
        if len(words) >= 3:
            return Verdict("keywords", unit.text, "keywords", tuple(words))
        return None

    def _nothing(self, index: int) -> Verdict:
        return Verdict("furniture", self._units[index].text, "outside the article")
