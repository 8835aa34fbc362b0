"""`reader watch`: saves what a browser's extension puts into a folder, until it is ended."""

from __future__ import annotations

import threading
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from reader.cli.bulk import finishing
from reader.cli.desk import Desk
from reader.cli.saving import added_to_json
from reader.cli.verbs import Command
from reader.errors import UsageError

__all__ = ["COMMANDS"]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", metavar="DIR", help="the folder; else `watch` in config.toml")
    parser.add_argument("-t", "--tag", action="append", default=[], metavar="TAG", help="tag what is saved")
    parser.add_argument("--once", action="store_true", help="save what is there now, and end")


def _watch(arguments: Namespace, desk: Desk) -> int:
    from reader.library.watching import INTERVAL

    folder = arguments.folder or desk.config.watch
    if not folder:
        raise UsageError("no folder named", "", 'name one, or set `watch = "DIR"` in config.toml')
    watcher = desk.library.watcher(Path(folder).expanduser(), tags=arguments.tag)
    ended = threading.Event()
    rows: list[dict[str, Any]] = []
    looks = 2  # a file is whole when two looks agree
    desk.say(f"watching {watcher.folder}; Ctrl-C ends it")
    with finishing(ended.set):
        while not ended.is_set():
            for added in watcher.look(ended.is_set):
                if desk.json:
                    rows.append(added_to_json(added))
                elif added.article is not None:
                    desk.out.line((added.article.id, "id"), "  ", desk.title(added.article.title, 16))
                    desk.out.flush()
                else:
                    desk.err.line(f"reader: {added.error}")
            looks -= 1
            if arguments.once and not looks:
                break
            ended.wait(INTERVAL)
    if desk.json:
        desk.out.json(rows)
    return 0


COMMANDS = {
    "watch": Command(
        _configure,
        _watch,
        (
            ("reader watch ~/Downloads/SingleFile", "save each page that the browser saves there"),
            ("reader watch --once --tag web", "what is in the folder of config.toml now"),
        ),
    )
}
