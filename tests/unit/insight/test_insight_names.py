"""Names in running text: kinds, edges, titles, headings, datelines, and how mentions are joined."""

from __future__ import annotations

import pytest

from reader.insight import Entity, find_entities


def found(text: str) -> dict[str, str]:
    return {entity.name: entity.kind for entity in find_entities(text)}


def one(text: str, name: str) -> Entity:
    return next(entity for entity in find_entities(text) if entity.name == name)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The talks in Nairobi ended late, a delegate said.", "Nairobi", "place"),
        ("She joined the University of Leiden in 1998.", "University of Leiden", "organisation"),
        ("A report by the Ministry of Labour and Social Affairs was late.", "Ministry of Labour and Social Affairs", "organisation"),
        ("On Tuesday the actress Ingrid Solberg left for home.", "Ingrid Solberg", "person"),
        ("He works for Corvid Systems Ltd in a small town.", "Corvid Systems Ltd", "organisation"),
        ("Prices rose, Norwegian officials said.", "Norwegian", "group"),
        ("The bill comes to $3.5 billion in all.", "$3.5 billion", "money"),
        ("Some 12 per cent of them left.", "12 per cent", "quantity"),
        ("It opened on 3 March 2021 with a song.", "3 March 2021", "date"),
        ("South Korean leader Kim Dae-jung spoke.", "Kim Dae-jung", "person"),
        ("Shiite cleric Muqtada al-Sadr spoke on Friday.", "Muqtada al-Sadr", "person"),
    ],
)  # fmt: skip
def test_a_name_has_its_kind_and_its_edges(text: str, name: str, kind: str) -> None:
    assert found(text).get(name) == kind


def test_a_title_is_no_part_of_the_name_and_parts_company_from_person() -> None:
    names = found("Ericsson CEO Maria Lundgren met Prime Minister Olav Berg in Oslo.")
    assert names["Maria Lundgren"] == names["Olav Berg"] == "person"
    assert names["Ericsson"] == "organisation"


def test_the_name_after_a_long_office_begins_where_the_office_ends() -> None:
    names = found("The Minister of Trade and Rural Affairs Tomasz Wrona resigned on Monday.")
    assert names["Tomasz Wrona"] == "person"


def test_words_that_only_open_a_sentence_are_no_names() -> None:
    assert found("However, prices fell. Earlier, they rose. Nobody knows why. Reading helps.") == {}


def test_a_heading_in_title_case_names_only_what_is_known() -> None:
    names = found(
        "Minister Claims Budget Plan Saves Millions as Crackdown Hints Grow\n\nNothing more was said."
    )
    assert not {"Minister Claims", "Crackdown Hints Grow", "Budget Plan", "Crackdown"} & set(names)


def test_a_dateline_in_capitals_is_a_place() -> None:
    assert found("LISBON (AP) — The court met again on Monday, officials said.")["LISBON"] == "place"


def test_a_surname_a_title_and_a_possessive_are_the_same_person() -> None:
    text = "Ingrid Solberg won. Solberg's team cheered. Ms Solberg thanked them, and Solberg left."
    person = one(text, "Ingrid Solberg")
    assert len(person.mentions) == 4
    assert person.aliases == ("Solberg",)


def test_two_people_of_one_surname_stay_apart() -> None:
    names = found("Ingrid Solberg met her rival Erik Solberg in Bergen. Ingrid Solberg won.")
    assert names["Ingrid Solberg"] == names["Erik Solberg"] == "person"


def test_a_bare_surname_means_the_nearest_full_name_before_it() -> None:
    text = "Ingrid Solberg spoke first. Then Erik Solberg rose. Solberg sat down again."
    assert len(one(text, "Erik Solberg").mentions) == 2


def test_initials_join_where_they_fit() -> None:
    text = "Ingrid Solberg wrote it. The draft by I. Solberg was short. E. Solberg had nothing to do with it."
    assert len(one(text, "Ingrid Solberg").mentions) == 2


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    text = "The Nordic Council of Reindeer Owners (NCRO) met. The NCRO voted. Later the NCRO left."
    names = {entity.name: entity for entity in find_entities(text)}
    full = next(entity for name, entity in names.items() if name.startswith("Nordic Council"))
    assert "NCRO" not in names
    assert "NCRO" in full.aliases


def test_countries_are_joined_with_their_other_names_but_not_with_their_people() -> None:
    text = "The UK left. Britain has changed, and the United Kingdom with it. British voters were asked."
    country = one(text, "United Kingdom")
    assert set(country.aliases) == {"UK", "Britain"}
    assert one(text, "British").kind == "group"


def test_mentions_wear_what_is_written_and_breaks_do_not_matter() -> None:
    text = "On the first day of their long tour they flew from Buenos\nAires to Rio de Janeiro, in the south."
    places = {entity.name for entity in find_entities(text) if entity.kind == "place"}
    assert {"Buenos Aires", "Rio de Janeiro"} <= places


def test_a_surname_with_a_small_link_joins_whatever_its_capital() -> None:
    person = one("Pieter van Houten came. Van Houten spoke.", "Pieter van Houten")
    assert len(person.mentions) == 2


def test_an_unknown_word_that_opens_a_line_is_no_name() -> None:
    assert found("Gazebo: lent four times.\n\nFondue: lent once, never returned.") == {}
