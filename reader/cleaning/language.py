"""Which language a text is in: by its script, else by the small words that every sentence of it needs.

A small detector for the languages of most saved articles; what it does not know stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["detected_language", "language_tag"]

_SAMPLE = 20_000
_LEAST_WORDS = 20
_TAG = re.compile(r"^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$", re.IGNORECASE)
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_PERSIAN = re.compile("[پچژگ]")
_SMALL_WORDS = {
    "en": "the of and to in that is for it with was on as are be this by from at have has his not but they which he she you we an or were their been who will would said",
    "de": "der die das und ist nicht ein eine mit von zu den auf für dem sich im des auch es als an wird sie er sind nach bei einer aus wie hat haben war aber noch nur",
    "fr": "le la les et est des une dans pour que qui pas sur plus par au ce il ne avec sont cette du elle été ont mais nous vous leur aux comme être",
    "es": "el la los las y que en un una es por con para se del no su más como al lo pero sus le ha este sobre también fue entre cuando muy era han",
    "it": "il la di che è per un una del non della sono con i le da si al nel dei come anche più ha gli alla ma lo questo delle essere stato",
    "pt": "o a os as e que de do da em um uma para com não é por se na no mais dos como das ao foi seu sua ou pela são também mas tem ser",
    "nl": "de het een en van is dat op te in niet met voor zijn aan er ook als bij maar die om dan nog naar wordt heeft werd hij door uit over ze",
    "sv": "och att det som en på är av för med den till inte har de ett om var jag men från vi så kan när år han under också sin",
    "pl": "w i na z nie się do to że jest o jak za po od ale dla przez tym był są co oraz jego tylko ich może być już czy",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_tag(value: str) -> str:
    """A declared language as a BCP 47 tag (`pt_br` becomes `pt-BR`); empty when it is none."""
    value = value.strip().replace("_", "-").split(",")[0].strip()
    if not _TAG.match(value) or value.lower().startswith(("und", "mul", "zxx")):
        return ""
    primary, *rest = value.split("-")
    return "-".join([primary.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def detected_language(text: str) -> str:
    """The primary subtag of the text's language, or nothing where it is too short or unknown."""
    sample = text[:_SAMPLE]
    by_script = _of_script(sample)
    if by_script:
        return by_script
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < _LEAST_WORDS:
        return ""
    shares = sorted(
        ((sum(words[word] for word in known) / total, language) for language, known in _WORDS_OF.items()),
        reverse=True,
    )
    best, second = shares[0], shares[1]
    variety = sum(1 for word in _WORDS_OF[best[1]] if words[word])
    return best[1] if best[0] >= 0.15 and variety >= 5 and best[0] >= second[0] * 1.2 else ""


def _of_script(sample: str) -> str:
    letters = sum(1 for character in sample if character.isalpha())
    if letters < 10:
        return ""
    for language, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.05 if language == "ja" else 0.3):
            if language == "ru" and len(_UKRAINIAN.findall(sample)) > 0.02 * letters:
                return "uk"
            if language == "ar" and len(_PERSIAN.findall(sample)) > 0.02 * letters:
                return "fa"
            return language
    return ""
