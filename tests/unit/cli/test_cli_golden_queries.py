"""Queries from the command line over the bundled articles and a few notes: exactly these answers, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.unit.cli.conftest import Shell

ARTICLES = {
    "ferry": "Der letzte", "streets": "Nine ways", "scripts": "One sentence", "bell": "Port Ellory",
    "start": "Start here", "turbine": "The first", "margin": "The long", "shed": "The shed", "clocks": "The two",
    "type": "“Every letter",
}  # fmt: skip
"""The bundled articles by how their titles begin."""

NOTES = {
    "siren": ("bell", "Compare with the siren; where was the mast?", ["town"]),
    "low": ("ferry", "Das Wasser ist niedrig: siehe die Fähre", ["wasser/oder"]),
    "monotonic": ("clocks", "Monotonic, not wall time – see PEP 418", ["work/python"]),
    "stone": ("scripts", "石 is one stone or many", ["language"]),
    "library": ("shed", "A library of things: who lends, who borrows?", ["town", "to do"]),
}
HIGHLIGHTS = {
    "battery": ("bell", "a warning that needs no battery", ["town"]),
    "marginalia": ("margin", "marginalia came into English under his pen", ["words"]),
    "money": ("turbine", "nine years and £61 million on the project", ["money"]),
    "rain": ("scripts", "石だけが、まだ雨のことを考えている", ["language"]),
    "clean": ("shed", "Bring it back clean", []),
}

GOLDEN = [
    ("bell", "article:bell title:bell"),
    ("bell in:titles", "title:bell"),
    ("mast", "article:bell note:siren"),
    ("masts in:notes", "note:siren"),
    ("siren OR turbine", "article:turbine note:siren title:turbine"),
    ("siren -town", "note:siren"),
    ('"storm bell"', "article:bell title:bell"),
    ('"bell storm"', ""),
    ('"needs no battery"', "article:bell highlight:battery"),
    ("Fahrmann", "article:ferry title:ferry"),
    ("Fähre", "article:ferry note:low"),
    ("Fähren in:articles", "article:ferry"),
    ("Wasser in:notes", "note:low"),
    ("niedrige in:notes", "note:low"),
    ("Domański in:articles", "article:ferry"),
    ("Domanski in:articles", "article:ferry"),
    ("石", "article:scripts highlight:rain note:stone"),
    ("雨のこと", "article:scripts highlight:rain"),
    ("石头", "article:scripts"),
    ("*margin* in:titles", "title:margin"),
    ("*ibrar* in:notes", "note:library"),
    ("margin* in:highlights", "highlight:marginalia"),
    ("monoton*", "article:clocks note:monotonic"),
    ('"wall time"', "article:clocks note:monotonic"),
    ("wall-time in:notes", "note:monotonic"),
    ("ring in:notes", "note:ringing"),
    ("ringing in:notes", "note:ringing"),
    ("rings in:articles", "article:bell article:margin"),
    ("libraries in:notes", "note:library"),
    ("lend in:notes", "note:library"),
    ("#town", "article:bell highlight:battery note:library note:ringing note:siren title:bell"),
    ("#sea", "article:ferry article:turbine highlight:money note:low title:ferry title:turbine"),
    ("tag:sea in:titles", "title:ferry title:turbine"),
    ("tag:wor*", "highlight:marginalia note:monotonic"),
    ('tag:"to do"', "note:library"),
    ("tag:nothing", ""),
    ("-tag:town in:notes", "note:low note:monotonic note:stone"),
    ("is:read in:titles", "title:bell"),
    ("is:starred in:titles", "title:turbine"),
    ("is:archived in:titles", "title:start"),
    ("is:trashed in:titles", "title:type"),
    (
        "is:unread in:titles -is:archived",
        "title:clocks title:ferry title:margin title:scripts title:shed title:streets title:turbine",
    ),
    ("has:note in:titles", "title:bell title:clocks title:ferry title:scripts title:shed"),
    ("has:highlight in:titles", "title:bell title:margin title:scripts title:shed title:turbine"),
    ("lang:de in:titles", "title:ferry"),
    ("lang:en-GB in:titles", "title:bell title:margin title:shed"),
    ("site:review in:titles", "title:margin title:scripts"),
    ("author:bell in:titles", "title:bell"),
    ('author:"Leonora Ashby" in:titles', "title:margin"),
    ("title:street in:titles", "title:streets"),
    ("published:2023 in:titles", "title:ferry title:margin title:shed"),
    ("published:2023..2024-02 in:titles", "title:ferry title:margin title:scripts title:shed"),
    ("published:>=2025 in:titles", "title:clocks title:start"),
    ("minutes:>=6 in:titles", "title:margin title:start"),
    ("minutes:<4 in:titles", "title:bell title:ferry title:turbine"),
    ("(bell OR shed) in:titles -tag:town", "title:shed"),
    ("(bell OR shed) (Marlock OR council) in:articles", "article:bell article:shed"),
    ("£61 in:highlights", "highlight:money"),
    ("coöperation", ""),
    ('who:"Magnus Tulloch" in:titles', "title:bell"),
    ("who:Tulloch in:highlights", "highlight:battery"),
    ("said:Rennie in:quotes", "quote:bell"),
    ("in:highlights language", ""),
    ("in:notes (stone OR wasser) -siren", "note:low note:stone"),
    ("NOT town in:notes", "note:library note:low note:monotonic note:ringing note:siren note:stone"),
    ("418", "note:monotonic"),
    ('"PEP 418"', "note:monotonic"),
    ("Coleridge in:articles", "article:margin"),
    ("🍵", "article:scripts"),
    ("clean in:highlights", "highlight:clean"),
]
"""What is asked, and what is found of titles, texts, notes and highlights; of quotations where they are asked for."""


@dataclass(frozen=True)
class Desk:
    """A library on disk, and what its things are called here by their ids."""

    folder: Path
    names: dict[str, str]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("golden")
    names: dict[str, str] = {}
    with Library(folder / "home", cache=folder / "cache") as library:
        assert all(added.article for added in library.add_samples())
        ids = {
            name: next(record.id for record in library.articles() if record.title.startswith(start))
            for name, start in ARTICLES.items()
        }
        names.update((id, name) for name, id in ids.items())
        for name, (article, text, tags) in NOTES.items():
            names[library.note(ids[article], text, tags=tags).id] = name
        for name, (article, passage, tags) in HIGHLIGHTS.items():
            mark = library.highlight(ids[article], passage, tags=tags)
            names[mark.id] = name
            if name == "battery":
                ringing = library.note(ids[article], "Ringing is what a network cannot do", highlight=mark.id)
                names[ringing.id] = "ringing"
        library.tag(ids["bell"], ["town"])
        library.tag(ids["turbine"], ["sea/energy"])
        library.tag(ids["ferry"], ["sea"])
        library.mark([ids["bell"]], state="read")
        library.mark([ids["turbine"]], starred=True)
        library.mark([ids["start"]], archived=True)
        library.delete([ids["type"]])
    return Desk(folder, names)


@pytest.mark.parametrize(("query", "answer"), GOLDEN)
def test_a_query_finds_exactly_what_it_asks_for(shell: Shell, desk: Desk, query: str, answer: str) -> None:
    shell.monkeypatch.setenv("READER_HOME", str(desk.folder / "home"))
    shell.monkeypatch.setenv("READER_CACHE", str(desk.folder / "cache"))
    result = shell.run("search", query, "--limit", "1000", "--json")
    looked_at = {"note", "highlight", "title", "article"} | ({"quote"} if "in:quotes" in query else set())
    found = set()
    for hit in result.json:
        if hit["kind"] in looked_at:
            own = hit["item_id"] if hit["kind"] in ("note", "highlight") else hit["article_id"]
            found.add(f"{hit['kind']}:{desk.names[own]}")
    assert found == set(answer.split())
    assert result.code == (0 if result.json else 1)


def test_there_are_sixty_at_least_and_none_is_asked_twice() -> None:
    assert len({query for query, _ in GOLDEN}) == len(GOLDEN) >= 60
