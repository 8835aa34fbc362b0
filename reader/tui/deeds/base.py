"""What every group of deeds has at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.records import ArticleRecord
    from reader.tui.article_view import ArticleView
    from reader.tui.desk import Desk
    from reader.tui.reading import Reading
    from reader.tui.session import Session

__all__ = ["Deeds"]


class Deeds:
    """A group of deeds on a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def session(self) -> Session:
        return self.desk.session

    @property
    def library(self) -> Library:
        return self.desk.library

    @property
    def reading(self) -> Reading:
        return self.desk.reading

    @property
    def view(self) -> ArticleView:
        return self.desk.article_view

    def say(self, words: str) -> None:
        """Say what was done."""
        self.desk.say(words)

    def done(self, words: str) -> None:
        """Say what was done, and how to take it back."""
        self.desk.say(f"{words} · {self.desk.keymap.first('app.undo')} undo")

    def cited(self, passage: str, record: ArticleRecord, *, speaker: str = "") -> str:
        """A passage with its source in the style that the reader chose."""
        from reader.exchange.citations import cited

        return cited(passage, record, self.desk.citation_style, speaker=speaker)

    def to_clipboard(self, text: str, what: str) -> None:
        """Put text on the clipboard and say which way it went."""
        from reader.tui.clipboard import copy

        self.desk.say(f"{what} {copy(text, self.desk.app.copy_to_clipboard)}")
