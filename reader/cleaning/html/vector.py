"""Each block as a row of numbers: what the learnt classifier reads.

A row says what the block is by itself, how it stands to the blocks around it, to its containers and to those
set like it, what readability voted and what the rules decided. Nothing here decides anything. The order of
`NAMES` is part of the model: a model names the columns that it was trained on, and is refused by others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from reader.cleaning.html.features import BlockFeatures
from reader.cleaning.html.signs import (
    CLASS_GROUPS,
    COMMENTS_HEADING,
    CREDIT,
    DATE,
    PROMOTION,
    TAIL,
    TAIL_HEADING,
)
from reader.cleaning.words import STOP_WORDS

__all__ = ["NAMES", "asked_rows"]

_GROUPS = tuple(CLASS_GROUPS)
_REGIONS = (
    "article",
    "main",
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "figure",
    "blockquote",
    "table",
    "ul",
    "ol",
)
_KINDS = ("paragraph", "heading", "list_item", "quote", "code", "table")
_TAGS = ("p", "div", "li", "h1", "h2", "h3", "h4", "td", "span", "section", "a", "dd")
_REASONS = (
    "caption",
    "comments",
    "said twice",
    "promotion",
    "related",
    "links",
    "byline",
    "time line",
    "title",
)
_OWN = (
    "words characters links punctuation ends colon sentences stop upper capitals digits length promotion date "
    "bar at tail credit times before likeness contained voted kept section depth"
).split()
_AROUND = ("words", "links", "voted", "kept", "share")
_NEXT = ("voted", "kept", "words", "links", "promotion", "ends", "heading", "capitals")
_PLACE = (
    "place blocks voted_before kept_before from_first_voted from_last_voted from_first_kept from_last_kept "
    "vocabulary under_furniture since_heading down up same_before same_after voted_near kept_near words_near "
    "links_near home_section"
).split()

NAMES: tuple[str, ...] = (
    *_OWN,
    *(f"kind_{name}" for name in _KINDS),
    *(f"tag_{name}" for name in _TAGS),
    *(f"class_{name}" for name in _GROUPS),
    *(f"in_{name}" for name in _REGIONS),
    *(f"rule_{name}" for name in _REASONS),
    *(f"{ring}_{name}" for ring in ("parent", "grandparent", "third", "alike") for name in _AROUND),
    *(f"{name}{step:+d}" for step in (-2, -1, 1, 2) for name in _NEXT),
    *_PLACE,
)
"""Names of the columns, in order."""

_WORD = re.compile(r"\w+")
_PUNCTUATION = re.compile(r"[.,;:!?。、！？]")
_BAR = re.compile(r"[|›»•·]")
_AT = re.compile(r"@|https?:")
_FAR = 30
_WINDOW = 5
"""How many blocks to each side count as near."""
_LONG = 4
_READ = 4_000


def asked_rows(
    blocks: Sequence[BlockFeatures], verdicts: Sequence[str]
) -> list[tuple[BlockFeatures, list[float]]]:
    """The blocks that the classifier is asked about, each with its row.

    `verdicts` are those of the rules, one for each block. Not asked about are blocks without words, those with
    a preset reason, and those far from all that readability or the rules would keep: more than half of a page,
    and to ask there was more often wrong than right.
    """
    chosen = [block for block in blocks if block.words and not block.preset]
    kept = [not verdicts[block.index] for block in chosen]
    asked = _near_the_article(chosen, kept)
    if not asked:
        return []
    page = _Page(chosen, kept, asked)
    return [
        (
            chosen[at],
            [
                *page.own(at),
                *_named(chosen[at], verdicts[chosen[at].index]),
                *page.around(at),
                *page.beside(at),
                *place,
            ],
        )
        for at, place in zip(asked, page.places(), strict=True)
    ]


def _near_the_article(blocks: Sequence[BlockFeatures], kept: Sequence[bool]) -> list[int]:
    """Positions of the blocks that are voted for or kept by the rules, and of those few blocks away."""
    result: list[int] = []
    begin = 0
    for at, block in enumerate(blocks):
        if kept[at] or block.voted:
            begin = max(begin, at - _WINDOW)
            end = min(len(blocks), at + _WINDOW + 1)
            result.extend(range(begin, end))
            begin = max(begin, end)
    return result


def _named(block: BlockFeatures, verdict: str) -> list[float]:
    """One column a name: kind, tag, class groups (3 its own, 2 near, 1 around), regions, the rules' reason."""
    return [
        *[block.kind == name for name in _KINDS],
        *[block.tag == name for name in _TAGS],
        *[
            3 if name in block.own else 2 if name in block.near else 1 if name in block.around else 0
            for name in _GROUPS
        ],
        *[name in block.regions for name in _REGIONS],
        *[verdict == name for name in _REASONS],
    ]


@dataclass(slots=True)
class _Mass:
    """Words of some blocks taken together, and how many of them are links, voted for, kept by the rules."""

    words: int = 0
    links: int = 0
    voted: float = 0.0
    kept: int = 0

    def add(self, block: BlockFeatures, kept: bool) -> None:
        self.words += block.words
        self.links += block.link_words
        self.voted += block.words * block.voted
        self.kept += block.words * kept

    def shares(self, page: _Mass) -> list[float]:
        words = self.words or 1
        return [
            self.words,
            self.links / words,
            self.voted / words,
            self.kept / words,
            self.kept / (page.kept or 1),
        ]


@dataclass(slots=True)
class _Page:
    """The blocks that are decided upon, and what is counted once for all of them."""

    blocks: Sequence[BlockFeatures]
    kept: Sequence[bool]
    asked: Sequence[int]
    whole: _Mass = field(default_factory=_Mass)
    rings: list[dict[int | str, _Mass]] = field(default_factory=list)
    _own: dict[int, list[float]] = field(default_factory=dict)
    _near: dict[int, tuple[float, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._weigh()
        needed = {at + step for at in self.asked for step in range(-2, 3)}
        counts: dict[str, int] = {}
        for block in self.blocks:
            counts[block.key] = counts.get(block.key, 0) + 1
        seen: dict[str, int] = {}
        for at, (block, kept) in enumerate(zip(self.blocks, self.kept, strict=True)):
            before = seen.get(block.key, 0)
            seen[block.key] = before + 1
            if at not in needed:
                continue
            row = self._own[at] = _by_itself(block, kept, counts[block.key], before)
            self._near[at] = (
                block.voted, kept, block.words, row[2], row[12], row[4], block.kind == "heading", row[9],
            )  # fmt: skip

    def _weigh(self) -> None:
        keys: tuple[Callable[[BlockFeatures], int | str], ...] = (
            lambda block: _ring(block, 1),
            lambda block: _ring(block, 2),
            lambda block: _ring(block, 3),
            lambda block: block.signature,
        )
        self.rings = [{} for _ in keys]
        for block, kept in zip(self.blocks, self.kept, strict=True):
            self.whole.add(block, kept)
            for masses, key in zip(self.rings, keys, strict=True):
                masses.setdefault(key(block), _Mass()).add(block, kept)

    def own(self, at: int) -> list[float]:
        return self._own[at]

    def around(self, at: int) -> list[float]:
        block = self.blocks[at]
        return [
            *self.rings[0][_ring(block, 1)].shares(self.whole),
            *self.rings[1][_ring(block, 2)].shares(self.whole),
            *self.rings[2][_ring(block, 3)].shares(self.whole),
            *self.rings[3][block.signature].shares(self.whole),
        ]

    def beside(self, at: int) -> list[float]:
        result: list[float] = []
        for step in (-2, -1, 1, 2):
            result.extend(self._near.get(at + step, _NOBODY))
        return result

    def places(self) -> list[list[float]]:
        """Of the blocks asked about, in their order."""
        return _Places(self.blocks, self.kept, self.whole).rows(frozenset(self.asked))


_NOBODY = (-1.0,) * len(_NEXT)


def _ring(block: BlockFeatures, level: int) -> int:
    containers = block.containers
    return containers[min(level, len(containers) - 1)] if containers else -1


def _by_itself(block: BlockFeatures, kept: bool, times: int, before: int) -> list[float]:
    text = block.text[:_READ]
    words = _WORD.findall(text)
    folded = block.key[:_READ].split()
    count = len(words) or 1
    return [
        block.words,
        len(block.text),
        block.link_share,
        len(_PUNCTUATION.findall(text)) / count,
        block.ends_sentence,
        block.text.endswith(":"),
        min(block.sentences, 6),
        sum(1 for word in folded if word in STOP_WORDS) / (len(folded) or 1),
        sum(1 for word in words if word.isupper() and len(word) > 1) / count,
        sum(1 for word in words if word[0].isupper()) / count,
        sum(1 for word in words if word.isdigit()) / count,
        sum(map(len, words)) / count,
        bool(PROMOTION.match(text)),
        bool(DATE.search(text)),
        bool(_BAR.search(text)),
        bool(_AT.search(text)),
        bool(TAIL.match(text)),
        bool(CREDIT.match(text)),
        times,
        before,
        block.title_likeness,
        block.title_contained,
        block.voted,
        kept,
        bool(block.section),
        len(block.containers),
    ]


class _Places:
    """Where each block stands: within the page, the voted and the kept run, and the tree."""

    def __init__(
        self,
        blocks: Sequence[BlockFeatures],
        kept: Sequence[bool],
        whole: _Mass,
    ) -> None:
        self._blocks = blocks
        self._kept = kept
        self._whole = whole
        self._trunk = _trunk(blocks, kept)
        self._vocabulary = {
            word
            for block, is_kept in zip(blocks, kept, strict=True)
            if is_kept and block.is_prose
            for word in block.key.split()
            if len(word) > _LONG
        }

    def rows(self, asked: frozenset[int]) -> list[list[float]]:
        blocks, kept = self._blocks, self._kept
        count = len(blocks)
        voted_run = _run([at for at, block in enumerate(blocks) if block.voted >= 0.5])
        kept_run = _run([at for at in range(count) if kept[at]])
        voted_before = kept_before = 0.0
        furniture = heading = -_FAR
        home = _home(blocks, kept)
        result = []
        for at, block in enumerate(blocks):
            if block.kind == "heading" or block.words <= 8:
                if TAIL_HEADING.match(block.text) or COMMENTS_HEADING.match(block.text):
                    furniture = at
                elif block.kind == "heading":
                    furniture = -_FAR
            if block.kind == "heading":
                heading = at
            if at in asked:
                down, up = self._ways(block)
                result.append([
                    at / count,
                    count,
                    voted_before / (self._whole.voted or 1),
                    kept_before / (self._whole.kept or 1),
                    _clamped(at - voted_run[0]),
                    _clamped(at - voted_run[1]),
                    _clamped(at - kept_run[0]),
                    _clamped(at - kept_run[1]),
                    self._known(block),
                    _clamped(at - furniture),
                    _clamped(at - heading),
                    down,
                    up,
                    at > 0 and _ring(blocks[at - 1], 1) == _ring(block, 1),
                    at + 1 < count and _ring(blocks[at + 1], 1) == _ring(block, 1),
                    *self._window(at),
                    (block.section == home) if home else -1,
                ])  # fmt: skip
            voted_before += block.words * block.voted
            kept_before += block.words * kept[at]
        return result

    def _window(self, at: int) -> list[float]:
        """What is voted for and kept nearby, words and links there."""
        near = range(max(0, at - _WINDOW), min(len(self._blocks), at + _WINDOW + 1))
        blocks = [self._blocks[place] for place in near]
        return [
            sum([block.voted for block in blocks]) / len(blocks),
            sum([self._kept[place] for place in near]) / len(blocks),
            sum([block.words for block in blocks]) / len(blocks),
            sum([block.link_share for block in blocks]) / len(blocks),
        ]

    def _known(self, block: BlockFeatures) -> float:
        """Share of its longer words that kept prose has."""
        words = [word for word in block.key.split() if len(word) > _LONG]
        return sum(1 for word in words if word in self._vocabulary) / len(words) if words else -1.0

    def _ways(self, block: BlockFeatures) -> tuple[int, int]:
        """Steps up from the block to an element around the trunk, and from the trunk up to that one."""
        for down, number in enumerate(block.containers):
            up = self._trunk.get(number)
            if up is not None:
                return down, up
        return _FAR, _FAR


def _trunk(blocks: Sequence[BlockFeatures], kept: Sequence[bool]) -> dict[int, int]:
    """The innermost element that holds most of what is kept, with all around it, by their distance from it."""
    weight: dict[int, int] = {}
    chains: dict[int, tuple[int, ...]] = {}
    total = 0
    for block, is_kept in zip(blocks, kept, strict=True):
        if not is_kept:
            continue
        total += block.words
        for level, number in enumerate(block.containers):
            weight[number] = weight.get(number, 0) + block.words
            if number not in chains:
                chains[number] = block.containers[level:]
    heavy = [number for number, words in weight.items() if words >= 0.6 * total]
    if not heavy:
        return {}
    return {number: up for up, number in enumerate(chains[max(heavy)])}


def _home(blocks: Sequence[BlockFeatures], kept: Sequence[bool]) -> int:
    """The section that holds most kept words, 0 for none."""
    weight: dict[int, int] = {}
    for block, is_kept in zip(blocks, kept, strict=True):
        if is_kept:
            weight[block.section] = weight.get(block.section, 0) + block.words
    return max(weight, key=lambda number: (weight[number], -number)) if weight else 0


def _run(places: Iterable[int]) -> tuple[int, int]:
    places = list(places)
    return (places[0], places[-1]) if places else (0, 0)


def _clamped(steps: int) -> int:
    return max(-_FAR, min(_FAR, steps))
