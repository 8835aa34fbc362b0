"""`reader fetch`: the texts of articles of which an import brought only the addresses."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from reader.cli.bulk import Progress, finishing
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound

if TYPE_CHECKING:
    from reader.library.fetching import Fetched
    from reader.library.records import ArticleRecord

__all__ = ["COMMANDS"]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which of those that wait; all without one")
    parser.add_argument("-n", "--limit", type=int, default=0, metavar="N", help="at most so many")
    parser.add_argument("--again", action="store_true", help="also those that could not be fetched before")
    parser.add_argument(
        "--ignore-robots", action="store_true", help="also what robots.txt forbids to programs"
    )


def _fetch(arguments: Namespace, desk: Desk) -> int:
    records = _chosen(arguments, desk)
    progress = Progress(desk, len(records))
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True

    rows: list[dict[str, Any]] = []
    came = failed = 0
    progress.show(0, "")
    with finishing(stop):
        results = desk.library.fetch(records, robots=not arguments.ignore_robots, stop=lambda: stopped)
        for fetched in results:
            progress.clear()
            came, failed = came + (not fetched.error), failed + bool(fetched.error)
            if desk.json:
                rows.append(_to_json(fetched))
            else:
                _print(fetched, desk)
            progress.show(came + failed, fetched.article.site)
    progress.clear()
    if desk.json:
        desk.out.json(rows)
    if stopped:
        desk.err.line(f"reader: {came + failed} of {len(records)} fetched; run it again to continue")
        return 130
    desk.say(f"{came} fetched, {failed} not" if failed else f"{came} fetched")
    return 1 if failed and not came else 0


def _chosen(arguments: Namespace, desk: Desk) -> list[ArticleRecord]:
    query = " ".join(arguments.query).strip()
    named = None
    if query and " " not in query:
        try:
            named = desk.library.article(query)
        except NotFound:
            named = None
    if named is not None and named.id.startswith(query):
        if not named.waits:
            raise NotFound(f"“{named.title}” has its text already", "", "`reader reclean` makes it again")
        return [named]
    found = desk.library.articles(f"is:waiting {query}")
    waiting = [record for record in found if record.waits and record.url]
    if not arguments.again:
        waiting = [record for record in waiting if not record.fetch_error]
    if not waiting:
        failed = len(found) - len(waiting)
        more = (
            f"{failed} could not be fetched before: `reader fetch --again` tries once more" if failed else ""
        )
        raise NotFound("no article waits for its text", more)
    return waiting[: arguments.limit] if arguments.limit > 0 else waiting


def _print(fetched: Fetched, desk: Desk) -> None:
    from reader.terminal import printable_line

    record = fetched.article
    if fetched.error:
        desk.err.line(f"reader: {printable_line(record.url)}: {printable_line(fetched.error)}")
        return
    facts = [f"{record.word_count:,} words"]
    if fetched.placed:
        facts.append(f"{fetched.placed} highlights in their place")
    if fetched.orphans:
        facts.append(f"{fetched.orphans} not found in it")
    desk.out.line(
        (record.id, "id"), "  ", (printable_line(record.title), "title"), "  ", (" · ".join(facts), "dim")
    )
    for warning in fetched.warnings:
        desk.say(f"{printable_line(record.url)}: {printable_line(warning)}")


def _to_json(fetched: Fetched) -> dict[str, Any]:
    """The keys of `Fetched`; `article` is a record."""
    from reader.library.records import record_to_json

    return {
        "article": record_to_json(fetched.article), "error": fetched.error, "placed": fetched.placed,
        "orphans": fetched.orphans, "warnings": list(fetched.warnings),
    }  # fmt: skip


COMMANDS = {
    "fetch": Command(
        _configure,
        _fetch,
        (
            ("reader fetch", "the texts of everything that waits for one; end it and go on at any time"),
            ("reader fetch tag:food -n 20", "of some, at most twenty"),
            ("reader fetch --again", "also what could not be fetched before"),
        ),
        free_words=True,
    )
}
