"""How the tagger looks at a sentence: its words with undone capitals, what the lists say of each, and the live
stretches, which alone can hold names.

A stretch is live where capitals stand, with the small words that link them (`Bank of the West`). Everything else
is known to be no name before any weight is asked, which is what makes plain Python fast enough.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.insight.gazetteer import Gazetteer
from reader.insight.tagger.lists import KnownNames
from reader.insight.tokens import Sentence, is_capital
from reader.insight.verbs import SPEECH_VERBS
from reader.insight.vocabulary import CALENDAR, FUNCTION_WORDS

__all__ = ["Look", "look_at"]

_LINKS = frozenset(
    """of the de la le les du del della dello dei di da do dos das des den der dem van von zu zum al el ibn bin ben
    abu e y et und og and & for in on to at 's - – / . , ' + ! sans pour sur with a an by de' d' l' af av ter ten
    te upon""".split()
)
_LONGEST_LINK = 2
_TITLE_LENGTH = 30

Tags = tuple[str, ...]


class Look:
    """A sentence made ready for features. All lists run in step with the sentence's words."""

    __slots__ = ("lowers", "mode", "sentence", "stretches", "tags", "words")

    def __init__(
        self,
        sentence: Sentence,
        words: list[str],
        tags: list[Tags],
        mode: str,
        stretches: list[tuple[int, int]],
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.lowers = [word.lower() for word in words]
        self.tags = tags
        self.mode = mode
        """`U` in a line of capitals, `T` in title case, `h` in a heading, else empty."""
        self.stretches = stretches


def look_at(sentence: Sentence, lists: Gazetteer, known: KnownNames) -> Look | None:
    """The look of a sentence, or None where it holds no capital: then it holds no name."""
    words = sentence.words
    if not any(word[0].isupper() or (word[-1:].isalpha() and not word.islower()) for word in words):
        return None
    mode = _mode(sentence)
    words = _undone(words, lists, mode == "U")
    stretches = _stretches(sentence, words)
    if not stretches:
        return None
    return Look(sentence, words, _tags(words, lists, known), mode, stretches)


def _mode(sentence: Sentence) -> str:
    capital = small = upper = 0
    for word in sentence.words:
        if len(word) > 3 and word.isalpha():
            if word[0].isupper():
                capital += 1
                upper += word.isupper()
            else:
                small += 1
    total = capital + small
    if total > 2 and upper > 0.7 * total:
        return "U"
    open_line = sentence.kind == "heading" or (
        sentence.words[-1] not in (".", "!", "?", '"') and len(sentence) <= _TITLE_LENGTH
    )
    if open_line and total >= 4 and capital > 0.6 * total and (small <= 2 or capital > 0.75 * total):
        return "T"
    return "h" if sentence.kind == "heading" else ""


def _undone(words: list[str], lists: Gazetteer, shouting: bool) -> list[str]:
    """Capitals of whole words undone: in a line of capitals all, elsewhere those that the lists know so
    (a dateline's town)."""
    if not any(len(word) > 3 and word.isupper() for word in words):
        return words
    return [
        _undone_word(word, lists, shouting) if word.isupper() and len(word) > 1 else word for word in words
    ]


def _undone_word(word: str, lists: Gazetteer, shouting: bool) -> str:
    if not word.isalpha() or word in lists.phrases:
        return word
    title = word.capitalize()
    if shouting:
        lower = word.lower()
        if title in lists.longest or title in lists.given or title in lists.surnames:
            return lower if lower in FUNCTION_WORDS else title
        return lower if lower in lists.words else title if len(word) > 4 else word
    return title if len(word) > 3 and title in lists.longest else word


def _is_live(word: str) -> bool:
    if word[0].isupper():
        return word != "I"
    return not word.islower() and word[-1].isalnum() and (is_capital(word) or any(map(str.isupper, word)))


def _is_glued(sentence: Sentence, hyphen: int) -> bool:
    """Whether a hyphen has no space on either side: `Chi-wai`, `Shenzhen-based`."""
    starts, ends = sentence.starts, sentence.ends
    return ends[hyphen - 1] == starts[hyphen] and ends[hyphen] == starts[hyphen + 1]


def _stretches(sentence: Sentence, words: list[str]) -> list[tuple[int, int]]:
    """`[first, after)` of live words, joined over links, with numbers at their edges."""
    found: list[tuple[int, int]] = []
    count = len(words)
    index = 0
    while index < count:
        if not _is_live(words[index]):
            index += 1
            continue
        first, after = index, index + 1
        while after < count:
            if _is_live(words[after]) or words[after][0].isdigit():
                after += 1
                continue
            if (
                words[after] == "-"
                and after + 1 < count
                and words[after + 1].islower()
                and _is_glued(sentence, after)
            ):
                after += 2
                continue
            gap = 0
            while gap <= _LONGEST_LINK and after + gap < count and words[after + gap] in _LINKS:
                gap += 1
            if not gap or gap > _LONGEST_LINK or after + gap >= count or not _is_live(words[after + gap]):
                break
            after += gap + 1
        if first and words[first - 1][0].isdigit():
            first -= 1
        if not (after - first == 1 and _is_idle(words[first])):
            found.append((first, after))
        index = after
    return found


def _is_idle(word: str) -> bool:
    """Whether a word alone with its capital is no name: the first word of a sentence, a weekday."""
    return (word.lower() in FUNCTION_WORDS and not (word.isupper() and len(word) > 1)) or word in CALENDAR


def _tags(words: list[str], lists: Gazetteer, known: KnownNames) -> list[Tags]:
    """What the lists say of each word."""
    tags: list[list[str]] = [[] for _ in words]
    _phrase_tags(words, lists.longest, lists.phrases, tags)
    _phrase_tags(words, known.longest, known.phrases, tags)
    return [(*found, *_word_tags(word, lists)) for found, word in zip(tags, words, strict=True)]


def _phrase_tags(
    words: list[str], longest: dict[str, int], phrases: dict[str, str], tags: list[list[str]]
) -> None:
    index = 0
    count = len(words)
    while index < count:
        most = longest.get(words[index])
        step = 1
        if most:
            for length in range(min(most, count - index), 0, -1):
                kind = phrases.get(words[index] if length == 1 else " ".join(words[index : index + length]))
                if kind:
                    if length == 1:
                        tags[index].append(kind)
                    else:
                        tags[index].append("B" + kind)
                        for inner in range(index + 1, index + length):
                            tags[inner].append("I" + kind)
                    step = length
                    break
        index += step


_TAGS_OF_WORD: dict[str, Tags] = {}
_MOST_REMEMBERED = 4_000


def _word_tags(word: str, lists: Gazetteer) -> Tags:
    found = _TAGS_OF_WORD.get(word)
    if found is None:
        found = tuple(_tags_of(word, word.lower(), lists))
        if len(_TAGS_OF_WORD) < _MOST_REMEMBERED:
            _TAGS_OF_WORD[word] = found
    return found


def _tags_of(word: str, lower: str, lists: Gazetteer) -> Iterable[str]:
    shapes = lists.shapes
    if word in lists.given:
        yield "giv"
    if word in lists.surnames:
        yield "sur"
    if word in lists.demonyms:
        yield "dem"
    if word in lists.groups:
        yield "grp"
    if word in lists.titles or word.capitalize() in lists.titles:
        yield "ttl"
    if lower in lists.roles:
        yield "role"
    if lower in SPEECH_VERBS:
        yield "say"
    if word in CALENDAR:
        yield "cal"
    title = word.capitalize()
    for name, tag in _SHAPE_TAGS:
        if word in shapes[name] or title in shapes[name]:
            yield tag
    if lower in FUNCTION_WORDS:
        yield "fun"
    elif lower in lists.words:
        yield "com"


_SHAPE_TAGS = (
    ("organisation last", "ol"), ("organisation first", "of"), ("place last", "pl"), ("place first", "pf"),
    ("event last", "el"), ("event first", "ef"), ("work last", "wl"),
)  # fmt: skip
