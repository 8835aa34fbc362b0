"""`reader add`: files, folders, pages of the web, the clipboard and standard input into the library."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.bulk import Progress, finishing
from reader.cli.desk import Desk, is_terminal
from reader.cli.verbs import Command
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.library.library import Added

__all__ = ["COMMANDS", "added_to_json"]

_INPUT_LIMIT = 64 * 2**20
"""Bytes taken from standard input at the most; the library has the same limit for a file."""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="PATH",
        help="files, folders or addresses of the web; - for standard input",
    )
    parser.add_argument(
        "--clipboard", action="store_true", help="what was copied: a text, a page, an address"
    )
    parser.add_argument("-t", "--tag", action="append", default=[], metavar="TAG", help="tag what is saved")
    parser.add_argument("--url", default="", help="the address that standard input or the one file came from")


def _add(arguments: Namespace, desk: Desk) -> int:
    if arguments.clipboard:
        return _add_clipboard(arguments, desk)
    if not arguments.sources:
        raise UsageError("nothing to save", "", "name a file, a folder or an address; - is standard input")
    alone = len(arguments.sources) == 1 and not Path(arguments.sources[0]).expanduser().is_dir()
    if arguments.url and not alone:
        raise UsageError("--url belongs to one file or to standard input")
    if "-" in arguments.sources:
        if not alone:
            raise UsageError("- stands alone", "standard input is one article")
        added = desk.library.add(
            "standard input", data=_standard_input(desk), url=arguments.url, tags=arguments.tag
        )
        return _told(desk, [added], _Tally(1))
    if alone:
        source = arguments.sources[0]
        data = _page(Path(source).expanduser()) if arguments.url else None
        added = desk.library.add(source, data=data, url=arguments.url, tags=arguments.tag)
        return _told(desk, [added], _Tally(1))
    return _add_many(arguments, desk)


def _add_clipboard(arguments: Namespace, desk: Desk) -> int:
    """Save what was copied; an address alone is fetched."""
    from reader.cli.pasting import clipboard
    from reader.library.saving import is_address

    if arguments.sources:
        raise UsageError("--clipboard stands alone", "", "save files with a second command")
    copied = clipboard(_INPUT_LIMIT)
    words = copied.decode("utf-8", "replace").split()
    if len(words) == 1 and is_address(words[0]):
        added = desk.library.add(words[0], tags=arguments.tag)
    else:
        added = desk.library.add("clipboard", data=copied, url=arguments.url, tags=arguments.tag)
    return _told(desk, [added], _Tally(1))


def _add_many(arguments: Namespace, desk: Desk) -> int:
    paths: list[str | Path] = list(_listed(arguments.sources))
    tally = _Tally(len(paths))
    results = desk.library.add_many(paths, tags=arguments.tag, stop=lambda: tally.stop)
    with finishing(tally.ask_to_stop):
        try:
            return _told(desk, results, tally)
        finally:
            if isinstance(results, Generator):
                results.close()


class _Tally:
    """How far a bulk run is, and whether it was asked to stop."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.saved = 0
        self.again = 0
        self.failed = 0
        self.stop = False

    def ask_to_stop(self) -> None:
        """The source at hand is the last one."""
        self.stop = True

    @property
    def done(self) -> int:
        return self.saved + self.again + self.failed


def _told(desk: Desk, results: Iterator[Added] | Sequence[Added], tally: _Tally) -> int:
    """Print each result as it comes; the exit code."""
    progress = Progress(desk, tally.total)
    rows: list[dict[str, Any]] = []
    progress.show(0, "")
    for added in results:
        progress.clear()
        if added.error or added.article is None:
            tally.failed += 1
            desk.err.line(f"reader: {added.error or f'nothing was saved of {added.source}'}")
        elif added.already_there:
            tally.again += 1
        else:
            tally.saved += 1
        if desk.json:
            rows.append(added_to_json(added))
        elif added.article is not None:
            _print_added(desk, added)
        progress.show(tally.done, Path(added.source).name)
    progress.clear()
    if desk.json:
        desk.out.json(rows)
    return _end(desk, tally)


def _end(desk: Desk, tally: _Tally) -> int:
    for problem in desk.library.site_rules().problems:
        desk.say(problem)
    if tally.stop and tally.done < tally.total:
        desk.out.flush()
        desk.err.line(f"reader: {tally.saved + tally.again} of {tally.total} saved; run again to continue")
        return 130
    if tally.total > 1:
        parts = [f"{tally.saved} saved"]
        parts += [f"{tally.again} already there"] if tally.again else []
        parts += [f"{tally.failed} could not be saved"] if tally.failed else []
        desk.say(", ".join(parts))
    elif not tally.total:
        desk.err.line("reader: no files of a kind that can be read are there")
        return 1
    return 1 if tally.failed else 0


def _print_added(desk: Desk, added: Added) -> None:
    from reader.terminal import printable_line

    record = added.article
    assert record is not None
    facts = [f"{record.word_count:,} words", f"{record.minutes} min"]
    if added.removed_blocks:
        facts.append(f"{added.removed_blocks} block{'' if added.removed_blocks == 1 else 's'} removed")
    if added.already_there:
        facts.append("already there")
    desk.out.line(
        (record.id, "id"), "  ", (printable_line(record.title), "title"), "  ", (" · ".join(facts), "dim")
    )
    for warning in added.warnings:
        desk.say(f"{printable_line(added.source)}: {printable_line(warning)}")


def added_to_json(added: Added) -> dict[str, Any]:
    """The keys of `Added`; `article` is a record or null."""
    from reader.library.records import record_to_json

    return {
        "source": added.source,
        "article": record_to_json(added.article) if added.article is not None else None,
        "already_there": added.already_there,
        "removed_blocks": added.removed_blocks,
        "warnings": list(added.warnings),
        "error": added.error,
    }


def _listed(sources: Sequence[str]) -> Iterator[str | Path]:
    """Every file and page that is to be read, so that progress knows of how many."""
    from reader.library.saving import files_below, is_address

    for source in sources:
        path = Path(source).expanduser()
        if is_address(source):
            yield source
        elif path.is_dir():
            yield from files_below(path)
        else:
            yield path


def _standard_input(desk: Desk) -> bytes:
    if is_terminal(sys.stdin):
        desk.say("type or paste the text, then press Ctrl-D on a line of its own")
    data = sys.stdin.buffer.read(_INPUT_LIMIT + 1)
    if not data.strip():
        raise ReaderError("nothing came on standard input")
    if len(data) > _INPUT_LIMIT:
        raise ReaderError("standard input is too large", f"the limit is {_INPUT_LIMIT // 2**20} MB")
    return data


def _page(path: Path) -> bytes:
    from reader.library.saving import read_file

    return read_file(path)


COMMANDS = {
    "add": Command(
        _configure,
        _add,
        (
            ("reader add page.html", "save one page"),
            ("reader add ~/saved --tag later", "a folder, with all that is below it"),
            ("curl -L URL | reader add - --url URL", "what another program gives"),
            ("reader add https://example.org/page", "a page of the web"),
            ("reader add --clipboard", "what was copied: a text, a page or an address"),
        ),
    )
}
