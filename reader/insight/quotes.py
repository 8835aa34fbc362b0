"""Quotations of a text: direct speech, quoted phrases, indirect speech, turns and block quotes, each with
its speaker.

Order of work: regions between marks, cues in their sentences, speech or phrase, speakers carried over within
and between paragraphs, then names for whoever was found. Quotations of one kind never overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.article import Range
from reader.insight.attribution import Cue, best_cue, find_cues, is_strong
from reader.insight.clauses import Clause, clauses
from reader.insight.gazetteer import gazetteer
from reader.insight.grouping import Names
from reader.insight.indirect import indirect_quote
from reader.insight.marks import Region, find_regions
from reader.insight.spans import Reading, Span
from reader.insight.speakers import Speakers
from reader.insight.speech import Standing, speech_points
from reader.insight.turns import block_quotes, dashed_turns, labelled_turns
from reader.insight.values import Quote
from reader.insight.verbs import ATTRIBUTING_VERBS, REPORTING_VERBS, verbs_of

__all__ = ["quotes_of"]

_FEW_WORDS = 3
_SURE_OF_A_SUBJECT = 1.0
"""Below these points words without a cue are not given to whom their sentence is about."""
_SHOUTS = re.compile(r"\b(?:shouts?|cr(?:y|ies)|chants?|calls?|choruse?s?|roars?|murmurs?) of\s*$")
"""What stands before the words of a crowd."""


@dataclass(slots=True)
class _Found:
    """A region on its way to a quotation."""

    region: Region
    speech: bool
    points: float
    clause: Clause | None = None
    cue: Cue | None = None
    mention: tuple[int, int] | None = None
    rule: str = ""


@dataclass(slots=True)
class _Before:
    """What a paragraph leaves to the next one."""

    colon: tuple[int, int] | None = None
    """Who was named before a colon at its end."""
    only_quoted: tuple[int, int] | None = None
    """Who spoke, when it was nothing but a quotation."""
    cued: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    """Who its last sentence is about."""


class _Reader:
    """Goes through the passages in order and collects what is quoted."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading = reading
        self.plain = reading.plain
        self.regions = find_regions(reading.plain, reading.passages)
        self.speakers = Speakers(reading, names, self.regions)
        self.verbs = verbs_of(reading.language)
        self.spans = [span for span in names.spans if span.kind in ("person", "organisation", "place")]
        self._span_starts = [span.start for span in self.spans]
        self._region_starts = [region.start for region in self.regions]
        self.quotes: list[Quote] = []
        self.before = _Before()

    def read(self) -> list[Quote]:
        """All quotations, in order of their starts."""
        taken = self._unmarked()
        for number, passage in enumerate(self.reading.passages):
            if any(
                quote.start < passage.end and passage.start < quote.end for quote in taken.get(number, ())
            ):
                self.before = _Before()
                continue
            first = bisect_left(self._region_starts, passage.start)
            last = bisect_left(self._region_starts, passage.end)
            regions = self.regions[first:last]
            running = (
                self.regions[first - 1] if first and self.regions[first - 1].end > passage.start else None
            )
            if regions or running or self._may_report(number):
                self._passage(
                    number, regions if running is None else [running, *regions], running is not None
                )
            elif passage.end - passage.start > 1:
                self.before = _Before(subject=self.speakers.about(passage.start, passage.end))
        self.quotes.extend(quote for quotes in taken.values() for quote in quotes)
        return sorted(_echoes(self.quotes), key=lambda quote: (quote.start, quote.end))

    def _unmarked(self) -> dict[int, list[Quote]]:
        """Turns, dialogue after dashes and block quotes, by the number of the passage that each begins in."""
        reading = self.reading
        turns = labelled_turns(reading.text, reading.plain, reading.passages, self.speakers)
        turns += dashed_turns(reading.text, reading.plain, reading.passages)
        turns += block_quotes(reading.text, reading.plain, reading.passages, self.speakers)
        starts = [passage.start for passage in reading.passages]
        taken: dict[int, list[Quote]] = {}
        end = -1
        for quote in sorted(turns, key=lambda quote: quote.start):
            if quote.start < end or quote.end <= quote.start:
                continue
            end = quote.end
            first = bisect_right(starts, quote.start) - 1
            taken.setdefault(first, []).append(quote)
        return taken

    def _may_report(self, number: int) -> bool:
        """Whether a passage without marks is worth a look for indirect speech."""
        for sentence in self.reading.sentences[number]:
            if (
                not REPORTING_VERBS.isdisjoint(sentence.words)
                or "According" in sentence.words
                or "according" in sentence.words
            ):
                return True
        return False

    def _passage(self, number: int, regions: list[Region], running: bool) -> None:
        passage = self.reading.passages[number]
        spans = self._spans_in(passage.start, passage.end)
        parts = clauses(self.plain, self.reading.sentences[number], regions, spans, gazetteer(), self.verbs)
        found: list[_Found] = []
        cued: tuple[int, int] | None = None
        first_speaker = False
        for clause in parts:
            cues = find_cues(clause)
            opening = clause.opening()
            if opening and not clause.apposition_after(opening[1]):
                self.speakers.topic(*_offsets(clause, opening))
            quoted = [index for index, word in enumerate(clause.words) if word.region]
            for index in quoted:
                item = self._judged(clause, index, cues, cued, first_speaker)
                if found and self._coordinated(found[-1], item):
                    item.speech, item.points = False, found[-1].points
                first_speaker = first_speaker or (item.speech and item.mention is not None)
                found.append(item)
            if not quoted and cues:
                quote = indirect_quote(self.reading.text, clause, cues, self.speakers)
                if quote:
                    self.quotes.append(quote)
            subjects = [cue.subject for cue in cues if cue.subject and _may_speak(clause, cue.subject)]
            if subjects:
                cued = _offsets(clause, subjects[-1])
        self._nicknames(parts, regions)
        if running and found:
            self._join_running(found.pop(0))
        outside = any(not word.region and word.text[0].isalpha() for clause in parts for word in clause.words)
        self._carry(found, cued, only_quoted=not outside)
        for item in found:
            self.quotes.append(self._quote(item))
        self._leave(parts, found, cued, outside)
        self.before.subject = self.speakers.about(passage.start, passage.end)

    def _coordinated(self, before: _Found, item: _Found) -> bool:
        """Whether a short quotation is the second of two terms: `the words "leave" and "alone"`."""
        gap = self.plain[before.region.end : item.region.start].strip()
        short = len(self.plain[item.region.inner : item.region.inner_end].split()) <= _FEW_WORDS
        return not before.speech and short and gap in ("and", "or", ",", ", and", ", or")

    def _nicknames(self, parts: list[Clause], regions: list[Region]) -> None:
        """Quotations within a name are phrases; they are no words of a clause."""
        heard = {word.region.start for clause in parts for word in clause.words if word.region}
        for region in regions:
            if region.start not in heard:
                words = self.reading.text[region.inner : region.inner_end].strip()
                self.quotes.append(
                    Quote(region.start, region.end, words, "phrase", confidence=0.9, rule="nickname")
                )

    def _join_running(self, item: _Found) -> None:
        """A quotation that began in an earlier paragraph takes the speaker that this one names, if it had
        none."""
        if not item.mention:
            return
        for place in range(len(self.quotes) - 1, -1, -1):
            if self.quotes[place].start == item.region.start:
                if not self.quotes[place].speaker:
                    self.quotes[place] = self._quote(item)
                return

    def _spans_in(self, start: int, end: int) -> list[Span]:
        return self.spans[bisect_left(self._span_starts, start) : bisect_left(self._span_starts, end)]

    def _judged(
        self, clause: Clause, index: int, cues: list[Cue], cued: tuple[int, int] | None, speaker_goes_on: bool
    ) -> _Found:
        """One region: its cue, whether it is speech, and the phrase that names the speaker."""
        word = clause.words[index]
        region = word.region
        assert region is not None
        cue = best_cue(clause, index, cues)
        outside = sum(1 for other in clause.words if not other.region and other.text[0].isalpha())
        adjacent = cue is not None and _adjacent(clause, index, cue)
        standing = Standing(
            cue=cue is not None,
            adjacent=adjacent,
            comma=word.tail == ",",
            strong=cue is not None and is_strong(clause, cue),
            speaker_goes_on=speaker_goes_on,
            alone=outside <= _FEW_WORDS,
            reported=cue is not None and _reported(clause, index, cue),
            written=cue is not None and _is_written(clause, cue),
        )
        points = speech_points(self.plain, region, standing)
        item = _Found(region, points > 0, points, clause, cue)
        if _SHOUTS.search(self.plain[max(clause.words[0].start, region.start - 40) : region.start]):
            item.rule = "crowd"
        elif cue and cue.subject:
            item.mention, item.rule = _offsets(clause, cue.subject), cue.rule
        elif outside > _FEW_WORDS:
            subject = clause.opening_speaker(index) or clause.first_subject(index)
            if subject:
                item.mention, item.rule = _offsets(clause, subject), "subject"
            elif cued:
                item.mention, item.rule = cued, "sentence-before"
        return item

    def _carry(self, found: list[_Found], cued: tuple[int, int] | None, only_quoted: bool) -> None:
        """Give speech without a cue the speaker of its paragraph, or of the paragraph before."""
        speech = [item for item in found if item.speech and item.rule != "crowd"]
        known: _Found | None = None
        waiting: list[_Found] = []
        for item in speech:
            if item.mention is not None:
                known = item
                for earlier in waiting:
                    earlier.mention, earlier.rule = item.mention, "paragraph"
                waiting = []
            elif known is not None:
                item.mention, item.rule = known.mention, "paragraph"
            elif cued is not None and not only_quoted and cued[0] < item.region.start:
                item.mention, item.rule = cued, "sentence-before"
            else:
                waiting.append(item)
        before = self.before
        for item in waiting:
            mention = (
                before.colon or before.only_quoted or before.cued or (before.subject if only_quoted else None)
            )
            if mention is not None:
                item.mention = mention
                item.rule = "colon-before" if before.colon else "paragraph-before"

    def _leave(
        self, parts: list[Clause], found: list[_Found], cued: tuple[int, int] | None, outside: bool
    ) -> None:
        speaker = next((item.mention for item in reversed(found) if item.speech and item.mention), None)
        last = parts[-1].words[-1] if parts and parts[-1].words else None
        self.before = _Before(
            colon=cued if last is not None and last.text == ":" else None,
            only_quoted=speaker if not outside else None,
            cued=speaker or cued,
        )

    def _quote(self, item: _Found) -> Quote:
        region = item.region
        text = self.reading.text[region.inner : region.inner_end].strip()
        if not item.speech:
            return Quote(
                region.start, region.end, text, "phrase", confidence=_sure(-item.points), rule="phrase"
            )
        speaker, cue, cue_range, named = "", "", None, None
        if item.mention and not (item.rule == "subject" and item.points < _SURE_OF_A_SUBJECT):
            speaker = self.speakers.resolve(*item.mention)
            named = Range(*item.mention)
        if item.cue and item.clause:
            word = item.clause.words[item.cue.index]
            cue_range = Range(word.start, word.end)
            cue = "according to" if item.cue.rule == "according" else word.text
        sure = _sure(item.points) * (1.0 if speaker and item.cue else 0.8)
        return Quote(
            region.start,
            region.end,
            text,
            "speech",
            speaker,
            cue,
            round(sure, 3),
            item.rule or "marks",
            named,
            cue_range,
        )


def quotes_of(reading: Reading, names: Names) -> tuple[Quote, ...]:
    """The quotations of a text in order. `names` are its entities' mentions with their canonical names."""
    return tuple(_Reader(reading, names).read())


def _echoes(quotes: list[Quote]) -> list[Quote]:
    """A quotation without a cue that is printed again with one (a pull quote) has that one's speaker."""
    told = {_opening_words(quote): quote for quote in quotes if quote.kind == "speech" and quote.cue}
    echoed: list[Quote] = []
    for quote in quotes:
        original = told.get(_opening_words(quote)) if quote.kind == "speech" and not quote.cue else None
        if original is not None and original.speaker:
            quote = replace(
                quote, speaker=original.speaker, rule="echo", speaker_range=original.speaker_range
            )
        echoed.append(quote)
    return echoed


def _opening_words(quote: Quote) -> str:
    return " ".join(quote.text.split())[:_ECHO].rstrip(".,;!?… ").casefold()


_ECHO = 32
"""How many characters of two quotations are compared to see that they are the same."""


def _offsets(clause: Clause, phrase: tuple[int, int]) -> tuple[int, int]:
    return clause.words[phrase[0]].start, clause.words[phrase[1]].end


def _adjacent(clause: Clause, index: int, cue: Cue) -> bool:
    """Whether no more than two words beside the subject stand between a quotation and its cue."""
    low, high = min(cue.index, index), max(cue.index, index)
    first, last = cue.subject or (0, -1)
    if (
        first == low + 1
        and last + 1 < high
        and clause.words[last + 1].text == clause.words[high - 1].text == ","
    ):
        last = high - 1  # an insertion says who the subject is
    between = sum(
        1
        for place in range(low + 1, high)
        if clause.words[place].text[0].isalnum() and not first <= place <= last
    )
    return between <= 2


def _reported(clause: Clause, index: int, cue: Cue) -> bool:
    """Whether somebody who can speak, with a verb of saying, stands before a quotation in its clause."""
    if cue.index > index or cue.subject is None or cue.rule in ("weak", "bare", "signature"):
        return False
    if cue.subject[0] > index:
        return False
    verb = clause.words[cue.index].lower
    if cue.rule == "participle" and verb not in ATTRIBUTING_VERBS:
        return False
    naming = verb in clause.verbs.strong or verb in ATTRIBUTING_VERBS or cue.rule == "according"
    between = clause.words[cue.index + 1 : index]
    plain_gap = all(not word.region or word.region is clause.words[index].region for word in between[-2:])
    speaks = cue.rule == "according" or _may_speak(clause, cue.subject)
    return speaks and naming and len(between) <= _FRAGMENT_REACH and plain_gap


def _may_speak(clause: Clause, subject: tuple[int, int]) -> bool:
    last = clause.words[subject[1]]
    return (
        last.named or last.lower in _PRONOUNS or last.lower in clause.verbs.pronouns or clause.human(subject)
    )


def _is_written(clause: Clause, cue: Cue) -> bool:
    """Whether the subject is a thing that bears words: `A sign says "Private"`, `On the cover it says "A Novel"`."""
    subject = cue.subject or (0, 0)
    if cue.index and clause.words[cue.index - 1].lower in _WRITTEN_ON:
        return True
    first = clause.words[0].lower
    lowers = [word.lower for word in clause.words]
    if any(one in ("on", "over", "under") and other == "which" for one, other in pairwise(lowers)):
        return True
    if clause.words[subject[1]].lower == "it" and first in ("on", "under", "above", "over") and subject[0]:
        return True
    return any(word.lower in _WRITTEN_ON for word in clause.words[subject[0] : subject[1] + 1])


_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who"})
_FRAGMENT_REACH = 14
"""The most words between a verb of saying and the fragment that ends its clause."""
_WRITTEN_ON = frozenset(
    """sign signs notice banner banners placard placards poster posters plaque label sticker t-shirt inscription
    slogan motto caption graffiti billboard hashtag badge flag nameplate""".split()
)


def _sure(points: float) -> float:
    """Points as a share of certainty, from a half upwards."""
    return round(min(0.98, 0.5 + 0.12 * max(0.0, points)), 3)
