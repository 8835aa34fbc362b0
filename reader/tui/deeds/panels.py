"""Deeds of the panels beside the text: show them, go to what their rows stand for, act on the row under the
cursor."""

from __future__ import annotations

from reader.article import Range
from reader.insight.values import Quote
from reader.library.records import COLOURS, Draft
from reader.terminal import printable_line
from reader.tui.deeds.marking import Marking
from reader.tui.panels.about import FOLDED_LINES
from reader.tui.session import OpenArticle, PanelKind, folded
from reader.tui.widgets.note_editor import NoteTarget

__all__ = ["EntitiesDeeds", "NotesDeeds", "PanelDeeds", "QuotesDeeds", "RowDeeds"]


class RowDeeds(Marking):
    """What every panel's deeds need: the row under the cursor."""

    @property
    def row(self) -> tuple[str, str]:
        """Kind and name of the row under the cursor of the focused panel, or of the first one shown."""
        panel = self.desk.focused_panel() or self.desk.panels[0]
        kind, _, name = panel.list.cursor_key.partition(":")
        return kind, name

    def mention(self, way: int) -> None:
        """The next mention of the name under the cursor, or the one before."""
        kind, name = self.row
        opened = self.session.open
        if kind != "entity" or opened is None:
            return
        entity = opened.entities[int(name)]
        if self.reading.stepped_key == f"entity:{name}":
            self.reading.step(way)
        else:
            self.reading.step_key(f"entity:{name}", entity.mentions, entity.name)


class PanelDeeds(RowDeeds):
    """`panel.*`"""

    def outline(self) -> None:
        self._show("outline")

    def entities(self) -> None:
        self._show("entities")

    def quotes(self) -> None:
        self._show("quotes")

    def notes(self) -> None:
        self._show("notes")

    def removed(self) -> None:
        self._show("removed")

    def info(self) -> None:
        self._show("info")

    def _show(self, kind: PanelKind) -> None:
        """Show a panel and go to it; from within it, back to the text."""
        focused = self.desk.focused_panel()
        if focused is not None and focused.kind == kind:
            self.desk.deeds.app.back()
            return
        self.session.panels.show(kind)
        self.desk.lay_out()
        panel = self.desk.panel_of(kind)
        if panel is not None:
            panel.list.focus()

    def hide(self) -> None:
        self.session.panels.hide()
        self.desk.lay_out()
        self.view.focus()

    def filter(self) -> None:
        panel = self.desk.focused_panel()
        if panel is not None:
            self.desk.ask("panel", "/", panel.filter, placeholder="filter this panel")

    def go(self) -> None:
        """To the place of the row; again, to the next one. A panel over the text makes way for it."""
        kind, name = self.row
        opened = self.session.open
        if opened is None or not name:
            return
        if kind == "entity":
            self._uncover()
            entity = opened.entities[int(name)]
            self.reading.step_key(f"entity:{name}", entity.mentions, entity.name)
        elif kind == "quote":
            self._uncover()
            quote = opened.quotes[int(name)]
            words = quote.speaker or ("quote" if quote.kind == "speech" else f"“{quote.text}”")
            self.reading.step_key(f"quote:{name}", _places(opened, quote), words)
        elif kind == "heading":
            self._uncover()
            self.reading.jump(int(name))
        elif kind in ("highlight", "note"):
            self._go_to_mark(kind, name)
        elif kind == "draft":
            self.desk.deeds.notes.edit()
        elif kind == "removed":
            self._go_to_removed(opened, int(name))
        elif kind == "suggest":
            self.library.tag(opened.record.id, [name])
            self.reading.reload_marks()
            self.done(f"+{printable_line(name, 60)}")
        elif kind == "related":
            self.desk.deeds.article.open_address(opened.article.related[int(name)].url)

    def _go_to_removed(self, opened: OpenArticle, number: int) -> None:
        """Show a receipt in full where it is cut; else, and when asked again, go to where it stood."""
        panel = self.desk.focused_panel() or self.desk.panel_of("removed")
        if panel is not None and opened.unfolded != number:
            cut = panel.list.region_of_cursor().height >= FOLDED_LINES
            opened.unfolded = number
            panel.show("removed", opened)
            if cut:
                self.say(f"In full · {self.desk.keymap.first('removed.look')} again goes to where it stood")
                return
        self._uncover()
        self.reading.jump(min(opened.article.removed[number].place, len(opened.article.text)))
        self.say("It stood here")

    def _go_to_mark(self, kind: str, name: str) -> None:
        opened = self.session.open
        assert opened is not None
        note = opened.note(name) if kind == "note" else None
        mark = opened.highlight(note.highlight if note is not None else name)
        if mark is not None and mark.status != "orphan":
            self._uncover()
            self.reading.jump(mark.start, flash=Range(mark.start, mark.end))
        elif note is not None:
            self.desk.deeds.notes.edit()
        else:
            self.say("Its text is no longer in the article")

    def _uncover(self) -> None:
        if self.desk.layout_of_panels().over:
            self.session.panels.uncover()
            self.desk.lay_out()
            self.view.focus()


class EntitiesDeeds(RowDeeds):
    """`entities.*`"""

    def next_mention(self) -> None:
        self.mention(1)

    def previous_mention(self) -> None:
        self.mention(-1)

    def who(self) -> None:
        """The page of the name: every article, mention and quote of the library."""
        kind, name = self.row
        opened = self.session.open
        if kind == "entity" and opened is not None:
            self.desk.deeds.person.open_page_of(opened.entities[int(name)])


class QuotesDeeds(RowDeeds):
    """`quotes.*`"""

    def adopt(self) -> None:
        """Keep the quote under the cursor as a highlight."""
        kind, name = self.row
        opened = self.session.open
        if kind == "quote" and opened is not None:
            quote = opened.quotes[int(name)]
            self.highlight_range(Range(quote.start, quote.end))

    def cite(self) -> None:
        kind, name = self.row
        opened = self.session.open
        if kind == "quote" and opened is not None:
            quote = opened.quotes[int(name)]
            self.to_clipboard(
                self.cited(quote.text, opened.record, speaker=quote.speaker), "With its citation:"
            )


class NotesDeeds(RowDeeds):
    """`notes.*`"""

    def add(self) -> None:
        """On the highlight under the cursor, else on the article."""
        kind, name = self.row
        opened = self.session.open
        self.edit_note(opened.highlight(name) if opened is not None and kind == "highlight" else None)

    def edit(self) -> None:
        """The note under the cursor; of a highlight its first note, or a new one."""
        meant = self._meant()
        if meant is not None:
            self.open_editor(*meant)

    def external(self) -> None:
        """The same in the writer's own editor."""
        meant = self._meant()
        if meant is not None:
            self.open_outside(*meant)

    def _meant(self) -> tuple[NoteTarget, str] | None:
        """What the note under the cursor is for, with its text; a new one where there is none."""
        kind, name = self.row
        opened = self.session.open
        if opened is None:
            return None
        draft = next((draft for draft in opened.drafts if kind == "draft" and draft.id == name), None)
        if draft is not None:
            return self._resumed(opened, draft)
        note = (
            opened.note(name)
            if kind == "note"
            else next(iter(opened.notes_on(name)), None)
            if kind == "highlight"
            else None
        )
        if note is None:
            return self.new_note(opened.highlight(name) if kind == "highlight" else None), ""
        about = self._about(opened, note.highlight)
        return NoteTarget(note.article, note.highlight, note.id, about), note.text

    def _resumed(self, opened: OpenArticle, draft: Draft) -> tuple[NoteTarget, str]:
        """A draft to go on with: of a note that is there, or of a new one."""
        of, _, item = draft.id.partition(":")
        about = self._about(opened, draft.highlight)
        return NoteTarget(draft.article, draft.highlight, item if of == "note" else "", about), draft.text

    @staticmethod
    def _about(opened: OpenArticle, highlight_id: str) -> str:
        """The passage that a note is on, or the title."""
        mark = opened.highlight(highlight_id)
        return f"“{' '.join(mark.exact.split())}”" if mark is not None else opened.record.title

    def delete(self) -> None:
        kind, name = self.row
        if kind == "note":
            self.library.delete_note(name)
            self.done("Note into the trash")
        elif kind == "highlight":
            self.library.delete_highlight(name)
            self.done("Highlight and its notes into the trash")
        elif kind == "draft":
            self.library.discard_draft(name)
            self.say("Draft thrown away")
        else:
            return
        self.reading.reload_marks()

    def tag(self) -> None:
        kind, name = self.row
        if kind in ("note", "highlight"):
            from reader.tui.deeds.library import tag_offers

            existing = [count.tag for count in self.library.tags()]
            self.desk.tagging = name
            self.desk.ask("tag-item", f"Tag the {kind}: ", complete=lambda text: tag_offers(text, existing))

    def colour(self) -> None:
        kind, name = self.row
        opened = self.session.open
        mark = opened.highlight(name) if opened is not None and kind == "highlight" else None
        if mark is not None:
            colour = COLOURS[(COLOURS.index(mark.colour) + 1) % len(COLOURS)]
            self.library.recolour(mark.id, colour)
            self.reading.reload_marks()
            self.done(f"{colour.capitalize()} · c next colour")

    def copy(self) -> None:
        _, name = self.row
        opened = self.session.open
        if opened is None:
            return
        note, mark = opened.note(name), opened.highlight(name)
        if note is not None:
            self.to_clipboard(note.text, "Note")
        elif mark is not None:
            self.to_clipboard(self.cited(mark.exact, opened.record), "Highlight with its citation:")


def _places(opened: OpenArticle, quote: Quote) -> list[Range]:
    """Where a quote stands; of quoted words, every place where they are quoted."""
    if quote.kind != "phrase":
        return [Range(quote.start, quote.end)]
    words = folded(quote.text)
    same = [other for other in opened.quotes if other.kind == "phrase" and folded(other.text) == words]
    return [Range(other.start, other.end) for other in same]
