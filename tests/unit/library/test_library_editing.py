"""Blocks put back and taken out: remembered, undone to the byte, heeded by cleaning, with marks carried along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.article import Removed
from reader.errors import NotFound, ReaderError, UsageError
from reader.library.library import Library
from tests.unit.cleaning.test_cleaning_by_hand import PAGE, PROSE


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home", cache=tmp_path / "cache", sites=tmp_path / "sites") as opened:
        yield opened


@pytest.fixture
def ferry(library: Library) -> str:
    added = library.add("ferry.html", data=PAGE.encode(), url="https://www.island.example/ferry")
    assert added.article is not None
    return added.article.id


def receipt(library: Library, article: str, words: str) -> Removed:
    return next(each for each in library.read(article).removed if words in each.text)


def place(library: Library, article: str, words: str) -> int:
    return library.read(article).text.index(words)


def file_of(library: Library, article: str) -> bytes:
    return (library.home / "library" / "articles" / article[:2] / f"{article}.json").read_bytes()


def test_a_block_is_put_back_and_undo_brings_back_the_very_text(library: Library, ferry: str) -> None:
    before, record = file_of(library, ferry), library.article(ferry)
    remade = library.put_back(ferry, receipt(library, ferry, "Copyright"))
    assert remade.changed
    assert "Copyright 2021" in library.read(ferry).text
    assert library.article(ferry).word_count > record.word_count
    assert library.undo().startswith("put back “Copyright 2021 The Island")
    assert library.read(ferry).removed
    assert file_of(library, ferry) == before
    assert library.article(ferry) == record
    assert library.edits(ferry) == []


def test_redo_takes_the_block_out_again(library: Library, ferry: str) -> None:
    library.take_out(ferry, place(library, ferry, "islands letter"))
    after = library.read(ferry)
    library.undo()
    assert "islands letter" in library.read(ferry).text
    library.redo()
    assert library.read(ferry) == after
    assert [edit.action for edit in library.edits(ferry)] == ["take out"]


def test_what_is_found_follows(library: Library, ferry: str) -> None:
    assert not library.search("rights", kinds=("article",))
    library.put_back(ferry, receipt(library, ferry, "Copyright"))
    assert library.search("rights", kinds=("article",))
    library.undo()
    assert not library.search("rights", kinds=("article",))
    assert library.search("sheep", kinds=("article",))


def test_highlights_stay_with_their_words_and_come_back_with_undo(library: Library, ferry: str) -> None:
    kept = library.highlight(ferry, f"{PROSE.format(8)}")
    lost = library.highlight(ferry, "The islands letter comes on Fridays")
    library.take_out(ferry, place(library, ferry, PROSE.format(4)))
    (moved,) = [mark for mark in library.highlights(ferry) if mark.id == kept.id]
    assert (moved.status, moved.start) == ("moved", place(library, ferry, PROSE.format(8)))
    library.take_out(ferry, place(library, ferry, "islands letter"))
    assert library.find_highlight(lost.id).status == "orphan"
    library.undo()
    assert library.find_highlight(lost.id).status in ("ok", "moved")
    library.undo()
    assert {mark.id: mark.start for mark in library.highlights(ferry)} == {
        kept.id: kept.start,
        lost.id: lost.start,
    }


def test_cleaning_anew_heeds_what_was_done_by_hand_and_tells(library: Library, ferry: str) -> None:
    library.put_back(ferry, receipt(library, ferry, "Copyright"))
    library.take_out(ferry, place(library, ferry, "islands letter"))
    before = file_of(library, ferry)
    (remade,) = library.reclean()
    assert (remade.changed, remade.edits, remade.unmet) == (False, 2, 0)
    assert file_of(library, ferry) == before


def test_a_newer_version_of_the_page_is_edited_alike(library: Library, ferry: str) -> None:
    library.take_out(ferry, place(library, ferry, "islands letter"))
    newer = PAGE.replace("<p class='who'>", f"<p>{PROSE.format('noon')}</p><p class='who'>")
    library.add("ferry.html", data=newer.encode(), url="https://www.island.example/ferry")
    assert "noon" in library.read(ferry).text
    assert "islands letter" not in library.read(ferry).text


def test_an_edit_survives_a_text_whose_file_is_gone(library: Library, ferry: str) -> None:
    library.take_out(ferry, place(library, ferry, "islands letter"))
    after = library.read(ferry)
    for path in (library.home / "library" / "articles").rglob(f"{ferry}*"):
        path.unlink()
    assert library.read(ferry) == after


def test_taking_out_and_putting_back_leaves_one_edit(library: Library, ferry: str) -> None:
    text = library.read(ferry).text
    library.take_out(ferry, place(library, ferry, "islands letter"))
    library.put_back(ferry, receipt(library, ferry, "islands letter"))
    assert library.read(ferry).text == text
    assert [edit.action for edit in library.edits(ferry)] == ["put back"]


def test_the_last_block_is_not_taken_out(library: Library) -> None:
    added = library.add("one.md", data=b"Only this.")
    assert added.article is not None
    with pytest.raises(UsageError, match="nothing would be left"):
        library.take_out(added.article.id, 0)
    assert library.read(added.article.id).text == "Only this."
    assert library.edits(added.article.id) == []


def test_a_receipt_of_another_article_is_refused(library: Library, ferry: str) -> None:
    with pytest.raises(NotFound, match="was not removed"):
        library.put_back(ferry, Removed("Elsewhere", "title", 0, 0))


# -- as a rule of the site -----------------------------------------------------------------------------------


def test_an_edit_becomes_a_rule_only_when_it_is_kept(library: Library, ferry: str, tmp_path: Path) -> None:
    library.take_out(ferry, place(library, ferry, "islands letter"))
    offer = library.offer_rule(ferry, library.edits(ferry)[-1])
    assert (offer.host, offer.key, offer.selector) == ("island.example", "drop", "div.letter-promo > p")
    assert not (tmp_path / "sites").exists()
    path = library.keep_rule(offer)
    assert path == tmp_path / "sites" / "island.example.toml"
    library.keep_rule(offer)
    (rule,) = library.site_rules().rules
    assert (rule.hosts, rule.drop) == (("island.example",), ("div.letter-promo > p",))
    other = PAGE.replace("The long way", "Another way").replace(PROSE.format(4), PROSE.format("dawn"))
    added = library.add("other.html", data=other.encode(), url="https://island.example/other")
    assert added.article is not None
    assert "site rule island.example" in {each.reason for each in library.read(added.article.id).removed}
    (remade, _) = sorted(library.reclean(), key=lambda each: each.by_rules, reverse=True)
    assert remade.by_rules == 1


def test_a_rule_is_added_to_a_file_that_was_written_by_hand(
    library: Library, ferry: str, tmp_path: Path
) -> None:
    path = tmp_path / "sites" / "mine.toml"
    path.parent.mkdir()
    path.write_text('# my own\nhost = ["island.example"]  # the paper\ndrop = [".a"]\n')
    library.take_out(ferry, place(library, ferry, "islands letter"))
    assert library.keep_rule(library.offer_rule(ferry, library.edits(ferry)[-1])) == path
    assert path.read_text() == (
        '# my own\nhost = ["island.example"]  # the paper\ndrop = [".a", "div.letter-promo > p"]\n'
    )


def test_reclean_applies_a_new_rule_and_carries_title_and_authors(
    library: Library, ferry: str, tmp_path: Path
) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "island.example.toml").write_text("byline = '.who'\ndrop = ['.letter-promo']\n")
    (remade,) = library.reclean()
    assert remade.changed
    assert remade.article.byline == ("Mara Linde",)
    assert "islands letter" not in library.read(ferry).text


def test_rules_are_imported_all_or_none(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "theirs"
    source.mkdir()
    (source / "a.example.toml").write_text("drop = '.x'")
    (source / "b.example.toml").write_text("drop = '..x'")
    with pytest.raises(ReaderError, match="line 1"):
        library.import_rules(source)
    assert library.site_rules().rules == ()
    (source / "b.example.toml").write_text("drop = '.x'")
    assert len(library.import_rules(source)) == 2
    with pytest.raises(UsageError, match="already"):
        library.import_rules(source / "a.example.toml")
    library.import_rules(source / "a.example.toml", replace=True)


def test_a_page_of_no_known_site_has_no_rule(library: Library) -> None:
    added = library.add("nowhere.html", data=PAGE.encode())
    assert added.article is not None
    library.take_out(added.article.id, 0)
    with pytest.raises(NotFound, match="which site"):
        library.offer_rule(added.article.id, library.edits(added.article.id)[-1])
