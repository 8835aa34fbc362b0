"""The article view: a page of text that is drawn by range, with everything that lights it up and moves in
it."""

from reader.tui.article_view.document import TitleBlock
from reader.tui.article_view.layers import LAYERS, LayerRange
from reader.tui.article_view.view import ArticleView

__all__ = ["LAYERS", "ArticleView", "LayerRange", "TitleBlock"]
