"""Words with their places, and the sentences that they make up, in one pass over a text.

Never changes the text: what is normalised (curly marks to straight ones) keeps its length, so that every
offset holds in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from reader.insight.passages import Passage

__all__ = ["Sentence", "is_capital", "read_sentences", "straightened", "words_of"]

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)\S+
  | (?:[A-Z]\.){2,}                                         # U.S., J.P.
  | (?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Maj|Adm|Rev|Hon|St|Mt|Jr|Sr|Inc|Corp|Co|Ltd|Bros|vs
      |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=\s|,|$)
  | [A-Z]\.(?=\s?[^\W\d_a-z])                               # an initial
  | [A-Z]+(?:&[A-Z]+)+                                      # AT&T
  | \d+(?:[.,:]\d+)*[^\W\d_]*
  | [^\W\d_]+(?:['.-][^\W\d_]+)*\d*                         # words, O'Brien, Jean-Claude, JD.com
  | \w+
  | \.\.\.+ | --+
  | \S
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"'[sS]$")
_ENDS = frozenset({".", "!", "?", "…", "...", "。", "！", "？"})
_CLOSERS = frozenset({'"', "'", ")", "]", "»", "」", "』", "›"})
_MAY_END = re.compile(r"(?:[A-Z]\.){2,}$|(?:Inc|Corp|Co|Ltd|Bros|Jr|Sr)\.$")
_STARTERS = frozenset(
    "The A An In On At For But And He She It They We I This That These Those There When While As If After Before "
    "His Her Its Their Our My Some Many Most Other Also However Meanwhile According Earlier Later Now Then".split()
)
_ARABIC_ARTICLES = frozenset({"al", "el", "ul", "ar", "as", "an", "ad", "az", "at"})


class Sentence:
    """The tokens of one sentence as three lists that run in step: words, their starts and their ends.

    `kind` is the passage's. Words are of the straightened text. A plain class: hundreds are made for an
    article.
    """

    __slots__ = ("ends", "kind", "starts", "words")

    def __init__(self, words: list[str], starts: list[int], ends: list[int], kind: str) -> None:
        self.words = words
        self.starts = starts
        self.ends = ends
        self.kind = kind

    def __len__(self) -> int:
        return len(self.words)

    def text(self, first: int, after: int) -> str:
        """The words from `first` up to `after`, with single spaces: a name's canonical spelling."""
        return " ".join(self.words[first:after])


def is_capital(word: str) -> bool:
    """Whether a word is written as a name is: with a capital, or as `al-Sadr`."""
    return word[0].isupper() or (
        "-" in word and word[:2] in _ARABIC_ARTICLES and word[2:3] == "-" and word[3:4].isupper()
    )


def straightened(text: str) -> str:
    """The same length of text with straight quotation marks, apostrophes and plain spaces."""
    return text if text.isascii() else text.translate(_STRAIGHT)


def words_of(phrase: str) -> list[str]:
    """The tokens of a short phrase, as `read_sentences` would cut them."""
    return [word for word, _, _ in _tokens(straightened(phrase), 0, len(phrase), frozenset(), frozenset())]


def read_sentences(
    plain: str, passages: Iterable[Passage], apart: Set[str] = frozenset(), small: Set[str] = frozenset()
) -> list[list[Sentence]]:
    """For each passage its sentences. `plain` is straightened; `apart` holds words that a hyphen never joins.

    `small` holds common words: `Shenzhen-based` is cut, `Dae-jung` is one word.
    """
    return [_passage_sentences(plain, passage, apart, small) for passage in passages]


def _passage_sentences(plain: str, passage: Passage, apart: Set[str], small: Set[str]) -> list[Sentence]:
    tokens = list(_tokens(plain, passage.start, passage.end, apart, small))
    sentences: list[Sentence] = []
    begin = 0
    count = len(tokens)
    index = 0
    while index < count:
        word = tokens[index][0]
        if word in _ENDS:
            while (
                index + 1 < count
                and tokens[index + 1][0] in _CLOSERS
                and tokens[index + 1][1] == tokens[index][2]
            ):
                index += 1
            ends = index + 1 < count and not tokens[index + 1][0][0].islower()
        elif word[-1] == "." and len(word) > 2:
            ends = (
                index + 1 < count and tokens[index + 1][0] in _STARTERS and _MAY_END.match(word) is not None
            )
        else:
            ends = False
        index += 1
        if ends:
            sentences.append(_sentence(tokens[begin:index], passage.kind))
            begin = index
    if begin < count:
        sentences.append(_sentence(tokens[begin:], passage.kind))
    return sentences


def _sentence(tokens: list[tuple[str, int, int]], kind: str) -> Sentence:
    words, starts, ends = zip(*tokens, strict=True)
    return Sentence(list(words), list(starts), list(ends), kind)


def _tokens(
    plain: str, start: int, end: int, apart: Set[str], small: Set[str]
) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(plain, start, end):
        word = match.group()
        begin = match.start()
        if word.isalnum():
            yield word, begin, begin + len(word)
            continue
        tail = ""
        if "'" in word and len(word) > 2 and _POSSESSIVE.search(word):
            tail = word[-2:]
            word = word[:-2]
        if "-" in word and len(word) > 1 and word[0] != "-":
            yield from _hyphenated(word, begin, apart, small)
        elif "." in word and word[0].isalpha() and word[-1] != "." and _joins_sentences(word):
            yield from _cut(word, begin, ".")
        else:
            yield word, begin, begin + len(word)
        if tail:
            begin = match.end() - 2
            yield tail, begin, begin + 2


def _joins_sentences(word: str) -> bool:
    """Whether a full stop inside a word parts two sentences that lost their space: `end.The`, not
    `JD.com`."""
    before, _, after = word.partition(".")
    return before.islower() and after[:1].isupper()


def _hyphenated(word: str, begin: int, apart: Set[str], small: Set[str]) -> Iterator[tuple[str, int, int]]:
    """One token where the parts make one name (Jean-Claude, al-Qaeda), several where not (Shenzhen-based)."""
    parts = word.split("-")
    head = parts[0]
    together = all(part[:1].isupper() for part in parts[1:]) and (
        head[:1].isupper() or head in _ARABIC_ARTICLES or len(parts) > 2
    )
    if together and len(parts) == 2 and head in apart and parts[1] in apart:
        together = False
    elif len(parts) == 2 and head[:1].isupper() and small and head not in apart and head.lower() not in small:
        together = together or (parts[1].isalpha() and parts[1].islower() and parts[1] not in small)
    if together or (head[:1].islower() and word.islower()):
        yield word, begin, begin + len(word)
    else:
        yield from _cut(word, begin, "-")


def _cut(word: str, begin: int, mark: str) -> Iterator[tuple[str, int, int]]:
    for number, part in enumerate(word.split(mark)):
        if number:
            yield mark, begin, begin + 1
            begin += 1
        if part:
            yield part, begin, begin + len(part)
            begin += len(part)
