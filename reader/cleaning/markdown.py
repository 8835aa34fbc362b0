"""Markdown becomes parts: CommonMark with tables, strike-through, footnotes and front matter; HTML in it
stays text where it says something, and is never parsed."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.article import Metadata
from reader.article.build import Piece, RelativeMark
from reader.article.characters import safe_line, safe_text
from reader.article.values import BlockKind, MarkKind
from reader.cleaning.addresses import absolute
from reader.cleaning.assemble import Part
from reader.cleaning.front_matter import FrontMatter, front_matter, split_front_matter
from reader.cleaning.html.inline import OpenMark, RunningText

__all__ = ["MarkdownDocument", "clean_markdown"]

_MARKS: dict[str, MarkKind] = {"strong": "strong", "em": "em", "s": "strike", "link": "link"}
_TAG_MARKS: dict[str, MarkKind] = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup", "code": "code", "kbd": "code",
    "del": "strike", "s": "strike",
}  # fmt: skip
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?:\s[^<>]{0,2000})?/?>|<!--(?:[^-]|-(?!->)){0,20000}-->")
_MOST_CHARACTERS = 20_000_000
_MOST_OPEN_COMMENTS = 50


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    """What cleaning Markdown gives."""

    parts: list[Part]
    metadata: Metadata
    keywords: tuple[str, ...] = ()


def clean_markdown(text: str, url: str = "") -> MarkdownDocument:
    """The article of a Markdown text. Its first heading of level 1 is its title, and goes to the receipts."""
    text = safe_text(text)
    head, body = split_front_matter(text)
    known = front_matter(head, url) if head else FrontMatter(Metadata(url=url))
    parts = _Writer(known.metadata.url or url).parts(_tokens(body))
    metadata = known.metadata
    title = _title_part(parts, metadata.title)
    if title is not None:
        parts[title].reason = "title"
        metadata = dataclasses.replace(metadata, title=metadata.title or safe_line(parts[title].piece.text))
    return MarkdownDocument(parts, metadata, known.keywords)


def _title_part(parts: Sequence[Part], known: str) -> int | None:
    """The heading that is the title: the first of level 1, when no prose stands before it and it does not
    contradict the title that the front matter gives."""
    for index, part in enumerate(parts[:4]):
        piece = part.piece
        if piece.kind == "heading":
            same = not known or safe_line(piece.text).casefold() == known.casefold()
            return index if piece.fields.get("level") == 1 and same else None
        if piece.kind not in ("figure", "rule"):
            return None
    return None


def _tokens(body: str) -> list[Any]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = (
        MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).use(footnote_plugin)
    )
    return parser.parse(_without_endless_comments(body[:_MOST_CHARACTERS]))


def _without_endless_comments(body: str) -> str:
    """Openings of comments that never close make the parser search the rest of the text for each; many of them
    are an attack, and lose their meaning."""
    last = body.rfind("-->") + 1
    if body.count("<!--", last) <= _MOST_OPEN_COMMENTS:
        return body
    return body[:last] + body[last:].replace("<!--", "<! --")


@dataclass(slots=True)
class _List:
    ordered: bool
    next_number: int
    fresh: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    marks: list[list[list[RelativeMark]]] = field(default_factory=list)
    header_rows: int = 0
    in_head: bool = False


class _Writer:
    """Walks the tokens once and writes parts."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._parts: list[Part] = []
        self._lists: list[_List] = []
        self._quotes = 0
        self._note = ""
        self._table: _Table | None = None
        self._heading = 0

    def parts(self, tokens: Sequence[Any]) -> list[Part]:
        for token in tokens:
            self._token(token)
        return self._parts

    def _token(self, token: Any) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(_List(kind[0] == "o", int(token.attrs.get("start", 1))))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._lists[-1].fresh = True
        elif kind == "list_item_close":
            if self._lists[-1].fresh:
                self._lists[-1].next_number += 1
            self._lists[-1].fresh = False
        elif kind == "blockquote_open":
            self._quotes += 1
        elif kind == "blockquote_close":
            self._quotes -= 1
        elif kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "footnote_open":
            self._note = str(token.meta.get("id", 0) + 1)
        elif kind == "footnote_close":
            self._note = ""
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "hr":
            self._add(Piece("rule"))
        elif kind == "html_block":
            self._html(token.content)
        elif kind == "inline":
            self._inline(token)
        elif "table" in kind or kind.startswith(("thead", "tr_")):
            self._table_token(kind)

    def _table_token(self, kind: str) -> None:
        if kind == "table_open":
            self._table = _Table()
        elif self._table is None:
            return
        elif kind in ("thead_open", "thead_close"):
            self._table.in_head = kind == "thead_open"
        elif kind == "tr_open":
            self._table.rows.append([])
            self._table.marks.append([])
            self._table.header_rows += self._table.in_head
        elif kind == "table_close":
            table, self._table = self._table, None
            if any(any(row) for row in table.rows):
                fields = {**self._place(), "header_rows": table.header_rows}
                self._add(Piece("table", rows=table.rows, cell_marks=table.marks, fields=fields))

    def _code(self, token: Any) -> None:
        text = token.content.strip("\n").rstrip()
        if text:
            language = (
                safe_line(html.unescape(token.info).split(None, 1)[0], 30).lower()
                if token.info.strip()
                else ""
            )
            self._add(Piece("code", text, fields={**self._place(), "language": language.strip("{}.")}))

    def _html(self, source: str) -> None:
        """A block of HTML as the text that it holds: its tags are cut, its entities read, nothing is
        obeyed."""
        text = safe_text(html.unescape(_TAG.sub(" ", source)))
        for paragraph in re.split(r"\n\s*\n", text):
            line = " ".join(paragraph.split())
            if line:
                self._add(Piece("paragraph", line, fields=self._place()))

    def _inline(self, token: Any) -> None:
        pictures: list[Piece] = []
        text, marks = _Inline(self._base, pictures).written(token.children or [])
        if self._table is not None:
            self._table.rows[-1].append(text.replace("\n", " ").replace("\t", " "))
            self._table.marks[-1].append(list(marks))
        elif text:
            self._add(self._block(text, marks))
        for picture in pictures:
            self._add(picture)

    def _block(self, text: str, marks: list[RelativeMark]) -> Piece:
        fields = self._place()
        kind: BlockKind = "paragraph"
        if self._note:
            return Piece("footnote", text, marks, fields={"label": self._note})
        if self._heading:
            return Piece("heading", text.replace("\n", " "), marks, fields={**fields, "level": self._heading})
        if self._lists and self._lists[-1].fresh:
            items = self._lists[-1]
            items.fresh = False
            kind = "list_item"
            fields["ordered"] = items.ordered
            if items.ordered:
                fields["number"] = items.next_number
                items.next_number += 1
        elif self._quotes:
            kind = "quote"
        return Piece(kind, text, marks, fields=fields)

    def _place(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if self._lists:
            fields["depth"] = len(self._lists)
        if self._quotes:
            fields["quote_depth"] = self._quotes
        return fields

    def _add(self, piece: Piece) -> None:
        self._parts.append(Part(piece))


class _Inline:
    """Inline tokens as running text with marks."""

    def __init__(self, base: str, pictures: list[Piece]) -> None:
        self._base = base
        self._pictures = pictures
        self._running = RunningText()
        self._open: list[tuple[str, OpenMark | None]] = []

    def written(self, tokens: Sequence[Any]) -> tuple[str, list[RelativeMark]]:
        for token in tokens:
            self._token(token)
        return self._running.take()

    def _token(self, token: Any) -> None:
        kind = token.type
        if kind == "text":
            self._running.add(token.content)
        elif kind == "code_inline":
            self._marked("code", token.content)
        elif kind == "softbreak":
            self._running.add(" ")
        elif kind == "hardbreak":
            self._running.line_break()
        elif kind == "image":
            self._picture(token)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind == "footnote_ref":
            # Numbered as they are met: a label in words would read as a word of the sentence.
            label = str(token.meta["id"] + 1)
            self._marked("footnote_ref", f"[{label}]", label)
        elif kind.endswith("_open"):
            self._begin(kind[:-5], token)
        elif kind.endswith("_close"):
            self._end(kind[:-6])

    def _begin(self, name: str, token: Any) -> None:
        target = absolute(str(token.attrs.get("href", "")), self._base) if name == "link" else ""
        mark_kind = _MARKS.get(name)
        if mark_kind is None or (name == "link" and not target):
            self._open.append((name, None))
            return
        mark = OpenMark(mark_kind, target)
        self._running.open(mark)
        self._open.append((name, mark))

    def _end(self, name: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                _, mark = self._open.pop(index)
                if mark is not None:
                    self._running.close(mark)
                return

    def _marked(self, kind: MarkKind, text: str, target: str = "") -> None:
        mark = OpenMark(kind, target)
        self._running.open(mark)
        self._running.add(text)
        self._running.close(mark)

    def _picture(self, token: Any) -> None:
        """A picture stands as a figure behind its paragraph; one that leads nowhere leaves its words."""
        alt = safe_line(token.content)
        address = absolute(str(token.attrs.get("src", "")), self._base)
        caption = safe_line(html.unescape(str(token.attrs.get("title") or "")))
        if address:
            self._pictures.append(Piece("figure", caption or alt, fields={"image": address, "alt": alt}))
        elif alt:
            self._running.add(alt)

    def _html(self, tag: str) -> None:
        match = _TAG.fullmatch(tag)
        name = (match.group(1) or "").lower() if match else ""
        if name == "br":
            self._running.line_break()
        elif name in _TAG_MARKS:
            if tag.startswith("</"):
                self._end(f"<{name}>")
            else:
                mark = OpenMark(_TAG_MARKS[name])
                self._running.open(mark)
                self._open.append((f"<{name}>", mark))
        elif match is None:
            self._running.add(tag)
