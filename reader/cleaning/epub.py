"""E-books in EPUB: the zip's documents in the order of its spine become one page, chapter after chapter, which is then
cleaned as what it is: all of it is the book.

Source: EPUB 3.3 (W3C, 2023) and the older Open Packaging Format 2.0. Nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import unquote

from reader.cleaning.decode import decode
from reader.errors import ReaderError

__all__ = ["book_page"]

_MOST_MEMBERS = 10_000
_MEMBER_LIMIT = 16 << 20
_TOTAL_LIMIT = 256 << 20
_PAGE_LIMIT = 48 << 20
"""Characters that all chapters together may have."""
_MOST_RATIO = 200
_SMALL = 1 << 20
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})


@dataclass(slots=True)
class _Book:
    """What the package document says."""

    folder: str
    title: str = ""
    creators: list[str] = field(default_factory=list)
    language: str = ""
    date: str = ""
    publisher: str = ""
    chapters: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Titles of chapters by their files, from the table of contents."""


def book_page(data: bytes) -> str:
    """The book as one page of HTML. Raises ReaderError: damaged, protected, too large, none."""
    try:
        archive = _Archive(data)
        book = _opened(archive)
        return "".join(_page(archive, book))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ReaderError("cannot read this e-book", "it is damaged") from error
    except (KeyError, RecursionError) as error:
        raise ReaderError("cannot read this e-book", f"a part of it is missing: {error}") from error


class _Archive:
    """The book's zip, read by names and within bounds."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        infos = self._zip.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise ReaderError("cannot read this e-book", "it has too many parts")
        self.names = {info.filename for info in infos}
        self._left = _TOTAL_LIMIT

    def read(self, name: str) -> bytes:
        """One member. Raises KeyError, ReaderError."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise ReaderError("cannot read this e-book", "it is encrypted")
        large = info.file_size > min(_MEMBER_LIMIT, self._left) or (
            info.file_size > _SMALL and info.file_size > info.compress_size * _MOST_RATIO
        )
        if large or stat.S_ISLNK(info.external_attr >> 16):
            raise ReaderError("cannot read this e-book", f"a part of it is too large: {name[:60]}")
        with self._zip.open(info) as file:
            data = file.read(_MEMBER_LIMIT + 1)
        self._left -= len(data)
        return data


def _xml(data: bytes) -> Any:
    from lxml import etree

    if b"<!ENTITY" in data:
        raise ReaderError("cannot read this e-book", "it declares entities, which no book needs")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReaderError("cannot read this e-book", "it is damaged") from error
    if root is None:
        raise ReaderError("cannot read this e-book", "it is damaged")
    return root


def _opened(archive: _Archive) -> _Book:
    container = _xml(archive.read("META-INF/container.xml"))
    found = container.find(f".//{_CONTAINER}rootfile")
    path = found.get("full-path") if found is not None else None
    if not path:
        raise ReaderError("cannot read this e-book", "it names no contents")
    package = _xml(archive.read(path))
    book = _Book(posixpath.dirname(path))
    book.title = _first(package, "title")
    book.creators = [text for each in package.iter(f"{_DUBLIN}creator") if (text := _text(each))]
    book.language, book.date = _first(package, "language"), _first(package, "date")
    book.publisher = _first(package, "publisher")
    items = {item.get("id"): item for item in package.iter(f"{_PACKAGE}item")}
    for reference in package.iter(f"{_PACKAGE}itemref"):
        item = items.get(reference.get("idref"))
        if (
            item is None
            or item.get("media-type") not in _PAGES
            or "nav" in (item.get("properties") or "").split()
        ):
            continue
        book.chapters.append(_path(book, item.get("href") or ""))
    if not book.chapters:
        raise ReaderError("cannot read this e-book", "it has no chapters")
    _refuse_protected(archive, book)
    _name_chapters(archive, book, items.values())
    return book


def _refuse_protected(archive: _Archive, book: _Book) -> None:
    """Fonts may be scrambled in any book; scrambled chapters are a copy protection."""
    if "META-INF/encryption.xml" not in archive.names:
        return
    listed = unquote(archive.read("META-INF/encryption.xml").decode("utf-8", "replace"))
    if any(f'"{chapter}"' in listed for chapter in book.chapters):
        raise ReaderError("cannot read this e-book", "it is copy-protected", "export it without protection")


def _name_chapters(archive: _Archive, book: _Book, items: Any) -> None:
    """The titles that the table of contents gives; a book without one has chapters without names."""
    for item in items:
        if item.get("media-type") != "application/x-dtbncx+xml":
            continue
        path = _path(book, item.get("href") or "")
        if path not in archive.names:
            continue
        for point in _xml(archive.read(path)).iter(f"{_NCX}navPoint"):
            label, content = point.find(f"{_NCX}navLabel/{_NCX}text"), point.find(f"{_NCX}content")
            if label is not None and content is not None:
                file, _, place = (content.get("src") or "").partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
                if not place or target not in book.names:
                    book.names.setdefault(target, _text(label))


def _page(archive: _Archive, book: _Book) -> Iterator[str]:
    yield f'<!doctype html><html lang="{escape(book.language)}"><head><meta charset="utf-8">'
    yield f"<title>{escape(book.title)}</title>"
    yield from (f'<meta name="author" content="{escape(name)}">' for name in book.creators)
    yield f'<meta property="article:published_time" content="{escape(book.date)}">' if book.date else ""
    yield f'<meta property="og:site_name" content="{escape(book.publisher)}">' if book.publisher else ""
    yield "</head><body>"
    size = 0
    for chapter in book.chapters:
        if chapter not in archive.names:
            continue
        body = _body(archive.read(chapter), book.names.get(chapter, ""))
        size += len(body)
        if size > _PAGE_LIMIT:
            raise ReaderError("cannot read this e-book", "its text is too large")
        yield body
    yield "</body></html>"


def _body(data: bytes, name: str) -> str:
    """What stands in a chapter's body, under its name where it has no heading of its own."""
    from lxml import etree, html

    text = decode(data).text
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        text = text[text.index("?>") + 2 :] if "?>" in text else ""
    if not text.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    body = root.find("body")
    if body is None:
        return ""
    inner = escape(body.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in body
    )
    headed = any(next(body.iter(f"h{level}"), None) is not None for level in range(1, 7))
    head = f"<h2>{escape(name)}</h2>" if name and not headed else ""
    return f"<section>{head}{inner}</section>\n"


def _path(book: _Book, href: str) -> str:
    return posixpath.normpath(posixpath.join(book.folder, unquote(href.split("#", 1)[0])))


def _first(package: Any, name: str) -> str:
    return next((text for each in package.iter(f"{_DUBLIN}{name}") if (text := _text(each))), "")


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
