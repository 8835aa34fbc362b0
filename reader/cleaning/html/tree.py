"""The page's tree: parsed once from decoded text, every element numbered, and small questions asked of
elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import dropwhile
from typing import Any

__all__ = [
    "ABSENT",
    "BLOCKS",
    "NOT_TEXT",
    "NUMBER",
    "class_words",
    "hides_by_style",
    "is_hidden",
    "number_of",
    "parse",
    "visit_tree",
]

NUMBER = "data-reader-number"
"""Attribute that numbers each element of the page; it survives readability's cleaner."""

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
    section summary table tbody td tfoot th thead tr ul search optgroup""".split()
)
NOT_TEXT = frozenset(
    "script style template head title meta link base annotation annotation-xml param source track col colgroup".split()
)
"""Elements whose text is no text of the page."""

ABSENT = {
    "noscript": "shown only without scripts",
    "svg": "drawing",
    "canvas": "drawing",
    "select": "form control",
    "datalist": "form control",
    "textarea": "form control",
    "button": "form control",
    "option": "form control",
    "iframe": "embedded frame",
    "noframes": "embedded frame",
    "object": "embedded media",
    "video": "embedded media",
    "audio": "embedded media",
    "map": "embedded media",
}
"""Elements whose text is there but is not part of what one reads, with the reason that the receipt names."""

_HIDING_STYLE = re.compile(
    r"(?:^|;)\s{0,20}(?:display\s{0,20}:\s{0,20}none|visibility\s{0,20}:\s{0,20}hidden)", re.IGNORECASE
)
_METADATA = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
"""Elements that belong to a page's head."""
_HIDING_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-text|visually-hidden|visuallyhidden|screenreader-only|u-hidden)(?:\s|$)",
    re.IGNORECASE,
)


def parse(source: str) -> Any:
    """The root element of a page's tree, its elements numbered; None when it cannot be parsed whole.

    `source` has passed `guards.guarded`. Comments and processing instructions are not in the tree.
    """
    from lxml import etree
    from lxml.html import HtmlElement, document_fromstring

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # One class for all elements: lxml.html's own look-up calls Python each time that an element is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError):
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # Below 2,048 levels libxml2 gives up, and says nothing but this: text would be lost.
        return None
    _free_the_body(root)
    for number, element in enumerate(root.iter(etree.Element)):
        element.set(NUMBER, str(number))
    return root


def _free_the_body(root: Any) -> None:
    """Where a page writes no `<body>`, libxml2 leaves elements that are newer than HTML 4 (`article`, `main`,
    `section`) in the head: from the first of them on, all of it belongs to the body, as the HTML standard says."""
    head = root.find("head")
    if head is None:
        return
    strays = list(dropwhile(lambda element: element.tag in _METADATA, head))
    if not strays:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        head.addnext(body)
    strays[-1].tail, body.text = _joined(strays[-1].tail, body.text), None
    for place, element in enumerate(strays):
        body.insert(place, element)


def _joined(*texts: str | None) -> str | None:
    return "".join(text for text in texts if text) or None


def number_of(element: Any) -> int:
    """The element's number, or -1 for one that was not in the page."""
    return int(element.get(NUMBER, -1))


def class_words(element: Any) -> str:
    """Class, id and role of an element, as one string to search in."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def hides_by_style(element: Any) -> bool:
    """Whether the element's own style says that it is not shown."""
    style = element.get("style")
    return bool(style) and _HIDING_STYLE.search(style) is not None


def is_hidden(element: Any) -> bool:
    """Whether the page itself hides the element: an attribute, its style, or a class for screen readers
    alone."""
    if element.get("hidden") is not None:
        return True
    if hides_by_style(element):
        return True
    classes = element.get("class")
    if classes and _hides_by_class(classes):
        return True
    return element.tag == "dialog" and element.get("open") is None


@lru_cache(maxsize=4_096)
def _hides_by_class(classes: str) -> bool:
    return _HIDING_CLASS.search(classes) is not None


def visit_tree(root: Any, begin: Callable[[Any], bool], end: Callable[[Any, bool], None]) -> None:
    """Call `begin` and `end` for every element of the tree in document order, without recursion.

    What `begin` answers says whether the element's children are visited, and is told to `end`.
    """
    element = root
    while True:
        went_in = begin(element)
        child = next(iter(element), None) if went_in else None
        if child is not None:
            element = child
            continue
        end(element, went_in)
        while element is not root:
            following = element.getnext()
            if following is not None:
                element = following
                break
            element = element.getparent()
            end(element, True)
        else:
            return
