"""Which words beside a quotation say that somebody says it, and where that somebody is named.

Cues: a verb of saying with its subject before or after it, `according to`, a name with a colon, a signature
after a dash. Each gets points for nearness and form; the best one of the sentence wins. Whom a pronoun means
is decided elsewhere (`reader.insight.speakers`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reader.insight.clauses import Clause, Phrase
from reader.insight.verbs import ATTRIBUTING_VERBS, NOUN_LIKE, PASSIVE_OF_SPEECH, SPEECH_VERBS
from reader.insight.vocabulary import DETERMINERS, PRONOUNS

__all__ = ["Cue", "best_cue", "find_cues", "is_strong"]

_BETWEEN_SUBJECT_AND_VERB = frozenset({"then", "also", "later", "has", "had", "now"})
_PAST_ENDING = ("ed", "es", "ew", "ent", "ang", "oke", "ot", "old")
_NOT_VERBS = frozenset("is was as has this of and does yes these makes goes comes uses needs takes".split())
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_FOREIGN_AUXILIARIES = frozenset(
    {"a", "ha", "hat", "haben", "ont", "avait", "hatte", "han", "heeft", "hanno"}
)
_QUOTED_REACH = 12
_BEFORE_NOUNS = frozenset({"of", "for", "in", "on", "a", "the"})
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_LEAST_POINTS = -3.0
_SOMEBODY = frozenset({"one", "another", "some"})
_OFTEN = frozenset("often sometimes also widely once later first usually".split())
_UNREAL = frozenset(
    "will would can could may might should to must shall cannot can't won't wouldn't couldn't".split()
)
_UNREAL_COST = 4.0
"""What a verb loses that only will, may or should be said."""
_OTHER_HALF_COST = 6.0
"""What a cue loses that a semicolon, or `and`, parts from the quotation."""
_PARTS = frozenset({"and", "but", "while", "whereas"})
_OBJECTS = frozenset("it him her them himself herself itself themselves me us".split())
_UNSUITABLE_INVERTED = frozenset({"it", "you", "we"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells who speaks, at `index` of its clause, and the phrase that names who.

    `rule` is one of: before, after (the verb stands so to its subject), according, colon, signature,
    participle, bare (no subject found), weak (the subject may be no speaker).
    """

    index: int
    subject: Phrase | None
    rule: str


def find_cues(clause: Clause) -> list[Cue]:
    """All cues of one clause, in order, with participles given the subject of the verb before them."""
    found: list[Cue] = []
    for index, word in enumerate(clause.words):
        if word.region is not None:
            cue = _unlisted_verb(clause, index)
        elif (
            word.lower in ("put", "puts")
            and index + 1 < len(clause.words)
            and clause.words[index + 1].lower == "it"
        ):
            subject = clause.left_of(index - 1)
            cue = Cue(index, subject, "before") if subject else None
        elif word.lower in clause.verbs.according:
            subject = clause.right_of(index + 1)
            cue = Cue(index, subject, "according") if subject else None
        elif word.lower == "saying" and index and clause.words[index - 1].lower == "as":
            cue = _quoted_as_saying(clause, index)
        elif word.lower == "words" and index:
            cue = _own_words(clause, index)
        elif word.lower == "according":
            cue = _according(clause, index)
        elif word.text == ":":
            cue = _colon(clause, index)
        elif word.text in _DASHES:
            cue = _signature(clause, index)
        elif word.lower in clause.verbs.speech and (word.text.islower() or index == 0):
            cue = _verb(clause, index)
        else:
            cue = None
        if cue is not None:
            found.append(cue)
    return _with_subjects(clause, found)


def _unlisted_verb(clause: Clause, index: int) -> Cue | None:
    """`"…," she cautioned`: after a quotation that ends in a comma any verb form with a subject is a cue."""
    words = clause.words
    if (
        words[index].tail not in (",", "?", "!", "—", "-")
        or index + 2 >= len(words)
        or words[index + 1].region
    ):
        return None
    subject = clause.short_at(index + 1)
    if subject is None:
        return None
    at = subject[1] + 1
    while (
        at < len(words)
        and at - subject[1] < 3
        and (words[at].lower in _BETWEEN_SUBJECT_AND_VERB or words[at].lower.endswith("ly"))
    ):
        at += 1
    if at >= len(words) or words[at].region:
        return None
    verb = words[at]
    unlisted = verb.text.islower() and verb.text.isalpha() and verb.lower not in clause.verbs.speech
    if unlisted and verb.lower.endswith(_PAST_ENDING) and verb.lower not in _NOT_VERBS:
        return Cue(at, subject, "before")
    return None


def _according(clause: Clause, index: int) -> Cue | None:
    words = clause.words
    if index + 1 < len(words) and words[index + 1].lower == "to":
        subject = clause.right_of(index + 2)
        if subject:
            return Cue(index, subject, "according")
    return None


def _quoted_as_saying(clause: Clause, index: int) -> Cue | None:
    """`Drake was quoted by the Herald as saying`: Drake said it."""
    for at in range(index - 2, max(0, index - _QUOTED_REACH), -1):
        if clause.words[at].lower in ("quoted", "cited", "reported", "recorded"):
            subject = clause.left_of(at - 1)
            return Cue(index, subject, "before") if subject else None
    return None


def _own_words(clause: Clause, index: int) -> Cue | None:
    """`in her own words`, `in the words of the prosecutor`, `in Ding's words`."""
    words = clause.words
    if index + 2 < len(words) and words[index + 1].lower == "of" and words[index - 1].lower == "the":
        subject = clause.right_of(index + 2)
        return Cue(index, subject, "according") if subject else None
    at = index - 1 - (words[index - 1].lower == "own")
    if at > 0 and words[at].lower in ("his", "her", "their") and words[at - 1].lower == "in":
        return Cue(index, (at, at), "according")
    if at > 1 and words[at].text in ("'s", "'") and words[at - 1].named:
        return Cue(index, (at - 1, at - 1), "according")
    return None


def _colon(clause: Clause, index: int) -> Cue | None:
    """A name at the clause's start with a colon: `Ding: "…"`, `PENCE: …`."""
    if not 0 < index <= 6:
        return None
    words = clause.words
    if not words[index - 1].named or any(
        word.lower in clause.verbs.speech or word.region for word in words[:index]
    ):
        return None
    if index + 1 < len(words) and words[index + 1].region is None and index > 4:
        return None
    return Cue(index, (0, index - 1), "colon")


def _signature(clause: Clause, index: int) -> Cue | None:
    """A name after a dash that follows the quotation: `"…" — Ada Lovelace`."""
    words = clause.words
    if not index or words[index - 1].region is None or index + 1 >= len(words) or not words[index + 1].named:
        return None
    last = index + 1
    while last + 1 < len(words) and words[last + 1].named:
        last += 1
    if last - index <= 5 and (
        last + 1 >= len(words) or words[last + 1].region or words[last + 1].text in ",."
    ):
        return Cue(index, (index + 1, last), "signature")
    return None


def _verb(clause: Clause, index: int) -> Cue | None:
    words = clause.words
    word = words[index]
    before = words[index - 1] if index else None
    strong = word.lower in clause.verbs.strong
    if before and (before.lower in DETERMINERS or before.text in ("'s", "'")):
        nominal = before.lower not in ("some", "many", "others", "both", "another", "one", "that", "this")
        if (nominal and word.lower in NOUN_LIKE) or not (strong or before.lower in _SOMEBODY):
            return None
    if before and before.lower in _BEFORE_NOUNS and word.lower in SPEECH_VERBS:
        return None
    adverb = before is not None and index > 1 and before.lower in _OFTEN
    auxiliary_at = words[index - 2] if adverb else before
    if auxiliary_at and auxiliary_at.lower in _PASSIVE and word.lower in PASSIVE_OF_SPEECH:
        return None
    auxiliary = before is not None and before.text in _FOREIGN_AUXILIARIES
    if _after_region(clause, index - 1 if auxiliary else index):
        subject = clause.right_of(index + 1)
        unsuitable = subject and subject[0] == subject[1] and words[subject[0]].lower in _UNSUITABLE_INVERTED
        if subject and not unsuitable and (strong or clause.named(subject)):
            return Cue(index, subject, "after")
    if before and before.lower in ("and", "but", "or") and before.region is None:
        return Cue(index, None, "participle")
    if word.lower.endswith("ing"):
        return Cue(index, None, "participle")
    return _verb_with_subject(clause, index, strong)


def _after_region(clause: Clause, index: int) -> bool:
    """Whether a quotation, with or without a comma, ends right before `index`."""
    words = clause.words
    before = index - 2 if index > 1 and words[index - 1].text == "," else index - 1
    return before >= 0 and words[before].region is not None


def _verb_with_subject(clause: Clause, index: int, strong: bool) -> Cue | None:
    words = clause.words
    lower = words[index].lower
    if strong and index and words[index - 1].text == ",":
        inverted = clause.right_of(index + 1)
        if (
            inverted
            and clause.named(inverted)
            and (inverted[1] + 1 >= len(words) or words[inverted[1] + 1].text in ".,;")
        ):
            return Cue(index, inverted, "after")
    subject = clause.left_of(index - 1)
    if subject and words[subject[1]].lower in ("that", "which", "it") and not strong:
        told = not subject[0] or words[subject[0] - 1].lower == "what"
        subject = subject if told and lower in ATTRIBUTING_VERBS else None
    if subject is None:
        return Cue(index, None, "bare") if strong else None
    last = words[subject[1]]
    nominal = not last.named and last.lower not in PRONOUNS and last.lower != "who"
    noun = nominal or (subject[1] != index - 1 and words[index - 1].text != ",")
    acts = nominal and clause.human(subject) and _has_object(clause, index)
    if lower in NOUN_LIKE and noun and not acts:
        return None
    if nominal and not clause.human(subject):
        relative = clause.relative_before(index)
        return Cue(index, relative, "before") if relative else Cue(index, subject, "weak")
    return Cue(index, subject, "before")


def _has_object(clause: Clause, index: int) -> bool:
    """Whether a form that may be a noun is a verb here: `the teacher calls it`, `the owner calls “the den”`."""
    if index + 1 >= len(clause.words):
        return False
    after = clause.words[index + 1]
    return after.region is not None or after.lower in _OBJECTS or after.lower in DETERMINERS


def _with_subjects(clause: Clause, cues: list[Cue]) -> list[Cue]:
    """Participles and coordinated verbs take the subject of the verb before them, or the sentence's."""
    found: list[Cue] = []
    subject: Phrase | None = None
    for cue in cues:
        if cue.subject is None:
            given = subject if cue.rule == "participle" else None
            given = given or clause.first_subject(cue.index)
            if given is None:
                continue
            cue = replace(cue, subject=given)
        elif cue.rule in ("before", "after"):
            subject = cue.subject
        found.append(cue)
    return found


def best_cue(clause: Clause, index: int, cues: list[Cue]) -> Cue | None:
    """The cue that fits the quotation at `index` best; None when all are too far away."""
    best, most = None, _LEAST_POINTS
    for cue in cues:
        points = (
            _points_after(clause, index, cue) if cue.index > index else _points_before(clause, index, cue)
        )
        if cue.index and clause.words[cue.index - 1].lower in _UNREAL:
            points -= _UNREAL_COST
        if any(word.text == ";" for word in clause.words[min(cue.index, index) : max(cue.index, index)]):
            points -= _OTHER_HALF_COST
        if points > most:
            best, most = cue, points
    return best


def _between(clause: Clause, first: int, last: int) -> tuple[int, int]:
    """Words and quotations between two positions."""
    words = quotations = 0
    for word in clause.words[first + 1 : last]:
        if word.region:
            quotations += 1
        elif word.text[0].isalnum():
            words += 1
    return words, quotations


def is_strong(clause: Clause, cue: Cue) -> bool:
    """Whether a cue nearly always names who speaks."""
    word = clause.words[cue.index].lower
    if word in ("put", "puts"):  # a cue only before `it`
        return True
    return word in clause.verbs.strong or cue.rule in ("according", "colon", "signature")


def _points_after(clause: Clause, index: int, cue: Cue) -> float:
    words, quotations = _between(clause, index, cue.index)
    subject = cue.subject or (0, 0)
    if cue.rule == "before" and subject[0] > index:
        words -= subject[1] - subject[0] + 1
    points = 6 - 0.9 * words - 2.5 * quotations + (3 if is_strong(clause, cue) else 0)
    if cue.rule == "signature":
        points += 6 - 4 * quotations
    elif cue.rule == "after":
        points += 3 - 2 * quotations
    elif cue.rule in ("participle", "bare", "weak"):
        points -= 5
    elif cue.rule == "before" and subject[0] < index:
        points -= 1.5
    if subject[0] > index and any(
        word.lower in _PARTS and word.region is None for word in clause.words[index + 1 : subject[0]]
    ):
        points -= _OTHER_HALF_COST
    return points


def _points_before(clause: Clause, index: int, cue: Cue) -> float:
    words, quotations = _between(clause, cue.index, index)
    points = 6 - 0.35 * words - quotations + (2.5 if is_strong(clause, cue) else 0)
    mark = clause.words[index - 1].text if index else ""
    if mark in (",", ":") and words <= 1:
        points += 3
    if mark == ":":
        points += 2
    if cue.rule == "according" and cue.index <= 1:
        points += 2.0
    return points - {"participle": 0.5, "according": 2.0, "signature": 9.0, "bare": 4.0, "weak": 4.0}.get(
        cue.rule, 0.0
    )
