"""Plain text: a title, a line of details, the text with a paragraph on each line, and the reader's own words.

No ornament and no wrapping, so that it serves a screen reader, `grep`, `diff` and an editor alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.article import Article, Block
from reader.article.characters import safe_line
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.library.records import ArticleRecord

__all__ = ["EXPORTER", "article_to_text", "collection", "details", "document", "item_marker"]


def article_to_text(article: Article) -> str:
    """The text of an article with its structure told by plain characters: `# `, `- `, `> `, `1. `, tabs."""
    parts: list[str] = []
    before: Block | None = None
    for block in article.blocks:
        shown = _block(block, article.text)
        if not shown:
            continue
        if before is not None:
            parts.append("\n" if before.kind == block.kind == "list_item" else "\n\n")
        parts.append(shown)
        before = block
    return "".join(parts) + ("\n" if parts else "")


def details(record: ArticleRecord) -> str:
    """Who wrote it, where, when, and how long it takes, on one line."""
    parts = [", ".join(record.byline), record.site, record.published[:10]]
    if record.word_count:
        parts.append(f"{record.word_count:,} words, {record.minutes} min")
    return safe_line(" · ".join(part for part in parts if part))


def document(bundle: Bundle, *, with_text: bool = True) -> str:
    """One article as a text file of its own."""
    record = bundle.record
    tags = " ".join(f"#{tag}" for tag in record.tags)
    lines = [safe_line(record.title), details(record), record.url, tags, f"reader {record.id}"]
    parts = ["\n".join(line for line in lines if line)]
    for highlight in bundle.highlights:
        own = [f"> {line}" for line in highlight.exact.split("\n")]
        own += [note.text for note in bundle.notes_on(highlight)]
        parts.append("\n".join(own))
    parts += [note.text for note in bundle.notes_on_article()]
    if with_text:
        parts.append(article_to_text(bundle.article))
    return "\n\n".join(part.rstrip("\n") for part in parts if part.strip()) + "\n"


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """Several articles in one text, each after a form of rule."""
    for number, bundle in enumerate(bundles):
        yield ("\n* * *\n\n" if number else "") + document(bundle, with_text=with_text)


def item_marker(block: Block) -> str:
    """What stands before an item of a list: its number, or a dash; nothing before a further paragraph of
    one."""
    if block.ordered:
        return f"{block.number}. " if block.number is not None else "   "
    return "- "


def _block(block: Block, text: str) -> str:
    content = block.of(text)
    if block.kind == "rule":
        return "* * *"
    if block.kind == "heading":
        return "#" * max(1, block.level) + " " + " ".join(content.split())
    if not content:
        return ""
    first = rest = "> " * block.quote_depth
    indent = "  " * max(0, block.depth - 1)
    if block.kind == "list_item":
        first, rest = first + indent + item_marker(block), rest + indent + " " * len(item_marker(block))
    elif block.depth:
        first = rest = first + indent + "  "
    if block.kind == "code":
        first, rest = first + "    ", rest + "    "
    elif block.kind == "figure":
        first += "[picture] "
    elif block.kind == "footnote" and block.label:
        first += f"[{block.label}] "
    head, *more = content.split("\n")
    return "\n".join([first + head, *((rest + line).rstrip() for line in more)])


EXPORTER = Exporter("text", "plain text", ".txt", collection, document, depth="text")
