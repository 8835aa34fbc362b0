"""Deeds that look something up without leaving the place: who is this, told from what was read already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Range
from reader.errors import NotFound
from reader.insight.values import Entity
from reader.tui.deeds.base import Deeds
from reader.tui.introductions import introduced, named_in

if TYPE_CHECKING:
    from reader.library.library import Dossier, Library
    from reader.tui.desk import Desk
    from reader.tui.widgets.peek import Peek

__all__ = ["Peeking"]

_ARTICLES = 6
"""Titles that are named at the most."""


class Peeking(Deeds):
    """The lines below the text, and who a name is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._peek: Peek | None = None
        self._about = ""
        self._last: tuple[Range, int] | None = None
        """The sentence of the last question and the number of the entity that was told of."""

    # -- the lines ---------------------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """What kind of thing is shown; empty for nothing."""
        return self._about if self._peek is not None and self._peek.display else ""

    def show(self, about: str, heading: str, lines: Sequence[str], hint: str) -> None:
        """Show lines below the text, which makes room without moving."""
        if self._peek is None:
            from reader.tui.widgets.peek import Peek

            self._peek = Peek(id="peek")
            self.desk.mount(self._peek, before=self.desk.bottom_line)
        self._about = about
        self._peek.show(heading, lines, hint)
        here = self.reading.at_hand.start
        later = self.desk.call_after_refresh
        later(lambda: later(lambda: self._keep_in_sight(here)))
        self.desk.refresh_bars()

    def _keep_in_sight(self, offset: int) -> None:
        """The lines may have covered what they are about."""
        if self.shown and offset not in self.view.visible_range:
            self.view.go_to(offset, at="visible")

    def hide(self) -> bool:
        """Take them away; whether there were any."""
        if not self.shown or self._peek is None:
            return False
        self._peek.display = False
        self._last = None
        self.desk.refresh_bars()
        return True

    # -- who is this -------------------------------------------------------------------------------------

    def who(self) -> None:
        """The name at hand: what was said where it first stood, and where else it stands. Again: the next one."""
        opened = self.session.open
        if opened is None:
            return
        if opened.insight is None:
            self.say("Names are still being looked for")
            return
        selected, sentence = self.view.selection, self.view.sentence
        area = sentence
        if selected is not None:
            area = Range(min(selected.start, sentence.start), max(selected.end, sentence.end))
        numbers = named_in(opened.entities, area, selected)
        if not numbers:
            self.hide()
            self.say("No name in this sentence")
            return
        at = 0
        if self.shown == "who" and self._last is not None and self._last[0] == area:
            at = (numbers.index(self._last[1]) + 1) % len(numbers) if self._last[1] in numbers else 0
        entity = opened.entities[numbers[at]]
        self._last = (area, numbers[at])
        told = self._introduction(entity, area)
        self._tell(entity, told, "Looking through the library …", len(numbers))
        library, record, last = self.library, opened.record.id, self._last
        self.desk.beside(
            lambda: _elsewhere(library, entity.name, record),
            lambda words: self._tell(entity, told, words, len(numbers)) if self._last == last else None,
            "peek",
        )

    def page(self) -> None:
        """The page of the name that was told of last, else of the first one in the sentence at hand."""
        opened = self.session.open
        if opened is None or opened.insight is None:
            self.say("Names are still being looked for")
            return
        if self.shown == "who" and self._last is not None:
            number = self._last[1]
        else:
            numbers = named_in(opened.entities, self.view.sentence, self.view.selection)
            if not numbers:
                self.say("No name in this sentence")
                return
            names = [n for n in numbers if opened.entities[n].kind not in ("date", "quantity", "money")]
            number = (names or numbers)[0]
        self.hide()
        self.desk.deeds.person.open_page_of(opened.entities[number])

    def _introduction(self, entity: Entity, area: Range) -> str:
        """The sentence in which the name was first given in full, of those that were read before this place."""
        opened = self.session.open
        assert opened is not None
        first = introduced(entity, opened.article.text, area.start)
        if first is None:
            return "First named here."
        return "First named: " + self.reading.passage(self.view.sentence_at(first.start))

    def _tell(self, entity: Entity, told: str, elsewhere: str, count: int) -> None:
        mentions = len(entity.mentions)
        heading = (
            f"{entity.name} · {entity.kind} · {mentions} {'mention' if mentions == 1 else 'mentions'} here"
        )
        first = self.desk.keymap.first
        more = f"{first('article.who')} next name of this sentence   " if count > 1 else ""
        page = f"{first('article.page')} the page of this name   "
        self.show("who", heading, [told, elsewhere], f"{more}{page}Esc close")


def _elsewhere(library: Library, name: str, article_id: str) -> str:
    """The other articles of the library that name it."""
    try:
        dossier: Dossier = library.who(name)
    except NotFound:
        return "In no other article of the library."
    titles = [found.article.title for found in dossier.appearances if found.article.id != article_id]
    if not titles:
        return "In no other article of the library."
    more = f" · and {len(titles) - _ARTICLES} more" if len(titles) > _ARTICLES else ""
    articles = "1 other article" if len(titles) == 1 else f"{len(titles)} other articles"
    return f"In {articles}: {' · '.join(titles[:_ARTICLES])}{more}"
