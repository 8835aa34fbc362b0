"""The lines of scraped text: joined where a tool wrapped them, whatever stands beside them; lists known by any mark."""

from __future__ import annotations

import textwrap

import pytest

from reader.cleaning.scraped.kinship import KINSHIP
from reader.cleaning.scraped.lines import units_of
from reader.cleaning.scraped.vector import NAMES, rows_of

SENTENCE = (
    "The harbour master of the old town counts the boats each evening, and writes their number into a book that "
    "nobody has opened since the winter in which the long pier was carried away by the ice. "
)
MENU = "\n".join(
    f"All about the {place} of our region and what to see in it when you go there"[: 50 + number % 17]
    for number, place in enumerate("rivers lakes hills towns farms mills bridges roads ports".split() * 5)
)
TABLE = "\n".join("a wide row of numbers " + "  12.5" * 22 for _ in range(6))


@pytest.mark.parametrize("width", [66, 72, 80, 100])
@pytest.mark.parametrize("beside", [MENU, TABLE, f"{MENU}\n\n{TABLE}"])
def test_wrapped_prose_is_joined_beside_menus_and_wide_tables(width: int, beside: str) -> None:
    prose = SENTENCE * 4
    wrapped = "\n\n".join("\n".join(textwrap.wrap(prose, width)) for _ in range(8))
    units = units_of(f"{beside}\n\n{wrapped}")
    assert [unit.text for unit in units].count(prose.strip()) == 8
    assert all(unit.text in beside for unit in units if unit.text != prose.strip())


def test_verse_is_not_taken_for_wrapped_prose_however_long_it_is() -> None:
    verse = "\n".join(
        f"And line {number} of the song ends where it will" + " and goes on" * (number % 4)
        for number in range(60)
    )
    assert len(units_of(verse)) == 60


@pytest.mark.parametrize("mark", ["□", "☆", "○", "•", "▸"])
def test_marks_of_lists_within_lists_begin_items(mark: str) -> None:
    units = units_of(f"  * Business\n      {mark} Banks and insurance\n      {mark} Energy\n  * Science")
    assert [(unit.kind, unit.text) for unit in units] == [
        ("item", text) for text in ("Business", "Banks and insurance", "Energy", "Science")
    ]


def test_the_letter_o_begins_an_item_only_within_a_list() -> None:
    units = units_of("* Business\n    o Banks\n    o Energy")
    assert [unit.text for unit in units] == ["Business", "Banks", "Energy"]
    assert [unit.text for unit in units_of("o barco vai\no rio fica")] == ["o barco vai", "o rio fica"]


def test_a_line_is_compared_with_the_others_and_not_with_itself() -> None:
    prose = [SENTENCE.replace("harbour", f"harbour{number}") for number in range(4)]
    stranger = (
        "Zebras photographed yesterday near Nairobi surprised several visiting zoologists, according to "
        "researchers working beside Kenyan rangers."
    )
    units = units_of("\n\n".join([*prose[:2], stranger, *prose[2:]]))
    rows = rows_of(units, [""] * len(units))
    shared = [row[NAMES.index("shared")] for row in rows]
    assert shared[2] < 0.2 < min(shared[:2] + shared[3:])
    assert set(KINSHIP) <= set(NAMES)
    assert len(rows[0]) == len(NAMES)


def test_an_empty_text_and_one_of_furniture_alone_have_rows() -> None:
    assert rows_of([], []) == []
    units = units_of("Home\nNews\nSport")
    assert [len(row) for row in rows_of(units, [""] * 3)] == [len(NAMES)] * 3
