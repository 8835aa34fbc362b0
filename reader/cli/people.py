"""`reader entities`, `reader quotes` and `reader who`: who and what an article speaks of, and who said
what."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace
from typing import Any

from reader.article import Range
from reader.cli.choosing import one_article
from reader.cli.desk import Desk
from reader.cli.typeset import set_paragraph
from reader.cli.verbs import Command
from reader.insight.values import ENTITY_KINDS, Entity, Quote
from reader.library.records import json_ready, record_to_json
from reader.terminal import printable_line
from reader.terminal.printer import Printer

__all__ = ["COMMANDS"]

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


def _entities(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article)
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


def _quotes(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article)
    quotes = desk.library.quotes(record.id, kinds=arguments.kind or ("speech", "phrase"))
    if arguments.by:
        wanted = arguments.by.casefold()
        quotes = [quote for quote in quotes if wanted in quote.speaker.casefold()]
    if desk.json:
        desk.out.json([_quote_to_json(quote) for quote in quotes])
        return 0
    for number, quote in enumerate(quotes):
        if number:
            desk.out.line()
        _print_quote(desk.out, quote)
    if not quotes:
        desk.say("nothing is quoted in it")
    return 0


def _quote_to_json(quote: Quote) -> dict[str, Any]:
    value: dict[str, Any] = json_ready(dataclasses.asdict(quote))
    return value


def _print_quote(out: Printer, quote: Quote) -> None:
    words = printable_line(quote.text, 100_000)
    marked = words if quote.kind == "indirect" else f"“{words}”"
    out.lines(set_paragraph(marked, min(out.width, 80), style="quote"))
    who = printable_line(quote.speaker) or "speaker not known"
    label = "a phrase" if quote.kind == "phrase" and not quote.speaker else who
    cue = f", {printable_line(quote.cue)}" if quote.cue and quote.speaker else ""
    out.line("    — ", (label, "strong" if quote.speaker else "dim"), (cue, "dim"))


def _configure_who(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="+", metavar="NAME", help="a person, an organisation, a place")


def _who(arguments: Namespace, desk: Desk) -> int:
    dossier = desk.library.who(" ".join(arguments.name))
    if desk.json:
        desk.out.json(
            {
                "name": dossier.name,
                "kind": dossier.kind,
                "appearances": [
                    {
                        "article": record_to_json(appearance.article),
                        "entity": json_ready(dataclasses.asdict(appearance.entity)),
                        "quotes": [_quote_to_json(quote) for quote in appearance.quotes],
                    }
                    for appearance in dossier.appearances
                ],
                "notes": [record_to_json(note) for note in dossier.notes],
            }
        )
        return 0
    out = desk.out
    count = len(dossier.appearances)
    where = "1 article" if count == 1 else f"{count} articles"
    out.line((printable_line(dossier.name), "title"), (f"  {dossier.kind}, in {where}", "dim"))
    for appearance in dossier.appearances:
        out.line()
        times = len(appearance.entity.mentions)
        out.line(
            (appearance.article.id[:8], "id"), "  ", (printable_line(appearance.article.title), "strong"),
            (f"  {'once' if times == 1 else f'{times} times'}", "dim"),
        )  # fmt: skip
        first = _first_mention(desk, appearance.article.id, appearance.entity)
        if first:
            out.lines(set_paragraph(first, min(out.width, 80), first="  ", rest="  "))
        for quote in appearance.quotes:
            said = f"“{printable_line(quote.text, 100_000)}”"
            out.lines(set_paragraph(said, min(out.width, 80), first="  ", rest="  ", style="quote"))
    if dossier.notes:
        out.line()
        out.line(("Your notes", "heading"))
    for note in dossier.notes:
        out.lines(
            set_paragraph(note.text, min(out.width, 80), first=f"  {note.id[:8]}  ", rest="            ")
        )
    return 0


def _first_mention(desk: Desk, article_id: str, entity: Entity) -> str:
    """The sentence that names it first, which is the one that introduces it."""
    from reader.article.sentences import sentence_at

    if not entity.mentions:
        return ""
    text = desk.library.read(article_id).text
    sentence: Range = sentence_at(text, entity.mentions[0].start)
    return printable_line(sentence.of(text), 2000)


COMMANDS = {
    "entities": Command(
        _configure_entities,
        _entities,
        (
            ("reader entities huawei 5g", "grouped by kind, most mentioned first"),
            ("reader entities q7dk --kind person", "only people"),
            ("reader entities q7dk --json", "with the place of each mention"),
        ),
    ),
    "quotes": Command(
        _configure_quotes,
        _quotes,
        (
            ("reader quotes huawei 5g", "speech and quoted phrases, in order"),
            ("reader quotes q7dk --by maduro", "what one person said"),
            ("reader quotes q7dk --kind indirect", "what is reported without quotation marks"),
        ),
    ),
    "who": Command(
        _configure_who, _who, (("reader who Ryan Ding", "articles, quotes and notes about one name"),)
    ),
}
