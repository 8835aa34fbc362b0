"""Deeds of the side bar: show what a saved search finds; save, rename and forget one."""

from __future__ import annotations

from reader.errors import UsageError
from reader.library.searches import SavedSearch
from reader.terminal import printable_line
from reader.tui.deeds.base import Deeds
from reader.tui.rows import BuiltRows
from reader.tui.sidebar import FROM_COLUMNS, STANDING, sidebar_rows

__all__ = ["SearchesDeeds"]


class SearchesDeeds(Deeds):
    """`searches.*`"""

    _saved: tuple[SavedSearch, ...] = ()
    _counts: dict[str, int]
    asked = False
    """The side bar was asked for, where there is no room for it otherwise."""
    _query = ""
    """What is being saved."""

    @property
    def visible(self) -> bool:
        """Whether the side bar stands beside the list."""
        room = self.desk.size.width >= FROM_COLUMNS and not self.desk.one_column
        return self.session.place == "library" and (self.asked or room)

    def refresh(self) -> None:
        """Count again what each finds, beside the screen."""
        if not self.visible:
            return
        library = self.library

        def work() -> tuple[list[SavedSearch], dict[str, int]]:
            return library.searches(counts=True), {query: library.count(query) for _, query in STANDING}

        self.desk.beside(work, lambda found: self._counted(*found), "searches")

    def _counted(self, saved: list[SavedSearch], counts: dict[str, int]) -> None:
        self._saved, self._counts = tuple(saved), counts
        self.draw()

    def draw(self) -> None:
        """Show the side bar as it was read last."""
        saved, counts, query = self._saved, getattr(self, "_counts", {}), self.session.list.query
        bar, first = self.desk.sidebar, self.desk.keymap.first
        key = bar.cursor_key
        bar.show(BuiltRows(lambda width: sidebar_rows(saved, counts, query, width, first)), cursor=bar.cursor)
        if key:
            bar.move_to_key(key)

    def go(self) -> None:
        """To the side bar; from within it, back to the list."""
        if self.desk.focused is self.desk.sidebar:
            self.leave()
            return
        self.asked = True
        if self.session.place != "library":
            self.desk.show_place("library")
        self.desk.lay_out()
        self.refresh()
        self.draw()
        self.desk.sidebar.focus()

    def leave(self) -> None:
        """Back to the list; the side bar goes where there is no room for it."""
        self.asked = False
        self.desk.lay_out()
        self.desk.library_list.focus()
        self.desk.refresh_bars()

    @property
    def _current(self) -> SavedSearch:
        """The saved search under the cursor. Raises UsageError where it is none."""
        kind, _, id = self.desk.sidebar.cursor_key.partition(":")
        found = next((saved for saved in self._saved if kind == "saved" and saved.id == id), None)
        if found is None:
            raise UsageError("that one is always there", "only saved searches can be changed")
        return found

    def open(self) -> None:
        """Show what it finds: articles in the list, notes and highlights at the notes desk."""
        kind, _, rest = self.desk.sidebar.cursor_key.partition(":")
        saved = self._current if kind == "saved" else None
        if saved is not None and saved.finds == "marks":
            self.desk.deeds.go.search_for(saved.query)
            return
        self.session.list.query = saved.query if saved is not None else rest
        self.session.list.set_filter("")
        self.desk.shelf.refresh()
        self.draw()
        self.leave()

    def save(self) -> None:
        """Ask for a name for what is shown: the list's query, the search's words, the notes desk's."""
        place = self.session.place
        if place == "search":
            self._query = self.session.hits.query
        elif place == "notebook":
            self._query = self._of_notebook()
        else:
            self._query = self.session.list.query or self.session.list.filter
        if not self._query.strip():
            self.say(f"Nothing is asked for yet: {self.desk.keymap.first('library.query')} asks")
            return
        known = next((saved.name for saved in self.library.searches() if saved.query == self._query), "")
        self.desk.ask("save-search", f"Save “{printable_line(self._query, 40)}” as: ", known)

    def _of_notebook(self) -> str:
        shown = self.session.notebook
        places = " OR ".join(f"in:{kind}s" for kind in shown.kinds)
        many = len(shown.kinds) > 1
        return f"{shown.query} {f'({places})' if many else places}".strip() if places else shown.query

    def save_as(self, name: str) -> None:
        """Keep it under a name."""
        saved = self.library.save_search(name, self._query)
        self.done(
            f"Saved as “{printable_line(saved.name, 40)}”, {self.desk.keymap.first('go.searches')} shows it"
        )
        self.refresh()

    def rename(self) -> None:
        self.desk.ask("rename-search", "Call it: ", self._current.name)

    def rename_to(self, name: str) -> None:
        """Another name for the one under the cursor."""
        saved = self.library.rename_search(self._current.id, name)
        self.done(f"Called “{printable_line(saved.name, 40)}”")
        self.refresh()

    def delete(self) -> None:
        saved = self.library.delete_search(self._current.id)
        self.done(f"“{printable_line(saved.name, 40)}” forgotten")
        self.refresh()
