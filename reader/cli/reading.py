"""`reader show` and `reader outline`: reading an article without the app."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Article, Range
from reader.cli.choosing import one_article
from reader.cli.desk import Desk, is_terminal
from reader.cli.pager import Paged
from reader.cli.verbs import Command
from reader.library.records import ArticleRecord
from reader.terminal import printable_line
from reader.terminal.cells import wrapped
from reader.terminal.printer import Printer

if TYPE_CHECKING:
    from reader.cleaning.by_hand import Edit

__all__ = ["COMMANDS"]


def _configure_show(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", nargs="+", metavar="ID", help="an id, the start of one, or words of the title"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="no wrapping and no colours: a paragraph a line")
    form.add_argument("--markdown", action="store_true", help="as Markdown")
    form.add_argument("--removed", action="store_true", help="what cleaning took away, and why")
    parser.add_argument("--width", type=int, metavar="N", help="characters across")
    parser.add_argument("--no-pager", action="store_true", help="never through PAGER")


def _show(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article)
    article = desk.library.read(record.id)
    if desk.json:
        _print_json(desk, record, article, removed_alone=arguments.removed)
        return 0
    if record.waits:
        desk.say(f"its text is not here yet: `reader fetch {record.id}` gets it")
    with Paged(desk, wanted=not arguments.no_pager) as out:
        if arguments.removed:
            _print_removed(out, article, desk.library.edits(record.id))
        elif arguments.markdown:
            _print_markdown(out, record, article)
        elif arguments.plain:
            _print_plain(out, record, article)
        else:
            _print_set(out, record, article, desk, arguments.width)
    return 0


def _print_json(desk: Desk, record: ArticleRecord, article: Article, *, removed_alone: bool) -> None:
    from reader.article.codec import article_to_json
    from reader.library.records import record_to_json

    value = article_to_json(article)
    desk.out.json(value["removed"] if removed_alone else {**value, "record": record_to_json(record)})


def _print_markdown(out: Printer, record: ArticleRecord, article: Article) -> None:
    from reader.exchange.exporters.article_markdown import article_to_markdown
    from reader.exchange.exporters.inline_markdown import escaped

    out.text(
        f"# {escaped(printable_line(record.title))}\n\n{article_to_markdown(article, highest_heading=2)}"
    )


def _print_plain(out: Printer, record: ArticleRecord, article: Article) -> None:
    from reader.exchange.exporters.plain_text import article_to_text, details

    head = [printable_line(record.title), details(record), printable_line(record.url)]
    out.text("\n".join(line for line in head if line) + "\n\n" + article_to_text(article))


def _print_set(out: Printer, record: ArticleRecord, article: Article, desk: Desk, width: int | None) -> None:
    from reader.cli.typeset import set_article
    from reader.exchange.exporters.plain_text import details

    column = max(20, width or min(out.width, desk.config.column_width))
    for line in wrapped(printable_line(record.title), column):
        out.line((line, "title"))
    about = [
        details(record),
        printable_line(record.url),
        " ".join("#" + printable_line(tag) for tag in record.tags),
    ]
    for part in about:
        for line in wrapped(part, column) if part else ():
            out.line((line, "dim"))
    out.line()
    lit = [
        Range(mark.start, mark.end) for mark in desk.library.highlights(record.id) if mark.status != "orphan"
    ]
    out.lines(set_article(article, column, lit=lit if out.colour else ()))
    if article.removed and is_terminal(sys.stdout):
        out.line()
        out.line(
            (f"{len(article.removed)} blocks were removed: reader show {record.id[:8]} --removed", "dim")
        )


def _print_removed(out: Printer, article: Article, edits: Sequence[Edit]) -> None:
    from reader.cli.typeset import set_paragraph

    if not article.removed:
        out.line(("nothing was removed", "dim"))
    for number, receipt in enumerate(article.removed, 1):
        out.line((f"{number:3d}  ", "id"), (printable_line(receipt.reason), "warning"))
        for paragraph in receipt.text.split("\n"):
            out.lines(set_paragraph(paragraph, min(out.width, 100), first="     ", rest="     "))
    for edit in edits:
        if edit.action == "put back":
            out.line(("put back by hand", "good"))
            out.lines(set_paragraph(edit.text, min(out.width, 100), first="     ", rest="     "))
    if article.removed and is_terminal(sys.stdout):
        out.line(("reader put-back ID N puts one back", "dim"))


def _configure_outline(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", nargs="+", metavar="ID", help="an id, the start of one, or words of the title"
    )


def _outline(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article)
    article = desk.library.read(record.id)
    headings = article.outline()
    if desk.json:
        desk.out.json(
            [
                {"level": block.level, "text": block.of(article.text), "start": block.start, "end": block.end}
                for block in headings
            ]
        )
        return 0
    highest = min((block.level for block in headings), default=1)
    for block in headings:
        desk.out.line("  " * (block.level - highest), printable_line(block.of(article.text)))
    if not headings:
        desk.say("this article has no headings")
    return 0


COMMANDS = {
    "show": Command(
        _configure_show,
        _show,
        (
            ("reader show huawei 5g", "the article with these words in its title"),
            ("reader show q7dk --markdown", "by the start of its id, as Markdown"),
            ("reader show q7dk --removed", "what cleaning took away, and why"),
            ("reader show q7dk --json", "text, blocks, marks, metadata and receipts"),
        ),
    ),
    "outline": Command(_configure_outline, _outline, (("reader outline start here", "its headings"),)),
}
