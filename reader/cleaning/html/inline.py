"""Running text with its marks, white space folded as a page shows it, offsets counted while it grows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.article.build import RelativeMark
from reader.article.characters import safe_text
from reader.article.values import MarkKind

__all__ = ["OpenMark", "RunningText", "count_block_words"]

_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"\w+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def count_block_words(text: str) -> int:
    """Words as block rules weigh them: `\\w+` runs, or half the wide characters where those say more."""
    runs = len(_WORDS.findall(text))
    if text.isascii():
        return runs
    return max(runs, len(_WIDE.findall(text)) // 2)


@dataclass(slots=True, eq=False)
class OpenMark:
    """A mark that has begun; it goes on over the end of a block, in the next one."""

    kind: MarkKind
    target: str = ""
    start: int = 0


@dataclass(slots=True)
class RunningText:
    """Collects text nodes and marks of one block. `take` gives them and begins the next block."""

    open_marks: list[OpenMark] = field(default_factory=list)
    exact: bool = False
    """Whether white space stands as it is: in code."""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _space: bool = False
    """A space is due before the next character."""
    _marks: list[RelativeMark] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Whether a character that is not white space stands in it."""
        return self._length > 0

    def add(self, text: str) -> None:
        """Append a text node."""
        if self.exact:
            self._push(safe_text(text))
            return
        if text.isspace():
            self._space = True
            return
        text = safe_text(text)
        words = _SPACE.split(text)
        if len(words) == 1:
            self._push_word(words[0])
            return
        body = " ".join(word for word in words if word)
        if words[0] == "":
            self._space = True
        self._push_word(body)
        if words[-1] == "":
            self._space = True

    def space(self) -> None:
        """A word ends here, whatever follows."""
        if self.exact:
            self._push("" if self._ends_line() else "\n")
        else:
            self._space = True

    def line_break(self) -> None:
        """A line ends here, within the block."""
        if self.exact:
            self._push("\n")
        elif self._length and not self._ends_line():
            self._push("\n")
            self._space = False

    def open(self, mark: OpenMark) -> None:
        """Begin a mark at the next character."""
        mark.start = self._length + (1 if self._space and self._length and not self._ends_line() else 0)
        self.open_marks.append(mark)

    def close(self, mark: OpenMark) -> None:
        """End a mark after the last character."""
        if mark in self.open_marks:
            self.open_marks.remove(mark)
        if self._length > mark.start:
            self._marks.append(RelativeMark(mark.kind, mark.start, self._length, mark.target))

    def take(self) -> tuple[str, list[RelativeMark]]:
        """The block's text without white space around it, and its marks; marks still open go on from 0."""
        if not self._length:
            for mark in self.open_marks:
                mark.start = 0
            self._space = False
            return "", []
        raw = "".join(self._parts)
        end = len(raw.rstrip())
        for mark in self.open_marks:
            if self._length > mark.start:
                self._marks.append(RelativeMark(mark.kind, mark.start, self._length, mark.target))
            mark.start = 0
        if self.exact:
            text = raw.strip("\n")
            lead = len(raw) - len(raw.lstrip("\n"))
            end = lead + len(text)
        else:
            text, lead = raw[:end], 0
        marks = []
        for mark_ in self._marks:
            start, stop = max(mark_.start, lead) - lead, min(mark_.end, end) - lead
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            while start < stop and text[start].isspace():
                start += 1
            if stop > start:
                marks.append(RelativeMark(mark_.kind, start, stop, mark_.target))
        self._parts, self._length, self._space, self._marks = [], 0, False, []
        return text, sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.target))

    def _push_word(self, text: str) -> None:
        if not text:
            return
        if self._space and self._length and not self._ends_line():
            self._push(" ")
        self._space = False
        self._push(text)

    def _push(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _ends_line(self) -> bool:
        return bool(self._parts) and self._parts[-1].endswith("\n")
