"""Every verb of the command line, once: its family of modules and one line of words. Feeds help and
completion."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.cli.desk import Desk

__all__ = ["GROUPS", "VERBS", "Command", "Verb", "command"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's name, the module that does it (`reader.cli.<module>`), its group in the help, and what it
    does."""

    name: str
    module: str
    group: str
    words: str


@dataclass(frozen=True, slots=True)
class Command:
    """How a verb is read and done. `run` returns the exit code.

    `examples` are whole command lines with what they do, shown first in its help. With `free_words` a word
    that begins with one dash and is no option belongs to the query or the tags (`-tag:dull`).
    """

    configure: Callable[[ArgumentParser], object]
    run: Callable[[Namespace, Desk], int]
    examples: tuple[tuple[str, str], ...]
    free_words: bool = False


GROUPS = ("Save and read", "Who and what", "Mark and write", "Find and share", "Keep order", "The program")

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("add", "saving", GROUPS[0], "save files, folders, pages of the web or standard input"),
        Verb("import", "importing", GROUPS[0], "take in what another program exported"),
        Verb("fetch", "fetching", GROUPS[0], "get the texts of articles that came without one"),
        Verb("watch", "watching", GROUPS[0], "save what a browser puts into a folder"),
        Verb("list", "listing", GROUPS[0], "list articles"),
        Verb("open", "opening", GROUPS[0], "read an article in the app"),
        Verb("show", "reading", GROUPS[0], "print an article"),
        Verb("outline", "reading", GROUPS[0], "print an article's headings"),
        Verb("put-back", "editing", GROUPS[0], "put a removed block back into an article"),
        Verb("take-out", "editing", GROUPS[0], "take a paragraph out of an article"),
        Verb("entities", "people", GROUPS[1], "the people, organisations and places of an article"),
        Verb("quotes", "people", GROUPS[1], "what is quoted in an article, and who said it"),
        Verb("who", "who", GROUPS[1], "everything about one person, organisation or place"),
        Verb("highlight", "marking", GROUPS[2], "highlight a passage"),
        Verb("highlights", "marking", GROUPS[2], "list highlights"),
        Verb("note", "marking", GROUPS[2], "write, edit or delete a note"),
        Verb("notes", "marking", GROUPS[2], "list or search notes"),
        Verb("notebook", "notebook", GROUPS[2], "all notes, highlights and quotes, in groups"),
        Verb("review", "notebook", GROUPS[2], "bring old highlights back, a few a day"),
        Verb("history", "upkeep", GROUPS[2], "what a note said before"),
        Verb("reattach", "upkeep", GROUPS[2], "put a highlight that lost its place where it belongs"),
        Verb("tag", "tagging", GROUPS[2], "add and remove tags"),
        Verb("tags", "tagging", GROUPS[2], "list, rename or merge tags; as a tree; what looks wrong"),
        Verb("search", "finding", GROUPS[3], "search articles, highlights, notes, quotes and names"),
        Verb("searches", "searches", GROUPS[3], "save a search under a name, list what was saved"),
        Verb("export", "sharing", GROUPS[3], "write articles and notes as Markdown, HTML, CSV, BibTeX …"),
        Verb("cite", "sharing", GROUPS[3], "an article or a highlight as a citation"),
        Verb("mark", "keeping", GROUPS[4], "mark articles read, unread, starred, archived, for later"),
        Verb("rules", "ruling", GROUPS[4], "your own rules for what is saved: list them, apply them"),
        Verb("stats", "figures", GROUPS[4], "what was read and saved, by week, and who was met most"),
        Verb("delete", "keeping", GROUPS[4], "put articles, highlights or notes into the trash"),
        Verb("trash", "keeping", GROUPS[4], "list, restore or purge what is in the trash"),
        Verb("undo", "keeping", GROUPS[4], "take the last change back"),
        Verb("redo", "keeping", GROUPS[4], "make it again"),
        Verb("reclean", "upkeep", GROUPS[4], "make articles again from their originals"),
        Verb("sites", "editing", GROUPS[4], "rules for the pages of a site: list, check, import"),
        Verb("duplicates", "upkeep", GROUPS[4], "find pages that were saved twice, and make them one"),
        Verb("tidy", "upkeep", GROUPS[4], "purge old trash, compact the journal"),
        Verb("sync-status", "upkeep", GROUPS[4], "which devices write this library"),
        Verb("backup", "upkeep", GROUPS[4], "write all that cannot be made again to one file"),
        Verb("restore", "upkeep", GROUPS[4], "bring a backup back"),
        Verb("doctor", "house", GROUPS[5], "check the library and the terminal"),
        Verb("where", "house", GROUPS[5], "where everything is kept"),
        Verb("themes", "settings", GROUPS[5], "list themes, or choose one"),
        Verb("keys", "settings", GROUPS[5], "the keys of the app"),
        Verb("config", "settings", GROUPS[5], "show or change settings"),
        Verb("serve", "serving", GROUPS[5], "the app in a browser, for this machine alone"),
        Verb("completion", "completion", GROUPS[5], "a completion script for bash, zsh or fish"),
        Verb("help", "helping", GROUPS[5], "help on a verb or a topic"),
        Verb("version", "house", GROUPS[5], "the program's version"),
    )
}


def command(name: str) -> Command:
    """The command of a verb; loads its module."""
    from importlib import import_module

    commands: dict[str, Command] = import_module(f"reader.cli.{VERBS[name].module}").COMMANDS
    return commands[name]
