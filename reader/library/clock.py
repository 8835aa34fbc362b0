"""Hybrid logical clocks: the order of changes over several machines, as strings that sort.

A clock is `milliseconds-counter-device`: the first two as fixed-width hexadecimal, so that plain string
order is the order of changes, and the device last, so that no two changes of any two machines are ever
equal. It follows the wall clock, and never runs backwards where the wall clock does.

Source: Kulkarni, Demirbas and others, "Logical Physical Clocks", 2014.
"""

from __future__ import annotations

import re

__all__ = ["device_of", "is_clock", "milliseconds_of", "tick"]

_CLOCK = re.compile(r"0[0-9a-f]{11}-[0-9a-f]{4}-[0-9a-z]{4,32}")
_LAST_COUNTER = 0xFFFF


def tick(last: str, device: str, now: int) -> str:
    """The clock of a change made `now` (milliseconds since 1970) by one who has seen `last` ("" for
    nothing)."""
    counter = 0
    if last:
        seen = milliseconds_of(last)
        if now <= seen:
            now, counter = seen, int(last[13:17], 16) + 1
            if counter > _LAST_COUNTER:
                now, counter = now + 1, 0
    return f"{now:012x}-{counter:04x}-{device}"


def is_clock(text: object) -> bool:
    """Whether it is a clock of before the year 2500: a damaged one must not push all later ones beyond
    that."""
    return isinstance(text, str) and _CLOCK.fullmatch(text) is not None


def device_of(clock: str) -> str:
    """The device that made the change."""
    return clock[18:]


def milliseconds_of(clock: str) -> int:
    """When the change was made, by the clock of its device: milliseconds since 1970."""
    return int(clock[:12], 16)
