"""What an engine and the language of a text are called: told without loading what finds names.

Whether stored results are still current is asked whenever an article is opened, and only needs these names.
"""

from __future__ import annotations

import re

from reader.article import Article

__all__ = [
    "ENGINE",
    "TAGGER_VERSION",
    "engine_called",
    "family",
    "guessed_language",
    "language_of",
    "lists_called",
    "tagger_called",
]

ENGINE = "reader-insight 4"
"""Name and version of what finds; stored results of another version are found anew."""
TAGGER_VERSION = "2"
"""Of the shipped model: raised with every one that finds other names, so that stored results are made anew."""
_NOUNS_IN_CAPITALS = frozenset({"de", "lb", "nds", "bar"})
_WITHOUT_CAPITALS = frozenset(
    {"zh", "ja", "ko", "th", "ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "ka", "km", "lo", "my"}
)


def tagger_called(version: str = TAGGER_VERSION) -> str:
    """The name of the tagger for English with a model of a version."""
    return f"tagger-{version}"


def lists_called(kind: str) -> str:
    """The name of the tagger for a family of other languages."""
    return f"lists-1 {kind}"


def engine_called(language: str = "en", tagger: str = "") -> str:
    """What `Insight.engine` says for a language: version, tagger (the shipped one unless named), and the language
    where it is not English."""
    kind = family(language)
    english = kind == "english"
    name = f"{ENGINE} {tagger or (tagger_called() if english else lists_called(kind))}"
    return name if english else f"{name} ({language})"


def family(language: str) -> str:
    """How a language (BCP 47) is treated: `english`, `capitals`, `nouns` (all have capitals) or `wide` (none
    has)."""
    primary = language.partition("-")[0].lower()
    if primary in ("", "en", "und"):
        return "english"
    if primary in _NOUNS_IN_CAPITALS:
        return "nouns"
    return "wide" if primary in _WITHOUT_CAPITALS else "capitals"


_FUNCTION_WORDS = {
    "en": "the and of to in is was that for with as on are by at from his her said has have it not",
    "de": "der die das und ist von den dem ein eine nicht mit auch auf sich für im zu wird sagte wir",
    "fr": "le les des et est une dans qui pour pas sur avec du il elle nous vous à a été sont ce",
    "es": "el los las y es una en que por para con no del se su al lo como más está fue",
    "it": "il gli che di è una per non con del della sono nel alla ha anche più si lo",
    "pt": "o os e um uma em que não para com do da dos das no na é ao foi mais são",
    "nl": "de het een en van is dat op te zijn niet met voor aan er ook maar hij naar",
    "sv": "och att det som en på är av för med den till inte om har de ett var",
}
_GUESS_FROM = 4000
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(article: Article) -> str:
    """The article's language as it says itself, else as its words tell."""
    return article.metadata.language or guessed_language(article.text)


def guessed_language(text: str) -> str:
    """The language that a text's commonest words or its script speak for; `en` where nothing speaks clearly."""
    head = text[:_GUESS_FROM]
    if re.search("[\u3040-\u30ff]", head):
        return "ja"
    for script, language in (("[\uac00-\ud7af]", "ko"), ("[\u3400-\u9fff]", "zh"), ("[\u0400-\u04ff]", "ru")):
        if len(re.findall(script, head)) * 3 > len(head.split()) + len(head) // 4:
            return language
    words = _LETTERS.findall(head.lower())
    points = {
        language: sum(map(frozenset(common.split()).__contains__, words))
        for language, common in _FUNCTION_WORDS.items()
    }
    best = max(points, key=lambda language: (points[language], language == "en"))
    return best if points[best] > 1.3 * points["en"] and points[best] > 1 else "en"
