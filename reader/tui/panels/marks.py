"""The panel of what the reader marked and wrote in this article, in the order of the text."""

from __future__ import annotations

from reader.library.records import Highlight, Note
from reader.terminal import printable, printable_line
from reader.tui.rows import Line, Row, cut, wrap
from reader.tui.session import OpenArticle, folded

__all__ = ["note_rows"]


def note_rows(opened: OpenArticle, words: str, width: int) -> list[Row]:
    """Notes on the article first, then highlights, each with its notes. Orphans stay, and are said to be
    some."""
    wanted = folded(words).split()
    rows: list[Row] = []
    for draft in opened.drafts:
        if _matches(wanted, draft.text, ()):
            text = printable_line(draft.text, 300)
            lines = wrap([("Draft  ", "draft"), (text, "dim")], width - 1, most=2)
            rows.extend((Row(tuple(lines), f"draft:{draft.id}"), Row(((),))))
    for note in opened.notes_on(""):
        if _matches(wanted, note.text, note.tags):
            rows.extend((_note(note, width, indent=0), Row(((),))))
    for highlight in opened.highlights:
        notes = opened.notes_on(highlight.id)
        text = " ".join((highlight.exact, *(note.text for note in notes)))
        if not _matches(wanted, text, highlight.tags):
            continue
        rows.append(_highlight(highlight, width))
        rows.extend(_note(note, width, indent=2) for note in notes)
        rows.append(Row(((),)))
    if rows:
        return rows[:-1]
    if wanted:
        said = f"No note here holds “{cut(printable_line(words), 20)}”."
        return [Row(tuple(wrap([(said, "dim")], width)))]
    return [
        Row(tuple(wrap([("Nothing marked yet.", "dim")], width))),
        Row(((),)),
        Row(tuple(wrap([("v", "key"), (" select the sentence, then ", "dim"), ("Enter", "key"), (" highlight", "dim")], width))),
        Row(tuple(wrap([("a", "key"), (" write a note", "dim")], width))),
    ]  # fmt: skip


def _matches(wanted: list[str], text: str, tags: tuple[str, ...]) -> bool:
    hay = folded(" ".join((text, *("#" + tag for tag in tags))))
    return all(word in hay for word in wanted)


def _highlight(highlight: Highlight, width: int) -> Row:
    bar = f"bar-{highlight.colour}"
    exact = wrap([(printable_line(highlight.exact, 600), "title")], width - 3, most=3)
    lines: list[Line] = [(("▌ ", bar), *line) for line in exact]
    if highlight.tags:
        tags = " ".join(f"#{printable_line(tag, 40)}" for tag in highlight.tags)
        lines.extend((("  ", ""), *line) for line in wrap([(tags, "tag")], width - 3, most=1))
    if highlight.waits:
        lines.append((("  waits for the article's text", "dim"),))
    elif highlight.status == "orphan":
        lines.append((("  no longer in the text", "warning"),))
    elif highlight.status == "fuzzy":
        lines.append((("  the text there has changed", "dim"),))
    return Row(tuple(lines), f"highlight:{highlight.id}")


def _note(note: Note, width: int, indent: int) -> Row:
    lines: list[Line] = []
    for paragraph in printable(note.text).split("\n")[:8]:
        if paragraph.strip():
            lines.extend(wrap([(paragraph, "note")], width - indent - 3, most=4))
    del lines[6:]
    lead = " " * indent
    made: list[Line] = [
        ((lead + ("✎ " if not number else "  "), "accent"), *line) for number, line in enumerate(lines)
    ]
    if note.tags:
        tags = " ".join(f"#{printable_line(tag, 40)}" for tag in note.tags)
        made.append(((lead + "  ", ""), (cut(tags, width - indent - 3), "tag")))
    return Row(tuple(made) or ((("✎ (empty)", "dim"),),), f"note:{note.id}")
