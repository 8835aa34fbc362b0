"""Drafts: what is being typed into a note editor, on disk at once, until it is saved or thrown away.

Each is a small file of its own, outside the part of the library that is synchronised, replaced as a whole:
what was typed survives a kill, a full disk and a store that cannot be written.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from reader.library.durable import make_folder, write_aside
from reader.library.failures import told
from reader.library.records import Draft, record_from, record_to_json

__all__ = ["Drafts"]


class Drafts:
    """The drafts of one library."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "drafts"

    def get(self, draft_id: str) -> Draft | None:
        """One draft, or None."""
        draft = _read(self._path(draft_id))
        return draft if draft is not None and draft.id == draft_id else None

    def all(self) -> list[Draft]:
        """Every draft, the last typed first."""
        found = (_read(path) for path in self.folder.glob("*.json") if not path.name.startswith("."))
        return sorted(
            (draft for draft in found if draft is not None), key=lambda draft: draft.modified, reverse=True
        )

    def put(self, draft: Draft) -> None:
        """Keep a draft in the place of its earlier state; it is on disk afterwards. Raises ReaderError."""
        data = json.dumps(
            record_to_json(draft)
        ).encode()  # ASCII: also half a character that was typed is kept
        with told("The draft was not kept", self.folder):
            make_folder(self.folder)
            write_aside(self._path(draft.id), data)

    def discard(self, draft_id: str) -> None:
        """Throw a draft away; nothing happens where there is none. Raises ReaderError."""
        with told("The draft was not thrown away", self.folder):
            self._path(draft_id).unlink(missing_ok=True)

    def _path(self, draft_id: str) -> Path:
        name = hashlib.sha256(draft_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self.folder / f"{name}.json"


def _read(path: Path) -> Draft | None:
    try:
        data = json.loads(path.read_bytes())
        draft = record_from(Draft, str(data["id"]), data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return draft if isinstance(draft.text, str) and isinstance(draft.modified, str) else None
