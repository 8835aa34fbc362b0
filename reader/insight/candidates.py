"""Stretches of a sentence that may be names, before anyone says of what: runs of capitals, cut where titles
stand.

Finds boundaries only; the kind is decided in `reader.insight.entities`, with the whole document in view.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.insight.gazetteer import Gazetteer
from reader.insight.tokens import Sentence, is_capital
from reader.insight.verbs import SPEECH_VERBS
from reader.insight.vocabulary import CALENDAR, FUNCTION_WORDS, NAME_LINKS, OF_HEADS

__all__ = ["Candidate", "SentenceNames", "find_candidates"]

_AND_HEADS = frozenset(
    "Ministry Department Office Committee Secretary Minister Institute Bureau Agency Commission Center Centers Centre "
    "School Faculty Association Society Council Federation".split()
)
_POSSESSIVE_HEADS = frozenset(
    "People Women Men Children King Queen Workers Teachers Veterans Lord Christie Sotheby Moody Farmers Writers".split()
)
_TITLE_LENGTH = 30
_FOR_HEADS = frozenset(
    "Center Centre Institute Campaign Committee Agency Office Society Movement Alliance Fund Foundation Organization "
    "Organisation Council Union Coalition Network Association Commission Ministry Department Doctors Citizens".split()
)
_NOT_ALONE = frozenset("Jr. Sr. Inc Inc. Ltd Ltd. Corp. Co. Bros. LLC PLC II III IV".split())
_CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_CORPORATE = frozenset("Inc Inc. Ltd Ltd. LLC LP L.P. Corp Corp. PLC plc".split())
_OPENING = frozenset(
    {'"', "'", ":", "(", "[", "—", "–", "-", "--", "•", "*", "«", "„", "‹", "|", "/", ">", "#", ";"}
)


@dataclass(slots=True)
class Candidate:
    """Words `first` to `after` of a sentence, and what the cutting saw around them."""

    sentence: Sentence
    first: int
    after: int
    known: str = ""
    """The kind that the gazetteer gives to exactly these words."""
    titled: bool = False
    """A title stands right before: President, Mr, CEO."""
    initial: bool = False
    headed: bool = False
    """In a heading, or a line in title case or capitals, where a capital tells little."""
    key: str = ""
    """The words with single spaces, capitals of a dateline undone: what makes two candidates the same
    name."""

    @property
    def words(self) -> list[str]:
        """The candidate's own words."""
        return self.sentence.words[self.first : self.after]


@dataclass(slots=True)
class SentenceNames:
    """What was found in one sentence: candidates for names, and words that name groups."""

    candidates: list[Candidate]
    groups: list[tuple[int, int]]


def find_candidates(sentence: Sentence, lists: Gazetteer) -> SentenceNames:
    """The candidates and groups of one sentence, in order, not overlapping."""
    words = sentence.words
    headed, shouting = _style(sentence)
    look = _undone_capitals(words, lists, shouting)
    known = _known_phrases(look, lists, headed)
    found = SentenceNames([], [])
    index = 0
    count = len(words)
    while index < count:
        if index in known and not _runs_on(look, index, known, lists):
            after, kind = known[index]
            found.candidates.append(_candidate(sentence, look, index, after, kind, headed, False))
            index = after
        elif _opens(look, index, lists, headed, known):
            after = _run_end(look, index, lists, headed, known)
            _cut_run(sentence, look, index, after, lists, known, headed, found)
            index = after
        else:
            index += 1
    return found


def _style(sentence: Sentence) -> tuple[bool, bool]:
    """Whether capitals mean little here (heading or title case), and whether all is in capitals."""
    capital = small = upper = 0
    for word in sentence.words:
        if len(word) > 3 and word.isalpha():
            if word[0].isupper():
                capital += 1
                upper += word.isupper()
            else:
                small += 1
    total = capital + small
    shouting = total > 3 and upper > 0.7 * total
    last = sentence.words[-1]
    open_line = sentence.kind == "heading" or (last != "." and len(sentence) <= _TITLE_LENGTH)
    titled = open_line and total >= 4 and capital > 0.6 * total and (small <= 2 or capital > 0.75 * total)
    return titled or shouting, shouting


def _undone_capitals(words: list[str], lists: Gazetteer, shouting: bool) -> list[str]:
    """Words of a dateline or a line in capitals in title case, where that is needed to know them."""
    if not any(len(word) > 3 and word.isupper() for word in words):
        return words
    if any(word.isupper() for word in words[:3]):
        words = _undone_pairs(words, lists)
    return [
        word.capitalize()
        if word.isupper()
        and (len(word) > 3 or shouting)
        and word.isalpha()
        and word not in lists.phrases
        and (shouting or word.capitalize() in lists.longest)
        else word
        for word in words
    ]


def _undone_pairs(words: list[str], lists: Gazetteer) -> list[str]:
    """A place of two words in capitals that opens a line: `EL PASO`, `NEW DELHI`."""
    pair = [word.capitalize() for word in words[:2]]
    if len(pair) == 2 and all(word.isupper() for word in words[:2]) and " ".join(pair) in lists.phrases:
        return pair + words[2:]
    return words


def _known_phrases(look: list[str], lists: Gazetteer, headed: bool) -> dict[int, tuple[int, str]]:
    """Start to (end, kind) of the longest known names, left to right."""
    known: dict[int, tuple[int, str]] = {}
    longest = lists.longest
    phrases = lists.phrases
    index = 0
    count = len(look)
    while index < count:
        word = look[index]
        most = longest.get(word)
        step = 1
        if most:
            for length in range(min(most, count - index), 0, -1):
                kind = phrases.get(word if length == 1 else " ".join(look[index : index + length]))
                if kind and not (length == 1 and _is_plain_word(look, index, kind, lists, headed)):
                    known[index] = (index + length, kind)
                    step = length
                    break
        index += step
    return known


def _is_plain_word(look: list[str], index: int, kind: str, lists: Gazetteer, headed: bool) -> bool:
    """Whether a known one-word name is here more likely the common word (`Apple` stays, `Reading` opens a
    sentence)."""
    word = look[index]
    lower = word.lower()
    if word.isupper() and len(word) > 1:
        return headed and lower in FUNCTION_WORDS
    if lower in FUNCTION_WORDS or word in CALENDAR:
        return True
    if lower not in lists.words or kind == "country" or not (headed or _is_initial(look, index)):
        return False
    after = look[index + 1] if index + 1 < len(look) else ""
    return not (kind == "organisation" and not headed and (after == "'s" or after in SPEECH_VERBS))


def _is_initial(look: list[str], index: int) -> bool:
    return index == 0 or look[index - 1] in _OPENING


def _opens(
    look: list[str], index: int, lists: Gazetteer, headed: bool, known: dict[int, tuple[int, str]]
) -> bool:
    """Whether a run of capitals may begin here."""
    word = look[index]
    if not is_capital(word):
        return False
    if index in known:
        return True
    lower = word.lower()
    if word in CALENDAR or lower in FUNCTION_WORDS or lower.endswith(_CONTRACTED) or word in _NOT_ALONE:
        return False
    if len(word) == 1:
        return False
    common = lower in lists.words
    if not common or word.isupper():
        return True
    if word in lists.titles or word in lists.compound_titles:
        return True
    if headed:
        follower = look[index + 1] if index + 1 < len(look) else ""
        return word in lists.given and (follower in lists.surnames or follower.lower() not in lists.words)
    if _is_initial(look, index):
        follows = index + 1 < len(look) and (look[index + 1][0].isupper() or look[index + 1] in ("of", "&"))
        return follows and (
            word in lists.given
            or word in lists.surnames
            or word in OF_HEADS
            or word in lists.shapes["organisation first"]
            or word in lists.shapes["place first"]
            or (index + 1 < len(look) and look[index + 1].lower() in lists.words)
        )
    return True


def _goes_on(look: list[str], index: int, first: int, lists: Gazetteer, headed: bool) -> int:
    """How many tokens the run takes on at `index`: 0 when it ends here."""
    word = look[index]
    count = len(look)
    if is_capital(word):
        if word == "I" or word in CALENDAR or word.endswith(_CONTRACTED):
            return 0
        if headed and word.lower() in lists.words and not word.isupper():
            shapes = lists.shapes
            return 1 if word in shapes["organisation last"] or word in shapes["place last"] else 0
        return 1
    if index + 1 >= count:
        return 0
    after = look[index + 1]
    before = look[index - 1]
    if word == "," and after in _CORPORATE:
        return 2
    if word in ("&", "of") and is_capital(after):
        return 2 if word == "&" or before in OF_HEADS else 0
    if (
        word == "of"
        and after == "the"
        and before in OF_HEADS
        and index + 2 < count
        and is_capital(look[index + 2])
    ):
        return 3
    if word == "and" and is_capital(after) and _names_a_field(look[first:index]):
        return 2
    if word == "for" and is_capital(after) and not _FOR_HEADS.isdisjoint(look[first:index]):
        return 2
    if word in NAME_LINKS and is_capital(after) and after not in CALENDAR:
        return 2
    if word in NAME_LINKS and after in NAME_LINKS and index + 2 < count and is_capital(look[index + 2]):
        return 3
    if word == "'s" and before in _POSSESSIVE_HEADS and is_capital(after):
        return 2
    return 0


def _names_a_field(run: list[str]) -> bool:
    """Whether a run is of the kind `Ministry of Industry`, which may go on with `and Information
    Technology`."""
    return "of" in run and not _AND_HEADS.isdisjoint(run)


def _run_end(
    look: list[str], first: int, lists: Gazetteer, headed: bool, known: dict[int, tuple[int, str]]
) -> int:
    index = first + 1
    if first in known:
        index = known[first][0]
    while index < len(look):
        if index in known and is_capital(look[index]):
            index = known[index][0]
            continue
        taken = _goes_on(look, index, first, lists, headed)
        if not taken:
            break
        index += taken
    return index


def _runs_on(look: list[str], index: int, known: dict[int, tuple[int, str]], lists: Gazetteer) -> bool:
    """Whether a known name goes on into further capitals (`London School`), so that the run must be weighed
    whole."""
    after, _ = known[index]
    if after >= len(look):
        return False
    word = look[after]
    if is_capital(word):
        return word not in CALENDAR and word.lower() not in FUNCTION_WORDS
    if word == "," and after + 1 < len(look) and look[after + 1] in _CORPORATE:
        return True
    if word == "of":
        return look[after - 1] in OF_HEADS and _of_a_name(look, after)
    return (
        after + 1 < len(look)
        and (word == "&" or (word in NAME_LINKS and word not in ("e", "y", "do", "la")))
        and is_capital(look[after + 1])
    )


def _of_a_name(look: list[str], index: int) -> bool:
    """Whether `of`, or `of the`, at `index` is followed by a capital."""
    at = index + 2 if index + 1 < len(look) and look[index + 1] == "the" else index + 1
    return at < len(look) and is_capital(look[at]) and look[at] not in CALENDAR


def _cut_run(
    sentence: Sentence,
    look: list[str],
    first: int,
    after: int,
    lists: Gazetteer,
    known: dict[int, tuple[int, str]],
    headed: bool,
    found: SentenceNames,
) -> None:
    """Cut a run at titles and group words, and keep the pieces."""
    index = first
    begin = first
    titled = False
    shaped = _shaped(look, first, after, lists)
    while index < after:
        title = (
            0 if index in known and known[index][0] > index + 1 else _title_length(look, index, after, lists)
        )
        if title and not (
            shaped and index == first and after - first > 1 and index + title == after - 1 and title == 1
        ):
            _keep(sentence, look, begin, index, lists, known, headed, titled, found)
            office = index + title
            index = _after_office(look, office, after, lists, known)
            _keep_places(sentence, look, office, index, known, headed, found)
            begin, titled = index, True
            continue
        if _is_group(look, index, lists) and not (index in known and known[index][0] > index + 1):
            if _is_part(look, index, begin, after, lists, known, shaped):
                index += 1
                continue
            _keep(sentence, look, begin, index, lists, known, headed, titled, found)
            found.groups.append((index, index + 1))
            index += 1
            begin, titled = index, False
            continue
        if index > begin and _begins_person(look, index, after, lists):
            _keep(sentence, look, begin, index, lists, known, headed, titled, found)
            begin, titled = index, False
        index = known[index][0] if index in known and known[index][0] <= after else index + 1
    _keep(sentence, look, begin, after, lists, known, headed, titled, found)


def _shaped(look: list[str], first: int, after: int, lists: Gazetteer) -> bool:
    """Whether the run's last word is that of an institution, a place or an event: `Chinese Foreign
    Ministry`."""
    last = look[after - 1]
    shapes = lists.shapes
    return after - first > 1 and (
        last in shapes["organisation last"]
        or last in shapes["place last"]
        or last in shapes["event last"]
        or last in shapes["work last"]
    )


def _is_part(
    look: list[str],
    index: int,
    begin: int,
    after: int,
    lists: Gazetteer,
    known: dict[int, tuple[int, str]],
    shaped: bool,
) -> bool:
    """Whether a group word is part of a longer name (`Ottoman Empire`), not a word of its own (`Chinese
    Huawei`)."""
    if index + 1 >= after or _title_ahead(look, index + 1, after, lists):
        return False
    if shaped or (
        index > begin + 1 and look[index - 1] in ("of", "the", "for", "and") and look[begin] in OF_HEADS
    ):
        return True
    follower = look[index + 1]
    return (
        index + 1 not in known
        and follower.lower() in lists.words
        and follower not in lists.given
        and is_capital(follower)
    )


def _begins_person(look: list[str], index: int, after: int, lists: Gazetteer) -> bool:
    """Whether a full name follows an institution or a party without a comma: `Labour Party Keir Starmer`."""
    if index + 1 >= after or look[index] not in lists.given:
        return False
    before = look[index - 1]
    follower = look[index + 1]
    if not (follower in lists.surnames or follower.lower() not in lists.words) or not is_capital(follower):
        return False
    return (
        before in lists.shapes["organisation last"]
        and before not in lists.given
        and before not in lists.surnames
    )


def _is_group(look: list[str], index: int, lists: Gazetteer) -> bool:
    word = look[index]
    return (word in lists.demonyms or word in lists.groups) and word not in lists.phrases


def _title_ahead(look: list[str], index: int, after: int, lists: Gazetteer) -> bool:
    return any(_title_length(look, at, after, lists) for at in range(index, after))


def _title_length(look: list[str], index: int, after: int, lists: Gazetteer) -> int:
    """How many words of a title begin here."""
    word = look[index]
    rest = lists.compound_titles.get(word)
    if rest:
        for tail in rest.split("|"):
            length = tail.count(" ") + 1
            if " ".join(look[index + 1 : index + 1 + length]) == tail:
                return length + 1
    if word in lists.titles:
        return 1
    office = index + 1 < after and word.lower() in lists.roles and look[index + 1] in lists.given
    return 1 if office and word not in lists.given and word not in lists.surnames else 0


def _after_office(
    look: list[str], index: int, after: int, lists: Gazetteer, known: dict[int, tuple[int, str]]
) -> int:
    """Past what an office is of: from `of Industry and Information Technology Miao Wei` to `Miao`."""
    if index >= after or look[index] not in ("of", "for"):
        return index
    index += 1
    while index < after:
        word = look[index]
        if index in known and known[index][1] != "town":
            index = known[index][0]
        elif word.lower() in lists.words or not is_capital(word) or word in lists.demonyms:
            index += 1
        else:
            break
    return index


def _keep_places(
    sentence: Sentence,
    look: list[str],
    first: int,
    after: int,
    known: dict[int, tuple[int, str]],
    headed: bool,
    found: SentenceNames,
) -> None:
    """The places that an office is of: `Governor of Maine`."""
    for index in range(first, after):
        if index in known and known[index][0] <= after:
            found.candidates.append(_candidate(sentence, look, index, *known[index], headed, False))


def _keep(
    sentence: Sentence,
    look: list[str],
    first: int,
    after: int,
    lists: Gazetteer,
    known: dict[int, tuple[int, str]],
    headed: bool,
    titled: bool,
    found: SentenceNames,
) -> None:
    """One piece of a run as a candidate, without links and plain words at its edges."""
    while first < after and not (is_capital(look[first]) or look[first][0].isdigit() or first in known):
        first += 1
    while (
        after > first
        and not (is_capital(look[after - 1]) or look[after - 1][0].isdigit())
        and not _ends_known(after, known)
    ):
        after -= 1
    if first >= after:
        return
    kind = known[first][1] if first in known and known[first][0] == after else ""
    if first in known and not kind and known[first][0] < after and known[first][1] != "town":
        inner = known[first][0]
        tail = look[inner:after]
        if all(word.lower() in lists.words for word in tail) and not _shaped(look, first, after, lists):
            after, kind = inner, known[first][1]
    if first in known and not kind and len(look[first]) > 1 and headed:
        after, kind = known[first]
    found.candidates.append(_candidate(sentence, look, first, after, kind, headed, titled))


def _ends_known(after: int, known: dict[int, tuple[int, str]]) -> bool:
    return any(end == after for end, _ in known.values())


def _candidate(
    sentence: Sentence, look: list[str], first: int, after: int, kind: str, headed: bool, titled: bool
) -> Candidate:
    return Candidate(
        sentence, first, after, kind, titled, _is_initial(look, first), headed, " ".join(look[first:after])
    )
