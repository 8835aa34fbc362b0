"""`reader stats`: what was read, saved and marked, with plots of text."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace

from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.library.records import json_ready

__all__ = ["COMMANDS"]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--weeks", type=int, default=26, metavar="N", help="so many weeks back (26)")
    parser.add_argument(
        "-n", "--limit", type=int, default=10, metavar="N", help="so many sources, people and tags (10)"
    )


def _stats(arguments: Namespace, desk: Desk) -> int:
    from reader.tui.statistics_page import page

    found = desk.library.statistics(max(1, min(520, arguments.weeks)), max(1, arguments.limit))
    if desk.json:
        desk.out.json(json_ready(dataclasses.asdict(found)))
        return 0
    for line in page(found, min(desk.out.width, 100)):
        desk.out.line(*((text, style or None) for text, style in line.spans))
    return 0


COMMANDS = {
    "stats": Command(
        _configure,
        _stats,
        (
            ("reader stats", "the last half year"),
            ("reader stats --weeks 8", "the last two months"),
            ("reader stats --json | jq .weeks", "the figures"),
        ),
    )
}
