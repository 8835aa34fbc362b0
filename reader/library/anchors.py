"""Anchors: how a highlight finds its passage again after the text was cleaned anew or edited.

An anchor is the W3C's TextQuoteSelector (exact text, 32 characters before and after it) beside its
TextPositionSelector. Better an orphan than a wrong place: what is ambiguous or too little alike is not
anchored. Pure: texts in, places out.

Sources: W3C Web Annotation Data Model, 2017; Brush and others, "Robust Annotation Positioning", 2001.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reader.article import Range
from reader.library.alignment import Aligned, align, windows
from reader.library.folding import FoldedText, folded
from reader.library.records import AnchorStatus, Highlight

__all__ = ["CONTEXT", "Anchor", "Healed", "find_passage", "find_passages", "heal", "make_anchor"]

CONTEXT = 32
"""Characters of the text that are kept either side of a passage."""

_MOST_PLACES = 500
_NEAR = 3  # words that may have come in between and still count as around a place
_LONG, _SHORT = 60, 20  # letters of a passage
_MARGIN = 0.2  # how much better than the next best the best place has to be
_DOUBT = 0.6  # how much better it has to be for the others not to be looked at any more
_RIVAL_LIKENESS = 0.4
_TELLING = 12  # letters that do not come together twice by chance
_COPY_SCORE, _COPY_CONTEXT = 0.5, 0.3
_NEXT = 3  # words next to a place that have to be the same for it to be the same place
_WIDE, _WIDE_MARGIN = 40, 0.08  # words either side of a passage in the wider look
_FUZZY_LIKENESS, _FUZZY_SCORE, _FUZZY_MARGIN = 0.62, 0.62, 0.12


class Anchor(NamedTuple):
    """A passage and what stands around it."""

    exact: str
    prefix: str
    suffix: str


class Healed(NamedTuple):
    """Where a highlight stands now: offsets of the new text, or its old ones when it is an orphan."""

    start: int
    end: int
    status: AnchorStatus


class _Place(NamedTuple):
    start: int
    end: int
    context: float


def make_anchor(text: str, place: Range) -> Anchor:
    """What to keep of a passage so that it is found again."""
    return Anchor(
        place.of(text),
        text[max(0, place.start - CONTEXT) : place.start],
        text[place.end : place.end + CONTEXT],
    )


def heal(text: str, text_hash: str, highlight: Highlight, before: str = "") -> Healed:
    """Where the passage of a highlight stands in a text whose hash is `text_hash`.

    `ok` where it was, `moved` elsewhere with the same words, `fuzzy` where some of them changed, else
    `orphan`. `before` is the text that the highlight's offsets count in, where it is still known: a wider
    look around tells repeated passages apart, and one that stood elsewhere already is not taken for ours.
    """
    orphan = Healed(highlight.start, highlight.end, "orphan")
    if not highlight.exact:
        return orphan
    here = text[highlight.start : highlight.end] == highlight.exact
    if here and highlight.text_hash == text_hash:
        return Healed(highlight.start, highlight.end, "ok")
    if before[highlight.start : highlight.end] != highlight.exact:
        before = ""
    context = _Context(highlight, before)
    place = _same_words(text, highlight, context)
    if place is not None:
        same = here and place.start == highlight.start and place.end == highlight.end
        found = Healed(place.start, place.end, "ok" if same else "moved")
    else:
        fuzzy = _changed_words(text, highlight, context)
        if fuzzy is None:
            return orphan
        found = Healed(fuzzy.start, fuzzy.end, "fuzzy")
    return orphan if before and _doubtful(text, found, before, highlight, context) else found


def _doubtful(text: str, found: Healed, before: str, highlight: Highlight, context: _Context) -> bool:
    """Whether what was found may be a copy of the passage that has come in, or that was there before."""
    words, earlier = folded(text), folded(before)
    now, then = _copies(text, highlight, context), _copies(before, highlight, context)
    if now > then:
        return True
    passage = FoldedText(highlight.exact).letters
    if len(passage) >= _TELLING and (
        len(words.find(passage, _MOST_PLACES)) > len(earlier.find(passage, _MOST_PLACES))
    ):
        return True
    first, after = words.first_from(found.start), words.first_from(found.end)
    letters = "".join(words.forms[max(0, first - _NEXT) : after + _NEXT])
    others = [
        span
        for span in (earlier.span(*numbers) for numbers in earlier.find(letters, _MOST_PLACES))
        if span.end <= highlight.start or span.start >= highlight.end
    ]
    if others and len(words.find(letters, _MOST_PLACES)) <= len(others):
        return True
    return now < then and earlier.find(letters, 1) == []


def _copies(text: str, highlight: Highlight, context: _Context) -> int:
    """How often the passage stands in a text, more or less, in surroundings like its own."""
    letters = FoldedText(highlight.exact)
    if len(letters) == 1:
        words = folded(text)
        spans = [words.span(*numbers) for numbers in words.find(letters.letters, _MOST_PLACES)]
        return sum(context.likeness(text, span.start, span.end) >= _COPY_CONTEXT for span in spans)
    return sum(
        _score(place) >= _COPY_SCORE and place.context >= _COPY_CONTEXT
        for place in _apart(_alike(text, highlight, context))
    )


def _apart(places: Sequence[Aligned]) -> Iterator[Aligned]:
    """Places that do not overlap a better one."""
    taken: list[Aligned] = []
    for place in places:
        if all(place.first >= other.after or place.after <= other.first for other in taken):
            taken.append(place)
            yield place


def find_passage(text: str, passage: str) -> Range | None:
    """The first place of a passage, as it is or with quotes, dashes, spacing, accents and case folded."""
    passage = passage.strip()
    if not passage:
        return None
    first = next(_occurrences(text, passage, "", ""), None)
    if first is not None:
        return Range(first, first + len(passage))
    words = folded(text)
    found = words.find(FoldedText(passage).letters, 1)
    if found:
        return _with_edges(text, words.span(*found[0]), passage)
    start = text.find(passage)
    return Range(start, start + len(passage)) if start >= 0 else None


def find_passages(text: str, passage: str) -> list[Range]:
    """Every place of a passage, folded as in `find_passage`, as it is where it stands so; bounded."""
    passage = passage.strip()
    starts = _occurrences(text, passage, "", "")
    spans = [
        Range(start, start + len(passage)) for start, _ in zip(starts, range(_MOST_PLACES), strict=False)
    ]
    letters = FoldedText(passage).letters
    if spans or not letters:
        return spans
    words = folded(text)
    found = words.find(letters, _MOST_PLACES)
    return [_with_edges(text, words.span(*numbers), passage) for numbers in found]


class _Context:
    """What stood around a highlight, as words. A word that was cut at 32 characters is left out."""

    def __init__(self, highlight: Highlight, earlier: str = "") -> None:
        self._wide: tuple[list[str], list[str]] | None = None
        if earlier:
            words = folded(earlier)
            first, end = words.first_from(highlight.start), words.first_from(highlight.end)
            self._wide = words.forms[max(0, first - _WIDE) : first], words.forms[end : end + _WIDE]
        before, after = FoldedText(highlight.prefix), FoldedText(highlight.suffix)
        cut_before = len(highlight.prefix) >= CONTEXT and len(before) > 1 and before.starts[0] == 0
        cut_after = (
            len(highlight.suffix) >= CONTEXT and len(after) > 1 and after.ends[-1] == len(highlight.suffix)
        )
        self.before = before.forms[1:] if cut_before else before.forms
        self.after = after.forms[:-1] if cut_after else after.forms

    def likeness(self, text: str, start: int, end: int) -> float:
        """How much of the context stands around a place: 0 to 1 by letters, of what there is of it."""
        reach = CONTEXT + 32
        before = FoldedText(text[max(0, start - reach) : start]).forms[-(len(self.before) + _NEAR) :]
        after = FoldedText(text[end : end + reach]).forms[: len(self.after) + _NEAR]
        letters = sum(map(len, self.before)) + sum(map(len, self.after))
        if not letters:
            return 1.0 if not before and not after else 0.0
        return (_kept(self.before, before) + _kept(self.after, after)) / letters

    def tells(self, text: str, one: Range, other: Range) -> bool | None:
        """Whether a wider look around prefers one place to another; None where it cannot say."""
        if self._wide is None:
            return None
        difference = self._wide_likeness(text, one) - self._wide_likeness(text, other)
        return None if abs(difference) < _WIDE_MARGIN else difference > 0

    def _wide_likeness(self, text: str, place: Range) -> float:
        assert self._wide is not None
        words = folded(text)
        first, end = words.first_from(place.start), words.first_from(place.end)
        lead = words.forms[max(0, first - _WIDE - _NEAR) : first]
        tail = words.forms[end : end + _WIDE + _NEAR]
        letters = sum(map(len, self._wide[0])) + sum(map(len, self._wide[1]))
        return (_kept(self._wide[0], lead) + _kept(self._wide[1], tail)) / letters if letters else 0.0


def _kept(words: Sequence[str], others: Sequence[str]) -> int:
    """Letters of `words` that stand among `others` in the same order."""
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return sum(
        len(word) for block in matcher.get_matching_blocks() for word in words[block.a : block.a + block.size]
    )


def _same_words(text: str, highlight: Highlight, context: _Context) -> _Place | None:
    """The one place where the passage stands with the words it had."""
    starts = _occurrences(text, highlight.exact, highlight.prefix[-1:], highlight.suffix[:1])
    spans = [
        Range(start, start + len(highlight.exact))
        for start, _ in zip(starts, range(_MOST_PLACES), strict=False)
    ]
    letters = FoldedText(highlight.exact).letters
    if not spans and letters:
        words = folded(text)
        found = words.find(letters, _MOST_PLACES)
        spans = [_with_edges(text, words.span(*numbers), highlight.exact) for numbers in found]
    if not spans or len(spans) == _MOST_PLACES:
        return None
    places = sorted(
        (_Place(span.start, span.end, context.likeness(text, span.start, span.end)) for span in spans),
        key=lambda place: -place.context,
    )
    best = places[0]
    if len(places) > 1:
        return _told_apart(text, places, context)
    if _has_rival(best, _alike(text, highlight, context), text, context):
        return None
    enough = 0.0 if len(letters) >= _LONG else 0.25 if len(letters) >= _SHORT else 0.5
    return best if best.context >= enough else None


def _told_apart(text: str, places: Sequence[_Place], context: _Context) -> _Place | None:
    """The one of several places that what stands around it speaks for, near and wide; None for none."""
    best = places[0]
    rivals = [place for place in places[1:] if place.context >= best.context - _DOUBT]
    for place in rivals:
        wide = context.tells(text, Range(*best[:2]), Range(*place[:2]))
        if wide is False and best.context - place.context < _MARGIN:
            best = place
        elif wide is False or (wide is None and best.context - place.context < _MARGIN):
            return None
    if any(
        context.tells(text, Range(*best[:2]), Range(*place[:2])) is False for place in rivals if place != best
    ):
        return None
    return best if best.context >= 0.5 else None


def _changed_words(text: str, highlight: Highlight, context: _Context) -> Range | None:
    """The one place where most of the passage's words stand."""
    found = _alike(text, highlight, context)
    if not found or not _good(found[0], len(FoldedText(highlight.exact))):
        return None
    best = found[0]
    words = folded(text)
    place = _Place(words.starts[best.first], words.ends[best.after - 1], best.context)
    others = [other for other in found[1:] if other.first >= best.after or other.after <= best.first]
    for other in others:
        close = _score(best) - _score(other) < _FUZZY_MARGIN
        wide = context.tells(text, Range(*place[:2]), words.span(other.first, other.after))
        if other.likeness >= _RIVAL_LIKENESS and (wide is False or (close and wide is None)):
            return None
    if _has_rival(place, found, text, context):
        return None
    return _with_edges(text, words.span(best.first, best.after), highlight.exact)


def _alike(text: str, highlight: Highlight, context: _Context) -> list[Aligned]:
    """Places like the passage between its context, the most alike first."""
    passage = FoldedText(highlight.exact).forms
    if len(passage) < 2:
        return []
    words = folded(text)
    query = [*context.before, *passage, *context.after]
    found: list[Aligned] = []
    for start, end in windows(query, words.places, len(words)):
        place = align(context.before, passage, context.after, words.forms[start:end])
        if place is not None:
            found.append(Aligned(start + place.first, start + place.after, place.likeness, place.context))
    return sorted(found, key=lambda place: (-_score(place), place.first))


def _has_rival(place: _Place, alike: Sequence[Aligned], text: str, context: _Context) -> bool:
    """Whether the passage may as well stand elsewhere with a word changed: so it is where paragraphs
    repeat."""
    words = folded(text)
    for rival in alike:
        span = words.span(rival.first, rival.after)
        if rival.likeness < _RIVAL_LIKENESS or not (span.start >= place.end or span.end <= place.start):
            continue
        wide = context.tells(text, Range(*place[:2]), span)
        if wide is False or (wide is None and rival.context > place.context - _MARGIN):
            return True
    return False


def _score(place: Aligned) -> float:
    return 0.65 * place.likeness + 0.35 * place.context


def _good(place: Aligned, words: int) -> bool:
    if words < 4:
        return place.likeness >= 0.66 and place.context >= 0.7
    return place.likeness >= _FUZZY_LIKENESS and (
        _score(place) >= _FUZZY_SCORE or (words > 12 and place.likeness > 0.8)
    )


def _occurrences(text: str, exact: str, before: str, after: str) -> Iterator[int]:
    """Where exact text stands and neither begins nor ends inside a word, unless it did so before."""
    start = text.find(exact) if exact else -1
    while start >= 0:
        end = start + len(exact)
        opens = not exact[0].isalnum() or before.isalnum() or not text[start - 1 : start].isalnum()
        closes = not exact[-1].isalnum() or after.isalnum() or not text[end : end + 1].isalnum()
        if opens and closes:
            yield start
        start = text.find(exact, start + 1)


def _with_edges(text: str, span: Range, exact: str) -> Range:
    """A range of words with the quotation marks and full stops at its ends that the passage had there."""
    start, end = span.start, span.end
    lead = len(exact) - len(exact.lstrip("".join({c for c in exact if not c.isalnum()})))
    tail = len(exact) - len(exact.rstrip("".join({c for c in exact if not c.isalnum()})))
    while lead and start and not text[start - 1].isalnum() and not text[start - 1].isspace():
        start, lead = start - 1, lead - 1
    while tail and end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end, tail = end + 1, tail - 1
    return Range(start, end)
