"""Deeds on what cleaning got wrong: a block put back into the article or taken out of it, and rules for its site.

Cleaning the article anew may take a moment, so it is done beside the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import NotFound
from reader.terminal import printable_line
from reader.tui.deeds.panels import RowDeeds
from reader.tui.widgets.chooser import Choice, Chooser

if TYPE_CHECKING:
    from reader.library.remaking import Remade
    from reader.library.sites import SiteOffer

__all__ = ["RemovedDeeds"]

_SHOWN = 50


class RemovedDeeds(RowDeeds):
    """`removed.*`, and those of `article.*` that are their like."""

    def put_back(self) -> None:
        """The block of the receipt under the cursor, back into the article."""
        kind, name = self.row
        opened = self.session.open
        if kind != "removed" or opened is None:
            return
        receipt = opened.article.removed[int(name)]
        self._change("Put back", receipt.text, lambda: self.library.put_back(opened.record.id, receipt))

    def look(self) -> None:
        """A receipt in full where it is cut; again, where it stood."""
        self.desk.deeds.panel.go()

    def take_out(self) -> None:
        opened = self.session.open
        if opened is None:
            return
        block = opened.article.block_at(self.reading.at_hand.start)
        if block is None:
            self.say("There is no paragraph here")
            return
        text, start = block.of(opened.article.text), block.start
        self._change("Taken out", text, lambda: self.library.take_out(opened.record.id, start))

    def _change(self, done: str, text: str, work: Callable[[], Remade]) -> None:
        shown = printable_line(text, _SHOWN)

        def follow(remade: Remade) -> None:
            self.view.clear_selection()
            self.reading.reload_marks()
            words = f"{done}: “{shown}”"
            if remade.orphans:
                words += f" · {remade.orphans} highlights lost their text"
            site = (
                f" · {self.desk.keymap.first('article.site_rule')} for the whole site"
                if remade.article.site
                else ""
            )
            self.done(f"{words}{site}")

        self.say(f"{done} …")
        self.desk.beside(work, follow, "cleaning")

    # -- for the whole site ------------------------------------------------------------------------------

    def site_rule(self) -> None:
        """What was done to this article by hand, as rules for its site to choose from; the chosen one is written."""
        opened = self.session.open
        if opened is None:
            return
        article_id = opened.record.id
        self.say("Looking at the page …")
        self.desk.beside(lambda: self._offers(article_id), self._choose_offer, "site rule")

    def _offers(self, article_id: str) -> list[tuple[str, SiteOffer | str]]:
        """For each edit, last first, how its block begins, and the rule that it would be or why it is none."""
        found: list[tuple[str, SiteOffer | str]] = []
        for edit in reversed(self.library.edits(article_id)):
            try:
                found.append((edit.text, self.library.offer_rule(article_id, edit)))
            except NotFound as error:
                found.append((edit.text, str(error)))
        return found

    def _choose_offer(self, offers: list[tuple[str, SiteOffer | str]]) -> None:
        first = self.desk.keymap.first
        if not offers:
            self.say(
                f"Nothing to make a rule of: {first('article.take_out')} takes a paragraph out, "
                f"{first('panel.removed')} puts one back"
            )
            return
        rules = {str(number): (text, offer) for number, (text, offer) in enumerate(offers)}
        choices = [
            Choice(key, f"{offer.key} {offer.selector}", text)
            for key, (text, offer) in rules.items()
            if not isinstance(offer, str)
        ]
        self.say("")
        if not choices:
            self.say(next(offer for _, offer in offers if isinstance(offer, str)))
            return
        host = next(offer.host for _, offer in offers if not isinstance(offer, str))

        def chosen(key: str | None) -> None:
            offer = rules[key][1] if key is not None else ""
            if not isinstance(offer, str):
                path = self.desk.attempt(lambda: self.library.keep_rule(offer))
                if path is not None:
                    self.say(f"Written for {offer.host}: {offer.key} {offer.selector} · {path.name}")

        self.desk.app.push_screen(Chooser(f"On all pages of {host}", choices), chosen)
