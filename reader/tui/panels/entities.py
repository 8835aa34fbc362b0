"""The panel of people, organisations, places …, grouped by kind with counts."""

from __future__ import annotations

from rich.cells import cell_len

from reader.insight.values import ENTITY_KINDS, Entity
from reader.terminal import printable_line
from reader.tui.rows import Row, cut, fit, wrap
from reader.tui.session import OpenArticle, folded

__all__ = ["KIND_WORDS", "SURE_ENOUGH", "entity_rows"]

SURE_ENOUGH = 0.65
"""Below this every second name of the trained tagger is none: such a one is listed, but without its colour."""

KIND_WORDS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "group": "Groups",
    "work": "Works",
    "event": "Events",
    "date": "Dates",
    "quantity": "Figures",
    "money": "Money",
}


def entity_rows(opened: OpenArticle, words: str, width: int) -> list[Row]:
    """People first; within a kind those named most often first, then in the order of the text."""
    if opened.insight is None:
        return [Row(((("Reading the names …", "dim"),),))]
    wanted = folded(words).split()
    rows: list[Row] = []
    for kind in ENTITY_KINDS:
        group = [
            (index, entity)
            for index, entity in enumerate(opened.entities)
            if entity.kind == kind and entity.mentions and _matches(entity, wanted)
        ]
        if not group:
            continue
        group.sort(key=lambda item: (-len(item[1].mentions), item[1].mentions[0].start))
        if rows:
            rows.append(Row(((),)))
        rows.append(
            Row(
                (
                    (
                        (fit(KIND_WORDS[kind], width - 5), "heading"),
                        (fit(str(len(group)), 4, right=True), "dim"),
                    ),
                )
            )
        )
        rows.extend(_row(index, entity, width) for index, entity in group)
    if not rows:
        words_shown = (
            f"No name here holds “{cut(printable_line(words), 20)}”."
            if wanted
            else "No names were found here."
        )
        return [Row(tuple(wrap([(words_shown, "dim")], width)))]
    return rows


def _matches(entity: Entity, wanted: list[str]) -> bool:
    text = folded(" ".join((entity.name, *entity.aliases)))
    return all(word in text for word in wanted)


def _row(index: int, entity: Entity, width: int) -> Row:
    count = str(len(entity.mentions))
    name = printable_line(entity.name)
    room = width - 7
    shown = cut(name, room)
    also = [printable_line(alias) for alias in entity.aliases if alias != entity.name]
    colour = f"entity-{entity.kind}"
    spans = [("▎ ", colour), (shown, colour if entity.confidence >= SURE_ENOUGH else "dim")]
    rest = ""
    left = room - cell_len(shown)
    if also and entity.kind in ("person", "organisation", "place", "group") and left > 8:
        rest = cut("  " + ", ".join(also), left)
    spans.append((fit(rest, left), "dim"))
    spans.append((fit(count, 4, right=True), "dim"))
    return Row((tuple(spans),), f"entity:{index}")
