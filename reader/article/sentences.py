"""Sentences of a text, as ranges: what the keyboard selects, what a note quotes, what a mention stands in."""

from __future__ import annotations

import re

from reader.article.ranges import Range
from reader.article.values import Article

__all__ = ["article_sentences", "sentence_at", "sentences"]

_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof sr jr st rev hon gen col lt sgt capt cmdr adm maj sen rep gov pres supt
    vs etc cf eg ie al approx dept est fig figs no nos op pp vol ch sec inc ltd co corp bros plc
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    ave blvd rd mt ft u.s u.k u.n e.u d.c a.m p.m ph.d b.c a.d e.g i.e
    bzw z.b d.h u.a ca nr hr fr mme mlle m""".split()
)
_MAY_END = frozenset({"etc", "a.m", "p.m"})
_BEFORE_FIGURES = frozenset({"no", "nos", "fig", "figs"})
"""Abbreviations before a figure alone: elsewhere they are words, and "He said no." is whole."""
_DAYS_AND_MONTHS = frozenset({"sat", "sun", "wed", "mar", "dec"})
"""Abbreviations with a capital alone: "There she sat." is whole."""
_CLOSERS = "\"'”’»›)]}」』"
_OPENERS = "\"'“‘«‹([{「『¿¡—–-*"
_CANDIDATE = re.compile(
    rf"(?:[.!?…]+[{re.escape(_CLOSERS)}]*(?:\[\d{{1,3}}\])*(?=\s)|[。！？｡]+[{re.escape(_CLOSERS)}]*|\n+)"
)
_LAST_WORD = re.compile(r"([^\s“”\"'‘(\[]+)$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """The sentences of `text[start:end]`, without the white space between them. Newlines end a sentence.

    Offsets are characters of `text`. Every character that is not white space lies in exactly one sentence.
    """
    end = len(text) if end is None else end
    result: list[Range] = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        if match.group()[0] != "\n" and not _ends_sentence(text, begin, match, end):
            continue
        _append(result, text, begin, match.end())
        begin = match.end()
    _append(result, text, begin, end)
    return result


def article_sentences(article: Article) -> list[Range]:
    """The sentences of every block, in order; a table's row and a line of code count as one each."""
    result: list[Range] = []
    for block in article.blocks:
        result.extend(sentences(article.text, block.start, block.end))
    return result


def sentence_at(text: str, offset: int) -> Range:
    """The sentence around `offset`: the one that holds it, else the next one, else the last."""
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line_end = len(text) if line_end < 0 else line_end
    for sentence in sentences(text, line_start, line_end):
        if offset < sentence.end:
            return sentence
    found = sentences(text, line_end) or sentences(text, 0, line_end)
    if not found:
        return Range(0, 0)
    return found[0] if found[0].start >= offset else found[-1]


def _append(result: list[Range], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        result.append(Range(begin, end))


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    mark = match.group()
    if mark[0] in "。！？｡":
        return True
    follow = match.end()
    while follow < end and text[follow].isspace():
        if text[follow] == "\n":
            return True
        follow += 1
    if follow >= end:
        return True
    after = text[follow]
    while after in _OPENERS and follow + 1 < end:
        follow += 1
        after = text[follow]
    if after.islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    word_match = _LAST_WORD.search(text, max(begin, match.start() - 24), match.start())
    word = word_match.group(1) if word_match else ""
    plain = word.lower().rstrip(".")
    if plain in _BEFORE_FIGURES:
        return not after.isdigit()
    if plain in _ABBREVIATIONS and not (plain in _DAYS_AND_MONTHS and word[0].islower()):
        return plain in _MAY_END and after.isupper()
    return not (len(word) == 1 and word.isupper() and word.isalpha())
