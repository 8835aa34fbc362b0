"""Readability's opinion of a page, as numbers of our own elements: heard as one vote, never taken as the
answer."""

from __future__ import annotations

import copy
import logging
import re
from typing import Any

from reader.cleaning.html.tree import NUMBER, number_of

__all__ = ["readability_vote"]

_EMBEDDED_POST = re.compile(r"tweet|twitter|instagram|bluesky|mastodon", re.IGNORECASE)
_SILENT = ("readability.readability", "readability.htmls", "readability.cleaners")


def readability_vote(root: Any) -> frozenset[int] | None:
    """Numbers of the elements that hold text in readability's answer; None when it has none.

    It works on a copy. Embedded posts are renamed there first, because its list of unlikely places has
    `tweet`.
    """
    from readability import Document

    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    tree = copy.deepcopy(root)
    _rename_embedded_posts(tree)
    _drop_what_is_not_weighed(tree)
    try:
        answer = Document(tree).summary(html_partial=True)
    except Exception:
        # It raises its own error, and whatever lxml or its regular expressions raise on odd trees; each means
        # the same here: it has no opinion on this page.
        return None
    return _numbers(answer)


def _numbers(answer: str) -> frozenset[int] | None:
    from lxml import etree
    from lxml.html import HTMLParser, fromstring

    if not answer or not answer.strip():
        return None
    try:
        parsed = fromstring(
            answer.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (etree.ParserError, ValueError, AssertionError):
        return None
    voted: set[int] = set()
    for element in parsed.iter(etree.Element):
        holds_text = (element.text and element.text.strip()) or any(
            child.tail and child.tail.strip() for child in element
        )
        if not holds_text and element.tag != "img":
            continue
        numbered = element
        while numbered is not None and numbered.get(NUMBER) is None:
            numbered = numbered.getparent()
        if numbered is not None:
            voted.add(number_of(numbered))
    return frozenset(voted)


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


_NOT_WEIGHED = ("script", "style", "link", "meta", "svg", "base")
_NOT_READ = (
    "href", "src", "srcset", "style", "target", "rel", "type", "role", "itemprop", "itemscope", "itemtype", "title",
    "alt", "width", "height", "onclick", "tabindex",
)  # fmt: skip
_NEEDED = frozenset({NUMBER, "class", "id", "hidden"})


def _drop_what_is_not_weighed(tree: Any) -> None:
    """Elements without text and attributes that its scoring never reads only cost time: it passes over each
    many times, and makes every address absolute."""
    from lxml import etree

    etree.strip_elements(tree, *_NOT_WEIGHED, with_tail=False)
    etree.strip_attributes(tree, *_NOT_READ)
    for element in tree.iter():
        if len(element.attrib) > 3:
            for name in element.attrib:
                if name not in _NEEDED:
                    del element.attrib[name]
