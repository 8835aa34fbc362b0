"""The links of a page of bookmarks, each with the headings and folders that it stands under.

Source of the form: the Netscape bookmark file, as every browser writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Link", "links_of"]

_LONGEST = 20_000
_DEEPEST = 40


@dataclass(slots=True)
class Link:
    """A link: its attributes by names in lower case, and the text of the `DD` behind it."""

    address: str
    attributes: dict[str, str]
    folders: tuple[str, ...]
    heading: str
    words: str = ""
    description: str = ""


@dataclass(slots=True)
class _Open:
    """What text is gathered for at the moment."""

    kind: str = ""
    parts: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self._open = _Open()
        self._folders: list[str] = []
        self._named = ""
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._end()
            attributes = {name.lower(): (value or "")[:_LONGEST] for name, value in attrs}
            address = attributes.pop("href", "")
            if address:
                self.links.append(
                    Link(address, attributes, tuple(filter(None, self._folders)), self._heading)
                )
                self._open = _Open("a")
        elif tag in ("h1", "h3", "dd"):
            self._end()
            self._open = _Open(tag)
        elif tag == "dl":
            self._end()
            if len(self._folders) < _DEEPEST:
                self._folders.append(self._named)
            self._named = ""
        elif tag == "dt":
            self._end()
        elif tag == "br" and self._open.kind == "dd":
            self._open.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open.kind:
            self._end()
        elif tag == "dl":
            self._end()
            if self._folders:
                self._folders.pop()

    def handle_data(self, data: str) -> None:
        if self._open.kind:
            self._open.parts.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        kind, text = self._open.kind, "".join(self._open.parts).strip()
        self._open = _Open()
        if kind == "a":
            self.links[-1].words = " ".join(text.split())
        elif kind == "h1":
            self._heading = " ".join(text.split())
        elif kind == "h3":
            self._named = " ".join(text.split())
        elif kind == "dd" and self.links and not self.links[-1].description:
            self.links[-1].description = text


def links_of(text: str) -> list[Link]:
    """The links of a page in their order."""
    parser = _Parser()
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, RecursionError):  # what html.parser meets in a broken declaration ends the page
        pass
    return parser.links
