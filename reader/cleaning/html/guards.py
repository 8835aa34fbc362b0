"""What is done to a page's source before C code sees it: parsing cannot be interrupted, so nothing that
makes it slow may get in. Every guard is linear in the page.

Measured: one tag with 50,000 attributes (0.6 MB) holds libxml2 for 23 seconds.
"""

from __future__ import annotations

import re

__all__ = ["MOST_CHARACTERS", "guarded", "too_large_to_parse"]

MOST_CHARACTERS = 64 * 1024 * 1024
_MOST_TAGS = 2_000_000
_LONGEST_TAG = 64 * 1024
_MOST_ATTRIBUTES = 2_000

_DATA_ADDRESS = re.compile(
    r"data:[a-z]{1,20}/[\w.+-]{1,60}(?:;[\w=.+-]{1,60}){0,4},[^\"'()<>\s]{200,}", re.IGNORECASE
)
_TAG_START = re.compile(r"<(?:!--|[A-Za-z])")
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]{0,40}")
_VALUE_OR_END = re.compile(r"=[ \t\r\n\f]{0,100}([\"'])|>")
_END_IN_VALUE = re.compile(r"=[ \t\r\n\f]{0,100}(?:\"[^\">]*>|'[^'>]*>)")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})


def too_large_to_parse(text: str) -> str:
    """Why the page must not be parsed, in words, or nothing."""
    if len(text) > MOST_CHARACTERS:
        return "it is larger than 64 MB"
    if text.count("<") > _MOST_TAGS:
        return "it has more than two million tags"
    return ""


def guarded(text: str) -> str:
    """The page without zero bytes, with long embedded data cut to stubs, and without tags that are too
    long."""
    if "\0" in text:
        text = text.replace("\0", "")
    if "data:" in text or "DATA:" in text:
        text = _DATA_ADDRESS.sub("data:,", text)
    if len(text) <= _LONGEST_TAG and text.count("=") <= _MOST_ATTRIBUTES:
        return text
    return _without_long_tags(text)


def _without_long_tags(text: str) -> str:
    """Each tag is measured as the parser sees it, quoted values included; one that is too long is left
    out."""
    if _no_tag_can_be_long(text):
        return text
    kept: list[str] = []
    copied = position = 0
    length = len(text)
    while (match := _TAG_START.search(text, position)) is not None:
        start = match.start()
        if match.group() == "<!--":
            end = text.find("-->", start + 4)
            position = length if end < 0 else end + 3
            continue
        end = _tag_end(text, start)
        if end - start > _LONGEST_TAG or text.count("=", start, end) > _MOST_ATTRIBUTES:
            kept.append(text[copied:start])
            copied = end
        name_match = _TAG_NAME.match(text, start + 1)
        name = name_match.group().lower() if name_match else ""
        position = end
        if name in _RAW:
            close = re.compile(rf"</{name}", re.IGNORECASE).search(text, end)
            position = length if close is None else close.start()
    kept.append(text[copied:])
    return "".join(kept)


def _no_tag_can_be_long(text: str) -> bool:
    """A cheap proof: each stretch between two `>` is short, and no quoted value holds a `>`."""
    if _END_IN_VALUE.search(text):
        return False
    return all(
        len(stretch) < _LONGEST_TAG and stretch.count("=") < _MOST_ATTRIBUTES for stretch in text.split(">")
    )


def _tag_end(text: str, start: int) -> int:
    """The offset after the `>` that ends the tag at `start`; a `>` within a quoted value does not."""
    position = start + 1
    while (match := _VALUE_OR_END.search(text, position)) is not None:
        quote = match.group(1)
        if quote is None:
            return match.end()
        close = text.find(quote, match.end())
        if close < 0:
            return len(text)
        position = close + 1
    return len(text)
