"""Bytes become text: byte order mark, UTF-8, the declared encoding, a guess, Windows-1252; in that order.

A declared encoding counts only when it is on the fixed list below: `unicode_escape`, `punycode` and their
like, which Python would accept, make live escape sequences or take minutes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["Decoded", "decode"]

_GUESS_BYTES = 16_384
_DECLARATION_BYTES = 4_096
_TOLERATED_ERRORS = 0.001

_ENCODINGS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 us-ascii ascii",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 l1 x-cp1252",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "cp866": "ibm866 cp866 866",
    "iso-8859-2": "iso-8859-2 latin2",
    "iso-8859-3": "iso-8859-3",
    "iso-8859-4": "iso-8859-4",
    "iso-8859-5": "iso-8859-5",
    "iso-8859-6": "iso-8859-6",
    "iso-8859-7": "iso-8859-7",
    "iso-8859-8": "iso-8859-8 iso-8859-8-i",
    "iso-8859-10": "iso-8859-10",
    "iso-8859-13": "iso-8859-13",
    "iso-8859-14": "iso-8859-14",
    "iso-8859-15": "iso-8859-15 latin9 latin-9",
    "iso-8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic",
    "gb18030": "gb2312 gbk gb18030 x-gbk gb_2312-80 chinese",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp949": "euc-kr ks_c_5601-1987 korean windows-949",
}
_CODEC_OF_LABEL = {label: codec for codec, labels in _ENCODINGS.items() for label in labels.split()}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(rb"(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9_:.-]{1,40})")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read with, and a warning where that encoding is a guess."""

    text: str
    encoding: str
    warning: str = ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of `data`. `declared` is an encoding named outside of it, such as by a mail part's header.

    Never fails: bytes that no encoding explains become U+FFFD.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, "replace"), codec)
    wide = _wide_without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    codec = _CODEC_OF_LABEL.get((declared or _declaration(data)).strip().lower(), "")
    if codec and codec != "utf-8":
        return Decoded(data.decode(codec, "replace"), codec)
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") <= len(data) * _TOLERATED_ERRORS or _has_valid_sequences(lenient):
        return Decoded(lenient, "utf-8", "some bytes were not UTF-8 and show as \ufffd")
    guess = _guess(data) or "cp1252"
    return Decoded(data.decode(guess, "replace"), guess, f"the encoding was guessed: {guess}")


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without its mark shows as zero bytes at every other place of Western text."""
    head = data[:1024]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even * 10 < odd:
        return "utf-16-le"
    if even > len(head) * 0.3 and odd * 10 < even:
        return "utf-16-be"
    return ""


def _declaration(data: bytes) -> str:
    match = _DECLARATION.search(data[:_DECLARATION_BYTES].lower())
    return match.group(1).decode("ascii") if match else ""


def _has_valid_sequences(lenient: str) -> bool:
    """Whether far more characters beyond ASCII were read than failed: a UTF-8 text with damage."""
    failed = lenient.count("\ufffd")
    beyond = sum(1 for character in lenient[:200_000] if character > "\x7f")
    return beyond > failed * 10


def _guess(data: bytes) -> str:
    """The encoding that chardet names with confidence, from a sample around the first byte beyond ASCII."""
    try:
        import chardet
    except ImportError:  # it comes with readability-lxml, whose later versions may do without it
        return ""
    match = re.search(rb"[\x80-\xff]", data)
    start = max(0, (match.start() if match else 0) - _GUESS_BYTES // 4)
    found = chardet.detect(data[start : start + _GUESS_BYTES])
    label = str(found.get("encoding") or "").lower()
    confidence = float(found.get("confidence") or 0.0)
    return _CODEC_OF_LABEL.get(label, "") if confidence >= 0.6 else ""
