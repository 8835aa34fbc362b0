"""What the actions of the registry do: one class a group of actions, a method an action, found by its id.

`library.next_unread` is `LibraryDeeds.next_unread`. Deeds call the library's verbs and tell the desk what to
show.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reader.tui.actions import BY_ID

if TYPE_CHECKING:
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
    from reader.tui.desk import Desk

__all__ = ["AllDeeds"]


_PEEKING = ("article.who", "article.page", "article.footnote")
"""Actions that show the next thing in place of what they showed."""


_GROUPS = {
    "app": ("everywhere", "AppDeeds"),
    "go": ("everywhere", "GoDeeds"),
    "list": ("everywhere", "ListDeeds"),
    "library": ("library", "LibraryDeeds"),
    "shelf": ("library", "ShelfDeeds"),
    "article": ("reading", "ArticleDeeds"),
    "selecting": ("marking", "SelectingDeeds"),
    "panel": ("panels", "PanelDeeds"),
    "entities": ("panels", "EntitiesDeeds"),
    "quotes": ("panels", "QuotesDeeds"),
    "notes": ("panels", "NotesDeeds"),
    "removed": ("editing", "RemovedDeeds"),
    "correct": ("correcting", "CorrectDeeds"),
    "search": ("searching", "SearchDeeds"),
    "searches": ("searches", "SearchesDeeds"),
    "notebook": ("notebook", "NotebookDeeds"),
    "review": ("review", "ReviewDeeds"),
    "person": ("person", "PersonDeeds"),
    "prompt": ("asking", "PromptDeeds"),
    "note": ("notes", "NoteDeeds"),
    "hinting": ("hinting", "HintingDeeds"),
    "link": ("hinting", "LinkDeeds"),
    "peeking": ("peeking", "Peeking"),
    "footnote": ("footnoting", "FootnoteDeeds"),
    "view": ("viewing", "ViewDeeds"),
}
"""The module and the class of every group."""


class _Table(dict[str, Callable[..., Any]]):
    """The method of an action by its id, looked up when it is first asked for. KeyError for an unknown id."""

    def __init__(self, deeds: AllDeeds) -> None:
        super().__init__()
        self._deeds = deeds

    def __missing__(self, action_id: str) -> Callable[..., Any]:
        group, _, name = BY_ID[action_id].id.partition(".")
        method: Callable[..., Any] = getattr(getattr(self._deeds, group), name)
        self[action_id] = method
        return method


class AllDeeds:
    """The groups of deeds of a desk, and the method of every action of the registry by its id (`table`).

    A group is imported and made when it is first asked for: few of them are needed before a key is pressed. A test
    holds that every action of the registry has its method.
    """

    app: AppDeeds
    go: GoDeeds
    list: ListDeeds
    library: LibraryDeeds
    shelf: ShelfDeeds
    article: ArticleDeeds
    selecting: SelectingDeeds
    panel: PanelDeeds
    entities: EntitiesDeeds
    quotes: QuotesDeeds
    notes: NotesDeeds
    removed: RemovedDeeds
    correct: CorrectDeeds
    search: SearchDeeds
    searches: SearchesDeeds
    notebook: NotebookDeeds
    review: ReviewDeeds
    person: PersonDeeds
    prompt: PromptDeeds
    note: NoteDeeds
    hinting: HintingDeeds
    link: LinkDeeds
    peeking: Peeking
    footnote: FootnoteDeeds
    view: ViewDeeds

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.table: dict[str, Callable[..., Any]] = _Table(self)

    if not TYPE_CHECKING:  # the checker knows the groups by their types above, and no others

        def __getattr__(self, name: str) -> Any:
            if name not in _GROUPS:
                raise AttributeError(f"no group of deeds: {name}")
            module, class_name = _GROUPS[name]
            group = getattr(import_module(f"reader.tui.deeds.{module}"), class_name)(self._desk)
            setattr(self, name, group)
            return group

    def is_made(self, group: str) -> bool:
        """Whether a group was asked for yet: one that was not has nothing to show or to take away."""
        return group in vars(self)

    # -- what lies over the text -------------------------------------------------------------------------

    @property
    def layer(self) -> str:
        """The place that has the keys before the text: letters, a link's address, a footnote; empty for none."""
        if self.is_made("hinting") and self.hinting.active:
            return "hinting"
        if self.is_made("link") and self.link.address:
            return "link"
        return "footnote" if self.is_made("footnote") and self.footnote.shown else ""

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
