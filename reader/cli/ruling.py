"""`reader rules`: the user's own rules for articles that are saved."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import UsageError
from reader.rules import rule_to_json
from reader.terminal import printable_line

__all__ = ["COMMANDS"]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="apply QUERY",
        help="apply them to articles that are there; all without a query",
    )


def _rules(arguments: Namespace, desk: Desk) -> int:
    rules = desk.config.rules
    if arguments.words:
        return _apply(arguments.words, desk)
    if desk.json:
        desk.out.json([rule_to_json(rule) for rule in rules])
        return 0
    for rule in rules:
        conditions = ", ".join(f"{name} “{printable_line(value)}”" for name, value in rule.conditions.items())
        doings = [f"#{printable_line(tag)}" for tag in rule.tags]
        doings += [f"→ {rule.queue}"] if rule.queue else []
        doings += ["★"] if rule.star else []
        desk.out.line((conditions, "strong"), "  ", (" ".join(doings), "tag"))
    if not rules:
        desk.say("no rules yet: `reader config --edit` opens the file; [[rules]] site = …, tags = […]")
    return 0


def _apply(words: list[str], desk: Desk) -> int:
    verb, *query = words
    if verb != "apply":
        raise UsageError("wrong usage", "", "`reader rules` or `reader rules apply QUERY`")
    changed = desk.library.apply_rules(" ".join(query))
    if desk.json:
        desk.out.json(
            [{"id": record.id, "tags": list(record.tags), "queue": record.queue} for record in changed]
        )
        return 0
    for record in changed:
        desk.out.line((record.id, "id"), "  ", (desk.title(record.title, 20), "title"))
    desk.say(f"{len(changed)} changed" + ("; `reader undo` takes it back" if changed else ""))
    return 0


COMMANDS = {
    "rules": Command(
        _configure,
        _rules,
        (
            ("reader rules", "those that stand in config.toml"),
            ("reader rules apply is:inbox", "do to these what the rules say"),
        ),
        free_words=True,
    )
}
