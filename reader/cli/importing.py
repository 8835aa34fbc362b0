"""`reader import`: what another program exported, with tags, highlights, notes and dates."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.bulk import Progress, finishing
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.library.importing import Imported

__all__ = ["COMMANDS"]

_SHOWN_PROBLEMS = 20


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="what the other program exported")
    parser.add_argument(
        "--from", dest="format", metavar="FORMAT", help="which format it is; told by its content"
    )
    parser.add_argument("-n", "--dry-run", action="store_true", help="only say what would come in")
    parser.add_argument("-t", "--tag", action="append", default=[], metavar="TAG", help="tag what comes in")
    parser.add_argument("--formats", action="store_true", help="list the formats that are known")


def _import(arguments: Namespace, desk: Desk) -> int:
    from reader.exchange.importers import Source, importer_named, recognised

    if arguments.formats:
        return _formats(desk)
    if not arguments.file:
        raise UsageError("no file named", "", "`reader import FILE`, `reader import --formats`")
    importer = importer_named(arguments.format) if arguments.format else None
    source = Source.from_file(Path(arguments.file).expanduser())
    importer = importer or recognised(source)
    stopped = _Asked()
    progress: Progress | None = None

    def show(done: int, total: int) -> None:
        nonlocal progress
        progress = progress or Progress(desk, total)
        progress.show(done, "texts cleaned")

    with finishing(stopped.ask):
        report = desk.library.take_in(
            importer.read(source), source=importer.words.split(":", 1)[0], tags=arguments.tag,
            dry_run=arguments.dry_run, progress=show, stop=lambda: stopped.now,
        )  # fmt: skip
    if progress is not None:
        progress.clear()
    if desk.json:
        desk.out.json({"file": arguments.file, "format": importer.name, **_to_json(report)})
    else:
        _print(report, importer.words.split(":", 1)[0], desk)
    if report.stopped:
        desk.err.line("reader: stopped; run it again to continue")
        return 130
    came = report.articles or report.updated or report.unchanged or report.trashed
    return 0 if came or not report.problems else 1


class _Asked:
    """Whether somebody asked to stop."""

    def __init__(self) -> None:
        self.now = False

    def ask(self) -> None:
        self.now = True


def _print(report: Imported, words: str, desk: Desk) -> None:
    from reader.terminal import printable_line

    verb = "would come in" if report.dry else "came in"
    desk.out.line((f"{words}: {_count(report.articles, 'article')} {verb}", "title"))
    for number, meaning in (
        (report.waiting, "of them with only an address: `reader fetch` gets their texts"),
        (report.highlights, "highlights"),
        (report.notes, "notes"),
        (report.updated, "here already, with something to add"),
        (report.unchanged, "here already"),
        (report.trashed, "in the trash, and left there"),
        (report.repeated, "named more than once in the file"),
        (len(report.problems), "not read, or not whole:"),
    ):
        if number:
            desk.out.line(f"  {number:>6,} {meaning}")
    shown = report.problems if desk.arguments.verbose else report.problems[:_SHOWN_PROBLEMS]
    for problem in shown:
        desk.out.line("         ", (printable_line(f"{problem.place}: {problem.reason}"), "dim"))
    if len(shown) < len(report.problems):
        desk.out.line((f"         and {len(report.problems) - len(shown)} more; --verbose shows all", "dim"))
    if not report.dry and (report.articles or report.updated):
        desk.say("`reader undo` takes it back")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _to_json(report: Imported) -> dict[str, Any]:
    """The keys of `Imported`."""
    import dataclasses

    return dataclasses.asdict(report)


def _formats(desk: Desk) -> int:
    from reader.exchange.importers import importers

    known = importers().values()
    if desk.json:
        desk.out.json([{"name": each.name, "words": each.words} for each in known])
        return 0
    wide = max(len(each.name) for each in known)
    for each in known:
        desk.out.line((each.name.ljust(wide), "id"), "  ", each.words)
    return 0


COMMANDS = {
    "import": Command(
        _configure,
        _import,
        (
            ("reader import pocket.zip --dry-run", "what would come in"),
            ("reader import bookmarks.html --tag browser", "bookmarks with their folders as tags"),
            ("reader import 'My Clippings.txt'", "what was marked on a Kindle"),
            ("reader import --formats", "every format that is known"),
        ),
    )
}
