"""Deeds on a passage: highlight it, write on it, copy it, with the keyboard or the mouse."""

from __future__ import annotations

from reader.article import Range
from reader.errors import UsageError
from reader.library.records import COLOURS, Colour, Highlight
from reader.tui.deeds.base import Deeds
from reader.tui.widgets.chooser import Choice, Chooser
from reader.tui.widgets.note_editor import NoteTarget

__all__ = ["Marking", "SelectingDeeds"]


class Marking(Deeds):
    """What can be done to a range of the open article."""

    def highlight_range(self, place: Range, colour: Colour | None = None, *, tell: bool = True) -> Highlight:
        """Keep a range as a highlight. Raises ReaderError."""
        opened = self.session.open
        if opened is None or not len(place):
            raise UsageError("nothing to highlight here")
        same = next(
            (mark for mark in opened.highlights if (mark.start, mark.end) == (place.start, place.end)), None
        )
        if same is not None:
            self.view.clear_selection()
            if colour is not None and colour != same.colour:
                same = self.library.recolour(same.id, colour)
                self.reading.reload_marks()
            self.say("Highlighted already · a adds a note")
            return same
        chosen = colour or self.desk.colour
        self.desk.colour = chosen
        mark = self.library.highlight(opened.record.id, place, colour=chosen)
        self.view.clear_selection()
        self.reading.reload_marks()
        if tell:
            self.done("Highlighted · a note")
        return mark

    def edit_note(self, mark: Highlight | None) -> None:
        """Write on a highlight, or on the article; a draft is taken up where it was left."""
        if self.session.open is not None:
            self.open_editor(self.new_note(mark), "")

    def new_note(self, mark: Highlight | None) -> NoteTarget:
        """What a new note on a highlight of the open article is for, or on the article itself."""
        opened = self.session.open
        if opened is None:
            raise UsageError("no article is open", "", "Enter in the library opens one")
        if mark is None:
            return NoteTarget(opened.record.id, about=opened.record.title)
        return NoteTarget(opened.record.id, mark.id, about=f"“{' '.join(mark.exact.split())}”")

    def open_editor(self, target: NoteTarget, text: str) -> None:
        """Open the editor with the draft of the target, if there is one."""
        draft = self.library.draft(target.draft_id)
        resumed = draft is not None and bool(draft.text.strip())
        self.desk.asked_from = self.desk.focused
        self.desk.editor.open(target, draft.text if draft is not None and resumed else text, resumed=resumed)
        mark = self.session.open.highlight(target.highlight_id) if self.session.open is not None else None
        if mark is not None and self.view.display:
            start = mark.start  # the editor takes its room first, then the text scrolls as far as it must
            later = self.desk.call_after_refresh
            later(lambda: later(lambda: self.view.go_to(start, at="visible")))
        self.desk.refresh_bars()

    def open_outside(self, target: NoteTarget, text: str) -> None:
        """Open the writer's own editor with the draft of the target, if there is one."""
        draft = self.library.draft(target.draft_id)
        self.desk.asked_from = self.desk.focused
        self.desk.deeds.note.outside(target, draft.text if draft is not None and draft.text.strip() else text)

    def copy_range(self, place: Range, *, cite: bool = False) -> None:
        """The words of a range onto the clipboard, as they are or with where they are from."""
        opened = self.session.open
        if opened is None or not len(place):
            return
        passage = self.reading.passage(place)
        speaker = next(
            (
                quote.speaker
                for quote in opened.quotes
                if quote.start <= place.start and place.end <= quote.end
            ),
            "",
        )
        text = self.cited(passage, opened.record, speaker=speaker) if cite else passage
        self.view.clear_selection()
        self.to_clipboard(text, "With its citation:" if cite else f"{len(passage.split())} words")


class SelectingDeeds(Marking):
    """`selecting.*`"""

    @property
    def _selection(self) -> Range:
        selection = self.view.selection
        if selection is None:
            raise UsageError("nothing is selected", "", "v selects the sentence")
        return selection

    def highlight(self) -> None:
        self.highlight_range(self._selection)

    def note(self) -> None:
        mark = self.highlight_range(self._selection, tell=False)
        self.edit_note(mark)

    def colour(self) -> None:
        """Highlight in a colour that is chosen."""
        place = self._selection
        choices = [Choice(colour, colour.capitalize(), style=f"highlight-{colour}") for colour in COLOURS]

        def chosen(colour: str | None) -> None:
            known = next((name for name in COLOURS if name == colour), None)
            if known is not None:
                self.desk.attempt(lambda: self.highlight_range(place, known))

        self.desk.app.push_screen(Chooser("Highlight in", choices, chosen=self.desk.colour), chosen)

    def copy(self) -> None:
        self.copy_range(self._selection)

    def cite(self) -> None:
        self.copy_range(self._selection, cite=True)

    def reattach(self) -> None:
        """The highlight that lost its place belongs here."""
        place, lost = self._selection, self.desk.deeds.notebook.reattaching
        if not lost:
            raise UsageError("no highlight is being put back", "", "R on one at the notes desk begins it")
        self.library.reattach(lost, place)
        self.desk.deeds.notebook.reattaching = ""
        self.view.clear_selection()
        self.reading.reload_marks()
        self.done("Put back")

    def cancel(self) -> None:
        self.view.clear_selection()

    def word_more(self) -> None:
        self.view.extend_selection("word", 1)

    def word_less(self) -> None:
        self.view.extend_selection("word", -1)

    def sentence_more(self) -> None:
        self.view.extend_selection("sentence", 1)

    def sentence_less(self) -> None:
        self.view.extend_selection("sentence", -1)

    def paragraph_more(self) -> None:
        self.view.extend_selection("paragraph", 1)

    def paragraph_less(self) -> None:
        self.view.extend_selection("paragraph", -1)
