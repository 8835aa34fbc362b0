"""Text as search compares it: case, diacritics, quotation marks, dashes, ligatures and line breaks make no
difference.

Index and scan share this one folding, so that they agree by construction: folded text has its words in `a-z`,
`0-9` and characters beyond ASCII, and everything else in it parts words. Nothing here knows of a store.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from reader.article.ranges import Range

__all__ = [
    "FOLDING_VERSION",
    "GAP",
    "WORD",
    "fold",
    "fold_with_map",
    "folded_words",
    "index_form",
    "index_form_with_map",
    "original_range",
]

FOLDING_VERSION = f"1-{unicodedata.unidata_version}"
"""Changes when the same text may fold otherwise: an index made by another version is to be made anew."""

WORD = r"[^\x00-/:-`{-\x7f]"
"""One character of a word in the form that the index takes."""

GAP = r"[\x00-/:-`{-\x7f]"
"""One character between words there."""

_WORDS = re.compile(f"{WORD}+")
_SINGLE = (
    "\u00a2-\u00a5\u00a7\u00b0\u00b1\u00b6\u00d7\u00f7\u20a0-\u20cf\u2190-\u2bff\U0001f000-\U0001faff"  # signs, emoji
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer: written without spaces
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00016fe0-\U00018d8f\U0001aff0-\U0001b2ff\U00020000-\U0003ffff"
)
"""Inside a character class: characters of folded text that are each a word of their own."""

_SYLLABLE = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")  # a Korean syllable spelt in parts

_DROPPED = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff"  # unseen
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"  # marks above, below
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_AS_ASCII = {
    **dict.fromkeys("‘’‚‛′‵ʹʻʼʽˈ´ˊ‹›＇", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞〟＂", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
    **dict.fromkeys("™℠©®⁄", " "),
    "…": "...",
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ɨ": "i", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ƙ": "k",
}  # fmt: skip


class _Folding(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __init__(self, keep_case: bool = False) -> None:
        self._keep_case = keep_case
        super().__init__((code, self._folded(chr(code))) for code in range(128))

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._folded(chr(code))
        return folded

    def _folded(self, character: str) -> str:
        if character in _AS_ASCII:
            return _AS_ASCII[character]
        decomposed = _DROPPED.sub("", unicodedata.normalize("NFKD", character))
        composed = unicodedata.normalize("NFC", decomposed)
        cased = (
            composed
            if self._keep_case
            else _DROPPED.sub("", unicodedata.normalize("NFKD", composed.casefold()))
        )
        folded = "".join(map(self._kept, unicodedata.normalize("NFC", cased)))
        raised = unicodedata.decomposition(character).startswith("<super>") and folded.isdigit()
        return f" {folded}" if raised else folded  # a footnote's number is no part of the word before it

    def _kept(self, character: str) -> str:
        """A letter, a digit, a sign that people look for, ASCII punctuation; a space for everything else."""
        if character in _AS_ASCII:
            return _AS_ASCII[character]
        if self._keep_case and character.lower() in _AS_ASCII:
            return _AS_ASCII[character.lower()].upper()
        if character.isascii():
            return character if character.isprintable() else " "
        if (digit := unicodedata.decimal(character, None)) is not None:
            return str(digit)
        if _singles().match(character) or unicodedata.category(character)[0] in "LMN":
            return character
        return " "


_TABLE = _Folding()
_CASED_TABLE = _Folding(keep_case=True)
_COMMON = "’“”–—‘…\u00a0"
_COMMON_SINGLE = _COMMON.replace("…", "")
_FEW = 12
_ASCII = frozenset(map(chr, range(128)))


def fold(text: str, *, keep_case: bool = False) -> str:
    """The text as search compares it: NFKC in effect, without case, diacritics and unseen characters.

    Punctuation becomes ASCII or a space, line breaks become spaces; runs of spaces are left. Idempotent.
    """
    table = _CASED_TABLE if keep_case else _TABLE
    if not text.isascii():  # replacing a few characters is ten times as fast as translating all
        for character in _COMMON:
            text = text.replace(character, table[ord(character)])
    if not text.isascii():
        text = _syllables_composed(text)
        strange = set(text) - _ASCII
        if len(strange) <= _FEW:
            for character in strange:
                text = text.replace(character, table[ord(character)])
    return text.translate(table)


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the offset of the character of `text` that it comes
    from.

    One offset more than characters: the last is the length of `text`. See `original_range` for ranges.
    """
    folded = fold(text)
    if _plain(text):
        return folded, range(len(text) + 1)
    uneven = "".join(character for character in set(text) if len(_TABLE[ord(character)]) != 1)
    composed = _SYLLABLE.search(text) is not None
    if not uneven and not composed:
        return folded, range(len(text) + 1)
    pattern = f"[{re.escape(uneven)}]" if uneven else ""
    if composed:
        pattern = f"{_SYLLABLE.pattern}|{pattern}" if pattern else _SYLLABLE.pattern
    offsets: list[int] = []
    done = 0
    for unit in re.finditer(pattern, text):
        offsets.extend(range(done, unit.start()))
        offsets.extend([unit.start()] * len(fold(unit[0])))
        done = unit.end()
    offsets.extend(range(done, len(text) + 1))
    return folded, offsets


def _plain(text: str) -> bool:
    """Whether each character surely folds to one: ASCII and the commonest signs beside it."""
    if not text.isascii():
        for character in _COMMON_SINGLE:
            text = text.replace(character, " ")
    return text.isascii()


def original_range(offsets: Sequence[int], start: int, end: int) -> Range:
    """The characters of the text that `[start, end)` of the folded text comes from, with the marks that
    follow.

    A character that became several is taken whole. `offsets` is from `fold_with_map`.
    """
    if isinstance(offsets, range):
        return Range(start, end)
    last = len(offsets) - 1
    while start < end < last and offsets[end] == offsets[end - 1]:
        end += 1
    return Range(offsets[start], max(offsets[start], offsets[end]))


def folded_words(text: str) -> list[str]:
    """The words of a text in order, folded; a character of Chinese, a sign or an emoji is a word."""
    return _WORDS.findall(index_form(text))


def index_form(text: str) -> str:
    """The text as the index takes it: folded, with spaces around each character that is a word of its own."""
    folded = fold(text)
    return folded if folded.isascii() else _singles().sub(r" \g<0> ", folded)


def index_form_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The text as the index takes it, and offsets as those of `fold_with_map`."""
    folded, offsets = fold_with_map(text)
    if folded.isascii() or not (places := [single.start() for single in _singles().finditer(folded)]):
        return folded, offsets
    spaced: list[int] = []
    done = 0
    for place in places:
        spaced.extend(offsets[done : place + 1])
        spaced.extend((offsets[place], offsets[place]))
        done = place + 1
    spaced.extend(offsets[done:])
    return _singles().sub(r" \g<0> ", folded), spaced


@lru_cache(maxsize=1)
def _singles() -> re.Pattern[str]:
    """Made when it is first needed: a class of so many characters is slow to compile."""
    return re.compile(f"[{_SINGLE}]")


def _syllables_composed(text: str) -> str:
    return _SYLLABLE.sub(lambda syllable: unicodedata.normalize("NFC", syllable[0]), text)
