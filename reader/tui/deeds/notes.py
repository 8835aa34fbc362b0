"""Deeds of the note editor: keep every word as a draft, save it as a note, close without losing anything."""

from __future__ import annotations

from reader.errors import NotFound, ReaderError
from reader.library.records import Draft, Note
from reader.terminal import printable_line
from reader.tui.deeds.base import Deeds
from reader.tui.widgets.note_editor import NoteTarget

__all__ = ["NoteDeeds"]


class NoteDeeds(Deeds):
    """`note.*`: what the editor says."""

    def typed(self, target: NoteTarget, text: str) -> None:
        """Keep what is typed, on disk, at once."""
        if text.strip():
            draft = Draft(target.draft_id, text, target.article_id, target.highlight_id)
            self.library.save_draft(draft)
        else:
            self.library.discard_draft(target.draft_id)

    def saved(self, target: NoteTarget, text: str) -> None:
        """Save the note; its draft goes only when the note is on disk."""
        if not text.strip():
            self.say("Nothing is written yet")
            return
        if target.note_id:
            self.library.edit_note(target.note_id, text)
        else:
            self.library.note(target.article_id, text, highlight=target.highlight_id)
        self.library.discard_draft(target.draft_id)
        self._close()
        self.done("Note saved")

    def outside(self, target: NoteTarget, text: str) -> None:
        """Write the note in the writer's own editor, and save what that leaves.

        What was typed here is a draft first, and what came from there is one until the note is saved: neither
        is lost to a failure. An editor that ends with a failure leaves the note as it was.
        """
        from textual.app import SuspendNotSupported

        from reader.tui.outside_editor import edited, editor_command

        command = editor_command()
        self.typed(target, text)
        try:
            with self.desk.app.suspend():
                written = edited(text, command)
        except SuspendNotSupported as error:
            raise ReaderError(
                "no other editor can be opened here", "the terminal cannot be shared"
            ) from error
        if written is None:
            self.say(f"{printable_line(command[0], 40)} gave up: the note is as it was")
        elif written == text:
            self.say("Nothing was changed")
        elif written.strip():
            self.typed(target, written)
            if (
                self.desk.editor.target is not None
            ):  # should saving fail, Esc must not bring the old words back
                self.desk.editor.open(target, written, resumed=True)
            self.saved(target, written)
        else:
            self.say("Nothing was written: the note is as it was")
        self._forget_same(target, text)

    def _note(self, target: NoteTarget) -> Note | None:
        """The note that is edited, as it is on disk; None for a new one and for one that is gone."""
        if not target.note_id:
            return None
        try:
            return self.library.find_note(target.note_id)
        except NotFound:
            return None

    def _forget_same(self, target: NoteTarget, text: str) -> None:
        """A draft that says what the note says is none."""
        note = self._note(target)
        draft = self.library.draft(target.draft_id)
        if note is not None and draft is not None and draft.text == note.text == text:
            self.library.discard_draft(target.draft_id)

    def closed(self, target: NoteTarget, text: str) -> None:
        """Close; what was written stays as a draft."""
        original = self._note(target)
        if original is not None and original.text == text:
            self.library.discard_draft(target.draft_id)
        else:
            self.typed(target, text)
            if text.strip():
                self.say("Draft kept · open the note again to go on")
        self._close()

    def _close(self) -> None:
        self.desk.editor.close()
        if self.session.open is not None and self.session.place == "article":
            self.reading.reload_marks()
        self.desk.ways.refresh_page()
        self.desk.focus_back()
