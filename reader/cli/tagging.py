"""`reader tag` and `reader tags`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reader.cli.choosing import any_item
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound, UsageError
from reader.library.records import ArticleRecord, record_to_json
from reader.terminal import printable_line

__all__ = ["COMMANDS"]


def _configure_tag(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="ID +TAG -TAG",
        help="an article, highlight or note; tags to add with + and to remove with -",
    )  # fmt: skip
    parser.add_argument("--suggest", action="store_true", help="print tags that would fit; changes nothing")


def _tag(arguments: Namespace, desk: Desk) -> int:
    words = [word.strip() for word in arguments.words]
    name = " ".join(word for word in words if word[:1] not in ("+", "-"))
    add = [word[1:] for word in words if word.startswith("+")]
    remove = [word[1:] for word in words if word.startswith("-")]
    if not name:
        raise UsageError("wrong usage", "missing: ID", "`reader tag ID +TAG -TAG`")
    if not all(add) or not all(remove):
        raise UsageError("a tag needs letters", "", "`reader tag ID +TAG -TAG`")
    item = any_item(desk.library, name)
    if arguments.suggest:
        return _suggest(desk, item if isinstance(item, ArticleRecord) else desk.library.article(item.article))
    tags = desk.library.tag(item.id, add, remove) if add or remove else item.tags
    if desk.json:
        desk.out.json({"id": item.id, "tags": list(tags)})
    elif tags:
        desk.out.line((" ".join("#" + printable_line(tag) for tag in tags), "tag"))
    else:
        desk.say("no tags")
    return 0


def _suggest(desk: Desk, record: ArticleRecord) -> int:
    suggestions = desk.library.suggested_tags(record.id)
    if desk.json:
        desk.out.json([{"tag": suggestion.tag, "origin": suggestion.origin} for suggestion in suggestions])
        return 0
    origins = {"tag": "a tag of yours", "keyword": "the page's keyword", "entity": "named in it"}
    for suggestion in suggestions:
        words = origins.get(suggestion.origin, suggestion.origin)
        desk.out.line(("+" + printable_line(suggestion.tag), "tag"), ("  " + words, "dim"))
    return 0


def _configure_tags(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="rename|merge A B", help="give tag A the name B everywhere"
    )


def _tags(arguments: Namespace, desk: Desk) -> int:
    if arguments.words:
        return _rename(arguments.words, desk)
    counts = desk.library.tags()
    if desk.json:
        desk.out.json([record_to_json(count) for count in counts])
        return 0
    for count in counts:
        total = count.articles + count.highlights + count.notes
        kinds = (("articles", count.articles), ("highlights", count.highlights), ("notes", count.notes))
        parts = ", ".join(f"{number} {kind if number > 1 else kind[:-1]}" for kind, number in kinds if number)
        desk.out.line(f"{total:5d}  ", ("#" + printable_line(count.tag), "tag"), ("  " + parts, "dim"))
    if not counts:
        desk.say("no tags yet: `reader tag ID +TAG` adds one")
    return 0


def _rename(words: list[str], desk: Desk) -> int:
    """Both verbs make A into B; `rename` asks first that B is free, so that no tags run together unasked."""
    verb, *names = words
    if verb not in ("rename", "merge") or len(names) != 2:
        raise UsageError("wrong usage", "", "`reader tags rename A B` or `reader tags merge A B`")
    old, new = (name.removeprefix("#") for name in names)
    known = {count.tag for count in desk.library.tags()}
    if old not in known:
        raise NotFound(f"no tag {old!r}", "", "`reader tags` lists them")
    if verb == "rename" and new in known:
        raise UsageError(
            f"there is a tag {new!r} already", "", f"`reader tags merge {old} {new}` joins the two"
        )
    changed = desk.library.rename_tag(old, new)
    if desk.json:
        desk.out.json({"old": old, "new": new, "changed": changed})
    else:
        desk.say(f"{changed} changed; `reader undo` takes it back")
    return 0


COMMANDS = {
    "tag": Command(
        _configure_tag,
        _tag,
        (
            ("reader tag q7dk +china -later", "add one, remove one"),
            ("reader tag q7dk", "the tags that it has"),
            ("reader tag q7dk --suggest", "tags that would fit; none is set by itself"),
        ),
        free_words=True,
    ),
    "tags": Command(
        _configure_tags,
        _tags,
        (
            ("reader tags", "all, with how often each is used"),
            ("reader tags rename 5g telecoms", "everywhere at once"),
            ("reader tags merge prc china", "two into one"),
        ),
    ),
}
