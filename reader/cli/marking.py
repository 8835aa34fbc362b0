"""`reader highlight`, `highlights`, `note` and `notes`: what the reader marks and writes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from reader.cli.choosing import any_item, one_article
from reader.cli.desk import Desk, is_terminal
from reader.cli.typeset import set_paragraph
from reader.cli.verbs import Command
from reader.errors import NotFound, ReaderError, UsageError
from reader.library.records import COLOURS, Highlight, Note, record_to_json
from reader.terminal import printable_line

__all__ = ["COMMANDS"]

_NOTE_LIMIT = 2**20
"""Characters that a note read from standard input may have."""


# -- highlights ----------------------------------------------------------------------------------------------


def _configure_highlight(parser: ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ID", help="an id, the start of one, or words of the title in quotes"
    )
    parser.add_argument(
        "passage", nargs="+", metavar="TEXT", help="the words to highlight, as they stand there"
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="a note on it")
    parser.add_argument("-t", "--tag", action="append", default=[], metavar="TAG", help="a tag for it")
    parser.add_argument("--colour", choices=COLOURS, default="yellow", help="its colour")


def _highlight(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, [arguments.article])
    made = desk.library.highlight(
        record.id,
        " ".join(arguments.passage),
        colour=arguments.colour,
        tags=arguments.tag,
        note=arguments.note,
    )
    if desk.json:
        desk.out.json(record_to_json(made))
    else:
        desk.out.line((made.id, "id"), "  ", (printable_line(made.exact), "quote"))
    return 0


def _configure_highlights(parser: ArgumentParser) -> None:
    parser.add_argument("article", nargs="*", metavar="ID", help="of one article; of all where none is given")


def _highlights(arguments: Namespace, desk: Desk) -> int:
    record = one_article(desk.library, arguments.article) if arguments.article else None
    highlights = desk.library.highlights(record.id if record else "")
    if desk.json:
        desk.out.json([record_to_json(highlight) for highlight in highlights])
        return 0
    titles = _Titles(desk)
    for number, highlight in enumerate(highlights):
        if number:
            desk.out.line()
        _print_highlight(desk, highlight, "" if record else titles.of(highlight.article))
    if not highlights:
        desk.say("no highlights yet")
    return 0


def _print_highlight(desk: Desk, highlight: Highlight, title: str) -> None:
    words = printable_line(highlight.exact, 100_000)
    desk.out.lines(set_paragraph(words, min(desk.out.width, 80), first="> ", rest="> ", style="quote"))
    tags = " ".join("#" + printable_line(tag) for tag in highlight.tags)
    status = "" if highlight.status == "ok" else highlight.status
    facts = "  ".join(part for part in (title, highlight.colour, highlight.created[:10], status) if part)
    desk.out.line((highlight.id, "id"), "  ", (facts, "dim"), "  " if tags else "", (tags, "tag"))


# -- notes ---------------------------------------------------------------------------------------------------


def _configure_note(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="ID TEXT",
        help="an article or a highlight, and the note; or: edit NOTE TEXT, delete NOTE",
    )  # fmt: skip
    parser.add_argument("-t", "--tag", action="append", default=[], metavar="TAG", help="a tag for the note")
    parser.add_argument("--highlight", default="", metavar="ID", help="the highlight that the note is on")


def _note(arguments: Namespace, desk: Desk) -> int:
    first, *rest = arguments.words
    if first == "delete":
        return _delete_notes(rest, desk)
    if first == "edit":
        return _edit_note(rest, desk)
    item = _noted(desk, first)
    highlight = arguments.highlight and desk.library.find_highlight(arguments.highlight).id
    if isinstance(item, Highlight):
        article_id, highlight, title = item.article, item.id, "your highlight"
    else:
        article_id, title = item.id, printable_line(item.title)
    text = _given_text(desk, rest, "", f"a note on {title}")
    note = desk.library.note(article_id, text, highlight=highlight, tags=arguments.tag)
    _print_note_made(desk, note)
    return 0


def _noted(desk: Desk, name: str):  # type: ignore[no-untyped-def]  # an ArticleRecord or a Highlight
    item = any_item(desk.library, name)
    if isinstance(item, Note):
        raise UsageError(f"{name} is a note", "", f"`reader note edit {name} TEXT` changes it")
    return item


def _edit_note(words: Sequence[str], desk: Desk) -> int:
    if not words:
        raise UsageError("wrong usage", "missing: NOTE", "`reader note edit NOTE TEXT`")
    note = desk.library.find_note(words[0])
    text = _given_text(desk, words[1:], note.text, "your note")
    if text.strip() == note.text.strip():
        desk.say("the note is as it was")
        return 0
    _print_note_made(desk, desk.library.edit_note(note.id, text))
    return 0


def _delete_notes(words: Sequence[str], desk: Desk) -> int:
    if not words:
        raise UsageError("wrong usage", "missing: NOTE", "`reader note delete NOTE`")
    ids = [desk.library.find_note(word).id for word in words]
    gone = desk.library.delete(ids)
    if desk.json:
        desk.out.json(gone)
    else:
        desk.say(f"in the trash: {', '.join(gone) or 'nothing new'}; `reader undo` takes it back")
    return 0


def _given_text(desk: Desk, words: Sequence[str], before: str, what: str) -> str:
    """A note's words: from the command line, from standard input for `-`, else from the user's editor."""
    if list(words) == ["-"] or (not words and not is_terminal(sys.stdin)):
        text = sys.stdin.read(_NOTE_LIMIT + 1)
        if len(text) > _NOTE_LIMIT:
            raise ReaderError("the note is too long", f"the limit is {_NOTE_LIMIT:,} characters")
    elif words:
        text = " ".join(words)
    else:
        from reader.cli.editor import edited

        text = edited(before, what)
    if not text.strip():
        raise UsageError("a note needs words", "", '`reader note ID "TEXT"`')
    return text.strip("\n")


def _print_note_made(desk: Desk, note: Note) -> None:
    if desk.json:
        desk.out.json(record_to_json(note))
    else:
        desk.out.line((note.id, "id"), "  ", printable_line(note.text))


def _configure_notes(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="`reader help query` has the language")
    parser.add_argument("--article", metavar="ID", help="only notes on one article")


def _notes(arguments: Namespace, desk: Desk) -> int:
    article_id = one_article(desk.library, [arguments.article]).id if arguments.article else ""
    notes = desk.library.notes(" ".join(arguments.query), article_id=article_id)
    if desk.json:
        desk.out.json([record_to_json(note) for note in notes])
        return 0
    titles = _Titles(desk)
    for number, note in enumerate(notes):
        if number:
            desk.out.line()
        _print_note(desk, note, titles)
    if not notes:
        desk.say("no note matches" if arguments.query else 'no notes yet: `reader note ID "TEXT"` writes one')
    return 0


def _print_note(desk: Desk, note: Note, titles: _Titles) -> None:
    width = min(desk.out.width, 80)
    tags = " ".join("#" + printable_line(tag) for tag in note.tags)
    facts = f"{titles.of(note.article)}  {note.modified[:10] or note.created[:10]}"
    desk.out.line((note.id, "id"), "  ", (facts, "dim"), "  " if tags else "", (tags, "tag"))
    if note.highlight:
        try:
            passage = printable_line(desk.library.find_highlight(note.highlight).exact, 100_000)
            desk.out.lines(set_paragraph(passage, width, first="  > ", rest="  > ", style="quote"))
        except NotFound:
            pass  # purged while its note stayed
    desk.out.lines(set_paragraph(note.text, width, first="  ", rest="  "))


class _Titles:
    """Titles by article, each looked up once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.library = desk.library
        self.known: dict[str, str] = {}

    def of(self, article_id: str) -> str:
        if article_id not in self.known:
            try:
                self.known[article_id] = self.desk.title(self.library.article(article_id).title, 40)
            except NotFound:
                self.known[article_id] = "an article that is gone"
        return self.known[article_id]


COMMANDS = {
    "highlight": Command(
        _configure_highlight,
        _highlight,
        (
            ('reader highlight q7dk "will begin shortly"', "these words, wherever lines break"),
            ('reader highlight q7dk "top priorities" --note "says who?"', "with a note on them"),
            ('reader highlight "start here" "press Enter" --colour green --tag tip', "coloured and tagged"),
        ),
    ),
    "highlights": Command(
        _configure_highlights,
        _highlights,
        (
            ("reader highlights", "all, newest first"),
            ("reader highlights q7dk", "of one article, in text order"),
        ),
    ),
    "note": Command(
        _configure_note,
        _note,
        (
            ('reader note q7dk "compare with the UK"', "on an article, or on a highlight by its id"),
            ("reader note q7dk", "written in your editor"),
            ("reader note q7dk -", "from standard input"),
            ('reader note edit n4xw "other words"', "in place of what it said"),
            ("reader note delete n4xw", "into the trash"),
        ),
    ),
    "notes": Command(
        _configure_notes,
        _notes,
        (
            ("reader notes", "all, last changed first"),
            ("reader notes bridge -tag:dull", "that match a query"),
        ),
        free_words=True,
    ),
}
