"""Dates, as articles write them: days, months, years, decades, and days told from today ("last week").

One trigger word or figure starts each match, so that the time is linear; every repetition in a pattern is
bounded.
"""

from __future__ import annotations

import re

from reader.insight.spans import Span

__all__ = ["find_dates"]

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?![a-z])"
)
_SURE_MONTH = "(?:January|February|April|June|July|August|September|October|November|December)(?![a-z])"
_DAY_NAME = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|\.\d)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\d)"
_PART = "(?:(?:early|late|mid)[ -])?"
_COUNT = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|an|a few|a"
    "|several|few|couple of|a couple of)"
)
_UNIT = "(?:day|week|weekend|month|year|decade|century|quarter)"
_HALF_DAY = "(?: (?:morning|afternoon|evening|night))?"
_COUNTED = (
    "people|men|women|km|miles|met|dollars|euros|pounds|feet|units|jobs|votes|cases|homes|soldiers|troops"
)

_FORMS = (
    f"(?:{_DAY_NAME},? )?{_PART}{_MONTH} {_DAY}(?: ?[-–] ?{_DAY})?(?:,? {_YEAR})?",
    f"(?:{_DAY_NAME},? )?(?:the )?{_DAY}(?: ?[-–] ?{_DAY})?(?: of)? {_MONTH}(?:,? {_YEAR})?",
    f"{_PART}{_MONTH},? (?:of )?(?:{_YEAR}|last year|this year|next year)",
    f"{_PART}(?:(?:last|next|this) )?{_SURE_MONTH}",
    f"(?:last|next|this) {_MONTH}",
    rf"(?:(?:last|next|this) )?{_DAY_NAME}{_HALF_DAY}(?!\w)",
    rf"(?:the )?{_PART}(?:1[0-9]\d0|20[0-4]0)'?s(?!\w)",
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    r"(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:\d{4}|\d\d)(?![\d.])",
    r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:\d{4}|\d\d)(?!\d)",
    rf"(?:yesterday|today|tomorrow|tonight){_HALF_DAY}(?!\w)",
    r"(?:last|next|previous|past|coming) (?:week|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall"
    r"|winter|night)(?!\w)",
    r"this (?:week|weekend|month|quarter|year|spring|summer|autumn|winter|morning|afternoon|evening)(?!\w)",
    rf"(?:the )?(?:last|next|past|previous|first|coming) {_COUNT} {_UNIT}s(?!\w)",
    rf"{_COUNT} {_UNIT}s? (?:ago|earlier|later)(?!\w)",
    r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|(?:eight|nine)teenth|twentieth|twenty-first)[ -]century",
    f"(?:spring|summer|autumn|fall|winter)(?: of)? {_YEAR}",
    f"(?:the )?(?:first|second|third|fourth) quarter(?: of {_YEAR})?",
    rf"(?:fiscal )?{_PART}(?:1[5-9]\d\d|20\d\d)(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d))?(?![\d%\w]|[.,]\d)"
    rf"(?! (?:{_COUNTED}))",
)
_DATE = re.compile("|".join(f"(?:{form})" for form in _FORMS).replace(" ", r"\s"))

_TRIGGER = re.compile(
    r"(?<![\w$£€¥.,#-])(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z.]"
    r"|May(?![a-z])|yesterday|today|tomorrow|tonight|(?:early|late|mid)[\s-]|(?:[Tt]he\s)?(?:last|next|past|previous|first"
    r"|second|third|fourth|coming|\d|eighteen|nineteen|twent)|this\s|spring|summer|autumn|fall|winter|fiscal\s|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twent|thirty|forty|fifty|an?\s|several|few|couple|[Tt]he"
    r"\s(?:early|late|mid)|Yesterday|Today|Tomorrow|Last|Next|This|Early|Late|Three|Two|Several|Earlier)"
)
_CAPITAL = re.compile(
    "(?:The|Yesterday|Today|Tomorrow|Last|Next|This|Early|Late|One|Two|Three|Four|Five|Six|Several|Fiscal|Spring|Summer"
    "|Autumn|Winter|A|An)(?![a-z])"
)
_OPEN_MONTH = re.compile(r"(?:March|May)\b")
_BEFORE_MONTH = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Ff]rom)\s$")


def find_dates(plain: str, start: int, end: int) -> list[Span]:
    """The dates of `plain[start:end]` in order. Offsets are of `plain`, which is straightened text."""
    found: list[Span] = []
    at = start
    while trigger := _TRIGGER.search(plain, at, end):
        begin = trigger.start()
        match = _match(plain, begin, end)
        if match is None:
            at = max(begin + 1, trigger.end() - 1)
            continue
        found.append(Span(begin, match, "date"))
        at = match
    return found


def _match(plain: str, begin: int, end: int) -> int | None:
    """Where a date that begins here ends."""
    match = _DATE.match(plain, begin, end)
    if match:
        return match.end()
    if _CAPITAL.match(plain, begin):
        # A sentence's first word: the same forms, written with a capital.
        piece = plain[begin].lower() + plain[begin + 1 : min(end, begin + 60)]
        lowered = _DATE.match(piece)
        return begin + lowered.end() if lowered else None
    month = _OPEN_MONTH.match(plain, begin, end)
    if month and _BEFORE_MONTH.search(plain, max(0, begin - 8), begin):
        return month.end()
    return None
