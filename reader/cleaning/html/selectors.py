"""A CSS selector for one block of a page, made of tags, classes and ids: what a rule for its site can say.

A selector is offered only when it does no harm on the page itself: one that drops selects no other block of the
article, and of those that keep the one is taken that brings the least else into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reader.cleaning.html.rules import KEEP
from reader.cleaning.html.segments import SourceBlock
from reader.cleaning.html.site_marks import selected
from reader.cleaning.html.tree import number_of

__all__ = ["Selector", "selector_for"]

_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{2,39}\d?$")
_MADE_UP = re.compile(r"^(?:css|sc|jsx|svelte|emotion|chakra|styled)-", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    """active hidden visible show clearfix row col column container wrapper inner outer first last even odd left right
    center content block item text main body page section widget""".split()
)
_HIGHEST = 6
"""Ancestors that are looked at above a block."""
_MOST_ELSE = 0.5
"""Share of the page's words that a selector to keep may bring in besides its block."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector, and how many blocks of the page it selects."""

    css: str
    blocks: int


def selector_for(
    root: Any, blocks: Sequence[SourceBlock], verdicts: Sequence[str], index: int, *, keep: bool
) -> Selector | None:
    """The narrowest harmless selector of a block; None where the page gives no telling name to it."""
    words = sum(block.words for block in blocks) or 1
    best: tuple[int, Selector] | None = None
    for css in _candidates(blocks[index].element):
        numbers = {number_of(element) for element in selected(root, css)}
        covered = [at for at, block in enumerate(blocks) if block.text and _is_within(block.element, numbers)]
        changed = [at for at in covered if at != index and (verdicts[at] == KEEP) != keep]
        harm = sum(blocks[at].words for at in changed)
        if index not in covered or (harm > _MOST_ELSE * words if keep else harm):
            continue
        if best is None or harm < best[0]:
            best = harm, Selector(css, len(covered))
    return best[1] if best is not None else None


def _candidates(element: Any) -> Iterator[str]:
    """From the block's own element outwards; an element without a name by its tag below a named one."""
    path = ""
    for _ in range(_HIGHEST):
        if element is None or element.tag in ("body", "html"):
            return
        for own in _names(element):
            yield f"{own}{path}"
        path = f" > {element.tag}{path}"
        element = element.getparent()


def _names(element: Any) -> Iterator[str]:
    classes = (element.get("class") or "").split()
    for name in classes:
        if _tells(name) and name.lower() not in _SAYS_NOTHING:
            yield f"{element.tag}.{name}"
    identity = element.get("id") or ""
    if _tells(identity):
        yield f"{element.tag}#{identity}"


def _tells(name: str) -> bool:
    return bool(_NAME.match(name)) and not _MADE_UP.match(name)


def _is_within(element: Any, numbers: set[int]) -> bool:
    while element is not None:
        if number_of(element) in numbers:
            return True
        element = element.getparent()
    return False
