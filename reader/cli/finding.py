"""`reader search`: a line of context for each hit, with what matched lit."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from reader.article import Range
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import UsageError
from reader.library.records import json_ready
from reader.search.fields import PLACES
from reader.search.values import FINDABLE_KINDS, FindableKind, Hit
from reader.terminal import printable_line
from reader.terminal.cells import cell_width
from reader.terminal.printer import Piece

__all__ = ["COMMANDS"]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY", help="`reader help query` has the language")
    parser.add_argument(
        "--in", dest="kinds", metavar="KINDS", help=f"only these, with commas: {', '.join(PLACES)}"
    )
    parser.add_argument("-n", "--limit", type=int, default=50, metavar="N", help="at most N hits (50)")
    parser.add_argument(
        "--facets", action="store_true", help="count kinds, tags, people, sites and years instead"
    )


def _search(arguments: Namespace, desk: Desk) -> int:
    if arguments.facets:
        return _facets(arguments, desk)
    hits = desk.library.search(
        " ".join(arguments.query), kinds=_kinds(arguments.kinds or ""), limit=max(1, arguments.limit)
    )
    if desk.json:
        desk.out.json([json_ready(dataclasses.asdict(hit)) for hit in hits])
    else:
        for hit in hits:
            desk.out.line(*_headline(hit, desk))
            desk.out.line("    ", *_context(hit))
        if not hits:
            desk.say("nothing matches")
    return 0 if hits else 1


def _facets(arguments: Namespace, desk: Desk) -> int:
    found = desk.library.facets(" ".join(arguments.query), kinds=_kinds(arguments.kinds or ""))
    if desk.json:
        desk.out.json(json_ready(dataclasses.asdict(found)))
    elif not found.total:
        desk.say("nothing matches")
    else:
        desk.out.line((f"{found.total}{'' if found.complete else ' and more'} matches", "heading"))
        groups = (found.kinds, found.tags, found.people, found.sites, found.years)
        for facet in (facet for group in groups for facet in group):
            desk.out.line(f"{facet.count:8}  ", (printable_line(facet.query), "tag"))
    return 0 if found.total else 1


def _kinds(words: str) -> tuple[FindableKind, ...]:
    kinds: list[FindableKind] = []
    for word in words.replace(",", " ").split():
        name = PLACES.get(word, word)
        kind = next((known for known in FINDABLE_KINDS if known == name), None)
        if kind is None:
            raise UsageError(f"nothing is of kind {word!r}", f"there are: {', '.join(PLACES)}")
        kinds.append(kind)
    return tuple(kinds)


def _headline(hit: Hit, desk: Desk) -> list[Piece]:
    kind = f"{hit.kind} {printable_line(hit.name)}".rstrip()
    tags = " ".join("#" + printable_line(tag) for tag in hit.tags)
    place = f"@{hit.start}" if hit.start is not None else ""
    own = hit.item_id if hit.kind in ("note", "highlight") else ""
    taken = sum(cell_width(part) + 2 for part in (hit.article_id[:8] + place, kind, tags, own))
    return [
        (hit.article_id[:8], "id"), (place, "dim"), "  ", (kind, "heading"), "  ",
        (desk.title(hit.title, taken), "title"), "  " if tags else "", (tags, "tag"),
        "  " if own else "", (own, "dim"),
    ]  # fmt: skip


def _context(hit: Hit) -> Iterator[Piece]:
    """The line of context as it stands, cut where it lights up; white space alone is made even."""
    at = 0
    for lit in sorted(_inside(hit)):
        if lit.start >= at:
            yield _even(hit.context[at : lit.start])
            yield (_even(lit.of(hit.context)), "lit")
            at = lit.end
    yield _even(hit.context[at:])


def _inside(hit: Hit) -> Iterator[Range]:
    return (lit for lit in hit.lit if lit.end <= len(hit.context))


def _even(text: str) -> str:
    return "".join(" " if character in "\n\t\r" else character for character in text)


COMMANDS = {
    "search": Command(
        _configure,
        _search,
        (
            ("reader search huawei", "in articles, highlights, notes, quotes and names"),
            ("reader search backdoor --in notes,highlights", "in what you wrote and marked"),
            ("reader search 'said:Maduro network*'", "what somebody said"),
            ("reader search bridge -tag:dull --limit 5", "without those tagged dull"),
            ("reader search bridge --facets", "what those matches have in common, to narrow by"),
        ),
        free_words=True,
    )
}
