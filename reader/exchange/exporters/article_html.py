"""An article's text as HTML, with its highlights lit: nothing of the text acts, nothing is loaded from anywhere."""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable, Iterator, Sequence

from reader.article import Article, Block, Mark
from reader.article.characters import safe_line, safe_text
from reader.library.records import Highlight

__all__ = ["article_to_html", "escaped", "link"]

_TAGS = {"strong": "strong", "em": "em", "code": "code", "strike": "s", "sub": "sub", "sup": "sup"}
_SAFE_SCHEMES = ("http://", "https://", "mailto:")


def escaped(text: str) -> str:
    """Text, also for an attribute, that is nothing but text."""
    return html.escape(safe_text(text))


def link(address: str, inner: str) -> str:
    """`inner` (HTML) leading to an address of the web; alone where the address is none."""
    if not address.lower().startswith(_SAFE_SCHEMES):
        return inner
    return f'<a href="{escaped(safe_line(address, 4000))}" rel="noreferrer noopener">{inner}</a>'


def article_to_html(
    article: Article, highlights: Sequence[Highlight], after: Callable[[Highlight], str]
) -> str:
    """The blocks of an article. `after` gives what stands behind a highlight (HTML): a sign that leads to its
    notes."""
    return "".join(_Writer(article, highlights, after).parts())


class _Writer:
    def __init__(
        self, article: Article, highlights: Sequence[Highlight], after: Callable[[Highlight], str]
    ) -> None:
        self.text = article.text
        self.blocks = article.blocks
        self.lit = [mark for mark in highlights if mark.status != "orphan" and mark.start < mark.end]
        self.after = after
        self.begun: set[str] = set()
        self.quotes = 0
        self.lists: list[str] = []

    def parts(self) -> Iterator[str]:
        for block in self.blocks:
            yield from self._containers(block)
            yield self._block(block)
        yield from self._close(lists=0, quotes=0)

    def _containers(self, block: Block) -> Iterator[str]:
        """Close and open quotes and lists, so that the block stands where it belongs."""
        if block.quote_depth != self.quotes:
            yield from self._close(lists=0, quotes=block.quote_depth)
        depth = max(1, block.depth) if block.kind == "list_item" else block.depth
        tag = "ol" if block.ordered else "ul"
        yield from self._close(lists=depth, quotes=self.quotes)
        if block.kind != "list_item":
            return
        further = block.ordered and block.number is None
        if len(self.lists) == depth and not further:
            if self.lists[-1] == tag:
                yield "</li>\n"
            else:
                yield from self._close(lists=depth - 1, quotes=self.quotes)
        elif len(self.lists) == depth:
            return
        while len(self.lists) < depth - 1:
            self.lists.append("ul")
            yield "<ul><li>"
        if len(self.lists) < depth:
            self.lists.append(tag)
            yield f"<{tag}>"
        yield f'<li value="{block.number}">' if block.ordered and block.number is not None else "<li>"

    def _close(self, *, lists: int, quotes: int) -> Iterator[str]:
        while len(self.lists) > lists:
            yield f"</li></{self.lists.pop()}>\n"
        while self.quotes > quotes:
            self.quotes -= 1
            yield "</blockquote>\n"
        while self.quotes < quotes:
            self.quotes += 1
            yield "<blockquote>\n"

    def _block(self, block: Block) -> str:
        if block.kind == "rule":
            return "<hr>\n"
        if block.kind == "table":
            return self._table(block)
        inner = self._inline(block.start, block.end, block.marks)
        if block.kind == "heading":
            level = min(6, max(1, block.level) + 1)  # the page's own title is the first level
            return f"<h{level}>{inner}</h{level}>\n"
        if block.kind == "code":
            return f"<pre><code>{inner}</code></pre>\n"
        if block.kind == "figure":
            shown = inner or escaped(safe_line(block.alt)) or "Picture"
            return f"<figure><figcaption>{link(block.image, 'Picture')}: {shown}</figcaption></figure>\n"
        lines = inner.replace("\n", "<br>\n")
        if block.kind == "footnote":
            return f'<p class="footnote">[{escaped(safe_line(block.label))}] {lines}</p>\n'
        return f"{lines}\n" if block.kind == "list_item" else f"<p>{lines}</p>\n"

    def _table(self, block: Block) -> str:
        rows = []
        for number, row in enumerate(block.rows):
            tag = "th" if number < block.header_rows else "td"
            cells = (self._inline(cell.start, cell.end, block.marks) for cell in row)
            rows.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>\n")
        return f'<div class="table"><table>\n{"".join(rows)}</table></div>\n'

    def _inline(self, start: int, end: int, marks: Sequence[Mark]) -> str:
        """A stretch of the text, cut wherever a style or a highlight begins or ends: what crosses is split."""
        lit = [mark for mark in self.lit if mark.start < end and mark.end > start]
        ends = [edge for piece in marks for edge in (piece.start, piece.end)]
        ends += [edge for piece in lit for edge in (piece.start, piece.end)]
        places = sorted({start, end, *(edge for edge in ends if start < edge < end)})
        return "".join(self._piece(first, last, marks, lit) for first, last in itertools.pairwise(places))

    def _piece(self, start: int, end: int, marks: Sequence[Mark], lit: Sequence[Highlight]) -> str:
        inner = escaped(self.text[start:end])
        for mark in marks:
            if mark.start <= start and end <= mark.end:
                tag = _TAGS.get(mark.kind, "sup")
                inner = link(mark.target, inner) if mark.kind == "link" else f"<{tag}>{inner}</{tag}>"
        for highlight in lit:
            if highlight.start <= start and end <= highlight.end:
                first = highlight.id not in self.begun
                self.begun.add(highlight.id)
                place = f' id="h-{escaped(highlight.id)}"' if first else ""
                inner = f'<mark class="{escaped(highlight.colour)}"{place}>{inner}</mark>'
                inner += self.after(highlight) if end == highlight.end else ""
        return inner
