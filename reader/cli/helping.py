"""`reader help`: the verbs, one verb, or a topic. Examples come first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from reader.cli.desk import Desk
from reader.cli.verbs import GROUPS, VERBS, Command
from reader.errors import UsageError

__all__ = ["COMMANDS", "TOPICS", "environment_text"]

_OVERVIEW = """\
Reader, the reading desk in the terminal

  reader                               open the app
  reader add page.html                 save a page
  reader list is:unread                what is there
  reader show huawei 5g                read it here
  reader quotes huawei 5g              who said what
  reader search backdoor --in notes    find what you wrote
"""

_QUERY = """\
The language of queries, for list, search, notes and export

  reader search huawei "no backdoor"       all of these; a phrase in quotation marks
  reader search '(uk OR india) -trump'     either, and without
  reader search netw*                      words that begin like this
  reader search '*work*'                   words that this stands in
  reader list 'tag:china is:unread'        filters, which add up

  word   "a phrase"   prefix*   *part*   -not   OR   ( )   #tag   field:value

{fields}

Case, accents, curly or straight quotation marks and line breaks make no difference.
In a shell, put queries with < > ( ) " * in single quotes.
"""

_ENVIRONMENT = """\
What Reader takes from its surroundings

  reader --home ~/work list      another library, for one command
  NO_COLOR=1 reader list         no colours
  reader show start --color always | less -R

Folders  READER_HOME (library)  READER_CONFIG  READER_CACHE  READER_STATE; `reader where` shows them
Colour   --color, then NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR, CLICOLOR=0, then whether it is a terminal
Others   COLUMNS (width)  PAGER  VISUAL, EDITOR (notes)  TERM=dumb (no app)

Exit codes  0 done   1 not found, or not done   2 wrong usage   130 interrupted
What was asked for goes to standard output, everything else to standard error.
"""

TOPICS = ("query", "json", "environment")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--man", action="store_true", help="the manual page, in roff")
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help=f"a verb, or one of: {', '.join(TOPICS)}")


def _help(arguments: Namespace, desk: Desk) -> int:
    topic = arguments.topic
    if arguments.man:
        from reader import __version__
        from reader.cli.manual import manual_page

        desk.out.text(manual_page(__version__))
        return 0
    if desk.json and not topic:
        desk.out.json(
            [{"verb": verb.name, "group": verb.group, "words": verb.words} for verb in VERBS.values()]
        )
        return 0
    if not topic:
        desk.out.text(_overview())
    elif topic in VERBS:
        from reader.cli.parsing import verb_help

        desk.out.text(verb_help(topic))
    elif topic in TOPICS:
        texts: dict[str, Callable[[], str]] = {
            "query": _query_topic,
            "json": _json_topic,
            "environment": lambda: _ENVIRONMENT,
        }
        desk.out.text(texts[topic]())
    else:
        from difflib import get_close_matches

        close = get_close_matches(topic, [*VERBS, *TOPICS], n=1)
        hint = f"did you mean `reader help {close[0]}`?" if close else f"topics: {', '.join(TOPICS)}"
        raise UsageError(f"no help on {topic!r}", hint)
    return 0


def _overview() -> str:
    lines = [_OVERVIEW]
    wide = max(map(len, VERBS))
    for group in GROUPS:
        lines.append(group)
        lines += [
            f"  {verb.name.ljust(wide)}  {verb.words}" for verb in VERBS.values() if verb.group == group
        ]
        lines.append("")
    lines.append("Everywhere: --home DIR, --json, --color WHEN, --quiet, --help.")
    lines.append(f"More: reader help VERB, reader help {'|'.join(TOPICS)}")
    return "\n".join(lines)


def _query_topic() -> str:
    from reader.search.fields import FIELDS
    from reader.terminal.cells import wrapped

    rows = []
    for name, words in FIELDS.items():
        first, *rest = wrapped(words, 76)
        rows += [f"  {name + ':':11s}{first}", *(" " * 13 + line for line in rest)]
    return _QUERY.replace("{fields}", "\n".join(rows))


def environment_text() -> str:
    """What the program takes from its surroundings, as the manual page and `reader help environment` say it."""
    return _ENVIRONMENT


def _json_topic() -> str:
    from reader.cli.json_shapes import json_shapes

    lines = [
        "What --json prints: one object, or one array. Keys are stable; new ones may come.",
        "",
        "  reader list is:unread --json | jq -r '.[].title'",
        "  reader entities q7dk --json | jq '.[] | select(.kind == \"person\").name'",
        "",
        "Offsets (start, end) are characters of the article's `text`, end not included. Times are ISO 8601 in UTC.",
        "",
    ]
    for what, keys in json_shapes().items():
        lines.append(what)
        lines += [f"    {line}" for line in _in_lines(keys)]
    return "\n".join(lines)


def _in_lines(keys: list[str]) -> list[str]:
    from reader.terminal.cells import wrapped

    return wrapped(" ".join(keys), 90)


COMMANDS = {
    "help": Command(
        _configure,
        _help,
        (
            ("reader help", "the verbs"),
            ("reader help add", "one verb, by example"),
            ("reader help query", "the language of queries"),
            ("reader help --man", "the manual page, for ~/.local/share/man/man1/reader.1"),
        ),
    )
}
