"""From the words of a command line to a verb and its arguments, with errors in one line and help by
example."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace, _ActionsContainer
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from reader.cli.verbs import VERBS, Command, command
from reader.errors import UsageError

__all__ = ["Request", "read_request", "verb_help", "verb_parser"]

_WITH_VALUE = ("--home", "--color")
_ALONE = ("--plain", "--json", "--debug", "--quiet", "-q", "--verbose", "-v")
_SHORT = frozenset({"-h", "-q", "-v", "-o", "-n", "-t", "-y"})
_ONE_DASH = re.compile(r"-[^\W\d][^\n]*|-[\"(#]")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: a verb and its arguments; or no verb, and what the app is to open."""

    verb: str
    command: Command | None
    arguments: Namespace
    sources: tuple[str, ...] = ()


class _Parser(ArgumentParser):
    """Says what is wrong in the program's own way."""

    verb: str = ""
    help_text: str = ""

    def error(self, message: str) -> NoReturn:
        message = re.sub(r"^the following arguments are required: ", "missing: ", message)
        raise UsageError("wrong usage", message, f"`reader help {self.verb}` has examples")

    def format_help(self) -> str:
        return self.help_text + super().format_help()


def read_request(words: Sequence[str]) -> Request:
    """Read a command line. Raises UsageError; SystemExit(0) after `--help`."""
    leading, rest = _leading_options(words)
    first = rest[0] if rest else ""
    if first in ("-h", "--help"):
        return read_request([*leading, "help", *rest[1:]])
    if first in ("-V", "--version"):
        return read_request([*leading, "version", *rest[1:]])
    if first in VERBS:
        found = command(first)
        parser = verb_parser(first, found)
        given = _shielded(rest[1:]) if found.free_words else list(rest[1:])
        return Request(first, found, parser.parse_intermixed_args([*leading, *given]))
    if rest and not _looks_like_source(first):
        raise _unknown(first)
    for word in rest:
        if word.startswith("-"):
            raise UsageError(f"no option {word}", "", "`reader help` shows what there is")
    parser = _Parser(add_help=False, allow_abbrev=False)
    _global_options(parser)
    parser.add_argument("--plain", action="store_true")
    return Request("", None, parser.parse_args(list(leading)), tuple(rest))


def verb_parser(name: str, found: Command) -> ArgumentParser:
    """The parser of one verb, with the options that every verb has."""
    parser = _Parser(prog=f"reader {name}", allow_abbrev=False, add_help=False)
    parser.verb = name
    parser.help_text = _introduction(name, found)
    found.configure(parser)
    general = parser.add_argument_group("everywhere")
    general.add_argument("-h", "--help", action="help", help="show this")
    _global_options(general)
    return parser


def verb_help(name: str) -> str:
    """The help of one verb: examples first."""
    return verb_parser(name, command(name)).format_help()


def _introduction(name: str, found: Command) -> str:
    wide = max((len(line) for line, _ in found.examples), default=0)
    rows = [f"  {line.ljust(wide)}   {words}".rstrip() for line, words in found.examples]
    return "\n".join([f"reader {name}: {VERBS[name].words}", "", *rows, "", ""])


def _global_options(parser: _ActionsContainer) -> None:
    add = parser.add_argument
    add("--home", metavar="DIR", help="the library's folder, in place of READER_HOME")
    add("--json", action="store_true", help="print JSON")
    add(
        "--color", choices=("auto", "always", "never"), default="auto",
        help="colours (auto: on a terminal)",
    )  # fmt: skip
    add("-q", "--quiet", action="store_true", help="print nothing but what was asked for")
    add("-v", "--verbose", action="store_true", help="say more")
    add("--debug", action="store_true", help="show where a failure comes from")


def _leading_options(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options that stand before the verb are those that every verb has."""
    at = 0
    while at < len(words):
        word = words[at]
        if word in _WITH_VALUE:
            at += 2
        elif word in _ALONE or word.split("=", 1)[0] in _WITH_VALUE:
            at += 1
        else:
            break
    leading, rest = list(words[:at]), list(words[at:])
    if rest[:1] == ["--"]:
        rest = ["./" + word if word in VERBS else word for word in rest[1:]]
    return leading, rest


def _shielded(words: Sequence[str]) -> list[str]:
    """Words such as `-tag:dull` and `-b` get a space before them, which keeps them from being read as
    options."""
    result: list[str] = []
    for number, word in enumerate(words):
        if word == "--":
            return [*result, *words[number:]]
        free = not word.startswith("--") and word not in _SHORT and _ONE_DASH.match(word)
        result.append(" " + word if free else word)
    return result


def _looks_like_source(word: str) -> bool:
    import os

    return word == "-" or "/" in word or "\\" in word or "." in word or os.path.exists(word)


def _unknown(word: str) -> UsageError:
    if word.startswith("-"):
        return UsageError(f"no option {word}", "", "`reader help` shows what there is")
    from difflib import get_close_matches

    close = get_close_matches(word, VERBS, n=1, cutoff=0.6)
    if close:
        return UsageError(f"no verb {word!r}", f"did you mean `reader {close[0]}`?")
    return UsageError(f"no verb and no file {word!r}", "", "`reader help` lists the verbs")
