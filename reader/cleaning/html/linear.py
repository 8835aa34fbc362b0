"""All text of a page by one scan over its source, without a parser: the last resort, linear whatever the
page."""

from __future__ import annotations

import html
import re

from reader.article.build import Piece
from reader.article.characters import safe_text
from reader.cleaning.assemble import Part
from reader.cleaning.html.tree import BLOCKS

__all__ = ["linear_parts"]

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]{0,20})")
_WITHOUT_TEXT = frozenset("script style template title".split())
_MOST = 20_000_000


def linear_parts(source: str) -> list[Part]:
    """Each stretch of text between block elements, as a paragraph. Marks and structure are lost."""
    source = source[:_MOST]
    parts: list[Part] = []
    running: list[str] = []
    position, length = 0, len(source)
    while position < length:
        tag = source.find("<", position)
        if tag < 0:
            running.append(source[position:])
            break
        running.append(source[position:tag])
        match = _NAME.match(source, tag + 1)
        if match is None:
            position = _after_declaration(source, tag, running)
            continue
        end = source.find(">", tag)
        position = length if end < 0 else end + 1
        name = match.group(1).lower()
        if name in _WITHOUT_TEXT and source[tag + 1] != "/":
            position = _after_element(source, name, position)
        elif name in BLOCKS:
            _flush(running, parts)
        elif name == "br":
            running.append(" ")
    _flush(running, parts)
    return parts


def _after_declaration(source: str, tag: int, running: list[str]) -> int:
    """The offset after a comment or declaration; a lone `<` is text."""
    if source.startswith("<!--", tag):
        end = source.find("-->", tag + 4)
        return len(source) if end < 0 else end + 3
    if source[tag + 1 : tag + 2] in ("!", "?", "/"):
        end = source.find(">", tag)
        return len(source) if end < 0 else end + 1
    running.append("<")
    return tag + 1


def _after_element(source: str, name: str, position: int) -> int:
    """The offset after the end tag, looked for without regard to case in steps."""
    close = re.compile(rf"</{name}[^<>]{{0,200}}>", re.IGNORECASE).search(source, position)
    return len(source) if close is None else close.end()


def _flush(running: list[str], parts: list[Part]) -> None:
    text = " ".join(safe_text(html.unescape("".join(running))).split())
    running.clear()
    if text:
        parts.append(Part(Piece("paragraph", text)))
