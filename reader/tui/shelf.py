"""The library's list on the screen: reading it beside the screen, drawing it, what an empty one says, the
samples."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.library.records import ArticleRecord
from reader.tui.listing import article_line, columns_for
from reader.tui.rows import BuiltRows, EvenRows, Line, Row, told_rows

if TYPE_CHECKING:
    from reader.library.library import Added
    from reader.tui.desk import Desk

__all__ = ["Shelf"]


class Shelf:
    """Keeps the list widget to what the session's list says."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._year = datetime.date.today().year
        self._there = False

    def refresh(self) -> None:
        """Read the list again, beside the screen, and draw it."""
        desk, wanted = self._desk, self._desk.session.list
        query, descending = wanted.query, wanted.descending
        sort = None if query and wanted.sort == "added" else wanted.sort  # a query may say its own order
        library = desk.library
        desk.beside(
            lambda: library.articles(query, sort=sort, descending=descending),  # type: ignore[arg-type]
            self._read,
            "list",
        )

    def _read(self, records: Sequence[ArticleRecord]) -> None:
        self._desk.session.list.replace(records)
        self._there = True
        self.show()

    def show_first(self, records: Sequence[ArticleRecord]) -> None:
        """Draw the list for the first time, at what was opened last; where there is none, the samples come."""
        self._read(records)
        latest = max(records, key=lambda record: record.opened, default=None)
        if latest is not None and latest.opened:
            self._desk.session.list.go_to(latest.id)
            self.show()
        self._desk.call_after_refresh(self._begin, not records)

    async def _begin(self, empty: bool) -> None:
        await self._desk.furnish()
        if empty:
            self._add_samples()

    def show(self) -> None:
        """Draw the list as the session has it."""
        listed, widget = self._desk.session.list, self._desk.library_list
        shown, selected, year = listed.shown, listed.selected, self._year
        if not shown:
            widget.show(BuiltRows(self._empty))
        else:
            tagged = any(record.tags or record.queue != "inbox" for record in shown)

            def line(index: int, width: int) -> Line:
                record = shown[index]
                columns = columns_for(width, tagged=tagged)
                return article_line(record, width, selected=record.id in selected, year=year, columns=columns)

            widget.show(EvenRows(len(shown), line, lambda index: shown[index].id), cursor=listed.cursor)
        self._desk.refresh_bars()

    def _empty(self, width: int) -> list[Row]:
        """What to press where there is nothing."""
        key, listed = self._desk.keymap.first, self._desk.session.list
        if not self._there:
            lines = [("", "Opening the library …")]
        elif listed.filter or listed.query:
            lines = [
                ("", "No article matches."),
                (key("app.close"), "shows all again"),
                (key("go.search"), "searches the text of all articles"),
            ]
        else:
            lines = [
                ("", "Nothing is saved here yet."),
                (key("library.add"), "saves a file, a folder, an address or pasted text"),
                (key("go.trash"), "opens the trash"),
                (key("app.keys"), "shows every key"),
            ]
        return told_rows(lines, width)

    def _add_samples(self) -> None:
        """An empty library gets the bundled articles, once in its life, and the first of them is opened."""
        desk, library = self._desk, self._desk.library

        def save() -> int:
            count = 0
            for added in library.add_samples():
                count += 1
                desk.soon(partial(self._sample_saved, added))
                if desk.leaving:
                    break
            return count

        desk.beside(save, lambda count: self.refresh() if count else None, "samples")

    def _sample_saved(self, added: Added) -> None:
        desk, record = self._desk, added.article
        if record is None:
            return
        untouched = desk.session.place == "library" and desk.session.open is None
        if untouched and record.title.startswith("Start here"):
            desk.session.list.replace([record])
            self.show()
            desk.open_article(record.id, came_from="library")
        else:
            self.refresh()
