"""`reader tag` and `reader tags`."""

from __future__ import annotations

import dataclasses
import shlex
from argparse import ArgumentParser, Namespace

from reader.cli.choosing import any_item, found_articles, words_of_input
from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import NotFound, UsageError
from reader.library.records import ArticleRecord, record_to_json
from reader.terminal import printable_line

__all__ = ["COMMANDS"]


def _configure_tag(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="ID +TAG -TAG",
        help="an article, highlight or note (- for ids on standard input); tags to add with + and to remove with -",
    )  # fmt: skip
    parser.add_argument("--query", metavar="QUERY", help="every article that this finds, in place of an ID")
    parser.add_argument("--suggest", action="store_true", help="print tags that would fit; changes nothing")


def _tag(arguments: Namespace, desk: Desk) -> int:
    words = [word.strip() for word in arguments.words]
    name = " ".join(word for word in words if word[:1] not in ("+", "-") or word == "-")
    add = [word[1:] for word in words if word.startswith("+")]
    remove = [word[1:] for word in words if word.startswith("-") and word != "-"]
    if name == "-" or arguments.query is not None:
        return _tag_many(arguments, desk, name, add, remove)
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


def _tag_many(arguments: Namespace, desk: Desk, name: str, add: list[str], remove: list[str]) -> int:
    """Tags of all that a query finds, or of the ids on standard input, as one change."""
    if not (all([*add, *remove]) and (add or remove)):
        raise UsageError("wrong usage", "missing: +TAG or -TAG", "`reader tag --query QUERY +TAG`")
    if name == "-":
        ids = [any_item(desk.library, word).id for word in words_of_input()]
    else:
        ids = [record.id for record in found_articles(desk.library, arguments.query)]
    desk.library.tag_many(ids, add, remove)
    if desk.json:
        desk.out.json({"changed": len(ids), "added": add, "removed": remove})
    else:
        desk.say(f"{len(ids)} tagged; `reader undo` takes it back")
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
        "words",
        nargs="*",
        metavar="tree|doctor|rename A B|merge A B",
        help="as a tree; what looks wrong; give tag A the name B everywhere",
    )


def _tags(arguments: Namespace, desk: Desk) -> int:
    if arguments.words == ["tree"]:
        return _tree(desk)
    if arguments.words == ["doctor"]:
        return _doctor(desk)
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


def _tree(desk: Desk) -> int:
    branches = desk.library.tag_tree()
    if desk.json:
        desk.out.json([dataclasses.asdict(branch) for branch in branches])
        return 0
    for branch in branches:
        below = f"  {branch.own} itself" if branch.own != branch.total else ""
        name = "  " * branch.depth + ("#" if not branch.depth else "/") + printable_line(branch.name)
        desk.out.line(f"{branch.total:5d}  ", (name, "tag"), (below, "dim"))
    return 0


def _doctor(desk: Desk) -> int:
    found = desk.library.tag_findings()
    if desk.json:
        desk.out.json([dataclasses.asdict(finding) for finding in found])
        return 0
    for finding in found:
        tag, better = (
            printable_line(shlex.quote(finding.tag)),
            printable_line(shlex.quote(finding.better)),
        )
        if finding.kind == "single":
            desk.out.line((f"#{printable_line(finding.tag)}", "tag"), ("  is used once", "dim"))
            continue
        words = "is another spelling of" if finding.kind == "spelling" else "looks like a slip for"
        desk.out.line(
            (f"#{printable_line(finding.tag)} {finding.uses}", "tag"), (f"  {words}  ", "dim"),
            (f"#{printable_line(finding.better)} {finding.better_uses}", "tag"),
            (f"   reader tags merge {tag} {better}", "dim"),
        )  # fmt: skip
    if not found:
        desk.say("the tags are in good order")
    return 0


def _rename(words: list[str], desk: Desk) -> int:
    """Both verbs make A into B; `rename` asks first that B is free, so that no tags run together unasked."""
    verb, *names = words
    if verb not in ("rename", "merge") or len(names) != 2:
        raise UsageError(
            "wrong usage",
            "",
            "`reader tags`, `tags tree`, `tags doctor`, `tags rename A B` or `tags merge A B`",
        )
    old, new = (name.removeprefix("#") for name in names)
    known = {branch.tag for branch in desk.library.tag_tree()}
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
            (
                "reader tag --query 'site:lwn is:unread' +linux",
                "everything that a query finds, undone at once",
            ),
            ("reader tag q7dk --suggest", "tags that would fit; none is set by itself"),
        ),
        free_words=True,
    ),
    "tags": Command(
        _configure_tags,
        _tags,
        (
            ("reader tags", "all, with how often each is used"),
            ("reader tags tree", "a/b below a"),
            ("reader tags doctor", "two spellings of one tag, slips, tags used once"),
            ("reader tags rename 5g telecoms", "everywhere at once, with the tags below it"),
            ("reader tags merge prc china", "two into one"),
        ),
    ),
}
