"""What the rules of a site say of a page: which elements they keep or drop, and its title and authors.

Of an element that stands in several selected ones the innermost counts, and of one that is both kept and dropped
it is dropped: so "drop the box, but keep the table in it" can be said.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.article import Metadata
from reader.article.characters import safe_line
from reader.cleaning.html.rules import KEEP
from reader.cleaning.html.segments import SourceBlock, text_within
from reader.cleaning.html.tree import BLOCKS, number_of
from reader.cleaning.names import author_names
from reader.cleaning.site_rules import SiteRule

__all__ = ["SiteMarks", "heed_marks", "marks_of", "selected", "with_stated"]

_MOST_AUTHORS = 20


@dataclass(frozen=True, slots=True)
class SiteMarks:
    """Verdicts by the number of an element: `KEEP`, or the reason why it is dropped. `within_text` are those on
    elements that stand within a block's text, which are cut out of it."""

    blocks: Mapping[int, str]
    within_text: Mapping[int, str]


def marks_of(root: Any, rules: Sequence[SiteRule]) -> SiteMarks:
    """The marks of rules that cover a page; of two rules the later one wins."""
    marks: dict[int, str] = {}
    within: dict[int, str] = {}
    for rule in rules:
        for selector in rule.keep:
            marks.update((number_of(element), KEEP) for element in selected(root, selector))
        for selector in rule.drop:
            for element in selected(root, selector):
                in_text = element.tag not in BLOCKS and element.tag != "img"
                (within if in_text else marks)[number_of(element)] = rule.reason
    return SiteMarks(marks, within)


def heed_marks(blocks: Sequence[SourceBlock], verdicts: list[str], marks: SiteMarks) -> None:
    """Put the marks' verdicts over those that were found, in place."""
    if not marks.blocks:
        return
    for index, block in enumerate(blocks):
        element = block.element
        while element is not None:
            verdict = marks.blocks.get(number_of(element))
            if verdict is not None:
                verdicts[index] = verdict
                break
            element = element.getparent()


def with_stated(root: Any, rules: Sequence[SiteRule], metadata: Metadata) -> Metadata:
    """The metadata with title and authors from where the rules say that they stand, if they do."""
    for rule in rules:
        titles = _texts(root, rule.title)
        if titles:
            metadata = dataclasses.replace(metadata, title=safe_line(titles[0]), title_derived=False)
        authors = author_names(_texts(root, rule.byline), site=metadata.site)
        if authors:
            metadata = dataclasses.replace(metadata, byline=authors)
    return metadata


def selected(root: Any, selector: str) -> list[Any]:
    """The elements that a CSS selector selects; none where it is none."""
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import XPathError

    try:
        return list(CSSSelector(selector, translator="html")(root))
    except (SelectorError, XPathError):
        return []


def _texts(root: Any, selector: str) -> list[str]:
    if not selector:
        return []
    found = (text_within(element) for element in selected(root, selector)[:_MOST_AUTHORS])
    return [text for text in found if text]
