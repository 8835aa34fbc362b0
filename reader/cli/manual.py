"""The manual page, made from the registry of verbs and their help: `reader help --man`.

Source: man(7), groff_man(7). Every text is escaped: a line that begins with `.` or `'` is no request.
"""

from __future__ import annotations

import re

from reader.cli.verbs import GROUPS, VERBS, command

__all__ = ["manual_page"]


def manual_page(version: str) -> str:
    """The whole page in roff, section 1."""
    lines = [
        f'.TH READER 1 "" "reader {_plain(version)}" "User Commands"',
        ".SH NAME",
        r"reader \- the reading desk in the terminal",
        ".SH SYNOPSIS",
        ".B reader",
        r"[\fIPATH\fR|\fIURL\fR ...]",
        ".br",
        ".B reader",
        r"\fIVERB\fR [\fIARGUMENTS\fR] [\fIOPTIONS\fR]",
        ".SH DESCRIPTION",
        _text("Cleans saved articles, finds who said what in them, keeps highlights, notes and tags, and searches all "
              "of it. Without a verb the app opens. Each verb does what the app does, for scripts and pipes."),
    ]  # fmt: skip
    for group in GROUPS:
        lines += [f".SH {_text(group.upper())}"]
        for verb in VERBS.values():
            if verb.group == group:
                lines += _verb(verb.name, verb.words)
    lines += _closing()
    return "\n".join(lines) + "\n"


def _verb(name: str, words: str) -> list[str]:
    from reader.cli.parsing import verb_parser

    found = command(name)
    parser = verb_parser(name, found)
    usage = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    usage = usage.replace(" [-h] [--home DIR] [--json] [--color {auto,always,never}] [-q] [-v] [--debug]", "")
    lines = [f".SS reader {name}", _text(words[:1].upper() + words[1:] + "."), ".PP", _text(usage)]
    for action in parser._actions:
        if action.help and action.dest not in ("help", "home", "json", "color", "quiet", "verbose", "debug"):
            shown = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            if action.option_strings and action.nargs != 0 and isinstance(action.metavar, str):
                shown += f" {action.metavar}"
            lines += [
                ".TP",
                rf"\fB{_plain(shown)}\fR",
                _text(action.help % {"default": action.default, "prog": "reader"}),
            ]
    for line, told in found.examples:
        lines += [".PP", ".RS 4", f".B {_text(line)}", ".br", _text(told or " "), ".RE"]
    return lines


def _closing() -> list[str]:
    from reader.cli.helping import environment_text

    return [
        ".SH OPTIONS OF EVERY VERB",
        _text("--home DIR: the library's folder. --json: print JSON (reader help json). --color auto|always|never. "
              "-q, --quiet. -v, --verbose. --debug. -h, --help."),
        ".SH ENVIRONMENT AND EXIT STATUS",
        ".nf",
        *(_text(line) for line in environment_text().splitlines() if line),
        ".fi",
        ".SH SEE ALSO",
        _text("reader help query, reader help json, reader keys, reader where"),
    ]  # fmt: skip


def _text(words: str) -> str:
    """Words that are nothing but text, on lines that are no requests."""
    return "\n".join(rf"\&{line}" if line[:1] in (".", "'") else line for line in _plain(words).split("\n"))


def _plain(words: str) -> str:
    escaped = words.replace("\\", r"\e").replace("-", r"\-").replace("…", "...")
    return re.sub("[“”]", '"', escaped).replace('"', r"\(dq")
