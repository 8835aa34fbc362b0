"""The article view: a page of text that is drawn by range, what lights it up, and what moves in it."""

from reader.tui.article_view.document import TitleBlock
from reader.tui.article_view.layers import LAYERS, LayerRange
from reader.tui.article_view.setting import Setting
from reader.tui.article_view.view import ArticleView

__all__ = ["LAYERS", "ArticleView", "LayerRange", "Setting", "TitleBlock"]
