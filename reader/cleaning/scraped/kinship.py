"""How a line of a plain text is akin to the other lines: by its words, by its shape, by how it is set.

The paragraphs of one article speak of the same things, are set alike, and do not say themselves again; teasers of
other articles, notes about authors and readers' comments have words of their own and rhythms of their own. Nothing
here but a few signs depends on a language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from reader.cleaning.scraped.lines import Unit

__all__ = ["KINSHIP", "kinship_of"]

KINSHIP: tuple[str, ...] = tuple(
    "shared shared_twice names_shared doubled said_elsewhere to_median same_indent same_blank group_lines group_words "
    "in_group shape_run prefix_run comments_around dates_around glued credit bio person wide title_like parts".split()
)
"""Names of the columns, in order."""

_LONG = 4
_INNER_NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-ÞА-Я]\w{2,}")
_GLUED = re.compile(r"[a-zß-ÿ.?!:;\"”’)][A-ZÀ-Þ][a-zß-ÿ]")
_CREDIT = re.compile(
    r"\((?:image|photo|picture|pic|ap|afp|getty|reuters|source|credit|file|foto|bild)\b[^()]{0,80}\)\W{0,3}$|"
    r"\b(?:getty images|shutterstock|associated press photo|ap photo|photo (?:by|credit|courtesy)|image (?:by|credit)|"
    r"credits?:|courtesy of|pictured)\b|/(?:getty|afp|reuters|ap)\b",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"\b(?:is|was|has been) (?:an?|the|our|one) .{0,80}\b(?:reporter|editor|writer|author|journalist|professor|founder|"
    r"co-?founder|correspondent|columnist|contributor|freelance|blogger|fellow|director|provider|company|nonprofit)\b|"
    r"\bfollow (?:him|her|me|us|them)\b|\byou can (?:find|reach|follow)\b|\babout the author\b",
    re.IGNORECASE,
)
_PERSON = frozenset("we our us you your yours i my me".split())
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PART = re.compile(r"\s{2,}|\t|\s[|•·/–—-]\s")
_AROUND = 8
_MOST_RUN = 12
_MOST_WORDS = 200_000
"""In longer texts nobody asks what is said elsewhere: the memory that it takes grows with them."""
_READ = 4_000


def kinship_of(
    units: Sequence[Unit],
    pieces: Sequence[str],
    folded: Sequence[Sequence[str]],
    prose: Sequence[bool],
    has_date: Sequence[bool],
    run: tuple[int, int],
) -> list[list[float]]:
    """One row for each unit. `folded` are their words in lower case, `run` the stretch of prose that weighs most."""
    first, last = run
    body = [at for at in range(first, last + 1) if prose[at]]
    long = [{word for word in words if len(word) > _LONG} for words in folded]
    lines_with = Counter(word for at in body for word in long[at])
    in_body = set(body)
    names = [set(_INNER_NAME.findall(unit.text[:_READ])) for unit in units]
    lines_with_name = Counter(name for at in body for name in names[at])
    compared = sum(map(len, folded)) <= _MOST_WORDS
    runs = [_fours(words) if compared else [] for words in folded]
    everywhere = Counter(run for own in runs for run in set(own))
    middle = median([units[at].words for at in body]) if body else 0.0
    indent = _usual([units[at].indent for at in body])
    blank = _usual([min(units[at].blank_before, 4) for at in body])
    title = _title(units, folded, prose, lines_with, first)
    groups = Counter(unit.group for unit in units)
    group_words: Counter[int] = Counter()
    for unit in units:
        group_words[unit.group] += unit.words
    comments = _around([piece == "comments" for piece in pieces])
    dates = _around([dated and unit.words <= 15 for dated, unit in zip(has_date, units, strict=True)])
    shapes = _run_lengths([(min(unit.words // 6, 6), unit.kind, unit.text[-1:] in ".!?…") for unit in units])
    prefixes = _run_lengths([tuple(words[:2]) for words in folded])
    rows: list[list[float]] = []
    in_group: Counter[int] = Counter()
    for at, unit in enumerate(units):
        text = unit.text[:_READ]
        own = 1 if at in in_body else 0
        count = len(folded[at]) or 1
        rows.append([
            _share(lines_with[word] > own for word in long[at]),
            _share(lines_with[word] > own + 1 for word in long[at]),
            _share(lines_with_name[name] > own for name in names[at]),
            1 - len(set(runs[at])) / len(runs[at]) if runs[at] else 0.0,
            _share(everywhere[each] > 1 for each in runs[at]),
            unit.words / middle if middle else -1.0,
            unit.indent - indent, min(unit.blank_before, 4) - blank,
            min(groups[unit.group], 40), min(group_words[unit.group], 400), in_group[unit.group],
            shapes[at], prefixes[at], comments[at], dates[at],
            len(_GLUED.findall(text)), bool(_CREDIT.search(text)), bool(_BIO.search(text)),
            sum(1 for word in folded[at] if word in _PERSON) / count,
            len(_WIDE.findall(text)) / (len(text) or 1),
            _share(word in title for word in long[at]) if title else -1.0,
            len(_PART.findall(text)),
        ])  # fmt: skip
        in_group[unit.group] += 1
    return rows


def _share(facts: Iterable[bool]) -> float:
    """The share of true ones; -1 where there are none at all."""
    found = list(facts)
    return sum(found) / len(found) if found else -1.0


def _fours(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _usual(values: Sequence[int]) -> int:
    return Counter(values).most_common(1)[0][0] if values else 0


def _title(
    units: Sequence[Unit],
    folded: Sequence[Sequence[str]],
    prose: Sequence[bool],
    lines_with: Counter[str],
    first: int,
) -> set[str]:
    """The long words of the line that is most like a title: short, above the prose, of words that the prose uses."""
    best, found = 0.0, set[str]()
    for at in range(min(len(units), first + 3)):
        words = {word for word in folded[at] if len(word) > _LONG}
        if prose[at] or not 4 <= units[at].words <= 25 or len(words) < 2:
            continue
        weight = sum(min(lines_with[word], 5) for word in words) / (len(words) + 1)
        if weight >= best:
            best, found = weight, words
    return found


def _around(marks: Sequence[bool]) -> list[int]:
    """For each place how many of those within reach are marked, itself left out."""
    total = [0]
    for mark in marks:
        total.append(total[-1] + mark)
    count = len(marks)
    return [
        total[min(count, at + _AROUND + 1)] - total[max(0, at - _AROUND)] - marks[at] for at in range(count)
    ]


def _run_lengths(keys: Sequence[object]) -> list[int]:
    """For each place the length of the longest run of equal keys that it is in, of lines one, two or three apart."""
    lengths = [1] * len(keys)
    for step in (1, 2, 3):
        start: dict[int, int] = {}
        for at, key in enumerate(keys):
            before = at - step
            start[at] = start[before] + 1 if before >= 0 and keys[before] == key else 1
        for at in reversed(range(len(keys))):
            after = at + step
            if after < len(keys) and keys[after] == keys[at]:
                start[at] = start[after]
            lengths[at] = max(lengths[at], min(_MOST_RUN, start[at]))
    return lengths
