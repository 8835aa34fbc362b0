"""Reading one article: opening it in the view, its lights, stepping through mentions, keeping the position.

Stands between the desk and the article view; all that it knows is in the session, so that nothing of an
article is left behind in a widget when another one is opened.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Range
from reader.article.change import OneChange
from reader.insight.values import Insight
from reader.library.records import ArticleRecord, Highlight
from reader.terminal import printable_line
from reader.tui import lighting
from reader.tui.session import OpenArticle, Place, shown_quotes

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library.library import Library
    from reader.tui.article_view import ArticleView, LayerRange, TitleBlock
    from reader.tui.desk import Desk
    from reader.tui.source_text import SourceText
    from reader.tui.tutorial import Tutorial

__all__ = ["Reading"]

POSITION_DELAY = 0.4
"""Seconds without scrolling until the position is written."""


class Reading:
    """The open article on the screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._timer: Timer | None = None
        self.progress = 0.0
        """Share of the text read past, 0 to 1, when the view was last on the screen."""
        self._steps: tuple[Range, ...] = ()
        self._step = -1
        self._step_words = ""
        self._finding = False
        self.stepped_key = ""
        self._tutorials: dict[str, Tutorial | None] = {}
        self.skeleton = False
        """Only headings and the sentences that carry something are shown."""
        self.tutorial: Tutorial | None = None
        """The steps of the tutorial, while it is read."""
        self.source: SourceText | None = None
        """The original's text, while it is shown beside the cleaned one."""

    @property
    def view(self) -> ArticleView:
        return self._desk.article_view

    @property
    def opened(self) -> OpenArticle | None:
        return self._desk.session.open

    # -- opening -----------------------------------------------------------------------------------------

    def open(
        self,
        article_id: str,
        *,
        at: int | None = None,
        flash: Range | None = None,
    ) -> OpenArticle:
        """Show an article where reading stopped, or at an offset. Raises ReaderError."""
        desk, library = self._desk, self._desk.library
        if (
            self.opened is not None
            and self.opened.record.id == article_id
            and desk.session.place == "article"
        ):
            if at is not None:
                self.jump(at, flash=flash)
            return self.opened
        self.keep_position()
        record = library.article(article_id)
        article = library.read(record.id)
        opened = OpenArticle(record, article)
        self._read_marks(opened)
        desk.session.enter(opened)
        self.clear_steps()
        self.view.show(
            article, offset=record.position if at is None else at, title_block=_title_block(record)
        )
        for layer in ("entity", "phrase", "quote"):
            self._set(layer, ())
        self.light_marks()
        if at is not None:
            self.view.go_to(at, flash=flash)
        self.skeleton = False
        self._begin_tutorial(opened)
        if self.source is not None:
            self.show_source()
        desk.call_after_refresh(self._look_beside, record.id)  # the text is painted first
        return opened

    def _look_beside(self, article_id: str) -> None:
        """Names and quotes, found or read in a thread."""
        library = self._desk.library
        self._desk.beside(
            lambda: _found(library, article_id),
            lambda found: self._insight_ready(article_id, *found),
            "insight",
        )

    def _insight_ready(self, article_id: str, insight: Insight, lights: dict[str, list[LayerRange]]) -> None:
        opened = self.opened
        if opened is None or opened.record.id != article_id:
            return
        opened.insight = insight
        for layer, ranges in lights.items():
            self._set(layer, ranges)
        self._desk.fill_panels()
        if self.skeleton:
            self.show_skeleton()

    def reload_marks(self) -> None:
        """Read highlights, notes and the record again: something changed."""
        opened, library = self.opened, self._desk.library
        if opened is None:
            return
        opened.record = library.article(opened.record.id)
        self._read_marks(opened)
        if opened.record.text_hash != opened.article.text_hash:
            self._reload_text(opened)
        self.light_marks()
        self._desk.fill_panels()
        if self.skeleton:
            self.show_skeleton()

    def _reload_text(self, opened: OpenArticle) -> None:
        """Show the text as it is now: one block came or went. Reading goes on where it was."""
        before, after = opened.article, self._desk.library.read(opened.record.id)
        change = OneChange.between(before.text, after.text)
        top, at_hand = change.offset(self.view.top_offset), change.offset(self.view.sentence.start)
        opened.article, opened.insight, opened.unfolded = after, None, -1
        opened.marks = {letter: change.offset(offset) for letter, offset in opened.marks.items()}
        self.clear_steps()
        self.view.show(after, offset=top, title_block=_title_block(opened.record))
        self.view.go_to(at_hand, at="visible")
        self._desk.call_after_refresh(self._look_beside, opened.record.id)

    def reload_insight(self) -> None:
        """Read names and quotes again: one was put right, or that was undone."""
        if self.opened is not None:
            self._look_beside(self.opened.record.id)

    def _read_marks(self, opened: OpenArticle) -> None:
        """Highlights, notes and drafts of an article as they are now."""
        library, article_id = self._desk.library, opened.record.id
        opened.highlights = tuple(library.highlights(article_id))
        opened.notes = tuple(library.notes(article_id=article_id))
        opened.drafts = tuple(draft for draft in library.drafts() if draft.article == article_id)

    # -- the tutorial ------------------------------------------------------------------------------------

    def _begin_tutorial(self, opened: OpenArticle) -> None:
        """What was ticked stays ticked until the program ends."""
        self.tutorial = None
        if opened.article.metadata.title == "Start here":
            from reader.tui.tutorial import Tutorial

            self.tutorial = self._tutorials.setdefault(opened.article.text_hash, Tutorial.of(opened.article))
            self._light_ticks()

    def pressed(self, action_id: str, visible: Range) -> None:
        """An action was done with this text on the screen: the tutorial ticks its key."""
        if self.tutorial is not None and self.tutorial.pressed(action_id, visible):
            self._light_ticks()

    def _light_ticks(self) -> None:
        if self.tutorial is not None:
            self._set("ticked", lighting.mention_lights(self.tutorial.ticked, "ticked"))

    # -- other ways to see it ----------------------------------------------------------------------------

    def show_skeleton(self) -> bool:
        """Show headings and the sentences that carry something; whether there is anything of the kind."""
        from reader.tui.skeleton import carrying, skeleton

        opened, view = self.opened, self.view
        if opened is None:
            return False
        kept = carrying(opened.entities, opened.quotes, opened.highlights)
        blocks = skeleton(opened.article, kept, view.sentences_between)
        self.skeleton = bool(blocks)
        view.show_blocks(blocks or None)
        return self.skeleton

    def show_all(self) -> None:
        """Show the whole text again."""
        self.skeleton = False
        self.view.show_blocks(None)

    def show_source(self) -> None:
        """Put the original's text together, and show it at the place that is read."""
        from reader.tui.article_view import LayerRange, TitleBlock
        from reader.tui.source_text import source_text

        if self.opened is None:
            return
        self.source = source_text(self.opened.article)
        view, count = self._desk.source_view, len(self.opened.article.removed)
        told = (
            f"{count} {'block' if count == 1 else 'blocks'} taken away, dimmed here"
            if count
            else "nothing was taken away"
        )
        view.show(self.source.article, title_block=TitleBlock("As it was saved", (told,)))
        view.set_layer(
            "dimmed", [LayerRange(piece.start, piece.end, "dimmed") for piece in self.source.removed]
        )
        self.follow_source()

    def follow_source(self) -> None:
        """The original's text goes where the reader is."""
        if self.source is not None and self.opened is not None:
            top = self.view.top_offset
            if top:
                self._desk.source_view.go_to(self.source.place_of(top), at="top")
            else:
                self._desk.source_view.top()

    # -- lights ------------------------------------------------------------------------------------------

    def _set(self, layer: str, ranges: Sequence[LayerRange]) -> None:
        self.view.set_layer(layer, ranges)

    def light_marks(self) -> None:
        """Light highlights and the signs of notes."""
        if self.opened is not None:
            self._set("highlight", lighting.highlight_lights(self.opened))
            self._set("note", lighting.note_lights(self.opened))

    # -- stepping with n and N ---------------------------------------------------------------------------

    def clear_steps(self) -> bool:
        """Put out what `n` steps through; whether there was anything."""
        was = bool(self._steps) or self._finding
        self._steps, self._step, self._finding, self.stepped_key, self._step_words = (), -1, False, "", ""
        self.view.find("")
        self._set("hit", ())
        self._set("hit-current", ())
        return was

    def find(self, words: str) -> int:
        """Light every place of some words; how many there are. `n` steps through them."""
        self.clear_steps()
        if not words:
            return 0
        self._finding, self._step_words = True, words
        return self.view.find(words)

    def light_found(self, words: str, starts: array[int], ends: array[int]) -> int:
        """Light matches that were found elsewhere; how many. `n` steps through them."""
        self.clear_steps()
        self._finding, self._step_words = True, words
        return self.view.light_hits(starts, ends)

    def step_through(self, ranges: Sequence[Range], words: str, key: str = "", start: int = 0) -> None:
        """Light ranges, jump to one of them, and let `n` step on."""
        self.clear_steps()
        self._steps, self._step_words, self.stepped_key = tuple(ranges), words, key
        self._set("hit", lighting.mention_lights(self._steps))
        self._go_step(start)

    @property
    def stepping(self) -> bool:
        """Whether `n` has something to step through."""
        return bool(self._steps) or self._finding

    def step(self, way: int) -> None:
        """The next place of what is stepped through, or the one before."""
        if self._steps:
            self._go_step(self._step + way)
        elif self._finding:
            self._tell_step(*self.view.find_step(way))
        else:
            self._desk.say("Nothing to step through: / finds words, Enter in a panel goes to a name")

    def step_key(self, key: str, ranges: Sequence[Range], words: str) -> None:
        """Go to the first of the ranges of a panel's row; when it was gone to already, to the next one."""
        if self.stepped_key == key and self._steps:
            self._go_step(self._step + 1)
        else:
            self.leave()
            self.step_through(ranges, words, key)

    def _go_step(self, index: int) -> None:
        if not self._steps:
            return
        self._step = index % len(self._steps)
        place = self._steps[self._step]
        self._set("hit-current", lighting.mention_lights([place], "hit-current"))
        self.view.go_to(place.start, flash=place)
        self._tell_step(self._step + 1, len(self._steps))

    def _tell_step(self, index: int, count: int) -> None:
        words = printable_line(self._step_words, 60)
        self._desk.say(f"{words}  {index} of {count} · n next" if count else f"{words}: not in this article")

    # -- places ------------------------------------------------------------------------------------------

    @property
    def here(self) -> Place | None:
        """Where the top of the screen is."""
        return Place(self.opened.record.id, self.view.top_offset) if self.opened is not None else None

    def leave(self) -> None:
        """Remember this place before a jump."""
        if self.here is not None:
            self._desk.session.history.leave(self.here)

    def jump(self, offset: int, *, flash: Range | None = None) -> None:
        """Go somewhere in this article, so that one can come back."""
        self.leave()
        self.view.go_to(offset, flash=flash)

    def moved(self) -> None:
        """The view has scrolled: write the position when it rests."""
        self.progress = self.view.progress
        self.follow_source()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._desk.set_timer(POSITION_DELAY, self.keep_position)

    def keep_position(self) -> None:
        """Write where reading is, when it is elsewhere than written."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        opened = self.opened
        if opened is None or self._desk.session.place != "article":
            return
        offset, progress = self.view.top_offset, self.progress
        if offset != opened.record.position or not opened.record.opened:
            self._desk.attempt(lambda: self._desk.library.keep_position(opened.record.id, offset, progress))
            opened.record = (
                self._desk.attempt(lambda: self._desk.library.article(opened.record.id)) or opened.record
            )

    # -- what is at hand ---------------------------------------------------------------------------------

    @property
    def at_hand(self) -> Range:
        """The selection, or else the sentence at hand."""
        return self.view.selection or self.view.sentence

    @property
    def highlight_at_hand(self) -> Highlight | None:
        """The highlight under the selection or the sentence at hand."""
        return self.opened.highlight_at(self.at_hand) if self.opened is not None else None

    def passage(self, place: Range) -> str:
        """The words of a range."""
        return place.of(self.opened.article.text) if self.opened is not None else ""


def _found(library: Library, article_id: str) -> tuple[Insight, dict[str, list[LayerRange]]]:
    """What was found in an article, and how it is lit: both made beside the screen."""
    insight = library.insight(article_id)
    quotes = shown_quotes(insight)
    return insight, {
        "entity": lighting.entity_lights(insight.entities),
        "phrase": lighting.quote_lights(quotes, "phrase"),
        "quote": lighting.quote_lights(quotes, "speech"),
    }


def _title_block(record: ArticleRecord) -> TitleBlock:
    """Title, authors, site, day and minutes, set above the text by the view."""
    from reader.tui.article_view import TitleBlock

    minutes = f"{record.minutes} min" if record.minutes else ""
    facts = [", ".join(record.byline), record.site, record.published[:10], minutes]
    return TitleBlock(record.title, tuple(fact for fact in facts if fact))
