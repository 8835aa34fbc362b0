"""Readability's opinion of a page, as numbers of our own elements: heard as one vote, never taken as the
answer."""

from __future__ import annotations

import copy
import logging
import re
from functools import cache, lru_cache
from typing import Any

from reader.cleaning.html.tree import NUMBER, hides_by_style, number_of

__all__ = ["Vote", "readability_vote"]

_EMBEDDED_POST = re.compile(r"tweet|twitter|instagram|bluesky|mastodon", re.IGNORECASE)
_SILENT = ("readability.readability", "readability.htmls", "readability.cleaners")
_NOT_WEIGHED = ("script", "style", "noscript", "link", "meta", "svg", "base")
_INLINE = frozenset("a b cite code em font i small span strong sub sup u".split())
_BLOCK_NAMES = ("blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul")
"""What readability looks for behind a `<`: beginnings of names."""
_NUMBERS = re.compile(rf' {NUMBER}="\d+"')
_SPACES = re.compile(r"\t|[ \t]{2,}")
_SURELY_LONG = 4_000

Vote = frozenset[int]
"""Numbers of the elements that hold text in readability's answer."""


def readability_vote(root: Any) -> Vote | None:
    """What readability keeps of the page; None when it has no answer. The tree stays as it is."""
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    voter = _voter()(root)
    try:
        voter.summary(html_partial=True)
    except Exception:
        # It raises its own error, and whatever lxml or its regular expressions raise on odd trees; each means
        # the same here: it has no opinion on this page.
        return None
    voted: Vote = voter.voted
    return voted or None


@cache
def _voter() -> Any:
    """Readability's `Document` without what costs most and changes nothing of its choice: its answer is neither
    made safe nor written as source nor parsed again, each link is measured once, and no element is written out
    to look for what stands in it."""
    from readability import Document

    class Voter(Document):  # type: ignore[misc]
        voted: Vote = frozenset()

        def _parse(self, page: Any) -> Any:
            """A fresh copy for each of its attempts: an attempt strips the tree that it works on."""
            self.encoding = "utf-8"
            self._lengths: dict[Any, int] | None = {}
            return _copied(page)

        def remove_unlikely_candidates(self) -> None:
            for element in self.html.xpath(".//*[@class or @id]"):
                if not _is_unlikely(f"{element.get('class', '')} {element.get('id', '')}"):
                    continue
                if element.tag in ("html", "body") or element.xpath(
                    "ancestor-or-self::pre | ancestor-or-self::code"
                ):
                    continue
                if element.xpath(
                    "descendant-or-self::main | descendant-or-self::article | descendant-or-self::math"
                ):
                    continue
                element.drop_tree()

        def transform_misused_divs_into_paragraphs(self) -> None:
            _make_paragraphs(self.html)

        def get_article(self, *arguments: Any, **options: Any) -> Any:
            self._lengths = None  # from here on it moves elements, and a length is not to be relied on
            return super().get_article(*arguments, **options)

        def get_link_density(self, elem: Any) -> float:
            linked = sum(self._length(link) for link in elem.iterfind(".//a"))
            return linked / max(self._length(elem), 1)

        def _length(self, element: Any) -> int:
            if self._lengths is None:
                return _text_length(element)
            if element not in self._lengths:
                self._lengths[element] = _text_length(element)
            return self._lengths[element]

        def get_clean_html(self) -> str:
            self.voted = _numbers(self.html)
            return _source(self.html)

    return Voter


@lru_cache(maxsize=16_384)
def _is_unlikely(words: str) -> bool:
    """By readability's own lists. Pages of a site share their classes."""
    from readability.readability import REGEXES

    return bool(REGEXES["unlikelyCandidatesRe"].search(words)) and not REGEXES[
        "okMaybeItsACandidateRe"
    ].search(words)


def _text_length(element: Any) -> int:
    """Characters of its text as readability counts them: white space folded to one space or line end."""
    lines = [stripped for line in element.text_content().split("\n") if (stripped := line.strip())]
    text = "\n".join(lines)
    return len(_SPACES.sub(" ", text)) if "  " in text or "\t" in text else len(text)


def _copied(root: Any) -> Any:
    """The page without what it hides and what has no text. Embedded posts are renamed, because its list of
    unlikely places has `tweet`."""
    from lxml import etree

    tree = copy.deepcopy(root)
    etree.strip_elements(tree, *_NOT_WEIGHED, with_tail=False)
    for element in tree.xpath(".//*[@hidden or @style]"):
        if element.get("hidden") is not None or hides_by_style(element):
            element.drop_tree()
    _rename_embedded_posts(tree)
    return tree


def _numbers(answer: Any) -> Vote:
    from lxml import etree

    voted: set[int] = set()
    for element in answer.iter(etree.Element):
        if element.tag != "img" and not _holds_text(element):
            continue
        numbered = element
        while numbered is not None and number_of(numbered) < 0:
            numbered = numbered.getparent()
        if numbered is not None:
            voted.add(number_of(numbered))
    return frozenset(voted)


def _holds_text(element: Any) -> bool:
    text = element.text
    if text and not text.isspace():
        return True
    return any((tail := child.tail) and not tail.isspace() for child in element)


def _source(answer: Any) -> str:
    """The answer as source, of which it asks how long it is: when it is short, readability tries again."""
    from lxml import etree

    source: str = etree.tostring(answer, encoding="unicode", method="html")
    return _NUMBERS.sub("", source) if len(source) < _SURELY_LONG else source


def _make_paragraphs(tree: Any) -> None:
    """What readability does to `div` elements that hold no blocks, and to text that stands beside blocks, told
    by the tree instead of by source written anew for each of them."""
    from lxml import etree

    holders: set[Any] = set()
    for element in reversed(list(tree.iter(etree.Element))):
        if element in holders or element.tag.startswith(_BLOCK_NAMES):
            holders.add(element.getparent())
    for element in tree.findall(".//div"):
        if element not in holders:
            element.tag = "p"
    for element in tree.findall(".//div"):
        _wrap_running_text(element, holders)


def _wrap_running_text(division: Any, holders: set[Any]) -> None:
    """Runs of text and inline elements between the blocks of a division become paragraphs; breaks go."""
    children = list(division)
    paragraph = None
    if division.text and division.text.strip():
        paragraph = division.makeelement("p")
        paragraph.text, division.text = division.text, None
        division.insert(0, paragraph)
    for child in children:
        if child.tag == "br" or child.tag not in _INLINE or child in holders:
            paragraph = None
            continue
        if paragraph is None:
            paragraph = division.makeelement("p")
            child.addprevious(paragraph)
        paragraph.append(child)
    for position, child in reversed(list(enumerate(division))):
        if child.tail and child.tail.strip():
            paragraph = division.makeelement("p")
            paragraph.text, child.tail = child.tail, None
            division.insert(position + 1, paragraph)
        if child.tag == "br":
            child.drop_tree()


def _rename_embedded_posts(tree: Any) -> None:
    for quote in tree.iter("blockquote"):
        if not _EMBEDDED_POST.search(quote.get("class") or ""):
            continue
        element = quote
        for _ in range(5):
            if element is None or element.tag in ("article", "main", "body"):
                break
            for name in ("class", "id"):
                value = element.get(name)
                if value:
                    element.set(name, _EMBEDDED_POST.sub("quote", value))
            element = element.getparent()
