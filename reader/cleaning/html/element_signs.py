"""What one element says by its class, its name or where it leads: line numbers, ways back, languages of code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from reader.article.characters import safe_line
from reader.cleaning.html.tree import class_words

__all__ = ["MARKED_ABSENT", "absence_by_class", "code_language", "is_note_reference", "place_on_page"]

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|highlight-|brush:\s*|sourceCode\s+|prettyprint\s+lang-)([A-Za-z0-9+#.-]{1,30})"
)
_LINE_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:gutter|lineno|linenos|line-?numbers?|rouge-gutter|linenodiv|hljs-ln-numbers)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BACK_LINK = re.compile(
    r"reversefootnote|footnote-back|backref|mw-cite-backlink|data-footnote-backref", re.IGNORECASE
)
_EDIT_LINK = re.compile(
    r"(?:^|\s)(?:mw-editsection|headerlink|anchor-link|heading-anchor|hash-link|header-anchor)(?:\s|$)",
    re.IGNORECASE,
)
_NOTE_NAME = re.compile(
    r"footnote|fnref|noteref|#_?fn|#cite_?note|#note-?\d|#_ftn|#en?dnote|sdendnote|sdfootnote", re.IGNORECASE
)
MARKED_ABSENT = frozenset({"td", "pre", "div", "span", "code", "a"})


@lru_cache(maxsize=4_096)
def absence_by_class(tag: str, classes: str) -> str:
    """Why an element of this class is not read, or nothing: pages repeat their classes."""
    if tag != "a" and _LINE_NUMBERS.search(classes):
        return "line numbers"
    if tag in ("span", "a"):
        if _EDIT_LINK.search(classes) and len(classes) < 200:
            return "edit link"
        if _BACK_LINK.search(classes):
            return "footnote's way back"
    return ""


def is_note_reference(link: Any, name: str) -> bool:
    """Whether a link within the page leads to a note: by its role or name, or small and raised."""
    if (link.get("role") or "") == "doc-noteref" or _NOTE_NAME.search(
        f"{class_words(link)} #{name} {link.get('rel') or ''}"
    ):
        return True
    parent = link.getparent()
    return link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")


def place_on_page(href: str, own: frozenset[str]) -> str:
    """The name of the place on its own page that a link leads to, or nothing. Saved pages often have such links
    made absolute: `own` are the page's addresses."""
    address, _, name = href.partition("#")
    return name if name and (not address or address in own) else ""


def code_language(code: Any) -> str:
    """The language that a code element, what it holds or what holds it names in a class."""
    candidates = [code, code.find(".//code"), code.getparent()]
    parent = code.getparent()
    candidates.append(parent.getparent() if parent is not None else None)
    for element in candidates:
        if element is None:
            continue
        named = element.get("data-lang") or element.get("data-language") or element.get("lang-name")
        match = _LANGUAGE.search(class_words(element))
        language = named or (match.group(1) if match else "")
        if language:
            return safe_line(language, 30).lower()
    return ""
