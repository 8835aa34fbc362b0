"""Which picture an element shows: the widest of its sources, lazily loaded ones included; never fetched."""

from __future__ import annotations

import re
from typing import Any

from reader.article.characters import safe_line
from reader.cleaning.addresses import absolute

__all__ = ["is_decoration", "picture_address", "picture_words"]

_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-hi-res-src",
    "data-full-src",
    "data-url",
    "src",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"(\S{1,2000})(?:\s+([\d.]{1,8})([wx]))?\s*(?:,\s+|,?$|,(?=https?:))")
_DECORATION = re.compile(
    r"emoji|smiley|icon|avatar|logo|gravatar|spacer|pixel|badge|sprite|tracking|spinner", re.IGNORECASE
)
_SMALLEST = 48


def picture_address(image: Any, base: str) -> str:
    """The absolute address of the picture that an `img` (in a `picture` or not) shows, or nothing."""
    widest, address = 0.0, ""
    holders = [image]
    parent = image.getparent()
    if parent is not None and parent.tag == "picture":
        holders.extend(parent.iterchildren("source"))
    holders.extend(_without_script(parent))
    for holder in holders:
        for name in _SETS:
            for candidate, width in _candidates(holder.get(name) or ""):
                if width > widest:
                    found = absolute(candidate, base)
                    if found:
                        widest, address = width, found
    if widest > 2:
        return address
    for name in _SOURCES:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            found = absolute(value, base)
            if found:
                return found
    return address


def _without_script(parent: Any) -> list[Any]:
    """What a figure shows where scripts do not run: the picture itself, where the other is a blurred stand-in."""
    for _ in range(6):
        if parent is None or parent.tag in ("body", "article", "main"):
            return []
        if parent.tag == "figure":
            return [image for each in parent.iter("noscript") for image in each.iter("img")][:1]
        parent = parent.getparent()
    return []


def picture_words(image: Any) -> str:
    """Its alternative text, on one line."""
    return safe_line(image.get("alt") or "")


def is_decoration(image: Any) -> bool:
    """Whether it is too small to be looked at, or an icon by its class."""
    for name in ("width", "height"):
        value = (image.get(name) or "").strip().removesuffix("px")
        if value.isdigit() and int(value) < _SMALLEST:
            return True
    return bool(_DECORATION.search(image.get("class") or ""))


def _candidates(source_set: str) -> list[tuple[str, float]]:
    """Addresses of a `srcset` with their widths (densities count as widths up to 2)."""
    result = []
    for match in _CANDIDATE.finditer(source_set[:20_000]):
        address, size, unit = match.groups()
        try:
            width = float(size) if size else 1.0
        except ValueError:
            width = 1.0
        result.append((address.rstrip(","), width if unit == "w" else min(width, 2.0)))
    return result
