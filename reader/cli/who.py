"""`reader who`: everything about one person, organisation or place, and putting the name right in the whole library."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.desk import Desk
from reader.cli.people import tell_corrections
from reader.cli.typeset import set_paragraph
from reader.cli.verbs import Command
from reader.library.records import json_ready, record_to_json
from reader.terminal import printable_line

if TYPE_CHECKING:
    from reader.library.people import Appearance
    from reader.library.person import Companion, PersonPage, Said

__all__ = ["COMMANDS"]

_SHOWN = 3
"""Sentences of an article that are printed, without --all."""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="+", metavar="NAME", help="a person, an organisation, a place")
    parser.add_argument(
        "--all", action="store_true", help="every sentence, not only the first of each article"
    )
    hand = parser.add_argument_group("put right in every article (`reader undo` takes it back)")
    hand.add_argument("--hide", action="store_true", help="it is no name")
    hand.add_argument("--merge", metavar="INTO", help="both are one: list them as INTO")
    hand.add_argument("--rename", metavar="NEW", help="list it under another name")
    hand.add_argument("--split", metavar="FORM", help="one of its forms is another's name")


def _who(arguments: Namespace, desk: Desk) -> int:
    name = " ".join(arguments.name)
    asked = {"rename": arguments.rename, "merge_into": arguments.merge, "split": arguments.split}
    wanted = {key: value for key, value in asked.items() if value}
    if arguments.hide or wanted:
        known = desk.library.person(name).name
        done = desk.library.correct_entity("", known, hide=arguments.hide, **wanted)
        tell_corrections(desk, [done])
        return 0
    page = desk.library.person(name)
    if desk.json:
        desk.out.json(_to_json(page))
    else:
        _print(desk, page, every=arguments.all)
    return 0


def _to_json(page: PersonPage) -> dict[str, Any]:
    return {
        "name": page.name,
        "kind": page.kind,
        "also": list(page.also),
        "others": list(page.others),
        "appearances": [
            {
                "article": record_to_json(appearance.article),
                "entity": json_ready(dataclasses.asdict(appearance.entity)),
                "quotes": [json_ready(dataclasses.asdict(quote)) for quote in appearance.quotes],
            }
            for appearance in page.appearances
        ],
        "mentions": [json_ready(dataclasses.asdict(mention)) for mention in page.mentions],
        "quotes_by": [json_ready(dataclasses.asdict(said)) for said in page.quotes_by],
        "quotes_about": [json_ready(dataclasses.asdict(said)) for said in page.quotes_about],
        "companions": [json_ready(dataclasses.asdict(companion)) for companion in page.companions],
        "notes": [record_to_json(note) for note in page.notes],
    }


def _print(desk: Desk, page: PersonPage, *, every: bool) -> None:
    out, width = desk.out, min(desk.out.width, 80)
    count = len(page.appearances)
    where = "1 article" if count == 1 else f"{count} articles"
    also = f"  also {', '.join(map(printable_line, page.also))}" if page.also else ""
    out.line((printable_line(page.name), "title"), (f"  {page.kind}, in {where}", "dim"), (also, "dim"))
    if page.others:
        out.line(("Not the same: ", "dim"), ", ".join(map(printable_line, page.others)))
    for appearance in page.appearances:
        _print_appearance(desk, page, appearance, every=every)
    _print_quotes(desk, f"Said by {page.name}", page.quotes_by)
    _print_quotes(desk, f"Said about {page.name}", page.quotes_about)
    _print_companions(desk, page.companions)
    if page.notes:
        out.line()
        out.line(("Your notes", "heading"))
    for note in page.notes:
        out.lines(set_paragraph(note.text, width, first=f"  {note.id[:8]}  ", rest="            "))


def _print_appearance(desk: Desk, page: PersonPage, appearance: Appearance, *, every: bool) -> None:
    out, width = desk.out, min(desk.out.width, 80)
    mentions = page.mentions_in(appearance.article.id)
    times = "once" if len(mentions) == 1 else f"{len(mentions)} times"
    out.line()
    out.line(
        (appearance.article.id[:8], "id"), "  ", (printable_line(appearance.article.title), "strong"),
        (f"  {times}", "dim"),
    )  # fmt: skip
    sentences = list(dict.fromkeys(mention.text for mention in mentions))
    shown = sentences if every else sentences[:_SHOWN]
    for sentence in shown:
        out.lines(set_paragraph(printable_line(sentence, 2000), width, first="  ", rest="  "))
    if len(sentences) > len(shown):
        out.line((f"  and {len(sentences) - len(shown)} more: --all", "dim"))


def _print_quotes(desk: Desk, heading: str, quotes: Sequence[Said]) -> None:
    if not quotes:
        return
    desk.out.line()
    desk.out.line((printable_line(heading), "heading"))
    for said in quotes:
        speaker = printable_line(said.quote.speaker) or "speaker not known"
        desk.out.line(
            (f"  {said.date}  ", "dim"), (speaker, "strong"), "  ", (desk.title(said.title, 40), "dim")
        )
        words = f"“{printable_line(said.quote.text, 100_000)}”"
        desk.out.lines(set_paragraph(words, min(desk.out.width, 80), first="  ", rest="  ", style="quote"))


def _print_companions(desk: Desk, companions: Sequence[Companion]) -> None:
    if not companions:
        return
    desk.out.line()
    desk.out.line(("In the same articles", "heading"), ("  (in how many; in how many sentences)", "dim"))
    for companion in companions[:12]:
        numbers = f"{companion.articles:4d} {companion.sentences:4d}  "
        desk.out.line((numbers, "dim"), printable_line(companion.name), (f"  {companion.kind}", "dim"))


COMMANDS = {
    "who": Command(
        _configure,
        _who,
        (
            ("reader who Ryan Ding", "articles, mentions, quotes, company, your notes"),
            ("reader who Ding --merge 'Ryan Ding'", "one person, in every article"),
            ("reader who Carrier --hide", "it is no name"),
        ),
    )
}
