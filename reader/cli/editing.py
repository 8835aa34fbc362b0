"""`reader put-back`, `take-out` and `sites`: what cleaning got wrong, put right for one article or for a site."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.choosing import one_article
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound, ReaderError, UsageError
from reader.terminal import printable_line

if TYPE_CHECKING:
    from reader.library.remaking import Remade
    from reader.library.sites import SiteOffer

__all__ = ["COMMANDS"]


# -- one block -----------------------------------------------------------------------------------------------


def _configure_put_back(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ID", help="an id, the start of one, or words of the title in quotes"
    )
    parser.add_argument(
        "numbers", nargs="+", type=int, metavar="N", help="as `reader show ID --removed` numbers them"
    )
    parser.add_argument("--site", action="store_true", help="make it a rule for all pages of the site too")


def _put_back(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, [arguments.article])
    removed = desk.library.read(record.id).removed
    wrong = next((number for number in arguments.numbers if not 1 <= number <= len(removed)), None)
    if wrong is not None:
        raise NotFound(
            f"nothing removed has the number {wrong}", f"there are {len(removed)}", "`reader show --removed`"
        )
    told: list[dict[str, Any]] = []
    for number in dict.fromkeys(arguments.numbers):
        remade = desk.library.put_back(record.id, removed[number - 1])
        told.append(_told(desk, remade, "put back", removed[number - 1].text, site=arguments.site))
    if desk.json:
        desk.out.json(told)
    return 0


def _configure_take_out(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ID", help="an id, the start of one, or words of the title in quotes"
    )
    parser.add_argument(
        "passage", nargs="+", metavar="TEXT", help="words of the paragraph, as they stand there"
    )
    parser.add_argument("--site", action="store_true", help="make it a rule for all pages of the site too")


def _take_out(arguments: Namespace, desk: Desk) -> int:
    from reader.library.anchors import find_passage

    record = one_article(desk.library, [arguments.article])
    article = desk.library.read(record.id)
    passage = " ".join(arguments.passage)
    place = find_passage(article.text, passage)
    block = article.block_at(place.start) if place is not None else None
    if block is None:
        raise NotFound(
            f"“{printable_line(passage, 60)}” does not stand in the article",
            "",
            "give words as they stand there",
        )
    remade = desk.library.take_out(record.id, block.start)
    told = _told(desk, remade, "taken out", block.of(article.text), site=arguments.site)
    if desk.json:
        desk.out.json(told)
    return 0


def _told(desk: Desk, remade: Remade, done: str, text: str, *, site: bool) -> dict[str, Any]:
    """Say what was done with one block, and what it would be as a rule; the same as JSON."""
    from reader.library.records import record_to_json

    edit = desk.library.edits(remade.article.id)[-1]
    offer: SiteOffer | None = None
    reason = ""
    try:
        offer = desk.library.offer_rule(remade.article.id, edit)
    except ReaderError as error:
        reason = str(error)
    path = desk.library.keep_rule(offer) if site and offer is not None else None
    if not desk.json:
        desk.out.line((f"{done}  ", "good"), printable_line(text, 200))
        desk.say(f"{remade.words_before} words, now {remade.words_after}; `reader undo` takes it back")
        if remade.orphans:
            desk.say(f"{remade.orphans} highlights stood in it: `reader search is:orphan`")
        if path is not None and offer is not None:
            desk.say(f"written to {printable_line(str(path))}: {offer.key} {offer.selector}")
        elif site:
            desk.say(reason)
        elif offer is not None:
            desk.say(f"for all pages of {offer.host}: `reader sites offer {remade.article.id[:8]}`")
    about = None if offer is None else {**dataclasses.asdict(offer), "path": str(path) if path else ""}
    return {**dataclasses.asdict(remade), "article": record_to_json(remade.article), "rule": about}


# -- rules of sites ------------------------------------------------------------------------------------------


def _configure_sites(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", choices=("list", "check", "import", "offer"), default="list",
        help="list the rules; check them, or files; import a file or a folder; offer what was done by hand as a rule",
    )  # fmt: skip
    parser.add_argument("names", nargs="*", metavar="FILE|ID", help="files, a folder, or an article")
    parser.add_argument("--keep", type=int, metavar="N", help="write the offer of this number")
    parser.add_argument("--replace", action="store_true", help="import over rules that are there")


def _sites(arguments: Namespace, desk: Desk) -> int:
    what = {"list": _list, "check": _check, "import": _import, "offer": _offer}[arguments.what]
    if arguments.keep is not None and arguments.what != "offer":
        raise UsageError("wrong usage", "--keep is for `reader sites offer ID`")
    return what(arguments, desk)


def _list(arguments: Namespace, desk: Desk) -> int:
    found = desk.library.site_rules()
    if desk.json:
        desk.out.json({
            "folder": str(found.folder), "rules": [dataclasses.asdict(rule) for rule in found.rules],
            "problems": list(found.problems),
        })  # fmt: skip
        return 0
    for rule in found.rules:
        counts = {"kept": len(rule.keep), "dropped": len(rule.drop)}
        facts = [f"{number} {word}" for word, number in counts.items() if number]
        facts += [word for word in ("title", "byline") if getattr(rule, word)]
        desk.out.line(
            (printable_line(rule.name), "id"), "  ", ", ".join(rule.hosts), "  ", (", ".join(facts), "dim")
        )
    for problem in found.problems:
        desk.err.line("reader: " + printable_line(problem, 1000))
    if not found.rules and not found.problems:
        desk.say(f"no rules; they lie in {printable_line(str(found.folder))}")
    return 0


def _check(arguments: Namespace, desk: Desk) -> int:
    """The reader's own files, or those that are named: 1 where one is wrong."""
    from reader.cleaning.site_rules import load_rules, read_rule

    problems: list[str] = []
    good = 0
    folder = desk.library.site_rules().folder
    for path in [Path(name).expanduser() for name in arguments.names] or [folder]:
        if path.is_dir() or not arguments.names:
            rules, wrong = load_rules(path)
            good += len(rules)
            problems.extend(str(problem) for problem in wrong)
            continue
        try:
            read_rule(path)
            good += 1
        except ReaderError as error:
            problems.append(str(error))
    if desk.json:
        desk.out.json({"good": good, "problems": problems})
    for problem in problems if not desk.json else ():
        desk.err.line("reader: " + printable_line(problem, 1000))
    if not desk.json:
        desk.say(f"{good} rules can be used" + (f", {len(problems)} files cannot" if problems else ""))
    return 1 if problems else 0


def _import(arguments: Namespace, desk: Desk) -> int:
    if not arguments.names:
        raise UsageError("wrong usage", "no file", "reader sites import FILE")
    paths = [
        path
        for name in arguments.names
        for path in desk.library.import_rules(name, replace=arguments.replace)
    ]
    if desk.json:
        desk.out.json([str(path) for path in paths])
    else:
        for path in paths:
            desk.out.line(printable_line(str(path)))
        desk.say("`reader reclean` applies them to what is saved")
    return 0


def _offer(arguments: Namespace, desk: Desk) -> int:
    """What was put back and taken out of an article, each as a rule for its site; one of them written."""
    record = one_article(desk.library, arguments.names)
    rows: list[dict[str, Any]] = []
    path: Path | None = None
    edits = desk.library.edits(record.id)
    if arguments.keep is not None and not 1 <= arguments.keep <= len(edits):
        raise NotFound(f"there is no offer {arguments.keep}", f"there are {len(edits)}")
    for number, edit in enumerate(edits, 1):
        if arguments.keep not in (None, number):
            continue
        try:
            offer = desk.library.offer_rule(record.id, edit)
        except NotFound as error:
            if arguments.keep is not None:
                raise
            rule, words = None, str(error)
        else:
            rule = dataclasses.asdict(offer)
            words = f"{offer.key} {offer.selector}  ({offer.blocks} of this page's blocks)"
            path = desk.library.keep_rule(offer) if arguments.keep is not None else None
        rows.append(
            {"number": number, "edit": dataclasses.asdict(edit), "rule": rule, "path": str(path or "")}
        )
        if not desk.json:
            desk.out.line(
                (f"{number:3d}  ", "id"), f"{edit.action}  ", (printable_line(edit.text, 60), "dim")
            )
            desk.out.line("     ", words)
    if desk.json:
        desk.out.json(rows)
    elif path is not None:
        desk.say(f"written to {printable_line(str(path))}; `reader reclean` applies it to what is saved")
    elif rows:
        desk.say("`--keep N` writes one of them into the rules of the site")
    else:
        desk.say("nothing was put back or taken out of it")
    return 0


COMMANDS = {
    "put-back": Command(
        _configure_put_back,
        _put_back,
        (
            ("reader put-back q7dk 3", "the third block that `reader show q7dk --removed` lists"),
            ("reader put-back q7dk 3 --site", "and keep its like on all pages of the site"),
        ),
    ),
    "take-out": Command(
        _configure_take_out,
        _take_out,
        (
            ('reader take-out q7dk "Sign up for our letter"', "the paragraph with these words"),
            ('reader take-out q7dk "Sign up" --site', "and drop its like on all pages of the site"),
        ),
    ),
    "sites": Command(
        _configure_sites,
        _sites,
        (
            ("reader sites", "the rules that there are for sites"),
            ("reader sites check", "whether all of them can be used"),
            ("reader sites import example.org.toml", "take over a rule, or a folder of them"),
            ("reader sites offer q7dk", "what was done to an article by hand, as rules for its site"),
            ("reader sites offer q7dk --keep 1", "write the first of them"),
        ),
    ),
}
