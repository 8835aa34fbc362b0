"""A page, from decoded text to parts, metadata and warnings: guards, one parse, blocks, vote, decision,
parts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.article import Metadata, Related
from reader.cleaning.assemble import Part
from reader.cleaning.by_hand import Edit, place_of
from reader.cleaning.html.decide import KEEP, decide
from reader.cleaning.html.emit import keep_footnotes, parts_of
from reader.cleaning.html.features import BlockFeatures, features_of
from reader.cleaning.html.guards import guarded, too_large_to_parse
from reader.cleaning.html.linear import linear_parts
from reader.cleaning.html.metadata import PageMetadata, page_metadata
from reader.cleaning.html.segments import SourceBlock, cut
from reader.cleaning.html.selectors import Selector, selector_for
from reader.cleaning.html.site_marks import SiteMarks, heed_marks, marks_of, with_stated
from reader.cleaning.html.tree import parse
from reader.cleaning.html.vote import readability_vote
from reader.cleaning.site_rules import SiteRule, rules_for

__all__ = [
    "CleanedPage",
    "ReadPage",
    "clean_page",
    "clean_whole",
    "page_selector",
    "read_page",
    "without_parsing",
]

NO_MARKS = SiteMarks({}, {})
_HIDDEN_AT_LEAST = 100
_RELATED = frozenset({"related", "promotion", "links"})
_MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """What cleaning a page gives."""

    parts: list[Part]
    metadata: Metadata
    keywords: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page before any decision: its blocks with what is known of each, and what it says of itself."""

    blocks: list[SourceBlock]
    features: list[BlockFeatures]
    about: PageMetadata
    warnings: tuple[str, ...] = ()
    marks: SiteMarks = NO_MARKS
    root: Any = None


def read_page(text: str, url: str = "", rules: Sequence[SiteRule] = ()) -> ReadPage | str:
    """The page as blocks, voted upon by readability; or why it cannot be parsed, in words. Of `rules` those are
    heeded that cover the page's host."""
    reason = too_large_to_parse(text)
    if reason:
        return reason
    root = parse(guarded(text))
    if root is None:
        return "it could not be parsed whole"
    about = page_metadata(root, url)
    own = rules_for(rules, url, about.metadata.canonical_url)
    marks = marks_of(root, own) if own else NO_MARKS
    if own:
        about = dataclasses.replace(about, metadata=with_stated(root, own, about.metadata))
    blocks = _blocks(root, about, marks.within_text)
    voted = readability_vote(root)
    warnings = () if voted is not None else ("readability had no answer for this page",)
    features = features_of(blocks, voted or frozenset(), about.metadata.title)
    return ReadPage(blocks, features, about, warnings, marks, root)


def clean_page(text: str, url: str = "", rules: Sequence[SiteRule] = ()) -> CleanedPage:
    """The article of a page's decoded text. `url` is where it was saved from, and makes its links absolute;
    `rules` are of sites."""
    page = read_page(text, url, rules)
    if isinstance(page, str):
        return without_parsing(text, url, f"the page was read as plain text: {page}")
    blocks, features, about = page.blocks, page.features, page.about
    verdicts = _verdicts(page)
    return CleanedPage(
        parts=parts_of(blocks, features, verdicts),
        metadata=about.metadata,
        keywords=about.keywords,
        related=_related(blocks, features, verdicts, about),
        warnings=page.warnings,
    )


def clean_whole(text: str) -> CleanedPage:
    """All that a page shows, for one that is a text from end to end, such as a book's chapters."""
    reason = too_large_to_parse(text)
    root = None if reason else parse(guarded(text))
    if root is None:
        return without_parsing(
            text, "", f"the book was read as plain text: {reason or 'it could not be parsed'}"
        )
    about = page_metadata(root, "")
    blocks = cut(root, "", heed_hiding=False)
    verdicts = [block.reason or KEEP for block in blocks]
    keep_footnotes(blocks, verdicts)
    features = features_of(blocks, frozenset(), about.metadata.title)
    return CleanedPage(parts_of(blocks, features, verdicts), about.metadata, about.keywords)


def page_selector(text: str, url: str, edit: Edit, rules: Sequence[SiteRule] = ()) -> Selector | None:
    """The selector by which a rule of the site would say what an edit of this page says; None where there is none."""
    page = read_page(text, url, rules)
    if isinstance(page, str):
        return None
    index = place_of(edit, [block.text for block in page.blocks])
    if index is None:
        return None
    return selector_for(page.root, page.blocks, _verdicts(page), index, keep=edit.action == "put back")


def _verdicts(page: ReadPage) -> list[str]:
    verdicts = decide(page.features)
    keep_footnotes(page.blocks, verdicts)
    heed_marks(page.blocks, verdicts, page.marks)
    return verdicts


def without_parsing(text: str, url: str, warning: str) -> CleanedPage:
    """All text of a page by one linear scan, for pages that must not be parsed or that took too long."""
    return CleanedPage(linear_parts(text), Metadata(url=url), warnings=(warning,))


def _blocks(root: Any, about: PageMetadata, aside: Mapping[int, str]) -> list[SourceBlock]:
    """The page's blocks; what it hides is heeded unless it hides nearly all it has, to show it by script."""
    own = (about.base, about.metadata.canonical_url)
    blocks = cut(root, about.base, own=own, aside=aside)
    shown = sum(block.words for block in blocks if not block.reason)
    hidden = sum(block.words for block in blocks if block.reason == "hidden")
    if hidden > _HIDDEN_AT_LEAST and shown * 3 < hidden:
        return cut(root, about.base, own=own, heed_hiding=False, aside=aside)
    return blocks


def _related(
    blocks: list[SourceBlock], features: list[BlockFeatures], verdicts: list[str], about: PageMetadata
) -> tuple[Related, ...]:
    """Headlines of other articles that the page offered in or right behind its article."""
    kept = [index for index, verdict in enumerate(verdicts) if verdict == KEEP]
    if not kept:
        return ()
    found: dict[str, Related] = {}
    for index in range(kept[0], min(len(blocks), kept[-1] + 60)):
        block = blocks[index]
        if verdicts[index] not in _RELATED or not 4 <= block.words <= 25 or features[index].link_share < 0.8:
            continue
        link = next((mark for mark in block.marks if mark.kind == "link"), None)
        if (
            link is not None
            and link.target.startswith("http")
            and link.target != about.metadata.canonical_url
        ):
            title = " ".join(block.text[link.start : link.end].split())
            if len(title.split()) >= 4:
                found.setdefault(link.target, Related(title, link.target))
    return tuple(found.values())[:_MOST_RELATED]
