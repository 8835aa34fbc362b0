"""Markdown for Obsidian and its like: front matter, highlights as quotes with block references, notes,
quotes, text.

A second export of the same article updates its file and keeps what the user wrote below the marker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from reader.article.characters import safe_line
from reader.exchange.exporters.article_markdown import article_to_markdown
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.inline_markdown import escaped, inline_markdown
from reader.insight.values import Quote
from reader.library.records import Highlight, Note

__all__ = ["EXPORTER", "KEEP_MARKER", "collection", "document", "tag_word", "updated"]

KEEP_MARKER = "%% What you write below this line is kept when the article is exported again. %%"
_ID_LINE = re.compile(r'^reader_id: "([^"\n]*)"$', re.MULTILINE)


def document(bundle: Bundle, *, with_text: bool = True) -> str:
    """One article as a Markdown file of its own."""
    parts = [_front_matter(bundle), f"# {_line(bundle.record.title)}", *_sections(bundle, with_text, level=2)]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n\n" + KEEP_MARKER + "\n"


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """Several articles as one Markdown text: a heading each, details as a line."""
    for number, bundle in enumerate(bundles):
        parts = [f"# {_line(bundle.record.title)}", _details(bundle), *_sections(bundle, with_text, level=2)]
        yield ("\n" if number else "") + "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def updated(before: str, fresh: str) -> str | None:
    """The fresh file with what the user added to the one before; None where that file is another
    article's."""
    known, new = _ID_LINE.search(before), _ID_LINE.search(fresh)
    if known is None or new is None or known[1] != new[1]:
        return None
    _, marker, added = before.partition("\n" + KEEP_MARKER)
    head, _, _ = fresh.partition("\n" + KEEP_MARKER)
    return f"{head}\n{KEEP_MARKER}{added}" if marker else fresh


def tag_word(tag: str) -> str:
    """A tag as Obsidian takes it: no spaces, letters, digits, `_ - /`, and not digits alone."""
    word = re.sub(r"[^\w/-]+", "-", tag).strip("-/")
    return f"_{word}" if word.replace("/", "").isdigit() else word or "_"


def _front_matter(bundle: Bundle) -> str:
    record, about = bundle.record, bundle.article.metadata
    rows: list[tuple[str, object]] = [
        ("title", record.title),
        ("source", record.url),
        ("author", [f"[[{name}]]" for name in record.byline]),
        ("site", record.site),
        ("published", record.published),
        ("created", record.added),
        ("description", record.excerpt or about.excerpt),
        ("language", record.language),
        ("tags", [tag_word(tag) for tag in record.tags]),
        ("state", record.state),
        ("starred", record.starred or None),
        ("words", record.word_count or None),
        ("reader_id", record.id),
    ]
    lines = [f"{key}: {_yaml(value)}" for key, value in rows if value not in (None, "", [])]
    return "\n".join(["---", *lines, "---"])


def _yaml(value: object) -> str:
    """JSON is YAML: every text in quotes, so that none of it is taken for a date, a number or a reference."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _details(bundle: Bundle) -> str:
    record = bundle.record
    parts = [
        escaped(safe_line(part)) for part in (", ".join(record.byline), record.site, record.published[:10])
    ]
    parts += (
        [f"<{record.url}>"]
        if record.url.startswith(("http://", "https://")) and " " not in record.url
        else []
    )
    parts += [" ".join("#" + tag_word(tag) for tag in record.tags)]
    return " · ".join(part for part in parts if part)


def _sections(bundle: Bundle, with_text: bool, level: int) -> Iterator[str]:
    hashes = "#" * level
    if bundle.highlights:
        yield f"{hashes} Highlights"
        for highlight in bundle.highlights:
            yield from _highlight(highlight, bundle.notes_on(highlight))
    if notes := bundle.notes_on_article():
        yield f"{hashes} Notes"
        for note in notes:
            yield from _note(note)
    if said := [quote for quote in bundle.quotes if quote.kind == "speech"]:
        yield f"{hashes} Quotes"
        yield "\n".join(_quote(quote) for quote in said)
    if with_text:
        yield f"{hashes} Text"
        yield article_to_markdown(bundle.article, highest_heading=level + 1)


def _highlight(highlight: Highlight, notes: list[Note]) -> Iterator[str]:
    yield "\n".join(f"> {line}".rstrip() for line in _paragraphs(highlight.exact))
    yield f"^h-{_reference(highlight.id)}"
    facts = [highlight.colour, *("#" + tag_word(tag) for tag in highlight.tags)]
    if highlight.status == "orphan":
        facts.append("no longer found in the text")
    yield f"*{facts[0]}*" + "".join(f" {fact}" for fact in facts[1:])
    for note in notes:
        yield from _note(note)


def _note(note: Note) -> Iterator[str]:
    """A note is Markdown of the reader's own hand, and stays as it was written."""
    text = note.text.strip("\n")
    tags = " ".join("#" + tag_word(tag) for tag in note.tags)
    yield text + (f"\n{tags}" if tags else "")
    yield f"^n-{_reference(note.id)}"


def _quote(quote: Quote) -> str:
    words = escaped(" ".join(quote.text.split()))
    return f"- “{words}”" + (f" — {escaped(quote.speaker)}" if quote.speaker else "")


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    for number, paragraph in enumerate(part for part in text.split("\n\n") if part.strip()):
        if number:
            lines.append("")
        hard = inline_markdown(paragraph, 0, len(paragraph))
        lines += [line + "\\" for line in hard[:-1]] + hard[-1:]
    return lines


def _reference(id: str) -> str:
    """A block reference takes letters of the Latin alphabet, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9-]", "-", id)


def _line(text: str) -> str:
    return escaped(safe_line(text)) or "Untitled"


EXPORTER = Exporter(
    "markdown", "Markdown with front matter, for Obsidian and its like", ".md", collection, document, updated,
    depth="insight",
)  # fmt: skip
