"""The notes desk as rows: groups of notes, highlights and quotes, what is listed in words, what an empty one says. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.cells import cell_len

from reader.library.notebook import ENTRY_KINDS, Entry, EntryKind, Grouping
from reader.terminal import printable_line
from reader.tui.hits import KIND_SIGNS
from reader.tui.listing import short_date
from reader.tui.notebook_list import NotebookList
from reader.tui.rows import Line, Row, Span, cut, told_rows, wrap

__all__ = ["GROUPING_WORDS", "LISTED", "NotebookRows", "empty_rows", "told"]

GROUPING_WORDS: dict[Grouping, str] = {
    "article": "by article", "tag": "by tag", "person": "by person", "date": "by date"
}  # fmt: skip
KIND_WORDS: dict[EntryKind, str] = {"note": "notes", "highlight": "highlights", "quote": "quotes"}
LISTED = 5000
"""Entries that are read at the most, the newest."""
_LONGEST = 1200
"""Characters of an entry that are looked at for its lines."""
_GAP = 4


class NotebookRows:
    """Groups of entries as rows whose heights are known without their words being wrapped: a source for a list.

    Only what is on the screen is ever wrapped, so that five thousand entries cost no more than a screenful. The key of
    a row is the number of its group, a bar, and the entry's key: an entry may stand in several groups.
    """

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[Entry]]],
        *,
        by: Grouping,
        selected: set[str],
        year: int,
    ) -> None:
        self._by, self._selected, self._year = by, selected, year
        self._items: list[tuple[str, Entry | None, str]] = []
        for number, (heading, members) in enumerate(groups):
            self._items.append(("", None, f"{heading}\n{len(members)}"))
            self._items.extend(
                (f"{number}|{entry.key}", entry, "") for entry in _below_their_passages(members)
            )
        self._width = 0
        self._starts: list[int] = []
        self._total = 0
        self._made: dict[int, Row] = {}

    def layout(self, width: int) -> None:
        self._width, self._made = width, {}
        self._starts, self._total = [], 0
        for number in range(len(self._items)):
            self._starts.append(self._total)
            self._total += self._height(number)

    def _height(self, index: int) -> int:
        _, entry, _ = self._items[index]
        if entry is None:
            return 2 if index else 1
        words = 2 if cell_len(_one_line(entry.text)) > self._width - _GAP - 1 else 1
        return words + 1 + bool(entry.passage)

    def count(self) -> int:
        return len(self._items)

    def key(self, index: int) -> str:
        return self._items[index][0]

    def first_line(self, index: int) -> int:
        return self._starts[index]

    def height(self, index: int) -> int:
        return self._height(index)

    def total_lines(self) -> int:
        return self._total

    def at(self, line: int) -> tuple[int, int]:
        index = bisect_right(self._starts, line) - 1
        return index, line - self._starts[index]

    def line(self, index: int, number: int) -> Line:
        row = self._made.get(index)
        if row is None:
            row = self._made[index] = self._row(index)
        return row.lines[number] if number < len(row.lines) else ()

    def _row(self, index: int) -> Row:
        key, entry, heading = self._items[index]
        if entry is not None:
            return Row(
                entry_lines(entry, self._width, self._year, entry.key in self._selected, self._by), key
            )
        words, _, count = heading.rpartition("\n")
        line: Line = (
            (f" {cut(printable_line(words) or 'Untitled', self._width - 10)}", "heading"),
            (f"  {count}", "dim"),
        )
        return Row(((), line) if index else (line,))


def _below_their_passages(members: Sequence[Entry]) -> list[Entry]:
    """The same; a note right below the highlight that it is on does not show its passage once more."""
    shown: list[Entry] = []
    for entry in members:
        same = (
            bool(shown)
            and entry.kind == "note"
            and bool(entry.highlight)
            and shown[-1].highlight == entry.highlight
        )
        shown.append(replace(entry, passage="") if same else entry)
    return shown


def entry_lines(entry: Entry, width: int, year: int, selected: bool, by: Grouping) -> tuple[Line, ...]:
    """The passage that a note is on, the words in two lines at the most, and what and where it is."""
    sign, _, style = KIND_SIGNS[entry.kind]
    if entry.kind == "highlight" and entry.colour:
        style = f"bar-{entry.colour}"
    mark: Span = ("▌" if selected else " ", "selected")
    lines: list[Line] = []
    if entry.passage:
        passage = cut(_one_line(entry.passage), width - _GAP - 3)
        lines.append((mark, ("▌ ", f"bar-{entry.colour or 'yellow'}"), (passage, "dim"), ("", "")))
    text_style = "note" if entry.kind == "note" else "quote" if entry.kind == "quote" else "title"
    for number, line in enumerate(wrap([(_one_line(entry.text), text_style)], width - _GAP - 1, most=2)):
        shown = sign if not number or entry.kind == "highlight" else " "
        lines.append((mark, (f"{shown} ", style), *line))
    facts = wrap(_facts(entry, width - _GAP, year, by), width - _GAP, most=1)[0]
    lines.append((mark, ("  ", ""), *facts))
    return tuple(lines)


def _facts(entry: Entry, width: int, year: int, by: Grouping) -> list[Span]:
    facts: list[Span] = []
    day = short_date(entry.created, year)
    if entry.name:
        facts.append((cut(printable_line(entry.name), 40), "strong"))
    if by != "article" or entry.orphan:
        facts.append((cut(printable_line(entry.title), max(10, width - 34)), "dim"))
    if entry.status == "orphan":
        facts.append(("no longer in the text", "warning"))
    elif entry.status == "fuzzy":
        facts.append(("the text there has changed", "dim"))
    if day and by != "date":
        facts.append((day, "dim"))
    spans: list[Span] = []
    for fact in facts:
        spans.extend([(" · ", "dim"), fact] if spans else [fact])
    if entry.tags:
        tags = " ".join(f"#{printable_line(tag, 30)}" for tag in entry.tags[:5])
        spans.append((("  " if spans else "") + tags, "tag"))
    return spans or [(KIND_SIGNS[entry.kind][1], "dim")]


def _one_line(text: str) -> str:
    return printable_line(text[:_LONGEST])


def told(shown: NotebookList, key: Callable[[str], str]) -> list[Span]:
    """What is listed, with the keys that list other kinds and group by something else, in the style `key`."""
    counts = dict.fromkeys(ENTRY_KINDS, 0)
    for entry in shown.entries:
        counts[entry.kind] += 1
    spans: list[Span] = []
    for kind in ENTRY_KINDS:
        words = KIND_WORDS[kind]
        count = f"{counts[kind]:,}" if kind in shown.kinds else "–"
        spans.extend(((key(f"notebook.{words}"), "key"), (f" {words} {count}   ", "")))
    spans.extend(((key("notebook.group"), "key"), (f" {GROUPING_WORDS[shown.by]}", "")))
    if shown.selected:
        spans.append((f"   {len(shown.selected)} selected", ""))
    if len(shown.entries) >= LISTED:
        spans.append((f"   the newest {LISTED:,}: words find older ones", ""))
    return spans


def empty_rows(shown: NotebookList, width: int, key: Callable[[str], str]) -> list[Row]:
    """What to press where nothing is listed."""
    if shown.query.strip():
        lines = [
            ("", "Nothing that is marked holds this."),
            (key("app.close"), "goes back; fewer words find more"),
        ]
    elif not shown.kinds:
        lines = [("", "No kind is listed."), (key("notebook.notes"), "lists notes")]
    else:
        lines = [
            ("", "Nothing is marked yet."),
            (key("article.highlight"), "in an article highlights the sentence at hand"),
            (key("article.note"), "writes a note on it, or on the article"),
            (key("notebook.quotes"), "here lists what is quoted in your articles"),
        ]
    return told_rows(lines, width)
