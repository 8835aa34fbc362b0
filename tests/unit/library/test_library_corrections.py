"""What the reader puts right by hand stays right: shown, found, undone, and kept when the analysis is made anew."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from reader.article import Range
from reader.errors import NotFound, UsageError
from reader.insight.values import Entity, Insight, Quote
from reader.library.corrections import Correction, corrected
from reader.library.library import Library


def names(library: Library, article: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in library.entities(article)}


def found_under(library: Library, name: str) -> set[str]:
    return {record.id for record in library.articles(f'who:"{name}"')}


# -- names ---------------------------------------------------------------------------------------------------


def test_a_name_that_is_none_is_hidden_and_comes_back_with_undo(library: Library, harbour: str) -> None:
    assert "Norrsund Lines" in names(library, harbour)
    library.correct_entity(harbour, "Norrsund Lines", hide=True)
    assert "Norrsund Lines" not in names(library, harbour)
    assert library.undo() == "correct “Norrsund Lines”: hidden"
    assert "Norrsund Lines" in names(library, harbour)
    library.redo()
    assert "Norrsund Lines" not in names(library, harbour)


def test_another_kind_is_shown_as_sure(library: Library, harbour: str) -> None:
    library.correct_entity(harbour, "norrsund lines", kind="place")
    entity = names(library, harbour)["Norrsund Lines"]
    assert (entity.kind, entity.confidence, entity.origin) == ("place", 1.0, "hand")


def test_a_renamed_person_keeps_the_old_name_as_a_form_and_the_quotes(library: Library, harbour: str) -> None:
    library.correct_entity(harbour, "Ilse Brandt", rename="Ilse Maria Brandt")
    entity = names(library, harbour)["Ilse Maria Brandt"]
    assert "Ilse Brandt" in entity.aliases
    assert "Ilse Maria Brandt" in {quote.speaker for quote in library.quotes(harbour)}
    assert found_under(library, "Ilse Maria Brandt") == {harbour}
    assert library.who("Ilse Maria Brandt").appearances[0].quotes
    library.undo()
    assert found_under(library, "Ilse Maria Brandt") == set()
    assert found_under(library, "Ilse Brandt") == {harbour}


def test_two_names_become_one_entry_with_all_mentions(library: Library, harbour: str) -> None:
    before = names(library, harbour)
    library.correct_entity(harbour, "Tomas Ekdahl", merge_into="Ilse Brandt")
    after = names(library, harbour)
    assert "Tomas Ekdahl" not in after
    one = after["Ilse Brandt"]
    assert set(one.mentions) == {*before["Ilse Brandt"].mentions, *before["Tomas Ekdahl"].mentions}
    assert list(one.mentions) == sorted(one.mentions, key=lambda mention: mention.start)
    assert "Tomas Ekdahl" in one.aliases
    assert "Tomas Ekdahl" not in {quote.speaker for quote in library.quotes(harbour)}


def test_a_form_is_split_from_its_entry(library: Library, harbour: str) -> None:
    before = names(library, harbour)["Ilse Brandt"]
    library.correct_entity(harbour, "Ilse Brandt", split="Brandt")
    after = names(library, harbour)
    text = library.read(harbour).text
    assert [mention.of(text) for mention in after["Brandt"].mentions] == ["Brandt"]
    assert {*after["Brandt"].mentions, *after["Ilse Brandt"].mentions} == set(before.mentions)
    assert "Brandt" not in after["Ilse Brandt"].aliases


def test_a_correction_of_the_whole_library_holds_for_articles_that_come_later(library: Library) -> None:
    library.correct_entity("", "Rui Saramago", rename="Rui de Saramago")
    text = "# Pears\n\nThe gardener Rui Saramago grows pears. “They are small but sweet,” Saramago said.\n"
    added = library.add("pears.md", data=text.encode())
    assert added.article is not None
    assert "Rui de Saramago" in names(library, added.article.id)
    assert found_under(library, "Rui de Saramago") == {added.article.id}


def test_a_correction_of_the_whole_library_reaches_the_search_of_what_is_there(
    library: Library, harbour: str, orchard: str
) -> None:
    library.correct_entity("", "Lisbon", rename="Lisboa")
    assert found_under(library, "Lisboa") == {orchard}
    library.undo()
    assert found_under(library, "Lisboa") == set()


def test_corrections_of_one_article_leave_the_others_alone(
    library: Library, harbour: str, orchard: str
) -> None:
    library.correct_entity(harbour, "Kallvik", kind="organisation")
    assert [correction.name for correction in library.corrections(harbour)] == ["Kallvik"]
    assert library.corrections(orchard) == []
    assert len(library.corrections()) == 1


def test_corrections_build_on_each_other(library: Library, harbour: str) -> None:
    library.correct_entity(harbour, "Ilse Brandt", rename="I. Brandt")
    library.correct_entity(harbour, "I. Brandt", kind="group")
    assert names(library, harbour)["I. Brandt"].kind == "group"


def test_a_correction_is_taken_back_by_its_id(library: Library, harbour: str) -> None:
    kept = library.correct_entity(harbour, "Ilse Brandt", hide=True)
    library.correct_entity(harbour, "Kallvik", hide=True)
    library.drop_correction(kept.id)
    assert "Ilse Brandt" in names(library, harbour)
    assert "Kallvik" not in names(library, harbour)
    with pytest.raises(NotFound):
        library.drop_correction(kept.id)


def test_they_survive_a_new_analysis_a_rebuilt_state_and_a_new_process(tmp_path: Path) -> None:
    text = "# Pears\n\nThe gardener Rui Saramago grows pears. “They are small but sweet,” Saramago said.\n"
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        added = library.add("pears.md", data=text.encode())
        assert added.article is not None
        article = added.article.id
        library.correct_entity(article, "Rui Saramago", rename="Rui de Saramago")
        library.correct_quote(article, library.quotes(article)[0].start, speaker="Anna Lind")
    for path in (tmp_path / "home").rglob("*.insight.json"):
        path.unlink()
    with Library(tmp_path / "home", cache=tmp_path / "another cache") as library:
        assert "Rui de Saramago" in names(library, article)
        assert [quote.speaker for quote in library.quotes(article)] == ["Anna Lind"]
        ready = library.insight_if_ready(article)
        assert ready is not None
        assert ready == library.insight(article)
        assert found_under(library, "Rui de Saramago") == {article}


@pytest.mark.parametrize(
    "wanted",
    [{}, {"hide": True, "kind": "place"}, {"kind": "pudding"}, {"merge_into": "Ilse Brandt"}],
)
def test_what_cannot_be_meant_is_refused(library: Library, harbour: str, wanted: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        library.correct_entity(harbour, "Ilse Brandt", **wanted)  # type: ignore[arg-type]
    assert library.corrections() == []


def test_a_name_that_is_not_there_is_not_corrected(library: Library, harbour: str) -> None:
    with pytest.raises(NotFound):
        library.correct_entity(harbour, "Nobody Here", hide=True)
    with pytest.raises(NotFound):
        library.correct_entity(harbour, "Ilse Brandt", merge_into="Nobody Here")
    with pytest.raises(NotFound):
        library.correct_entity(harbour, "Ilse Brandt", split="Bertha")


# -- quotes --------------------------------------------------------------------------------------------------


def test_a_quote_is_given_to_another_speaker_by_a_part_of_the_name(library: Library, harbour: str) -> None:
    quote = library.quotes(harbour)[0]
    library.correct_quote(harbour, quote.start, speaker="Ekdahl")
    again = library.quotes(harbour)[0]
    assert (again.start, again.speaker, again.confidence) == (quote.start, "Tomas Ekdahl", 1.0)
    assert library.who("Tomas Ekdahl").appearances[0].quotes[0].start == quote.start
    library.undo()
    assert library.quotes(harbour)[0] == quote


def test_a_quote_can_be_of_nobody_known(library: Library, harbour: str) -> None:
    library.correct_quote(harbour, library.quotes(harbour)[0].start, speaker="")
    assert library.quotes(harbour)[0].speaker == ""


def test_what_is_no_quote_is_gone_from_list_and_search(library: Library, harbour: str) -> None:
    quotes = library.quotes(harbour)
    library.correct_quote(harbour, quotes[0].start, not_a_quote=True)
    assert library.quotes(harbour) == quotes[1:]
    hits = library.search("waste heat", kinds=("quote",))
    assert hits == []
    library.undo()
    assert library.search("waste heat", kinds=("quote",))


def test_a_quote_that_is_not_there_is_not_corrected(library: Library, harbour: str) -> None:
    with pytest.raises(NotFound):
        library.correct_quote(harbour, 1, speaker="Anna")
    with pytest.raises(UsageError):
        library.correct_quote(harbour, library.quotes(harbour)[0].start)


# -- laid over an analysis: a function of values ---------------------------------------------------------------


def insight(*quotes: Quote) -> Insight:
    return Insight((Entity("person", "Ryan Ding", (Range(0, 9),)),), quotes, "engine", "hash")


def test_a_quote_is_known_again_at_another_place_and_with_other_marks() -> None:
    shifted = insight(Quote(90, 110, "It’s\nsafe enough", speaker="Somebody"))
    correction = Correction("c", "a", quote="it's safe enough", place=12, speaker="Ryan Ding")
    assert corrected(shifted, [correction], str).quotes[0].speaker == "Ryan Ding"


def test_of_two_equal_quotes_the_nearer_one_is_corrected() -> None:
    twice = insight(Quote(10, 20, "Never again"), Quote(80, 90, "Never again"))
    correction = Correction("c", "a", quote="never again", place=70, not_a_quote=True)
    assert [quote.start for quote in corrected(twice, [correction], str).quotes] == [10]


def test_a_correction_of_what_is_no_longer_there_changes_nothing() -> None:
    plain = insight(Quote(10, 20, "Never again"))
    others = [Correction("c", quote="once more", not_a_quote=True), Correction("d", name="Nobody", hide=True)]
    assert corrected(plain, others, str) == plain


def test_no_correction_gives_the_very_insight() -> None:
    plain = insight()
    assert corrected(plain, [], str) is plain
    assert dataclasses.asdict(plain)["entities"]


def test_what_was_put_right_in_an_article_goes_with_it_for_good_and_nothing_else_does(
    library: Library, harbour: str
) -> None:
    library.correct_entity(harbour, "Norrsund Lines", kind="place")
    everywhere = library.correct_entity("", "Tomas Ekdahl", kind="organisation")
    library.delete([harbour])
    library.purge()
    assert [correction.id for correction in library.corrections()] == [everywhere.id]
    assert library.search("Norrsund") == []
    library._holdings.store.rebuild()
    assert [correction.id for correction in library.corrections()] == [everywhere.id]
