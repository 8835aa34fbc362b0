"""Deeds of the search screen: ask while typing, narrow by what the answers share, open at the exact place, come back to
the same line."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Range
from reader.search.completion import Completion
from reader.search.facets import Facets
from reader.search.listing import as_typed
from reader.search.matching import find_in_text
from reader.search.query import QueryError, parse
from reader.search.values import Hit
from reader.terminal import printable_line
from reader.tui.deeds.base import Deeds
from reader.tui.facets import narrowed
from reader.tui.widgets.chooser import Choice, Chooser
from reader.tui.widgets.query_pane import QueryPane

__all__ = ["SearchDeeds"]

ANSWERS = 200


class SearchDeeds(Deeds):
    """`search.*`"""

    _facets: Facets | None = None

    # -- asking ------------------------------------------------------------------------------------------

    def asked(self, words: str) -> None:
        """Look for the words beside the screen; only the last question is answered."""
        query, pane = words.strip(), self.desk.search
        if not query:
            self.session.hits.query, self.session.hits.hits = "", ()
            self.session.hits.before.clear()
            pane.show_facets(None)
            pane.show((), "Type to search titles, text, highlights, notes, names and quotes.")
            return
        typed = query if words[-1:].isspace() else as_typed(query)  # whether typed now or asked again
        try:
            parse(typed)
        except QueryError as error:
            pane.complain(str(error), error.position + len(words) - len(words.lstrip()))
            return
        library = self.library
        self.desk.beside(
            lambda: library.search(typed, limit=ANSWERS),
            lambda hits: self._answered(query, typed, hits),
            "search",
        )

    def _answered(self, query: str, typed: str, hits: Sequence[Hit]) -> None:
        if self.desk.search.words.strip() != query:
            return
        answers = self.session.hits
        answers.query, answers.hits, answers.cursor = query, tuple(hits), 0
        self._draw(self._told(len(hits), query))
        library = self.library
        self.desk.beside(lambda: library.facets(typed), lambda found: self._counted(query, found), "facets")

    def _counted(self, query: str, facets: Facets) -> None:
        """What the answers have in common has been counted: all of them, not only those that are shown."""
        if self.session.hits.query != query:
            return
        self._facets = facets
        self.desk.search.show_facets(facets)
        shown = len(self.session.hits.hits)
        if facets.total > shown:
            more = "" if facets.complete else "+"
            self.desk.search.tell(f"{facets.total:,}{more} found, the best {shown} shown")

    def _told(self, count: int, query: str) -> str:
        if count:
            return f"{count}{'+' if count == ANSWERS else ''} found"
        return self._nothing(query)

    def _draw(self, told: str) -> None:
        answers = self.session.hits
        pane = self.desk.search
        pane.show(answers.hits, told, by_article=answers.by_article)
        if not answers.hits:
            pane.show_facets(None)

    def _nothing(self, query: str) -> str:
        """What to do where nothing was found."""
        if query == "in:notes":
            return f"No notes yet. In an article {self.desk.keymap.first('article.note')} writes one."
        if self.session.hits.before:
            return f"Nothing found. {self.desk.keymap.first('search.widen')} widens again."
        return "Nothing found. Fewer words find more."

    def complete(self, pane: QueryPane, words: str, at: int) -> None:
        """Look beside the screen how the words may go on."""
        if not words.strip() or words[:at][-1:].isspace():
            pane.offer(words, Completion(at, at))
            return
        library = self.library
        self.desk.beside(
            lambda: library.complete(words, at), lambda found: pane.offer(words, found), "completion"
        )

    # -- narrowing and grouping --------------------------------------------------------------------------

    def narrow(self, digit: str = "") -> None:
        """Only what stands behind a digit; without one, what is chosen."""
        if not digit:
            self.facets()
            return
        found = self.desk.search.narrowings
        index = int(digit) - 1
        if index < len(found):
            self._narrow_to(index)

    def _narrow_to(self, index: int) -> None:
        pane = self.desk.search
        self.session.hits.before.append(pane.words)
        pane.put(narrowed(pane.words, pane.narrowings[index]))

    def widen(self) -> None:
        """As it was before narrowing."""
        before = self.session.hits.before
        if before:
            self.desk.search.put(before.pop())
        else:
            self.say("Nothing was narrowed")

    def facets(self) -> None:
        """Choose out of all that can be narrowed to."""
        choices = [
            Choice(str(index), item.words, f"{item.count:,}", item.group)
            for index, item in enumerate(self.desk.search.narrowings)
        ]
        choices.sort(key=lambda choice: _GROUP_ORDER.index(choice.group))

        def chosen(key: str | None) -> None:
            if key is not None:
                self._narrow_to(int(key))

        self.desk.app.push_screen(
            Chooser("Narrow to", choices, hint="Enter narrows   Esc close", empty="Nothing to narrow to."),
            chosen,
        )

    def group(self) -> None:
        """Below their articles, or by worth alone; the cursor stays on its answer."""
        answers, pane = self.session.hits, self.desk.search
        answers.by_article = not answers.by_article
        key = pane.list.cursor_key
        pane.show(
            answers.hits, self._told(len(answers.hits), answers.query), key=key, by_article=answers.by_article
        )
        self.say("Grouped by article" if answers.by_article else "The best first")

    # -- going there -------------------------------------------------------------------------------------

    def open(self) -> None:
        """Go to the place of the hit, light it and its like, and let `n` step through them."""
        hit = self.session.hits.current
        if hit is None:
            return
        place = Range(hit.start, hit.end) if hit.start is not None and hit.end is not None else None
        self.desk.open_article(
            hit.article_id, at=place.start if place else None, flash=place, came_from="search"
        )
        if place is not None:
            self._light(hit, place)
        elif hit.kind == "note" and self.session.open is not None:
            self.desk.ways.show_in_notes(f"note:{hit.item_id}")

    def _light(self, hit: Hit, place: Range) -> None:
        """All places of the article that the query finds, beginning with the one that was chosen."""
        opened = self.session.open
        if opened is None or hit.kind in ("highlight", "note", "quote"):
            return
        text, words = opened.article.text, place.of(opened.article.text)
        if hit.kind == "article":
            every = find_in_text(text, parse(as_typed(self.session.hits.query)))
        else:
            every = find_in_text(text, words)
        if place not in every:
            every = sorted({*every, place})
        self.reading.step_through(every, words, start=every.index(place))

    def who(self) -> None:
        """The page of the name that was found, or of who is quoted."""
        hit = self.session.hits.current
        if hit is not None and hit.name:
            self.desk.deeds.person.open_page(hit.name)
        else:
            self.say("No name here: names and quotes have one")

    def edit(self) -> None:
        self.desk.search.ask()

    def delete(self) -> None:
        """A note or a highlight into the trash, from the list of answers."""
        hit = self.session.hits.current
        if hit is None or hit.kind not in ("note", "highlight"):
            self.say("Only notes and highlights can be put into the trash here")
            return
        self.library.delete([hit.item_id])
        self.asked(self.desk.search.words)
        self.done(f"{hit.kind.capitalize()} into the trash")

    def copy(self) -> None:
        hit = self.session.hits.current
        if hit is not None:
            self.to_clipboard(printable_line(hit.context, 2000), "Line")


_GROUP_ORDER = ("Kind", "Tag", "Name", "Site", "Year")
