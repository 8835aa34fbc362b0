"""A page cut into blocks, in document order: what each says, how it is set, and where it stands in the tree.

Every text node of the body lands in exactly one block, so that nothing can vanish: those that one does not
read (hidden elements, form controls) become blocks that carry their reason already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.article.build import RelativeMark
from reader.article.characters import safe_line, safe_text
from reader.article.values import BlockKind, MarkKind
from reader.cleaning.addresses import absolute
from reader.cleaning.html.element_signs import (
    MARKED_ABSENT,
    absence_by_class,
    code_language,
    is_note_reference,
    place_on_page,
)
from reader.cleaning.html.inline import OpenMark, RunningText, count_block_words
from reader.cleaning.html.pictures import is_decoration, picture_address, picture_words
from reader.cleaning.html.tables import TableCells, is_data_table
from reader.cleaning.html.tree import ABSENT, BLOCKS, NOT_TEXT, is_hidden, number_of, visit_tree

__all__ = ["SourceBlock", "cut"]

_MARKS: dict[str, MarkKind] = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "dfn": "em", "var": "em",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "s": "strike", "strike": "strike",
    "del": "strike", "sub": "sub", "sup": "sup",
}  # fmt: skip
_DEEPEST = 12
_TELLING_WORDS = 3


@dataclass(slots=True, eq=False)
class SourceBlock:
    """One block of the page. `element` is the innermost block element that holds its first words."""

    kind: BlockKind
    text: str
    element: Any
    marks: list[RelativeMark] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    """What the block's kind needs: `level`, `depth`, `number` … (see `reader.article.Block`)."""
    rows: list[list[str]] = field(default_factory=list)
    cell_marks: list[list[list[RelativeMark]]] = field(default_factory=list)
    held: dict[int, int] = field(default_factory=dict)
    """Words of the block by the number of the element that holds them directly."""
    link_words: int = 0
    reason: str = ""
    """Why the block is not read, where the page itself says so."""
    is_caption: bool = False
    words: int = 0
    """Words, with half of the wide characters of Chinese, Japanese and Korean counted as such."""

    def __post_init__(self) -> None:
        self.words = count_block_words(self.text)


@dataclass(slots=True)
class _List:
    ordered: bool
    next_number: int
    fresh: bool = False
    """The item has begun and no block of it is written yet."""
    number: int | None = None


def cut(
    root: Any,
    base: str = "",
    *,
    own: Iterable[str] = (),
    heed_hiding: bool = True,
    aside: Mapping[int, str] | None = None,
) -> list[SourceBlock]:
    """The blocks of the page's body. `base` makes addresses absolute; `own` are the page's addresses; `heed_hiding` is off for pages that
    hide all they have until a script shows it; `aside` are numbers of elements that are set aside, with why."""
    body = root.find("body") if root.tag != "body" else root
    return _Cutter(body if body is not None else root, base, own, heed_hiding, aside or {}).blocks()


class _Cutter:
    """Walks the tree once, without recursion: pages nest deeper than Python's stack."""

    def __init__(
        self, body: Any, base: str, own: Iterable[str], heed_hiding: bool, aside: Mapping[int, str]
    ) -> None:
        self._body = body
        self._base = base
        self._own = frozenset(address.partition("#")[0] for address in own if address)
        self._heed_hiding = heed_hiding
        self._aside = aside
        self._blocks: list[SourceBlock] = []
        self._running = RunningText()
        self._held: dict[int, int] = {}
        self._link_words = 0
        self._links = 0
        self._owner: Any = None
        self._containers: list[Any] = [body]
        self._lists: list[_List] = []
        self._quotes = 0
        self._heading = 0
        self._code: Any = None
        self._captions = 0
        self._open: list[tuple[Any, OpenMark]] = []
        self._pictures: list[SourceBlock] = []
        self._table: TableCells | None = None
        self._table_element: Any = None
        self._breaks = 0

    def blocks(self) -> list[SourceBlock]:
        visit_tree(self._body, self._begin, self._end)
        self._flush()
        return self._blocks

    def _begin(self, element: Any) -> bool:
        goes_in = self._enter(element)
        if goes_in and (text := element.text):
            self._text(text, element)
        return goes_in

    def _end(self, element: Any, went_in: bool) -> None:
        if went_in:
            self._leave(element)
        tail = element.tail
        if tail and element is not self._body:
            self._text(tail, element.getparent())

    # -- text ------------------------------------------------------------------------------------------
    def _text(self, text: str, holder: Any) -> None:
        if text.isspace():
            self._running.add(text)
            return
        before = self._running.has_text
        self._running.add(text)
        words = count_block_words(text)
        if words:
            self._breaks = 0
            number = number_of(holder)
            self._held[number] = self._held.get(number, 0) + words
            if self._links:
                self._link_words += words
        if not before and self._running.has_text and self._owner is None:
            self._owner = self._containers[-1]

    # -- elements --------------------------------------------------------------------------------------
    def _enter(self, element: Any) -> bool:
        """Begin an element; False leaves out all that is in it."""
        tag = element.tag
        if tag in NOT_TEXT:
            return False
        reason = self._absence(element, tag)
        if reason:
            self._set_aside(element, reason)
            return False
        if tag == "br":
            self._line_break()
        elif tag == "hr":
            self._rule(element)
        elif tag == "img":
            self._picture(element)
        elif tag in BLOCKS:
            self._enter_block(element, tag)
        elif tag == "a":
            self._enter_link(element)
        elif tag == "q":
            self._running.add("“")
        elif tag == "cite" and len(element) == 0:
            self._open_mark(element, "em")
        elif tag in _MARKS and not (tag == "code" and self._code is not None):
            self._open_mark(element, _MARKS[tag])
        return True

    def _absence(self, element: Any, tag: str) -> str:
        if self._aside and (dropped := self._aside.get(number_of(element))):
            return dropped
        if tag in ABSENT:
            return ABSENT[tag]
        if self._heed_hiding and is_hidden(element):
            return "hidden"
        if tag in MARKED_ABSENT:
            classes = element.get("class")
            reason = absence_by_class(tag, classes) if classes else ""
            if reason != "line numbers" or not self._holds_code(element):
                return reason
        return ""

    @staticmethod
    def _holds_code(element: Any) -> bool:
        return (element.tag == "pre" and element.find(".//code") is not None) or len(
            "".join(element.itertext())
        ) > 4_000

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS and tag != "hr":
            self._leave_block(element, tag)
        elif tag == "a":
            self._links -= 1
        elif tag == "q":
            self._running.add("”")
        while self._open and self._open[-1][0] is element:
            self._running.close(self._open.pop()[1])

    def _open_mark(self, element: Any, kind: MarkKind, target: str = "") -> None:
        mark = OpenMark(kind, target)
        self._running.open(mark)
        self._open.append((element, mark))

    def _enter_link(self, element: Any) -> None:
        self._links += 1
        href = (element.get("href") or "").strip()
        name = place_on_page(href, self._own)
        if name and is_note_reference(element, name):
            self._open_mark(element, "footnote_ref", safe_line(name))
            return
        if href.startswith("#"):
            # A place on the page itself: there it is still to be found.
            href = self._base.partition("#")[0] + href if name and self._base.startswith("http") else ""
        address = absolute(href, self._base)
        if address:
            self._open_mark(element, "link", address)

    def _enter_block(self, element: Any, tag: str) -> None:
        if self._code is not None or self._table is not None:
            self._enter_within(element, tag)
            return
        self._flush()
        self._containers.append(element)
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(_List(tag == "ol", _number(element.get("start"), 1)))
        elif tag == "li":
            self._begin_item(element)
        elif tag == "dd":
            self._lists.append(_List(False, 1))
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._code = element
            self._running.exact = True
        elif tag == "table" and is_data_table(element):
            self._table, self._table_element = TableCells(), element
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._heading = int(tag[1])
        if tag == "figcaption":
            self._captions += 1

    def _leave_block(self, element: Any, tag: str) -> None:
        if self._code is not None and element is not self._code:
            self._running.space()
            return
        if self._table is not None:
            self._leave_within_table(element, tag)
            return
        self._flush()
        self._containers.pop()
        if tag in ("ul", "ol", "menu", "dir", "dd"):
            self._lists.pop()
        elif tag == "li" and self._lists:
            self._lists[-1].fresh = False
            self._lists[-1].number = None
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag == "pre":
            self._code = None
            self._running.exact = False
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._heading = 0
        if tag == "figcaption":
            self._captions -= 1

    def _begin_item(self, element: Any) -> None:
        if not self._lists:
            return
        items = self._lists[-1]
        items.fresh = True
        items.number = None
        if items.ordered:
            items.number = _number(element.get("value"), items.next_number)
            items.next_number = items.number + 1

    # -- within code and tables ------------------------------------------------------------------------
    def _enter_within(self, element: Any, tag: str) -> None:
        self._running.space()
        if self._table is None:
            return
        if tag == "tr":
            self._table.begin_row(in_head=element.getparent().tag == "thead")
        elif tag in ("td", "th"):
            self._end_cell()
            self._table.begin_cell(element, is_head=tag == "th")

    def _leave_within_table(self, element: Any, tag: str) -> None:
        assert self._table is not None
        self._running.space()
        if tag in ("td", "th", "tr", "caption"):
            self._end_cell(caption=tag == "caption")
        if element is self._table_element:
            self._end_cell()
            self._end_table(element)
            self._containers.pop()

    def _end_cell(self, *, caption: bool = False) -> None:
        assert self._table is not None
        text, marks = self._running.take()
        text = text.replace("\n", " ").replace("\t", " ")
        if text and (caption or not self._table.add_text(text, marks)):
            block = SourceBlock("paragraph", text, self._table_element, list(marks), self._place())
            block.held = dict(self._held)
            self._blocks.append(block)

    def _end_table(self, element: Any) -> None:
        assert self._table is not None
        table, self._table, self._table_element = self._table, None, None
        rows, cell_marks = table.rows()
        text = "\n".join("\t".join(row) for row in rows)
        if text.strip():
            fields = {**self._place(), "header_rows": table.header_rows()}
            block = SourceBlock("table", text, element, [], fields, rows, cell_marks)
            block.held, block.link_words = self._held, self._link_words
            self._blocks.append(block)
        self._forget()
        self._blocks.extend(self._pictures)
        self._pictures = []

    # -- pieces ----------------------------------------------------------------------------------------
    def _line_break(self) -> None:
        if self._table is not None:
            self._running.space()
            return
        self._breaks += 1
        if self._breaks >= 2 and self._code is None:
            if self._running.has_text:
                self._flush()
        else:
            self._running.line_break()

    def _rule(self, element: Any) -> None:
        if self._code is not None or self._table is not None:
            self._running.space()
            return
        self._flush()
        self._add(SourceBlock("rule", "", element))

    def _picture(self, element: Any) -> None:
        alt = picture_words(element)
        if is_decoration(element):
            if alt and len(alt) <= 4 and not any(character.isalnum() for character in alt):
                self._running.add(alt)
            return
        address = picture_address(element, self._base)
        if (
            not address
            and len(alt.split()) < _TELLING_WORDS
            and not any(each.tag == "figure" for each in self._containers[-4:])
        ):
            return
        block = SourceBlock("figure", "", element, [], {"image": address, "alt": alt})
        block.held = {number_of(element): 1}
        if self._running.has_text or self._table is not None or self._code is not None:
            self._pictures.append(block)
        else:
            self._add(block)

    def _set_aside(self, element: Any, reason: str) -> None:
        """All text within an element that is not read, as one block beside the running text."""
        text = text_within(element)
        if text:
            block = SourceBlock("paragraph", text, element, [], {}, reason=reason)
            if self._running.has_text or self._table is not None or self._code is not None:
                self._pictures.append(block)
            else:
                self._add(block)
        if reason in ("edit link", "footnote's way back", "form control", "embedded media"):
            self._running.space() if self._code is None else None

    def _place(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if self._lists:
            fields["depth"] = min(len(self._lists), _DEEPEST)
        if self._quotes:
            fields["quote_depth"] = min(self._quotes, _DEEPEST)
        return fields

    def _flush(self) -> None:
        if not self._running.has_text and not self._pictures:
            self._running.take()
            if self._held or self._breaks:
                self._forget()
            return
        text, marks = self._running.take()
        if text:
            self._add(self._written(text, marks))
        self._forget()
        if self._pictures:
            self._blocks.extend(self._pictures)
            self._pictures = []

    def _forget(self) -> None:
        self._held, self._link_words, self._owner, self._breaks = {}, 0, None, 0

    def _written(self, text: str, marks: list[RelativeMark]) -> SourceBlock:
        fields = self._place()
        kind: BlockKind = "paragraph"
        if self._code is not None:
            kind = "code"
            fields["language"] = code_language(self._code)
        elif self._heading:
            kind = "heading"
            fields["level"] = self._heading
            text = text.replace("\n", " ")
        elif self._lists and self._lists[-1].fresh:
            kind = "list_item"
            items = self._lists[-1]
            items.fresh = False
            fields["ordered"] = items.ordered
            fields["number"] = items.number
        elif self._quotes:
            kind = "quote"
        block = SourceBlock(
            kind, text, self._owner if self._owner is not None else self._containers[-1], marks, fields
        )
        block.held, block.link_words, block.is_caption = self._held, self._link_words, self._captions > 0
        return block

    def _add(self, block: SourceBlock) -> None:
        self._blocks.append(block)


def text_within(element: Any) -> str:
    """All text of an element, words parted at block borders, folded to single spaces."""
    parts: list[str] = []

    def begin(each: Any) -> bool:
        if each.tag in NOT_TEXT:
            return False
        if _parts_words(each.tag):
            parts.append(" ")
        parts.append(each.text or "")
        return True

    def end(each: Any, went_in: bool) -> None:
        if went_in and _parts_words(each.tag):
            parts.append(" ")
        if each is not element:
            parts.append(each.tail or "")

    visit_tree(element, begin, end)
    return " ".join(safe_text("".join(parts)).split())


def _parts_words(tag: str) -> bool:
    return tag in BLOCKS or tag in ("br", "option", "button")


def _number(value: str | None, default: int) -> int:
    value = (value or "").strip()
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else default
