"""Answers: what is found, in which order, at which place; and which articles match."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from reader.search.answers import articles, search
from reader.search.index import SearchIndex
from reader.search.query import parse
from reader.search.values import ArticleFacts, Findable, FindableKind, Hit

TODAY = date(2026, 5, 20)
BODY = (
    "The harbour opens in spring.\n\nPilots waited; “The lights were out for hours,” said Ana Ríos, the harbour master. "
    "Nobody had told the pilots.\n\nThe mast\ner plan of the port was never printed. Ríos keeps a copy in 上海."
)


class Desk:
    """A little library to ask."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.index = SearchIndex()
        self.index.create(self.connection)

    def article(self, id: str, title: str, body: str, *things: Findable, **facts: object) -> None:
        known = ArticleFacts(id, title, added="2026-05-01T08:00:00Z")
        self.index.put_article(self.connection, replace(known, **facts))  # type: ignore[arg-type]
        texts = [
            Findable(f"title:{id}", "title", id, id, title, created="2026-05-01T08:00:00Z"),
            Findable(f"body:{id}", "article", id, id, body, 0, len(body), created="2026-05-01T08:00:00Z"),
        ]
        self.index.put(self.connection, [*texts, *things])

    def ask(self, query: str, *, limit: int = 50, kinds: tuple[FindableKind, ...] = ()) -> list[Hit]:
        return search(self.connection, parse(query), today=TODAY, limit=limit, kinds=kinds)

    def names(self, query: str, **more: int) -> list[str]:
        return [f"{hit.kind} {hit.item_id}" for hit in self.ask(query, **more)]

    def articles(self, query: str, sort: str | None = None, descending: bool | None = None) -> list[str]:
        return articles(self.connection, parse(query), today=TODAY, sort=sort, descending=descending)


def note(id: str, article: str, text: str, created: str = "2026-05-18T08:00:00Z", **more: object) -> Findable:
    return replace(Findable(f"note:{id}", "note", article, id, text, created=created), **more)  # type: ignore[arg-type]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    start = BODY.index("“")
    quote = Findable(
        "quote:h:0",
        "quote",
        "h",
        "0",
        BODY[start + 1 : BODY.index("”")],
        start,
        BODY.index("”") + 1,
        "Ana Ríos",
    )
    at = BODY.index("Ana")
    person = Findable("entity:h:0", "entity", "h", "0", "Ana Ríos · Ríos", at, at + 8, "Ana Ríos")
    end = BODY.index(" in spring")
    mark = Findable("highlight:m", "highlight", "h", "m", BODY[:end], 0, end, created="2026-05-02T08:00:00Z")
    desk.article(
        "h", "A Harbour in the Dark", BODY, quote, person, mark,
        note("n", "h", "Ask Ríos about the harbour lights", tags=("todo",)),
        byline="Ann Lee", site="news.example.org", published="2025-11-02", minutes=4, tags=("ports/south",), language="en-GB",
    )  # fmt: skip
    desk.article("t", "Trains", "Trains run late. A pilot scheme runs.", state="read", minutes=1, starred=True,
                 added="2026-05-15T08:00:00Z", opened="2026-05-16", progress=1.0)  # fmt: skip
    return desk


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("harbour", ["note n", "highlight m", "title h", "article h"]),
        ('"harbour lights"', ["note n"]),
        ("lights", ["note n", "quote 0", "article h"]),
        ("light", ["note n", "quote 0", "article h"]),
        ('"light"', []),
        ("harb*", ["note n", "highlight m", "title h", "article h"]),
        ("rios", ["note n", "entity 0", "article h"]),
        ("harbour -lights", ["highlight m", "title h"]),
        ("pilots trains", ["article t"]),
        ("spring copy", ["article h"]),
        ("“waited the lights”", ["article h"]),
        ("上海", ["article h"]),
        ("said:ríos", ["quote 0"]),
        ("said:ana -lights", []),
        ("who:rios in:notes", ["note n"]),
        ("who:rios in:entities", ["entity 0"]),
        ("who:nobody", []),
        ("#todo", ["note n"]),
        ("tag:ports in:titles", ["title h"]),
        ("in:notes OR in:highlights", ["note n", "highlight m"]),
        ("title:dark in:articles", ["article h"]),
        ("author:lee in:articles", ["article h"]),
        ("site:example.org in:articles", ["article h"]),
        ("lang:en in:titles", ["title h"]),
        ("is:starred in:titles", ["title t"]),
        ("has:note in:titles", ["title h"]),
        ("has:tag in:titles", ["title h"]),
        ("minutes:<2 in:titles", ["title t"]),
        ("added:7d in:titles", ["title t"]),
        ("created:7d in:notes", ["note n"]),
        ("published:2025 in:titles", ["title h"]),
        ("harbour OR is:read", ["note n", "highlight m", "title h", "title t", "article h", "article t"]),
    ],
)
def test_a_query_finds(desk: Desk, query: str, names: list[str]) -> None:
    assert sorted(desk.names(query)) == sorted(names)


def test_what_the_reader_wrote_comes_before_what_was_read(desk: Desk) -> None:
    assert desk.names("harbour") == ["note n", "highlight m", "title h", "article h"]
    scores = [hit.score for hit in desk.ask("harbour")]
    assert scores == sorted(scores, reverse=True)


def test_a_hit_knows_its_exact_place(desk: Desk) -> None:
    places = {hit.kind: hit for hit in desk.ask("lights OR harbour OR rios")}
    for kind, words in [
        ("article", "lights"),  # the other two words stand close by
        ("highlight", "harbour"),
        ("quote", "lights"),
        ("entity", "Ana Ríos"),
    ]:
        hit = places[kind]  # type: ignore[index]
        assert BODY[hit.start : hit.end] == words
    assert places["note"].start is None
    assert places["title"].start is None
    assert places["quote"].name == "Ana Ríos"
    assert places["note"].tags == ("todo",)
    assert places["article"].matches == 5


def test_the_place_of_several_words_is_where_they_stand_together(desk: Desk) -> None:
    (hit,) = desk.ask("harbour told", kinds=("article",))
    assert hit.start == BODY.index("harbour master")
    assert [place.of(hit.context) for place in hit.lit] == ["harbour", "told"]


def test_an_entity_is_shown_in_its_sentence(desk: Desk) -> None:
    (hit,) = desk.ask("ana in:entities")
    assert "said Ana Ríos, the harbour master" in hit.context
    assert [place.of(hit.context) for place in hit.lit] == ["Ana Ríos"]


def test_a_highlight_without_its_text_is_still_found_without_a_place(desk: Desk) -> None:
    lost = Findable("highlight:l", "highlight", "h", "l", "a vanished sentence", 3, 9, orphan=True)
    desk.index.put(desk.connection, [lost])
    (hit,) = desk.ask("vanished")
    assert (hit.item_id, hit.start, hit.end) == ("l", None, None)
    assert desk.names("is:orphan") == ["highlight l"]
    assert desk.articles("is:orphan") == ["h"]


def test_a_highlight_that_no_longer_fits_its_passage_points_at_the_passage(desk: Desk) -> None:
    desk.index.put(
        desk.connection, [Findable("highlight:f", "highlight", "h", "f", "a changed passage", 4, 11)]
    )
    (hit,) = desk.ask("changed")
    assert (hit.start, hit.end) == (4, 11)


def test_recent_comes_before_old_and_exact_before_inflected(desk: Desk) -> None:
    desk.index.put(
        desk.connection,
        [
            note("new", "t", "walking slowly", "2026-05-19T08:00:00Z"),
            note("old", "t", "walking slowly", "2024-01-01T08:00:00Z"),
            note("exact", "t", "a walk slowly", "2023-01-01T08:00:00Z"),
        ],
    )
    assert desk.names("walk") == ["note exact", "note new", "note old"]
    assert desk.names("walking") == ["note new", "note old", "note exact"]


def test_an_order_can_be_asked_for(desk: Desk) -> None:
    assert desk.names("in:titles sort:added") == ["title t", "title h"]
    assert desk.names("in:titles sort:-added") == ["title h", "title t"]
    assert desk.names("in:titles sort:title") == ["title h", "title t"]
    assert desk.names("in:titles sort:minutes") == ["title t", "title h"]
    assert desk.names("harbour sort:added") == ["note n", "highlight m", "article h", "title h"]


def test_no_more_is_given_than_asked_for(desk: Desk) -> None:
    assert desk.names("harbour", limit=2) == ["note n", "highlight m"]
    assert desk.names("harbour sort:-added", limit=1) == ["title h"]
    assert desk.names("harbour", limit=0) == []


def test_what_is_in_the_trash_is_found_only_when_asked_for(desk: Desk) -> None:
    desk.index.put_article(desk.connection, ArticleFacts("t", "Trains", trashed=True))
    assert desk.names("trains") == []
    assert desk.names("trains is:trashed") == ["title t", "article t"]
    assert desk.articles("trains") == []
    assert desk.articles("is:trashed") == ["t"]


def test_signs_alone_ask_for_nothing(desk: Desk) -> None:
    assert len(desk.names("... ?!")) == len(desk.names(""))
    assert desk.names("harbour ...") == desk.names("harbour")
    assert desk.names("harbour -...") == desk.names("harbour")


@pytest.mark.parametrize(
    "hostile",
    ['a" OR "b', "NEAR(a b)", "{text}:x", "a^b", "x'; DROP TABLE", "%_", "\ud800", "\x00", "a\x00b"],
)
def test_no_query_reaches_the_engine_as_more_than_words(desk: Desk, hostile: str) -> None:
    for text in (
        hostile,
        f"tag:{hostile}",
        f"title:{hostile}",
        f"who:{hostile}",
        f"lang:{hostile}",
        f"site:{hostile}",
    ):
        desk.ask(text)
        desk.articles(text)


def test_text_that_sqlite_cannot_hold_is_still_found(desk: Desk) -> None:
    desk.article("s", "Odd \ud800 title", "before\x00after \udfff end", tags=("t\ud800",), byline="\ud800")
    (hit,) = desk.ask("after", kinds=("article",))
    assert (hit.start, hit.end) == (7, 12)


def test_a_very_long_text_is_searched_to_its_end() -> None:
    desk = Desk()
    body = "Many words of no weight. " * 20_000 + "The needle is here. " + "More words. " * 5_000
    desk.article("l", "Long", body)
    (hit,) = desk.ask("needle")
    assert (hit.start, hit.end) == (body.index("needle"), body.index("needle") + 6)
    assert [place.of(hit.context) for place in hit.lit] == ["needle"]
    solid = "x" * 500_000
    desk.article("x", "Solid", solid)
    assert desk.ask("xxx*", kinds=("article",))[0].start == 0


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["t", "h"]),
        ("harbour", ["h"]),
        ("ask spring", ["h"]),
        ("dark lee", ["h"]),
        ("example", ["h"]),
        ("pilots", ["t", "h"]),
        ("pilots -trains", ["h"]),
        ("in:notes harbour", ["h"]),
        ("in:notes spring", []),
        ("harbour -in:notes", ["h"]),
        ("ask -in:notes", []),
        ("in:highlights OR trains", ["t", "h"]),
        ("-in:notes", ["t", "h"]),
        ("has:note", ["h"]),
        ("-has:note", ["t"]),
        ("has:highlight -is:read", ["h"]),
        ("who:ríos", ["h"]),
        ("said:ríos", ["h"]),
        ("tag:ports", ["h"]),
        ("tag:todo", []),
        ("has:tag", ["h"]),
        ("created:2026-05", ["t", "h"]),
        ("...", ["t", "h"]),
    ],
)
def test_articles_match_by_all_that_belongs_to_them(desk: Desk, query: str, ids: list[str]) -> None:
    assert desk.articles(query) == ids


@pytest.mark.parametrize(
    ("sort", "descending", "ids"),
    [
        (None, None, ["t", "h"]),
        ("added", None, ["t", "h"]),
        ("added", False, ["h", "t"]),
        ("title", None, ["h", "t"]),
        ("title", True, ["t", "h"]),
        ("minutes", None, ["t", "h"]),
        ("minutes_left", None, ["t", "h"]),
        ("progress", None, ["t", "h"]),
        ("published", None, ["h", "t"]),
        ("published", False, ["h", "t"]),  # what is not known stands last either way
        ("opened", None, ["t", "h"]),
    ],
)
def test_articles_come_in_the_order_asked_for(
    desk: Desk, sort: str | None, descending: bool | None, ids: list[str]
) -> None:
    assert desk.articles("", sort, descending) == ids


def test_an_order_in_the_query_goes_before_the_list_s_own(desk: Desk) -> None:
    assert desk.articles("sort:title", "added", True) == ["h", "t"]
    assert desk.articles("sort:-title", "added") == ["t", "h"]
    assert desk.articles("pilots sort:relevance") == ["h", "t"]
    with pytest.raises(ValueError, match="no such order"):
        desk.articles("", "size")
