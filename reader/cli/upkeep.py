"""`reader history`, `reclean`, `reattach`, `duplicates`, `sync-status`, `backup`, `restore` and `tidy`."""

from __future__ import annotations

import dataclasses
from argparse import ArgumentParser, Namespace

from reader.cli.choosing import one_article
from reader.cli.desk import Desk
from reader.cli.progress import counted, working
from reader.cli.typeset import set_paragraph
from reader.cli.verbs import Command
from reader.errors import NotFound, UsageError
from reader.library.records import Highlight, record_to_json
from reader.terminal import printable_line

__all__ = ["COMMANDS"]


# -- history -------------------------------------------------------------------------------------------------


def _configure_history(parser: ArgumentParser) -> None:
    parser.add_argument("note", metavar="NOTE", help="a note's id, or the start of one")
    parser.add_argument("--back", type=int, metavar="N", help="make the note say again what version N says")


def _history(arguments: Namespace, desk: Desk) -> int:
    note = desk.library.find_note(arguments.note)
    versions = desk.library.note_versions(note.id)
    numbered = list(zip(range(len(versions), 0, -1), versions, strict=True))
    if arguments.back is not None:
        chosen = next((version for number, version in numbered if number == arguments.back), None)
        if chosen is None:
            raise NotFound(f"the note has no version {arguments.back}", f"it has 1 to {len(versions)}")
        edited = desk.library.edit_note(note.id, chosen.text)
        if desk.json:
            desk.out.json(record_to_json(edited))
        else:
            desk.say(f"the note says again what version {arguments.back} says; `reader undo` takes it back")
        return 0
    if desk.json:
        desk.out.json([{"number": number, **dataclasses.asdict(version)} for number, version in numbered])
        return 0
    for number, version in numbered:
        facts = [version.written[:16].replace("T", " "), version.device]
        facts += ["now"] if version.current else []
        facts += ["written over by another device that had not seen it"] if version.unseen else []
        line = "  ".join(fact for fact in facts if fact)
        desk.out.line((f"{number:3d}", "id"), "  ", (line, "warning" if version.unseen else "dim"))
        desk.out.lines(set_paragraph(version.text, min(desk.out.width, 80), first="     ", rest="     "))
    return 0


# -- articles made again -------------------------------------------------------------------------------------


def _configure_reclean(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which articles; all where none is given")


def _reclean(arguments: Namespace, desk: Desk) -> int:
    failed = changed = lost = unmet = count = 0
    rows = []
    query = " ".join(arguments.query)
    total = len(desk.library.articles(query))
    done = counted(desk, desk.library.reclean(query), total, lambda remade: remade.article.title, prints=True)
    for remade in done:
        count += 1
        failed += bool(remade.error)
        changed += remade.changed
        lost += remade.orphans
        unmet += remade.unmet
        if desk.json:
            rows.append({**dataclasses.asdict(remade), "article": record_to_json(remade.article)})
            continue
        title = desk.title(remade.article.title, 40)
        if remade.error:
            desk.out.line(
                (remade.article.id, "id"), "  ", title, "  ", (printable_line(remade.error), "warning")
            )
        elif remade.changed:
            marks = {
                "in place": remade.ok,
                "moved": remade.moved,
                "fuzzy": remade.fuzzy,
                "lost": remade.orphans,
            }
            told = ", ".join(f"{number} {word}" for word, number in marks.items() if number)
            words = f"{remade.words_before} words, now {remade.words_after}"
            facts = f"{words}; highlights: {told}" if told else words
            facts += f"; {remade.edits} blocks as you put them" if remade.edits else ""
            facts += f"; {remade.by_rules} dropped by rules of the site" if remade.by_rules else ""
            desk.out.line((remade.article.id, "id"), "  ", title, "  ", (facts, "dim"))
    if desk.json:
        desk.out.json(rows)
    else:
        desk.say(f"{count} articles cleaned again, {changed} of them changed")
        if unmet:
            desk.say(f"{unmet} blocks that were put back or taken out are not in their pages any more")
        for problem in desk.library.site_rules().problems:
            desk.say(problem)
        if lost:
            desk.say(
                f"{lost} highlights lost their place: `reader search is:orphan`, `reader reattach ID TEXT`"
            )
    return 1 if failed else 0


def _configure_reattach(parser: ArgumentParser) -> None:
    parser.add_argument("highlight", metavar="HIGHLIGHT", help="its id, or the start of one")
    parser.add_argument(
        "passage", nargs="+", metavar="TEXT", help="the words that it belongs to, as they stand there"
    )


def _reattach(arguments: Namespace, desk: Desk) -> int:
    from reader.library.anchors import find_passage

    highlight: Highlight = desk.library.find_highlight(arguments.highlight)
    passage = " ".join(arguments.passage)
    article = desk.library.read(highlight.article)
    place = find_passage(article.text, passage)
    if place is None:
        raise NotFound(
            f"“{printable_line(passage, 60)}” does not stand in the article",
            "",
            "give words as they stand there",
        )
    put = desk.library.reattach(highlight.id, place)
    if desk.json:
        desk.out.json(record_to_json(put))
    else:
        desk.out.line((put.id, "id"), "  ", (printable_line(put.exact), "quote"))
    return 0


# -- duplicates ----------------------------------------------------------------------------------------------


def _configure_duplicates(parser: ArgumentParser) -> None:
    parser.add_argument("--fold", nargs=2, metavar=("KEEP", "OTHER"), help="make these two articles one")


def _duplicates(arguments: Namespace, desk: Desk) -> int:
    if arguments.fold:
        keep, other = (one_article(desk.library, [name]) for name in arguments.fold)
        kept = desk.library.fold_into(keep.id, other.id)
        if desk.json:
            desk.out.json(record_to_json(kept))
        else:
            desk.say(f"one article now: {printable_line(kept.title)}; `reader undo` takes it back")
        return 0
    with working(desk, "comparing articles"):
        pairs = desk.library.duplicates()
    if desk.json:
        desk.out.json([
            {"keep": record_to_json(pair.keep), "other": record_to_json(pair.other),
             "reason": pair.reason, "likeness": pair.likeness}
            for pair in pairs
        ])  # fmt: skip
        return 0
    for pair in pairs:
        facts = f"{pair.likeness:.0%} of its text" + (
            ", the same address" if pair.reason == "address" else ""
        )
        desk.out.line((pair.keep.id, "id"), "  ", desk.title(pair.keep.title, 20))
        desk.out.line(
            "  = ", (pair.other.id, "id"), "  ", desk.title(pair.other.title, 40), "  ", (facts, "dim")
        )
    if pairs:
        desk.say("`reader duplicates --fold KEEP OTHER` makes two of them one")
    else:
        desk.say("no two articles look like one page")
    return 0


# -- several devices, backups, tidying -----------------------------------------------------------------------


def _configure_nothing(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def _sync_status(arguments: Namespace, desk: Desk) -> int:
    status = desk.library.sync_status()
    if desk.json:
        desk.out.json(dataclasses.asdict(status))
        return 0
    for device in status.devices:
        facts = f"{device.changes:,} changes, the last {device.last[:16].replace('T', ' ')} UTC, {device.bytes:,} bytes"
        own = "  this device" if device.own else ""
        desk.out.line((device.name, "id"), "  ", (facts, "dim"), (own, "good"))
        if device.unread:
            desk.out.line(f"    {device.unread:,} bytes at its end are not there in full yet")
    for name in status.copies:
        desk.out.line(("merged, put away at the next change: " + printable_line(name), "dim"))
    if status.put_away:
        desk.out.line((f"{status.put_away} conflict copies were merged and put away", "dim"))
    for note_id in status.overwritten:
        desk.out.line(
            (f"note {note_id} was written on two devices at once; `reader history {note_id}`", "warning")
        )
    for problem in status.problems:
        desk.out.line((printable_line(problem, 1000), "warning"))
    if not status.devices:
        desk.say("nothing was written to this library yet")
    return 0


def _configure_backup(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a new file")


def _backup(arguments: Namespace, desk: Desk) -> int:
    with working(desk, "writing and checking the backup"):
        made = desk.library.backup(arguments.file)
    if desk.json:
        desk.out.json({"path": str(made.path), "files": made.files, "bytes": made.bytes})
    else:
        desk.say(f"{made.files} files in {printable_line(str(made.path))}, {made.bytes:,} bytes, checked")
    return 0


def _configure_restore(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what `reader backup` wrote")


def _restore(arguments: Namespace, desk: Desk) -> int:
    from pathlib import Path

    if not Path(arguments.file).expanduser().exists():
        hint = f"out of the trash: `reader trash restore {arguments.file}`"
        raise UsageError(f"there is no file {arguments.file}", "`reader restore` brings a backup back", hint)
    with working(desk, "bringing the backup back"):
        back = desk.library.restore_backup(arguments.file)
    if desk.json:
        desk.out.json({"files": back.files, "journals": back.journals})
    else:
        desk.say(
            f"{back.files} files brought back; what was here stays"
            if back.files
            else "everything is here already"
        )
    return 0


def _configure_tidy(parser: ArgumentParser) -> None:
    parser.add_argument("--days", type=int, default=30, metavar="N", help="keep what was deleted for so long")


def _tidy(arguments: Namespace, desk: Desk) -> int:
    if arguments.days < 1:
        raise UsageError("wrong usage", "--days is at least 1", "`reader trash purge` empties the trash now")
    with working(desk, "tidying"):
        done = desk.library.tidy(arguments.days)
    if desk.json:
        desk.out.json(done)
    else:
        for words in done or ["nothing is due"]:
            desk.say(words)
    return 0


COMMANDS = {
    "history": Command(
        _configure_history,
        _history,
        (
            ("reader history n4xw", "every text that a note had"),
            ("reader history n4xw --back 2", "make it say again what version 2 says"),
        ),
    ),
    "reclean": Command(
        _configure_reclean,
        _reclean,
        (
            ("reader reclean", "all articles, from their originals, with the present cleaner"),
            ("reader reclean site:example.org", "some of them"),
        ),
        free_words=True,
    ),
    "reattach": Command(
        _configure_reattach,
        _reattach,
        (('reader reattach h3kd "the words"', "a highlight that lost its place"),),
    ),
    "duplicates": Command(
        _configure_duplicates,
        _duplicates,
        (
            ("reader duplicates", "articles that look like one page saved twice"),
            ("reader duplicates --fold q7dk x2mn", "marks, notes and tags of x2mn go to q7dk"),
        ),
    ),
    "sync-status": Command(
        _configure_nothing, _sync_status, (("reader sync-status", "which devices write this library"),)
    ),
    "backup": Command(
        _configure_backup, _backup, (("reader backup ~/reader.zip", "all that cannot be made again"),)
    ),
    "restore": Command(
        _configure_restore, _restore, (("reader restore ~/reader.zip", "bring it back beside what is here"),)
    ),
    "tidy": Command(
        _configure_tidy, _tidy, (("reader tidy", "empty the trash of what is old, compact the journal"),)
    ),
}
