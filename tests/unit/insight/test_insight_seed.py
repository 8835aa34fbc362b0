"""The article that the issue names: who and what is in it, and who said what, by rules that know nothing of
it."""

from __future__ import annotations

import pytest

from reader.insight import Entity, Quote, find_entities, find_quotes
from tests.shared_data import shared_path


@pytest.fixture(scope="module")
def text() -> str:
    return shared_path("seed", "article.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def entities(text: str) -> list[Entity]:
    return find_entities(text)


@pytest.fixture(scope="module")
def quotes(text: str) -> list[Quote]:
    return find_quotes(text)


def names(entities: list[Entity], kind: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in entities if entity.kind == kind}


def test_its_people_are_found_under_their_full_names(entities: list[Entity]) -> None:
    people = names(entities, "person")
    assert {"Nicolas Maduro", "Ryan Ding", "Miao Wei"} <= set(people)
    assert people["Nicolas Maduro"].aliases == ("Maduro",)
    assert people["Ryan Ding"].aliases == ("Ding",)


def test_no_place_and_no_company_is_taken_for_a_person(entities: list[Entity]) -> None:
    for name in names(entities, "person"):
        assert not {"Huawei", "Carrier", "CEO", "Washington", "Beijing", "Caracas"} & set(name.split())


def test_its_organisations_are_found(entities: list[Entity]) -> None:
    organisations = names(entities, "organisation")
    assert {"Huawei", "El Nacional", "Chinese Foreign Ministry"} <= set(organisations)
    assert len(organisations["Huawei"].mentions) >= 12


def test_its_places_are_found(entities: list[Entity]) -> None:
    places = names(entities, "place")
    wanted = "Venezuela China Caracas Beijing Wuzhen Zhejiang India Switzerland Finland Washington Shenzhen"
    assert set(wanted.split()) | {"South Korea", "United Kingdom"} <= set(places)
    assert "UK" in places["United Kingdom"].aliases
    assert any("US" in (place.name, *place.aliases) for place in places.values())


@pytest.mark.parametrize(
    ("begins", "speaker"),
    [
        ("5G technology is coming", "Nicolas Maduro"),
        ("fully connected", "Ryan Ding"),
        ("independent judgement", "Chinese Foreign Ministry"),
    ],
)
def test_its_speech_has_its_speakers(quotes: list[Quote], begins: str, speaker: str) -> None:
    quote = next(quote for quote in quotes if quote.text.startswith(begins))
    assert (quote.kind, quote.speaker) == ("speech", speaker)


def test_terms_in_quotation_marks_are_phrases(quotes: list[Quote]) -> None:
    kinds = [quote.kind for quote in quotes if quote.text in ("top priorities", "no backdoor")]
    assert kinds == ["phrase", "phrase", "phrase"]


def test_what_is_reported_without_marks_has_its_speakers_too(quotes: list[Quote]) -> None:
    said = {quote.speaker: quote.text for quote in quotes if quote.kind == "indirect"}
    assert {"Nicolas Maduro", "Ryan Ding", "Miao Wei"} <= set(said)
    assert said["Miao Wei"].startswith("that Beijing welcomes")
