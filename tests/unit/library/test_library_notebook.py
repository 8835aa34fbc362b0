"""The notebook: all that was marked, by a query, in groups; and people's pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reader.errors import NotFound
from reader.library.library import Library
from reader.library.notebook import ORPHANS, Entry, grouped
from reader.search.listing import as_typed
from reader.search.query import parse

TODAY = date(2026, 3, 10)


def test_the_notebook_lists_what_was_marked_newest_first(
    library: Library, harbour: str, orchard: str
) -> None:
    mark = library.highlight(harbour, "surplus power", note="Which plant?", tags=["energy"])
    library.note(orchard, "Who carries the buckets?")
    listed = library.notebook()
    assert {entry.kind for entry in listed} == {"note", "highlight"}
    assert [entry.created for entry in listed] == sorted((entry.created for entry in listed), reverse=True)
    on_mark = next(entry for entry in listed if entry.text == "Which plant?")
    assert (on_mark.passage, on_mark.start, on_mark.highlight) == ("surplus power", mark.start, mark.id)
    assert library.read(harbour).text[mark.start : mark.end] == "surplus power"


def test_the_notebook_answers_queries_and_quotes_come_on_wish(library: Library, harbour: str) -> None:
    library.insight(harbour)
    library.highlight(harbour, "surplus power", tags=["energy"])
    library.note(harbour, "Nothing about heat")
    assert [entry.text for entry in library.notebook("#energy")] == ["surplus power"]
    assert [entry.text for entry in library.notebook("heat")] == ["Nothing about heat"]
    quotes = library.notebook("heat", kinds=("quote",))
    assert [quote.name for quote in quotes] == ["Ilse Brandt"]
    assert "waste heat" in quotes[0].text
    assert library.notebook(kinds=()) == []
    assert len(library.notebook(kinds=("note", "highlight", "quote"), limit=2)) == 2


def test_what_lies_in_the_trash_is_not_in_the_notebook(library: Library, harbour: str) -> None:
    library.highlight(harbour, "surplus power")
    library.delete([harbour])
    assert library.notebook() == []


def test_many_are_tagged_as_one_change(library: Library, harbour: str) -> None:
    ids = [library.highlight(harbour, words).id for words in ("surplus power", "nine days")]
    library.tag_many(ids, ["winter"])
    assert all(entry.tags == ("winter",) for entry in library.notebook())
    library.undo()
    assert all(entry.tags == () for entry in library.notebook())
    with pytest.raises(NotFound):
        library.tag_many([ids[0], "nothing"], ["x"])
    assert all(entry.tags == () for entry in library.notebook())


def test_people_are_told_by_mention_by_word_and_by_speaker(library: Library, harbour: str) -> None:
    library.insight(harbour)
    library.highlight(harbour, "said Tomas Ekdahl")
    library.note(harbour, "Ask Brandt about the pumps")
    entries = library.notebook(kinds=("note", "highlight", "quote"))
    people = library.people_in(entries)
    by_text = {entry.text: people[entry.key] for entry in entries}
    assert by_text["said Tomas Ekdahl"] == ("Tomas Ekdahl",)
    assert by_text["Ask Brandt about the pumps"] == ("Ilse Brandt",)
    assert ("Tomas Ekdahl",) in people.values()


def entry(id: str, **facts: object) -> Entry:
    values = {"article": "a", "title": "A", "text": id, "created": "2026-03-10T08:00:00.000Z", **facts}
    return Entry("highlight", id, **values)  # type: ignore[arg-type]


def test_groups_by_article_are_in_the_order_of_the_text_and_orphans_come_first() -> None:
    listed = [
        entry("late", start=90, end=95),
        entry("other", article="b", title="B", start=1, end=2),
        entry("early", start=5, end=9),
        entry("lost", status="orphan", start=1, end=2),
    ]
    groups = grouped(listed, "article", today=TODAY)
    assert [(heading, [one.id for one in members]) for heading, members in groups] == [
        (ORPHANS, ["lost"]),
        ("A", ["early", "late"]),
        ("B", ["other"]),
    ]


def test_groups_by_tag_hold_an_entry_under_each_of_its_tags_and_the_untagged_last() -> None:
    listed = [entry("both", tags=("x", "Y")), entry("none"), entry("one", tags=("y",)), entry("also none")]
    groups = grouped(listed, "tag", today=TODAY)
    assert [heading.casefold() for heading, _ in groups] == ["#y", "#x", "without a tag"]
    assert [len(members) for _, members in groups] == [2, 1, 2]


def test_groups_by_date_are_days_then_months() -> None:
    ages = (0, 1, 4, 40)
    listed = [entry(str(age), created=(TODAY - timedelta(days=age)).isoformat()) for age in ages]
    assert [heading for heading, _ in grouped(listed, "date", today=TODAY)] == [
        "Today", "Yesterday", "This week", "January 2026",
    ]  # fmt: skip


def test_no_entry_is_lost_by_grouping() -> None:
    listed = [entry(str(number), tags=("t",) * (number % 2), article=str(number % 3)) for number in range(20)]
    for by in ("article", "tag", "person", "date"):
        members = [one.id for _, group in grouped(listed, by, today=TODAY) for one in group]  # type: ignore[arg-type]
        assert sorted(members, key=int) == [one.id for one in listed]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bri", "(bri OR bri*)"),
        ("old bri", "old (bri OR bri*)"),
        ('"old bri', '"old bri'),
        ("old OR", "old OR"),
        ("#bri", "#bri"),
        ("tag:x ", "tag:x "),
        ("-(bri", "-((bri OR bri*)"),
    ],
)
def test_the_word_that_is_being_typed_finds_what_begins_so(typed: str, meant: str) -> None:
    assert as_typed(typed) == meant
    parse(as_typed(typed))


def test_a_page_holds_every_mention_with_its_sentence_and_quotes_by_and_about(library: Library) -> None:
    first = library.add(
        "a.md", data=b"# A quarrel\n\nJane Roe met Peter Blake in Kallvik. \"Peter Blake is wrong,\" said Jane Roe.\n\n"
        b"Jane Roe left at noon. The Norrsund Lines waited for Jane Roe."
    ).article  # fmt: skip
    second = library.add("b.md", data=b"# Another day\n\nJane Roe came back. Peter Blake did not.").article
    assert first is not None
    assert second is not None
    for record in (first, second):
        library.insight(record.id)
    library.note(first.id, "Jane Roe again")
    page = library.person("Jane Roe")
    assert page.name == "Jane Roe"
    assert {appearance.article.id for appearance in page.appearances} == {first.id, second.id}
    for mention in page.mentions:
        text = library.read(mention.article).text
        assert mention.place.of(text) in ("Jane Roe", "Roe")
        assert mention.sentence.start <= mention.place.start
        assert mention.place.end <= mention.sentence.end
    assert [said.quote.text for said in page.quotes_by] == ["Peter Blake is wrong,"]
    assert [said.quote.text for said in library.person("Peter Blake").quotes_about] == [
        "Peter Blake is wrong,"
    ]
    blake = next(other for other in page.companions if other.name == "Peter Blake")
    assert blake.articles == 2
    assert blake.sentences >= 1
    assert [note.text for note in page.notes] == ["Jane Roe again"]


def test_a_name_that_was_put_right_in_the_whole_library_has_one_page_and_undo_parts_it(
    library: Library,
) -> None:
    for name, words in (("a", "Jane Roe spoke. Jane Roe left."), ("b", "Janet Roe wrote. Janet Roe left.")):
        added = library.add(
            f"{name}.md", data=f"# Title {name}\n\n{words} Peter Blake stayed.".encode()
        ).article
        assert added is not None
        library.insight(added.id)
    assert len(library.person("Janet Roe").appearances) == 1
    library.correct_entity("", "Janet Roe", rename="Jane Roe")
    assert len(library.person("Jane Roe").appearances) == 2
    library.undo()
    assert len(library.person("Jane Roe").appearances) == 1


def test_a_surname_of_two_people_opens_one_page_and_tells_of_the_other(library: Library) -> None:
    texts = {"a": "Jane Roe spoke. Jane Roe left. Jane Roe came.", "b": "Walter Roe wrote. Walter Roe left."}
    for name, words in texts.items():
        added = library.add(f"{name}.md", data=f"# Title {name}\n\n{words}".encode()).article
        assert added is not None
        library.insight(added.id)
    page = library.person("Roe")
    assert page.name == "Jane Roe"
    assert page.others == ("Walter Roe",)
    assert len(page.appearances) == 1
