"""The desk: the one screen on which everything happens. It wires the session, the widgets and the deeds
together.

Widgets post messages; this screen hears them, calls the library through its verbs, and tells the widgets
what to show. Opening an article gives the article view another document, never another screen. Slow work is
done beside the screen (`beside`) and comes back as a message. What failed is told in one line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, TextArea

from reader.errors import ReaderError
from reader.tui.actions import BY_ID, PLACES
from reader.tui.article_view import ArticleView
from reader.tui.captions import footer_keys, top_words
from reader.tui.chords import Chords
from reader.tui.keymap import Keymap, stroke_of
from reader.tui.session import PanelLayout, Session
from reader.tui.widgets.bars import BottomLine, TopLine
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.note_editor import NoteEditor
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.search_pane import SearchPane
from reader.tui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.records import Colour

__all__ = ["Desk"]

Value = TypeVar("Value")
MESSAGE_SECONDS = 6.0
POLL_SECONDS = 1.0


class Done(Message):
    """Work that was done beside the screen came to an end."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class Desk(Screen[None]):
    """The main screen."""

    AUTO_FOCUS = None

    def __init__(self, factory: Callable[[], Library], keymap: Keymap, *, open_id: str = "") -> None:
        super().__init__()
        from reader.tui.deeds import AllDeeds
        from reader.tui.reading import Reading
        from reader.tui.shelf import Shelf

        self.session = Session()
        self.keymap = keymap
        self.chords = Chords()
        self.article_view = ArticleView(id="article")
        self.library_list = LineList(id="library")
        self.search = SearchPane(id="search")
        self.panels = (SidePanel(id="panel-left"), SidePanel(id="panel-right"))
        self.prompt = Prompt(id="prompt")
        self.editor = NoteEditor(id="editor")
        self.top_line = TopLine()
        self.bottom_line = BottomLine()
        self.reading = Reading(self)
        self.shelf = Shelf(self)
        self.deeds = AllDeeds(self)
        self._factory = factory
        self._library: Library | None = None
        self._open_id = open_id
        self._sequence = -1
        self._said = 0
        self._turns: dict[str, int] = {}
        self._zen = False
        self._furnished = False
        self._waiting: list[tuple[str, str]] = []
        """Actions whose keys were pressed before everything was mounted."""
        self.leaving = False
        """The program ends: work beside the screen should stop."""
        self.asked_from: Any = None
        """What had the focus when something was asked in the prompt."""
        self.colour: Colour = "yellow"
        """The colour of the next highlight."""
        self.tagging = ""
        """The id of the note or highlight that tags are typed for."""
        self.unsaved_paste = ""
        """What was typed into the dialog that saves, and not saved."""

    # -- what is on it -----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self.top_line
        with Horizontal(id="body"):
            yield self.library_list
        yield self.bottom_line

    def on_mount(self) -> None:
        self.shelf.show()
        self.library_list.focus()
        self.refresh_bars()
        self.call_after_refresh(self._open_library)

    def _open_library(self) -> None:
        self.beside(self._factory, self._library_there, "open")

    async def furnish(self) -> None:
        """Mount the rest, once the list stands on the screen: most of what there is costs nothing before that."""
        if self._furnished:
            return
        for widget in (self.article_view, self.search, *self.panels, self.editor, self.prompt):
            widget.display = False
        await self.query_one("#body").mount(self.article_view, self.search, *self.panels)
        await self.mount(self.editor, self.prompt, before=self.bottom_line)
        self._furnished = True
        waiting, self._waiting = self._waiting, []
        for action_id, letter in waiting:
            self.perform(action_id, letter)

    def _library_there(self, library: Library) -> None:
        self._library = library
        self._sequence = library.sequence
        self.set_interval(POLL_SECONDS, self._poll)
        self.shelf.refresh(first=True, open_id=self._open_id)

    @property
    def library(self) -> Library:
        """The library. Raises ReaderError while it is not open yet."""
        if self._library is None:
            raise ReaderError("the library is not open yet", "", "a moment")
        return self._library

    # -- work and words ----------------------------------------------------------------------------------

    def beside(
        self, work: Callable[[], Value], then: Callable[[Value], Any], group: str, *, alone: bool = True
    ) -> None:
        """Do work in a thread, and what follows on the screen. Only the last work of a group follows
        (`alone`)."""
        turn = self._turns[group] = self._turns.get(group, 0) + 1

        def follow(value: Value) -> None:
            if not alone or self._turns[group] == turn:
                then(value)

        def run() -> None:
            try:
                value = work()
            except (ReaderError, OSError) as error:
                self.soon(partial(self.failed, group, str(error)))
            except Exception as error:  # the edge: a fault of the program ends neither it nor what is typed
                self.log(f"{group}: {error!r}")
                self.soon(partial(self.failed, group, f"{group} went wrong: {type(error).__name__}: {error}"))
            else:
                self.soon(partial(follow, value))

        self.run_worker(run, thread=True, group=group, exit_on_error=False)

    def soon(self, then: Callable[[], Any]) -> None:
        """Do something on the screen, from a thread."""
        self.post_message(Done(then))

    @on(Done)
    def _work_done(self, event: Done) -> None:
        event.stop()
        self.attempt(event.then)

    def failed(self, group: str, words: str) -> None:
        """Work beside the screen failed: a query that cannot be read is said where it is typed."""
        if group == "search":
            self.search.complain(words)
        else:
            self.say(words, wrong=True)

    def attempt(self, deed: Callable[[], Value]) -> Value | None:
        """Do something that may fail, and tell in one line if it does; None then."""
        try:
            return deed()
        except (ReaderError, OSError) as error:
            self.say(str(error), wrong=True)
            return None

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say a line at the bottom for a while."""
        self._said += 1
        said = self._said
        self.bottom_line.say(words, wrong=wrong)
        if words:
            self.set_timer(MESSAGE_SECONDS * (2 if wrong else 1), lambda: self._unsay(said))

    def _unsay(self, said: int) -> None:
        if said == self._said:
            self.bottom_line.say("")

    # -- keys --------------------------------------------------------------------------------------------

    @property
    def where(self) -> str:
        """The place that has the focus, one of `PLACES`; `typing` in a line or an editor."""
        focused = self.focused
        if isinstance(focused, (Input, TextArea)):
            return "typing"
        for panel in self.panels:
            if focused is panel.list:
                return panel.kind
        if focused is self.article_view:
            return "selecting" if self.article_view.selection is not None else "article"
        if focused is self.search.list:
            return "search"
        return "library" if self.session.place == "library" else self.session.place

    def take_key(self, key: str, character: str | None) -> bool:
        """Do what a key does here; whether it does anything. Textual gets the keys that are not taken."""
        where = self.where
        if where == "typing":
            return False
        begun = bool(self.chords.pending)
        outcome = self.chords.feed(stroke_of(key, character), self.keymap.table(PLACES[where]))
        self.bottom_line.show_pending(self.chords.pending)
        if outcome.kind == "done":
            self.perform(outcome.action, outcome.letter)
        return outcome.kind != "unknown" or begun

    def perform(self, action_id: str, letter: str = "") -> None:
        """Do an action by its id, if what it needs is there."""
        action = BY_ID[action_id]
        if not self._furnished and not action_id.startswith("list."):
            self._waiting.append((action_id, letter))
            return
        if "article" in action.needs and self.session.open is None:
            self.say("Open an article first: Enter in the library")
            return
        if "row" in action.needs and self.session.place == "library" and self.session.list.current is None:
            self.say("No article here: A adds one")
            return
        deed = self.deeds.table[action_id]
        self.attempt(lambda: deed(letter) if letter else deed())
        self.refresh_bars()

    def refresh_bars(self) -> None:
        """The line at the top and the keys at the bottom, for where the focus now is."""
        where = self.where
        self.bottom_line.show_keys(
            self._typing_keys() if where == "typing" else footer_keys(self.session, self.keymap, where)
        )
        self.top_line.set_class(self.session.place == "article", "-quiet")
        self.top_line.show(*top_words(self.session, self.reading.progress))

    def _typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the line or the editor that is typed into."""
        if self.prompt.purpose:
            return (("Enter", "do"), ("Tab", "complete"), ("Up", "last time's words"), ("Esc", "cancel"))
        if self.editor.target is not None:
            return ()  # the editor says its own
        return (("Enter", "to the answers"), ("Esc", "back"))

    def on_descendant_focus(self) -> None:
        self.refresh_bars()

    # -- places ------------------------------------------------------------------------------------------

    def put_away(self) -> bool:
        """Close the line or the editor that is open, as Esc would; whether one was. Nothing typed is lost."""
        if self.editor.target is not None:
            target, text = self.editor.target, self.editor.text
            self.attempt(lambda: self.deeds.note.closed(target, text))
        elif self.prompt.purpose:
            self._prompt_cancelled(Prompt.Cancelled(self.prompt.purpose, self.prompt.text))
        else:
            return False
        return True

    def show_place(self, place: str) -> None:
        """Go to the library, the article or the search; what is there stays as it was left."""
        self.put_away()
        if place != "article":
            self.reading.keep_position()
        self.session.place = place  # type: ignore[assignment]
        self.chords.clear()
        self.bottom_line.show_pending("")
        if place == "library":
            self.shelf.refresh()
        self.lay_out()
        self.focus_place()

    def focus_place(self) -> None:
        """The focus onto what the place is about."""
        place = self.session.place
        if place == "article":
            over = self.layout_of_panels().over
            (self.panels[0].list if over else self.article_view).focus()
        elif place == "search":
            self.search.list.focus() if self.search.list.cursor_key else self.search.ask()
        else:
            self.library_list.focus()
        self.refresh_bars()

    def layout_of_panels(self) -> PanelLayout:
        """Which panels stand where, at this width."""
        if self.session.place != "article" or self._zen:
            return PanelLayout()
        return self.session.panels.layout(self.size.width)

    def lay_out(self) -> None:
        """Show what belongs to the place, and the panels that there is room for."""
        place, layout = self.session.place, self.layout_of_panels()
        self.library_list.display = place == "library"
        self.search.display = place == "search"
        self.article_view.display = place == "article" and layout.over is None
        for index, panel in enumerate(self.panels):
            shown = layout.shown[index : index + 1]
            panel.display = bool(shown)
            panel.set_class(layout.over is not None, "-over")
            if shown and panel.is_attached:
                panel.show(shown[0], self.session.open)

    def fill_panels(self) -> None:
        """Show the panels again: what they show has changed."""
        for panel in self.panels:
            if panel.display and panel.is_attached:
                panel.show(panel.kind, self.session.open)

    def panel_of(self, kind: str) -> SidePanel | None:
        """The panel that shows a kind, if one does."""
        return next((panel for panel in self.panels if panel.display and panel.kind == kind), None)

    def focused_panel(self) -> SidePanel | None:
        """The panel that has the focus."""
        return next((panel for panel in self.panels if self.focused is panel.list), None)

    def on_resize(self) -> None:
        if self._furnished:
            self.lay_out()
            if self.focused is None or not self.focused.display:
                self.call_after_refresh(self.focus_place)

    def toggle_zen(self) -> None:
        """Nothing but the text, or everything again."""
        self._zen = not self._zen
        self.set_class(self._zen, "-zen")
        self.lay_out()
        self.article_view.focus()

    # -- opening and changes from elsewhere ----------------------------------------------------------------

    def open_article(self, article_id: str, **how: Any) -> None:
        """Open an article and go there."""
        self.put_away()
        opened = self.attempt(lambda: self.reading.open(article_id, **how))
        if opened is not None:
            self.session.list.go_to(opened.record.id)
            self.session.panels.uncover() if self.layout_of_panels().over else None
            self.lay_out()
            self.article_view.focus()
            self.refresh_bars()

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
        elif event.list is self.search.list:
            self.session.hits.cursor = max(0, self.search.hit_index)
            if event.double:
                self.perform("search.open")
        else:
            self.perform("panel.go")

    @on(ArticleView.Moved)
    def _view_moved(self) -> None:
        if self.article_view.display:
            self.reading.moved()
        self.refresh_bars()

    @on(ArticleView.SelectionChanged)
    def _selection_changed(self) -> None:
        self.refresh_bars()

    @on(ArticleView.Clicked)
    def _text_clicked(self, event: ArticleView.Clicked) -> None:
        self.deeds.article.clicked(event.keys, event.link)

    @on(Prompt.Changed)
    def _prompt_changed(self, event: Prompt.Changed) -> None:
        self.attempt(lambda: self.deeds.prompt.changed(event.purpose, event.text))

    @on(Prompt.Submitted)
    def _prompt_submitted(self, event: Prompt.Submitted) -> None:
        self.prompt.close()
        self.focus_back()
        self.attempt(lambda: self.deeds.prompt.submitted(event.purpose, event.text))
        self.refresh_bars()

    @on(Prompt.Cancelled)
    def _prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        self.prompt.close()
        self.focus_back()
        self.attempt(lambda: self.deeds.prompt.cancelled(event.purpose, event.text))
        self.refresh_bars()

    @on(SearchPane.Asked)
    def _asked(self, event: SearchPane.Asked) -> None:
        self.deeds.search.asked(event.words)

    @on(SearchPane.Left)
    def _search_left(self) -> None:
        self.perform("app.back")

    @on(NoteEditor.Typed)
    def _note_typed(self, event: NoteEditor.Typed) -> None:
        self.attempt(lambda: self.deeds.note.typed(event.target, event.text))

    @on(NoteEditor.Saved)
    def _note_saved(self, event: NoteEditor.Saved) -> None:
        self.attempt(lambda: self.deeds.note.saved(event.target, event.text))
        self.refresh_bars()

    @on(NoteEditor.Closed)
    def _note_closed(self, event: NoteEditor.Closed) -> None:
        self.attempt(lambda: self.deeds.note.closed(event.target, event.text))
        self.refresh_bars()

    def ask(self, purpose: str, label: str, text: str = "", **how: Any) -> None:
        """Let something be typed in the line at the bottom; the focus comes back to where it is now."""
        self.asked_from = self.focused
        self.prompt.ask(purpose, label, text, **how)
        self.refresh_bars()

    def focus_back(self) -> None:
        """The focus to where it was before something was asked."""
        before = self.asked_from
        if before is not None and before in self.focus_chain and not isinstance(before, (Input, TextArea)):
            before.focus()
        else:
            self.focus_place()

    def flush(self) -> None:
        """Keep what is not kept yet: the program ends."""
        self.leaving = True
        untold = self.editor.untold() if self._library is not None else None
        if untold is not None:
            self.attempt(lambda: self.deeds.note.typed(*untold))
        if self._library is not None:
            self.reading.keep_position()
