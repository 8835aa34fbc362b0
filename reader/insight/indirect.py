"""Indirect speech with a named speaker: `Ding said that …`, `…, according to Ding`. Reported without
marks."""

from __future__ import annotations

from reader.article import Range
from reader.insight.attribution import Cue
from reader.insight.clauses import Clause
from reader.insight.speakers import Speakers
from reader.insight.values import Quote
from reader.insight.verbs import REPORTING_VERBS
from reader.insight.vocabulary import FUNCTION_WORDS, PRONOUNS

__all__ = ["indirect_quote"]

_WORDS_AT_LEAST = 4
_NO_CLAUSE = frozenset(
    {"something", "nothing", "anything", "everything", "so", "goodbye", "hello", "yes", "no", "what"}
)
_WITHOUT_THAT = frozenset(
    """said says say saying stated states claimed claims claim insisted insists believed believes believe announced
    announces confirmed confirms warned warns argued argues estimated estimates predicted predicts admitted admits added
    adds thought thinks think hoped hopes hope feared fears promised promises vowed vows pledged acknowledged conceded
    maintained maintains denied suggested suggests explained explains noted notes""".split()
)
_OPENERS = frozenset(
    {"that", "it", "he", "she", "they", "we", "there", "on", "in", "a", "the", "its", "his", "her"}
)


def indirect_quote(text: str, clause: Clause, cues: list[Cue], speakers: Speakers) -> Quote | None:
    """The indirect quotation of a clause without marks, or None."""
    words = clause.words
    for cue in cues:
        if cue.subject is None or cue.rule in ("participle", "bare", "weak", "colon", "signature"):
            continue
        start, end = _content(clause, cue)
        if end - start < _WORDS_AT_LEAST:
            continue
        subject = clause.words[cue.subject[0]].start, clause.words[cue.subject[1]].end
        head = words[cue.subject[1]]
        if not head.named and head.lower not in PRONOUNS and not clause.human(cue.subject):
            continue
        speaker = speakers.resolve(*subject)
        if not speaker:
            continue
        first, last = words[start].start, words[end - 1].end
        return Quote(
            start=first,
            end=last,
            text=" ".join(text[first:last].split()),
            kind="indirect",
            speaker=speaker,
            cue=_cue_text(text, clause, cue),
            confidence=0.8 if words[start].lower == "that" else 0.65,
            rule="indirect-" + cue.rule,
            speaker_range=Range(*subject),
            cue_range=Range(words[cue.index].start, words[cue.index].end),
        )
    return None


def _cue_text(text: str, clause: Clause, cue: Cue) -> str:
    word = clause.words[cue.index]
    return "according to" if cue.rule == "according" else text[word.start : word.end]


def _content(clause: Clause, cue: Cue) -> tuple[int, int]:
    """The words that are reported: after `said that`, or before `, said Ding` and around `according to
    Ding`."""
    words = clause.words
    count = len(words)
    while count and words[count - 1].text in ".!?…":
        count -= 1
    assert cue.subject is not None
    subject_first, subject_last = cue.subject
    if cue.rule == "according":
        if cue.index <= 1:
            after = subject_last + 1
            while after < count and words[after].text != ",":
                after += 1
            return after + 1, count
        before = cue.index - 1 if words[cue.index - 1].text == "," else cue.index
        return 0, before
    if words[cue.index].lower not in REPORTING_VERBS:
        return 0, 0
    if cue.rule == "after" or (
        cue.index > subject_last and cue.index >= count - 3 and subject_first > _WORDS_AT_LEAST
    ):
        edge = min(cue.index, subject_first)
        return (0, edge - 1) if edge and words[edge - 1].text == "," else (0, 0)
    return _reported_after(clause, cue.index + 1, count)


def _reported_after(clause: Clause, at: int, count: int) -> tuple[int, int]:
    """What follows a verb of reporting, past a time or an addressee, when it can be a clause."""
    words = clause.words
    for index in range(at, min(count, at + 9)):
        word = words[index]
        if word.lower == "that":
            return index, count
        if word.text in (",", ":", ";", '"') or word.region:
            break
    if at >= count or words[at].region or words[at].text in (",", ":", "."):
        return 0, 0
    if words[at].lower in ("to", "of", "about", "by", "as", "against", "with", "for", "and", "or"):
        return 0, 0
    if words[at - 1].lower not in _WITHOUT_THAT or words[at].lower in _NO_CLAUSE:
        return 0, 0
    if words[at].lower in _OPENERS or words[at].named or words[at].lower not in FUNCTION_WORDS:
        tail = words[at:count]
        return (at, count) if any(_is_finite(word.lower) for word in tail) else (0, 0)
    return 0, 0


def _is_finite(word: str) -> bool:
    return word in _FINITE or (word.endswith("ed") and len(word) > 4)


_FINITE = frozenset(
    """is are was were am will would has have had can could should do does did must may might won't can't
    isn't aren't wasn't weren't wouldn't couldn't didn't doesn't don't intends plans wants needs expects
    remains makes takes goes comes gives shows means welcomes continues began went took made gave came left
    lost won""".split()
)
