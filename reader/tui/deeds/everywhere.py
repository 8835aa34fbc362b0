"""Deeds of every place: help, palette, back, undo, themes, going somewhere; and the moves of every list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.errors import NotFound
from reader.library.records import ArticleRecord, Highlight, Note
from reader.terminal import printable_line
from reader.tui.actions import ACTIONS, BY_ID, PLACES, Action, in_contexts
from reader.tui.deeds.base import Deeds
from reader.tui.widgets.chooser import Choice, Chooser
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.library.duplicates import Duplicate
    from reader.library.statistics import Statistics

__all__ = ["AppDeeds", "GoDeeds", "ListDeeds"]


class AppDeeds(Deeds):
    """`app.*`"""

    def keys(self) -> None:
        """The keys of this place; choosing one does it."""
        place = self.desk.where
        contexts = PLACES[place]
        table = set(self.desk.keymap.table(contexts).values())
        actions = [action for action in in_contexts(contexts) if action.id in table]
        actions.sort(key=lambda action: _rank(action, contexts))
        groups = list(dict.fromkeys(action.group for action in actions))
        actions.sort(key=lambda action: groups.index(action.group))
        self._choose_action(f"Keys: {_PLACE_WORDS.get(place, place)}", actions)

    def palette(self) -> None:
        """Every action there is, those of this place first; and articles by title."""
        place = self.desk.where
        reads = self.session.place == "article"
        names = ("reading", "article") if reads else (self.session.place, "list")
        possible = {*names, "everywhere", place}
        here = [action for action in ACTIONS if possible & set(action.contexts)]
        elsewhere = [action for action in ACTIONS if action not in here]
        choices = [self._choice(action, "") for action in here if action.id not in _NOT_CHOSEN]
        choices.extend(
            Choice(f"open:{record.id}", record.title, record.site)
            for record in self.session.list.records[:2000]
        )
        choices.extend(
            Choice(
                f"elsewhere:{action.id}",
                action.words,
                f"{_place_words(action)}  {self.desk.keymap.shown(action.id)}",
            )
            for action in elsewhere
            if not action.id.startswith("list.")
        )
        self.desk.app.push_screen(Chooser("Do", choices), self._chosen)

    def _choose_action(self, title: str, actions: list[Action]) -> None:
        choices = [self._choice(action, action.group) for action in actions]
        self.desk.app.push_screen(Chooser(title, choices, hint="Enter does it   Esc close"), self._chosen)

    def _choice(self, action: Action, group: str) -> Choice:
        return Choice(action.id, action.words, self.desk.keymap.shown(action.id), group)

    def _chosen(self, key: str | None) -> None:
        if key is None:
            return
        if key.startswith("open:"):
            self.desk.open_article(key.removeprefix("open:"), came_from="library")
        elif key.startswith("elsewhere:"):
            action = BY_ID[key.removeprefix("elsewhere:")]
            self.say(f"{action.words}: {self.desk.keymap.first(action.id)} in {_place_words(action)}")
        elif any(strokes[-1] in ("{a-z}", "1-9") for strokes in self.desk.keymap.keys[key]):
            self.say(f"Press {self.desk.keymap.first(key)}")
        else:
            self.desk.perform(key)

    def command(self) -> None:
        """The command line."""
        from reader.tui.commands import completions

        self.desk.ask("command", ":", complete=lambda text: completions(text, self._arguments()))

    def _arguments(self) -> Mapping[str, Callable[[], Sequence[str]]]:
        from reader.tui.deeds.library import SORTS

        def tags() -> list[str]:
            return [count.tag for count in self.library.tags()]

        return {
            "theme": lambda: list(self.desk.app.available_themes),
            "tag": tags,
            "untag": tags,
            "rename-tag": tags,
            "sort": lambda: [sort for sort, _ in SORTS],
            "open": lambda: [printable_line(record.title) for record in self.session.list.records],
        }

    def back(self) -> None:
        """One level back: from a panel to the text, from the text to the list, from the list out of the
        program."""
        session, desk = self.session, self.desk
        if desk.put_away():
            return
        if desk.focused is desk.sidebar:
            desk.deeds.searches.leave()
        elif session.place == "article":
            if desk.focused_panel() is not None:
                self._to_text()
            else:
                self.view.clear_selection()
                desk.ways.back()
        elif session.place != "library":
            desk.ways.back()
        else:
            desk.flush()
            desk.app.exit(0)

    def _to_text(self) -> None:
        if self.desk.layout_of_panels().over:
            self.session.panels.uncover()
            self.desk.lay_out()
        self.view.focus()

    def close(self) -> None:
        """Close one layer, the topmost: a selection, matches, a panel's filter, the panel; in lists the
        filter."""
        session, desk = self.session, self.desk
        panel = desk.focused_panel()
        if desk.put_away():
            return
        if panel is not None:
            if panel.filter:
                panel.narrow("")
            else:
                self._to_text()
        elif session.place == "article":
            if self.view.selection is not None:
                self.view.clear_selection()
            else:
                self.reading.clear_steps()
                self.say("")
        elif session.place == "library":
            if session.list.selected:
                session.list.selected.clear()
            elif session.list.filter:
                session.list.set_filter("")
            elif session.list.query:
                session.list.query = ""
                desk.shelf.refresh()
            desk.shelf.show()
        else:
            self.back()

    def undo(self) -> None:
        """Take the last change back, also one of an earlier day."""
        self._turned("Undone", self.library.undo(), self.desk.keymap.first("app.redo"), "redo")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turned("Done again", self.library.redo(), self.desk.keymap.first("app.undo"), "undo")

    def _turned(self, word: str, what: str, key: str, other: str) -> None:
        self.say(f"{word}: {what} · {key} {other}")
        self.desk.shelf.refresh()
        self.desk.ways.refresh_page()
        if self.session.open is not None:
            try:
                self.reading.reload_marks()
                self.reading.reload_insight()
            except NotFound:  # the article itself was undone
                self.session.open = None
                if self.session.place == "article":
                    self.desk.show_place("library")

    def next_pane(self) -> None:
        """The focus to the next pane on the screen."""
        self._turn_focus(1)

    def previous_pane(self) -> None:
        """The focus to the pane before."""
        self._turn_focus(-1)

    def _turn_focus(self, way: int) -> None:
        if self.session.place in ("search", "notebook"):
            (self.desk.search if self.session.place == "search" else self.desk.notebook).ask()
            return
        panes: list[Widget] = [self.view] if self.view.display else []
        panes.extend(panel.list for panel in self.desk.panels if panel.display)
        if self.session.place == "library" or not panes:
            return
        at = panes.index(self.desk.focused) if self.desk.focused in panes else 0
        panes[(at + way) % len(panes)].focus()

    def pane_left(self) -> None:
        """To the text."""
        if self.desk.focused_panel() is not None:
            self._to_text()

    def pane_right(self) -> None:
        """To the panel beside the text."""
        panel = next((panel for panel in self.desk.panels if panel.display), None)
        if panel is not None:
            panel.list.focus()

    def theme(self) -> None:
        """Choose a theme; the screen shows each as the cursor stands on it."""
        app = self.desk.app
        before = app.theme
        titles = getattr(app, "theme_titles", {})
        choices = [
            Choice(name, titles.get(name, name), "dark" if theme.dark else "light")
            for name, theme in app.available_themes.items()
        ]

        def preview(name: str) -> None:
            app.theme = name

        def chosen(name: str | None) -> None:
            if name is None:
                app.theme = before
            else:
                self.use_theme(name)

        chooser = Chooser("Theme", choices, chosen=before, preview=preview, hint="Enter keep   Esc as it was")
        app.push_screen(chooser, chosen)

    def use_theme(self, name: str) -> None:
        """Switch to a theme and keep the choice. Raises NotFound."""
        app = self.desk.app
        if name not in app.available_themes:
            raise NotFound(
                f"no theme “{printable_line(name, 40)}”", "", f"there are {', '.join(app.available_themes)}"
            )
        app.theme = name
        app.keep_setting("theme", name)  # type: ignore[attr-defined]
        self.say(f"Theme {getattr(app, 'theme_titles', {}).get(name, name)}, kept")


_NOT_CHOSEN = ("app.palette", "app.close")
"""What the palette need not offer: itself, and closing itself."""


def _place_words(action: Action) -> str:
    """The first place in which an action can be done."""
    return _PLACE_WORDS.get(action.contexts[0], f"the panel {action.contexts[0]}")


def _rank(action: Action, contexts: tuple[str, ...]) -> int:
    return min(contexts.index(context) for context in action.contexts if context in contexts)


_PLACE_WORDS = {
    "library": "the library", "article": "reading", "selecting": "a selection", "search": "search results",
    "notebook": "all notes", "review": "review", "person": "a name's page", "searches": "saved searches",
    "hinting": "letters", "link": "a link", "footnote": "a footnote",
    "entities": "names", "notes": "notes and highlights",
}  # fmt: skip


class GoDeeds(Deeds):
    """`go.*`"""

    def articles(self) -> None:
        """To the library's list."""
        self.desk.show_place("library")

    def search(self) -> None:
        """To the search, with the words of last time."""
        self._search(None)

    def notes(self) -> None:
        """To the notes desk, with the words to type into."""
        self.desk.ways.go("notebook")
        self.desk.notebook.ask()

    def review(self) -> None:
        """To the highlights that come back today."""
        self.desk.ways.go("review")

    def searches(self) -> None:
        """To the side bar of the library."""
        self.desk.deeds.searches.go()

    def search_for(self, words: str | None) -> None:
        """To the search with some words, or with those of last time."""
        self._search(words)

    def _search(self, words: str | None) -> None:
        self.desk.ways.go("search")
        self.desk.search.ask(words)

    def statistics(self) -> None:
        """The page of figures; a name on it leads to what it counts."""
        from reader.tui.widgets.statistics_screen import StatisticsScreen

        def chosen(key: str | None) -> None:
            what, _, name = (key or "").partition(":")
            if what == "who":
                self.desk.deeds.person.open_page(name)
            elif what:
                plain = name.replace('"', " ")
                self.desk.deeds.library.show_query(f'{what}:"{plain}"')

        def show(found: Statistics) -> None:
            self.desk.app.push_screen(
                StatisticsScreen(found), lambda key: self.desk.attempt(lambda: chosen(key))
            )

        self.desk.beside(self.library.statistics, show, "statistics")

    def duplicates(self) -> None:
        """Pairs that look like one page; choosing one makes them one."""
        self.say("Comparing articles …")
        self.desk.beside(self.library.duplicates, self._show_duplicates, "duplicates")

    def _show_duplicates(self, pairs: list[Duplicate]) -> None:
        known = {f"{pair.keep.id} {pair.other.id}": pair for pair in pairs}
        choices = [
            Choice(key, f"{pair.keep.title} ← {pair.other.title}", f"{pair.likeness:.0%} {pair.reason}")
            for key, pair in known.items()
        ]

        def chosen(key: str | None) -> None:
            if key is None:
                return
            pair = known[key]
            self.library.fold_into(pair.keep.id, pair.other.id)
            self.done(f"“{printable_line(pair.keep.title, 40)}” is one article now")
            self.desk.shelf.refresh()

        chooser = Chooser(
            "Saved twice", choices, hint="Enter makes the two one, with all marks and notes   Esc close",
            empty="No page is here twice.",
        )  # fmt: skip
        self.say("")
        self.desk.app.push_screen(chooser, lambda key: self.desk.attempt(lambda: chosen(key)))

    def trash(self) -> None:
        """What lies in the trash; choosing takes it out again."""
        items = self.library.trash()
        choices = [
            Choice(item.id, _trash_words(item), f"{_trash_kind(item)} · {item.trashed[:10]}")
            for item in items
        ]

        def chosen(item_id: str | None) -> None:
            if item_id is not None:
                self.library.restore([item_id])
                self.done("Taken out of the trash")
                self.desk.shelf.refresh()
                if self.session.open is not None:
                    self.desk.attempt(self.reading.reload_marks)

        chooser = Chooser(
            "Trash",
            choices,
            hint="Enter takes it out   Esc close   :purge empties it for ever",
            empty="Empty.",
        )
        self.desk.app.push_screen(chooser, lambda item_id: self.desk.attempt(lambda: chosen(item_id)))


def _trash_words(item: ArticleRecord | Highlight | Note) -> str:
    if isinstance(item, ArticleRecord):
        return item.title
    return item.exact if isinstance(item, Highlight) else item.text


def _trash_kind(item: ArticleRecord | Highlight | Note) -> str:
    return {ArticleRecord: "article", Highlight: "highlight", Note: "note"}[type(item)]


class ListDeeds(Deeds):
    """`list.*`: the cursor of the list that has the focus."""

    @property
    def _list(self) -> LineList:
        focused = self.desk.focused
        return focused if isinstance(focused, LineList) else self.desk.library_list

    def down(self) -> None:
        self._list.step(1)

    def up(self) -> None:
        self._list.step(-1)

    def half_down(self) -> None:
        self._list.page(0.5)

    def half_up(self) -> None:
        self._list.page(-0.5)

    def page_down(self) -> None:
        self._list.page(1)

    def page_up(self) -> None:
        self._list.page(-1)

    def top(self) -> None:
        self._list.top()

    def bottom(self) -> None:
        self._list.bottom()
