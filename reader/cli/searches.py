"""`reader searches`: searches saved under a name, with how much each finds now."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace

from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import UsageError
from reader.library.records import json_ready
from reader.library.searches import SavedSearch
from reader.terminal import printable_line

__all__ = ["COMMANDS"]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="save NAME QUERY",
        help="or: rename NAME NEW, delete NAME; nothing: list them (a name of several words in quotes)",
    )  # fmt: skip


def _searches(arguments: Namespace, desk: Desk) -> int:
    if not arguments.words:
        return _list(desk)
    verb, *rest = arguments.words
    if verb == "save" and len(rest) >= 2:
        saved = desk.library.save_search(rest[0], " ".join(rest[1:]))
    elif verb == "rename" and len(rest) == 2:
        saved = desk.library.rename_search(*rest)
    elif verb == "delete" and len(rest) == 1:
        saved = desk.library.delete_search(rest[0])
        desk.say(f"“{printable_line(saved.name)}” is forgotten; `reader undo` takes it back")
    else:
        raise UsageError(
            "wrong usage", "", "`reader searches`, `save NAME QUERY`, `rename NAME NEW`, `delete NAME`"
        )
    if desk.json:
        desk.out.json(json_ready(dataclasses.asdict(saved)))
    elif verb != "delete":
        _print(desk, saved)
    return 0


def _list(desk: Desk) -> int:
    kept = desk.library.searches(counts=True)
    if desk.json:
        desk.out.json([json_ready(dataclasses.asdict(saved)) for saved in kept])
        return 0
    for saved in kept:
        _print(desk, saved)
    if not kept:
        desk.say("no saved searches yet: `reader searches save NAME QUERY` keeps one")
    return 0


def _print(desk: Desk, saved: SavedSearch) -> None:
    count = "     " if saved.count is None else f"{saved.count:5d}"
    desk.out.line(
        (count, "dim"),
        "  ",
        (printable_line(saved.name), "strong"),
        "  ",
        (printable_line(saved.query), "dim"),
    )


COMMANDS = {
    "searches": Command(
        _configure,
        _searches,
        (
            ("reader searches", "each with how much it finds now"),
            ("reader searches save 'To read' 'is:unread minutes:<5'", "the language of `reader help query`"),
            ("reader searches save 'City notes' 'in:notes #city'", "notes, not articles"),
            ("reader list \"$(reader searches --json | jq -r '.[0].query')\"", "what one finds"),
        ),
        free_words=True,
    )
}
