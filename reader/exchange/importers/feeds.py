"""RSS 2.0, RSS 1.0 and Atom files: each entry an article, with its text where the feed carries it.

Parsed by lxml without entities, network or document types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.exchange.importers import Importer
from reader.exchange.importers.fields import moment
from reader.exchange.importers.pages import page_around
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, Unread

__all__ = ["IMPORTERS"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_LONG = 600
"""Characters from which on a description is taken for the text itself."""


def _recognises(source: Source) -> bool:
    head = source.head[:4_000].lower()
    return source.head[:1] == "<" and any(
        sign in head for sign in ("<rss", "http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/")
    )


def _read(source: Source) -> Iterator[Incoming | Unread]:
    root = _parsed(source.data)
    if root is None:
        yield Unread("the whole file", "it is damaged, or declares entities")
        return
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang") or _text(root, "channel/language")
    site = (
        _text(root, "channel/title")
        or _text(root, f"{_ATOM}title")
        or _text(root, f"{_RSS_1}channel/{_RSS_1}title")
    )
    entries = list(root.iter("item", f"{_RSS_1}item", f"{_ATOM}entry"))
    for number, entry in enumerate(entries, start=1):
        yield _incoming(entry, f"entry {number}", site, language)


def _incoming(entry: Any, place: str, site: str, language: str) -> Incoming:
    is_atom = str(entry.tag).startswith(_ATOM)
    space = _ATOM if is_atom else _RSS_1 if str(entry.tag).startswith(_RSS_1) else ""
    title = _text(entry, f"{space}title")
    url = _atom_link(entry) if is_atom else _text(entry, f"{space}link") or _permalink(entry)
    content = _content(entry, f"{_ATOM}content") if is_atom else _text(entry, _CONTENT)
    summary = _content(entry, f"{_ATOM}summary") if is_atom else _text(entry, f"{space}description")
    if not content and len(summary) >= _LONG:
        content = summary
    names = [_text(author, f"{_ATOM}name") for author in entry.iter(f"{_ATOM}author")]
    names += [_text(entry, _CREATOR) or _text(entry, "author")]
    byline = tuple(dict.fromkeys(filter(None, names)))
    date = next(
        (
            found
            for tag in (f"{_ATOM}published", f"{_ATOM}updated", "pubDate", _DATE)
            if (found := _text(entry, tag))
        ),
        "",
    )
    published = moment(date)[:10]
    tags = [
        category.get("term") or (category.text or "").strip()
        for category in entry.iter(f"{_ATOM}category", "category")
    ]
    return Incoming(
        place, url, title, byline=byline, site=site, published=published, language=language,
        excerpt="" if content or "<" in summary else summary, tags=tuple(filter(None, tags)),
        page=(lambda: page_around(content, title, url, byline, published, language)) if content else None,
    )  # fmt: skip


def _atom_link(entry: Any) -> str:
    for link in entry.iter(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return link.get("href") or ""
    return ""


def _permalink(entry: Any) -> str:
    guid = entry.find("guid")
    if guid is None or guid.get("isPermaLink", "true") == "false":
        return ""
    return (guid.text or "").strip()


def _content(entry: Any, tag: str) -> str:
    """Text or HTML as it is, XHTML written out."""
    from html import escape

    from lxml import etree

    found = entry.find(tag)
    if found is None:
        return ""
    if found.get("type") == "xhtml":
        return "".join(
            etree.tostring(child, encoding="unicode", method="html", with_tail=False) for child in found
        )
    text = (found.text or "").strip()
    return escape(text) if found.get("type") == "text" else text


def _text(element: Any, path: str) -> str:
    found = element.find(path)
    return "".join(found.itertext()).strip() if found is not None else ""


def _parsed(data: bytes) -> Any:
    from lxml import etree

    if b"<!ENTITY" in data:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(data.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


IMPORTERS = (Importer("feed", "a feed: RSS or Atom", _recognises, _read),)
