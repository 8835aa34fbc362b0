"""`reader export`: articles with all that the reader made of them, to standard output, a file or a folder."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound

if TYPE_CHECKING:
    from reader.exchange.exporters import Bundle, Exporter
    from reader.library.records import ArticleRecord

__all__ = ["COMMANDS"]

FORMATS = ("markdown", "json", "text")
"""The names in `reader.exchange.exporters.EXPORTERS`; a test holds the two together."""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which articles; all where none is given")
    parser.add_argument(
        "--article", action="append", default=[], metavar="ID", help="this article; may be repeated"
    )
    parser.add_argument(
        "--to", choices=FORMATS, default="markdown", metavar="FORMAT", help=", ".join(FORMATS)
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="a file, or a folder for a file an article")
    parser.add_argument("--no-text", action="store_true", help="highlights and notes alone, without the text")


def _export(arguments: Namespace, desk: Desk) -> int:
    from reader.exchange.exporters import EXPORTERS, gathered

    exporter = EXPORTERS[arguments.to]
    records = _chosen(arguments, desk)
    bundles = gathered(desk.library, records)
    with_text = not arguments.no_text
    if arguments.output in (None, "-"):
        for chunk in _one_text(exporter, bundles, len(records), with_text):
            desk.out.chunk(chunk)
        return 0
    path = Path(arguments.output).expanduser()
    if path.is_dir() or arguments.output.endswith(("/", os.sep)):
        return _to_folder(path, exporter, bundles, with_text, desk)
    from reader.exchange.exporters.places import export_to_file

    updated = exporter.updated if len(records) == 1 else None
    export_to_file(path, _one_text(exporter, bundles, len(records), with_text), updated)
    if desk.json:
        desk.out.json([{"path": str(path), "article_id": record.id, "changed": True} for record in records])
    else:
        desk.say(f"{len(records)} {'article' if len(records) == 1 else 'articles'} in {path}")
    return 0


def _chosen(arguments: Namespace, desk: Desk) -> Sequence[ArticleRecord]:
    named = [desk.library.article(name) for name in arguments.article]
    query = " ".join(arguments.query).strip()
    if named and not query:
        return named
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


def _to_folder(
    folder: Path, exporter: Exporter, bundles: Iterator[Bundle], with_text: bool, desk: Desk
) -> int:
    from reader.exchange.exporters.places import export_to_folder

    rows = []
    for written in export_to_folder(folder, exporter, bundles, with_text=with_text):
        rows.append({"path": str(written.path), "article_id": written.article_id, "changed": written.changed})
        if not desk.json and written.changed:
            desk.out.line(str(written.path))
    if desk.json:
        desk.out.json(rows)
    changed = sum(bool(row["changed"]) for row in rows)
    desk.say(f"{changed} written, {len(rows) - changed} as they were, in {folder}")
    return 0


COMMANDS = {
    "export": Command(
        _configure,
        _export,
        (
            ("reader export --to markdown -o ~/vault/reader/", "a file an article; run again to update"),
            ("reader export tag:china --to json -o china.json", "everything about some articles"),
            ("reader export --article q7dk --no-text", "one article's highlights and notes"),
        ),
        free_words=True,
    )
}
