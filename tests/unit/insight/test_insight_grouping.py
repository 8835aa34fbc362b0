"""One person, one company, one country, one entry: what is joined, and what is kept apart."""

from __future__ import annotations

import pytest

from reader.insight.engine import find_quotes
from reader.insight.grouping import canonical_names
from reader.insight.spans import Span
from reader.insight.values import EntityKind


def grouped(text: str, *marked: tuple[str, EntityKind]) -> list[str]:
    """The canonical names of words of a text, each looked for after the one before."""
    spans: list[Span] = []
    at = 0
    for words, kind in marked:
        at = text.index(words, at)
        spans.append(Span(at, at + len(words), kind))
        at += len(words)
    names = canonical_names(text, spans)
    return [names.of(span) for span in sorted(spans)]


PERSON: EntityKind = "person"
ORGANISATION: EntityKind = "organisation"
PLACE: EntityKind = "place"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ryan Ding spoke. Ding left.", ("Ryan Ding", "Ding")),
        ("President Nicolas Maduro spoke. Maduro's aide left.", ("President Nicolas Maduro", "Maduro's")),
        ("U.S. President Donald Trump spoke. Trump left.", ("U.S. President Donald Trump", "Trump")),
        ("Joanna Frey KC rose. Frey sat.", ("Joanna Frey KC", "Frey")),
        ("J. R. Hartley wrote it. Hartley fished.", ("J. R. Hartley", "Hartley")),
        ("Gabriel García Márquez came. García smiled.", ("Gabriel García Márquez", "García")),
        ("Guybrush Ulysses Threepwood is Guybrush.", ("Guybrush Ulysses Threepwood", "Guybrush")),
    ],
)
def test_the_forms_of_a_person_are_one(text: str, marked: tuple[str, str]) -> None:
    first, second = grouped(text, *((words, PERSON) for words in marked))
    assert first == second


def test_people_of_one_surname_stay_apart_and_the_bare_one_is_the_nearest() -> None:
    names = grouped(
        "Anna Berg and Karl Berg met. Karl Berg spoke. Berg left.",
        ("Anna Berg", PERSON), ("Karl Berg", PERSON), ("Karl Berg", PERSON), ("Berg", PERSON),
    )  # fmt: skip
    assert names == ["Anna Berg", "Karl Berg", "Karl Berg", "Karl Berg"]


def test_brothers_share_the_surname_that_only_the_last_is_given() -> None:
    names = grouped(
        "The brothers Emil and Oskar Lindholm quarrelled. Emil left.",
        ("Emil", PERSON), ("Oskar Lindholm", PERSON), ("Emil", PERSON),
    )  # fmt: skip
    assert names == ["Emil Lindholm", "Oskar Lindholm", "Emil Lindholm"]


def test_two_people_side_by_side_do_not_share_a_surname() -> None:
    names = grouped("The singers Madonna and Sean Penn came.", ("Madonna", PERSON), ("Sean Penn", PERSON))
    assert names == ["Madonna", "Sean Penn"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The World Health Organization (WHO) met. WHO agreed.", ("World Health Organization", "WHO", "WHO")),
        ("The WHO (World Health Organization) met.", ("WHO", "World Health Organization")),
        ("The European Space Agency met. ESA agreed.", ("European Space Agency", "ESA")),
        ("The New People's Party won. The NPP cheered.", ("New People's Party", "NPP")),
        ("The Philippine Commission met. The Commission rose.", ("Philippine Commission", "Commission")),
        ("Kansas City Royals won. The Royals cheered.", ("Kansas City Royals", "Royals")),
        ("Interscope Records signed them. Interscope paid.", ("Interscope Records", "Interscope")),
        ("PlayNation Ltd. grew. Playnation hired.", ("PlayNation Ltd.", "Playnation")),
    ],
)
def test_the_forms_of_an_organisation_are_one(text: str, marked: tuple[str, ...]) -> None:
    spans: list[tuple[str, EntityKind]] = [(words, ORGANISATION) for words in marked]
    if "Kansas City Royals" in marked:
        text = "In Kansas City, the " + text
        spans = [("Kansas City", PLACE), *spans]
        assert len(set(grouped(text, *spans)[1:])) == 1
        return
    assert len(set(grouped(text, *spans))) == 1


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The Supreme Court and the High Court met. The Court rose.", ("Supreme Court", "High Court", "Court")),
        ("Square Enix owns Square Enix Europe.", ("Square Enix", "Square Enix Europe")),
        ("The ABC and the Arab Banking Circle and the Alberta Bird Club.",
         ("ABC", "Arab Banking Circle", "Alberta Bird Club")),
    ],
)  # fmt: skip
def test_two_that_fit_are_none(text: str, marked: tuple[str, ...]) -> None:
    names = grouped(text, *((words, ORGANISATION) for words in marked))
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The United Kingdom left. The UK stayed. Britain wept.", ("United Kingdom", "UK", "Britain")),
        ("The Kingdom of Belgium, or Belgium.", ("Kingdom of Belgium", "Belgium")),
        ("Durán and Duran are one town.", ("Durán", "Duran")),
    ],
)
def test_the_forms_of_a_place_are_one(text: str, marked: tuple[str, ...]) -> None:
    assert len(set(grouped(text, *((words, PLACE) for words in marked)))) == 1


def test_names_that_lead_to_one_another_in_a_ring_end() -> None:
    text = "Alpha Beta and Beta Alpha and Alpha and Beta."
    names = grouped(text, *((words, ORGANISATION) for words in ("Alpha Beta", "Beta Alpha", "Alpha", "Beta")))
    assert len(names) == 4


def test_a_capital_that_speaks_is_a_place_and_the_speaker() -> None:
    (quote,) = [
        quote
        for quote in find_quotes("“We will answer in due time,” Beijing said.")
        if quote.kind == "speech"
    ]
    assert quote.speaker == "Beijing"


@pytest.mark.parametrize(
    ("text", "marked", "kind"),
    [
        ("Naomi Lund, born Trinity Fatu, won. Trinity Fatu wept.", ("Naomi Lund", "Trinity Fatu"), PERSON),
        ("Cobh (formerly Queenstown) is wet. Queenstown was.", ("Cobh", "Queenstown"), PLACE),
        ("Osaka Bay (大阪湾) is calm.", ("Osaka Bay", "大阪湾"), PLACE),
        (
            "Penedo da Saudade (English: Rock of Nostalgia) is steep.",
            ("Penedo da Saudade", "Rock of Nostalgia"),
            PLACE,
        ),
        (
            "Holden Ltd, now known as Southern Motors, closed.",
            ("Holden Ltd", "Southern Motors"),
            ORGANISATION,
        ),
        (
            "The Church of Scientology sued. Scientology lost.",
            ("Church of Scientology", "Scientology"),
            ORGANISATION,
        ),
        ("The University of Oxford won; Oxford cheered.", ("University of Oxford", "Oxford"), ORGANISATION),
        (
            "The Chicago White Sox lost. White Sox fans wept.",
            ("Chicago White Sox", "White Sox"),
            ORGANISATION,
        ),
        ("Los Angeles burnt. L.A. recovered.", ("Los Angeles", "L.A."), PLACE),
        ("A Belgian won, and Belgians cheered.", ("Belgian", "Belgians"), "group"),
    ],
)
def test_another_name_that_the_text_gives_is_the_same(
    text: str, marked: tuple[str, str], kind: EntityKind
) -> None:
    first, second = grouped(text, *((words, kind) for words in marked))
    assert first == second


@pytest.mark.parametrize(
    ("text", "marked", "kind"),
    [
        ("Anna Lind or Maria Falk will come.", ("Anna Lind", "Maria Falk"), PERSON),
        ("Anna Lind (Maria Falk) sang.", ("Anna Lind", "Maria Falk"), PERSON),
        ("Lindsay (Rotterdam) is a village.", ("Lindsay", "Rotterdam"), PLACE),
        ("Anna Lind, who was called by Maria Falk, came.", ("Anna Lind", "Maria Falk"), PERSON),
        ("Velar, now a rival of Norlandia, grew.", ("Velar", "Norlandia"), ORGANISATION),
        ("Anna Lind called Maria Falk.", ("Anna Lind", "Maria Falk"), PERSON),
        ("Anna Lind, known to Maria Falk, came.", ("Anna Lind", "Maria Falk"), PERSON),
        ("Anna Lind also met Maria Falk.", ("Anna Lind", "Maria Falk"), PERSON),
    ],
)
def test_two_names_beside_each_other_are_two(text: str, marked: tuple[str, str], kind: EntityKind) -> None:
    first, second = grouped(text, *((words, kind) for words in marked))
    assert first != second
