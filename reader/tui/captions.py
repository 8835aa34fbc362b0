"""What the lines at the top and at the bottom say, from the session and the keymap. Pure."""

from __future__ import annotations

from reader.terminal import printable_line
from reader.tui.actions import footer_actions
from reader.tui.keymap import Keymap
from reader.tui.rows import cut
from reader.tui.session import PANELS, Session

__all__ = ["footer_keys", "top_words"]


def top_words(session: Session, progress: float) -> tuple[str, str, str]:
    """The place, what is in it, and on the right how far along. `progress` is the share read, 0 to 1."""
    if session.place == "article" and session.open is not None:
        record = session.open.record
        left = max(0, round(record.minutes * (1 - progress)))
        percent = f"{round(progress * 100)}%"
        return record.title, record.site, f"{left} min left · {percent}" if left else percent
    if session.place == "person":
        return session.person, "", ""
    if session.place != "library" and session.place != "article":
        return _PLACE_NAMES[session.place], "", ""
    listed = session.list
    order = f"by {listed.sort.replace('_', ' ')}"
    narrowed = [
        f"\\{listed.query}" if listed.query else "",
        f"/{listed.filter}" if listed.filter else "",
        order,
    ]
    return "Library", listed.counts() if listed.records else "", " · ".join(part for part in narrowed if part)


def footer_keys(session: Session, keymap: Keymap, where: str) -> list[tuple[str, str]]:
    """The few keys of a place with their words."""
    return [
        (keymap.first(action.id), _way_back(session, where) if action.id == "app.back" else action.short)
        for action in footer_actions(where)
    ]


def _way_back(session: Session, where: str) -> str:
    """Where `q` leads."""
    if session.place == "library":
        return "to the list" if where == "searches" else "quit"
    if where in (*PANELS, "hinting", "link", "footnote"):
        return "to the text"
    back = session.trail[-1] if session.trail else None
    if back is None:
        return "library"
    return cut(printable_line(back.name), 20) if back.name else _WAYS_BACK.get(back.place, back.place)


_PLACE_NAMES = {"search": "Search", "notebook": "Notes", "review": "Review"}
_WAYS_BACK = {"notebook": "notes"}
