"""Saved pages in one file: MHTML and mail (standard library's `email`), Safari's web archives (`plistlib`).

Only the main page is taken out; nothing is unpacked to disk.
"""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
from dataclasses import dataclass
from email.message import Message

from reader.article import SourceKind
from reader.cleaning.decode import Decoded, decode
from reader.cleaning.sniff import kind_of_text
from reader.errors import ReaderError

__all__ = ["UnpackedPage", "saved_from", "unpacked"]

_MOST_PARTS = 3_000
_MOST_MULTIPARTS = 50
_DEEPEST = 20
_COMMENT_WITHIN = 4_000
_SAVED = re.compile(
    r"<!--[^>]{0,200}?Page saved with SingleFile\s{1,20}url:\s{0,5}(?P<single>https?://[^\s<>\"]{1,2000})|"
    r"<!--\s{0,5}saved from url=\(\d{4}\)(?P<browser>https?://[^\s<>\"]{1,2000})"
)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class UnpackedPage:
    """The page of an archive: decoded text, the address that it was saved from, its kind."""

    decoded: Decoded
    address: str
    kind: SourceKind


def unpacked(data: bytes, kind: SourceKind) -> UnpackedPage:
    """The main page of an archive. Raises ReaderError when none can be found in it."""
    return _web_archive(data) if kind == "webarchive" else _mime(data)


def saved_from(page: str) -> str:
    """The address that a browser or SingleFile wrote into the comment at the head of a page that it saved."""
    match = _SAVED.search(page[:_COMMENT_WITHIN])
    return (match.group("single") or match.group("browser")) if match else ""


def _web_archive(data: bytes) -> UnpackedPage:
    try:
        archive = plistlib.loads(data)
        resource = archive["WebMainResource"]
        content, address = resource["WebResourceData"], str(resource.get("WebResourceURL") or "")
        encoding = str(resource.get("WebResourceTextEncodingName") or "")
    except Exception as error:
        # plistlib raises whatever its parsers meet in a damaged file: ValueError, KeyError, IndexError, ExpatError …
        raise ReaderError("cannot read this web archive", "it is damaged or holds no page") from error
    if not isinstance(content, bytes):
        raise ReaderError("cannot read this web archive", "it holds no page")
    decoded = decode(content, encoding)
    return UnpackedPage(decoded, address, kind_of_text(decoded.text))


def _mime(data: bytes) -> UnpackedPage:
    if (
        data.lower().count(b"\ncontent-type:") > _MOST_PARTS
        or data.lower().count(b"multipart/") > _MOST_MULTIPARTS
    ):
        raise ReaderError("cannot read this saved page", "it has too many parts")
    try:
        message = email.message_from_bytes(data.removeprefix(_BOM), policy=email.policy.compat32)
        part = _main_part(message)
        content = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError, AssertionError, TypeError) as error:
        raise ReaderError("cannot read this saved page", "it is damaged") from error
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise ReaderError("cannot read this saved page", "there is no page in it")
    decoded = decode(content, str(part.get_param("charset") or ""))
    places = (str(part.get("Content-Location") or ""), str(message.get("Snapshot-Content-Location") or ""))
    address = next((place for place in places if not place.strip().startswith("cid:")), "") or places[1]
    is_page = part.get_content_type() in ("text/html", "application/xhtml+xml")
    return UnpackedPage(decoded, address.strip(), "html" if is_page else kind_of_text(decoded.text))


def _main_part(message: Message) -> Message | None:
    """The part that `start` names, else the first page, else the first plain text."""
    pages: list[Message] = []
    texts: list[Message] = []
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if part.is_multipart() and depth < _DEEPEST:
            payload = part.get_payload()
            if isinstance(payload, list):
                waiting.extend((each, depth + 1) for each in reversed(payload) if isinstance(each, Message))
            continue
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml"):
            pages.append(part)
        elif kind == "text/plain":
            texts.append(part)
    start = str(message.get_param("start") or "").strip()
    named = next(
        (page for page in pages if start and str(page.get("Content-ID") or "").strip() == start), None
    )
    return named or next(iter(pages or texts), None)
