"""Deeds of the text: moving in it, finding, opening what it points to, and marking the sentence at hand."""

from __future__ import annotations

from reader.library.records import COLOURS
from reader.terminal import printable_line
from reader.terminal.addresses import told_address
from reader.tui.deeds.marking import Marking
from reader.tui.session import Place

__all__ = ["ArticleDeeds"]

NARROWEST, WIDEST = 40, 120
_OPENABLE = ("https://", "http://", "mailto:")


class ArticleDeeds(Marking):
    """`article.*`"""

    # -- moving ------------------------------------------------------------------------------------------

    def line_down(self) -> None:
        self.view.line(1)

    def line_up(self) -> None:
        self.view.line(-1)

    def half_down(self) -> None:
        self.view.half_page(1)

    def half_up(self) -> None:
        self.view.half_page(-1)

    def page_down(self) -> None:
        self.view.page(1)

    def page_up(self) -> None:
        self.view.page(-1)

    def top(self) -> None:
        self.reading.leave()
        self.view.top()

    def bottom(self) -> None:
        self.reading.leave()
        self.view.bottom()

    def sentence_next(self) -> None:
        self.view.sentence_step(1)

    def sentence_previous(self) -> None:
        self.view.sentence_step(-1)

    def paragraph_next(self) -> None:
        self.view.paragraph_step(1)

    def paragraph_previous(self) -> None:
        self.view.paragraph_step(-1)

    def heading_next(self) -> None:
        self.reading.leave()
        self.view.heading_step(1)

    def heading_previous(self) -> None:
        self.reading.leave()
        self.view.heading_step(-1)

    def quote_next(self) -> None:
        self._layer("quote", 1)

    def quote_previous(self) -> None:
        self._layer("quote", -1)

    def entity_next(self) -> None:
        self._layer("entity", 1)

    def entity_previous(self) -> None:
        self._layer("entity", -1)

    def highlight_next(self) -> None:
        self._layer("highlight", 1)

    def highlight_previous(self) -> None:
        self._layer("highlight", -1)

    def note_next(self) -> None:
        self._layer("note", 1)

    def note_previous(self) -> None:
        self._layer("note", -1)

    def _layer(self, name: str, way: int) -> None:
        found = self.view.layer_step(name, way)
        if found is None:
            word = {"quote": "quote", "entity": "name", "highlight": "highlight", "note": "note"}[name]
            self.say(f"No further {word} that way")
            return
        self.light_rows((found.key,))
        self.tell_of((found.key,))

    # -- other articles and places -----------------------------------------------------------------------

    def next(self) -> None:
        self._neighbour(1, unread=False)

    def previous(self) -> None:
        self._neighbour(-1, unread=False)

    def next_unread(self) -> None:
        self._neighbour(1, unread=True)

    def _neighbour(self, way: int, *, unread: bool) -> None:
        opened = self.session.open
        found = self.session.list.neighbour(opened.record.id, way, unread=unread) if opened else None
        if found is None:
            self.say("No unread article after this one" if unread else "No article that way in the list")
            return
        self.reading.leave()
        self.desk.open_article(found.id)

    def set_mark(self, letter: str = "") -> None:
        """Remember this place under a letter."""
        if self.session.open is not None and letter:
            self.session.open.marks[letter] = self.view.top_offset
            self.say(f"Mark {letter} set · '{letter} comes back here")

    def go_mark(self, letter: str = "") -> None:
        """Back to the place of a letter."""
        marks = self.session.open.marks if self.session.open is not None else {}
        if letter in marks:
            self.reading.leave()
            self.view.go_to(marks[letter], at="top")
        else:
            self.say(f"No mark {letter}: m{letter} sets it")

    def back(self) -> None:
        self._travel(self.session.history.back(self.reading.here), "before")

    def forward(self) -> None:
        self._travel(self.session.history.forward(self.reading.here), "after")

    def _travel(self, place: Place | None, word: str) -> None:
        if place is None:
            self.say(f"No place {word} this one")
        elif self.session.open is not None and place.article_id == self.session.open.record.id:
            self.view.go_to(place.offset, at="top")
        else:
            self.desk.open_article(place.article_id, at=place.offset)

    # -- finding -----------------------------------------------------------------------------------------

    def find(self) -> None:
        """Light what is typed, while it is typed."""
        self.desk.ask("find", "/", placeholder="find in this article; / first: a regular expression")

    def find_next(self) -> None:
        self.reading.step(1)

    def find_previous(self) -> None:
        self.reading.step(-1)

    def find_word(self) -> None:
        """Every place of the selection, or of the first name in the sentence at hand."""
        opened = self.session.open
        if opened is None:
            return
        if self.view.selection is not None:
            words = " ".join(self.reading.passage(self.view.selection).split())
            self.view.clear_selection()
            self.reading.find(words)
            self.reading.step(1)
            return
        sentence = self.view.sentence
        for index, entity in enumerate(opened.entities):
            inside = [number for number, mention in enumerate(entity.mentions) if mention.overlaps(sentence)]
            if inside:
                start = (inside[0] + 1) % len(entity.mentions)
                self.reading.leave()
                self.reading.step_through(entity.mentions, entity.name, f"entity:{index}", start)
                return
        self.say("No name in this sentence: select words with v, then *")

    # -- the view ----------------------------------------------------------------------------------------

    def zen(self) -> None:
        self.desk.toggle_zen()

    def wider(self) -> None:
        self.set_width(self.view.column_width + 4)

    def narrower(self) -> None:
        self.set_width(self.view.column_width - 4)

    def width_reset(self) -> None:
        self.set_width(72)

    def set_width(self, width: int) -> None:
        """The column's width in cells, kept."""
        width = max(NARROWEST, min(WIDEST, width))
        self.view.column_width = width
        self.desk.app.keep_setting("column_width", width)  # type: ignore[attr-defined]
        self.say(f"{width} characters to a line")

    def names_lit(self) -> None:
        self.say("Names are lit" if self.view.toggle_layer("entity") else "Names are not lit")

    def quotes_lit(self) -> None:
        lit = self.view.toggle_layer("quote")
        self.view.toggle_layer("phrase", lit)
        self.say("Quotes are lit" if lit else "Quotes are not lit")

    # -- pointing elsewhere ------------------------------------------------------------------------------

    def links(self) -> None:
        """A letter on every link of the screen; the letter shows its address, and Enter then opens it."""
        self.desk.deeds.hinting.begin("link")

    def original(self) -> None:
        """The page itself, in the browser."""
        if self.session.open is not None:
            facts = self.session.open.article.metadata
            self.open_address(self.session.open.record.url or facts.canonical_url or facts.url)

    def open_address(self, address: str) -> None:
        """Open a web address or write to a mail address; nothing else is ever opened."""
        if not address:
            self.say("No address is known: it came from a file")
        elif address.lower().startswith(_OPENABLE):
            self.desk.app.open_url(address)
            self.say(f"Opened {told_address(address)}")
        else:
            self.desk.say(
                f"Not opened, since it is no web address: {printable_line(address, 60)}", wrong=True
            )

    def clicked(self, keys: tuple[str, ...], link: str, footnote: str = "") -> None:
        """A click on something lit lights its row; one on a link says where it leads, one on a sign for a footnote
        shows it."""
        if footnote:
            self.desk.deeds.footnote.show(footnote)
        elif keys:
            self.light_rows(keys)
            self.tell_of(keys)
        elif link:
            self.say(f"{told_address(link)} · {self.desk.keymap.first('article.links')} opens links")

    def light_rows(self, keys: tuple[str, ...]) -> None:
        """Put the panels' cursors onto the rows of what is lit in the text."""
        for key in keys:
            for panel in self.desk.panels:
                if panel.display and panel.list.move_to_key(key):
                    panel.list.light(key)

    def tell_of(self, keys: tuple[str, ...]) -> None:
        """Say what the first of the keys is."""
        opened = self.session.open
        kind, _, name = keys[0].partition(":")
        if opened is None:
            return
        if kind == "entity":
            entity = opened.entities[int(name)]
            count = len(entity.mentions)
            self.say(f"{entity.name} · {entity.kind} · {count} {'mention' if count == 1 else 'mentions'}")
        elif kind == "quote":
            quote = opened.quotes[int(name)]
            if quote.kind == "speech":
                self.say(f"said by {quote.speaker}" if quote.speaker else "a quote; the speaker is not known")
            else:
                self.say("quoted words")
        elif kind == "highlight":
            notes = opened.notes_on(name)
            self.say(f"✎ {notes[0].text}" if notes else "highlight · a adds a note, c changes its colour")

    # -- marking the sentence at hand --------------------------------------------------------------------

    def select(self) -> None:
        self.view.begin_selection("sentence")

    def select_paragraph(self) -> None:
        self.view.begin_selection("paragraph")

    def enter(self) -> None:
        """The next place of what is stepped through; else nothing is changed, and what can be is said."""
        if self.reading.stepping:
            self.reading.step(1)
            return
        first = self.desk.keymap.first
        self.say(
            f"{first('article.select')} selects this sentence, {first('article.highlight')} highlights it"
        )

    def highlight(self) -> None:
        self.highlight_range(self.view.sentence)

    def letters(self) -> None:
        """A letter on every sentence of the screen; the letter highlights it."""
        self.desk.deeds.hinting.begin("sentence")

    def who(self) -> None:
        """The name at hand, told from what was read already."""
        self.desk.deeds.peeking.who()

    def footnote(self) -> None:
        """The footnote that the sentence at hand refers to."""
        self.desk.deeds.footnote.next_of_sentence()

    def page(self) -> None:
        """The page of the name at hand."""
        self.desk.deeds.peeking.page()

    def note(self) -> None:
        """On the highlight at hand, else on the article."""
        mark = self.reading.highlight_at_hand
        self.edit_note(mark)

    def colour(self) -> None:
        """The next colour for the highlight at hand."""
        mark = self.reading.highlight_at_hand
        if mark is None:
            self.say("No highlight here: gh makes one of the sentence")
            return
        colour = COLOURS[(COLOURS.index(mark.colour) + 1) % len(COLOURS)]
        self.library.recolour(mark.id, colour)
        self.reading.reload_marks()
        self.done(f"{colour.capitalize()} · c next colour")

    def delete_highlight(self) -> None:
        mark = self.reading.highlight_at_hand
        if mark is None:
            self.say("No highlight here")
            return
        self.library.delete_highlight(mark.id)
        self.reading.reload_marks()
        self.done("Highlight into the trash")

    def take_out(self) -> None:
        """The paragraph at hand, out of the article."""
        self.desk.deeds.removed.take_out()

    def site_rule(self) -> None:
        """What was put back or taken out, as a rule for the site."""
        self.desk.deeds.removed.site_rule()

    def copy(self) -> None:
        self.copy_range(self.reading.at_hand)

    def cite(self) -> None:
        self.copy_range(self.reading.at_hand, cite=True)
