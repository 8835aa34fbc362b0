"""Speech without quotation marks: turns of an interview (`Q:`, `NAME:`), dialogue after a dash, block
quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.article import Range
from reader.insight.passages import Passage
from reader.insight.speakers import Speakers
from reader.insight.values import Quote

__all__ = ["block_quotes", "dashed_turns", "labelled_turns"]

_LABEL = re.compile(
    r"[*_]{0,2}(?P<name>Q|A|Question|Answer|Interviewer|[^\W\d_][\w.'-]*(?:\s[^\W\d_][\w.'-]*){0,4})[*_]{0,2}\s?(?P<mark>:|\s[–—]\s)"
    r"[*_]{0,2}\s*(?=\S)"
)
_QUESTION = frozenset({"Q", "Question", "Interviewer", "A", "Answer"})
_DASH = re.compile(r"(?:—|–|―|--)\s?(?:(?=[^\W\d_])|(?=[¿¡…\"]))")
_FROM_TURNS = 2
_CREDIT = re.compile(r"\s*(?:—|–|―|--|-)\s?(?P<name>[^\W\d_][^\n]{1,60})$")


def labelled_turns(text: str, plain: str, passages: Sequence[Passage], speakers: Speakers) -> list[Quote]:
    """Turns that begin with who speaks, where the text has at least two labels and one of them twice or two
    in a row."""
    labelled: list[tuple[Passage, re.Match[str]]] = []
    for passage in passages:
        if passage.kind in ("heading", "table", "figure"):
            continue
        match = _LABEL.match(plain, passage.start, passage.end)
        if match and _may_label(match):
            labelled.append((passage, match))
    counts = Counter(match.group("name") for _, match in labelled)
    kept = {name for name, count in counts.items() if count > 1 or name in _QUESTION or name.isupper()}
    if sum(counts[name] for name in kept) < _FROM_TURNS or (len(counts) < 2 and not kept & _QUESTION):
        return []
    found: list[Quote] = []
    for passage, match in labelled:
        name = match.group("name")
        if name not in kept and counts.total() < 2 * len(kept):
            continue
        start = match.end()
        label = Range(match.start("name"), match.end("name"))
        speaker = "" if name in _QUESTION else _label_name(name, label, speakers)
        found.append(_turn(text, start, passage.end, speaker, "turn", label))
    return found


def _may_label(match: re.Match[str]) -> bool:
    name = match.group("name")
    if match.group("mark") != ":" and name not in _QUESTION:
        return False
    return all(word[0].isupper() for word in name.split()) and (len(name) > 2 or name in _QUESTION)


def _label_name(name: str, label: Range, speakers: Speakers) -> str:
    resolved = speakers.resolve(label.start, label.end)
    if resolved and resolved.lower() != name.lower():
        return resolved
    return name.title() if name.isupper() and len(name) > 3 else name


def dashed_turns(text: str, plain: str, passages: Sequence[Passage]) -> list[Quote]:
    """Dialogue whose lines begin with a dash, as French and Spanish print it; at least two such lines near
    by."""
    dashed = [
        (number, passage, match)
        for number, passage in enumerate(passages)
        if passage.kind == "paragraph" and (match := _DASH.match(plain, passage.start, passage.end))
    ]
    numbers = {number for number, _, _ in dashed}
    return [
        _turn(text, match.end(), _speech_end(plain, match.end(), passage.end), "", "dash", None)
        for number, passage, match in dashed
        if numbers & {number - 2, number - 1, number + 1, number + 2}
    ]


def _speech_end(plain: str, start: int, end: int) -> int:
    """Where the spoken part of a dashed line ends: at the dash that opens the cue, else at the line's end."""
    match = re.compile(r"\s(?:—|–|―)\s?").search(plain, start, end)
    return match.start() if match else end


def block_quotes(text: str, plain: str, passages: Sequence[Passage], speakers: Speakers) -> list[Quote]:
    """Quoted blocks: one quotation for each run of them, by whom the credit line or the line before names."""
    found: list[Quote] = []
    number = 0
    while number < len(passages):
        if passages[number].kind != "quote":
            number += 1
            continue
        last = number
        while last + 1 < len(passages) and passages[last + 1].kind == "quote":
            last += 1
        found.append(_block_quote(text, plain, passages, number, last, speakers))
        number = last + 1
    return found


def _block_quote(
    text: str, plain: str, passages: Sequence[Passage], first: int, last: int, speakers: Speakers
) -> Quote:
    start, end = passages[first].start, passages[last].end
    named: Range | None = None
    credit = _CREDIT.match(plain, passages[last].start, passages[last].end)
    if credit and last > first:
        named = Range(credit.start("name"), credit.end("name"))
        end = passages[last - 1].end
    elif first and plain[passages[first - 1].start : passages[first - 1].end].rstrip().endswith(":"):
        named = speakers.named_in(passages[first - 1].start, passages[first - 1].end)
    speaker = speakers.resolve(named.start, named.end) if named else ""
    return _turn(text, start, end, speaker, "block", named)


def _turn(text: str, start: int, end: int, speaker: str, rule: str, named: Range | None) -> Quote:
    end = start + len(text[start:end].rstrip())
    return Quote(
        start=start,
        end=end,
        text=text[start:end].strip('"“”«»„ '),
        speaker=speaker,
        confidence=0.85 if speaker else 0.6,
        rule=rule,
        speaker_range=named,
    )
