"""The page on the screen: a widget that draws an article's lines by range, at any length.

It keeps the character at the top through scrolling and resizing, and shows what it is given: an article and lit
ranges in layers. No text of an article meets a markup parser. Scrolling is never animated. What is at hand is
`place_view.PlaceView`; how the reader moves, selects and finds is `view.ArticleView`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from rich.color import Color
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
from reader.tui.article_view.overview import OverviewBar, marked_rows
from reader.tui.article_view.page import Page
from reader.tui.article_view.painter import Painter, beside
from reader.tui.article_view.setting import Setting
from reader.tui.article_view.styles import COMPONENTS
from reader.tui.component_styles import DrawnComponentStyles

__all__ = ["PageView"]

_SLICE = 0.006
"""Seconds that one step of laying out the unseen rest may take."""
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
        self._overview: tuple[tuple[Layer | SpanLayer, int, int], frozenset[int]] | None = None
        """The rows of the scroll bar with matches, and what they were worked out for."""

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
        self._set_page()

    def show_blocks(self, blocks: tuple[Block, ...] | None) -> None:
        """Show only these blocks of the article, or parts of its blocks, in order; all of them for None.

        Offsets, layers and the place at the top stay what they were.
        """
        if self._whole is not None:
            whole = self._whole
            self._document = whole if blocks is None else Document(whole.article, whole.title_block, blocks)
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
        self._anchor = (0, 0)

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
        if self._spread.columns > 1 and self._fits_one_column():
            self._spread = Spread.fitted(width, self.column_width, 1)
            self._page = Page(self._document, self._spread.frame.column, self.setting)
        offset, line = self._anchor
        self._reach(offset=offset if line < 0 else -1)
        self._place(line if line >= 0 else self._page.index.line_of(offset))
        self._settle_later()
        self.refresh()
        self._announce()

    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _fits_one_column(self) -> bool:
        """Whether a second column would stay empty."""
        assert self._page is not None
        self._page.index.advance_to(line=self._height())
        return self._page.index.complete and self._page.index.lines <= self._height()

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
        bar = partial(OverviewBar, self._rows_with_hits, self._ink_of_hits)
        self.vertical_scrollbar.renderer = bar  # type: ignore[misc, assignment]  # Textual makes it by calling it
        self._set_page()

    def _rows_with_hits(self, size: int) -> frozenset[int]:
        """The rows of a scroll bar of `size` cells that matches stand on, by lines; by characters while the rest of a
        long text is not laid out."""
        hits = self._layers.get("hit")
        if hits is None or not len(hits) or self._page is None or self._document is None:
            return frozenset()
        index, length = self._page.index, max(1, len(self._document.text))
        lines = max(1, self.virtual_size.height) if index.complete else 0
        known = (hits, size, lines)
        if self._overview is None or self._overview[0] != known:
            places = (index.line_of(start) / lines if lines else start / length for start in hits.starts)
            self._overview = (known, marked_rows(places, size))
        return self._overview[1]

    def _ink_of_hits(self) -> Color | None:
        return self.get_visual_style("article--hit-current").rich_style.bgcolor

    def on_resize(self, event: events.Resize) -> None:
        """Set the page anew where the width is another; the text at the top stays."""
        width = self.scrollable_content_region.width
        if self._page is None or width != self._spread.width:
            self._set_page()
        else:
            self._reach(line=self.scroll_offset.y)

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """A page that is opened at a place is scrolled before there is a scrollbar to tell."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y

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
            self._reader_moved()
        self._announce()

    def _reader_moved(self) -> None:
        """The reader has scrolled, and not the page itself."""

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
        hints = [(self._page.place_of(hint.start)[1], hint.key) for hint in self._hints.touching(start, end)]
        return self._painter.line(
            self._page,
            line,
            self._spread.frame,
            [*lit, above],
            cursor=cursor,
            sign=self._sign_on(start, end),
            hints=hints,
        )

    def _sign_on(self, start: int, end: int) -> str:
        """The sign in the right margin of a line of these characters."""
        notes, ticks = (
            None if name in self._hidden else self._layers.get(name) for name in ("note", "ticked")
        )
        if notes is not None and self._note_on(notes, start, end) is not None:
            return _NOTE
        return _TICK if ticks is not None and next(ticks.touching(start, end), None) is not None else ""

    def _lit(self) -> Iterable[Layer | SpanLayer]:
        for name in LAYERS:
            if name in self._layers and name not in self._hidden:
                yield self._layers[name]

    def _note_on(self, notes: Layer | SpanLayer, start: int, end: int) -> LayerRange | None:
        """The first note that begins among these characters."""
        return next((item for item in notes.touching(start, end) if start <= item.start), None)

    def _cursor_at(self, line: int) -> str:
        """The sign in the margin of a line."""
        return ""

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
        if self.is_mounted:
            self.vertical_scrollbar.refresh()  # it marks where matches stand

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
    def in_columns(self) -> bool:
        """Whether there is more than one column on the screen."""
        return self._spread.columns > 1
