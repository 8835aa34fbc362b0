"""From a row that matches to a hit: the exact place in its article's text, and one line of context.

Reads a text only of what is shown, and of a long one only as far as the first place.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from reader.article.ranges import Range
from reader.search.context import line_around
from reader.search.matching import Match, Matcher
from reader.search.values import FindableKind, Hit

__all__ = ["Candidate", "hits_of"]

_NEAR = 60
"""Characters within which several words of a query make a place better than one."""
_WEIGHED = 200
_AT_ONCE = 64
_LONG = 200_000
_SLICE = 100_000
_OVERLAP = 2_000
_AROUND = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that matches, before its text is read."""

    score: float
    number: int
    kind: FindableKind
    article_id: str
    item_id: str
    start: int | None
    end: int | None
    name: str
    tags: str
    created: str
    orphan: bool
    title: str


def hits_of(
    connection: sqlite3.Connection, candidates: Sequence[Candidate], matcher: Matcher
) -> Iterator[Hit]:
    """The hits of candidates, in their order; few texts are held at a time."""
    for first in range(0, len(candidates), _AT_ONCE):
        some = candidates[first : first + _AT_ONCE]
        rows = connection.execute(
            "SELECT number, text FROM search_findables WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps([candidate.number for candidate in some]),),
        )
        texts = dict(rows.fetchall())
        for candidate in some:
            yield _hit_of(connection, candidate, texts[candidate.number], matcher)


def _hit_of(connection: sqlite3.Connection, candidate: Candidate, text: str, matcher: Matcher) -> Hit:
    """The hit of a candidate: where its first match stands in the article's text, and the line around it."""
    place, counted = None, 0
    if candidate.kind == "article":
        best, matches, counted = _best_of_body(text, matcher)
        place = best
    else:
        matches = [match.range for match in matcher.matches(text)]
        best = matches[0] if matches else None
        if candidate.start is not None and candidate.end is not None and not candidate.orphan:
            place = Range(candidate.start, candidate.end)
            if candidate.kind in ("highlight", "quote") and best:
                place = _within_passage(connection, candidate.article_id, place, text, best)
    context, lit = line_around(text, best or Range(0, 0), matches)
    if candidate.kind == "entity" and place is not None:
        context, lit = _sentence_line(connection, candidate.article_id, place) or (context, lit)
    return Hit(
        kind=candidate.kind,
        article_id=candidate.article_id,
        item_id=candidate.item_id,
        title=candidate.title,
        context=context,
        lit=lit,
        start=place.start if place else None,
        end=place.end if place else None,
        score=candidate.score,
        name=candidate.name,
        tags=() if candidate.tags == "[]" else tuple(cast(list[str], json.loads(candidate.tags))),
        created=candidate.created,
        matches=counted,
    )


def _best_of_body(text: str, matcher: Matcher) -> tuple[Range | None, list[Range], int]:
    """The best place, the places around it, and how many there are (0 where the text is too long to
    count)."""
    if len(text) <= _LONG:
        matches = matcher.matches(text)
        best = _best(matches)
        return best, [match.range for match in matches], len(matches)
    for start, end in _slices(text):
        found = list(matcher.each_match(text[start : end + _OVERLAP]))
        matches = [
            Match(Range(start + match.range.start, start + match.range.end), match.term)
            for match in found
            if start + match.range.start < end
        ]
        if matches:
            return _best(matches), [match.range for match in matches], 0
    return None, [], 0


def _slices(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a long text that begin where a word does, where there is such a place near."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _SLICE)
        if end < len(text):
            border = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
            end = border if border > start else end
        yield start, end
        start = end


def _best(matches: Sequence[Match]) -> Range | None:
    """The first place with the most different terms close by."""
    if not matches:
        return None
    best, most = matches[0], 0
    window = matches[:_WEIGHED]
    for number, match in enumerate(window):
        near = {match.term}
        for other in islice(window, number + 1, None):
            if other.range.start - match.range.start > _NEAR:
                break
            near.add(other.term)
        if len(near) > most:
            best, most = match, len(near)
    return best.range


def _within_passage(
    connection: sqlite3.Connection, article_id: str, passage: Range, text: str, match: Range
) -> Range:
    """Where a match inside a highlight's or quote's words stands in the article; the passage where that is
    not sure.

    A quote's passage has its marks around the words.
    """
    standing = _body_part(connection, article_id, passage.start, len(passage))
    inset = -1 if standing is None else standing.find(text)
    if standing is None and len(text) == len(passage):
        inset = 0
    if inset < 0:
        return passage
    return Range(passage.start + inset + match.start, passage.start + inset + match.end)


def _sentence_line(
    connection: sqlite3.Connection, article_id: str, mention: Range
) -> tuple[str, tuple[Range, ...]] | None:
    """The line around an entity's mention, in the article's own words."""
    first = max(0, mention.start - _AROUND)
    part = _body_part(connection, article_id, first, len(mention) + 2 * _AROUND)
    if not part or mention.end - first > len(part):
        return None
    local = Range(mention.start - first, mention.end - first)
    return line_around(part, local, [local])


def _body_part(connection: sqlite3.Connection, article_id: str, start: int, length: int) -> str | None:
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM search_findables WHERE article_id = ? AND kind = 'article'",
        (start + 1, length, article_id),
    ).fetchone()
    return None if row is None else str(row[0])
