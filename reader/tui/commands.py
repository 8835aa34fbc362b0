"""The command line of the app: `:50%`, `:theme dusk`, `:tag city, budget`, `:q`. Pure: words in, a command
out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.errors import UsageError
from reader.tui.actions import BY_ID

__all__ = ["COMMANDS", "Command", "completions", "parse_command"]

COMMANDS: dict[str, str] = {
    "q": "back one level, or quit",
    "quit": "quit",
    "theme": "another theme",
    "tag": "add tags, separated by commas",
    "untag": "take tags off",
    "rename-tag": "rename a tag everywhere: OLD, NEW",
    "sort": "sort the library",
    "filter": "filter the library",
    "list": "show what a query finds in the library",
    "search": "search everything",
    "open": "open an article by words of its title",
    "add": "save a file, a folder or an address",
    "who": "a name in the whole library",
    "find": "find in the article",
    "width": "columns of text, in characters",
    "help": "the keys of this place",
    "purge": "empty the trash for ever",
}
"""The commands that take words; besides them every action's id is a command."""

_PERCENT = re.compile(r"^(\d{1,3})\s*%$")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `percent` with a number, one of `COMMANDS`, or `action` with an action's id."""

    name: str
    argument: str = ""


def parse_command(text: str) -> Command:
    """Read a command line. Raises UsageError naming the nearest command there is."""
    words = text.strip().removeprefix(":").strip()
    percent = _PERCENT.match(words)
    if percent:
        return Command("percent", str(min(100, int(percent.group(1)))))
    name, _, argument = words.partition(" ")
    if name in COMMANDS:
        return Command(name, argument.strip())
    if name in BY_ID:
        return Command("action", name)
    starting = [command for command in COMMANDS if name and command.startswith(name)]
    if len(starting) == 1:
        return Command(starting[0], argument.strip())
    near = difflib.get_close_matches(name, [*COMMANDS, *BY_ID], n=1)
    raise UsageError(f"no command “{name}”", "", f"perhaps :{near[0]}" if near else ": and Tab shows them")


def completions(text: str, arguments: Mapping[str, Callable[[], Sequence[str]]]) -> list[str]:
    """What the line could become; `arguments` gives the words that a command can take."""
    name, blank, argument = text.partition(" ")
    if not blank:
        names = [*COMMANDS, *BY_ID] if name else list(COMMANDS)
        return [command for command in names if command.startswith(name) and command != name]
    if name not in arguments:
        return []
    head, comma, last = argument.rpartition(",")
    before = f"{head}, " if comma else ""
    typed = last.strip().lower()
    words = [word for word in arguments[name]() if typed in word.lower()]
    words.sort(key=lambda word: not word.lower().startswith(typed))
    return [f"{name} {before}{word}" for word in words]
