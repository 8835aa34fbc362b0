"""The notes desk without a screen: what is listed, in which groups, and what is selected. Plain Python."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reader.library.notebook import ENTRY_KINDS, GROUPINGS, Entry, EntryKind, Grouping, grouped

__all__ = ["NotebookList"]


@dataclass(slots=True)
class NotebookList:
    """What the notes desk shows. `people` is known only while it is grouped by person."""

    query: str = ""
    kinds: tuple[EntryKind, ...] = ("note", "highlight")
    by: Grouping = "article"
    entries: tuple[Entry, ...] = ()
    people: Mapping[str, Sequence[str]] = field(default_factory=dict)
    selected: set[str] = field(default_factory=set)
    """Keys of entries."""

    def groups(self, today: datetime.date) -> list[tuple[str, list[Entry]]]:
        """The entries in their groups."""
        return grouped(self.entries, self.by, today=today, people=self.people)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Other entries; what is gone is selected no longer."""
        self.entries = tuple(entries)
        self.selected &= {entry.key for entry in self.entries}

    def toggle_kind(self, kind: EntryKind) -> None:
        """List a kind, or no longer."""
        wanted = {*self.kinds} ^ {kind}
        self.kinds = tuple(known for known in ENTRY_KINDS if known in wanted)

    def next_grouping(self) -> Grouping:
        """Group by the next thing."""
        self.by = GROUPINGS[(GROUPINGS.index(self.by) + 1) % len(GROUPINGS)]
        return self.by

    def of_key(self, row_key: str) -> Entry | None:
        """The entry of a row."""
        key = row_key.partition("|")[2]
        return next((entry for entry in self.entries if entry.key == key), None)

    def targets(self, row_key: str) -> tuple[Entry, ...]:
        """What an action takes: the selected entries, or else the one under the cursor."""
        if self.selected:
            return tuple(entry for entry in self.entries if entry.key in self.selected)
        current = self.of_key(row_key)
        return (current,) if current is not None else ()
