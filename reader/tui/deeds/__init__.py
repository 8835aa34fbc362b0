"""What the actions of the registry do: one class a group of actions, a method an action, found by its id.

`library.next_unread` is `LibraryDeeds.next_unread`. Deeds call the library's verbs and tell the desk what to
show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.tui.actions import ACTIONS
from reader.tui.deeds.asking import PromptDeeds
from reader.tui.deeds.everywhere import AppDeeds, GoDeeds, ListDeeds
from reader.tui.deeds.library import LibraryDeeds, ShelfDeeds
from reader.tui.deeds.marking import SelectingDeeds
from reader.tui.deeds.notes import NoteDeeds
from reader.tui.deeds.panels import EntitiesDeeds, NotesDeeds, PanelDeeds, QuotesDeeds
from reader.tui.deeds.reading import ArticleDeeds
from reader.tui.deeds.searching import SearchDeeds

if TYPE_CHECKING:
    from reader.tui.desk import Desk

__all__ = ["AllDeeds"]


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
        self.search = SearchDeeds(desk)
        self.prompt = PromptDeeds(desk)
        self.note = NoteDeeds(desk)
        self.table: dict[str, Callable[..., Any]] = {action.id: self._method(action.id) for action in ACTIONS}

    def _method(self, action_id: str) -> Callable[..., Any]:
        group, _, name = action_id.partition(".")
        method: Callable[..., Any] = getattr(getattr(self, group), name)
        return method
