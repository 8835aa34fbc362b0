"""Which article is which: an id from the page's own address where it is known, else from its bytes."""

from __future__ import annotations

import base64
import hashlib

__all__ = ["article_id", "digest"]

_LENGTH = 12


def article_id(canonical_url: str, data: bytes) -> str:
    """Twelve lower-case letters and digits (base 32, 60 bits of SHA-256).

    The same page saved twice has one id although its advertisements differ; without an address the same
    bytes do.
    """
    seed = b"url\0" + canonical_url.encode() if canonical_url else b"data\0" + data
    return base64.b32encode(hashlib.sha256(seed).digest()).decode("ascii")[:_LENGTH].lower()


def digest(data: bytes) -> str:
    """SHA-256 of the original, as hexadecimal."""
    return hashlib.sha256(data).hexdigest()
