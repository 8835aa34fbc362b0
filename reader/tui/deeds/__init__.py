"""What the actions of the registry do: one class a group of actions, a method an action, found by its id.

`library.next_unread` is `LibraryDeeds.next_unread`. Deeds call the library's verbs and tell the desk what to
show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.tui.actions import ACTIONS
from reader.tui.deeds.asking import PromptDeeds
from reader.tui.deeds.correcting import CorrectDeeds
from reader.tui.deeds.editing import RemovedDeeds
from reader.tui.deeds.everywhere import AppDeeds, GoDeeds, ListDeeds
from reader.tui.deeds.footnoting import FootnoteDeeds
from reader.tui.deeds.hinting import HintingDeeds, LinkDeeds
from reader.tui.deeds.library import LibraryDeeds, ShelfDeeds
from reader.tui.deeds.marking import SelectingDeeds
from reader.tui.deeds.notebook import NotebookDeeds
from reader.tui.deeds.notes import NoteDeeds
from reader.tui.deeds.panels import EntitiesDeeds, NotesDeeds, PanelDeeds, QuotesDeeds
from reader.tui.deeds.peeking import Peeking
from reader.tui.deeds.person import PersonDeeds
from reader.tui.deeds.reading import ArticleDeeds
from reader.tui.deeds.review import ReviewDeeds
from reader.tui.deeds.searches import SearchesDeeds
from reader.tui.deeds.searching import SearchDeeds
from reader.tui.deeds.viewing import ViewDeeds

if TYPE_CHECKING:
    from reader.tui.desk import Desk

__all__ = ["AllDeeds"]


_PEEKING = ("article.who", "article.page", "article.footnote")
"""Actions that show the next thing in place of what they showed."""


class AllDeeds:
    """The groups of deeds of a desk, and the method of every action of the registry by its id (`table`).

    Raises AttributeError for an action without a method: at the start of the program, not when its key is
    pressed.
    """

    def __init__(self, desk: Desk) -> None:
        self.app = AppDeeds(desk)
        self.go = GoDeeds(desk)
        self.list = ListDeeds(desk)
        self.library = LibraryDeeds(desk)
        self.shelf = ShelfDeeds(desk)
        self.article = ArticleDeeds(desk)
        self.selecting = SelectingDeeds(desk)
        self.panel = PanelDeeds(desk)
        self.entities = EntitiesDeeds(desk)
        self.quotes = QuotesDeeds(desk)
        self.notes = NotesDeeds(desk)
        self.removed = RemovedDeeds(desk)
        self.correct = CorrectDeeds(desk)
        self.search = SearchDeeds(desk)
        self.searches = SearchesDeeds(desk)
        self.notebook = NotebookDeeds(desk)
        self.review = ReviewDeeds(desk)
        self.person = PersonDeeds(desk)
        self.prompt = PromptDeeds(desk)
        self.note = NoteDeeds(desk)
        self.hinting = HintingDeeds(desk)
        self.link = LinkDeeds(desk)
        self.peeking = Peeking(desk)
        self.footnote = FootnoteDeeds(desk)
        self.view = ViewDeeds(desk)
        self.table: dict[str, Callable[..., Any]] = {action.id: self._method(action.id) for action in ACTIONS}

    def _method(self, action_id: str) -> Callable[..., Any]:
        group, _, name = action_id.partition(".")
        method: Callable[..., Any] = getattr(getattr(self, group), name)
        return method

    # -- what lies over the text -------------------------------------------------------------------------

    @property
    def layer(self) -> str:
        """The place that has the keys before the text: letters, a link's address, a footnote; empty for none."""
        if self.hinting.active:
            return "hinting"
        return "link" if self.link.address else "footnote" if self.footnote.shown else ""

    def put_away_layer(self) -> bool:
        """Take away what lies over the text; whether there was anything."""
        return self.hinting.leave() or self.peeking.hide() or self.view.stop()

    def make_way(self, action_id: str) -> None:
        """An action is about to be done: what it has nothing to do with makes way for it."""
        if action_id in ("app.back", "app.close", "app.keys"):
            return  # these close one layer, or tell of its keys
        if not action_id.startswith("hinting."):
            self.hinting.leave()
        if action_id not in _PEEKING and not action_id.startswith(("link.", "footnote.")):
            self.peeking.hide()
