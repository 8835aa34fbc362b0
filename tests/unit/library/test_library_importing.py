"""What comes from other programs: brought together with what is here, anchored, undone as one, never twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reader.exchange.exporters import gathered, json_format
from reader.exchange.importers.own_export import IMPORTERS
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, IncomingHighlight, IncomingNote, Unread
from reader.library.library import Library

SALT = "https://food.example/salt"
PAGE = (
    b"<!doctype html><html><head><title>All about salt</title></head><body><article><h1>All about salt</h1>"
    b"<p>A grain of salt is a small cube, and under a glass every one of its sides is a square of its own.</p>"
    b"<p>People have traded it for as long as they have traded anything, and many roads were made for it.</p>"
    b"</article></body></html>"
)


def entry(**fields: object) -> Incoming:
    return Incoming(**{"place": "row 1", "url": SALT, "title": "Salt", **fields})  # type: ignore[arg-type]


def test_an_address_becomes_an_article_that_waits_and_can_be_searched(library: Library) -> None:
    report = library.take_in([entry(added="2019-01-02T03:04:05.000Z", tags=("food",))])
    (record,) = library.articles("is:waiting tag:food salt")
    assert (report.articles, report.waiting, record.waits) == (1, 1, True)
    assert (record.added, record.site) == ("2019-01-02T03:04:05.000Z", "food.example")
    article = library.read(record.id)
    assert (article.text, article.metadata.title) == ("", "Salt")
    assert library.articles("is:waiting -tag:food") == []


def test_an_import_is_undone_as_one(library: Library, harbour: str) -> None:
    library.take_in([entry(), entry(url="https://food.example/bread")], source="Pocket")
    assert len(library.articles()) == 3
    assert library.undo() == "import 2 articles from Pocket"
    assert [record.id for record in library.articles()] == [harbour]


def test_a_second_run_adds_nothing_and_writes_nothing(library: Library) -> None:
    mark = IncomingHighlight(
        "A grain of salt", notes=(IncomingNote("why?"),), created="2019-01-02T03:04:05.000Z"
    )
    entries = [entry(highlights=(mark,), notes=(IncomingNote("good"),), tags=("a", "b"))]
    library.take_in(entries)
    sequence = library.sequence
    report = library.take_in(entries)
    assert (report.articles, report.unchanged, report.highlights, report.notes) == (0, 1, 0, 0)
    assert library.sequence == sequence


def test_what_is_here_gets_only_what_it_lacks(library: Library) -> None:
    library.take_in([entry(tags=("Food",), added="2020-01-01T00:00:00.000Z")])
    (record,) = library.articles()
    library.mark([record.id], state="read", starred=True)
    report = library.take_in(
        [entry(url="http://www.food.example/salt/?utm_source=x", tags=("food", "sea"), added="2018-01-01T00:00:00.000Z")]
    )  # fmt: skip
    (record,) = library.articles()
    assert (report.updated, report.articles) == (1, 0)
    assert (record.tags, record.added) == (("Food", "sea"), "2018-01-01T00:00:00.000Z")
    assert (record.state, record.starred) == ("read", True)


def test_entries_of_one_page_become_one_article(library: Library) -> None:
    one = entry(tags=("a",), highlights=(IncomingHighlight("A grain"),))
    two = entry(url=SALT + "#part", tags=("b",), highlights=(IncomingHighlight("a  grain"),), starred=True)
    report = library.take_in([one, two])
    (record,) = library.articles()
    assert (report.articles, report.repeated, report.highlights) == (1, 1, 1)
    assert (record.tags, record.starred) == (("a", "b"), True)


def test_what_is_in_the_trash_stays_there(library: Library) -> None:
    library.take_in([entry()])
    library.delete([library.articles()[0].id])
    report = library.take_in([entry(tags=("new",))])
    assert (report.trashed, report.articles, library.articles()) == (1, 0, [])


def test_highlights_wait_and_anchor_when_the_text_arrives(library: Library) -> None:
    marks = (
        IncomingHighlight("a small cube, and under a glass", notes=(IncomingNote("look"),)),
        IncomingHighlight("“many roads”"),
        IncomingHighlight("words that stand nowhere in it at all"),
        IncomingHighlight("it"),
    )
    library.take_in([entry(highlights=marks)])
    (record,) = library.articles()
    waiting = library.highlights(record.id)
    assert all(mark.waits for mark in waiting)
    assert library.articles("is:orphan") == []
    assert [hit.item_id for hit in library.search('"small cube"', kinds=("highlight",))]
    library.add("salt.html", data=PAGE, url=SALT)
    (record,) = library.articles()
    text = library.read(record.id).text
    marks_now = {mark.exact: mark for mark in library.highlights(record.id)}
    assert (record.waits, record.kind, record.file_name) == (False, "html", "salt.html")
    cube = marks_now["a small cube, and under a glass"]
    assert (cube.status, text[cube.start : cube.end]) == ("ok", cube.exact)
    assert marks_now["words that stand nowhere in it at all"].status == "orphan"
    assert marks_now["it"].status == "orphan", "several places, and nothing that tells them apart"
    assert not any(mark.waits for mark in marks_now.values())
    assert [note.highlight for note in library.notes(article_id=record.id)] == [cube.id]


def test_a_text_that_comes_along_is_cleaned_and_its_highlights_stand_in_it(library: Library) -> None:
    mark = IncomingHighlight("many roads were made for it")
    report = library.take_in([entry(page=lambda: PAGE, highlights=(mark,), published="2020-02-03")])
    (record,) = library.articles()
    (highlight,) = library.highlights(record.id)
    assert (report.articles, report.waiting, highlight.status) == (1, 0, "ok")
    assert (record.title, record.published, record.kind) == ("Salt", "2020-02-03", "html")
    assert record.word_count == len(library.read(record.id).text.split())


def test_a_text_that_cannot_be_read_leaves_its_address_and_is_told(library: Library) -> None:
    report = library.take_in([entry(page=lambda: b"\x7fELF\0\0"), entry(url="", page=lambda: b"\x7fELF\0\1")])
    assert (report.articles, report.waiting, len(report.problems)) == (1, 1, 2)


def test_a_book_of_highlights_grows_with_the_next_import(library: Library) -> None:
    first = IncomingHighlight("A grain of salt is a cube.", notes=(IncomingNote("compare"),))
    second = IncomingHighlight("Roads were made for it.\n\nAnd ports.")
    book = entry(url="", title="Salt: A History", byline=("Ann Lee",), highlights=(first,))
    library.take_in([book])
    library.take_in([entry(url="", title="Salt: A History", byline=("Ann Lee",), highlights=(first, second))])
    (record,) = library.articles()
    article = library.read(record.id)
    assert article.text == "A grain of salt is a cube.\n\nRoads were made for it.\n\nAnd ports."
    assert [mark.status for mark in library.highlights(record.id)] == ["ok", "ok"]
    assert not record.waits
    library._holdings.files.remove_article(record.id)
    assert library.read(record.id).text == article.text, "made again from what was kept as its original"


def test_a_dry_run_says_what_would_come_and_changes_nothing(library: Library) -> None:
    mark = IncomingHighlight("A grain", notes=(IncomingNote("x"),))
    report = library.take_in([entry(highlights=(mark,)), Unread("row 2", "why")], dry_run=True)
    assert (report.articles, report.waiting, report.highlights, report.notes) == (1, 1, 1, 1)
    assert [problem.reason for problem in report.problems] == ["why"]
    assert library.articles() == []


def test_what_cannot_be_a_tag_is_told(library: Library) -> None:
    report = library.take_in([entry(tags=("★", "food"))])
    assert library.articles()[0].tags == ("food",)
    assert "★" in report.problems[0].reason


def test_hostile_words_are_cleaned_at_the_door(library: Library) -> None:
    library.take_in(
        [entry(title="a\x1b]0;b\x07", highlights=(IncomingHighlight("x\x1by z"),), notes=(IncomingNote("n\u202e!"),))]
    )  # fmt: skip
    (record,) = library.articles()
    assert (record.title, library.highlights(record.id)[0].exact) == ("a]0;b", "xy z")
    assert library.notes(article_id=record.id)[0].text == "n!"


def test_asked_to_stop_keeps_what_was_done(library: Library) -> None:
    pages = [
        entry(url=f"https://food.example/{number}", page=lambda number=number: PAGE + str(number).encode())
        for number in range(12)
    ]
    cleaned: list[int] = []
    report = library.take_in(
        pages, progress=lambda done, total: cleaned.append(done), stop=lambda: len(cleaned) > 2
    )
    assert report.stopped
    assert 0 < report.articles < 12
    assert library.take_in(pages).articles == 12 - report.articles


WORDS = st.text(st.sampled_from("abc é“”'\n,;|\"#*"), min_size=1, max_size=20)
TAGS = st.lists(st.text(st.sampled_from("abcé/ -"), min_size=1, max_size=8), max_size=3).map(
    lambda tags: tuple(tag for tag in tags if any(letter.isalnum() for letter in tag))
)


@settings(max_examples=10, deadline=None, phases=[Phase.generate])
@given(
    marks=st.lists(st.tuples(st.integers(0, 150), st.integers(1, 60), WORDS, TAGS), max_size=4),
    notes=st.lists(st.tuples(WORDS, TAGS), max_size=3),
    tags=TAGS,
    starred=st.booleans(),
)
def test_export_then_import_gives_an_equal_library(
    tmp_path_factory: pytest.TempPathFactory,
    marks: list[tuple[int, int, str, tuple[str, ...]]],
    notes: list[tuple[str, tuple[str, ...]]],
    tags: tuple[str, ...],
    starred: bool,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with Library(folder / "one", cache=folder / "cache-one") as one:
        one.add("salt.html", data=PAGE, url=SALT, tags=tags)
        (record,) = one.articles()
        text = one.read(record.id).text
        one.mark([record.id], starred=starred, state="reading")
        for start, length, words, own in marks:
            passage = text[start : start + length]
            if passage.strip():
                from reader.article import Range

                mark = one.highlight(record.id, Range(start, min(len(text), start + length)), tags=own)
                if words.strip():
                    one.note(record.id, words, highlight=mark.id)
        for words, own in notes:
            if words.strip():
                one.note(record.id, words, tags=own)
        one.take_in([entry(url="https://food.example/waits", tags=tags)])
        written = "".join(json_format.collection(gathered(one, one.articles())))
        with Library(folder / "two", cache=folder / "cache-two") as two:
            report = two.take_in(IMPORTERS[0].read(Source(written.encode())))
            assert not report.problems
            for id, said in _said(one).items():
                assert list(zip(*[_said(two)[id], said], strict=True)) == [(part, part) for part in said]
            again = "".join(json_format.collection(gathered(two, two.articles())))
            assert _without_sources(again) == _without_sources(written)


def _said(library: Library) -> dict[str, tuple[object, ...]]:
    """Everything the reader said, without what says where its text was kept."""
    return {
        record.id: (
            record.title, record.url, record.added, set(record.tags), record.state, record.starred, record.archived,
            {(mark.exact.strip(), mark.colour, mark.tags, mark.created) for mark in library.highlights(record.id)},
            {(note.text, note.tags, note.created, note.modified) for note in library.notes(article_id=record.id)},
        )
        for record in library.articles()
    }  # fmt: skip


def _without_sources(written: str) -> object:
    value = json.loads(written)
    return sorted((item["article"]["id"], item["article"]["text"]) for item in value["articles"])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_thousand_rows_come_in(tmp_path: Path) -> None:
    rows = "\n".join(
        f'"Article {number}, the\nlonger",https://x{number % 700}.example/{number},{1500000000 + number},a|b{number % 90},unread'
        for number in range(50_000)
    )
    source = Source(f"title,url,time_added,tags,status\n{rows}\n".encode())
    from reader.exchange.importers import recognised

    importer = recognised(source)
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        report = library.take_in(importer.read(source))
        assert (report.articles, report.problems) == (50_000, [])
        assert library.take_in(importer.read(source)).unchanged == 50_000
        assert library.undo().startswith("import 50000 articles")
        assert library.articles() == []
