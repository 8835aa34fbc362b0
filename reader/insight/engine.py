"""An article, or a plain text, to what is in it: the one place where the finders are put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from reader.article import Article
from reader.insight.amounts import find_amounts
from reader.insight.dates import find_dates
from reader.insight.gazetteer import gazetteer
from reader.insight.grouping import Names, canonical_names, group
from reader.insight.languages import GazetteerTagger
from reader.insight.names_of_engines import ENGINE, engine_called, family, guessed_language, language_of
from reader.insight.passages import Passage, article_passages, code_words, text_passages
from reader.insight.quotes import quotes_of
from reader.insight.spans import Reading, Span, Tagger
from reader.insight.tokens import read_sentences, straightened
from reader.insight.values import Entity, Insight, Quote

__all__ = [
    "ENGINE",
    "analyse",
    "engine_name",
    "find_entities",
    "find_quotes",
    "find_spans",
]


def analyse(article: Article, tagger: Tagger | None = None) -> Insight:
    """Everything that is found in an article. Offsets are of `article.text`; code is passed over.

    The same article gives the same insight, always. `tagger` takes the place of the rules that find names.
    """
    language = language_of(article)
    reading = _reading(article.text, article_passages(article), language)
    chosen = tagger or _tagger(language)
    spans = _outside(code_words(article), find_spans(reading, chosen))
    names = canonical_names(reading.plain, spans)
    return Insight(
        entities=group(article.text, names),
        quotes=quotes_of(reading, names),
        engine=engine_name(language, chosen),
        text_hash=article.text_hash,
    )


def engine_name(language: str = "en", tagger: Tagger | None = None) -> str:
    """What `Insight.engine` says for a language: version, tagger, and the language where it is not
    English."""
    return engine_called(language, tagger.name if tagger else "")


def find_entities(text: str) -> list[Entity]:
    """The people, organisations, places, dates … of a text, in order of first mention."""
    reading, names = _read_text(text)
    return list(group(reading.text, names))


def find_quotes(text: str) -> list[Quote]:
    """The quotations of a text in order, with who said them."""
    return list(quotes_of(*_read_text(text)))


def find_spans(reading: Reading, tagger: Tagger) -> list[Span]:
    """All mentions in order, not overlapping: names by the tagger, dates and amounts by their own rules."""
    spans = tagger(reading)
    for passage in reading.passages:
        spans.extend(find_dates(reading.plain, passage.start, passage.end))
        spans.extend(find_amounts(reading.plain, passage.start, passage.end))
    return _without_overlaps(spans)


def _outside(code: list[tuple[int, int]], spans: list[Span]) -> list[Span]:
    """The spans that stand not wholly within a word of code: the `Ctrl-p` key is no organisation."""
    if not code:
        return spans
    starts = [start for start, _ in code]
    kept: list[Span] = []
    for span in spans:
        before = bisect_right(starts, span.start) - 1
        if before < 0 or span.end > code[before][1]:
            kept.append(span)
    return kept


_PRECEDENCE = {"money": 0, "quantity": 2, "date": 1}


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Of two spans that share a character the longer stays; at equal length names and money before dates."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end, _PRECEDENCE.get(span.kind, 0))):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept


def _read_text(text: str) -> tuple[Reading, Names]:
    language = guessed_language(text)
    reading = _reading(text, text_passages(text), language)
    return reading, canonical_names(reading.plain, find_spans(reading, _tagger(language)))


def _reading(text: str, passages: list[Passage], language: str) -> Reading:
    plain = straightened(text)
    sentences = read_sentences(plain, passages, gazetteer().country_of.keys(), gazetteer().words)
    return Reading(text, plain, passages, sentences, language.partition("-")[0].lower())


def _tagger(language: str) -> Tagger:
    kind = family(language)
    if kind != "english":
        return GazetteerTagger(language, kind)
    from reader.insight.tagger import TrainedTagger  # its model is read when an English text needs it

    return TrainedTagger()
