"""From one place to another and back: what fills the screen, what was left for it, and where `q` leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.tui.session import PlaceName, Visit

if TYPE_CHECKING:
    from reader.tui.desk import Desk

__all__ = ["Ways"]


class Ways:
    """The way through the places of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def here(self) -> Visit:
        """What fills the screen now, to come back to."""
        session = self._desk.session
        if session.place == "article" and session.open is not None:
            return Visit("article", session.open.record.id, self._desk.article_view.top_offset)
        return Visit(session.place, name=session.person if session.place == "person" else "")

    def go(self, place: PlaceName) -> None:
        """To another place; `q` comes back."""
        session = self._desk.session
        if session.place != place:
            session.leave(self.here())
        self._desk.show_place(place)

    def back(self) -> None:
        """To what was left last: the same list at the same line, the same text at the same place."""
        desk, session = self._desk, self._desk.session
        if not session.trail:
            desk.show_place("library")
            return
        visit = session.trail.pop()
        known = session.open is not None and session.open.record.id == visit.article_id
        if visit.place == "article" and not known:
            desk.open_article(visit.article_id, at=visit.offset)
            if session.place != "article":  # it is gone meanwhile
                self.back()
        elif visit.place == "person" and visit.name != session.person:
            desk.deeds.person.show(visit.name)
            desk.show_place("person")
        else:
            desk.show_place(visit.place)

    def open_article(self, article_id: str, came_from: PlaceName | None, **how: Any) -> None:
        """Open an article and go there; see `Desk.open_article`. What cannot be opened leaves everything as it is."""
        desk, session = self._desk, self._desk.session
        desk.put_away()
        here = self.here()
        known = session.open is not None and session.open.record.id == article_id
        if known and came_from not in (None, "library"):
            session.place = "article"
        opened = desk.attempt(lambda: desk.reading.open(article_id, **how))
        if opened is None:
            session.place = here.place
            return
        if came_from == "library":
            session.trail.clear()
        elif came_from is not None:
            session.leave(here)
        session.list.go_to(opened.record.id)
        if desk.layout_of_panels().over:
            session.panels.uncover()
        desk.lay_out()
        desk.article_view.focus()
        desk.refresh_bars()

    def focus(self) -> None:
        """The focus onto what the place is about."""
        desk, place = self._desk, self._desk.session.place
        if place == "article":
            over = desk.layout_of_panels().over
            (desk.panels[0].list if over else desk.article_view).focus()
        elif place in ("search", "notebook"):
            pane = desk.search if place == "search" else desk.notebook
            pane.to_list() if pane.list.cursor_key else pane.ask()
        elif place in ("review", "person"):
            (desk.review if place == "review" else desk.person).list.focus()
        else:
            desk.library_list.focus()

    def show_in_notes(self, key: str) -> None:
        """The panel of highlights and notes of the open article, with the cursor on one of them."""
        desk = self._desk
        desk.session.panels.show("notes")
        desk.lay_out()
        panel = desk.panel_of("notes")
        if panel is not None:
            panel.list.focus()
            panel.list.move_to_key(key)

    def refresh_page(self) -> None:
        """What fills the screen is read again: something may have changed."""
        place, deeds = self._desk.session.place, self._desk.deeds
        if place == "library":
            deeds.searches.refresh()
        elif place == "notebook":
            deeds.notebook.refresh()
        elif place == "review":
            deeds.review.refresh()
        elif place == "person":
            deeds.person.refresh()
