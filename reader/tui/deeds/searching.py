"""Deeds of the search screen: ask while typing, open at the exact place, come back to the same line."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Range
from reader.search.values import Hit
from reader.tui.deeds.base import Deeds

__all__ = ["SearchDeeds"]

ANSWERS = 200


class SearchDeeds(Deeds):
    """`search.*`"""

    def asked(self, words: str) -> None:
        """Look for the words beside the screen; only the last question is answered."""
        query = words.strip()
        if not query:
            self.session.hits.query, self.session.hits.hits = "", ()
            self.desk.search.show((), "Type to search titles, text, highlights, notes, names and quotes.")
            return
        library = self.library
        self.desk.beside(
            lambda: library.search(query, limit=ANSWERS), lambda hits: self._answered(query, hits), "search"
        )

    def _answered(self, query: str, hits: Sequence[Hit]) -> None:
        if self.desk.search.words.strip() != query:
            return
        answers = self.session.hits
        answers.query, answers.hits, answers.cursor = query, tuple(hits), 0
        count = len(hits)
        told = f"{count}{'+' if count == ANSWERS else ''} found" if count else self._nothing(query)
        self.desk.search.show(hits, told)

    def _nothing(self, query: str) -> str:
        """What to do where nothing was found."""
        if query == "in:notes":
            return f"No notes yet. In an article {self.desk.keymap.first('article.note')} writes one."
        return "Nothing found. Fewer words find more."

    def open(self) -> None:
        """Go to the place of the hit, light it and its like, and let `n` step through them."""
        hit = self.session.hits.current
        if hit is None:
            return
        place = Range(hit.start, hit.end) if hit.start is not None and hit.end is not None else None
        if self.session.open is not None and self.session.open.record.id == hit.article_id:
            self.session.place = "article"
            self.session.came_from = "search"
        self.desk.open_article(
            hit.article_id, at=place.start if place else None, flash=place, came_from="search"
        )
        if place is not None:
            self._light(hit, place)
        elif hit.kind == "note" and self.session.open is not None:
            self.session.panels.show("notes")
            self.desk.lay_out()
            panel = self.desk.panel_of("notes")
            if panel is not None:
                panel.list.focus()
                panel.list.move_to_key(f"note:{hit.item_id}")

    def _light(self, hit: Hit, place: Range) -> None:
        """All places of the words that matched, beginning with the one that was chosen."""
        opened = self.session.open
        if opened is None or hit.kind in ("highlight", "note", "quote"):
            return
        words = place.of(opened.article.text)
        every = _places(opened.article.text, words) if words.strip() else [place]
        start = every.index(place) if place in every else 0
        self.reading.step_through(every if place in every else [place], words, start=start)

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
            self.to_clipboard(hit.context, "Line")


def _places(text: str, words: str) -> list[Range]:
    """Every place of some words, whatever their case; offsets in `text` itself."""
    import re

    return [Range(*match.span()) for match in re.finditer(re.escape(words), text, re.IGNORECASE)]
