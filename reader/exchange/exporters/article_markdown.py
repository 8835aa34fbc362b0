"""An article's text as Markdown, block by block. Pure; knows nothing of highlights, notes or files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.article import Article, Block, Range
from reader.exchange.exporters.inline_markdown import escaped, inline_markdown, link_target

__all__ = ["article_to_markdown"]

_FENCES = re.compile("`{3,}", re.MULTILINE)
_SHOWN = ("http://", "https://")


def article_to_markdown(article: Article, *, highest_heading: int = 1) -> str:
    """The text of an article as Markdown, without its title; headings begin at `highest_heading`."""
    return _Writer(article, highest_heading).written()


class _Writer:
    def __init__(self, article: Article, highest_heading: int) -> None:
        self.text = article.text
        self.blocks = article.blocks
        levels = [block.level for block in article.blocks if block.kind == "heading"]
        self.shift = max(0, highest_heading - min(levels, default=highest_heading))
        self.labels = _labels(article.blocks)
        self.columns: list[int] = []
        """For each list that is open: the column at which its items' text begins."""
        self.last_number: dict[int, int] = {}
        self.delimiter: dict[int, str] = {}

    def written(self) -> str:
        parts: list[str] = []
        before: Block | None = None
        for block in self.blocks:
            lines = self._block(block)
            if not lines:
                continue
            quoting = "> " * block.quote_depth
            if before is not None:
                shared = "> " * min(before.quote_depth, block.quote_depth)
                parts.append("\n" if _tight(before, block) else f"\n{shared.rstrip()}\n")
            parts.append(
                "\n".join((quoting + line).rstrip(" ") if not line else quoting + line for line in lines)
            )
            before = block
        return "".join(parts) + ("\n" if parts else "")

    def _block(self, block: Block) -> list[str]:
        lines = self._content(block)
        if not lines:
            return []
        if block.kind == "list_item" and not (block.ordered and block.number is None):
            return self._item(block, lines)
        if block.depth:
            column = self._column(block.depth)
        else:
            self.columns, column = [], 0
            self.last_number.clear()
        return [" " * column + line if line else line for line in lines]

    def _item(self, block: Block, lines: list[str]) -> list[str]:
        depth = max(1, block.depth)
        indent = self._column(depth - 1)
        del self.columns[depth - 1 :]
        for deeper in [level for level in self.last_number if level > depth]:
            del self.last_number[deeper]
        marker = self._marker(block, depth)
        while len(self.columns) < depth - 1:
            self.columns.append(indent)
        self.columns.append(indent + len(marker))
        follow = " " * len(marker)
        return [
            " " * indent + (marker if number == 0 else follow) + line if line or number == 0 else line
            for number, line in enumerate(lines)
        ]

    def _marker(self, block: Block, depth: int) -> str:
        if not block.ordered or block.number is None or not 0 <= block.number < 10**9:
            self.last_number.pop(depth, None)
            return "- "
        last = self.last_number.get(depth)
        if last is not None and block.number != last + 1:  # another list begins: another delimiter says so
            self.delimiter[depth] = ")" if self.delimiter.get(depth, ".") == "." else "."
        self.last_number[depth] = block.number
        return f"{block.number}{self.delimiter.get(depth, '.')} "

    def _column(self, depth: int) -> int:
        if not depth or not self.columns:
            return 0
        return self.columns[min(depth, len(self.columns)) - 1]

    def _content(self, block: Block) -> list[str]:
        if block.kind == "heading":
            line = " ".join(self._inline(block.start, block.end, block))
            return ["#" * min(6, max(1, block.level + self.shift)) + " " + _heading(line)] if line else []
        if block.kind == "code":
            return _fenced(block.of(self.text), block.language)
        if block.kind == "table":
            return self._table(block)
        if block.kind == "rule":
            return ["* * *"]
        if block.kind == "figure":
            return self._figure(block)
        lines = self._inline(block.start, block.end, block)
        if block.kind == "footnote" and block.label in self.labels:
            return [f"[^{self.labels[block.label]}]: " + lines[0], *("    " + line for line in lines[1:])]
        return [line + "\\" for line in lines[:-1]] + lines[-1:] if any(lines) else []

    def _inline(self, start: int, end: int, block: Block) -> list[str]:
        return inline_markdown(self.text, start, end, block.marks, self.labels)

    def _figure(self, block: Block) -> list[str]:
        caption = block.of(self.text)
        shown = block.image.startswith(_SHOWN)
        lines: list[str] = []
        if shown:
            words = " ".join((block.alt or caption).split())
            lines.append(f"![{escaped(words)}]({link_target(block.image)})")
        if caption and (not shown or (block.alt and caption != block.alt)):
            if lines:
                lines.append("")
            hard = self._inline(block.start, block.end, block)
            lines += [line + "\\" for line in hard[:-1]] + hard[-1:]
        return lines

    def _table(self, block: Block) -> list[str]:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return []
        rows = [[self._cell(cell, block) for cell in row] + [""] * (columns - len(row)) for row in block.rows]
        header = rows.pop(0) if block.header_rows else [""] * columns
        return [_row(header), _row(["---"] * columns), *(_row(row) for row in rows)]

    def _cell(self, cell: Range, block: Block) -> str:
        marks = [mark for mark in block.marks if cell.start <= mark.start and mark.end <= cell.end]
        return " ".join(inline_markdown(self.text, cell.start, cell.end, marks, self.labels)).strip()


def _tight(before: Block, block: Block) -> bool:
    """Whether two blocks stand without a blank line between them: items of a list, footnotes."""
    if before.quote_depth != block.quote_depth:
        return False
    if before.kind == block.kind == "list_item":
        further = any(item.ordered and item.number is None for item in (before, block))
        # only a list that begins with 1 may follow a paragraph without a blank line
        interrupts = block.depth > before.depth and block.ordered and block.number != 1
        return not further and not interrupts
    return before.kind == block.kind == "footnote"


def _heading(line: str) -> str:
    """A closing run of `#` would be taken for decoration."""
    return re.sub(r"(#+)$", r"\\\1", line) if line.endswith("#") else line


def _fenced(code: str, language: str) -> list[str]:
    longest = max((len(run) for run in _FENCES.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return [fence + re.sub(r"[^\w+#.-]", "", language), *code.split("\n"), fence]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _labels(blocks: tuple[Block, ...]) -> Mapping[str, str]:
    """Footnotes' labels as Markdown takes them: letters, digits and dashes, each once."""
    labels: dict[str, str] = {}
    for block in blocks:
        if block.kind == "footnote" and block.label and block.label not in labels:
            plain = re.sub(r"[^A-Za-z0-9]+", "-", block.label).strip("-") or str(len(labels) + 1)
            while plain in labels.values():
                plain += "-"
            labels[block.label] = plain
    return labels
