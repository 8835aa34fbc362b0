"""Dates as sources write them, in ISO 8601: with time and zone where the source says so, and nothing
invented."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

__all__ = ["find_date", "iso_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar jänner enero ene gennaio gen janeiro januari",
            "february feb février févr fév februar febrero febbraio fevereiro fev februari",
            "march mar mars märz mär marzo março maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "june jun juin juni junio giugno giu junho",
            "july jul juillet juil juli julio luglio lug julho",
            "august aug août aout agosto ago augustus",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct octobre oktober okt octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec décembre déc dezember dez diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 60, "wet": 0, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "jst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip
_ZONE = "|".join(sorted(_ZONES, key=len, reverse=True))
_TIME = rf"(?P<hour>\d{{1,2}})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>(?:{_ZONE})\b|[+-]\d\d:?\d\d)?"
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?:of\s+|de\s+)?(?P<month>{_NAME})\.?,?\s*(?:de\s+)?(?P<year>(?:19|20)\d\d)"
_MONTH_FIRST = rf"(?P<month>{_NAME})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)"
_NUMERIC = r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
_DOTTED = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)"
_CJK = r"(?P<year>(?:19|20)\d\d)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
_DATES = tuple(
    re.compile(rf"(?<![\w/-]){pattern}(?!\d)", re.IGNORECASE)
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMERIC, _DOTTED, _CJK)
)
_GLUED_DAY_FIRST = re.compile(rf"(?<=[A-Za-z]){_DAY_FIRST}(?!\d)", re.IGNORECASE)
_CLOCK = re.compile(_TIME, re.IGNORECASE)
_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[T ]+(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<zone>Z|[+-]\d\d(?::?\d\d)?|UTC|GMT)?)?(?![\d-])",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def iso_date(value: str) -> str:
    """The ISO 8601 form of a value that is meant to be a date, such as a `datetime` attribute; empty when it
    is none."""
    value = value.strip()[:100]
    if not value:
        return ""
    match = _ISO.match(value)
    if match:
        return _iso(match.groupdict())
    if _EPOCH.fullmatch(value):
        return _from_epoch(int(value))
    if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d", value):
        try:
            from email.utils import parsedate_to_datetime

            return _written(parsedate_to_datetime(value))
        except (ValueError, TypeError, IndexError):
            return ""
    return find_date(value)


def find_date(line: str) -> str:
    """The first date that stands in a line of text, with the time beside it; empty where there is none."""
    line = line[:400]
    for pattern in (*_DATES, _GLUED_DAY_FIRST):
        match = pattern.search(line)
        if match is None:
            continue
        fields = match.groupdict()
        if not fields["month"].isdigit():
            fields["month"] = str(_MONTHS[fields["month"].lower()])
        before, after = line[: match.start()][-40:], line[match.end() :][:40]
        clock = _CLOCK.search(after) or _last_clock(before)
        found = _iso(fields | (clock.groupdict() if clock else {}))
        if found:
            return found
    return ""


def _last_clock(text: str) -> re.Match[str] | None:
    return next(reversed(list(_CLOCK.finditer(text))), None)


def _iso(fields: dict[str, str | None]) -> str:
    try:
        day = date(int(fields["year"] or 0), int(fields["month"] or 0), int(fields["day"] or 0))
        if not 1500 <= day.year <= 2200:
            return ""
        if not fields.get("hour"):
            return day.isoformat()
        hour = int(fields["hour"] or 0)
        half = (fields.get("half") or "").lower().replace(".", "")
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        moment = datetime(
            day.year, day.month, day.day, hour, int(fields["minute"] or 0), int(fields.get("second") or 0)
        )
    except ValueError:
        return ""
    zone = _zone(fields.get("zone"))
    return _written(moment.replace(tzinfo=zone) if zone else moment)


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    name = name.lower()
    if name in _ZONES:
        minutes = _ZONES[name]
    else:
        digits = name[1:].replace(":", "").ljust(4, "0")
        minutes = (int(digits[:2]) * 60 + int(digits[2:4])) * (-1 if name[0] == "-" else 1)
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


def _written(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()


def _from_epoch(seconds: int) -> str:
    if seconds > 10**11:
        seconds //= 1000
    return _written(datetime.fromtimestamp(seconds, UTC))
