"""Cards for Anki, as its text import takes them: tab-separated, a card a highlight, its source on the back.

The first column is the card's own id, so that taking the file in again changes cards and adds none. Source:
docs.ankiweb.net/importing/text-files, "File headers".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from reader.article.characters import safe_text
from reader.exchange.citations import reference
from reader.exchange.exporters.bundle import Bundle
from reader.exchange.exporters.exporter import Exporter
from reader.library.records import Highlight

__all__ = ["EXPORTER", "collection"]

_HEADER = "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n"
_DECK = "Reader"


def collection(bundles: Iterable[Bundle], *, with_text: bool = True) -> Iterator[str]:
    """The header, then rows of guid, deck, front, back and tags.

    The front is the passage; where a note stands on it, the note is the question and the passage answers it.
    """
    yield _HEADER
    for bundle in bundles:
        for highlight in bundle.highlights:
            yield "\t".join(_card(bundle, highlight)) + "\n"


def _card(bundle: Bundle, highlight: Highlight) -> list[str]:
    notes = bundle.notes_on(highlight)
    passage, source = _field(highlight.exact), f"<small>{_field(reference(bundle.record))}</small>"
    question = "<hr>".join(_field(note.text) for note in notes)
    front, back = (question, f"{passage}<br><br>{source}") if notes else (passage, source)
    tags = [*bundle.record.tags, *highlight.tags, *(tag for note in notes for tag in note.tags)]
    words = (re.sub(r"\s+", "_", tag.replace("/", "::")) for tag in dict.fromkeys(tags))
    return [highlight.id, _DECK, front, back, " ".join(safe_text(word) for word in words)]


def _field(text: str) -> str:
    """As HTML on one line without a tab: a quotation mark at the start would open a field of its own."""
    return html.escape(safe_text(text)).replace("\t", " ").replace("\n", "<br>")


EXPORTER = Exporter("anki", "cards for Anki, a highlight each", ".txt", collection, a_file_each=False)
