"""The reading view: the page, and how the reader moves in it, selects, clicks and finds.

It never reads a library: it is given values and posts messages.
"""

from __future__ import annotations

from array import array
from typing import Literal

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import SELECT_ALL, Selection

from reader.article import Range
from reader.tui.article_view.find import find_all
from reader.tui.article_view.layers import LayerRange, SpanLayer
from reader.tui.article_view.place_view import PlaceView
from reader.tui.article_view.selection import KeyboardSelection, Unit, on_clusters, trimmed, unit_at, word_at
from reader.tui.article_view.styles import CSS

__all__ = ["ArticleView"]

_FLASH = 1.2
"""Seconds that a place stays lit after a jump."""
_WHEEL = 4
"""Cells that one notch of the wheel scrolls sideways."""
_CONTEXT = 2
"""Lines that stay on the screen when a page is turned, and that are kept around a place that is jumped to."""


class ArticleView(PlaceView):
    """Shows one article as a centred column, with motions as plain methods for the app's actions to call."""

    DEFAULT_CSS = CSS

    class SelectionChanged(Message):
        """Another range is selected, or none. `finished` is false while the mouse is still held."""

        def __init__(
            self,
            view: ArticleView,
            range: Range | None,  # noqa: A002
            by: Literal["mouse", "keyboard"],
            finished: bool,
        ) -> None:
            super().__init__()
            self.view, self.range, self.by, self.finished = view, range, by, finished

    class Clicked(Message):
        """A character was clicked; `keys` are those of the lit ranges there, topmost first, `link` the
        address, `footnote` the label.
        """

        def __init__(
            self, view: ArticleView, offset: int, keys: tuple[str, ...], link: str, footnote: str = ""
        ) -> None:
            super().__init__()
            self.view, self.offset, self.keys, self.link = view, offset, keys, link
            self.footnote = footnote

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._keyboard: KeyboardSelection | None = None
        self._told: Range | None = None
        self._mouse_selecting = False
        self._hit = -1
        self._layer_place = -1
        self._flashes = 0
        self._awaiting: tuple[int, Literal["third", "top", "visible"]] | None = None
        """Where to go once the page has a size."""

    def _set_page(self) -> None:
        super()._set_page()
        if self._page is not None and self._awaiting is not None:
            (offset, at), self._awaiting = self._awaiting, None
            self.go_to(offset, at=at)

    def on_mount(self) -> None:
        """Hear of the end of a drag."""
        self.watch(self.screen, "_selecting", self._mouse_let_go, init=False)

    def _forget_place(self) -> None:
        if self.is_mounted and self.selected is not None:
            self.screen.clear_selection()
        self._keyboard, self._hit, self._layer_place, self._awaiting = None, -1, -1, None
        super()._forget_place()

    # --- motions

    def line(self, count: int) -> None:
        """Scroll by lines, up where negative."""
        self._scroll_lines(count)

    def half_page(self, count: int) -> None:
        """Scroll by half screens."""
        self._scroll_lines(count * max(1, self._shown_lines // 2))

    def page(self, count: int) -> None:
        """Scroll by screens, of which two lines stay."""
        self._scroll_lines(count * max(1, self._shown_lines - _CONTEXT))

    def _scroll_lines(self, count: int) -> None:
        line = max(0, self.scroll_offset.y + count)
        self._reach(line=line)
        self.scroll_to(y=line)

    def top(self) -> None:
        """To the first line; the first sentence is at hand."""
        self.scroll_to(y=0)
        if self._document is not None:
            self._take_sentence(self._document.sentence_at(0))

    def bottom(self) -> None:
        """To the last line; the last sentence is at hand."""
        if self._page is None or self._document is None:
            return
        self._page.index.advance()
        self._measure()
        self.scroll_to(y=self._page.index.lines)
        self._take_sentence(self._document.sentence_at(len(self._document.text)))

    def percent(self, share: float) -> None:
        """To the place that so many hundredths of the text stand before."""
        if self._document is None:
            return
        if share >= 100:
            self.bottom()
        elif share <= 0:
            self.top()
        else:
            self.go_to(int(len(self._document.text) * share / 100), at="top")

    def go_to(
        self, offset: int, *, flash: Range | None = None, at: Literal["third", "top", "visible"] = "third"
    ) -> None:
        """Show the character at `offset`: a third from the top, on top, or scrolling only if it is not on the
        screen.

        Its sentence becomes the one at hand. `flash` lights up for a moment.
        """
        if self._document is None:
            return
        offset = min(max(0, offset), len(self._document.text))
        if flash is not None:
            self._flash(flash)
        sentence = self._document.sentence_at(offset)
        self._take_sentence(sentence)
        if self._page is None:
            self._awaiting = (offset, at)
            return
        self._reach(offset=offset)
        line = self._page.index.line_of(offset)
        top, height = self.scroll_offset.y, self._height()
        if at == "visible":
            low = top if top == 0 else top + min(_CONTEXT, height // 4)
            if low <= line < top + self._shown_lines - min(_CONTEXT, height // 4):
                return
        above = 0 if at == "top" else height // 3
        self.scroll_to(y=max(0, line - above))
        self._take_sentence(sentence)

    def pace_at(self, line: Range) -> None:
        """Light the line that moves by itself; the page is turned when it comes to the last lines."""
        self.set_layer("pace", [LayerRange(line.start, line.end, "pace")])
        visible = self.visible_range
        if not visible.start <= line.start or line.end >= visible.end:
            self.go_to(line.start, at="top")
        else:
            self._take_sentence(self.sentence_at(line.start))

    def _flash(self, flash: Range) -> None:
        self._flashes += 1
        number = self._flashes
        self.set_layer("flash", [LayerRange(flash.start, flash.end, "flash")])

        def end() -> None:
            if number == self._flashes:
                self.set_layer("flash", ())

        if self.is_mounted:
            self.set_timer(_FLASH, end)

    def sentence_step(self, count: int) -> None:
        """The sentence `count` further on is at hand."""
        if self._document is not None:
            self.go_to(self._document.sentence_step(self._sentence, count).start, at="visible")

    def paragraph_step(self, count: int) -> None:
        """The first sentence of the paragraph `count` further on is at hand."""
        if self._document is not None:
            self.go_to(self._document.paragraph_step(self._sentence.start, count), at="visible")

    def heading_step(self, count: int) -> None:
        """To the heading `count` further on, which comes to stand on top."""
        if self._document is not None:
            found = self._document.heading_step(self._sentence.start, count)
            if found != self._sentence.start:
                self.go_to(found, at="top")

    def layer_step(self, name: str, count: int) -> LayerRange | None:
        """To the `count`-th range of a layer behind the sentence at hand, or before it; None where there is
        none.
        """
        layer = self._layers.get(name)
        if layer is None or self._document is None:
            return None
        here = (
            self._layer_place if self._layer_place in self._sentence else self._sentence.start - (count > 0)
        )
        found = layer.step(here, count)
        if found is not None:
            self._layer_place = found.start
            self.go_to(found.start, flash=Range(found.start, found.end), at="visible")
        return found

    # --- selection

    @property
    def selected(self) -> Range | None:
        """What the screen's selection covers, as it stands: white space at its ends included."""
        if self._document is None or not self.is_mounted:
            return None
        selection = self.text_selection
        return None if selection is None else self._range_of(selection)

    def _range_of(self, selection: Selection) -> Range | None:
        assert self._document is not None
        length = len(self._document.text)
        if selection == SELECT_ALL:
            return Range(0, length)
        visible = self.visible_range
        start, end = selection
        first = visible.start if start is None else start.y + max(0, start.x)
        last = visible.end if end is None else end.y + max(0, end.x)
        first, last = sorted((min(max(0, first), length), min(max(0, last), length)))
        return on_clusters(self._document.text, Range(first, last)) if first < last else None

    @property
    def selection(self) -> Range | None:
        """What is selected with the keyboard or the mouse, without white space at its ends."""
        selected = self.selected
        if selected is None or self._document is None:
            return None
        selected = trimmed(self._document.text, selected)
        return selected if len(selected) else None

    def select(self, range: Range | None) -> None:  # noqa: A002
        """Select a range, or nothing; it can then be extended with the keyboard."""
        if self._document is None or range is None or not len(range):
            self.clear_selection()
            return
        self._set_keyboard(KeyboardSelection.of(range))

    def begin_selection(self, unit: Unit = "sentence") -> None:
        """Select the sentence at hand, its first word, or its paragraph; of a selection, its beginning's."""
        if self._document is None or not len(self._sentence):
            return
        selected = self.selection
        start = selected.start if selected else self._sentence.start
        self.select(unit_at(self._document, unit, start))

    def extend_selection(self, unit: Unit, count: int) -> None:
        """Move the selection's moving end by words, sentences or paragraphs, back where negative."""
        if self._document is None:
            return
        if self._keyboard is None or self._keyboard.range != self.selected:
            selected = self.selection
            if selected is None:
                self.begin_selection(unit)
                return
            self._keyboard = KeyboardSelection.of(selected)
        self._set_keyboard(self._keyboard.extended(self._document, unit, count))

    def turn_selection(self) -> None:
        """Move the other end from now on."""
        if self._keyboard is not None:
            self._keyboard = self._keyboard.turned()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._keyboard = None
        if self.is_mounted and self.screen.selections:
            self.screen.clear_selection()

    def _set_keyboard(self, selection: KeyboardSelection) -> None:
        self._keyboard = selection
        selected = selection.range
        if not self.is_mounted:
            return
        self.screen.selections = {self: Selection(Offset(0, selected.start), Offset(0, selected.end))}
        assert self._document is not None
        head = selection.head if selection.head < selection.pivot else max(selected.start, selected.end - 1)
        self.go_to(head, at="visible")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text for copying: the article's own characters, without soft hyphens."""
        if self._document is None:
            return None
        selected = self._range_of(selection)
        if selected is None:
            return None
        return trimmed(self._document.text, selected).of(self._document.text).replace("\xad", ""), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Textual tells that another range is selected."""
        self.refresh()
        if self._document is None:
            return
        selected = self.selection
        by: Literal["mouse", "keyboard"] = "keyboard"
        if self._keyboard is None or (selected is not None and self._keyboard.range != self.selected):
            by, self._keyboard = "mouse", None
        if selected is None:
            self._keyboard = None
        finished = by == "keyboard" or not self.screen._selecting
        self._mouse_selecting = not finished
        if selected != self._told or finished:
            self._told = selected
            # the screen calls this, and a message that the parent seems to send would not bubble past it
            self.call_next(self._tell_selection, selected, by, finished)

    def _tell_selection(
        self, selected: Range | None, by: Literal["mouse", "keyboard"], finished: bool
    ) -> None:
        self.post_message(self.SelectionChanged(self, selected, by, finished))

    def _mouse_let_go(self, selecting: bool) -> None:
        """The mouse is let go, be it over another widget: the selection that it made is finished."""
        if not selecting and self._mouse_selecting:
            self._mouse_selecting = False
            self.call_next(self._tell_selection, self.selection, "mouse", True)

    # --- the mouse

    def offset_at(self, x: int, y: int) -> int | None:
        """The character that is drawn in a cell of the widget; None where there is none."""
        if self._page is None:
            return None
        line, cell = self._spread.line_at(x, y, self.scroll_offset.y, self._height())
        return self._page.offset_at(line, cell) if line < self._page.index.lines else None

    def on_click(self, event: events.Click) -> None:
        """Two clicks select a word, three a paragraph; one tells what stands there."""
        event.prevent_default()
        offset = self.offset_at(event.x, event.y)
        if self._document is None:
            return
        if offset is None:
            self._click_on_sign(event.x, event.y)
        elif event.chain == 2:
            self.select(word_at(self._document.text, offset))
        elif event.chain >= 3:
            self.select(self._document.paragraph_at(offset))
        elif self.selection is None:
            self._take_sentence(self._document.sentence_at(offset))
            found = self._document
            self.post_message(
                self.Clicked(
                    self, offset, self._keys_at(offset), found.link_at(offset), found.footnote_at(offset)
                )
            )

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """The wheel sideways scrolls the code or the table below the mouse."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        self._wheel(event, -_WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """So does the wheel with Shift, where a mouse has no other."""
        if event.shift:
            self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if event.shift:
            self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, cells: int) -> None:
        if self._page is None:
            return
        line, _ = self._spread.line_at(event.x, event.y, self.scroll_offset.y, self._height())
        if line < self._page.index.lines:
            self.move_sideways(cells, at=self._page.index.start_of(line))
        event.prevent_default()
        event.stop()

    def _keys_at(self, offset: int) -> tuple[str, ...]:
        """The keys of the lit ranges at a character, topmost first."""
        found = [item.key for layer in self._lit() for item in layer.touching(offset, offset + 1) if item.key]
        return tuple(reversed(found))

    def _click_on_sign(self, x: int, y: int) -> None:
        """A click in the right margin of a line on which a note begins is a click on the note."""
        notes = self._layers.get("note")
        if self._page is None or notes is None:
            return
        line, cell = self._spread.line_at(x, y, self.scroll_offset.y, self._height())
        if cell < self._spread.frame.column:
            return
        if line < self._page.index.lines:
            index = self._page.index
            note = self._note_on(notes, index.start_of(line), index.end_of(line))
            if note is not None:
                self.post_message(self.Clicked(self, note.start, (note.key,) if note.key else (), ""))

    # --- finding

    def find(self, pattern: str) -> int:
        """Light every place where `pattern` stands, and return how many there are. The view does not move.

        Smart case; straight quotation marks find curly ones. An empty pattern puts the lights out.
        """
        if self._document is None:
            return 0
        return self.light_hits(*find_all(self._document.text, pattern))

    def light_hits(self, starts: array[int], ends: array[int]) -> int:
        """Light matches that were found elsewhere, which do not overlap; `find_step` goes through them. How many."""
        self._layers["hit"] = SpanLayer(starts, ends, "hit")
        self._hit = -1
        self.set_layer("hit-current", ())
        return len(starts)

    def find_step(self, count: int) -> tuple[int, int]:
        """To the next match, or back; its number from 1 and how many there are, `(0, 0)` for none.

        The first step goes to the first match from the top of the screen on (back: the last before it).
        """
        hits = self._layers.get("hit")
        if not isinstance(hits, SpanLayer) or not len(hits):
            return 0, 0
        if self._hit < 0:
            self._hit = hits.number_from(self.top_offset)
            if count < 0:
                self._hit = (self._hit - 1) % len(hits)
        else:
            self._hit = (self._hit + count) % len(hits)
        hit = hits[self._hit]
        self.set_layer("hit-current", [LayerRange(hit.start, hit.end, "hit-current")])
        self.go_to(hit.start, at="visible")
        return self._hit + 1, len(hits)
