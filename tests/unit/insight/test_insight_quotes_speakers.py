"""Whom a quotation is given to where its speaker is a pronoun, an office, a crowd, or nobody."""

from __future__ import annotations

import pytest

from reader.insight import Quote, find_entities, find_quotes


def speech(text: str) -> list[tuple[str, str]]:
    return [(quote.text.rstrip(".,"), quote.speaker) for quote in find_quotes(text) if quote.kind == "speech"]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(quote.text.rstrip(".,"), quote.kind) for quote in find_quotes(text) if quote.kind != "indirect"]


def first(text: str) -> Quote:
    return next(quote for quote in find_quotes(text) if quote.kind != "indirect")


def test_she_is_whom_the_sentence_before_is_about() -> None:
    text = "Anna Lind told Marie Falk that it was over. Falk shook her head. “It is not,” she said."
    assert speech(text) == [("It is not", "Marie Falk")]


def test_a_pronoun_is_followed_back_over_a_sentence_that_begins_with_it() -> None:
    text = "“No,” said Anna Lind. Marie Falk sat down. She thought about it. “Perhaps,” she said."
    assert speech(text)[1] == ("Perhaps", "Marie Falk")


def test_somebody_without_a_name_can_be_he() -> None:
    text = "Karl Berg said no. His brother gave another account. “We were there,” he said."
    assert speech(text) == [("We were there", "His brother")]


@pytest.mark.parametrize(
    "text",
    [
        "The Taoiseach, Aoife Brennan, promised help. “Nobody is alone,” the Taoiseach said.",
        "Anders Vik, its chief executive, spoke. “Nobody is alone,” the chief executive said.",
        "Mission director Thandiwe Nkosi spoke. “Nobody is alone,” the director said.",
        "They asked the mayor twice. “Never,” Ken Abbot said. “Nobody is alone,” said the mayor.",
    ],
)
def test_an_office_is_who_holds_it(text: str) -> None:
    name, _, _ = next(
        (name, at, text.index(name))
        for name in ("Aoife Brennan", "Anders Vik", "Thandiwe Nkosi", "Ken Abbot")
        if (at := name in text)
    )
    assert speech(text)[-1] == ("Nobody is alone", name)


def test_the_insertion_names_who_a_role_is() -> None:
    assert first("A lawyer for the families, Gareth Nuttall, called it “the saddest page”.").speaker == (
        "Gareth Nuttall"
    )
    assert first("In the words of the Crown prosecutor, Ian Moss, “nobody came”.").speaker == "Ian Moss"


def test_a_person_of_something_is_the_whole_phrase() -> None:
    text = "A person close to the talks said the two “could not even agree on the coffee”."
    assert first(text).speaker == "A person close to the talks"


def test_a_crowd_has_no_name() -> None:
    quote = first("A manager who passed was greeted with shouts of “Shame on you all!”")
    assert quote.speaker == ""


def test_a_speaker_is_called_what_the_entity_is_called() -> None:
    text = "Meridian Holdings owns it. “Certainty is what our customers need,” the company said."
    (said,) = speech(text)
    assert said[1] in {entity.name for entity in find_entities(text)}


def test_a_nickname_is_a_phrase_within_a_name() -> None:
    text = "William “Billy” Carrow used to say that the town was “too small to lie in”."
    assert kinds(text) == [("Billy", "phrase"), ("too small to lie in", "speech")]
    assert speech(text)[0][1] == "William Carrow"


def test_what_is_written_on_a_thing_is_not_said() -> None:
    assert kinds("A sign by the gate says “No Ball Games”.") == [("No Ball Games", "phrase")]


def test_a_fragment_that_ends_what_somebody_says_is_speech_and_an_attribute_is_not() -> None:
    assert kinds("Karl Berg said the plan was “hopeless”.") == [("hopeless", "speech")]
    assert kinds("Karl Berg noted that the “open” tools were closed.") == [("open", "phrase")]


def test_two_terms_side_by_side_are_of_one_kind() -> None:
    text = "The judge ruled that the words “leave” and “alone” are not a threat."
    assert kinds(text) == [("leave", "phrase"), ("alone", "phrase")]


def test_a_pull_quote_has_the_speaker_of_the_quotation_that_it_repeats() -> None:
    text = "It rained.\n\n“People are not careless.”\n\n“People are not careless,” said Chidi Achebe of the shed."
    assert [speaker for _, speaker in speech(text)] == ["Chidi Achebe", "Chidi Achebe"]


def test_a_closing_mark_that_stands_a_space_too_far_still_closes() -> None:
    text = 'It sets out a meaning of "modify, "no matter the context, Karl Berg wrote.'
    assert [quote.text.rstrip(", ") for quote in find_quotes(text) if quote.kind == "phrase"] == ["modify"]


def test_quoted_as_saying_is_saying() -> None:
    text = "Callum Drake was quoted by the Morning Herald as saying that the plan was “dead on arrival”."
    assert speech(text) == [("dead on arrival", "Callum Drake")]


def test_other_languages_have_their_pronouns() -> None:
    text = (
        "„Der Motor ist alt“, sagte Karin Vogt. Der Fährmann Jürgen Behrens sieht das anders. „Der Motor läuft, solange"
        " ich lebe“, sagte er."
    )
    assert [speaker for _, speaker in speech(text)] == ["Karin Vogt", "Jürgen Behrens"]
