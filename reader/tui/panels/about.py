"""The panels about the article itself: outline, what cleaning removed, metadata with tags and related
headlines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reader.terminal import printable, printable_line
from reader.tui.rows import Line, Row, wrap
from reader.tui.session import OpenArticle, folded

__all__ = ["FOLDED_LINES", "info_rows", "outline_rows", "removed_rows"]

FOLDED_LINES = 4
"""Lines of a receipt at the most, until it is shown in full."""


def outline_rows(opened: OpenArticle, words: str, width: int) -> list[Row]:
    """The headings, indented by level."""
    wanted = folded(words).split()
    headings = opened.article.outline()
    lowest = min((block.level for block in headings), default=1)
    rows = []
    for block in headings:
        text = printable_line(block.of(opened.article.text)) or "(untitled)"
        if all(word in folded(text) for word in wanted):
            indent = min(8, 2 * (block.level - lowest))
            style = "title" if block.level == lowest else "text"
            lines: list[Line] = [
                ((" " * indent, ""), *line)
                for line in wrap([(text, style)], max(8, width - indent - 1), most=2)
            ]
            rows.append(Row(tuple(lines), f"heading:{block.start}"))
    if not rows:
        rows.append(
            Row(tuple(wrap([("No headings in this article." if not wanted else "None.", "dim")], width)))
        )
    return rows


def removed_rows(opened: OpenArticle, words: str, width: int) -> list[Row]:
    """Every block that cleaning took away, grouped by reason, in the order of the source within each."""
    wanted = folded(words).split()
    receipts = [
        (index, receipt)
        for index, receipt in enumerate(opened.article.removed)
        if all(word in folded(f"{receipt.text} {receipt.reason}") for word in wanted)
    ]
    if not receipts:
        said = "Nothing was taken away." if not wanted else "Nothing removed holds these words."
        return [Row(tuple(wrap([(said, "dim")], width)))]
    receipts.sort(key=lambda item: (item[1].reason, item[1].order))
    rows: list[Row] = []
    for reason, group in groupby(receipts, key=lambda item: item[1].reason):
        if rows:
            rows.append(Row(((),)))
        rows.append(Row(tuple(wrap([(printable_line(reason) or "no reason given", "heading")], width - 1))))
        for index, receipt in group:
            if index == opened.unfolded:
                rows.extend(_in_full(receipt.text, f"removed:{index}", width - 1))
                continue
            text = printable_line(receipt.text, 1000) or "(no words)"
            rows.append(Row(tuple(wrap([(text, "dim")], width - 1, most=FOLDED_LINES)), f"removed:{index}"))
    return rows


def _in_full(text: str, key: str, width: int) -> Iterator[Row]:
    """All of a receipt's text, its lines as they were: some rows, so that the cursor can go through a long one."""
    lines = [
        line
        for paragraph in printable(text).split("\n")
        if paragraph.strip()
        for line in wrap([(paragraph, "text")], width)
    ]
    for start in range(0, len(lines), FOLDED_LINES):
        yield Row(tuple(lines[start : start + FOLDED_LINES]), key)


def info_rows(opened: OpenArticle, words: str, width: int) -> list[Row]:
    """Where the article comes from, its tags, and the headlines that stood beside it."""
    record, article = opened.record, opened.article
    facts = article.metadata
    pairs = [
        ("by", ", ".join(facts.byline)),
        ("site", facts.site),
        ("published", facts.published.replace("T", " ")[:16]),
        ("changed", facts.modified.replace("T", " ")[:16]),
        ("saved", record.added.replace("T", " ")[:16]),
        ("language", facts.language),
        ("length", f"{facts.word_count:,} words · {record.minutes} min"),
        ("from", f"{article.source.kind} {article.source.name}".strip()),
        ("address", facts.canonical_url or facts.url or record.url),
        ("id", record.id),
    ]
    wanted = folded(words).split()
    rows: list[Row] = [Row(tuple(wrap([(printable_line(record.title), "title")], width - 1)), "title:")]
    for name, value in pairs:
        if value and all(word in folded(f"{name} {value}") for word in wanted):
            spans = [(f"{name:<10}", "dim"), (printable_line(value), "text")]
            rows.append(Row(tuple(wrap(spans, width - 1, indent=10, most=3)), f"fact:{name}"))
    if facts.title_derived and not wanted:
        rows.append(
            Row(tuple(wrap([("The page has no title; this one was made from its text.", "dim")], width - 1)))
        )
    rows.extend(_listed("Tags", [(f"#{tag}", f"tag:{tag}") for tag in record.tags], "tag", wanted, width))
    rows.extend(
        _listed("Suggested", [(word, f"suggest:{word}") for word in article.keywords], "dim", wanted, width)
    )
    related = [(item.title, f"related:{index}") for index, item in enumerate(article.related)]
    rows.extend(_listed("Related headlines", related, "text", wanted, width))
    rows.extend(
        _listed(
            "Cleaning",
            [(said, f"warning:{i}") for i, said in enumerate(article.warnings)],
            "warning",
            wanted,
            width,
        )
    )
    return rows


def _listed(title: str, items: list[tuple[str, str]], style: str, wanted: list[str], width: int) -> list[Row]:
    shown = [(text, key) for text, key in items if all(word in folded(text) for word in wanted)]
    if not shown:
        return []
    return [
        Row(((),)),
        Row((((title, "heading"),),)),
        *(
            Row(tuple(wrap([(printable_line(text), style)], width - 1, indent=2, most=2)), key)
            for text, key in shown
        ),
    ]
