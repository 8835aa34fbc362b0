"""A passage as words, each quotation one word, and where its clauses end: the ground of `reader.insight.clauses`."""

from __future__ import annotations

from collections.abc import Sequence

from reader.insight.gazetteer import Gazetteer
from reader.insight.marks import Region, is_nickname
from reader.insight.offices import names_a_speaker
from reader.insight.spans import Span
from reader.insight.tokens import Sentence
from reader.insight.verbs import Verbs
from reader.insight.vocabulary import ARTICLES_ELSEWHERE, CALENDAR, FUNCTION_WORDS

__all__ = ["Word", "ends_clause", "quoted_words"]


class Word:
    """One word, or one whole quotation (`region` is then set) of a clause."""

    __slots__ = ("end", "lower", "named", "region", "span", "start", "tail", "text")

    def __init__(self, text: str, start: int, end: int, region: Region | None, span: Span | None) -> None:
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = end
        self.region = region
        self.tail = ""
        """Of a quotation: the last character within its marks."""
        self.span = span
        """The person, organisation or place that the word is part of."""
        self.named = region is None and (
            span is not None
            or (
                text[0].isupper()
                and len(text) > 1
                and self.lower not in FUNCTION_WORDS
                and self.lower not in ARTICLES_ELSEWHERE
                and text not in CALENDAR
            )
        )


def quoted_words(
    plain: str,
    sentences: Sequence[Sentence],
    regions: Sequence[Region],
    spans: Sequence[Span],
    lists: Gazetteer,
) -> list[Word]:
    """The words of one passage, each quotation one word. `regions` and `spans` are those that lie in it, in order."""
    words: list[Word] = []
    region_at = span_at = 0
    skip_to = -1
    for sentence in sentences:
        for text, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True):
            while region_at < len(regions) and start >= regions[region_at].start:
                region = regions[region_at]
                region_at += 1
                if (
                    region.end > start
                    and words
                    and words[-1].named
                    and is_nickname(plain, region, words[-1].end)
                ):
                    skip_to = region.end
                elif region.end > start:
                    quotation = Word("“", region.start, region.end, region, None)
                    quotation.tail = plain[
                        max(region.inner, region.inner_end - 40) : region.inner_end
                    ].rstrip(" \n\"'")[-1:]
                    words.append(quotation)
                    skip_to = region.end
            if start < skip_to:
                continue
            while span_at < len(spans) and spans[span_at].end <= start:
                span_at += 1
            span = spans[span_at] if span_at < len(spans) and spans[span_at].start <= start else None
            word = Word(text, start, end, None, span)
            if start == sentence.starts[0] and span is None and word.named:
                word.named = not _opens_with_a_noun(sentence, lists)
            words.append(word)
    return words


def _opens_with_a_noun(sentence: Sentence, lists: Gazetteer) -> bool:
    """Whether the capital of the first word is only the sentence's: `Somebody in the gallery`, `Critics say`."""
    after = sentence.words[1] if len(sentence) > 1 else ""
    return not after[:1].isupper() and names_a_speaker(sentence.words[0].lower(), lists)


def ends_clause(words: list[Word], index: int, word: Word, verbs: Verbs) -> bool:
    """Whether a clause ends after this word; a quotation that ends a sentence does unless its cue follows."""
    after = words[index + 1] if index + 1 < len(words) else None
    if after is None:
        return True
    if word.region is None:
        if word.text not in (".", "!", "?", "…", "..."):
            return False
        return after.region is not None or not after.text[0].islower()
    if word.tail not in (".", "!", "?", "…"):
        return False
    if after.region is not None:
        return True
    if not (after.text[0].isupper() or after.text[0].isdigit()):
        return False
    return not _cue_follows(words, index + 1, verbs)


def _cue_follows(words: list[Word], index: int, verbs: Verbs) -> bool:
    for at in range(index, min(len(words), index + 8)):
        word = words[at]
        if word.region or word.text in (".", "!", "?"):
            return False
        if word.text.islower() and word.lower in verbs.strong:
            return at - index <= 4
    return False
