"""Deeds of review: keep, snooze and retire old highlights, and look them up where they stand."""

from __future__ import annotations

import datetime

from reader.article import Range
from reader.library.review import Answer, Review
from reader.tui import cards
from reader.tui.deeds.marking import Marking
from reader.tui.rows import BuiltRows
from reader.tui.widgets.note_editor import NoteTarget

__all__ = ["ReviewDeeds"]

A_DAY = 5
"""Highlights that come back on one day, until more are asked for."""


class ReviewDeeds(Marking):
    """`review.*`"""

    _count = A_DAY
    _review: Review | None = None

    def refresh(self) -> None:
        """Read what comes back today, beside the screen."""
        library, count = self.library, self._count
        self.desk.beside(lambda: library.review(count), self._show, "review")

    def _show(self, review: Review) -> None:
        self._review = review
        year, key = datetime.date.today().year, self.desk.keymap.first
        rows = BuiltRows(lambda width: cards.card_rows(review, width, year=year, key=key))
        pane = self.desk.review
        pane.show_rows(rows, cards.told(review), key=pane.list.cursor_key, cursor=pane.list.cursor)
        self.desk.refresh_bars()

    @property
    def _current(self) -> str:
        """The id of the highlight under the cursor; empty for none."""
        return self.desk.review.list.cursor_key.partition(":")[2]

    def keep(self) -> None:
        """Worth having: it comes back after about twice the time."""
        self._answer("keep")

    def snooze(self) -> None:
        """Not now: in a few days, without counting as kept."""
        self._answer("snooze")

    def retire(self) -> None:
        """Known well, or no longer of worth: it does not come back."""
        self._answer("retire")

    def _answer(self, answer: Answer) -> None:
        if not self._current:
            self.say("Nothing to look at again now")
            return
        day = self.library.answer_review(self._current, answer)
        words = {"keep": "Kept", "snooze": "Snoozed", "retire": "Retired"}[answer]
        self.done(f"{words}: comes back on {day}" if day else f"{words}: does not come back")
        self.refresh()

    def more(self) -> None:
        """Five more than a day brings."""
        self._count = (self._review.answered if self._review is not None else 0) + A_DAY
        self.refresh()

    def open(self) -> None:
        """To where it stands."""
        if self._current:
            mark = self.library.find_highlight(self._current)
            place = Range(mark.start, mark.end)
            self.desk.open_article(mark.article, at=mark.start, flash=place, came_from="review")

    def note(self) -> None:
        """Write on it; on what was written already, go on."""
        if not self._current:
            return
        mark = self.library.find_highlight(self._current)
        notes = [note for note in self.library.notes(article_id=mark.article) if note.highlight == mark.id]
        about = f"“{' '.join(mark.exact.split())}”"
        last = max(notes, key=lambda note: note.created, default=None)
        target = NoteTarget(mark.article, mark.id, last.id if last is not None else "", about)
        self.open_editor(target, last.text if last is not None else "")
