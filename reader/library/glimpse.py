"""What completion asks for, straight from the folded state: titles, tags, names of searches. Imports next to nothing.

It never writes, waits for nobody, and where there is no state, or none of this version, it answers with nothing: a
shell that completes must not hang. What was changed a moment ago by another machine may be missing.
"""

from __future__ import annotations

import os
import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["glimpsed", "state_file"]

_LIMIT = 60
_QUESTIONS = {
    "articles": "SELECT article_id, title FROM search_facts WHERE trashed = 0 AND (article_id LIKE ? ESCAPE '\\'"
    " OR title LIKE ? ESCAPE '\\') ORDER BY opened DESC, added DESC LIMIT ?",
    "tags": "SELECT spelling, '' FROM search_tags t WHERE (tag LIKE ? ESCAPE '\\' OR spelling LIKE ? ESCAPE '\\')"
    " AND (EXISTS (SELECT 1 FROM search_article_tags a WHERE a.tag = t.tag)"
    " OR EXISTS (SELECT 1 FROM search_item_tags i WHERE i.tag = t.tag)) ORDER BY spelling LIMIT ?",
}


def state_file(home: str, cache: str) -> str:
    """Where the folded state of a library lies in a cache folder."""
    import hashlib

    key = hashlib.blake2b(os.fsencode(os.path.realpath(home)), digest_size=6).hexdigest()
    return os.path.join(cache, f"state-{key}.sqlite3")


def glimpsed(home: str, cache: str, what: str, typed: str) -> Iterator[tuple[str, str]]:
    """Articles as id and title, or tags; those that begin with what was typed, the last opened first."""
    path = state_file(home, cache)
    question = _QUESTIONS.get(what)
    if question is None or not os.path.exists(path):
        return
    beginning = "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in typed) + "%"
    address = f"file:{path.replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=ro"
    try:
        connection = sqlite3.connect(address, uri=True, timeout=0.2)
        try:
            yield from connection.execute(question, (beginning, beginning, _LIMIT)).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return
