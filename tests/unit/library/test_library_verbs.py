"""The verbs of the Library, on real files in a temporary folder."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from reader.article import Range
from reader.errors import NotFound, ReaderError, UsageError
from reader.library.library import Library
from reader.library.records import Draft


def test_a_saved_article_can_be_listed_read_and_named_by_words_of_its_title(
    library: Library, harbour: str
) -> None:
    (record,) = library.articles()
    assert record.id == harbour
    assert record.title == "The harbour that would not freeze"
    assert record.minutes == 1
    assert library.article("harbour freeze").id == harbour
    assert library.article(harbour[:5]).id == harbour
    text = library.read(harbour).text
    assert "waste heat since 2011" in text
    assert [block.of(text) for block in library.outline(harbour)] == ["What it costs"]


def test_saving_the_same_bytes_again_adds_nothing(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One page\n\nIt says a thing or two about lighthouses and their keepers.\n")
    first = library.add(page)
    second = library.add(page, tags=["sea"])
    assert not first.already_there
    assert second.already_there
    assert len(library.articles()) == 1
    assert library.articles()[0].tags == ("sea",)


def test_a_folder_is_saved_file_by_file_and_what_fails_is_told(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(
            f"Lighthouse number {number} stands on a rock of its own.\n\nIt is red.\n"
        )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    results = list(library.add_many([folder, tmp_path / "missing.html"]))
    assert sum(added.article is not None for added in results) == 3
    failures = [added for added in results if added.error]
    assert {Path(added.source).name for added in failures} == {"empty.txt", "missing.html"}
    assert len(library.articles()) == 3


def test_a_highlight_and_its_note_are_found_again_at_their_place(library: Library, harbour: str) -> None:
    highlight = library.highlight(
        harbour, "kept the channel warm", note="ask about the district heating", tags=["heat"]
    )
    text = library.read(harbour).text
    assert text[highlight.start : highlight.end] == "kept the channel warm"
    (note_hit,) = library.search("district heating", kinds=("note",))
    assert note_hit.article_id == harbour
    assert (note_hit.start, note_hit.end) == (highlight.start, highlight.end)
    (highlight_hit,) = library.search("channel tag:heat", kinds=("highlight",))
    assert highlight_hit.item_id == highlight.id
    assert next(hit.kind for hit in library.search("channel")) == "highlight"


def test_a_passage_that_does_not_stand_there_is_not_highlighted(library: Library, harbour: str) -> None:
    with pytest.raises(NotFound):
        library.highlight(harbour, "a herd of elephants")
    with pytest.raises(UsageError):
        library.highlight(harbour, Range(4, 4))
    assert library.highlights(harbour) == []


def test_undo_takes_each_verb_back_and_redo_makes_it_again(library: Library, harbour: str) -> None:
    note = library.note(harbour, "the first thought")
    library.edit_note(note.id, "the second thought")
    assert "edit note" in library.undo()
    assert [kept.text for kept in library.notes()] == ["the first thought"]
    assert "note" in library.undo()
    assert library.notes() == []
    library.redo()
    library.redo()
    assert [kept.text for kept in library.notes()] == ["the second thought"]
    assert library.search("second", kinds=("note",))
    library.tag(harbour, ["winter"])
    library.undo()
    assert library.article(harbour).tags == ()


def test_undo_reaches_back_over_a_restart(tmp_path: Path) -> None:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        added = library.add("a.txt", data=b"A lighthouse stands alone on the rock.")
        assert added.article
        library.note(added.article.id, "remember the lamp")
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        library.undo()
        assert library.notes() == []


def test_what_is_deleted_lies_in_the_trash_until_it_is_purged(
    library: Library, harbour: str, orchard: str
) -> None:
    highlight = library.highlight(harbour, "waste heat", note="how warm")
    library.delete([highlight.id])
    assert library.highlights(harbour) == []
    assert library.notes() == []
    assert library.search("warm", kinds=("note",)) == []
    library.restore([highlight.id])
    assert [note.text for note in library.notes()] == ["how warm"]
    library.delete([harbour])
    assert [record.id for record in library.articles()] == [orchard]
    assert library.search("channel") == []
    library.restore([harbour])
    assert library.search("channel")
    library.delete([harbour])
    assert library.purge() == 1
    assert library.notes() == []
    with pytest.raises(NotFound):
        library.read(harbour)


def test_tags_are_counted_renamed_and_written_in_the_case_that_is_there(
    library: Library, harbour: str, orchard: str
) -> None:
    library.tag(harbour, ["Winter", "#sea"])
    library.tag(orchard, ["winter", "garden"])
    assert library.article(orchard).tags == ("Winter", "garden")
    assert {count.tag: count.articles for count in library.tags()} == {"Winter": 2, "sea": 1, "garden": 1}
    assert library.rename_tag("garden", "winter") == 1
    assert library.article(orchard).tags == ("Winter",)
    library.undo()
    assert library.article(orchard).tags == ("Winter", "garden")
    assert [record.id for record in library.articles("tag:sea")] == [harbour]
    with pytest.raises(UsageError):
        library.tag(harbour, ["…"])


def test_suggested_tags_are_never_applied_by_themselves(library: Library, harbour: str, orchard: str) -> None:
    library.tag(orchard, ["harbour"])
    suggested = {suggestion.tag: suggestion.origin for suggestion in library.suggested_tags(harbour)}
    assert suggested["harbour"] == "tag"
    assert library.article(harbour).tags == ()


def test_opening_is_not_reading_and_only_the_reader_marks_read(library: Library, harbour: str) -> None:
    library.keep_position(harbour, 0, 0.6)  # all that a large screen shows of it at once
    assert library.article(harbour).state == "unread"
    library.keep_position(harbour, 200, 0.4)
    record = library.article(harbour)
    assert (record.state, record.position, record.progress) == ("reading", 200, 0.4)
    library.mark([harbour], state="read", starred=True)
    assert [found.id for found in library.articles("is:read is:starred")] == [harbour]
    library.undo()
    assert library.article(harbour).state == "reading"


def test_who_is_told_across_articles(library: Library, harbour: str) -> None:
    library.add(
        "more.md",
        data=b"# Pumps\n\nPort master Ilse Brandt opened a third pump house in Kallvik on Monday.\n",
    )
    dossier = library.who("Ilse Brandt")
    assert dossier.name == "Ilse Brandt"
    assert len(dossier.appearances) == 2
    said = [quote.text for appearance in dossier.appearances for quote in appearance.quotes]
    assert any("kept the channel warm" in words for words in said)
    with pytest.raises(NotFound):
        library.who("Napoleon Bonaparte")


def test_a_note_that_was_never_typed_out_is_refused_and_a_draft_is_kept(
    library: Library, harbour: str
) -> None:
    with pytest.raises(UsageError):
        library.note(harbour, " \n ")
    library.save_draft(Draft(id=f"article:{harbour}", text="half a tho", article=harbour))
    kept = library.draft(f"article:{harbour}")
    assert kept is not None
    assert kept.text == "half a tho"
    library.discard_draft(f"article:{harbour}")
    assert library.drafts() == []


def test_a_cleaned_article_that_is_lost_is_made_again_from_its_original(
    library: Library, harbour: str
) -> None:
    before = library.read(harbour)
    for path in library.where()["articles"].rglob("*.json"):
        path.unlink()
    assert library.read(harbour).text == before.text
    assert library.doctor() == []


def test_a_library_whose_cache_is_deleted_answers_the_same(tmp_path: Path) -> None:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        added = library.add(
            "a.md", data=b"# Lamps\n\nA keeper named Olga Petrova lights the lamp in Tallinn.\n"
        )
        assert added.article
        library.note(added.article.id, "a lamp of brass")
        before = [(hit.kind, hit.item_id) for hit in library.search("lamp")]
    for path in sorted((tmp_path / "cache").rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        assert [(hit.kind, hit.item_id) for hit in library.search("lamp")] == before
        assert library.articles('who:"Olga Petrova"')


def test_nothing_that_cannot_be_read_is_saved(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="empty"):
        library.add("empty.html", data=b"")
    with pytest.raises(ReaderError):
        library.add(tmp_path)
    with pytest.raises(ReaderError):
        library.add(tmp_path / "nowhere.html")
    assert library.articles() == []


def test_the_samples_come_once_and_what_was_deleted_stays_away(library: Library) -> None:
    names = [added.article for added in library.add_samples()]
    assert len(names) >= 8
    assert all(record is not None and record.sample for record in names)
    first = names[0]
    assert first is not None
    assert first.title == "Start here"
    library.delete([first.id])
    library.purge()
    assert list(library.add_samples()) == []


def test_a_newer_version_of_a_page_takes_the_tags_that_were_asked_for(library: Library) -> None:
    page = (
        '<html><head><title>Tides</title><link rel="canonical" href="https://tides.example/1"></head>'
        "<body><article><h1>Tides</h1><p>{}</p></article></body></html>"
    )
    first = library.add(
        "1.html", data=page.format("The tide tables of Kallvik are printed once a year.").encode()
    )
    again = library.add(
        "2.html",
        data=page.format("The tide tables of Kallvik are printed twice a year.").encode(),
        tags=["sea"],
    )
    assert first.article is not None
    assert again.article is not None
    assert again.article.id == first.article.id
    assert again.article.tags == ("sea",)


def test_a_text_that_was_written_without_its_record_is_not_taken_for_it(
    library: Library, harbour: str, orchard: str
) -> None:
    before = library.read(harbour)
    files = library._holdings.files
    files.put_article(dataclasses.replace(library.read(orchard), id=harbour))  # as a kill may leave it
    assert library.read(harbour).text == before.text
    assert library.article(harbour).text_hash == before.text_hash
