"""The search screen: words above, what the answers have in common below them, then the answers, live."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from reader.search.facets import Facets
from reader.search.values import Hit
from reader.terminal import printable_line
from reader.tui.facets import Narrowing, facet_line, narrowings
from reader.tui.hits import hit_rows
from reader.tui.rows import BuiltRows
from reader.tui.widgets.query_pane import QueryPane

__all__ = ["SearchPane"]


class SearchPane(QueryPane):
    """Shows hits, and facets that a digit narrows to."""

    def __init__(self, *, id: str) -> None:
        super().__init__(
            id=id, list_id="hits", label="\\",
            placeholder='words, "a phrase", in:notes, #tag, who:"Name", said:"Name", added:7d',
        )  # fmt: skip
        self._facets_line = Static("", classes="search-pane--facets", markup=False)
        self._facets: Facets | None = None
        self.narrowings: tuple[Narrowing, ...] = ()
        """What the digits narrow to, the first one for 1."""

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._facets_line

    def on_mount(self) -> None:
        super().on_mount()
        self.move_child(self._facets_line, before=self.list)
        self._facets_line.display = False

    def show(self, hits: Sequence[Hit], told: str, *, key: str = "", by_article: bool = False) -> None:
        """Show answers, with the cursor on the row of a key, else on the first."""
        year = datetime.date.today().year
        shown = tuple(hits)
        self.show_rows(
            BuiltRows(lambda width: hit_rows(shown, width, year=year, by_article=by_article)),
            printable_line(told),
            key=key,
        )

    def complain(self, told: str, position: int | None = None) -> None:
        """The same; what the last answers have in common makes way."""
        self.show_facets(None)
        super().complain(told, position)

    def show_facets(self, facets: Facets | None) -> None:
        """Show what the answers have in common; None for nothing."""
        self._facets = facets
        self.narrowings = narrowings(facets) if facets is not None else ()
        self._draw_facets()

    def _draw_facets(self) -> None:
        self._facets_line.display = bool(self.narrowings)
        if self.narrowings:
            key, dim = self.get_visual_style("search-pane--key"), self.get_visual_style("search-pane--count")
            self._facets_line.update(facet_line(self.narrowings, max(20, self.size.width - 4), key, dim))

    def on_resize(self) -> None:
        self._draw_facets()

    COMPONENT_CLASSES = {"search-pane--key", "search-pane--count"}

    @property
    def hit_index(self) -> int:
        """The index of the hit under the cursor, or -1."""
        key = self.list.cursor_key
        return int(key.split(":")[1]) if key else -1
