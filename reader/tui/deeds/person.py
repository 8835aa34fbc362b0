"""Deeds of the page of a person, an organisation or a place: open what is listed, and put the name right."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from reader.article import Range
from reader.errors import NotFound
from reader.insight.values import Entity
from reader.library.person import PersonPage
from reader.terminal import printable_line
from reader.tui.deeds.base import Deeds
from reader.tui.dossier import dossier_rows, told
from reader.tui.rows import BuiltRows
from reader.tui.widgets.chooser import Choice, Chooser

__all__ = ["PersonDeeds"]


class PersonDeeds(Deeds):
    """`person.*`"""

    _page: PersonPage | None = None
    _words = ""

    def open_page_of(self, entity: Entity) -> None:
        """The same for what was found in a text: days and figures have no page."""
        if entity.kind in ("date", "quantity", "money"):
            self.say(f"“{printable_line(entity.name, 40)}” is no name: names have pages")
        else:
            self.open_page(entity.name)

    def open_page(self, name: str) -> None:
        """To the page of a name, from wherever this is; `q` comes back."""
        library = self.library
        self.say(f"Looking for {printable_line(name, 60)} …")
        self.desk.beside(lambda: library.person(name), self._arrived, "person")

    def _arrived(self, page: PersonPage) -> None:
        self.say("")
        if self.session.place == "person":
            if self.session.person != page.name:
                self.session.leave(self.desk.ways.here())
            self._put(page)
        else:
            here = self.desk.ways.here()
            self._put(page)
            self.session.leave(here)
            self.desk.show_place("person")

    def show(self, name: str) -> None:
        """The page of a name in place of what stands there: the way back to it."""
        library = self.library
        self.session.person = name
        self.desk.beside(lambda: library.person(name), self._put, "person")

    def refresh(self) -> None:
        """Read the page again: something changed."""
        if not self.session.person:
            return
        library, name = self.library, self.session.person

        def work() -> PersonPage | None:
            try:
                return library.person(name)
            except NotFound:
                return None

        self.desk.beside(work, lambda page: self._put(page) if page is not None else None, "person")

    def _put(self, page: PersonPage) -> None:
        same = self._page is not None and self._page.name == page.name
        self._page, self.session.person = page, page.name
        if not same:
            self._words = ""
        self._draw(keep=same)

    def narrow(self, words: str) -> None:
        """Show only what holds all the words."""
        self._words = words
        self._draw(keep=False)

    def _draw(self, *, keep: bool) -> None:
        page, words, pane = self._page, self._words, self.desk.person
        if page is None:
            return
        year = datetime.date.today().year
        rows = BuiltRows(lambda width: dossier_rows(page, words, width, year=year))
        line = told(page) + (f"   /{printable_line(words)}" if words else "")
        pane.show_rows(rows, line, cursor=pane.list.cursor if keep else 0)
        self.desk.refresh_bars()

    # -- going there -------------------------------------------------------------------------------------

    @property
    def _row(self) -> tuple[str, int]:
        kind, _, index = self.desk.person.list.cursor_key.partition(":")
        return kind, int(index) if index else -1

    def open(self) -> None:
        """To the place of the row; from a name, to its page."""
        (kind, index), page = self._row, self._page
        if page is None or index < 0:
            return
        if kind == "mention":
            self._to_mention(page, index)
        elif kind in ("by", "about"):
            said = (page.quotes_by if kind == "by" else page.quotes_about)[index]
            place = Range(said.quote.start, said.quote.end)
            self.desk.open_article(said.article, at=place.start, flash=place, came_from="person")
        elif kind == "note":
            note = page.notes[index]
            self.desk.open_article(note.article, came_from="person")
            self.desk.ways.show_in_notes(f"note:{note.id}")
        elif kind == "with":
            self.open_page(page.companions[index].name)
        elif kind == "other":
            self.open_page(page.others[index])

    def _to_mention(self, page: PersonPage, index: int) -> None:
        """Go there, and let `n` step through all the mentions of that article."""
        mention = page.mentions[index]
        self.desk.open_article(
            mention.article, at=mention.place.start, flash=mention.place, came_from="person"
        )
        opened = self.session.open
        if opened is not None and opened.record.id == mention.article:
            places = [other.place for other in page.mentions_in(mention.article)]
            self.reading.step_through(places, page.name, start=places.index(mention.place))

    def filter(self) -> None:
        self.desk.ask("person", "/", self._words, placeholder="words of what is listed")

    # -- putting right -----------------------------------------------------------------------------------

    def merge(self) -> None:
        """Ask whose name it is another form of."""
        page = self._page
        if page is not None:
            names = [*page.others, *(other.name for other in page.companions if other.kind == page.kind)]
            self._ask("person-merge", f"{page.name} is the same as: ", "", names)

    def rename(self) -> None:
        """Ask for the name to list it under."""
        if self._page is not None:
            self._ask("person-rename", "List it as: ", self._page.name, list(self._page.also))

    def _ask(self, purpose: str, label: str, text: str, names: list[str]) -> None:
        def offers(typed: str) -> list[str]:
            return [name for name in names if typed.casefold() in name.casefold() and name != typed]

        self.desk.ask(purpose, printable_line(label, 60), text, complete=offers)

    def merge_into(self, name: str) -> None:
        """Both are one, in every article."""
        self._correct(f"is {printable_line(name, 40)}", name, merge_into=name)

    def rename_to(self, name: str) -> None:
        """Another name, in every article."""
        self._correct(f"is listed as {printable_line(name, 40)}", name, rename=name)

    def hide(self) -> None:
        """It is no name, in any article."""
        self._correct("is no name", "", hide=True)

    def split(self) -> None:
        """One of its forms is another's name."""
        page = self._page
        if page is None or not page.also:
            self.say("It is written in one form only")
            return
        choices = [Choice(form, form) for form in page.also]

        def chosen(form: str | None) -> None:
            if form is not None:
                self._correct(f"is not {printable_line(form, 40)}", page.name, split=form)

        self.desk.app.push_screen(Chooser(f"Not {printable_line(page.name, 40)}:", choices), chosen)

    def _correct(self, words: str, then: str, **what: Any) -> None:
        """Put it right everywhere, beside the screen, and show the page of `then`; go back where that is nobody."""
        page = self._page
        if page is None:
            return
        library, name = self.library, page.name

        def follow(correction: object) -> None:
            self.done(f"{printable_line(name, 40)} {words}")
            if then:
                self.show(then)
            else:
                self.desk.ways.back()

        work: Callable[[], object] = lambda: library.correct_entity("", name, **what)  # noqa: E731
        self.desk.beside(work, follow, "correct")
