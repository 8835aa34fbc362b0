"""Whether words between quotation marks were said by somebody, or are a term, a title or a scare-quote.

A sum of points for what the words look like and how they stand in their sentence; the points are set by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.insight.marks import Region
from reader.insight.verbs import SPEECH_VERBS, STRONG_VERBS
from reader.insight.vocabulary import FUNCTION_WORDS

__all__ = ["Standing", "speech_points"]

_WORDS = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_INTRODUCES_TERM = re.compile(
    r"(?:so[- ]called|called|known as|known simply as|dubbed|nicknamed|titled|entitled|named|branded|labell?ed|the terms?"
    r"|the words?|words?|expressions?|the phrase|the movie|the film|film|movie|topics?|themes?|titles?|book|novel|show|series|album|song|single|track|podcast|episode"
    r"|play|essay|poem|magazine|painting|hashtag|slogan|motto|headline|headlined|project|campaign|operation|code[- ]?named"
    r"|(?:words?|terms?|phrases?|names?|questions?|topics?|things?) (?:like|such as|as)|translated (?:\w+ )?as|aka|a\.k\.a\.|means|meaning|translated as|translates as|refers? to as|referred to as|described as|the so-called)"
    r"\s*[,:]?\s*$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|will|would|has|have|had|can|could|should|do|does|did|must|may|might|isn't|don't|won't|can't"
    r"|i'm|we're|it's|that's|there's|you're|they're|didn't|doesn't|wasn't|i've|we've|let's)\b",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_SAYS_BEFORE = re.compile("[说說道称稱示曰][，,：:]?$")
_WIDE_SAYS_AFTER = re.compile(
    "(?:と(?:述|語|話|言っ|答|訴|強)|[，,]?.{0,3}[说說道称稱]|(?:이?라고|고)\\s?(?:말|했|밝|강))"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|you|You|my|My|our|Our|me|us|I'm|I've|I'll|we're|We're)\b")
_SMALL_IN_TITLES = frozenset("of the a an in on for and to with at is or by from".split())
_BY_LENGTH = (-2.4, -2.4, -1.7, -1.1, -0.4, -0.4, 0.5, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a quotation stands in its sentence."""

    cue: bool = False
    """Some cue of the sentence reaches it."""
    adjacent: bool = False
    """The cue stands right beside it, with no more than its subject between."""
    comma: bool = False
    """It ends in a comma within its marks, as speech does before its cue."""
    strong: bool = False
    speaker_goes_on: bool = False
    """The paragraph quotes somebody already."""
    alone: bool = False
    """Its sentence holds little more than the quotation."""
    reported: bool = False
    """Somebody who can speak, and a verb of saying or naming after them, stand before it in its clause."""
    written: bool = False
    """The cue's subject is something that is written on: a sign, a banner."""


def speech_points(plain: str, region: Region, standing: Standing) -> float:
    """Above zero for speech. `plain` is straightened text."""
    inner = plain[region.inner : region.inner_end].strip()
    words = _WORDS.findall(inner)
    if not words:
        return -9.0
    wide = len(_WIDE.findall(inner))
    count = len(words) if wide < len(inner) // 2 else wide // 2
    points = _wide_points(plain, region) if wide else 0.0
    points += _BY_LENGTH[count] if count < len(_BY_LENGTH) else 1.0 if count < 16 else 1.6
    points += _own_points(inner, words, region)
    points += _standing_points(standing, count)
    if standing.alone and standing.speaker_goes_on and count < 3 and inner[-1] in ".!?":
        points += 1.5
    if standing.written:
        points -= 3.0
    return points + _neighbour_points(plain, region, standing, count)


def _wide_points(plain: str, region: Region) -> float:
    """What stands beside a quotation in Chinese, Japanese or Korean text."""
    before = plain[max(0, region.start - 4) : region.start].rstrip()
    after = plain[region.end : region.end + 6].lstrip()
    points = 1.5 if before[-1:] in (":", "：") or _WIDE_SAYS_BEFORE.search(before) else 0.0
    if _WIDE_SAYS_AFTER.match(after):
        points += 2.5
    return points + (0.5 if plain[region.inner_end - 1] in "。！？" else 0.0)


def _own_points(inner: str, words: list[str], region: Region) -> float:
    points = 0.0
    last = inner[-1]
    sentence_like = last in ".!?…" or (last == "," and len(words) > 2)
    if last in ".…":
        points += 0.6
    elif last in "?!":
        points += 0.5
    elif last != ",":
        points -= 0.4
    if _FINITE.search(inner):
        points += 1.0
    if _FIRST_PERSON.search(inner):
        points += 0.9
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    small = sum(word[0].islower() and word.lower() not in _SMALL_IN_TITLES for word in words)
    if len(words) > 1 and not small and capitals >= max(1, len(words) // 2):
        points -= 2.0 if not sentence_like else 1.0
    if region.mark in "《〈":
        points -= 6.0
    if region.mark == "'":
        points -= 0.3
    if not region.closed and region.mark in "\"'" and region.breaks:
        points -= 1.6
    return points


def _standing_points(standing: Standing, count: int) -> float:
    points = 0.0
    if standing.cue:
        points += 1.1
    if standing.adjacent and standing.comma:
        points += 0.7
    if standing.adjacent:
        points += 0.7 + (0.8 if standing.strong else 0.0)
    if standing.adjacent and standing.strong and standing.comma:
        points += 0.8
    if standing.speaker_goes_on:
        points += 0.5
    if standing.alone and count > 2:
        points += 1.0
        points += 1.0 if standing.speaker_goes_on else 0.0
    return points


def _neighbour_points(plain: str, region: Region, standing: Standing, count: int) -> float:
    before = plain[max(0, region.start - 40) : region.start].rpartition("\n")[2]
    after = plain[region.end : region.end + 24].partition("\n")[0]
    points = 0.0
    trimmed = before.rstrip()
    if standing.reported and _is_complement(trimmed, after, count) and not _is_titled(plain, region, trimmed):
        return _FRAGMENT + (0.6 if count > 2 else 0.0)
    if _INTRODUCES_TERM.search(before):
        points -= 1.5
    mark = trimmed[-1:]
    if mark == ":":
        points += 0.5
    elif mark == "(":
        points -= 0.8
    elif mark.isalnum():
        points += _word_before(trimmed, standing, count)
    if re.match(r"\s*\)", after):
        points -= 0.8
    follower = re.match(r"\s+([a-z]+)", after)
    if follower and not standing.adjacent and follower.group(1) not in SPEECH_VERBS:
        points -= 0.2
    if re.match(r"-\w", after):
        points -= 1.0
    return points


def _is_titled(plain: str, region: Region, before: str) -> bool:
    """Whether a title stands beside the noun of what it is the title of: `a single book, “The Patient Pot”`."""
    words = _WORDS.findall(plain[region.inner : region.inner_end])
    capital = all(word[0].isupper() or word in _SMALL_IN_TITLES for word in words)
    return capital and len(words) > 1 and before[-1:] == ","


def _is_complement(before: str, after: str, count: int) -> bool:
    """Whether a fragment ends what somebody says of something, and is no attribute of a word after it."""
    word = _WORDS.findall(before)[-1].lower() if _WORDS.search(before) else ""
    if before[-1:] == "(" or (word.endswith("'s") and count < 4):
        return False
    if word in _DETERMINES:
        return count > 1 and bool(_SAID_THE.search(before) and _FINITE.match(after.strip()))
    if count == 1 and _DENIED.search(before):
        return False
    if _NAMES_IT.search(before) or (count == 1 and _CALLS.search(before)):
        return False
    follower = re.match(r"[\s-]+([^\W\d_]+)", after)
    if follower is None:
        return True
    next_word = follower.group(1)
    return count > 2 or next_word in FUNCTION_WORDS or next_word.endswith("ly")


_FRAGMENT = 2.3
"""What a fragment gains that is the end of a reported clause."""
_SAID_THE = re.compile(r"\b(?:said|says|saying|added)(?: that)? the$")
_CALLS = re.compile(r"\b(?:calls?|terms?|names?)(?: (?:this|these|that|those|such))?(?: \w+)?$")
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?)\b[^.;]{0,80}$")
"""A single word that somebody denies is another's word."""
_DETERMINES = frozenset("the a an this that these those its their his her so-called our my any no".split())
_NAMES_IT = re.compile(
    r"\b(?:so[- ]called|known (?:simply )?as|dubbed|nicknamed|titled|entitled|headlined|named|codenamed"
    r"|(?:is|was|are|were|be|been|being|gets?|got) (?:often |also |once )?(?:called|described as|labell?ed|termed)"
    r"|(?:topics?|themes?|sections?|chapters?|entry|entries)"
    r"|translated (?:\w+ )?as|(?:words?|terms?|phrases?|names?|things?) (?:like|such as|as)"
    r"|the (?:words?|terms?|phrase|expression|word|term|title|slogan|motto|hashtag|name|label))[,:]?\s*$",
    re.IGNORECASE,
)


def _word_before(before: str, standing: Standing, count: int) -> float:
    word = _WORDS.findall(before)[-1].lower()
    if word in STRONG_VERBS:
        return 0.4
    if count <= 3 and word in ("the", "a", "an", "this", "these", "those", "of", "its", "their"):
        return -1.0
    if word in (
        "the",
        "of",
        "in",
        "or",
        "and",
        "for",
        "by",
        "as",
        "these",
        "those",
        "their",
        "its",
        "his",
        "her",
    ):
        return -0.5 if not standing.adjacent else -0.2
    if word in ("a", "an", "that", "was", "is", "were", "be", "are"):
        return -0.1
    return 0.0
