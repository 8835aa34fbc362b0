"""The page with what is at hand: the sentence that the next deed is about, its line and its paragraph."""

from __future__ import annotations

from typing import Any

from textual.reactive import reactive

from reader.article import Article, Block, Range
from reader.tui.article_view.layers import Layer, LayerRange
from reader.tui.article_view.page_view import PageView

__all__ = ["PlaceView"]

_CURSOR_FIRST, _CURSOR_REST = "▸", "│"


class PlaceView(PageView):
    """A page on which a sentence is at hand: as long as it can be, one that is on the screen."""

    alone: reactive[bool] = reactive(False, layout=False)
    """Everything but the paragraph at hand is dimmed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._sentence = Range(0, 0)

    def show(self, article: Article, *, offset: int = 0, **options: Any) -> None:
        """Show another article, with the character at `offset` on the topmost line; its sentence is at hand."""
        super().show(article, offset=offset, **options)
        self._have_at_hand(self.sentence_at(min(max(0, offset), len(article.text))))

    def show_blocks(self, blocks: tuple[Block, ...] | None) -> None:
        """Show only these blocks, as `PageView` does; the sentence at hand is one of theirs."""
        super().show_blocks(blocks)
        self._have_at_hand(self.sentence_at(self._sentence.start))

    def _forget_place(self) -> None:
        super()._forget_place()
        self._sentence = Range(0, 0)

    def watch_alone(self) -> None:
        """Dim, or dim no longer."""
        if not self.alone:
            self.set_layer("dimmed", ())
        self._have_at_hand(self._sentence)

    def _cursor_at(self, line: int) -> str:
        """The sign of the sentence at hand in the margin of a line."""
        assert self._page is not None
        index = self._page.index
        start, end = index.start_of(line), index.end_of(line)
        if not self.can_focus or not self._sentence.overlaps(Range(start, max(start, end))):
            return ""
        return _CURSOR_FIRST if start <= self._sentence.start else _CURSOR_REST

    def _reader_moved(self) -> None:
        self._keep_sentence_on_screen()

    @property
    def sentence(self) -> Range:
        """The sentence at hand."""
        return self._sentence

    def sentence_at(self, offset: int) -> Range:
        """The sentence that holds `offset`, else the next one, else the last."""
        return self._document.sentence_at(offset) if self._document is not None else Range(0, 0)

    def sentences_between(self, start: int, end: int) -> list[Range]:
        """The sentences that share a character with `[start, end)`, of what is shown and what is not."""
        return self._whole.sentences_between(start, end) if self._whole is not None else []

    def take_sentence_at(self, offset: int) -> None:
        """The sentence that holds `offset` is at hand; nothing scrolls."""
        self._take_sentence(self.sentence_at(offset))

    @property
    def visible_sentences(self) -> list[Range]:
        """The sentences of which a part is on the screen, those without a word left out."""
        document, visible = self._document, self.visible_range
        if document is None:
            return []
        found = document.sentences_between(visible.start, visible.end)
        return [item for item in found if any(character.isalnum() for character in item.of(document.text))]

    def _keep_sentence_on_screen(self) -> None:
        """When the sentence at hand has left the screen, the nearest one that is on it takes its place; where the
        paragraph at hand is alone, the one a third from the top."""
        visible = self.visible_range
        if self._document is None or self._page is None or not len(visible):
            return
        if self.alone:
            line = min(self.scroll_offset.y + self._height() // 3, self._page.index.lines - 1)
            self._have_at_hand(self._document.sentence_at(self._page.index.start_of(line)))
            return
        if self._sentence.overlaps(visible):
            return
        if self._sentence.start < visible.start:
            found = self._document.sentence_at(visible.start)
            if found.start < visible.start:
                following = self._document.sentence_step(found, 1)
                found = following if following.start < visible.end else found
        else:
            found = self._document.sentence_at(visible.end - 1)
            if found.end > visible.end or found.start >= visible.end:
                before = self._document.sentence_step(found, -1)
                found = before if before.end > visible.start else found
        self._have_at_hand(found)

    def _take_sentence(self, sentence: Range) -> None:
        self._have_at_hand(sentence)
        self.refresh()

    def _have_at_hand(self, sentence: Range) -> None:
        """This sentence is at hand now; its paragraph may be alone."""
        self._sentence = sentence
        if not self.alone or self._document is None:
            return
        around = self._document.paragraph_at(sentence.start)
        dimmed = [
            LayerRange(0, around.start, "dimmed"),
            LayerRange(around.end, len(self._document.text), "dimmed"),
        ]
        layer = self._layers.get("dimmed")
        if layer is None or [*layer.touching(0, len(self._document.text))] != Layer(dimmed).ranges:
            self.set_layer("dimmed", dimmed)

    # --- sideways

    def move_sideways(self, cells: int, *, at: int | None = None) -> bool:
        """Scroll code or a table sideways: the block at an offset, else the one at hand, else the first wide one
        on the screen. Whether there was one that moved."""
        if self._page is None or self._document is None:
            return False
        index, visible = self._page.index, self.visible_range
        index.advance_to(offset=visible.end)
        if at is None:
            numbers = list(self._document.blocks_between(visible.start, visible.end))
            here = self._document.block_number(self._sentence.start)
            numbers.sort(key=lambda number: number != here)
        else:
            numbers = [self._document.block_number(at)]
        wide = next((number for number in numbers if number >= 0 and index.is_wide(number)), None)
        moved = wide is not None and index.move_sideways(wide, cells)
        if moved:
            self._relight()
        return moved

    # --- lines

    def line_at(self, offset: int) -> Range | None:
        """The characters of the line at `offset`, or of the next that holds text; None at the end."""
        return self._line_from(offset, 0)

    def line_behind(self, offset: int) -> Range | None:
        """The characters of the next line that holds text behind the line at `offset`; None at the end."""
        return self._line_from(offset, 1)

    def _line_from(self, offset: int, further: int) -> Range | None:
        if self._page is None:
            return None
        index = self._page.index
        index.advance_to(offset=offset)
        line = index.line_of(offset) + further
        while True:
            index.advance_to(line=line)
            if line >= index.lines:
                return None
            start, end = index.start_of(line), index.end_of(line)
            if start < end:
                return Range(start, end)
            line += 1

    @property
    def line_at_hand(self) -> int:
        """The line of the widget, from 0, on which the sentence at hand begins; it may lie outside."""
        if self._page is None:
            return 0
        self._page.index.advance_to(offset=self._sentence.start)
        return self._page.index.line_of(self._sentence.start) - self.scroll_offset.y
