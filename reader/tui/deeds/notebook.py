"""Deeds of the notes desk: list, group, edit, tag and export what was marked, and jump to where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.article import Range
from reader.errors import UsageError
from reader.library.notebook import Entry, EntryKind
from reader.library.records import COLOURS
from reader.search.listing import as_typed
from reader.search.query import QueryError, parse
from reader.terminal import printable_line
from reader.tui.deeds.marking import Marking
from reader.tui.notebook import GROUPING_WORDS, LISTED, NotebookRows, empty_rows, told
from reader.tui.notebook_list import NotebookList
from reader.tui.rows import BuiltRows, RowSource
from reader.tui.widgets.note_editor import NoteTarget

__all__ = ["NotebookDeeds"]


class NotebookDeeds(Marking):
    """`notebook.*`"""

    reattaching = ""
    """The id of the highlight whose place in the text is being looked for."""

    @property
    def _shown(self) -> NotebookList:
        return self.session.notebook

    @property
    def _current(self) -> Entry | None:
        return self._shown.of_key(self.desk.notebook.list.cursor_key)

    @property
    def _targets(self) -> tuple[Entry, ...]:
        return self._shown.targets(self.desk.notebook.list.cursor_key)

    # -- listing -----------------------------------------------------------------------------------------

    def asked(self, words: str) -> None:
        """List what the words ask for; only the last question is answered."""
        self._shown.query = words
        typed = words if words[-1:].isspace() else as_typed(words)  # whether typed now or listed again
        try:
            parse(typed)
        except QueryError as error:
            self.desk.notebook.complain(str(error), error.position)
            return
        self._read(typed)

    def refresh(self) -> None:
        """List again: something changed."""
        self.asked(self._shown.query)

    def _read(self, query: str) -> None:
        library, shown = self.library, self._shown
        kinds, by_person = shown.kinds, shown.by == "person"

        def work() -> tuple[Sequence[Entry], Mapping[str, Sequence[str]]]:
            found = library.notebook(query, kinds=kinds, limit=LISTED)
            return found, library.people_in(found) if by_person else {}

        self.desk.beside(work, lambda found: self._listed(*found), "notebook")

    def _listed(self, entries: Sequence[Entry], people: Mapping[str, Sequence[str]]) -> None:
        self._shown.replace(entries)
        self._shown.people = people
        self.draw()

    def draw(self) -> None:
        """Show the list as the session has it; the cursor stays on its entry."""
        shown, pane, today = self._shown, self.desk.notebook, datetime.date.today()
        key, place = pane.list.cursor_key, pane.list.cursor
        first = self.desk.keymap.first
        rows: RowSource
        if shown.entries:
            rows = NotebookRows(shown.groups(today), by=shown.by, selected=shown.selected, year=today.year)
        else:
            rows = BuiltRows(lambda width: empty_rows(shown, width, first))
        pane.show_rows(rows, told(shown, first), cursor=place if key else 0)
        if pane.typing and not shown.entries and not shown.query.strip():
            pane.list.focus()  # nothing to look through: the keys that it tells of work at once
        self._find_again(key)
        self.desk.refresh_bars()

    def _find_again(self, row_key: str) -> None:
        """The cursor onto the same entry, be it in another group now."""
        rows = self.desk.notebook.list
        if not row_key or rows.move_to_key(row_key):
            return
        entry_key = row_key.partition("|")[2]
        rows.move_to(lambda key: key.partition("|")[2] == entry_key)

    def ask(self) -> None:
        self.desk.notebook.ask()

    def group(self) -> None:
        """By the next thing: article, tag, person, date."""
        by = self._shown.next_grouping()
        self.refresh()
        self.say(f"Grouped {GROUPING_WORDS[by]}")

    def notes(self) -> None:
        self._toggle("note")

    def highlights(self) -> None:
        self._toggle("highlight")

    def quotes(self) -> None:
        self._toggle("quote")

    def _toggle(self, kind: EntryKind) -> None:
        self._shown.toggle_kind(kind)
        self.refresh()

    def select(self) -> None:
        """Select or not, and on to the next."""
        current = self._current
        if current is not None:
            self._shown.selected ^= {current.key}
            self.draw()
            self.desk.notebook.list.step(1)

    def select_all(self) -> None:
        """All that is listed, or none if all are selected."""
        every = {entry.key for entry in self._shown.entries}
        self._shown.selected = set() if self._shown.selected == every else every
        self.draw()

    # -- going there -------------------------------------------------------------------------------------

    def open(self) -> None:
        """To the place where it stands; a note on a whole article opens the article with its notes."""
        entry = self._current
        if entry is None:
            return
        placed = entry.start is not None and entry.end is not None and not entry.orphan
        place = Range(entry.start or 0, entry.end or 0) if placed else None
        at = place.start if place is not None else None
        self.desk.open_article(entry.article, at=at, flash=place, came_from="notebook")
        if place is None and entry.kind != "quote":
            self.desk.ways.show_in_notes(f"{entry.kind}:{entry.id}")

    def reattach(self) -> None:
        """Say where a highlight that lost its place belongs: in its article, by selecting it."""
        entry = self._current
        if entry is None or not entry.orphan:
            self.say("Only what lost its place in the text can be put back")
            return
        self.reattaching = entry.highlight
        self.desk.open_article(entry.article, came_from="notebook")
        key = self.desk.keymap.first
        words = printable_line(entry.passage or entry.text, 50)
        self.say(
            f"“{words}”: select where it belongs ({key('article.select')}), then {key('selecting.reattach')}"
        )

    def who(self) -> None:
        """The page of who spoke, or of the first person that is named."""
        entry = self._current
        if entry is None:
            return
        names = (entry.name,) if entry.name else self.library.people_in([entry])[entry.key]
        if names:
            self.desk.deeds.person.open_page(names[0])
        else:
            self.say("Nobody is named here")

    # -- changing ----------------------------------------------------------------------------------------

    def edit(self) -> None:
        """The note under the cursor; on a highlight its first note, or a new one."""
        meant = self._meant()
        if meant is not None:
            self.open_editor(*meant)

    def external(self) -> None:
        """The same in the writer's own editor."""
        meant = self._meant()
        if meant is not None:
            self.open_outside(*meant)

    def _meant(self) -> tuple[NoteTarget, str] | None:
        entry = self._current
        if entry is None:
            return None
        if entry.kind == "quote":
            self.say("A quote is kept as a highlight first: Enter, then a in the panel of quotes")
            return None
        about = f"“{printable_line(entry.passage or entry.text, 120)}”" if entry.highlight else entry.title
        if entry.kind == "note":
            return NoteTarget(entry.article, entry.highlight, entry.id, about), self.library.find_note(
                entry.id
            ).text
        notes = [note for note in self.library.notes(article_id=entry.article) if note.highlight == entry.id]
        if notes:
            oldest = min(notes, key=lambda note: note.created)
            return NoteTarget(entry.article, entry.id, oldest.id, about), oldest.text
        return NoteTarget(entry.article, entry.id, about=about), ""

    def _own(self) -> list[str]:
        """Ids of the notes and highlights that are meant. Raises UsageError where there are none."""
        ids = [entry.id for entry in self._targets if entry.kind != "quote"]
        if not ids:
            raise UsageError("no note and no highlight is meant", "quotes are the author's")
        return ids

    def tag(self) -> None:
        """Ask for tags for what is selected."""
        self._ask_tags("tag-entries", "Tag", [count.tag for count in self.library.tags()])

    def untag(self) -> None:
        """Ask for tags to take off."""
        present = list(dict.fromkeys(tag for entry in self._targets for tag in entry.tags))
        if present:
            self._ask_tags("untag-entries", "Take off", present)
        else:
            self.say("No tags here")

    def _ask_tags(self, purpose: str, word: str, tags: list[str]) -> None:
        from reader.tui.deeds.library import tag_offers

        count = len(self._own())
        of = "it" if count == 1 else f"{count}"
        self.desk.ask(purpose, f"{word} {of}: ", complete=lambda text: tag_offers(text, tags))

    def change_tags(self, add: Sequence[str], remove: Sequence[str]) -> None:
        """Add and remove tags of what is meant, as one change."""
        ids = self._own()
        self.library.tag_many(ids, add, remove)
        words = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
        self.done(f"{len(ids)} × {words}" if len(ids) > 1 else words)
        self.refresh()

    def colour(self) -> None:
        """The next colour of the highlight under the cursor."""
        entry = self._current
        if entry is None or not entry.highlight:
            return
        before = self.library.find_highlight(entry.highlight).colour
        colour = COLOURS[(COLOURS.index(before) + 1) % len(COLOURS)]
        self.library.recolour(entry.highlight, colour)
        self.done(colour.capitalize())
        self.refresh()

    def delete(self) -> None:
        """Notes and highlights into the trash; a highlight takes its notes along."""
        ids = self._own()
        self.library.delete(ids)
        self._shown.selected.clear()
        self.done("Into the trash" if len(ids) == 1 else f"{len(ids)} into the trash")
        self.refresh()

    # -- taking away -------------------------------------------------------------------------------------

    def copy(self) -> None:
        texts = [
            " ".join(entry.text.split()) if entry.kind != "note" else entry.text for entry in self._targets
        ]
        if texts:
            self.to_clipboard("\n\n".join(texts), "Text" if len(texts) == 1 else f"{len(texts)} texts")

    def cite(self) -> None:
        """With where it is from."""
        texts = [
            self.cited(entry.passage or entry.text, self.library.article(entry.article), speaker=entry.name)
            for entry in self._targets
        ]
        if texts:
            self.to_clipboard("\n\n".join(texts), "With its citation:")

    def export(self) -> None:
        """Ask for the file that what is listed is written to; what is selected, if something is."""
        count = len(self._shown.selected or self._shown.entries)
        if count:
            self.desk.ask(
                "export-entries", f"Write {count:,} as Markdown to: ", "notes.md", placeholder="a file"
            )
        else:
            self.say("Nothing is listed")

    def export_to(self, where: str) -> None:
        """Write them, beside the screen."""
        library, shown = self.library, self._shown
        entries = [entry for entry in shown.entries if not shown.selected or entry.key in shown.selected]

        def write() -> str:
            from reader.exchange.exporters.listed import entries_to_markdown
            from reader.exchange.exporters.places import export_to_file

            path = Path(where.strip()).expanduser()
            if path.exists():
                raise UsageError(f"{path} is there already", "", "give another name")
            export_to_file(path, entries_to_markdown(library, entries))
            return f"{len(entries)} written to {path.resolve()}"

        self.desk.beside(write, self.say, "export", alone=False)
