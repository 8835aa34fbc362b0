"""`reader entities`, `reader quotes` and `reader who`: who and what an article speaks of, and who said
what."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from reader.cli.choosing import one_article
from reader.cli.desk import Desk
from reader.cli.typeset import set_paragraph
from reader.cli.verbs import Command
from reader.errors import UsageError
from reader.insight.values import ENTITY_KINDS, Entity, Quote
from reader.library.corrections import Correction
from reader.library.records import json_ready
from reader.terminal import printable_line
from reader.terminal.printer import Printer

__all__ = ["COMMANDS", "tell_corrections"]

_PLURALS = {
    "person": "People", "organisation": "Organisations", "place": "Places", "group": "Groups", "work": "Works",
    "event": "Events", "date": "Dates", "quantity": "Quantities", "money": "Money",
}  # fmt: skip
_QUOTE_KINDS = ("speech", "phrase", "indirect")


def _configure_entities(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", nargs="+", metavar="ID", help="an id, the start of one, or words of the title"
    )
    parser.add_argument(
        "--kind", action="append", choices=ENTITY_KINDS, help="only this kind; may be repeated"
    )
    hand = parser.add_argument_group("put right by hand (`reader undo` takes it back)")
    hand.add_argument("--hide", metavar="NAME", help="it is no name")
    hand.add_argument("--kind-of", nargs=2, metavar=("NAME", "KIND"), help="it is of another kind")
    hand.add_argument("--merge", nargs=2, metavar=("NAME", "INTO"), help="both are one: list them as INTO")
    hand.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="list it under another name")
    hand.add_argument("--split", nargs=2, metavar=("NAME", "FORM"), help="one of its forms is another's name")
    hand.add_argument("--everywhere", action="store_true", help="with these: in every article")
    hand.add_argument("--corrections", action="store_true", help="list what was put right")
    hand.add_argument("--drop-correction", metavar="ID", help="take one of them back")


def _entities(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article)
    if _corrected_by_hand(arguments, desk, record.id):
        return 0
    wanted = arguments.kind or ENTITY_KINDS
    entities = [entity for entity in desk.library.entities(record.id) if entity.kind in wanted]
    if desk.json:
        desk.out.json([json_ready(dataclasses.asdict(entity)) for entity in entities])
        return 0
    shown = False
    for kind in ENTITY_KINDS:
        of_kind = [entity for entity in entities if entity.kind == kind]
        if not of_kind:
            continue
        if shown:
            desk.out.line()
        shown = True
        desk.out.line((_PLURALS[kind], "heading"))
        for entity in sorted(of_kind, key=lambda entity: -len(entity.mentions)):
            _print_entity(desk.out, entity)
    if not entities:
        desk.say("nobody and nothing was found in it")
    return 0


def _corrected_by_hand(arguments: Namespace, desk: Desk, article_id: str) -> bool:
    """Do what an option asks to put right; whether one did."""
    library = desk.library
    if arguments.corrections:
        _list_corrections(desk, article_id)
        return True
    if arguments.drop_correction:
        library.drop_correction(arguments.drop_correction)
        desk.say("taken back")
        return True
    place = "" if arguments.everywhere else article_id
    done: list[Correction] = []
    if arguments.hide:
        done.append(library.correct_entity(place, arguments.hide, hide=True))
    if arguments.kind_of:
        name, kind = arguments.kind_of
        done.append(library.correct_entity(place, name, kind=kind))
    if arguments.merge:
        name, into = arguments.merge
        done.append(library.correct_entity(place, name, merge_into=into))
    if arguments.rename:
        name, new = arguments.rename
        done.append(library.correct_entity(place, name, rename=new))
    if arguments.split:
        name, form = arguments.split
        done.append(library.correct_entity(place, name, split=form))
    tell_corrections(desk, done)
    return bool(done)


def tell_corrections(desk: Desk, done: Sequence[Correction]) -> None:
    """Say what was put right, or print it as JSON."""
    if desk.json and done:
        desk.out.json([json_ready(dataclasses.asdict(correction)) for correction in done])
        return
    for correction in done:
        desk.say(f"put right: {printable_line(correction.words)}")


def _list_corrections(desk: Desk, article_id: str) -> None:
    kept = desk.library.corrections(article_id)
    if desk.json:
        desk.out.json([json_ready(dataclasses.asdict(correction)) for correction in kept])
        return
    for correction in kept:
        where = "" if correction.article else "  everywhere"
        desk.out.line((correction.id, "id"), "  ", printable_line(correction.words), (where, "dim"))
    if not kept:
        desk.say("nothing was put right in it")


def _print_entity(out: Printer, entity: Entity) -> None:
    aliases = ", ".join(printable_line(alias) for alias in entity.aliases)
    also = f"  also {aliases}" if aliases else ""
    out.line(f"{len(entity.mentions):5d}  ", (printable_line(entity.name), "strong"), (also, "dim"))


def _configure_quotes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", nargs="+", metavar="ID", help="an id, the start of one, or words of the title"
    )
    parser.add_argument("--kind", action="append", choices=_QUOTE_KINDS, help="speech, phrase or indirect")
    parser.add_argument("--by", metavar="NAME", help="only what this person or organisation said")
    hand = parser.add_argument_group("put right by hand (N is a quote's number; `reader undo` takes it back)")
    hand.add_argument("--speaker", nargs=2, metavar=("N", "NAME"), help="who said it; '' for nobody known")
    hand.add_argument("--not-a-quote", metavar="N", help="nobody said it")


def _quotes(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article)
    quotes = desk.library.quotes(record.id, kinds=arguments.kind or ("speech", "phrase"))
    if arguments.speaker or arguments.not_a_quote:
        _correct_quote(arguments, desk, record.id, quotes)
        return 0
    numbers = {id(quote): number for number, quote in enumerate(quotes, 1)}
    if arguments.by:
        wanted = arguments.by.casefold()
        quotes = [quote for quote in quotes if wanted in quote.speaker.casefold()]
    if desk.json:
        desk.out.json([_quote_to_json(quote) for quote in quotes])
        return 0
    for number, quote in enumerate(quotes):
        if number:
            desk.out.line()
        _print_quote(desk.out, quote, numbers[id(quote)])
    if not quotes:
        desk.say("nothing is quoted in it")
    return 0


def _correct_quote(arguments: Namespace, desk: Desk, article_id: str, quotes: list[Quote]) -> None:
    """Put right who said a quote of the list, or that it is none."""
    number, name = arguments.speaker or (arguments.not_a_quote, None)
    if not number.isdecimal() or not 1 <= int(number) <= len(quotes):
        raise UsageError(f"no quote {number}", f"there are {len(quotes)}", "`reader quotes ID` numbers them")
    start = quotes[int(number) - 1].start
    if name is None:
        done = desk.library.correct_quote(article_id, start, not_a_quote=True)
    else:
        done = desk.library.correct_quote(article_id, start, speaker=name)
    tell_corrections(desk, [done])


def _quote_to_json(quote: Quote) -> dict[str, Any]:
    value: dict[str, Any] = json_ready(dataclasses.asdict(quote))
    return value


def _print_quote(out: Printer, quote: Quote, number: int) -> None:
    words = printable_line(quote.text, 100_000)
    marked = words if quote.kind == "indirect" else f"“{words}”"
    out.lines(set_paragraph(marked, min(out.width, 80), style="quote"))
    who = printable_line(quote.speaker) or "speaker not known"
    label = "a phrase" if quote.kind == "phrase" and not quote.speaker else who
    cue = f", {printable_line(quote.cue)}" if quote.cue and quote.speaker else ""
    out.line((f"{number:3d}", "dim"), " — ", (label, "strong" if quote.speaker else "dim"), (cue, "dim"))


COMMANDS = {
    "entities": Command(
        _configure_entities,
        _entities,
        (
            ("reader entities huawei 5g", "grouped by kind, most mentioned first"),
            ("reader entities q7dk --kind person", "only people"),
            ("reader entities q7dk --merge Ding 'Ryan Ding'", "one person, put right by hand"),
            ("reader entities q7dk --hide Carrier --everywhere", "no name, in any article"),
            ("reader entities q7dk --json", "with the place of each mention"),
        ),
    ),
    "quotes": Command(
        _configure_quotes,
        _quotes,
        (
            ("reader quotes huawei 5g", "speech and quoted phrases, in order"),
            ("reader quotes q7dk --by maduro", "what one person said"),
            ("reader quotes q7dk --speaker 3 'Ryan Ding'", "say who said the third"),
            ("reader quotes q7dk --kind indirect", "what is reported without quotation marks"),
        ),
    ),
}
