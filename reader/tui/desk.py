"""The desk: the one screen on which everything happens. It wires the session, the widgets and the deeds
together.

Widgets post messages; this screen hears them, calls the library through its verbs, and tells the widgets
what to show. Opening an article gives the article view another document, never another screen. Slow work is
done beside the screen (`beside`) and comes back as a message. What failed is told in one line.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.widget import Widget

from reader.config import Config
from reader.errors import ReaderError
from reader.tui.actions import BY_ID, PLACES
from reader.tui.captions import footer_keys, top_words
from reader.tui.chords import Chords
from reader.tui.keymap import Keymap, stroke_of
from reader.tui.panes import Panes
from reader.tui.session import PlaceName, Session
from reader.tui.watching import FolderWatch
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.records import ArticleRecord, Colour
    from reader.tui.article_view import ArticleView
    from reader.tui.deeds import AllDeeds
    from reader.tui.widgets.note_editor import NoteEditor
    from reader.tui.widgets.prompt import Prompt
    from reader.tui.widgets.query_pane import QueryPane

__all__ = ["Desk"]

POLL_SECONDS = 1.0
PATIENCE = 0.25
"""Seconds that the first paint waits for the library: opening one takes a twentieth of that."""
TIDY_DELAY = 30.0
"""Seconds after the start at which the journals are looked after."""


class Desk(Panes):
    """The main screen."""

    AUTO_FOCUS = None

    def __init__(
        self,
        factory: Callable[[], Library],
        keymap: Keymap,
        *,
        open_id: str = "",
        config: Config | None = None,
    ) -> None:
        super().__init__(open_id=open_id, config=config or Config())
        from reader.tui.reading import Reading
        from reader.tui.shelf import Shelf
        from reader.tui.ways import Ways

        self.session = Session()
        self.one_column = bool(config and config.plain)
        """Panels always cover the text, whatever room there is."""
        self.keymap = keymap
        self.chords = Chords()
        self.reading = Reading(self)
        self.shelf = Shelf(self)
        self.ways = Ways(self)
        self._factory = factory
        self._library: Library | None = None
        self._sequence = -1
        self.zen = False
        self._waiting: tuple[str, str] | None = None
        """An action, and its letter, that needs what is not mounted yet."""
        self._typed_ahead: list[tuple[str, str | None]] = []
        """Keys that were pressed behind it: what they mean is known once it is done."""
        """Actions whose keys were pressed before everything was mounted."""
        self.leaving = False
        """The program ends: work beside the screen should stop."""
        self.asked_from: Any = None
        """What had the focus when something was asked in the prompt."""
        self.citation_style = self.config.citation_style
        self.colour: Colour = "yellow"
        """The colour of the next highlight."""
        self.tagging = ""
        """The id of the note or highlight that tags are typed for."""
        self.unsaved_paste = ""
        """What was typed into the dialog that saves, and not saved."""

    # -- what is on it -----------------------------------------------------------------------------------

    @cached_property
    def deeds(self) -> AllDeeds:
        """What the actions do."""
        from reader.tui.deeds import AllDeeds

        return AllDeeds(self)

    def on_mount(self) -> None:
        """Open the library in a thread; where that takes no longer than an eye blinks, the first paint waits."""
        opening = ThreadPoolExecutor(1, "opening").submit(self._read_library)
        try:
            opening.exception(timeout=PATIENCE)
        except TimeoutError:
            if not self.open_id:
                self.shelf.show()
            opening.add_done_callback(lambda done: self.soon(lambda: self._opened(done)))
        else:
            self._opened(opening)

    def _read_library(self) -> tuple[Library, list[ArticleRecord]]:
        library = self._factory()
        return library, [] if self.open_id else library.articles()

    def _opened(self, opening: Future[tuple[Library, list[ArticleRecord]]]) -> None:
        try:
            self._library_there(*opening.result())
        except (ReaderError, OSError) as error:
            self.failed("open", str(error))
            self.call_after_refresh(self.furnish)

    def _library_there(self, library: Library, records: list[ArticleRecord]) -> None:
        self._library = library
        self._sequence = library.sequence
        self.set_interval(POLL_SECONDS, self._poll)
        if self.open_id:
            self.open_article(self.open_id, came_from="library")
            self.call_after_refresh(self.furnish)
        else:
            self.shelf.show_first(records)
            self.library_list.focus()
        self.refresh_bars()

    async def furnish(self) -> None:
        """Mount the rest, once the first thing stands on the screen; then do what was pressed meanwhile."""
        if self.furnished:
            return
        await self.mount_rest()
        if self.open_id:
            self.shelf.refresh()
            self.lay_out()
            if self.session.open is None:
                self.library_list.focus()
        gc.freeze()  # what start-up made stays: no later collection walks over it
        gc.enable()
        self.set_timer(TIDY_DELAY, self._tidy)
        if self.config.watch:
            FolderWatch(self, self.config.watch).look()
        if self.session.place == "library":
            self.lay_out()
            self.deeds.searches.draw()
            self.deeds.searches.refresh()
        self.catch_up()

    def catch_up(self) -> None:
        """Do what was pressed while not all was mounted yet."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.perform(*waiting)
        for key, character in self._typed_ahead:
            self.app.post_message(events.Key(key, character))
        self._typed_ahead.clear()

    def _tidy(self) -> None:
        """Journals are compacted and old trash goes, beside the reading."""
        if self._library is not None:
            self.beside(self._library.tidy, lambda told: None, "tidy")

    @property
    def library(self) -> Library:
        """The library. Raises ReaderError while it is not open yet."""
        if self._library is None:
            raise ReaderError("the library is not open yet", "", "a moment")
        return self._library

    # -- keys --------------------------------------------------------------------------------------------

    @property
    def where(self) -> str:
        """The place that has the focus, one of `PLACES`; `typing` in a line or an editor."""
        focused = self.focused
        if not self.furnished:
            return self.session.place
        if self._takes_text(focused):
            return "typing"
        for panel in self.panels:
            if focused is panel.list:
                return panel.kind
        if focused is self.article_view:
            if self.deeds.layer:
                return self.deeds.layer
            return "selecting" if self.article_view.selection is not None else "article"
        if focused is self.sidebar:
            return "searches"
        for pane in self.pages:
            if focused is pane.list:
                return str(pane.id)
        return "library" if self.session.place == "library" else self.session.place

    @staticmethod
    def _takes_text(widget: Widget | None) -> bool:
        from textual.widgets import Input, TextArea

        return isinstance(widget, (Input, TextArea))

    def take_key(self, key: str, character: str | None) -> bool:
        """Do what a key does here; whether it does anything. Textual gets the keys that are not taken."""
        if self._waiting is not None:
            self._typed_ahead.append((key, character))
            return True
        where = self.where
        if where == "typing":
            return False
        stroke = stroke_of(key, character)
        if where == "hinting" and self.deeds.hinting.take(stroke):
            return True
        begun = bool(self.chords.pending)
        outcome = self.chords.feed(stroke, self.keymap.table(PLACES[where]))
        self.bottom_line.show_pending(self.chords.pending)
        if outcome.kind == "done":
            self.perform(outcome.action, outcome.letter)
        return outcome.kind != "unknown" or begun

    def perform(self, action_id: str, letter: str = "") -> None:
        """Do an action by its id, if what it needs is there."""
        action = BY_ID[action_id]
        if not self.furnished and not action_id.startswith("list."):
            self._waiting = (action_id, letter)
            return
        if "article" in action.needs and self.session.open is None:
            self.say("Open an article first: Enter in the library")
            return
        if "row" in action.needs and self.session.place == "library" and self.session.list.current is None:
            self.say("No article here: A adds one")
            return
        self.deeds.make_way(action_id)
        deed = self.deeds.table[action_id]
        if self.reading.tutorial is not None and self.session.place == "article":
            self.reading.pressed(action_id, self.article_view.visible_range)
        self.attempt(lambda: deed(letter) if letter else deed())
        self.refresh_bars()

    def refresh_bars(self) -> None:
        """The line at the top and the keys at the bottom, for where the focus now is."""
        where = self.where
        self.bottom_line.show_keys(
            self._typing_keys() if where == "typing" else footer_keys(self.session, self.keymap, where)
        )
        self.top_line.set_class(self.session.place == "article", "-quiet")
        progress = self.reading.progress
        shown = progress if self.session.place == "article" else 0.0
        self.top_line.show(*top_words(self.session, progress), progress=shown)

    def _typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the line or the editor that is typed into."""
        if self.prompt.purpose:
            return (("Enter", "do"), ("Tab", "complete"), ("Up", "last time's words"), ("Esc", "cancel"))
        if self.editor.target is not None:
            return ()  # the editor says its own
        return (("Enter", "to the answers"), ("Esc", "back"))

    def on_descendant_focus(self) -> None:
        if self.furnished and self.focused is not self.article_view and self.deeds.is_made("hinting"):
            self.deeds.hinting.leave()
        self.refresh_bars()

    # -- places ------------------------------------------------------------------------------------------

    def put_away(self) -> bool:
        """Close the line or the editor that is open, as Esc would; whether one was. Nothing typed is lost."""
        if not self.furnished:
            return False
        if self.deeds.put_away_layer():
            return True
        if self.editor.target is not None:
            target, text = self.editor.target, self.editor.text
            self.attempt(lambda: self.deeds.note.closed(target, text))
        elif self.prompt.purpose:
            self._prompt_left(self.prompt.purpose, self.prompt.text)
        else:
            return False
        return True

    def show_place(self, place: str) -> None:
        """Show a place; what is there stays as it was left. `Ways.go` is what remembers the way back."""
        self.put_away()
        if place != "article":
            self.reading.keep_position()
        self.session.place = place  # type: ignore[assignment]
        self.chords.clear()
        self.bottom_line.show_pending("")
        if place == "library":
            self.session.trail.clear()
            self.shelf.refresh()
        self.ways.refresh_page()
        self.lay_out()
        self.focus_place()

    def focus_place(self) -> None:
        """The focus onto what the place is about."""
        self.ways.focus()
        self.refresh_bars()

    @property
    def sidebar_shown(self) -> bool:
        """Whether the saved searches are to stand beside the list."""
        return self.deeds.searches.visible and not self.zen

    def on_resize(self) -> None:
        if self.furnished:
            self.lay_out()
            self.deeds.searches.refresh()
            if self.focused is None or not self.focused.display:
                self.call_after_refresh(self.focus_place)

    def toggle_zen(self) -> None:
        """Nothing but the text, or everything again."""
        self.zen = not self.zen
        self.set_class(self.zen, "-zen")
        self.lay_out()
        self.article_view.focus()

    # -- opening and changes from elsewhere ----------------------------------------------------------------

    def open_article(self, article_id: str, *, came_from: PlaceName | None = None, **how: Any) -> None:
        """Open an article and go there. `came_from` is where `q` leads back to; None for where it led before."""
        self.ways.open_article(article_id, came_from, **how)

    def _poll(self) -> None:
        """Another program may have changed the library."""
        if self._library is None:
            return
        sequence = self._library.sequence
        if sequence == self._sequence:
            return
        self._sequence = sequence
        if self.session.place == "library":
            self.shelf.refresh()
        self.ways.refresh_page()
        if self.session.open is not None:
            self.attempt(self.reading.reload_marks)
            self.refresh_bars()

    # -- what widgets say --------------------------------------------------------------------------------

    @on(LineList.Moved, "#library")
    def _list_moved(self, event: LineList.Moved) -> None:
        self.session.list.cursor = event.index

    @on(LineList.Moved, "#hits")
    def _hits_moved(self) -> None:
        self.session.hits.cursor = max(0, self.search.hit_index)

    @on(LineList.Chosen)
    def _row_chosen(self, event: LineList.Chosen) -> None:
        if event.list is self.library_list:
            self.session.list.cursor = event.index
            if event.double:
                self.perform("library.open")
        elif event.list is self.sidebar:
            self.perform("searches.open")
        elif event.list.parent in self.pages:
            if event.double:
                self.perform(f"{event.list.parent.id}.open")
        else:
            self.perform("panel.go")

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        if event.view is not self.article_view:
            return
        if self.article_view.display:
            self.reading.moved()
            if self.furnished:
                if self.deeds.is_made("hinting"):
                    self.deeds.hinting.moved()
                self.follow()
        self.refresh_bars()

    def on_article_view_selection_changed(self) -> None:
        self.refresh_bars()

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        if event.view is not self.article_view:
            return
        self.deeds.article.clicked(event.keys, event.link, event.footnote)

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        self.attempt(lambda: self.deeds.prompt.changed(event.purpose, event.text))

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        self.prompt.close()
        self.focus_back()
        self.attempt(lambda: self.deeds.prompt.submitted(event.purpose, event.text))
        self.refresh_bars()

    def on_prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        self._prompt_left(event.purpose, event.text)

    def _prompt_left(self, purpose: str, text: str) -> None:
        self.prompt.close()
        self.focus_back()
        self.attempt(lambda: self.deeds.prompt.cancelled(purpose, text))
        self.refresh_bars()

    def on_query_pane_asked(self, event: QueryPane.Asked) -> None:
        deeds = self.deeds.search if event.pane is self.search else self.deeds.notebook
        self.attempt(lambda: deeds.asked(event.words))
        self.deeds.search.complete(event.pane, event.words, event.at)

    def on_query_pane_left(self) -> None:
        self.perform("app.back")

    def on_note_editor_typed(self, event: NoteEditor.Typed) -> None:
        self.attempt(lambda: self.deeds.note.typed(event.target, event.text))

    def on_note_editor_saved(self, event: NoteEditor.Saved) -> None:
        self.attempt(lambda: self.deeds.note.saved(event.target, event.text))
        self.refresh_bars()

    def on_note_editor_closed(self, event: NoteEditor.Closed) -> None:
        self.attempt(lambda: self.deeds.note.closed(event.target, event.text))
        self.refresh_bars()

    def on_note_editor_outside(self, event: NoteEditor.Outside) -> None:
        self.attempt(lambda: self.deeds.note.outside(event.target, event.text))
        self.refresh_bars()

    def ask(self, purpose: str, label: str, text: str = "", **how: Any) -> None:
        """Let something be typed in the line at the bottom; the focus comes back to where it is now."""
        self.asked_from = self.focused
        self.prompt.ask(purpose, label, text, **how)
        self.refresh_bars()

    def focus_back(self) -> None:
        """The focus to where it was before something was asked."""
        before = self.asked_from
        if before is not None and before in self.focus_chain and not self._takes_text(before):
            before.focus()
        else:
            self.focus_place()

    def flush(self) -> None:
        """Keep what is not kept yet: the program ends."""
        self.leaving = True
        untold = self.editor.untold() if self._library is not None and self.furnished else None
        if untold is not None:
            self.attempt(lambda: self.deeds.note.typed(*untold))
        if self._library is not None:
            self.reading.keep_position()
