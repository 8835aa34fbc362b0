"""A small app around the article view, for Pilot tests."""

from __future__ import annotations

from textual.app import App, ComposeResult

from reader.article import Article
from reader.tui.article_view import ArticleView, TitleBlock
from reader.tui.article_view.theme_defaults import defaults


class ViewHost(App[None]):
    """One article view, and what it has posted."""

    def __init__(self, article: Article | None = None, *, offset: int = 0, title: str = "") -> None:
        super().__init__()
        self.given, self.offset, self.title_shown = article, offset, title
        self.view = ArticleView()
        self.moved: list[ArticleView.Moved] = []
        self.selected: list[ArticleView.SelectionChanged] = []
        self.clicked: list[ArticleView.Clicked] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults()

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.focus()
        if self.given is not None:
            title = TitleBlock(self.title_shown) if self.title_shown else None
            self.view.show(self.given, offset=self.offset, title_block=title)

    def on_article_view_moved(self, message: ArticleView.Moved) -> None:
        self.moved.append(message)

    def on_article_view_selection_changed(self, message: ArticleView.SelectionChanged) -> None:
        self.selected.append(message)

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        self.clicked.append(message)

    def shown_lines(self) -> list[str]:
        """The view's lines as they stand on the screen."""
        return [self.view.render_line(y).text for y in range(self.view.size.height)]

    def place_of(self, part: str) -> tuple[int, int]:
        """The cell of the widget at which a part of the text first stands on the screen."""
        for y, line in enumerate(self.shown_lines()):
            x = line.find(part)
            if x >= 0:
                return x, y
        raise AssertionError(f"not on the screen: {part}")
