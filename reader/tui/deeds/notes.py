"""Deeds of the note editor: keep every word as a draft, save it as a note, close without losing anything."""

from __future__ import annotations

from reader.library.records import Draft
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

    def closed(self, target: NoteTarget, text: str) -> None:
        """Close; what was written stays as a draft."""
        original = self.session.open.note(target.note_id) if self.session.open and target.note_id else None
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
        self.desk.focus_back()
