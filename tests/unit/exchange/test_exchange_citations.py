"""Sources in the styles that people must write in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config import CITATION_STYLES
from reader.exchange.citations import STYLES, citation_key, cited, date_parts, reference
from reader.exchange.names import person_name
from reader.library.records import ArticleRecord

BOATS = ArticleRecord(
    "q7dk2m5xw3ab", "Boats of the North", site="Harbour News", byline=("Ann B. Lee", "Jan van der Berg"),
    url="https://example.org/boats", published="2026-01-31T10:00:00Z",
)  # fmt: skip


def test_the_settings_know_every_style() -> None:
    assert CITATION_STYLES == STYLES


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", "“We build.” — Kari, Ann B. Lee, Jan van der Berg, Boats of the North, Harbour News, 2026-01-31, https://example.org/boats"),
        ("markdown", "“We build.” — Kari, Ann B. Lee, Jan van der Berg, [*Boats of the North*](https://example.org/boats), Harbour News, 2026-01-31"),
        ("apa", "Kari: “We build.” (Lee & van der Berg, 2026)\n\nLee, A. B., & van der Berg, J. (2026, January 31). *Boats of the North*. Harbour News. https://example.org/boats"),
        ("mla", "Kari: “We build.” (qtd. in Lee and van der Berg)\n\nLee, Ann B., and Jan van der Berg. “Boats of the North.” *Harbour News*, 31 Jan. 2026, example.org/boats."),
        ("chicago", "Kari: “We build.”\n\nAnn B. Lee and Jan van der Berg, “Boats of the North,” *Harbour News*, January 31, 2026, https://example.org/boats."),
        ("bibtex", "Kari: “We build.” \\cite{lee2026boats}"),
        ("pandoc", "Kari: “We build.” [@lee2026boats]"),
    ],
)  # fmt: skip
def test_a_quotation_in_each_style(style: str, expected: str) -> None:
    assert cited("“We build.”", BOATS, style, speaker="Kari") == expected


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_known_leaves_no_holes(style: str) -> None:
    for record in (
        ArticleRecord("a", "Title"),
        ArticleRecord("a", "", site="Site"),
        ArticleRecord("a", "T", url="https://x.y"),
    ):
        text = reference(record, style)
        assert text
        assert not any(hole in text for hole in (", ,", "..", "  ", "()", "**", "“”", ",."))
    assert cited("words", ArticleRecord("a", ""), "apa") == "“words”"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Lee", ("Lee", "Ann", "")),
        ("Lee, Ann", ("Lee", "Ann", "")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig", "")),
        ("Martin Luther King Jr.", ("King", "Martin Luther", "Jr.")),
        ("Dr. Ann Lee", ("Lee", "Ann", "")),
        ("Reuters", ("Reuters", "", "")),
        ("BBC News", ("BBC News", "", "")),
        ("The Editorial Board", ("The Editorial Board", "", "")),
        ("王小明", ("王小明", "", "")),
    ],
)
def test_names_come_apart_where_they_are_a_persons(name: str, parts: tuple[str, str, str]) -> None:
    found = person_name(name)
    assert (found.family, found.given, found.suffix) == parts


@given(st.text(max_size=40))
def test_any_name_keeps_its_words(name: str) -> None:
    found = person_name(name)
    assert set(found.natural.replace(",", " ").split()) <= set(name.replace(",", " ").split())


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        ("2026-01-31T10:00", (2026, 1, 31)),
        ("2026-01", (2026, 1)),
        ("2026", (2026,)),
        ("soon", ()),
        ("2026-13-01", (2026,)),
    ],
)
def test_a_date_says_as_much_as_it_knows(day: str, parts: tuple[int, ...]) -> None:
    assert date_parts(day) == parts


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_key_is_letters_and_digits(title: str, author: str) -> None:
    key = citation_key(ArticleRecord("q7dk", title, byline=(author,)))
    assert key.isascii()
    assert key.isalnum()
