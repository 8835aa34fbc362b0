"""The rows of the notes desk, review, people's pages, search and side bar: no line wider than its list, at any width."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.article import Range
from reader.insight.values import Entity, Quote
from reader.library.notebook import GROUPINGS, Entry, grouped
from reader.library.people import Appearance
from reader.library.person import Companion, Mention, PersonPage, Said
from reader.library.records import ArticleRecord, Highlight, Note
from reader.library.review import Review, ReviewItem
from reader.library.searches import SavedSearch
from reader.search.facets import Facet, Facets
from reader.search.values import Hit
from reader.tui.cards import card_rows
from reader.tui.dossier import dossier_rows
from reader.tui.facets import narrowed, narrowings
from reader.tui.hits import hit_rows
from reader.tui.notebook import NotebookRows
from reader.tui.rows import Row
from reader.tui.sidebar import sidebar_rows

TODAY = date(2026, 3, 10)
WIDTHS = st.integers(24, 160)
WORDS = st.lists(
    st.sampled_from(
        ["river", "橋について", "a", "Oderhaven", "👩‍🚀", "x" * 40, "[/b]", "\x1b[2J", "\n", "é"]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)
TAGS = st.lists(
    st.sampled_from(["city", "a rather long tag of many words", "橋"]), max_size=3, unique=True
).map(tuple)


def key(action_id: str) -> str:
    return "K"


def too_wide(rows: Sequence[Row], width: int) -> list[str]:
    lines = ["".join(text for text, _ in line) for row in rows for line in row.lines]
    return [line for line in lines if cell_len(line) > width]


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["note", "highlight", "quote"]))
        mark = draw(st.sampled_from(["", "h1", "h2"]))
        made.append(
            Entry(
                kind, str(number), draw(st.sampled_from("ab")), draw(WORDS), draw(WORDS),  # type: ignore[arg-type]
                passage=draw(WORDS) if mark and kind == "note" else "", highlight=mark, start=number, end=number + 1,
                name=draw(st.sampled_from(["", "Jane Roe"])), tags=draw(TAGS), created="2026-03-01",
                status=draw(st.sampled_from(["ok", "orphan", "fuzzy"])),  # type: ignore[arg-type]
            )
        )  # fmt: skip
    return made


@settings(deadline=None)
@given(entries(), WIDTHS, st.sampled_from(GROUPINGS))
def test_the_heights_of_the_notes_desk_are_those_of_its_lines(
    listed: list[Entry], width: int, by: str
) -> None:
    groups = grouped(listed, by, today=TODAY)  # type: ignore[arg-type]
    rows = NotebookRows(groups, by=by, selected=set(), year=2026)  # type: ignore[arg-type]
    rows.layout(width)
    line = 0
    for index in range(rows.count()):
        assert rows.first_line(index) == line
        made = rows._row(index)
        assert len(made.lines) == rows.height(index)
        assert not too_wide([made], width)
        assert all(rows.at(line + number) == (index, number) for number in range(rows.height(index)))
        line += rows.height(index)
    assert rows.total_lines() == line
    assert sum(1 for index in range(rows.count()) if rows.key(index)) == sum(
        len(members) for _, members in groups
    )


@settings(deadline=None)
@given(WORDS, WORDS, TAGS, WIDTHS)
def test_cards_hits_and_the_side_bar_fit_their_width(
    title: str, text: str, tags: tuple[str, ...], width: int
) -> None:
    mark = Highlight("h", "a", 0, 4, text, tags=tags, created="2026-01-01")
    review = Review((ReviewItem(mark, title, (text,), "2026-01-08", 2, 60),), 1, 4, "")
    assert not too_wide(card_rows(review, width, year=2026, key=key), width)
    hit = Hit("article", "a", "a", title, text, (Range(0, 1),), 0, 1, 1.0, tags=tags, matches=3)
    for grouped_by in (False, True):
        shown = hit_rows([hit, hit], width, year=2026, by_article=grouped_by)
        assert [row.key for row in shown if row.key] == ["hit:0", "hit:1"]
    saved = SavedSearch("s", title, "is:unread", count=12345)
    assert not too_wide(sidebar_rows([saved], {"": 10}, "", width, key), width)


def test_an_empty_side_bar_says_how_to_save_a_search_in_lines_that_stand_below_each_other() -> None:
    said = sidebar_rows([], {}, "", 26, lambda action: "w")[-1].lines
    shown = ["".join(text for text, _ in line) for line in said]
    assert len(shown) > 1
    assert all(line.startswith(" ") and not line.startswith("  ") for line in shown)


@settings(deadline=None)
@given(WORDS, WORDS, WIDTHS)
def test_a_persons_page_fits_its_width_and_keeps_every_sentence(title: str, text: str, width: int) -> None:
    record = ArticleRecord("a", title, published="2026-01-01")
    entity = Entity("person", "Jane Roe", (Range(0, 8),))
    quote = Quote(0, 4, text, speaker="Jane Roe")
    said = Said("a", title, "2026-01-01", quote)
    page = PersonPage(
        "Jane Roe", "person", ("Roe",), ("Walter Roe",), (Appearance(record, entity, (quote,)),),
        (Mention("a", Range(0, 8), Range(0, 20), f"Jane Roe {text}"),), (said,), (said,),
        (Companion("Peter Blake", "person", 2, 1),), (Note("n", "a", text),),
    )  # fmt: skip
    rows = dossier_rows(page, "", width, year=2026)
    assert not too_wide(rows, width)
    assert [row.key for row in rows if row.key] == [
        "other:0",
        "note:0",
        "by:0",
        "about:0",
        "with:0",
        "mention:0",
    ]
    assert [row.key for row in dossier_rows(page, "peter blake", width, year=2026) if row.key] == ["with:0"]


def test_facets_that_leave_nothing_out_are_not_offered_and_each_group_has_its_turn() -> None:
    facets = Facets(
        10, kinds=(Facet("notes", 4, "in:notes"), Facet("articles", 6, "in:articles")),
        tags=(Facet("city", 10, "#city"), Facet("money", 3, "#money")), people=(Facet("Jane Roe", 2, 'who:"Jane Roe"'),),
        years=(Facet("2026", 9, "added:2026"),),
    )  # fmt: skip
    found = narrowings(facets)
    assert [item.words for item in found] == ["notes", "articles", "#money", "Jane Roe", "2026"]
    assert narrowed("a OR b", found[2]) == "(a OR b) #money"
    assert narrowed("", found[0]) == "in:notes"
