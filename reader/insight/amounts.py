"""Sums of money and other quantities with their units: `$1.2 billion`, `50 euros`, `12 per cent`, `150,000
people`.

A figure, a currency sign or a number word starts each match; every repetition is bounded, so that time is
linear.
"""

from __future__ import annotations

import re

from reader.insight.spans import Span

__all__ = ["find_amounts"]

_NUMBER = r"\d{1,15}(?:,\d{2,3}){0,6}(?:\.\d{1,9})?"
_WORD = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    "|eighty|ninety|dozen|half an?|an?|several|a few|few|hundred|thousand)"
)
_SCALE = "(?:hundred|thousand|million|billion|trillion|bn|mn|crore|lakh)"
_SIGN = (
    r"(?:US\$|A\$|AU\$|C\$|CA\$|NZ\$|HK\$|S\$|R\$|NT\$|\$|£|€|¥|₹|₽|₺|₴|₦|₱|₩|₪|₫|₿|Rs\.?|KSh|RM|USD|EUR|GBP|JPY|CNY|RMB"
    "|INR|CHF|AUD|CAD|SEK|NOK|DKK|PLN|BRL|ZAR|AED|SAR|TRY|RUB)"
)
_CURRENCY = (
    r"(?:(?:U\.?S\.? |Canadian |Australian |American |Hong Kong |Singapore |New Zealand |Swiss |Belgian |Norwegian "
    "|Swedish |Danish |Mexican |Indian |Turkish )?(?:dollars?|cents?|pounds? sterling|pounds?|pence|euros?|yen|yuan"
    "|renminbi|rupees?|rupiah|rubles?|roubles?|francs?|pesos?|won|baht|dinars?|dirhams?|riyals?|rials?|ringgit|shekels?"
    "|shillings?|naira|rand|kronor|krona|kroner|krone|lira|zlotys?|hryvnias?|forints?|reais|bolivars?|bitcoins?|marks?)"
    "|USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|AUD|CAD|SEK|NOK|DKK)"
)
_RANGE = rf"(?: ?(?:[-–]|to) ?(?:{_SIGN} ?)?{_NUMBER}(?:[ -]?{_SCALE}(?!\w)|[bkmBKM](?!\w))?)?"
_MONEY = re.compile(
    "|".join(
        (
            rf"{_SIGN} ?{_NUMBER}(?:[ -]?{_SCALE}(?!\w)|[bkmBKM](?!\w)|tn(?!\w))?{_RANGE}(?: {_CURRENCY}(?!\w))?",
            rf"(?:{_NUMBER}|{_WORD}|(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|billions) of)"
            rf"(?:[ -]{_SCALE}){{0,2}}[ -]{_CURRENCY}(?!\w)",
            rf"{_NUMBER} ?(?:€|£|¢|₽|zł|kr)(?!\w)",
        )
    ).replace(" ", r"\s")
)
_UNIT = (
    r"(?:kilomet(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|met(?:er|re)s?|miles?|km|cm|mm|feet|foot|ft|inch(?:es)?"
    r"|yards?|kilograms?|kilos?|kg|grams?|tons?|tonnes?|ounces?|lbs?|hectares?|acres?|lit(?:er|re)s?|gallons?|barrels?"
    r"|pints?|megawatts?|gigawatts?|kilowatts?|kilowatt-hours?|MW|GW|kW|TWh|GWh|MWh|kWh|volts?|watts?|gigabytes?|megabytes?"
    r"|terabytes?|kilobytes?|GB|TB|MB|KB|Gbps|Mbps|GHz|MHz|Hz|degrees(?: Celsius| Fahrenheit)?|°C|°F"
    r"|square (?:miles|kilomet(?:er|re)s|feet|met(?:er|re)s)|sq km|mph|km/h|kph|knots|light[- ]years?|decibels?|calories"
    r"|people|men|women|children|students|workers|employees|soldiers|troops|residents|voters|passengers|patients|users"
    r"|customers|members|refugees|migrants|jobs|votes|seats|homes|copies|words|pages|hours?|minutes?|seconds?)"
)
_QUANTITY = re.compile(
    "|".join(
        (
            rf"{_NUMBER} ?(?:%|per ?cent(?!\w)|percent(?!\w)|percentage points?(?!\w)|basis points?(?!\w))",
            rf"{_WORD} (?:per ?cent|percent|percentage points?)(?!\w)",
            rf"(?:{_NUMBER}|{_WORD})(?:[ -]{_SCALE}){{0,2}}[ -]?{_UNIT}(?![\w-])",
        )
    ).replace(" ", r"\s")
)
_TRIGGER = re.compile(
    r"(?<![\w.,$£€¥-])(?:\d|[$£€¥₹₽₺₴₦₱₩₪₫₿]|(?:US|AU?|CA?|NZ|HK|S|R|NT)\$|(?:Rs|KSh|RM|USD|EUR|GBP|JPY|CNY|RMB|INR|CHF"
    r"|AUD|CAD|SEK|NOK|DKK|PLN|BRL|ZAR|AED|SAR|TRY|RUB)[\s.\d]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|half|an?|several|few|hundreds?"
    r"|thousands?|tens|millions|billions)(?=[\s-]))"
)
_VAGUE = re.compile(r"(?:an?|several|few|half|one)\s(?:" + _UNIT.replace(" ", r"\s") + r")")


def find_amounts(plain: str, start: int, end: int) -> list[Span]:
    """The money and quantities of `plain[start:end]` in order, not overlapping. Offsets are of `plain`."""
    found: list[Span] = []
    at = start
    while trigger := _TRIGGER.search(plain, at, end):
        begin = trigger.start()
        money = _MONEY.match(plain, begin, end)
        quantity = None if money else _QUANTITY.match(plain, begin, end)
        match = money or quantity
        if match is None or _VAGUE.fullmatch(plain, begin, match.end()):
            at = trigger.end()
            while at < end and plain[at].isdigit():
                at += 1
            continue
        found.append(Span(begin, match.end(), "money" if money else "quantity"))
        at = match.end()
    return found
