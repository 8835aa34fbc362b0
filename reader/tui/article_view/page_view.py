"""The page on the screen: a widget that draws an article's lines by range, at any length.

It keeps the character at the top and the sentence at hand through scrolling and resizing, and shows what it
is given: an article and lit ranges in layers. No text of an article meets a markup parser. Scrolling is never
animated. How the reader moves, selects and finds is `view.ArticleView`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.article import Article, Block, Range
from reader.tui.article_view.document import Document, TitleBlock
from reader.tui.article_view.frame import Spread
from reader.tui.article_view.layers import LAYERS, Layer, LayerRange, SpanLayer
from reader.tui.article_view.page import Page
from reader.tui.article_view.painter import Painter, beside
from reader.tui.article_view.setting import Setting
from reader.tui.article_view.styles import COMPONENTS
from reader.tui.component_styles import DrawnComponentStyles

__all__ = ["PageView"]

_SLICE = 0.006
"""Seconds that one step of laying out the unseen rest may take."""
_CURSOR_FIRST, _CURSOR_REST = "▸", "│"
_NOTE, _TICK = "✎", "✓"


class PageView(DrawnComponentStyles, ScrollView, can_focus=True, inherit_bindings=False):
    """Draws one article as a centred column. Offsets are characters of `Article.text`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    column_width: reactive[int] = reactive(72, layout=False)
    """Cells of the column at the most."""
    setting: reactive[Setting] = reactive(Setting(), layout=False)
    """How the text is set besides."""
    columns: reactive[int] = reactive(1, layout=False)
    """Columns that are wished for; there are fewer where there is no room."""
    alone: reactive[bool] = reactive(False, layout=False)
    """Everything but the paragraph at hand is dimmed."""
    placeholder: reactive[str] = reactive("", layout=False)
    """What stands on the empty page while there is no article."""

    class Moved(Message, namespace="article_view"):
        """The text on the screen is another: `top` is its first character, `visible` all of it."""

        def __init__(self, view: PageView, top: int, progress: float, visible: Range) -> None:
            super().__init__()
            self.view, self.top, self.progress, self.visible = view, top, progress, visible

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._document: Document | None = None
        """What is shown."""
        self._whole: Document | None = None
        """All of the article, also where only a part of it is shown."""
        self._page: Page | None = None
        self._spread = Spread.fitted(0, 1, 1)
        self._painter = Painter(self)
        self._strips: LRUCache[tuple[int, str], Strip] = LRUCache(1024)
        self._layers: dict[str, Layer | SpanLayer] = {}
        self._hidden: set[str] = set()
        self._hints = Layer()
        """Letters over the text, each as the `key` of the one character that it points to."""
        self._anchor: tuple[int, int] = (0, 0)
        """The top of the screen: its offset, and the line itself where it stands in the title block (else
        -1). Only the reader's own moves change it, so that no number of resizes moves the text.
        """
        self._placing = False
        self._settling = False
        self._announcing = False
        self._sentence = Range(0, 0)

    # --- the document

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._document.article if self._document else None

    def show(self, article: Article, *, offset: int = 0, title_block: TitleBlock | None = None) -> None:
        """Show another article, with the character at `offset` on the topmost line; layers are emptied."""
        self._document = self._whole = Document(article, title_block)
        self._forget_place()
        offset = min(max(0, offset), len(article.text))
        self._anchor = (offset, 0 if offset == 0 else -1)
        self._have_at_hand(self._document.sentence_at(offset))
        self._set_page()

    def show_blocks(self, blocks: tuple[Block, ...] | None) -> None:
        """Show only these blocks of the article, or parts of its blocks, in order; all of them for None.

        Offsets, layers and the place at the top stay what they were.
        """
        if self._whole is not None:
            whole = self._whole
            self._document = whole if blocks is None else Document(whole.article, whole.title_block, blocks)
            self._have_at_hand(self._document.sentence_at(self._sentence.start))
            self._set_page()

    def shows(self, offset: int) -> bool:
        """Whether the character at `offset` is in a block that is shown, be it on the screen or not."""
        return self._document is not None and self._document.shows(offset)

    def close(self) -> None:
        """Show no article."""
        self._document = self._whole = None
        self._forget_place()
        self._set_page()

    def _forget_place(self) -> None:
        """What the reader had at hand in the document before is gone."""
        self._layers.clear()
        self._hints = Layer()
        self._anchor, self._sentence = (0, 0), Range(0, 0)

    def _set_page(self) -> None:
        """Set the document at the present width, and put the anchor on top."""
        self._strips.clear()
        width = self.scrollable_content_region.width if self.is_mounted else 0
        if width <= 0:
            self._page = None
            return
        self._spread = Spread.fitted(width, self.column_width, self.columns)
        if self._document is None:
            self._page = None
            self.virtual_size = Size(width, 1)
            self.refresh()
            return
        self._page = Page(self._document, self._spread.frame.column, self.setting)
        offset, line = self._anchor
        self._reach(offset=offset if line < 0 else -1)
        self._place(line if line >= 0 else self._page.index.line_of(offset))
        self._settle_later()
        self.refresh()
        self._announce()

    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    @property
    def _shown_lines(self) -> int:
        """The lines that have room on the screen."""
        return self._spread.shown(self._height())

    def _reach(self, *, offset: int = -1, line: int = -1) -> None:
        """Lay out to that place and a screenful further, and tell Textual how high the page is."""
        if self._page is None:
            return
        index = self._page.index
        index.advance_to(offset=offset, line=line)
        start = max(line, index.line_of(offset) if offset >= 0 else 0)
        index.advance_to(line=start + self._shown_lines + self._height())
        self._measure()

    def _measure(self) -> None:
        """Set the height: exactly when it is known, else when the estimate is off by a twentieth."""
        if self._page is None:
            return
        index, height, width = self._page.index, self._height(), self._spread.width
        least = self._spread.scrolled(index.lines, height)
        known, shown = self._spread.scrolled(index.estimated_lines, height), self.virtual_size.height
        off = abs(known - shown) > max(1, shown // 20) or shown < least
        if index.complete or off or self.virtual_size.width != width:
            size = Size(width, max(known, least))
            if size != self.virtual_size:
                self.virtual_size = size

    def _settle_later(self) -> None:
        if not self._settling and self._page is not None and not self._page.index.complete:
            self._settling = True
            self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Lay out a part of the unseen rest."""
        self._settling = False
        if self._page is None:
            return
        end = time.perf_counter() + _SLICE
        while not self._page.index.complete and time.perf_counter() < end:
            self._page.index.advance(100)
        self._measure()
        if not self._page.index.complete:
            self._settling = True
            self.call_later(self._settle)

    def _place(self, line: int) -> None:
        """Scroll without touching the anchor."""
        self._placing = True
        try:
            self.scroll_to(y=line)
        finally:
            self._placing = False

    # --- Textual's side

    def on_mount(self) -> None:
        """Styles change with the theme, and the page is set as soon as there is a size."""
        self._set_page()

    def on_resize(self, event: events.Resize) -> None:
        """Set the page anew where the width is another; the text at the top stays."""
        width = self.scrollable_content_region.width
        if self._page is None or width != self._spread.width:
            self._set_page()
        else:
            self._reach(line=self.scroll_offset.y)

    def watch_column_width(self) -> None:
        """The measure has changed."""
        if self.is_mounted:
            self._set_page()

    def watch_columns(self) -> None:
        """One column, or two."""
        self.watch_column_width()

    def watch_setting(self) -> None:
        """The text is set in another way."""
        self.watch_column_width()

    def watch_alone(self) -> None:
        """Dim, or dim no longer."""
        if not self.alone:
            self.set_layer("dimmed", ())
        self._have_at_hand(self._sentence)

    def watch_placeholder(self) -> None:
        """Other words stand on the empty page."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Look every style up again."""
        super().notify_style_update()
        self._painter.forget()
        self._strips.clear()

    def scroll_to(self, x: float | None = None, y: float | None = None, **options: Any) -> None:
        """As in Textual, but never animated, and at once: also before the scrollbar of a new page shows."""
        options["animate"] = False
        options["force"] = True
        super().scroll_to(x, y, **options)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The reader has moved: keep the place, and the sentence at hand on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value) or self._page is None:
            return
        line = round(new_value)
        self._reach(line=line)
        if not self._placing:
            in_title = line < self._page.index.title_lines
            self._anchor = (self._page.index.start_of(line), line if in_title else -1)
            self._keep_sentence_on_screen(up=new_value < old_value)
        self._announce()

    def _announce(self) -> None:
        """Post `Moved` once all of the present messages are done."""
        if not self._announcing:
            self._announcing = True
            self.call_later(self._post_moved)

    def _post_moved(self) -> None:
        self._announcing = False
        if self._page is not None:
            self.post_message(self.Moved(self, self.top_offset, self.progress, self.visible_range))

    def render_line(self, y: int) -> Strip:
        """The strip of a line of the widget."""
        width = self.scrollable_content_region.width
        page = self._page
        if page is None:
            return self._empty_line(y, width)
        height, top = self._height(), self.scroll_offset.y + y
        if self._spread.columns == 1 or y >= height:
            return self._strip_of(page, top)
        lines = [top + number * height for number in range(self._spread.columns)]
        strips = [self._strip_of(page, line) for line in lines]
        ends = [max(0, page.index.end_of(min(line, page.index.lines - 1)) - 1) for line in lines]
        return beside(strips, ends, width, self._painter.style(()).rich_style)

    def _strip_of(self, page: Page, line: int) -> Strip:
        """The strip of a line of the page, as wide as its column's place."""
        page.index.advance_to(line=line)
        if line >= page.index.lines:
            return self._painter.blank(self._spread.frame.width)
        selected = self.selected
        cursor = self._cursor_at(line)
        start, end = page.index.start_of(line), page.index.end_of(line)
        if selected is not None and selected.start < end and start < selected.end:
            return self._painted(
                line, cursor, start, end, [LayerRange(selected.start, selected.end, "selection")]
            )
        strip = self._strips.get((line, cursor))
        if strip is None:
            strip = self._strips[line, cursor] = self._painted(line, cursor, start, end, ())
        return strip

    def _painted(self, line: int, cursor: str, start: int, end: int, above: Sequence[LayerRange]) -> Strip:
        assert self._page is not None
        lit = [list(layer.touching(start, end)) for layer in self._lit()]
        notes = self._layers.get("note")
        noted = (
            notes is not None and "note" not in self._hidden and self._note_on(notes, start, end) is not None
        )
        ticks = self._layers.get("ticked")
        ticked = ticks is not None and next(ticks.touching(start, end), None) is not None
        hints = [(self._page.place_of(hint.start)[1], hint.key) for hint in self._hints.touching(start, end)]
        return self._painter.line(
            self._page,
            line,
            self._spread.frame,
            [*lit, above],
            cursor=cursor,
            sign=_NOTE if noted else _TICK if ticked else "",
            hints=hints,
        )

    def _lit(self) -> Iterable[Layer | SpanLayer]:
        for name in LAYERS:
            if name in self._layers and name not in self._hidden:
                yield self._layers[name]

    def _note_on(self, notes: Layer | SpanLayer, start: int, end: int) -> LayerRange | None:
        """The first note that begins among these characters."""
        return next((item for item in notes.touching(start, end) if start <= item.start), None)

    def _cursor_at(self, line: int) -> str:
        """The sign of the sentence at hand in the margin of a line."""
        assert self._page is not None
        index = self._page.index
        start, end = index.start_of(line), index.end_of(line)
        if not self.can_focus or not self._sentence.overlaps(Range(start, max(start, end))):
            return ""
        return _CURSOR_FIRST if start <= self._sentence.start else _CURSOR_REST

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self.placeholder.splitlines()
        number = y - max(0, (self._height() - len(lines)) // 3)
        if self._document is not None or not 0 <= number < len(lines):
            return self._painter.blank(width)
        return self._painter.words(lines[number], width)

    @property
    def selected(self) -> Range | None:
        """The characters that are drawn as selected."""
        return None

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

    # --- layers

    def set_layer(self, name: str, ranges: Sequence[LayerRange]) -> None:
        """Light these ranges, in place of what the layer held. Raises KeyError for a name not in `LAYERS`."""
        if name not in LAYERS:
            raise KeyError(name)
        self._layers[name] = Layer(ranges)
        self._relight()

    def toggle_layer(self, name: str, on: bool | None = None) -> bool:
        """Show or hide a layer, or turn it over; whether it is shown now."""
        if name not in LAYERS:
            raise KeyError(name)
        shown = name in self._hidden if on is None else on
        (self._hidden.discard if shown else self._hidden.add)(name)
        self._relight()
        return shown

    def layer_shown(self, name: str) -> bool:
        """Whether the layer is shown."""
        return name not in self._hidden

    def set_hints(self, hints: Iterable[tuple[int, str]]) -> None:
        """Draw letters over the text, each at a character on the screen; they move no character of it."""
        self._hints = Layer(LayerRange(offset, offset + 1, "hint", letters) for offset, letters in hints)
        self._relight()

    def _relight(self) -> None:
        self._strips.clear()
        self.refresh()

    # --- where the reader is

    @property
    def top_offset(self) -> int:
        """The first character on the screen."""
        return self._page.index.start_of(self.scroll_offset.y) if self._page else self._anchor[0]

    @property
    def visible_range(self) -> Range:
        """The characters on the screen."""
        if self._page is None:
            return Range(self._anchor[0], self._anchor[0])
        index, top = self._page.index, self.scroll_offset.y
        bottom = min(top + self._shown_lines, index.lines) - 1
        start = index.start_of(top)
        return Range(start, max(start, index.end_of(bottom)))

    @property
    def progress(self) -> float:
        """The share of the text that stands above the lower edge of the screen, 0 to 1."""
        if self._document is None or not self._document.text:
            return 0.0
        return min(1.0, self.visible_range.end / len(self._document.text))

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

    def _keep_sentence_on_screen(self, *, up: bool) -> None:
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

    @property
    def in_columns(self) -> bool:
        """Whether there is more than one column on the screen."""
        return self._spread.columns > 1
