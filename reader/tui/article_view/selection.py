"""The keyboard's selection: a fixed end, a moving end, and the words, sentences and paragraphs it moves by.

As in vi's visual mode one end stays and the other moves; when the moving end passes the fixed one, the unit
in which the selection began stays selected. Offsets are characters of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reader.article import Range
from reader.tui.article_view.cells import clusters, drawable
from reader.tui.article_view.document import Document

__all__ = ["KeyboardSelection", "Unit", "on_clusters", "trimmed", "unit_at", "word_at"]

Unit = Literal["word", "sentence", "paragraph"]

_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_REACH = 200
"""Characters around a place in which its word is looked for."""


@cache
def _word() -> re.Pattern[str]:
    """A word. Made when the first one is selected: with a class as large as this one it takes some time."""
    return re.compile(
        rf"[{_IDEOGRAPH}]|[^\W{_IDEOGRAPH}]+(?:['’\-\u00ad.](?=[^\W{_IDEOGRAPH}])[^\W{_IDEOGRAPH}]+)*"
    )


def word_at(text: str, offset: int) -> Range | None:
    """The word that holds `offset`. A Chinese or Japanese character of Han script counts as a word."""
    low = _word_window_start(text, offset)
    for match in _word().finditer(text, low, min(len(text), offset + _REACH)):
        if match.start() > offset:
            return None
        if offset < match.end():
            return Range(*match.span())
    return None


def _word_window_start(text: str, offset: int) -> int:
    low = max(0, offset - _REACH)
    space = max(text.rfind(" ", low, offset), text.rfind("\n", low, offset))
    return space + 1 if space >= 0 else low


def trimmed(text: str, selected: Range) -> Range:
    """The range without white space at its ends."""
    start, end = selected.start, selected.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Range(start, end)


def on_clusters(text: str, selected: Range) -> Range:
    """The range widened so that it parts no characters that are drawn as one."""
    return Range(
        _cluster_edge(text, selected.start, before=True), _cluster_edge(text, selected.end, before=False)
    )


def _cluster_edge(text: str, offset: int, *, before: bool) -> int:
    if not 0 < offset < len(text) or (text[offset] < "\u0300" and text[offset - 1] < "\u0300"):
        return offset
    low = _word_window_start(text, offset)
    for start, end, _ in clusters(drawable(text[low : offset + 64])):
        if low + start < offset < low + end:
            return low + (start if before else end)
    return offset


@dataclass(frozen=True, slots=True)
class KeyboardSelection:
    """`pivot` stays, `head` moves. Forward the selection is `[pivot, head)`, backward `[head, kept)`."""

    pivot: int
    head: int
    kept: int
    """The end of what stays selected when the head stands before the pivot."""

    @property
    def range(self) -> Range:
        """What is selected."""
        return Range(self.pivot, self.head) if self.head >= self.pivot else Range(self.head, self.kept)

    @classmethod
    def of(cls, selected: Range) -> KeyboardSelection:
        """A selection whose end moves."""
        return cls(selected.start, selected.end, selected.end)

    def extended(self, document: Document, unit: Unit, count: int) -> KeyboardSelection:
        """The selection with its head moved by `count` units, back where negative."""
        selection = self
        for _ in range(abs(count)):
            step = selection._forward(document, unit) if count > 0 else selection._backward(document, unit)
            if step == selection:
                break
            selection = step
        return selection

    def turned(self) -> KeyboardSelection:
        """The same selection whose other end moves."""
        selected = self.range
        if self.head >= self.pivot:
            return KeyboardSelection(selected.end, selected.start, selected.end)
        return KeyboardSelection(selected.start, selected.end, selected.end)

    def _forward(self, document: Document, unit: Unit) -> KeyboardSelection:
        if self.head >= self.pivot:
            return KeyboardSelection(self.pivot, next_end(document, unit, self.head), self.kept)
        head = next_start(document, unit, self.head)
        if head >= self.kept or head >= self.pivot:
            return KeyboardSelection.of(
                unit_at(document, unit, self.pivot if self.pivot < self.kept else self.kept - 1)
            )
        return KeyboardSelection(self.pivot, head, self.kept)

    def _backward(self, document: Document, unit: Unit) -> KeyboardSelection:
        if self.head < self.pivot:
            return KeyboardSelection(self.pivot, previous_start(document, unit, self.head), self.kept)
        head = previous_end(document, unit, self.head)
        if head > self.pivot:
            return KeyboardSelection(self.pivot, head, self.kept)
        kept = max(unit_at(document, unit, self.pivot).end, self.pivot)
        return KeyboardSelection(self.pivot, previous_start(document, unit, self.pivot), kept)


def unit_at(document: Document, unit: Unit, offset: int) -> Range:
    """The word, sentence or paragraph at `offset`."""
    if unit == "word":
        return word_at(document.text, offset) or Range(offset, min(offset + 1, len(document.text)))
    return document.sentence_at(offset) if unit == "sentence" else document.paragraph_at(offset)


def next_end(document: Document, unit: Unit, offset: int) -> int:
    """Where the first unit that ends behind `offset` ends; a word stops at the end of its sentence too."""
    text = document.text
    if unit == "paragraph":
        for number in range(max(0, document.block_number(offset)), len(document.blocks)):
            if document.blocks[number].end > offset:
                return document.blocks[number].end
        return offset
    sentence = document.sentence_at(offset)
    if sentence.end <= offset:
        return offset
    if unit == "sentence":
        return sentence.end
    word = _word().search(text, _word_window_start(text, offset), sentence.end)
    while word and word.end() <= offset:
        word = _word().search(text, word.end(), sentence.end)
    return word.end() if word else sentence.end


def next_start(document: Document, unit: Unit, offset: int) -> int:
    """Where the first unit that starts behind `offset` starts; the text's end if none does."""
    text = document.text
    if unit == "paragraph":
        return _or_end(document.paragraph_step(offset, 1), offset, text)
    if unit == "sentence":
        return _or_end(document.sentence_step(document.sentence_at(offset), 1).start, offset, text)
    word = word_at(text, offset)
    found = _word().search(text, word.end if word else offset)
    return found.start() if found else len(text)


def _or_end(found: int, offset: int, text: str) -> int:
    return found if found > offset else len(text)


def previous_end(document: Document, unit: Unit, offset: int) -> int:
    """Where the last unit that ends before `offset` ends; 0 if none does."""
    if unit == "paragraph":
        ends = (document.blocks[k].end for k in range(document.block_number(max(0, offset - 1)), -1, -1))
        return next((end for end in ends if end < offset), 0)
    sentence = document.sentence_at(max(0, offset - 1))
    if unit == "sentence":
        before = document.sentence_step(sentence, -1)
        return before.end if before.end < offset else 0
    words = [
        m.end()
        for m in _word().finditer(document.text, max(sentence.start, offset - _REACH), offset)
        if m.end() < offset
    ]
    if words:
        return words[-1]
    before = document.sentence_step(sentence, -1)
    return before.end if before.end < offset else 0


def previous_start(document: Document, unit: Unit, offset: int) -> int:
    """Where the last unit that starts before `offset` starts; `offset` if none does."""
    if unit == "paragraph":
        return document.paragraph_step(offset, -1)
    if unit == "sentence":
        return min(offset, document.sentence_step(document.sentence_at(offset), -1).start)
    low = max(0, offset - 2 * _REACH)
    starts = [match.start() for match in _word().finditer(document.text, low, offset)]
    return starts[-1] if starts else offset
