"""Which words are forms of one word, in the language of an article: `Häuser` and `Haus`, `naciones` and `nación`.

English has its stemmer here (`reader.search.stemming`); the others are those of the Snowball project
(snowballstem.org), loaded when the first article of such a language comes. Stems are of words as they are written,
with their accents; what is kept and compared is folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

from reader.search.folding import fold, folded_words
from reader.search.stemming import stem

__all__ = ["DEFAULT", "inflected", "inflected_english", "known_language", "stem_in", "written_words"]

DEFAULT = "en"
"""The language of a text that does not say which it is in, or says one that no stemmer is known for."""

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
_LONGEST = 40
_WORD = re.compile(rf"[^\W\d_]{{3,{_LONGEST}}}")
_UNSEEN = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
_LOCK = Lock()


def known_language(language: str) -> str:
    """The language by whose rules a text of a language (`de-AT`) is stemmed, as a code of two letters."""
    code = re.split("[-_]", language.lower(), maxsplit=1)[0]
    return code if code in _SNOWBALL and _algorithm(_SNOWBALL[code]) is not None else DEFAULT


@lru_cache(maxsize=1 << 16)
def stem_in(language: str, word: str) -> str:
    """The folded stem of a word, written as in the text or folded; a word that is none of letters is its own."""
    if language == DEFAULT:
        return stem(fold(word))
    algorithm = _algorithm(_SNOWBALL[language])
    if algorithm is None or not _WORD.fullmatch(word):
        return fold(word)
    with _LOCK:  # a stemmer keeps the word in itself while it works
        return fold(algorithm(word))


def written_words(text: str) -> set[str]:
    """The words of a text with their accents, in small letters: what stems are found of."""
    return set(_WORD.findall(unicodedata.normalize("NFC", text.translate(_UNSEEN)).casefold()))


def inflected(language: str, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Folded stem and folded word for those words that have a stem: in English those that are not their own.

    Of the other languages all: a stem such as `sir` of German `Siren` is a word only where it occurs in German.
    """
    for written in words:
        word = fold(written)
        root = stem_in(language, written)
        if (root != word or language != DEFAULT) and folded_words(word) == [word]:
            yield root, word


def inflected_english(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The same for folded words, by the rules of English."""
    for word in words:
        root = stem(word)
        if root != word:
            yield root, word


@lru_cache(maxsize=64)
def _algorithm(name: str) -> Callable[[str], str] | None:
    """A stemmer of the Snowball project; None where the package that is installed does not have it."""
    try:
        import snowballstemmer

        made: Any = snowballstemmer.stemmer(name)
    except (ImportError, KeyError):
        return None
    return made.stemWord  # type: ignore[no-any-return]
