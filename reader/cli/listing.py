"""`reader list`: the articles that match a query, a line each."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from io import StringIO
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reader.cli.desk import Desk, is_terminal
from reader.cli.verbs import Command
from reader.terminal import printable_line
from reader.terminal.cells import cut, padded
from reader.terminal.printer import Piece, Printer

if TYPE_CHECKING:
    from reader.library.records import ArticleRecord

__all__ = ["COMMANDS", "article_row", "print_articles"]

_SORTS = ("added", "title", "published", "minutes", "minutes_left", "progress", "opened")
_WORTH_KEEPING = 200
"""Articles from which the list is kept as it was printed."""
_STATE_SIGNS = {"unread": "●", "reading": "◐", "read": " "}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="`reader help query` has the language")
    parser.add_argument("--sort", choices=_SORTS, help="added (newest first) unless said")
    parser.add_argument("--reverse", action="store_true", help="the other way round")
    parser.add_argument("-n", "--limit", type=int, metavar="N", help="at most N articles")
    parser.add_argument("--ids", action="store_true", help="only ids, a line each, for another command")


def _list(arguments: Namespace, desk: Desk) -> int:
    whole = not arguments.query and not arguments.sort and not arguments.reverse and arguments.limit is None
    if whole and (desk.json or arguments.ids) and desk.home is None:
        return _list_whole(desk, "--json" if desk.json else "--ids")
    records = desk.library.articles(" ".join(arguments.query), sort=arguments.sort)
    if arguments.reverse:
        records.reverse()
    if arguments.limit is not None:
        records = records[: max(0, arguments.limit)]
    if desk.json:
        desk.out.json(_rows(records))
    elif arguments.ids:
        for record in records:
            desk.out.line(record.id)
    else:
        print_articles(desk, records)
        if not records:
            desk.say("nothing matches" if arguments.query else "no articles yet: `reader add FILE` saves one")
    return 0


def _list_whole(desk: Desk, form: str) -> int:
    """Everything, for a script: printed, and kept so that it can be printed again at once."""
    from reader.cli.listing_kept import keep, state_of_journals

    state = state_of_journals(str(desk.library.home))
    records = desk.library.articles()
    text = StringIO()
    printer = Printer(text, colour=False, width=desk.out.width)
    if form == "--json":
        printer.json(_rows(records))
    else:
        text.write("".join(f"{record.id}\n" for record in records))
    encoding = (getattr(desk.out.stream, "encoding", None) or "utf-8").lower().replace("-", "")
    if form == "--json" and encoding not in ("utf8", "utf8sig"):
        desk.out.json(_rows(records))
        return 0
    desk.out.stream.write(text.getvalue())
    if len(records) >= _WORTH_KEEPING:
        keep(("list", form), state, text.getvalue())
    return 0


def _rows(records: Sequence[ArticleRecord]) -> list[dict[str, Any]]:
    """What `record_to_json` makes of each, fifteen times as fast: a record holds nothing that needs copying."""
    from dataclasses import fields

    from reader.library.records import ArticleRecord

    names = [field.name for field in fields(ArticleRecord)]
    values = attrgetter(*names)
    return [dict(zip(names, values(record), strict=True)) for record in records]


def print_articles(desk: Desk, records: Sequence[ArticleRecord]) -> None:
    """Articles in columns on a terminal; elsewhere with tabs between fields: id, title, site, date, minutes,
    state, progress, tags."""
    if not is_terminal(sys.stdout):
        for record in records:
            fields = (
                record.id, record.title, record.site, (record.published or record.added)[:10],
                str(record.minutes), record.state, f"{record.progress:.0%}", " ".join(record.tags),
            )  # fmt: skip
            desk.out.line("\t".join(printable_line(part) for part in fields))
        return
    for record in records:
        desk.out.line(*article_row(record, desk.out.width))


def article_row(record: ArticleRecord, width: int) -> list[Piece]:
    """One article on one line of `width` cells: id, state, title, tags, site, date, minutes."""
    tags = cut(" ".join("#" + printable_line(tag) for tag in record.tags), max(0, width // 4))
    wide = width >= 100
    site = padded(printable_line(record.site), min(24, width // 6)) + "  " if wide else ""
    date = padded((record.published or record.added)[:10], 10) + "  " if width >= 60 else ""
    share = (f"{record.progress:4.0%} " if record.progress else " " * 5) if wide else ""
    tail = f"{site}{date}{share}{record.minutes:3d} min"
    sign = _STATE_SIGNS.get(record.state, " ")
    star = "★" if record.starred else " "
    room = max(10, width - 9 - 3 - len(tail) - 2)
    title_room = max(10, room - (len(tags) + 1 if tags else 0))
    title = cut(printable_line(record.title), title_room)
    used = _cells(title) + (_cells(tags) + 1 if tags else 0)
    return [
        (record.id[:8], "id"), " ", (f"{sign}{star}", "tag"), " ",
        (title, "title" if record.state == "unread" else None),
        " " if tags else "", (tags, "tag"),
        " " * max(1, room - used + 1), (tail, "dim"),
    ]  # fmt: skip


def _cells(text: str) -> int:
    from reader.terminal.cells import cell_width

    return cell_width(text)


COMMANDS = {
    "list": Command(
        _configure,
        _list,
        (
            ("reader list", "everything, newest first"),
            ("reader list is:unread 'minutes:<5'", "what can be read in five minutes"),
            ("reader list tag:china --sort published", "by tag, in order of publication"),
            ("reader list huawei --json", "for a script"),
        ),
        free_words=True,
    )
}
