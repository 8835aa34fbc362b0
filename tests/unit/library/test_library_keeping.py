"""Keeping: earlier versions, articles made again, one page saved twice, backups, and who wrote what."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.article import Range
from reader.errors import NotFound, ReaderError, UsageError
from reader.library import house
from reader.library.backup import back_up_before_change
from reader.library.files import ArticleFiles
from reader.library.library import Library
from reader.library.store import Store

PARAGRAPHS = [
    "The ferry left at six with forty people on it, and came back with forty-one.",
    "Nobody had counted wrongly: a child was born between the two banks, off the third buoy, in the cabin.",
    "The harbour master wrote both banks into the book, since the law asks for a place and not for a side.",
    "Her mother says that she will be told the truth, which is that she comes from the water in between.",
    "In spring the council renamed the buoy, and the fishermen went on calling it what they always had.",
    "The ferry itself was sold two years later to a company that runs it on a lake with only one shore town.",
]


def page(paragraphs: list[str], *, url: str = "", title: str = "The forty-first passenger") -> bytes:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{title}</title>{link}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as opened:
        yield opened


def saved(library: Library, data: bytes, name: str = "page.html") -> str:
    record = library.add(name, data=data).article
    assert record is not None
    return record.id


# -- versions of notes -----------------------------------------------------------------------------------


def test_a_note_has_its_earlier_versions_and_each_can_come_back(library: Library) -> None:
    note = library.note(saved(library, page(PARAGRAPHS)), "first thought")
    assert [version.text for version in library.note_versions(note.id)] == ["first thought"]
    library.edit_note(note.id, "second thought")
    library.edit_note(note.id, "third thought")
    versions = library.note_versions(note.id)
    assert [version.text for version in versions] == ["third thought", "second thought", "first thought"]
    assert [version.current for version in versions] == [True, False, False]
    assert not any(version.unseen for version in versions)
    library.edit_note(note.id, versions[-1].text)
    assert library.find_note(note.id).text == "first thought"
    assert len(library.note_versions(note.id)) == 4
    with pytest.raises(NotFound):
        library.note_versions("nosuchnote")


def test_the_text_that_lost_to_another_device_is_an_earlier_version(tmp_path: Path) -> None:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as here:
        note = here.note(saved(here, page(PARAGRAPHS)), "as it was")
        shutil.copytree(tmp_path / "home" / "library", tmp_path / "there" / "library")
        here.edit_note(note.id, "typed here")
        with Store(tmp_path / "there", tmp_path / "there cache", device="other000") as there:
            there.table("notes").update({"text": "typed there"}, doc_ids=[note.id])
        shutil.copy(
            tmp_path / "there" / "library" / "journal" / "other000.jsonl",
            tmp_path / "home" / "library" / "journal",
        )
        here.refresh()
        assert here.find_note(note.id).text == "typed there"
        versions = here.note_versions(note.id)
        assert [version.text for version in versions] == ["typed there", "typed here", "as it was"]
        assert [version.unseen for version in versions] == [False, True, False]
        status = here.sync_status()
        assert status.overwritten == (note.id,)
        assert [(device.own, device.changes) for device in status.devices] == [(True, 3), (False, 1)]
        assert status.devices[1].name == "other000"
        assert all(device.unread == 0 and device.bytes > 0 for device in status.devices)


# -- articles made again ---------------------------------------------------------------------------------


def test_a_newer_version_of_a_page_keeps_the_earlier_text_and_carries_marks(library: Library) -> None:
    url = "https://example.org/ferry"
    id = saved(library, page(PARAGRAPHS, url=url))
    before = library.read(id).text
    kept = library.highlight(id, "renamed the buoy")
    moved = library.highlight(id, "Nobody had counted wrongly")
    gone = library.highlight(id, "a lake with only one shore town")
    newer = ["An editor's note stands first now.", *PARAGRAPHS[:5]]
    assert saved(library, page(newer, url=url)) == id
    assert [article.text for article in library.earlier_texts(id)] == [before]
    found = {highlight.id: highlight for highlight in library.highlights(id)}
    text = library.read(id).text
    for highlight in (kept, moved):
        there = found[highlight.id]
        assert text[there.start : there.end] == highlight.exact
        assert there.status in ("ok", "moved")
    assert found[gone.id].status == "orphan"
    sequence = library.sequence
    assert {highlight.id: highlight for highlight in library.highlights(id)} == found
    assert library.sequence == sequence, "what is lost is looked for once in each text"
    assert library.search("is:orphan", kinds=("highlight",))[0].item_id == gone.id
    saved(library, page([*newer, PARAGRAPHS[5]], url=url))
    again = {highlight.id: highlight for highlight in library.highlights(id)}[gone.id]
    assert again.status != "orphan", "an earlier text that comes back brings its highlight back"


def test_an_orphan_is_put_in_place_by_hand(library: Library) -> None:
    url = "https://example.org/ferry"
    id = saved(library, page(PARAGRAPHS, url=url))
    lost = library.highlight(id, "a lake with only one shore town", note="sad")
    saved(library, page(PARAGRAPHS[:5], url=url))
    assert library.highlights(id)[0].status == "orphan"
    text = library.read(id).text
    start = text.index("renamed the buoy")
    put = library.reattach(lost.id, Range(start, start + len("renamed the buoy")))
    assert (put.exact, put.status) == ("renamed the buoy", "ok")
    assert library.notes(article_id=id)[0].highlight == lost.id
    assert library.undo() == "put a highlight in its place"
    assert library.find_highlight(lost.id).status == "orphan"
    with pytest.raises(UsageError):
        library.reattach(lost.id, Range(len(text) + 5, len(text) + 9))


def test_overlapping_and_adjacent_highlights_stay_separate_through_a_change(library: Library) -> None:
    url = "https://example.org/ferry"
    id = saved(library, page(PARAGRAPHS, url=url))
    passages = [
        "a child was born",
        "born between the two banks",
        "between the two banks, off",
        " the third buoy",
    ]
    marks = [library.highlight(id, passage.strip()) for passage in passages]
    saved(library, page(["New first paragraph of the page.", *PARAGRAPHS], url=url))
    text = library.read(id).text
    found = {highlight.id: highlight for highlight in library.highlights(id)}
    assert [text[found[mark.id].start : found[mark.id].end] for mark in marks] == [
        mark.exact for mark in marks
    ]
    assert len({(highlight.start, highlight.end) for highlight in found.values()}) == 4


def test_reclean_makes_articles_again_and_tells_what_became_of_their_marks(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = saved(library, page(PARAGRAPHS))
    other = saved(library, page([f"{paragraph} Elsewhere." for paragraph in PARAGRAPHS], title="Another"))
    mark = library.highlight(id, "off the third buoy")
    assert [remade.changed for remade in library.reclean()] == [False, False]
    article = library.read(id)
    older = "Menu Home About\n\n" + article.text
    import dataclasses

    from reader.article import Block

    blocks = (Block("paragraph", 0, len(older)),)
    as_it_was = dataclasses.replace(article, text=older, blocks=blocks)
    library._holdings.files.put_article(as_it_was)
    place = older.index(mark.exact)
    text_hash = as_it_was.text_hash
    with library._holdings.store.change("test", "as an older cleaner left it"):
        library._holdings.store.table("articles").update({"text_hash": text_hash}, doc_ids=[id])
        library._holdings.store.table("highlights").update(
            {"start": place, "end": place + len(mark.exact), "text_hash": text_hash}, doc_ids=[mark.id]
        )
    (remade,) = library.reclean('title:"forty-first"')
    assert (remade.changed, remade.moved, remade.orphans, remade.error) == (True, 1, 0, "")
    assert library.read(id).text == article.text
    assert [earlier.text for earlier in library.earlier_texts(id)] == [older]
    (healed,) = library.highlights(id)
    assert article.text[healed.start : healed.end] == "off the third buoy"
    record = library.article(other)
    library._holdings.files.remove_original(record.original)
    errors = {remade.article.id: remade.error for remade in library.reclean()}
    assert "original" in errors[other]
    assert errors[id] == ""


def test_a_purged_article_takes_its_earlier_texts_along(library: Library, tmp_path: Path) -> None:
    url = "https://example.org/ferry"
    id = saved(library, page(PARAGRAPHS, url=url))
    saved(library, page(PARAGRAPHS[:5], url=url))
    assert library.earlier_texts(id)
    library.delete([id])
    library.purge()
    assert not [path for path in (tmp_path / "home" / "library" / "versions").rglob("*") if path.is_file()]


# -- one page saved twice --------------------------------------------------------------------------------


def test_one_page_under_a_tracking_address_is_one_article(library: Library) -> None:
    first = library.add(
        "a.html", data=page(PARAGRAPHS), url="https://example.org/ferry?utm_source=mail"
    ).article
    second = library.add("b.html", data=page(PARAGRAPHS[:5]), url="https://example.org/ferry#top").article
    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert len(library.articles()) == 1


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("https://example.org/ferry", "https://example.org/ferry/print", "address"),
        ("https://www.example.org/ferry", "https://m.example.org/amp/ferry", "address"),
        ("https://example.org/ferry", "https://short.example/x7", "text"),
        ("", "", "text"),
    ],
)
def test_a_page_saved_in_another_form_is_offered_as_one(
    library: Library, one: str, other: str, reason: str
) -> None:
    long = saved(library, page(PARAGRAPHS, url=one))
    short = saved(library, page(PARAGRAPHS[:4], url=other, title="Born on the ferry"))
    unlike = [paragraph[::-1] for paragraph in PARAGRAPHS]
    saved(library, page(unlike, title="Something else"))
    (pair,) = library.duplicates()
    assert (pair.keep.id, pair.other.id, pair.reason) == (long, short, reason)
    assert pair.likeness > 0.9


def test_the_same_text_saved_again_is_told_at_once(library: Library) -> None:
    first = saved(library, page(PARAGRAPHS, url="https://example.org/ferry"))
    again = library.add("b.html", data=page(PARAGRAPHS, url="https://elsewhere.example/x"))
    assert again.article is not None
    assert again.article.id != first
    assert any(first in warning and "same text" in warning for warning in again.warnings)


def test_two_articles_folded_into_one_keep_every_mark_and_word(library: Library) -> None:
    long = saved(library, page(PARAGRAPHS))
    short = saved(library, page(PARAGRAPHS[1:5], title="Born on the ferry"))
    library.tag(short, ["sea"])
    mark = library.highlight(short, "off the third buoy", note="where?")
    library.note(short, "on the page")
    library.fold_into(long, short)
    assert library.article(long).tags == ("sea",)
    (moved,) = library.highlights(long)
    assert (moved.id, library.read(long).text[moved.start : moved.end]) == (mark.id, "off the third buoy")
    assert {note.text for note in library.notes(article_id=long)} == {"where?", "on the page"}
    assert [item.id for item in library.trash()] == [short]
    assert not library.duplicates()
    library.undo()
    assert {note.text for note in library.notes(article_id=short)} == {"where?", "on the page"}
    assert library.highlights(short)[0].start == mark.start
    with pytest.raises(UsageError):
        library.fold_into(long, long)


# -- backups ---------------------------------------------------------------------------------------------


def test_a_backup_brings_everything_back_that_cannot_be_made_again(library: Library, tmp_path: Path) -> None:
    id = saved(library, page(PARAGRAPHS))
    library.highlight(id, "off the third buoy", note="where?")
    made = library.backup(tmp_path / "all.zip")
    assert made.files == 2
    with pytest.raises(ReaderError, match="exists"):
        library.backup(tmp_path / "all.zip")
    with Library(tmp_path / "new home", cache=tmp_path / "new cache") as new:
        assert new.restore_backup(tmp_path / "all.zip").journals == 1
        assert new.read(id).text == library.read(id).text
        assert [note.text for note in new.notes()] == ["where?"]
        assert new.doctor() == []
        assert new.restore_backup(tmp_path / "all.zip").files == 0, "a second time brings nothing"


def test_bringing_a_backup_back_keeps_what_was_written_since(library: Library, tmp_path: Path) -> None:
    id = saved(library, page(PARAGRAPHS))
    early = library.note(id, "early")
    library.backup(tmp_path / "early.zip")
    library.note(id, "late")
    library._holdings.store.compact(force=True, reach=0)
    library.restore_backup(tmp_path / "early.zip")
    assert {note.text for note in library.notes()} == {"early", "late"}
    library.delete_note(early.id)
    library.purge()
    library.restore_backup(tmp_path / "early.zip")
    assert {note.text for note in library.notes()} == {"late"}, "what was purged since stays purged"


@pytest.mark.parametrize("damage", ["cut", 200, 217, 234, 251, 268, 285, "text", "outside", "newer"])
def test_a_damaged_or_strange_backup_is_refused_and_changes_nothing(
    library: Library, tmp_path: Path, damage: str | int
) -> None:
    """A number is the place of a byte that has a flipped bit: in the packed words of the first file."""
    saved(library, page(PARAGRAPHS))
    good = tmp_path / "good.zip"
    library.backup(good)
    bad = tmp_path / "bad.zip"
    data = bytearray(good.read_bytes())
    if damage == "cut":
        bad.write_bytes(data[: len(data) // 2])
    elif isinstance(damage, int):
        data[damage] ^= 4
        bad.write_bytes(data)
    elif damage == "text":
        bad.write_text("no zip at all")
    else:
        name = "../outside" if damage == "outside" else "drafts/x.json"
        with zipfile.ZipFile(bad, "w") as archive:
            archive.writestr(name, "x")
            number = 99 if damage == "newer" else 1
            archive.writestr("reader-backup.json", f'{{"format": {number}, "files": {{"{name}": "0"}}}}')
    with Library(tmp_path / "other", cache=tmp_path / "other cache") as other, pytest.raises(ReaderError):
        other.restore_backup(bad)
    assert not [path for path in (tmp_path / "other").rglob("*") if path.is_file()]
    assert not (tmp_path / "outside").exists()


def test_a_library_is_backed_up_once_before_its_format_changes(library: Library, tmp_path: Path) -> None:
    saved(library, page(PARAGRAPHS))
    home = tmp_path / "home"
    assert back_up_before_change(home, 1) is None
    made = back_up_before_change(home, 2)
    assert made is not None
    assert zipfile.ZipFile(made.path).testzip() is None
    assert back_up_before_change(home, 2) is None
    assert back_up_before_change(tmp_path / "nothing here", 2) is None


# -- the rest --------------------------------------------------------------------------------------------


def test_the_trash_is_emptied_of_what_is_old_and_of_nothing_else(library: Library) -> None:
    id = saved(library, page(PARAGRAPHS))
    old, new = library.note(id, "old"), library.note(id, "new")
    library.delete([old.id, new.id])
    with library._holdings.store.change("test", "long ago"):
        library._holdings.store.table("notes").update(
            {"trashed": "2020-01-01T00:00:00.000Z"}, doc_ids=[old.id]
        )
    assert len(library.tidy()) == 1
    assert [item.id for item in library.trash()] == [new.id]
    assert library.tidy() == []
    assert house.TRASH_DAYS == 30


def test_an_original_that_unpacks_without_end_is_no_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.files.ORIGINAL_LIMIT", 1 << 20)
    files = ArticleFiles(tmp_path)
    name = files.put_original(b"small")
    bomb = gzip.compress(b"\0" * (8 << 20))
    (tmp_path / "library" / "originals" / name[:2] / f"{name}.gz").write_bytes(bomb)
    assert files.original(name) is None
