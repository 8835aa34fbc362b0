"""Deeds of footnotes: show one where it is referred to, go to it, come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import Block, Range
from reader.tui.deeds.base import Deeds

if TYPE_CHECKING:
    from reader.tui.desk import Desk

__all__ = ["FootnoteDeeds"]


class FootnoteDeeds(Deeds):
    """`footnote.*`: a footnote that is shown below the text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._label = ""
        self._last: tuple[Range, int] | None = None
        """The sentence of the last question, and which of its footnotes was shown."""

    @property
    def shown(self) -> bool:
        """Whether a footnote is shown."""
        return self.desk.deeds.peeking.shown == "footnote"

    def next_of_sentence(self) -> None:
        """The first footnote of the sentence at hand, else the next one on the screen; again: the next one."""
        opened, sentence = self.session.open, self.view.sentence
        if opened is None:
            return
        labels = self._labels(sentence)
        if not labels:
            visible = self.view.visible_range
            labels = self._labels(Range(min(sentence.end, visible.end), visible.end))[:1]
        if not labels:
            self.say("No footnote here")
            return
        at = 0
        if self.shown and self._last is not None and self._last[0] == sentence:
            at = (self._last[1] + 1) % len(labels)
        self._last = (sentence, at)
        self.show(labels[at])

    def _labels(self, area: Range) -> list[str]:
        """The labels that are referred to within a range, in order."""
        opened = self.session.open
        return [
            mark.target
            for block in (opened.article.blocks if opened is not None else ())
            if block.start < area.end and area.start < block.end
            for mark in block.marks
            if mark.kind == "footnote_ref" and area.overlaps(Range(mark.start, mark.end))
        ]

    def _blocks(self, label: str) -> list[Block]:
        opened = self.session.open
        blocks = opened.article.blocks if opened is not None else ()
        return [block for block in blocks if block.kind == "footnote" and block.label == label]

    def show(self, label: str) -> None:
        """Show a footnote below the text."""
        opened, blocks = self.session.open, self._blocks(label)
        if opened is None or not blocks:
            self.say("The page has no such footnote")
            return
        self._label = label
        first = self.desk.keymap.first
        lines = [line for block in blocks for line in block.of(opened.article.text).split("\n")]
        hint = f"{first('footnote.go')} goes there   {first('footnote.copy')} copies   Esc close"
        self.desk.deeds.peeking.show("footnote", f"Footnote {label}", lines, hint)

    def go(self) -> None:
        """To where the footnote stands; the way back is that of every jump."""
        blocks = self._blocks(self._label)
        self.desk.deeds.peeking.hide()
        if blocks:
            self.reading.jump(blocks[0].start, flash=Range(blocks[0].start, blocks[0].end))
            self.say(f"{self.desk.keymap.first('article.back')} back to the text")

    def copy(self) -> None:
        blocks, opened = self._blocks(self._label), self.session.open
        self.desk.deeds.peeking.hide()
        if opened is not None:
            self.to_clipboard("\n".join(block.of(opened.article.text) for block in blocks), "Footnote")

    def cancel(self) -> None:
        self.desk.deeds.peeking.hide()
