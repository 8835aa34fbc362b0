"""Org for Emacs: a heading an article with its properties, highlights as quotes, notes, quotations, text.

What the article says stays text: a line that Org would take for a heading, a keyword, a table or a drawer
gets the empty entity `\\zwnj{}` before it, and so does what would make a link, a call or a diary entry. Styles of
the text are left out, links of the web stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from reader.article import Article, Block
from reader.article.characters import safe_line, safe_text
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.plain_text import item_marker
from reader.library.records import Highlight, Note

__all__ = ["EXPORTER", "collection", "escaped", "org_tag"]

_LINE_START = re.compile(r"^(?=[ \t]*(?:\*+\s|#(?:\+|\s|$)|\||:[^\s:]+:|%%\())", re.MULTILINE)
_ACTIVE = re.compile(r"\[(?=\[)|<(?=<|%%|\d{4}-)|\{(?=\{\{)|(?:src|call)(?=_)|\](?=\])", re.IGNORECASE)
_VERBATIM = re.compile(r"^(?=[ \t]*(?:\*|#\+|,\*|,#\+))", re.MULTILINE)
_EMPTY = r"\zwnj{}"


def escaped(text: str) -> str:
    """Text in which Org finds no structure and nothing to follow or run."""
    inner = _ACTIVE.sub(lambda found: found.group() + _EMPTY, safe_text(text))
    return _LINE_START.sub(lambda _: _EMPTY, inner)


def org_tag(tag: str) -> str:
    """A tag as Org takes it: letters, digits, `_ @ # %`."""
    return re.sub(r"[^\w@#%]+", "_", tag).strip("_") or "_"


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """A heading an article."""
    for number, bundle in enumerate(bundles):
        parts = [_heading(bundle), *_marks(bundle), *_quotes(bundle)]
        if with_text:
            parts += ["** Text", *_text(bundle.article)]
        yield ("\n" if number else "") + "\n".join(parts) + "\n"


def _heading(bundle: Bundle) -> str:
    record = bundle.record
    tags = "".join(f"{org_tag(tag)}:" for tag in record.tags)
    title = escaped(safe_line(record.title)) or "Untitled"
    properties = (
        ("READER_ID", record.id), ("URL", _address(record.url)),
        ("AUTHOR", escaped(safe_line(", ".join(record.byline)))), ("SITE", escaped(safe_line(record.site))),
        ("PUBLISHED", _day(record.published)), ("CREATED", _day(record.added)), ("LANGUAGE", escaped(safe_line(record.language))),
        ("STATE", record.state),
    )  # fmt: skip
    lines = [f":{name}: {value}" for name, value in properties if value]
    return "\n".join([f"* {title}" + (f" :{tags}" if tags else ""), ":PROPERTIES:", *lines, ":END:"])


def _address(url: str) -> str:
    """An address without what would begin or end a link."""
    return re.sub(r"[\[\]\s]", lambda found: f"%{ord(found.group()):02X}", safe_line(url, 4000))


def _day(time: str) -> str:
    """An inactive timestamp, with its day of the week, which Org wants."""
    try:
        day = date.fromisoformat(time[:10])
    except ValueError:
        return ""
    return f"[{day.isoformat()} {('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]}]"


def _marks(bundle: Bundle) -> Iterator[str]:
    if bundle.highlights:
        yield "** Highlights"
        for highlight in bundle.highlights:
            yield from _highlight(highlight, bundle.notes_on(highlight))
    if notes := bundle.notes_on_article():
        yield "** Notes"
        for note in notes:
            yield from _note(note)


def _highlight(highlight: Highlight, notes: list[Note]) -> Iterator[str]:
    yield f"#+name: h-{highlight.id}"
    yield f"#+begin_quote\n{escaped(highlight.exact)}\n#+end_quote"
    facts = [highlight.colour, *(f"#{tag}" for tag in highlight.tags)]
    if highlight.status == "orphan":
        facts.append("no longer found in the text")
    yield "/" + escaped(safe_line(" ".join(facts))) + "/\n"
    for note in notes:
        yield from _note(note)


def _note(note: Note) -> Iterator[str]:
    """The reader's own words; they are Markdown, and stay inside the article's heading."""
    tags = " ".join(f"#{tag}" for tag in note.tags)
    yield escaped(note.text) + (f"\n{escaped(tags)}" if tags else "") + "\n"


def _quotes(bundle: Bundle) -> Iterator[str]:
    said = [quote for quote in bundle.quotes if quote.kind == "speech"]
    if said:
        yield "** Quotes"
        for quote in said:
            speaker = f" — {escaped(quote.speaker)}" if quote.speaker else ""
            yield f"- “{escaped(' '.join(quote.text.split()))}”{speaker}"


def _text(article: Article) -> Iterator[str]:
    for block in article.blocks:
        content = block.of(article.text)
        if block.kind == "heading":
            yield "*" * (min(6, max(1, block.level)) + 2) + " " + escaped(" ".join(content.split()))
        elif block.kind == "rule":
            yield "-----\n"
        elif block.kind == "code":
            language = re.sub(r"[^\w+#.-]", "", block.language) or "text"
            code = _VERBATIM.sub(",", safe_text(content))
            yield f"#+begin_src {language} :eval never\n{code}\n#+end_src\n"
        elif block.kind == "table":
            yield "".join(_row(article, block, number) + "\n" for number in range(len(block.rows)))
        elif content:
            yield _paragraph(article, block)


def _row(article: Article, block: Block, number: int) -> str:
    cells = (
        escaped(safe_line(cell.of(article.text), 4000)).replace("|", r"\vert{}")
        for cell in block.rows[number]
    )
    rule = "\n|-" if number + 1 == block.header_rows else ""
    return "| " + " | ".join(cells) + " |" + rule


def _paragraph(article: Article, block: Block) -> str:
    text = _with_links(article, block)
    if block.kind == "list_item":
        indent = "  " * max(0, block.depth - 1)
        first, *rest = text.split("\n")
        marker = item_marker(block)
        return "\n".join([indent + marker + first, *(indent + " " * len(marker) + line for line in rest)])
    if block.quote_depth:
        return f"#+begin_quote\n{text}\n#+end_quote\n"
    return text + "\n"


def _with_links(article: Article, block: Block) -> str:
    """The words of a block; where a link of the web stands in them, it is one of Org's."""
    parts: list[str] = []
    at = block.start
    for mark in sorted(block.marks, key=lambda mark: mark.start):
        address = _address(mark.target)
        web = mark.kind == "link" and address.startswith(("http://", "https://"))
        if not web or mark.start < at or mark.end > block.end or mark.start == mark.end:
            continue
        words = (
            escaped(" ".join(article.text[mark.start : mark.end].split())).replace("]", ")").replace("[", "(")
        )
        parts += [_escaped_from(article.text, at, mark.start, block), f"[[{address}][{words}]]"]
        at = mark.end
    return "".join([*parts, _escaped_from(article.text, at, block.end, block)])


def _escaped_from(text: str, start: int, end: int, block: Block) -> str:
    """A stretch of a block: only at the block's start or after a line's end does it begin a line."""
    if start == block.start or text[start - 1 : start] == "\n":
        return escaped(text[start:end])
    first, newline, rest = text[start:end].partition("\n")
    inner = _ACTIVE.sub(lambda found: found.group() + _EMPTY, safe_text(first))
    return inner + newline + (escaped(rest) if newline else "")


EXPORTER = Exporter("org", "Org for Emacs", ".org", collection, depth="insight")
