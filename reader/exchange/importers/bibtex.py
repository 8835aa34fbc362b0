"""BibTeX and BibLaTeX, as Zotero and most reference managers write it: entries that have an address or a DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment, split_tags
from reader.exchange.importers.source import Source
from reader.exchange.importers.zotero import address_of, names_of
from reader.library.incoming import Incoming, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_ENTRY = re.compile(r"@(\w{1,40})\s*\{\s*([^\s,{}]{0,300})\s*,")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w-]{0,60})\s*=\s*")
_BARE = re.compile(r"[\w./:-]{1,300}")
_SKIPPED = frozenset({"comment", "preamble", "string"})
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
}


def _recognises(source: Source) -> bool:
    return source.head[:1] in ("@", "%") and _ENTRY.search(source.head) is not None


def _read(source: Source) -> Iterator[Incoming | Unread]:
    text = source.text
    at = 0
    while match := _ENTRY.search(text, at):
        line = text.count("\n", 0, match.start()) + 1 if len(text) < 1_000_000 else 0
        place = f"entry {match.group(2) or match.group(1)}" + (f", line {line}" if line else "")
        if match.group(1).lower() in _SKIPPED:
            at = match.end()
            continue
        fields, at = _fields(text, match.end())
        if not fields:
            yield Unread(place, "its fields cannot be read")
            continue
        yield _incoming(fields, place)


def _incoming(fields: dict[str, str], place: str) -> Incoming:
    months = {"jan": "01", "feb": "02", "mar": "03", "apr": "04", "may": "05", "jun": "06", "jul": "07", "aug": "08",
              "sep": "09", "oct": "10", "nov": "11", "dec": "12"}  # fmt: skip
    month = months.get(fields.get("month", "").lower()[:3], "")
    year = fields.get("year", "")
    date = fields.get("date", "") or (f"{year}-{month}" if month else year)
    authors = re.sub(r"\s+and\s+", ";", fields.get("author", "") or fields.get("editor", ""))
    note = fields.get("annotation", "") or fields.get("annote", "")
    return Incoming(
        place, address_of(fields.get("url", ""), fields.get("doi", "")), fields.get("title", ""),
        byline=names_of(authors), site=fields.get("journal", "") or fields.get("journaltitle", ""),
        published=date if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date) else "",
        language=fields.get("langid", "")[:2] if len(fields.get("langid", "")) == 2 else "",
        added=moment(fields.get("timestamp", "") or fields.get("urldate", "")),
        excerpt=fields.get("abstract", ""), tags=split_tags(fields.get("keywords", ""), ",;"),
        notes=(IncomingNote(note),) if note else (),
    )  # fmt: skip


def _fields(text: str, at: int) -> tuple[dict[str, str], int]:
    """The fields of an entry from behind its key, and where it ends."""
    found: dict[str, str] = {}
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end())
        found.setdefault(match.group(1).lower(), _plain(value))
    return found, at


def _value(text: str, at: int) -> tuple[str, int]:
    parts: list[str] = []
    while at < len(text):
        opening = text[at]
        if opening == "{":
            end = _closing(text, at)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif opening == '"':
            end = _quote_end(text, at + 1)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif match := _BARE.match(text, at):
            parts.append(match.group())
            at = match.end()
        joined = re.compile(r"\s*#\s*").match(text, at)
        if joined is None:
            break
        at = joined.end()
    return "".join(parts), at


def _closing(text: str, at: int) -> int:
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, at):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
            if depth == 0:
                return match.start()
    return len(text)


def _quote_end(text: str, at: int) -> int:
    depth = 0
    for match in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(text, at):
        if match.group() == '"' and depth <= 0:
            return match.start()
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
    return len(text)


def _plain(value: str) -> str:
    """A value without TeX: accents as letters, braces gone, white space folded."""
    import unicodedata

    def accent(match: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", (match.group(2) or match.group(3)) + _ACCENTS[match.group(1)])

    value = re.sub(r"\\([`'^~\"=.])\s*(?:\{\\?(\w)\}|\\?(\w))", accent, value)
    value = re.sub(r"\\([cvuHrk])\s*(?:\{(\w)\}|\s(\w))", accent, value)
    value = re.sub(
        r"\\(ss|ae|AE|aa|AA|[oOlLi])(?![A-Za-z])(?:\{\}|\s)?", lambda match: _LETTERS[match.group(1)], value
    )
    value = re.sub(r"\\([%&_#$ {}])", r"\1", value.replace("\\{", "\x01").replace("\\}", "\x02"))
    value = value.replace("---", "—").replace("--", "–").replace("~", " ")
    value = re.sub(r"[{}]", "", value).replace("\x01", "{").replace("\x02", "}")
    return " ".join(value.split())


IMPORTERS = (Importer("bibtex", "BibTeX, of Zotero and others", _recognises, _read),)
