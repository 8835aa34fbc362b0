"""`reader notebook` and `reader review`: all that was marked, in groups; and old highlights brought back."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reader.cli.desk import Desk
from reader.cli.typeset import set_paragraph
from reader.cli.verbs import Command
from reader.errors import UsageError
from reader.library.notebook import ENTRY_KINDS, GROUPINGS, Entry, EntryKind, grouped
from reader.library.records import json_ready
from reader.library.review import Answer, ReviewItem
from reader.terminal import printable_line

__all__ = ["COMMANDS"]


# -- notebook ------------------------------------------------------------------------------------------------


def _configure_notebook(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="`reader help query` has the language")
    parser.add_argument(
        "--kind",
        action="append",
        choices=ENTRY_KINDS,
        help="only this kind; may be repeated (notes and highlights)",
    )
    parser.add_argument("--by", choices=GROUPINGS, default="article", help="group by this (article)")
    parser.add_argument(
        "-n", "--limit", type=int, default=5000, metavar="N", help="at most the newest N (5000)"
    )
    parser.add_argument(
        "-t", "--tag", action="append", default=[], metavar="TAG", help="tag all that is listed"
    )
    parser.add_argument(
        "--untag", action="append", default=[], metavar="TAG", help="take a tag off all of it"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write what is listed as Markdown")


def _notebook(arguments: Namespace, desk: Desk) -> int:
    kinds: Sequence[EntryKind] = arguments.kind or ("note", "highlight")
    query = " ".join(arguments.query)
    found = desk.library.notebook(query, kinds=kinds, limit=max(1, arguments.limit))
    if arguments.tag or arguments.untag:
        ids = [entry.id for entry in found if entry.kind != "quote"]
        if ids:
            desk.library.tag_many(ids, arguments.tag, arguments.untag)
        desk.say(f"{len(ids)} changed; `reader undo` takes it back")
        found = desk.library.notebook(query, kinds=kinds, limit=max(1, arguments.limit))
    if arguments.output:
        return _write(arguments.output, found, desk)
    people = desk.library.people_in(found) if arguments.by == "person" else None
    groups = grouped(found, arguments.by, today=date.today(), people=people)
    if desk.json:
        desk.out.json(
            [
                {"group": heading, "entries": [json_ready(dataclasses.asdict(entry)) for entry in members]}
                for heading, members in groups
            ]
        )
        return 0 if found else 1
    for number, (heading, members) in enumerate(groups):
        if number:
            desk.out.line()
        desk.out.line((printable_line(heading), "heading"), (f"  {len(members)}", "dim"))
        for entry in members:
            _print_entry(desk, entry, with_title=arguments.by != "article")
    if not found:
        desk.say("nothing matches" if query else 'nothing is marked yet: `reader highlight ID "words"`')
    return 0 if found else 1


def _print_entry(desk: Desk, entry: Entry, *, with_title: bool) -> None:
    width = min(desk.out.width, 80)
    tags = " ".join("#" + printable_line(tag) for tag in entry.tags)
    facts = [entry.kind, entry.created[:10], desk.title(entry.title, 40) if with_title else "", entry.name]
    own = "" if entry.kind == "quote" else entry.id
    desk.out.line(
        "  ", (own or entry.article[:8], "id"), "  ", ("  ".join(printable_line(fact) for fact in facts if fact), "dim"),
        "  " if tags else "", (tags, "tag"),
    )  # fmt: skip
    if entry.passage:
        passage = printable_line(entry.passage, 100_000)
        desk.out.lines(set_paragraph(passage, width, first="    > ", rest="    > ", style="quote"))
    note = entry.kind == "note"
    text = entry.text if note else printable_line(entry.text, 100_000)
    lead = "    " if note else "    > "
    desk.out.lines(set_paragraph(text, width, first=lead, rest=lead, style=None if note else "quote"))


def _write(where: str, found: Sequence[Entry], desk: Desk) -> int:
    from reader.exchange.exporters.listed import entries_to_markdown
    from reader.exchange.exporters.places import export_to_file

    path = Path(where).expanduser()
    if path.exists():
        raise UsageError(f"{path} is there already", "", "give another name")
    export_to_file(path, entries_to_markdown(desk.library, found))
    desk.say(f"{len(found)} written to {path}")
    return 0


# -- review --------------------------------------------------------------------------------------------------


def _configure_review(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="keep|snooze|retire|back ID",
        help="an answer for a highlight; nothing: show what comes back today",
    )  # fmt: skip
    parser.add_argument("-n", "--count", type=int, default=5, metavar="N", help="so many a day (5)")
    parser.add_argument("--days", type=int, metavar="N", help="with snooze: for so many days (3)")


_ANSWERS: dict[str, Answer] = {"keep": "keep", "snooze": "snooze", "retire": "retire", "back": "bring back"}


def _review(arguments: Namespace, desk: Desk) -> int:
    if arguments.words:
        return _answer(arguments, desk)
    found = desk.library.review(arguments.count)
    if desk.json:
        desk.out.json(json_ready(dataclasses.asdict(found)))
        return 0
    for number, item in enumerate(found.items):
        if number:
            desk.out.line()
        _print_item(desk, item)
    if found.items:
        first = found.items[0].highlight.id
        desk.say(f"`reader review keep {first}`, or snooze, or retire; {found.due} due in all")
    elif found.due:
        desk.say(
            f"today's {found.answered} are done; {found.due} more are due: `reader review -n {found.answered + 5}`"
        )
    elif found.next_due:
        desk.say(f"nothing comes back today; the next one on {found.next_due}")
    else:
        desk.say('no highlights yet: `reader highlight ID "words"` makes one')
    return 0


def _answer(arguments: Namespace, desk: Desk) -> int:
    said, *names = arguments.words
    if said not in _ANSWERS or not names:
        raise UsageError(
            "wrong usage", f"an answer is one of {', '.join(_ANSWERS)}", "`reader review keep ID`"
        )
    marks = [desk.library.find_highlight(name) for name in names]
    told = []
    for mark in marks:
        day = desk.library.answer_review(mark.id, _ANSWERS[said], days=arguments.days)
        told.append({"highlight": mark.id, "answer": _ANSWERS[said], "due": day})
        if not desk.json:
            words = printable_line(mark.exact, 60)
            desk.say(f"“{words}” comes back on {day}" if day else f"“{words}” does not come back")
    if desk.json:
        desk.out.json(told)
    return 0


def _print_item(desk: Desk, item: ReviewItem) -> None:
    mark, width = item.highlight, min(desk.out.width, 80)
    words = printable_line(mark.exact, 100_000)
    desk.out.lines(set_paragraph(words, width, first="> ", rest="> ", style="quote"))
    for note in item.notes:
        desk.out.lines(set_paragraph(note, width, first="  ", rest="  "))
    kept = "" if not item.kept else "  kept once" if item.kept == 1 else f"  kept {item.kept} times"
    facts = f"{desk.title(item.title, 40)}  {mark.created[:10]}{kept}"
    desk.out.line((mark.id, "id"), "  ", (facts, "dim"))


COMMANDS = {
    "notebook": Command(
        _configure_notebook,
        _notebook,
        (
            ("reader notebook", "all notes and highlights, by article"),
            ("reader notebook bridge --by person", "that match a query, by the people they name"),
            ("reader notebook is:orphan", "highlights that lost their place"),
            ("reader notebook '#budget' -t money", "tag all that is listed"),
            ("reader notebook created:30d -o month.md", "write what is listed"),
        ),
        free_words=True,
    ),
    "review": Command(
        _configure_review,
        _review,
        (
            ("reader review", "five old highlights, the same all day"),
            ("reader review keep h4xw", "comes back after twice the time"),
            ("reader review snooze h4xw --days 10", "later, without counting as kept"),
            ("reader review retire h4xw", "never again; `reader review back h4xw` brings it back"),
        ),
    ),
}
