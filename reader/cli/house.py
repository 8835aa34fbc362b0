"""`reader doctor`, `where` and `version`: the state of the library, of the terminal and of the program."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from reader.cli.desk import Desk, is_terminal
from reader.cli.verbs import Command
from reader.terminal import printable_line

__all__ = ["COMMANDS"]

_CLIPBOARDS = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe")


def _configure_nothing(parser: ArgumentParser) -> None:
    """No arguments of its own."""


# -- doctor --------------------------------------------------------------------------------------------------


def _doctor(arguments: Namespace, desk: Desk) -> int:
    from reader import __version__

    live = is_terminal(sys.stderr) and not desk.quiet and not desk.json
    findings = desk.library.doctor(desk.say if live else None)
    settings = list(desk.config.problems)
    about, paths = _terminal_facts(), {name: str(path) for name, path in _places(desk).items()}
    versions = {"reader": __version__, "python": platform.python_version(), **_library_versions()}
    holds = {
        "articles": len(desk.library.articles()),
        "highlights": len(desk.library.highlights()),
        "notes": len(desk.library.notes()),
    }
    if desk.json:
        desk.out.json(
            {
                "findings": findings, "settings": settings, "terminal": about, "paths": paths,
                "versions": versions, "holds": holds,
            }
        )  # fmt: skip
        return 1 if findings else 0
    about = {
        "program": ", ".join(f"{name} {version}" for name, version in versions.items()),
        **about,
        "library": f"{paths['library']}: " + ", ".join(f"{count:,} {name}" for name, count in holds.items()),
        "settings": paths["settings"],
        "reports": paths["logs"],
    }
    for name, value in about.items():
        desk.out.line((f"{name:11s}", "dim"), printable_line(value))
    for finding in [*settings, *findings]:
        desk.out.line((printable_line(finding, 1000), "warning"))
    if not findings:
        desk.out.line(("the library is sound", "good"))
    return 1 if findings else 0


def _terminal_facts() -> dict[str, str]:
    """What a report of a problem should say about the terminal."""
    clipboard = next((name for name in _CLIPBOARDS if shutil.which(name)), "")
    return {
        "terminal": os.environ.get("TERM", "none") + (" in tmux" if os.environ.get("TMUX") else ""),
        "colours": _colours(),
        "encoding": (sys.stdout.encoding or "unknown").lower(),
        "clipboard": f"OSC 52, and {clipboard}" if clipboard else "OSC 52",
        "editor": os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano or vi",
        "pager": os.environ.get("PAGER", "less"),
        "browser": os.environ.get("BROWSER") or "the system's own",
    }


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR)"
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16"


# -- where ---------------------------------------------------------------------------------------------------


def _configure_where(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="print only this path")


def _where(arguments: Namespace, desk: Desk) -> int:
    from reader.errors import NotFound

    places = _places(desk)
    if arguments.name:
        if arguments.name not in places:
            raise NotFound(f"no place is called {arguments.name!r}", f"there are: {', '.join(places)}")
        desk.out.line(str(places[arguments.name]))
    elif desk.json:
        desk.out.json({name: str(path) for name, path in places.items()})
    else:
        wide = max(map(len, places))
        for name, path in places.items():
            there = "" if path.exists() else "  (not there yet)"
            desk.out.line((name.ljust(wide + 2), "dim"), str(path), (there, "dim"))
    return 0


def _places(desk: Desk) -> dict[str, Path]:
    from reader.config import config_folder, config_path

    own = {"settings": config_path(), "themes": config_folder() / "themes"}
    return {**desk.library.where(), **own}


# -- version -------------------------------------------------------------------------------------------------


def _version(arguments: Namespace, desk: Desk) -> int:
    from reader import __version__

    versions = {"reader": __version__}
    if desk.json or arguments.verbose:
        versions |= {"python": platform.python_version(), **_library_versions()}
    if desk.json:
        desk.out.json(versions)
        return 0
    for name, version in versions.items():
        desk.out.line(f"{name} {version}")
    return 0


def _library_versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("textual", "rich", "tinydb", "readability-lxml", "lxml"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


COMMANDS = {
    "doctor": Command(
        _configure_nothing, _doctor, (("reader doctor", "check everything, mend what can be mended"),)
    ),
    "where": Command(
        _configure_where,
        _where,
        (("reader where", "every folder and file"), ("cd $(reader where journals)", "one of them")),
    ),
    "version": Command(
        _configure_nothing,
        _version,
        (("reader version", "the program's"), ("reader version -v", "and those of what it stands on")),
    ),
}
