"""What kind of thing a file is, told by its content first and its name second; what is not text is
refused."""

from __future__ import annotations

import re

from reader.article import SourceKind
from reader.errors import ReaderError

__all__ = ["is_epub", "kind_of_bytes", "kind_of_text", "refuse_unreadable"]

_HEAD = 4_096
_DIRECTORY = 1 << 20
"""Bytes at the end of a zip among which the names of its files are looked for."""

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a media file"),
    (b"ID3", "a sound file"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
)
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(/?)(p|div|a|br|span|article|section|h[1-6]|table|tr|td|ul|ol|li|img|em|strong|b|i)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_MAIL = re.compile(
    rb"^(?:[A-Za-z][A-Za-z0-9-]{0,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}){2,}", re.MULTILINE
)
_MARKDOWN_SIGNS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        r"\A---[ \t]*\n(?:[^\n]{0,500}\n){1,60}?(?:---|\.\.\.)[ \t]*$",
        r"^#{1,6} \S",
        r"^(?:```|~~~)",
        r"\[[^\]\n]{1,300}\]\([^)\s\n]{1,1000}\)",
        r"^\S[^\n]{0,200}\n(?:={3,}|-{3,})[ \t]*$",
        r"^> \S",
        r"(?<![\w*])\*\*\S[^*\n]{0,200}\S\*\*(?![\w*])",
        r"^\|[^\n]{1,1000}\|[ \t]*\n\|[ :|-]{3,500}\|[ \t]*$",
        r"!\[[^\]\n]{0,300}\]\([^)\n]{1,1000}\)",
        r"^\[\^[^\]\n]{1,40}\]: ",
    )
)
_STRONG_SIGNS = 2


def is_epub(data: bytes) -> bool:
    """Whether a zip is a book: by its first member, or by the name of its container."""
    return data.startswith(b"PK\x03\x04") and (
        b"mimetypeapplication/epub+zip" in data[:200] or b"META-INF/container.xml" in data[-_DIRECTORY:]
    )


def refuse_unreadable(data: bytes, name: str) -> None:
    """Raise ReaderError, saying what it is, for bytes that hold no text to read."""
    title = f"cannot read {name}" if name else "cannot read this"
    if not data.strip(b"\0 \t\r\n\x0c\xef\xbb\xbf\xff\xfe"):
        raise ReaderError(title, "it is empty")
    if data.startswith(b"%PDF-") or is_epub(data):
        return
    if data.startswith(b"PK\x03\x04"):
        raise ReaderError(
            title, "it is a zip archive or Office document",
            "`reader import` takes what other programs exported; else unpack it and add its pages",
        )  # fmt: skip
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReaderError(title, f"it is {what}, not text")
    if _is_binary(data):
        raise ReaderError(title, "it is a binary file, not text")


def kind_of_bytes(data: bytes) -> SourceKind | None:
    """The kinds that are told before decoding: a book, a PDF, a web archive, a saved MIME page, a mail; None for
    the rest."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if is_epub(data):
        return "epub"
    head = data[:_HEAD]
    if head.startswith(b"bplist00"):
        return "webarchive"
    if (
        head.lstrip().startswith(b"<?xml")
        and b"<!DOCTYPE plist" in head
        and b"WebMainResource" in data[:65_536]
    ):
        return "webarchive"
    match = _MAIL.match(head.lstrip(b"\xef\xbb\xbf"))
    if match:
        headers = match.group().lower()
        if b"multipart/related" in headers or (
            b"mime-version:" in headers and b"snapshot-content-location" in headers
        ):
            return "mhtml"
        if b"mime-version:" in headers or (
            b"from:" in headers and b"subject:" in headers and b"date:" in headers
        ):
            return "eml"
    return None


def kind_of_text(text: str, name: str = "") -> SourceKind:
    """HTML, Markdown or plain text. A page is a page whatever its name says; the name decides the rest."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head[:1] == "<" and (_DOCUMENT.search(head) or head.startswith("<?xml")):
        return "html"
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in ("html", "htm", "xhtml", "xht", "shtml"):
        return "html"
    if ending in ("md", "markdown", "mdown", "mkd"):
        return "markdown"
    if _is_fragment(text[:65_536]):
        return "html"
    if ending in ("txt", "text"):
        return "text"
    return "markdown" if _has_markdown(text[:65_536]) else "text"


def _is_fragment(text: str) -> bool:
    """Whether tags that close make up a piece of a page, rather than being spoken of."""
    opened = closed = 0
    for match in _TAG.finditer(text):
        if match.group(1):
            closed += 1
        else:
            opened += 1
    if text.lstrip()[:1] == "<" and opened and (closed or opened > 1):
        return True
    return opened >= 4 and closed >= 2 and (opened + closed) * 400 > len(text)


def _has_markdown(text: str) -> bool:
    return sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text)) >= _STRONG_SIGNS


def _is_binary(data: bytes) -> bool:
    """Control bytes in a tenth of the beginning, unless they are the zero bytes of UTF-16 or UTF-32."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"bplist00")):
        return False
    zeros_even, zeros_odd = head[0::2].count(0), head[1::2].count(0)
    zeros = zeros_even + zeros_odd
    if zeros > len(head) * 0.3 and min(zeros_even, zeros_odd) * 10 < zeros:
        return False
    controls = sum(head.count(bytes([byte])) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return controls + zeros > len(head) * 0.1
