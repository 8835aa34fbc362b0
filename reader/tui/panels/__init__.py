"""What stands in the panels beside the text: an open article in, rows out. Pure; no widget.

Each function takes an `OpenArticle`, the words of the panel's filter and a width in cells. Keys of rows say
what a row stands for: `heading:OFFSET`, `entity:INDEX`, `quote:INDEX`, `highlight:ID`, `note:ID`,
`draft:ID`, `removed:INDEX`, `tag:NAME`, `article:ID`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.panels.about import info_rows, outline_rows, removed_rows
from reader.tui.panels.entities import entity_rows
from reader.tui.panels.marks import note_rows
from reader.tui.panels.quotes import quote_rows
from reader.tui.rows import Row
from reader.tui.session import OpenArticle, PanelKind

__all__ = ["PANEL_ROWS", "PANEL_TITLES"]

PANEL_ROWS: dict[PanelKind, Callable[[OpenArticle, str, int], Sequence[Row]]] = {
    "outline": outline_rows,
    "entities": entity_rows,
    "quotes": quote_rows,
    "notes": note_rows,
    "removed": removed_rows,
    "info": info_rows,
}
PANEL_TITLES: dict[PanelKind, str] = {
    "outline": "Outline",
    "entities": "Entities",
    "quotes": "Quotes",
    "notes": "Notes",
    "removed": "Removed",
    "info": "About",
}
