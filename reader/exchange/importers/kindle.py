"""Kindle's `My Clippings.txt`: blocks that end with a line of equals signs; the device writes them in its language.

`Title (Author)` / `- Your Highlight on page 12 | Location 170-172 | Added on ...` / empty / text. A note stands in a
block of its own, at a location within its highlight. Each book becomes an article of its highlights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.cleaning.dates import find_date
from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread

__all__ = ["IMPORTERS"]

_END = re.compile(r"^={8,}[ \t]*\r?$", re.MULTILINE)
_NOTES = re.compile(
    r"\b(?:notes?|notiz|nota|notitie|anteckning|заметка)\b|メモ|笔记|筆記|메모", re.IGNORECASE
)
_BOOKMARKS = re.compile(
    r"\b(?:bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|bokmärke|закладка)\b|ブックマーク|书签|書籤|북마크",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"(?:location|loc\.|position|posición|posição|posizione|locatie|emplacement|位置No\.|位置|место)\s*#?(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:page|seite|página|pagina|sida|страница|第)\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", re.IGNORECASE
)
_AUTHOR = re.compile(r"^(?P<title>.*\S)\s*\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\)$")


@dataclass(frozen=True, slots=True)
class _Clipping:
    place: str
    book: str
    is_note: bool
    first: int
    last: int
    created: str
    text: str


def _recognises(source: Source) -> bool:
    match = _END.search(source.head)
    if match is None:
        return False
    lines = [line.strip() for line in source.head[: match.start()].splitlines()]
    return len(lines) >= 2 and lines[1].startswith("-") and bool(re.search(r"\d", lines[1]))


def _read(source: Source) -> Iterator[Incoming | Unread]:
    clippings: list[_Clipping] = []
    for number, block in enumerate(_END.split(source.text.replace("\r\n", "\n")), start=1):
        lines = block.strip("\n\ufeff ").split("\n")
        place = f"clipping {number}"
        if not block.strip("\n\ufeff "):
            continue
        if len(lines) < 2 or not lines[1].strip().startswith("-"):
            yield Unread(place, "its first lines are not those of a clipping")
            continue
        facts, text = lines[1], "\n".join(lines[2:]).strip()
        if not text:
            reason = "a bookmark holds no words" if _BOOKMARKS.search(facts) else "it holds no words"
            yield Unread(place, reason)
            continue
        match = _LOCATION.search(facts) or _PAGE.search(facts)
        first = int(match.group(1)) if match else -1
        last = _end(match.group(1), match.group(2)) if match else -1
        head = facts.split("|", 1)[0]
        clippings.append(
            _Clipping(
                place, lines[0].strip("\ufeff "), bool(_NOTES.search(head)), first, last, _date(facts), text
            )
        )
    yield from _books(clippings)


def _end(first: str, last: str | None) -> int:
    """The older form writes `145-46` for 145 to 146."""
    if not last:
        return int(first)
    return int(first[: len(first) - len(last)] + last) if len(last) < len(first) else int(last)


def _date(facts: str) -> str:
    return moment(find_date(facts.rsplit("|", 1)[-1]))


def _books(clippings: list[_Clipping]) -> Iterator[Incoming]:
    books: dict[str, list[_Clipping]] = {}
    for clipping in clippings:
        books.setdefault(clipping.book, []).append(clipping)
    for book, parts in books.items():
        match = _AUTHOR.match(book)
        title, author = (match["title"], match["author"].strip()) if match else (book, "")
        notes = [part for part in parts if part.is_note]
        marks = sorted((part for part in parts if not part.is_note), key=lambda part: part.first)
        highlights: list[IncomingHighlight] = []
        used: set[str] = set()
        for mark in marks:
            own = [note for note in notes if mark.first <= note.first <= mark.last and note.place not in used]
            used.update(note.place for note in own)
            highlights.append(
                IncomingHighlight(
                    mark.text,
                    notes=tuple(IncomingNote(note.text, note.created) for note in own),
                    created=mark.created,
                )
            )
        dates = sorted(part.created for part in parts if part.created)
        yield Incoming(
            parts[0].place, title=title or "Clippings", byline=_names(author), added=dates[0] if dates else "",
            highlights=tuple(highlights),
            notes=tuple(IncomingNote(note.text, note.created) for note in notes if note.place not in used),
        )  # fmt: skip


def _names(author: str) -> tuple[str, ...]:
    """`Last, First; Last, First` is how a Kindle writes names."""
    names = []
    for name in author.split(";"):
        last, comma, first = name.partition(",")
        names.append(f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip())
    return tuple(filter(None, names))


IMPORTERS = (Importer("kindle", "Kindle: My Clippings.txt", _recognises, _read),)
