"""The pictures that a saved page carries with it: in MHTML, in mail, in Safari's web archives. Nothing is fetched."""

from __future__ import annotations

import email
import email.policy
import plistlib

from reader.article import SourceKind

__all__ = ["packed_picture"]

_MOST_PARTS = 3_000
_LARGEST = 30_000_000
"""Bytes of a picture at the most."""


def packed_picture(data: bytes, kind: SourceKind, address: str) -> bytes | None:
    """The bytes of the picture that an archive keeps under an address; None where it has none."""
    if not address:
        return None
    try:
        found = _of_web_archive(data, address) if kind == "webarchive" else _of_mime(data, kind, address)
    except Exception:  # email and plistlib raise whatever they meet in a damaged file
        return None
    return found if found and len(found) <= _LARGEST else None


def _of_web_archive(data: bytes, address: str) -> bytes | None:
    for resource in plistlib.loads(data).get("WebSubresources", ())[:_MOST_PARTS]:
        content = resource.get("WebResourceData")
        if resource.get("WebResourceURL") == address and isinstance(content, bytes):
            return content
    return None


def _of_mime(data: bytes, kind: SourceKind, address: str) -> bytes | None:
    if kind not in ("mhtml", "eml") or data.lower().count(b"\ncontent-type:") > _MOST_PARTS:
        return None
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        names = {str(part.get("Content-Location") or "").strip()}
        names.add("cid:" + str(part.get("Content-ID") or "").strip(" <>"))
        if part.get_content_maintype() == "image" and address in names:
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else None
    return None
