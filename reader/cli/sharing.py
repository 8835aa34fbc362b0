"""`reader export` and `reader cite`: articles with all that the reader made of them, to standard output, a file,
a folder or the clipboard."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.choosing import one_article, several_articles
from reader.cli.desk import Desk, is_terminal
from reader.cli.verbs import Command
from reader.errors import NotFound, UsageError

if TYPE_CHECKING:
    from reader.exchange.exporters import Bundle, Exporter
    from reader.library.records import ArticleRecord, Highlight, Note

__all__ = ["COMMANDS"]

FORMATS = (
    "markdown", "org", "html", "text", "json", "jsonl", "csv", "readwise", "web-annotation", "hypothesis", "bibtex",
    "csl-json", "anki",
)  # fmt: skip
"""The names in `reader.exchange.exporters.FORMATS`; a test holds the two together."""


def _configure(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "query",
        nargs="*",
        metavar="QUERY",
        help="which articles (- for ids on standard input); all where none is given",
    )
    add("--article", action="append", default=[], metavar="ID", help="this article; may be repeated")
    add("--notes", metavar="QUERY", help="only the notes and highlights that this finds, not whole articles")
    add("--to", default="markdown", metavar="FORMAT", help=", ".join(FORMATS))
    add("--template", metavar="FILE", help="a Jinja2 template of your own in place of a format")
    add("-o", "--output", metavar="FILE", help="a file, or a folder/ for a file an article")
    add("--clipboard", action="store_true", help="onto the clipboard")
    add("--no-text", action="store_true", help="highlights and notes alone, without the text")


def _export(arguments: Namespace, desk: Desk) -> int:
    exporter = _format(arguments)
    if arguments.clipboard and arguments.output:
        raise UsageError("one place at a time", "--clipboard or --output")
    count, bundles = _bundles(arguments, desk, exporter)
    with_text = not arguments.no_text and arguments.notes is None
    if arguments.clipboard:
        return _to_clipboard(desk, "".join(_one_text(exporter, bundles, count, with_text)))
    if arguments.output in (None, "-"):
        for chunk in _one_text(exporter, bundles, count, with_text):
            desk.out.chunk(chunk)
        return 0
    path = Path(arguments.output).expanduser()
    if path.is_dir() or arguments.output.endswith(("/", os.sep)):
        return _to_folder(path, exporter, bundles, with_text, desk)
    return _to_file(path, exporter, bundles, count, with_text, desk)


def _format(arguments: Namespace) -> Exporter:
    from reader.exchange.exporters import exporter

    if arguments.template:
        from reader.exchange.exporters.templates import template_exporter

        return template_exporter(Path(arguments.template).expanduser())
    return exporter(arguments.to)


def _bundles(arguments: Namespace, desk: Desk, exporter: Exporter) -> tuple[int, Iterator[Bundle]]:
    """How many articles go out, and their bundles, told with a bar where there are many."""
    from reader.cli.progress import counted
    from reader.exchange.exporters import gathered, gathered_notes

    if arguments.notes is not None:
        hits = desk.library.search(arguments.notes, kinds=("note", "highlight"), limit=100_000)
        items: list[Note | Highlight] = [
            desk.library.find_note(hit.item_id)
            if hit.kind == "note"
            else desk.library.find_highlight(hit.item_id)
            for hit in hits
        ]
        if not items:
            raise NotFound(
                f"no note and no highlight matches {arguments.notes!r}", "", "`reader notes` shows all"
            )
        articles = len({item.article for item in items})
        return articles, gathered_notes(desk.library, items)
    records = _chosen(arguments, desk)
    bundles = gathered(desk.library, records, exporter.depth)
    if is_terminal(sys.stdout) and arguments.output in (None, "-") and not arguments.clipboard:
        return len(records), bundles  # what is printed tells how far it is
    return len(records), counted(desk, bundles, len(records), lambda bundle: bundle.record.title)


def _chosen(arguments: Namespace, desk: Desk) -> Sequence[ArticleRecord]:
    named = [desk.library.article(name) for name in arguments.article]
    query = " ".join(arguments.query).strip()
    if named and not query:
        return named
    if query == "-":
        return [*named, *several_articles(desk.library, ["-"])]
    if query and " " not in query:
        try:
            record = desk.library.article(query)
            if record.id == query:
                return [*named, record]
        except NotFound:
            pass
    found = desk.library.articles(query)
    if query and not found:
        raise NotFound(f"no article matches {query!r}", "", "`reader list` shows all")
    return [*named, *found]


def _one_text(exporter: Exporter, bundles: Iterator[Bundle], count: int, with_text: bool) -> Iterator[str]:
    if count == 1:
        for bundle in bundles:
            yield exporter.document(bundle, with_text=with_text)
    else:
        yield from exporter.collection(bundles, with_text=with_text)


def _to_clipboard(desk: Desk, text: str) -> int:
    from reader.cli.clipboard import to_clipboard

    words = to_clipboard(text)
    if desk.json:
        desk.out.json({"characters": len(text), "way": words})
    else:
        desk.say(f"{len(text):,} characters {words}")
    return 0


def _to_file(
    path: Path, exporter: Exporter, bundles: Iterator[Bundle], count: int, with_text: bool, desk: Desk
) -> int:
    from reader.exchange.exporters.places import export_to_file

    ids: list[str] = []

    def noted() -> Iterator[Bundle]:
        for bundle in bundles:
            ids.append(bundle.record.id)
            yield bundle

    updated = exporter.updated if count == 1 else None
    export_to_file(path, _one_text(exporter, noted(), count, with_text), updated)
    if desk.json:
        desk.out.json([{"path": str(path), "article_id": id, "changed": True} for id in ids])
    else:
        desk.say(f"{count} {'article' if count == 1 else 'articles'} in {path}")
    return 0


def _to_folder(
    folder: Path, exporter: Exporter, bundles: Iterator[Bundle], with_text: bool, desk: Desk
) -> int:
    from reader.exchange.exporters.places import export_to_folder

    rows = []
    for written in export_to_folder(folder, exporter, bundles, with_text=with_text):
        rows.append({"path": str(written.path), "article_id": written.article_id, "changed": written.changed})
        if not desk.json and written.changed and not is_terminal(sys.stdout):
            desk.out.line(str(written.path))
    if desk.json:
        desk.out.json(rows)
    changed = sum(bool(row["changed"]) for row in rows)
    desk.say(f"{changed} written, {len(rows) - changed} as they were, in {folder}")
    return 0


# -- cite ----------------------------------------------------------------------------------------------------


def _configure_cite(parser: ArgumentParser) -> None:
    from reader.config import CITATION_STYLES

    add = parser.add_argument
    add("article", nargs="+", metavar="ID", help="an article, a highlight's id, or words of a title")
    add(
        "--style",
        choices=CITATION_STYLES,
        metavar="STYLE",
        help=f"{', '.join(CITATION_STYLES)}; `citation_style` unless said",
    )
    add("--passage", metavar="TEXT", default="", help="a passage to quote with it")
    add("--clipboard", action="store_true", help="onto the clipboard")


def _cite(arguments: Namespace, desk: Desk) -> int:
    from reader.exchange.citations import cited, reference

    style = arguments.style or desk.config.citation_style
    passage, speaker = arguments.passage, ""
    try:
        highlight = desk.library.find_highlight(" ".join(arguments.article))
    except NotFound:
        record = one_article(desk.library, arguments.article)
    else:
        record, passage = desk.library.article(highlight.article), passage or highlight.exact
        found = desk.library.insight_if_ready(record.id)
        covering = (
            quote.speaker for quote in (found.quotes if found else ())
            if quote.start <= highlight.start and highlight.end <= quote.end
        )  # fmt: skip
        speaker = next(covering, "")
    text = cited(passage, record, style, speaker=speaker) if passage else reference(record, style)
    if arguments.clipboard:
        return _to_clipboard(desk, text)
    if desk.json:
        desk.out.json({"article_id": record.id, "style": style, "text": text})
    else:
        desk.out.text(text + "\n")
    return 0


COMMANDS = {
    "export": Command(
        _configure,
        _export,
        (
            ("reader export --to markdown -o ~/vault/reader/", "a file an article; run again to update"),
            ("reader export tag:china --to html -o china.html", "one page for a browser"),
            ("reader export --article q7dk --no-text --clipboard", "one article's highlights and notes"),
            ("reader export --notes 'tag:thesis' --to csv -o notes.csv", "what you wrote, as a table"),
            ("reader list is:starred --ids | reader export - --to bibtex", "a bibliography"),
        ),
        free_words=True,
    ),
    "cite": Command(
        _configure_cite,
        _cite,
        (
            ("reader cite q7dk --style apa", "an entry for a bibliography"),
            ("reader cite h3k9 --clipboard", "a highlight with its source"),
            ("reader config citation_style chicago", "the style from now on, in the app too"),
        ),
    ),
}
