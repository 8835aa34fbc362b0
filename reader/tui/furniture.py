"""The widgets of the main screen: what stands there at once, and what is made and mounted after the first paint.

The first paint shows the list, or the article that the program was opened on. Everything else is imported when it
is first needed, and mounted once that stands: most of what there is costs nothing before.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from reader.config import Config
from reader.tui.sidebar import FROM_COLUMNS as SIDE_BAR_FROM
from reader.tui.widgets.bars import BottomLine, TopLine
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.tui.article_view import ArticleView
    from reader.tui.widgets.note_editor import NoteEditor
    from reader.tui.widgets.prompt import Prompt
    from reader.tui.widgets.query_pane import ListPane, QueryPane
    from reader.tui.widgets.search_pane import SearchPane
    from reader.tui.widgets.side_panel import SidePanel

__all__ = ["Furniture"]


class Furniture(Screen[None]):
    """A screen that has the widgets, and knows nothing of what they show."""

    def __init__(self, *, open_id: str, config: Config) -> None:
        super().__init__()
        self.open_id = open_id
        """The article to begin with; empty for the list."""
        self.furnished = False
        """All widgets are mounted."""
        self.config = config
        self.panel_width = config.panel_width
        """Columns of a panel with its border."""
        self.library_list = LineList(id="library")
        self.sidebar = LineList(id="searches")
        self.top_line = TopLine()
        self.bottom_line = BottomLine()

    @cached_property
    def article_view(self) -> ArticleView:
        """The text."""
        from reader.tui.article_view import ArticleView, Setting

        config = self.config
        view = ArticleView(id="article")
        view.column_width, view.columns = config.column_width, config.columns
        view.setting = Setting(
            config.justify, config.hyphenate, config.line_spacing - 1, sideways=not config.wrap_code
        )
        return view

    @cached_property
    def source_view(self) -> ArticleView:
        """The original's text, beside the cleaned one; mounted when it is first asked for."""
        from reader.tui.article_view import ArticleView

        view = ArticleView(id="source")
        view.can_focus = False
        return view

    @cached_property
    def search(self) -> SearchPane:
        """The search and its answers."""
        from reader.tui.widgets.search_pane import SearchPane

        return SearchPane(id="search")

    @cached_property
    def notebook(self) -> QueryPane:
        """All notes, highlights and quotes."""
        from reader.tui.widgets.query_pane import QueryPane

        return QueryPane(
            id="notebook", list_id="entries", label="Notes",
            placeholder='words, "a phrase", #tag, title:word, is:orphan, created:30d',
        )  # fmt: skip

    @cached_property
    def review(self) -> ListPane:
        """Old highlights that come back."""
        from reader.tui.widgets.query_pane import ListPane

        return ListPane(id="review", list_id="cards")

    @cached_property
    def person(self) -> ListPane:
        """The page of a person, an organisation or a place."""
        from reader.tui.widgets.query_pane import ListPane

        return ListPane(id="person", list_id="dossier")

    @property
    def pages(self) -> tuple[ListPane, ...]:
        """What fills the screen beside the library's list and the text; each is named as its place."""
        return self.search, self.notebook, self.review, self.person

    @cached_property
    def panels(self) -> tuple[SidePanel, SidePanel]:
        """The two panels beside the text."""
        from reader.tui.widgets.side_panel import SidePanel

        return SidePanel(id="panel-left"), SidePanel(id="panel-right")

    @cached_property
    def prompt(self) -> Prompt:
        """The line at the bottom that is typed into."""
        from reader.tui.widgets.prompt import Prompt

        return Prompt(id="prompt")

    @cached_property
    def editor(self) -> NoteEditor:
        """Where notes are written."""
        from reader.tui.widgets.note_editor import NoteEditor

        return NoteEditor(id="editor")

    def compose(self) -> ComposeResult:
        yield self.top_line
        with Horizontal(id="body"):
            room = self.app.size.width >= SIDE_BAR_FROM and not self.config.plain
            self.sidebar.display = room and not self.open_id
            yield self.sidebar
            yield self.article_view if self.open_id else self.library_list
        yield self.bottom_line

    async def mount_rest(self) -> None:
        """Mount what does not stand there yet, hidden."""
        beside = [self.library_list, self.article_view, *self.pages, *self.panels]
        below = [self.editor, self.prompt]
        for widget in (*beside, *below):
            if not widget.is_attached:
                widget.display = False
        await self.query_one("#body").mount(*(widget for widget in beside if not widget.is_attached))
        await self.mount(*below, before=self.bottom_line)
        self.article_view.styles.margin = 0
        self.furnished = True
