"""Quotations in the forms that articles use, and whom they are given to."""

from __future__ import annotations

import pytest

from reader.insight import Quote, find_quotes


def speech(text: str) -> list[tuple[str, str]]:
    return [(quote.text, quote.speaker) for quote in find_quotes(text) if quote.kind == "speech"]


def only(text: str) -> Quote:
    (quote,) = [quote for quote in find_quotes(text) if quote.kind != "indirect"]
    return quote


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge is safe," Karl Berg said.',
        "“The bridge is safe,” Karl Berg said.",
        "‘The bridge is safe,’ Karl Berg said.",
        "'The bridge is safe,' said Karl Berg.",
        "«The bridge is safe», said Karl Berg.",
        "„The bridge is safe“, said Karl Berg.",
        "»The bridge is safe«, said Karl Berg.",
        "Karl Berg said: “The bridge is safe.”",
        "According to Karl Berg, “the bridge is safe” for lorries.",
        "“The bridge is safe,” the engineer Karl Berg told The Daily Post.",
        "“The bridge is safe,” Karl Berg, who built it, said on Monday.",
        "Asked about it, Karl Berg replied: “The bridge is safe.”",
        "As Karl Berg put it, “the bridge is safe”.",
    ],
)
def test_every_style_of_marks_and_cues_gives_the_speaker(text: str) -> None:
    quote = only(text)
    assert quote.text.lower().rstrip(".,") == "the bridge is safe"
    assert (quote.kind, quote.speaker) == ("speech", "Karl Berg")
    assert text[quote.start] in "\"“‘'«„»"


def test_a_quotation_broken_by_its_cue_is_two_of_one_speaker() -> None:
    text = "“It is a start,” said Karl Berg, a baker. “But it is,” he added, “not the end.”"
    assert [speaker for _, speaker in speech(text)] == ["Karl Berg"] * 3


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“The first part is long enough.\n\n“The second ends it,” Karl Berg said."
    quote = only(text)
    assert quote.speaker == "Karl Berg"
    assert quote.text.startswith("The first")
    assert quote.text.endswith("ends it,")


def test_what_follows_in_the_paragraph_is_by_the_same_speaker() -> None:
    text = "“We have waited,” said Anna Lind. “Now we can cross.”"
    assert speech(text)[1] == ("Now we can cross.", "Anna Lind")


def test_a_pronoun_is_the_person_of_its_gender() -> None:
    text = (
        "Anna Lind met Karl Berg on Monday. “We agree on everything,” she said.\n\n"
        "“Not on everything,” he said."
    )
    assert speech(text) == [("We agree on everything,", "Anna Lind"), ("Not on everything,", "Karl Berg")]


def test_a_role_is_the_person_who_holds_it() -> None:
    text = "The minister, Eva Horn, rejected the plan. “It will not work,” the minister said."
    assert speech(text) == [("It will not work,", "Eva Horn")]


def test_a_surname_is_its_full_name() -> None:
    text = "Karl Berg came late. “I missed the train, I am sorry,” Berg said."
    assert speech(text) == [("I missed the train, I am sorry,", "Karl Berg")]


def test_someone_without_a_name_stays_as_he_is_called() -> None:
    assert speech("“We will see about that,” a spokesman said.") == [
        ("We will see about that,", "a spokesman")
    ]


def test_a_pronoun_for_nobody_stays_unknown() -> None:
    quote = only("“We will see about that,” she said.")
    assert (quote.kind, quote.speaker, quote.cue) == ("speech", "", "said")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “green wall” was built in 2001.",
        "Her novel “The Long Way Home” sold well.",
        "They called it a “smart” lamp.",
        "The term “soft power” is older than that.",
        "John “Johnny” Carsten laughed at the joke.",
        "It was a “once in a lifetime” offer for the town.",
    ],
)
def test_terms_titles_and_nicknames_are_phrases_without_a_speaker(text: str) -> None:
    quote = only(text)
    assert (quote.kind, quote.speaker) == ("phrase", "")


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert find_quotes("It's the dogs' bowl, rock 'n' roll, and the '90s weren't bad.") == []


def test_turns_of_an_interview_have_their_speakers() -> None:
    text = "INTERVIEWER: How did you start?\n\nINGRID SOLBERG: With paper.\n\nINTERVIEWER: And then?\n\nINGRID SOLBERG: Ink."
    assert [(words, who) for words, who in speech(text) if who == "Ingrid Solberg"] == [
        ("With paper.", "Ingrid Solberg"),
        ("Ink.", "Ingrid Solberg"),
    ]


def test_a_question_and_an_answer_are_speech_of_nobody_known() -> None:
    assert speech("Q: Why?\n\nA: Because it rained.") == [("Why?", ""), ("Because it rained.", "")]


def test_dialogue_after_dashes_is_speech() -> None:
    text = "— ¿Dónde estás? — preguntó.\n\n— Aquí estoy."
    assert speech(text) == [("¿Dónde estás?", ""), ("Aquí estoy.", "")]


def test_other_languages_have_their_verbs() -> None:
    assert speech("« Il faut agir », a déclaré Jean Dupont dans une lettre.") == [
        ("Il faut agir", "Jean Dupont")
    ]
    assert speech("„Wir schaffen das“, sagte Karl Berg in der Stadt.") == [("Wir schaffen das", "Karl Berg")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karl Berg said that the bridge would open in May.", "that the bridge would open in May"),
        ("The bridge would open in May, said Karl Berg.", "The bridge would open in May"),
        ("The bridge would open in May, according to Karl Berg.", "The bridge would open in May"),
        ("According to Karl Berg, the bridge would open in May.", "the bridge would open in May"),
    ],
)
def test_reported_speech_is_indirect(text: str, words: str) -> None:
    (quote,) = find_quotes(text)
    assert (quote.kind, quote.text, quote.speaker) == ("indirect", words, "Karl Berg")


def test_the_places_of_speaker_and_cue_are_told() -> None:
    text = "“The bridge is safe,” she said. Anna Lind left."
    quote = only(text)
    assert quote.speaker_range is not None
    assert quote.cue_range is not None
    assert (quote.speaker_range.of(text), quote.cue_range.of(text)) == ("she", "said")


@pytest.mark.parametrize(
    "text",
    [
        "“I do not love it,” said Association chairman Eilif Grant.",
        "Eilif Grant looked at it for a whole afternoon and then told me: “I do not love it.”",
        "“I do not love it,” Eilif Grant, 54, wrote in a letter.",
    ],
)
def test_the_person_speaks_not_what_stands_beside_him(text: str) -> None:
    assert only(text).speaker == "Eilif Grant"


def test_who_was_asked_did_not_say_it() -> None:
    quote = only("The senator was asked about the “fake news” of the day.")
    assert (quote.kind, quote.speaker) == ("phrase", "")


def test_a_spokesperson_is_not_the_company() -> None:
    text = "Analysts at Goldman Sachs said: “It is a turning point for all of us.”"
    assert only(text).speaker == "Analysts at Goldman Sachs"
