"""What is known of each block before it is decided upon: a row of plain values, without the tree.

This is what the rules made by hand read, and what the learnt classifier's rows of numbers are made of.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reader.article.values import BlockKind
from reader.cleaning.html.segments import SourceBlock
from reader.cleaning.html.signs import CAPTION_CLASS, CLASS_GROUPS, EMBEDDED_POST
from reader.cleaning.html.tree import class_words, number_of

__all__ = ["BlockFeatures", "features_of"]

_REGIONS = frozenset("article main nav aside footer header form figure blockquote table ul ol dialog".split())
_REGION_ROLES = {"navigation": "nav", "complementary": "aside", "contentinfo": "footer", "banner": "header",
                 "search": "form", "dialog": "dialog", "main": "main", "article": "article"}  # fmt: skip
_FURNITURE_REGIONS = frozenset("nav aside footer header form dialog".split())
_ENDS = re.compile(r"[.!?…。！？:;\"”’»)\]]\W{0,3}$")
_FULL_STOPS = re.compile(r"[.!?…](?=[\s\"”’»)\]]|$)|[。！？]")
_WORD = re.compile(r"\w+")
_PULLED = re.compile(r"pull-?_?quote", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class BlockFeatures:
    """One block as the rules see it; nothing changes it. Class groups are those of `signs.CLASS_GROUPS`."""

    index: int
    kind: BlockKind
    tag: str
    text: str
    key: str
    """Its words in lower case, to tell what is said twice."""
    words: int
    link_words: int
    sentences: int
    ends_sentence: bool
    voted: float
    """Share of its words that readability kept, 0 to 1."""
    own: frozenset[str]
    """Class groups of the block's own element."""
    near: frozenset[str]
    """Class groups of the element, its parent and grandparent."""
    around: frozenset[str]
    """Class groups of all elements around it, apart from those that hold most of the page's prose: a class of
    the whole page says nothing of one block."""
    regions: frozenset[str]
    """Elements and roles that it stands in: article, nav, aside …; nav, aside, header, footer and form
    likewise."""
    containers: tuple[int, ...]
    """Numbers of the elements around the block, nearest first."""
    section: int
    """Number of the nearest `article` around it, or of the `main`; 0 where it stands in neither."""
    signature: str
    """Tag and classes of the block's element: what is set alike."""
    is_caption: bool
    is_embedded_post: bool
    is_pulled: bool
    """Set to be looked at only: hidden from screen readers, or a pull quote by its class."""
    title_likeness: float
    """Share of its words that the title has, and the reverse, the smaller of the two."""
    title_contained: float
    """Share of its words that the title has, or of the title's that it has, the larger of the two."""
    said_before: bool
    preset: str
    """Why it is not read, where the page itself says so."""

    link_share: float = field(init=False)
    """Share of its words that are links, 0 to 1."""
    is_prose: bool = field(init=False)
    """A sentence at least, and more than links."""

    def __post_init__(self) -> None:
        self.link_share = min(1.0, self.link_words / self.words) if self.words else 0.0
        self.is_prose = self.words >= 12 and self.sentences >= 1 and self.link_share < 0.4


@dataclass(slots=True, eq=False)
class _Surroundings:
    own: frozenset[str]
    near: frozenset[str]
    parent_own: frozenset[str]
    around: frozenset[str]
    regions: frozenset[str]
    containers: tuple[int, ...]
    section: int
    signature: str
    caption: bool
    embedded: bool
    pulled: bool


_NONE: frozenset[str] = frozenset()
_NOWHERE = _Surroundings(_NONE, _NONE, _NONE, _NONE, _NONE, (), 0, "body.", False, False, False)


def features_of(blocks: Sequence[SourceBlock], voted: frozenset[int], title: str) -> list[BlockFeatures]:
    """The features of each block. `voted` are numbers of elements that readability kept."""
    title_words = set(_WORD.findall(title.lower()))
    seen: set[str] = set()
    shares = [_share(block.held, voted) for block in blocks]
    surroundings = _SurroundingsOf(_heavy(blocks, shares))
    result = []
    for index, block in enumerate(blocks):
        found = surroundings(block.element)
        words = _WORD.findall(block.text.lower())
        key = " ".join(words)
        own_words = set(words)
        shared = len(own_words & title_words)
        result.append(
            BlockFeatures(
                index=index,
                kind=block.kind,
                tag=block.element.tag,
                text=block.text,
                key=key,
                words=block.words,
                link_words=block.link_words,
                sentences=len(_FULL_STOPS.findall(block.text)),
                ends_sentence=bool(_ENDS.search(block.text[-6:])),
                voted=shares[index],
                own=found.own,
                near=found.near,
                around=found.around,
                regions=found.regions,
                containers=found.containers,
                section=found.section,
                signature=found.signature,
                is_caption=block.is_caption or (found.caption and block.kind in ("paragraph", "list_item")),
                is_embedded_post=found.embedded,
                is_pulled=found.pulled,
                title_likeness=shared / max(len(own_words), len(title_words)) if shared else 0.0,
                title_contained=shared / min(len(own_words), len(title_words)) if shared else 0.0,
                said_before=bool(key) and key in seen,
                preset=block.reason,
            )
        )
        if not block.reason:
            seen.add(key)
    return result


def _share(held: dict[int, int], voted: frozenset[int]) -> float:
    """Share of the words that stand in elements voted for."""
    if len(held) == 1:
        return 1.0 if next(iter(held)) in voted else 0.0
    total = sum(held.values())
    return sum([words for number, words in held.items() if number in voted]) / total if total else 0.0


def _heavy(blocks: Sequence[SourceBlock], shares: Sequence[float]) -> frozenset[int]:
    """Elements that hold at least 40 % of what readability kept, or 40 % of the page's prose."""
    chosen: dict[Any, int] = {}
    prose: dict[Any, int] = {}
    for block, share in zip(blocks, shares, strict=True):
        words = block.words
        if block.reason or not words:
            continue
        weight = int(words * share)
        if weight:
            chosen[block.element] = chosen.get(block.element, 0) + weight
        if words >= 12 and block.link_words * 3 < words:
            prose[block.element] = prose.get(block.element, 0) + words
    parents: dict[int, int] = {-1: -1}
    return _holders(chosen, parents) | _holders(prose, parents)


def _holders(weights: dict[Any, int], parents: dict[int, int]) -> frozenset[int]:
    """Numbers of the elements around at least 40 % of the weights; `parents` is the way up, as far as known."""
    mass: dict[int, int] = {}
    for element, weight in weights.items():
        number = _known_way_up(element, parents)
        while number >= 0:
            mass[number] = mass.get(number, 0) + weight
            number = parents[number]
    least = 0.4 * sum(weights.values())
    return frozenset(number for number, weight in mass.items() if weight >= least)


def _known_way_up(element: Any, parents: dict[int, int]) -> int:
    """The element's number, the numbers of all around it noted: to climb the tree itself costs far more."""
    first = number = number_of(element)
    while number not in parents:
        element = element.getparent()
        parents[number] = -1 if element is None else number_of(element)
        number = parents[number]
    return first


class _SurroundingsOf:
    """Facts of an element and all around it; those of the elements around are kept, since blocks share
    them."""

    def __init__(self, heavy: frozenset[int]) -> None:
        self._heavy = heavy
        self._known: dict[Any, _Surroundings] = {}

    def __call__(self, element: Any) -> _Surroundings:
        chain = []
        while element is not None and element not in self._known and element.tag not in ("html", "body"):
            chain.append(element)
            element = element.getparent()
        if element is None:
            found = _NOWHERE
        elif element in self._known:
            found = self._known[element]
        else:
            found = dataclasses.replace(_NOWHERE, containers=(number_of(element),))
            self._known[element] = found
        for each in reversed(chain):
            found = self._known[each] = self._below(found, each)
        return found

    def _below(self, above: _Surroundings, element: Any) -> _Surroundings:
        words = class_words(element)[:500]
        number = number_of(element)
        heavy = number in self._heavy
        signs = _signs_of(words)
        own = _NONE if heavy else signs.groups
        regions = {element.tag} & _REGIONS
        role = _REGION_ROLES.get(element.get("role") or "")
        if role:
            regions.add(role)
        if heavy:
            regions -= _FURNITURE_REGIONS
        return _Surroundings(
            own=own,
            near=own | above.own | above.parent_own,
            parent_own=above.own,
            around=above.around | own,
            regions=above.regions | regions,
            containers=(number, *above.containers[:40]),
            section=number if _is_section(element, above) else above.section,
            signature=f"{element.tag}.{element.get('class') or ''}",
            caption=signs.caption and not heavy,
            pulled=above.pulled or signs.pulled or element.get("aria-hidden") == "true",
            embedded=above.embedded or (signs.embedded and element.tag == "blockquote"),
        )


@dataclass(frozen=True, slots=True)
class _ClassSigns:
    """What the class and id of an element say."""

    groups: frozenset[str]
    caption: bool
    pulled: bool
    embedded: bool


@lru_cache(maxsize=4_096)
def _signs_of(words: str) -> _ClassSigns:
    """Elements of a page share their classes; pages share most of the words that classes are made of."""
    each = [_signs_of_word(word) for word in words.split()]
    return _ClassSigns(
        _NONE.union(*(signs.groups for signs in each)),
        any(signs.caption for signs in each),
        any(signs.pulled for signs in each),
        any(signs.embedded for signs in each),
    )


@lru_cache(maxsize=16_384)
def _signs_of_word(word: str) -> _ClassSigns:
    return _ClassSigns(
        frozenset(name for name, sign in CLASS_GROUPS.items() if sign.search(word)),
        bool(CAPTION_CLASS.search(word)),
        bool(_PULLED.search(word)),
        bool(EMBEDDED_POST.search(word)),
    )


def _is_section(element: Any, above: _Surroundings) -> bool:
    if element.tag == "article" or element.get("itemprop") == "articleBody":
        return True
    return (element.tag == "main" or element.get("role") == "main") and not above.section
