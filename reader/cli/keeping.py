"""`reader mark`, `delete`, `trash`, `undo` and `redo`: keeping order, with a way back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from reader.cli.choosing import any_item, found_articles, several_articles
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound, UsageError
from reader.library.records import ArticleRecord, Highlight, Note, record_to_json
from reader.terminal import printable_line

__all__ = ["COMMANDS"]

_MARKS: dict[str, dict[str, Any]] = {
    "read": {"state": "read"},
    "reading": {"state": "reading"},
    "unread": {"state": "unread"},
    "star": {"starred": True},
    "unstar": {"starred": False},
    "archive": {"archived": True},
    "unarchive": {"archived": False},
    "later": {"queue": "later"},
    "inbox": {"queue": "inbox"},
}


# -- mark ----------------------------------------------------------------------------------------------------


def _configure_mark(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="ID MARK",
        help=f"articles (- for ids on standard input), then one or more of: {', '.join(_MARKS)}",
    )  # fmt: skip
    parser.add_argument("--query", metavar="QUERY", help="every article that this finds, in place of an ID")


def _mark(arguments: Namespace, desk: Desk) -> int:
    names = list(arguments.words)
    changes: dict[str, Any] = {}
    while names and names[-1] in _MARKS:
        changes = {**_MARKS[names.pop()], **changes}
    if bool(names) == (arguments.query is not None) or not changes:
        missing = (
            "an ID or --query, not both" if changes else f"the last word should be one of {', '.join(_MARKS)}"
        )
        raise UsageError("wrong usage", missing, "`reader mark ID read`")
    query = arguments.query
    records = (
        found_articles(desk.library, query) if query is not None else several_articles(desk.library, names)
    )
    ids = [record.id for record in records]
    desk.library.mark(ids, **changes)
    if desk.json:
        desk.out.json([record_to_json(desk.library.article(id)) for id in ids])
    else:
        which = f"“{printable_line(records[0].title)}”" if len(records) == 1 else f"{len(records)} articles"
        desk.say(f"marked {which}; `reader undo` takes it back")
    return 0


# -- trash ---------------------------------------------------------------------------------------------------


def _configure_delete(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="ID", help="articles, highlights or notes; or words of one title"
    )


def _delete(arguments: Namespace, desk: Desk) -> int:
    items = _items(desk, arguments.words)
    gone = desk.library.delete([item.id for item in items])
    if desk.json:
        desk.out.json(gone)
    else:
        for item in items:
            desk.say(
                f"in the trash: {_named(item)}" if item.id in gone else f"was in the trash: {_named(item)}"
            )
        if gone:
            desk.say("`reader undo` takes it back")
    return 0


def _items(desk: Desk, words: Sequence[str]) -> list[ArticleRecord | Highlight | Note]:
    """Several things by their ids; else the one article whose title the words are."""
    if len(words) == 1:
        return [any_item(desk.library, words[0])]
    found = []
    for word in words:
        try:
            item = any_item(desk.library, word)
        except NotFound:
            break
        if not item.id.startswith(word.lower()):
            break
        found.append(item)
    else:
        return found
    return [any_item(desk.library, " ".join(words))]


def _named(item: ArticleRecord | Highlight | Note) -> str:
    if isinstance(item, ArticleRecord):
        return printable_line(item.title)
    words = item.exact if isinstance(item, Highlight) else item.text
    return printable_line(f"{_kind(item)} “{printable_line(words, 60)}”")


def _kind(item: ArticleRecord | Highlight | Note) -> str:
    return (
        "article"
        if isinstance(item, ArticleRecord)
        else "highlight"
        if isinstance(item, Highlight)
        else "note"
    )


def _configure_trash(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="restore|purge ID", help="nothing: list; purge alone: everything"
    )
    parser.add_argument("-y", "--yes", action="store_true", help="purge without asking")


def _trash(arguments: Namespace, desk: Desk) -> int:
    verb, *names = arguments.words or ["list"]
    if verb == "list" and not names:
        return _list_trash(desk)
    if verb == "restore":
        if not names:
            raise UsageError("wrong usage", "missing: ID", "`reader trash` lists what there is")
        back = desk.library.restore([item.id for item in _trashed(desk, names)])
        return _told(desk, back, f"{len(back)} back out of the trash")
    if verb == "purge":
        return _purge(desk, names, yes=arguments.yes)
    raise UsageError(
        "wrong usage", "", "`reader trash`, `reader trash restore ID`, `reader trash purge [ID]`"
    )


def _list_trash(desk: Desk) -> int:
    items = desk.library.trash()
    if desk.json:
        desk.out.json([{"kind": _kind(item), **record_to_json(item)} for item in items])
        return 0
    for item in items:
        desk.out.line((item.id, "id"), "  ", (item.trashed[:10], "dim"), "  ", _named(item))
    if not items:
        desk.say("the trash is empty")
    return 0


def _trashed(desk: Desk, names: Sequence[str]) -> list[ArticleRecord | Highlight | Note]:
    """Things in the trash by id, the start of one, or words of an article's title. Raises NotFound."""
    there = desk.library.trash()
    chosen: list[ArticleRecord | Highlight | Note] = []
    for name in names:
        fits = [item for item in there if item.id.startswith(name.lower())]
        if not fits:
            wanted = name.casefold()
            fits = [
                item for item in there if isinstance(item, ArticleRecord) and wanted in item.title.casefold()
            ]
        if len(fits) != 1:
            reason = ", ".join(item.id for item in fits[:5])
            title = (
                f"{name!r} fits {len(fits)} things in the trash"
                if fits
                else f"nothing called {name!r} is in the trash"
            )
            raise NotFound(title, reason, "`reader trash` lists what there is")
        chosen += fits
    return chosen


def _purge(desk: Desk, names: Sequence[str], *, yes: bool) -> int:
    items = _trashed(desk, names) if names else desk.library.trash()
    if not items:
        desk.say("the trash is empty")
        return 0
    if not yes and not _agreed(desk, f"remove {len(items)} for good? This cannot be undone. [y/N] "):
        desk.say("nothing was removed")
        return 1
    count = desk.library.purge([item.id for item in items])
    if desk.json:
        desk.out.json({"purged": count})
    else:
        desk.say(f"{count} removed for good")
    return 0


def _agreed(desk: Desk, question: str) -> bool:
    if not desk.can_ask:
        raise UsageError("purging cannot be undone", "", "`--yes` says that you mean it")
    desk.err.stream.write(question)
    desk.err.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


# -- undo ----------------------------------------------------------------------------------------------------


def _configure_nothing(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def _undo(arguments: Namespace, desk: Desk) -> int:
    words = desk.library.undo()
    return _told(desk, {"undone": words}, f"undone: {printable_line(words)}")


def _redo(arguments: Namespace, desk: Desk) -> int:
    words = desk.library.redo()
    return _told(desk, {"redone": words}, f"done again: {printable_line(words)}")


def _told(desk: Desk, value: object, words: str) -> int:
    if desk.json:
        desk.out.json(value)
    else:
        desk.say(words)
    return 0


COMMANDS = {
    "mark": Command(
        _configure_mark,
        _mark,
        (
            ("reader mark q7dk read", "opening an article never does this"),
            ("reader mark q7dk star archive", "several marks at once"),
            ("reader mark --query 'is:inbox added:<2025' archive", "many articles, undone at once"),
            ("reader list tag:dull --ids | reader mark - later", "those of another command"),
        ),
    ),
    "delete": Command(
        _configure_delete,
        _delete,
        (("reader delete q7dk", "into the trash; `reader undo` takes it back"),),
    ),
    "trash": Command(
        _configure_trash,
        _trash,
        (
            ("reader trash", "what is in it"),
            ("reader trash restore q7dk", "put back"),
            ("reader trash purge", "remove everything in it for good"),
        ),
    ),
    "undo": Command(
        _configure_nothing, _undo, (("reader undo", "take the last change back, also after days"),)
    ),
    "redo": Command(_configure_nothing, _redo, (("reader redo", "make it again"),)),
}
