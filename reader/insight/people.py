"""The people of one text: which full name a surname, a first name or initials stand for, and who is he and
who she."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from reader.insight.gazetteer import Gazetteer, Gender
from reader.insight.spans import Span

__all__ = ["People"]

_AFTER_NAME = re.compile(r"KC|QC|MP|MEP|MSP|MS|TD|MD|PhD|Ph\.D\.?|OBE|CBE|MBE|DBE|KBE|FRS|SC|JP")
"""Letters of honour and office after a name."""
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?$")


class People:
    """Built from all person spans of a text in order; then asked for the name of each."""

    def __init__(self, spans: list[Span], bare: list[str], lists: Gazetteer) -> None:
        self._lists = lists
        self._last: defaultdict[str, list[str]] = defaultdict(list)
        self._first: defaultdict[str, set[str]] = defaultdict(set)
        self._middle: defaultdict[str, set[str]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self.genders: dict[str, Gender] = {}
        """`f` or `m` for a canonical name whose given name tells."""
        for span, raw in zip(spans, bare, strict=True):
            if span.kind == "person":
                self._learn(self.without_title(raw), span.start)

    def _learn(self, name: str, start: int) -> None:
        words = name.split(" ")
        self._counts[name] += 1
        if len(words) < 2:
            return
        self._places[name].append(start)
        if self._counts[name] > 1:
            return
        self._last[_surname(words).casefold()].append(name)
        self._first[words[0]].add(name)
        if len(words) > 2:
            self._last[" ".join(words[1:]).casefold()].append(name)
            for middle in words[1:-1]:
                self._middle[middle.casefold()].add(name)
        gender = self._lists.given.get(words[0], "")
        if gender:
            self.genders[name] = gender

    def without_title(self, name: str) -> str:
        """A name without the titles before it."""
        words = name.split(" ")
        last_title = max(
            (place for place, word in enumerate(words[:-1]) if word in self._lists.titles), default=-1
        )
        words = words[last_title + 1 :]
        while len(words) > 2 and _AFTER_NAME.fullmatch(words[-1].rstrip(",")):
            words = words[:-1]
        return " ".join(words).rstrip(",")

    def name(self, raw: str, start: int) -> str:
        """The fullest name for a mention at `start`; the mention's own where none fits."""
        name = self.without_title(raw)
        words = name.split(" ")
        if len(words) == 1 or name.casefold() in self._last:
            return self._by_part(name, start)
        fuller = [
            other
            for other in self._last.get(_surname(words).casefold(), ())
            if other != name and _compatible(words, other.split(" "))
        ]
        if not fuller:
            return name
        longest = max([name, *fuller], key=lambda other: (len(other.replace(".", "")), self._counts[other]))
        return longest if all(_compatible(longest.split(" "), other.split(" ")) for other in fuller) else name

    def _by_part(self, name: str, start: int) -> str:
        known = self._last.get(name.casefold())
        if not known:
            by_first = self._first.get(name, set())
            one = {self._fullest(full) for full in by_first}
            known = [min(by_first)] if len(one) == 1 else []
        if not known and len(name) > 3:
            by_middle = self._middle.get(name.casefold(), set())
            known = list(by_middle) if len(by_middle) == 1 else []
        if not known:
            return name
        if len(set(known)) == 1:
            return self._fullest(known[0])
        earlier = [
            (min(self._counts[full], 3), places[before - 1], full)
            for full in set(known)
            if (before := bisect_left(places := self._places[full], start))
        ]
        nearest = max(earlier)[2] if earlier else max(known, key=lambda full: (self._counts[full], full))
        return self._fullest(nearest)

    def _fullest(self, name: str) -> str:
        """The name that a full name itself is written as (`R. Ding` as `Ryan Ding`)."""
        words = name.split(" ")
        fuller = [
            other
            for other in self._last.get(_surname(words).casefold(), ())
            if _compatible(words, other.split(" ")) and " " in other
        ]
        return (
            max(fuller, key=lambda other: (len(other.replace(".", "")), self._counts[other]))
            if fuller
            else name
        )


def _surname(words: list[str]) -> str:
    return words[-2] if len(words) > 2 and _SUFFIX.match(words[-1]) else words[-1]


def _compatible(one: list[str], other: list[str]) -> bool:
    """Whether two full names of one surname can be the same person: equal first names, or initials that
    fit."""
    if _surname(one) != _surname(other):
        return False
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if len(first) == 1 or len(second) == 1:
        return first[:1] == second[:1]
    return first == second
