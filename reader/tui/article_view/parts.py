"""What a line of the page is made of: runs of the article's characters, and decoration without offsets."""

from __future__ import annotations

from dataclasses import dataclass

from reader.tui.article_view.cells import cells_of, drawable
from reader.tui.article_view.wrap import drawn_end

__all__ = ["Decor", "Part", "Run"]


@dataclass(frozen=True, slots=True)
class Decor:
    """Cells that are no text of the article: a marker, a bar, a border, padding. `style` as in `Run`."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `[start, end)` of the article's text, drawn from left to right.

    White space at the end is not drawn. `style` is the component class (without `article--`) of the block it
    stands in; layers come on top. `hyphen` tells that the line ends at a soft hyphen, which then shows.
    """

    start: int
    end: int
    style: str = ""
    hyphen: bool = False

    def drawn(self, text: str) -> str:
        """The characters that are drawn, each in its drawable form: same length as the range up to
        `drawn_end`.
        """
        return drawable(text[self.start : drawn_end(text, self.start, self.end)])

    def cells(self, text: str) -> int:
        """The cells that it takes."""
        return cells_of(self.drawn(text)) + (1 if self.hyphen else 0)


Part = Decor | Run
