"""Deeds of letters: a letter on every sentence, quote, name or link of the screen, and what its letter does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.article import Range
from reader.terminal.addresses import told_address
from reader.tui.deeds.base import Deeds
from reader.tui.deeds.marking import Marking
from reader.tui.hints import Hint, HintKind, Hints, lettered

if TYPE_CHECKING:
    from reader.tui.desk import Desk

__all__ = ["HintingDeeds", "LinkDeeds"]

_MARKED: tuple[HintKind, ...] = ("sentence", "quote", "name")
"""What letters highlight, in the order in which one takes the place of the other."""


class HintingDeeds(Marking):
    """`hinting.*`: active from the key that puts the letters there until one is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._hints: Hints | None = None

    @property
    def active(self) -> bool:
        """Whether letters stand on the screen."""
        return self._hints is not None

    def begin(self, kind: HintKind) -> None:
        """Put letters on what is on the screen; where there is nothing of the kind, say so."""
        hints = lettered(kind, self._places(kind))
        if not hints.hints:
            self.leave()
            self.say(f"No {kind} on the screen")
            return
        self._show(hints)
        self.say("Show the address of which link?" if kind == "link" else f"Highlight which {kind}?")

    def _places(self, kind: HintKind) -> list[tuple[Range, str]]:
        """What of a kind is on the screen, each with its address if it is a link."""
        opened, visible = self.session.open, self.view.visible_range
        if opened is None:
            return []
        if kind == "link":
            return [
                (Range(mark.start, mark.end), mark.target)
                for block in opened.article.blocks
                if block.start < visible.end and visible.start < block.end
                for mark in block.marks
                if mark.kind == "link"
                and mark.target
                and visible.overlaps(Range(mark.start, mark.end))
                and self.view.shows(mark.start)
            ]
        if kind == "sentence":
            found = self.view.visible_sentences
        elif kind == "quote":
            found = [Range(quote.start, quote.end) for quote in opened.quotes]
        else:
            found = [mention for entity in opened.entities for mention in entity.mentions]
        return [
            (place, "")
            for place in dict.fromkeys(found)
            if place.overlaps(visible) and self.view.shows(place.start)
        ]

    def _show(self, hints: Hints) -> None:
        top = self.view.visible_range.start
        self._hints = hints
        self.view.set_hints((max(place.start, top), letters) for place, letters in hints.waiting())
        self.desk.bottom_line.show_pending(hints.typed)

    def leave(self) -> bool:
        """Take the letters away; whether there were any."""
        was = self.active
        if was:
            self._hints = None
            self.view.set_hints(())
            self.desk.bottom_line.show_pending("")
            self.say("")
        return was

    def moved(self) -> None:
        """Other text is on the screen: it has letters, too."""
        if self._hints is not None and not self._hints.typed:
            hints = lettered(self._hints.kind, self._places(self._hints.kind))
            if hints != self._hints:
                self._show(hints)

    def take(self, stroke: str) -> bool:
        """Take a letter; whether it was one for here."""
        hints = self._hints
        if hints is None or len(stroke) != 1 or not "a" <= stroke <= "z" or stroke == "q":
            return False
        led = hints.after(stroke)
        if isinstance(led, Hints):
            self._show(led)
        elif led is None:
            self.say(f"No {hints.kind} has {hints.typed}{stroke}")
        else:
            self._choose(hints.kind, led)
        self.desk.refresh_bars()
        return True

    def _choose(self, kind: HintKind, hint: Hint) -> None:
        self.leave()
        if kind == "link":
            self.desk.deeds.link.show(hint.target)
            return
        self.view.take_sentence_at(hint.place.start)
        self.desk.attempt(lambda: self.highlight_range(hint.place))

    def turn(self) -> None:
        """Letters on the next kind of which something is on the screen: sentences, quotes, names."""
        if self._hints is None:
            return
        at = _MARKED.index(self._hints.kind) if self._hints.kind in _MARKED else -1
        following = (*_MARKED[at + 1 :], *_MARKED[: at + 1])
        self.begin(next((kind for kind in following if self._places(kind)), following[0]))

    def enter(self) -> None:
        """What is at hand: the sentence, or the first of its quotes, names or links; else the first of all."""
        if self._hints is None:
            return
        here = self.view.sentence
        hints = self._hints.hints
        self._choose(self._hints.kind, next((hint for hint in hints if hint.place.overlaps(here)), hints[0]))

    def cancel(self) -> None:
        self.leave()


class LinkDeeds(Deeds):
    """`link.*`: a link whose whole address is shown; nothing is opened before it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._address = ""

    @property
    def address(self) -> str:
        """The address that is shown; empty for none."""
        return self._address if self.desk.deeds.peeking.shown == "link" else ""

    def show(self, address: str) -> None:
        """Show where a link leads."""
        self._address = address
        first = self.desk.keymap.first
        told = told_address(address)
        hint = f"{first('link.open')} opens it in the browser   {first('link.copy')} copies   "
        self.desk.deeds.peeking.show(
            "link",
            "This link leads to",
            [told.text, *told.warnings],
            f"{hint}{first('link.save')} saves the page   Esc close",
        )

    def open(self) -> None:
        self._take(self.desk.deeds.article.open_address)

    def copy(self) -> None:
        self._take(lambda address: self.to_clipboard(address, "Address"))

    def save(self) -> None:
        """The page that it leads to, into the library."""
        if self.address.lower().startswith(("http://", "https://")):
            self._take(lambda address: self.desk.deeds.prompt.submitted("add", address))
        else:
            self.desk.say("Not saved, since it is no web address", wrong=True)

    def _take(self, deed: Callable[[str], None]) -> None:
        address = self.address
        self.desk.deeds.peeking.hide()
        if address:
            deed(address)

    def cancel(self) -> None:
        self.desk.deeds.peeking.hide()
