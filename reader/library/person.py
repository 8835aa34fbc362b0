"""The page of one person, organisation or place: every mention with its sentence, quotes by and about them, who they
occur with, and what the reader wrote about them. Derived when it is asked for, from articles and what was found in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.article import Article, Range
from reader.article.sentences import sentence_at
from reader.insight.values import Entity, Insight, Quote
from reader.library.people import Appearance
from reader.library.records import ArticleRecord, Note

__all__ = ["Companion", "Mention", "PersonPage", "Said", "person_page"]

MOST_COMPANIONS = 30
_COMPANIONS = ("person", "organisation", "place", "group")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the name stands: the range of the name, and the sentence around it."""

    article: str
    place: Range
    sentence: Range
    text: str
    """The sentence as it stands."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation by or about somebody, with its article and when that was published (or saved)."""

    article: str
    title: str
    date: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody or something that occurs in the same articles, and in how many of the same sentences."""

    name: str
    kind: str
    articles: int
    sentences: int


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that the library knows about one name.

    Appearances come in the order in which their articles were published; `mentions` in that order and in the order
    of the text; quotes in time order. `also` are the forms that the name was written in, `others` names of the
    library that the question fits too and that are somebody else.
    """

    name: str
    kind: str
    also: tuple[str, ...]
    others: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    mentions: tuple[Mention, ...]
    quotes_by: tuple[Said, ...]
    quotes_about: tuple[Said, ...]
    companions: tuple[Companion, ...]
    notes: tuple[Note, ...]

    def mentions_in(self, article_id: str) -> list[Mention]:
        """Those of one article, in the order of its text."""
        return [mention for mention in self.mentions if mention.article == article_id]


def person_page(
    found: Sequence[tuple[Appearance, Insight]],
    notes: Sequence[Note],
    read: Callable[[str], Article],
) -> PersonPage:
    """The page from every appearance that fits the name asked for, with what else was found in its article.

    The name that is mentioned most is the one that is meant; appearances of other names are told as `others`.
    `read` gives an article's text.
    """
    chosen, others = _one_of_them([appearance for appearance, _ in found])
    appearances = [appearance for appearance, _ in found if appearance in chosen]
    appearances.sort(key=lambda appearance: _date(appearance.article))
    insights = {appearance.article.id: insight for appearance, insight in found}
    mentions: list[Mention] = []
    about: list[Said] = []
    articles_with: Counter[tuple[str, str]] = Counter()
    sentences_with: Counter[tuple[str, str]] = Counter()
    forms: Counter[str] = Counter()
    for appearance in appearances:
        record, entity = appearance.article, appearance.entity
        text = read(record.id).text
        own = [_mention(record.id, text, place) for place in entity.mentions]
        mentions.extend(own)
        forms.update(" ".join(place.of(text).split()) for place in entity.mentions)
        insight = insights[record.id]
        about.extend(_about(appearance, insight))
        sentences = {mention.sentence for mention in own}
        for other in insight.entities:
            if other is not entity and other.kind in _COMPANIONS and other.name != entity.name:
                articles_with[other.name, other.kind] += 1
                sentences_with[other.name, other.kind] += _shared(other, sentences)
    name = _best_name(appearances)
    return PersonPage(
        name.name,
        name.kind,
        tuple(form for form, _ in forms.most_common() if form != name.name),
        others,
        tuple(appearances),
        tuple(mentions),
        tuple(_said(appearance.article, quote) for appearance in appearances for quote in appearance.quotes),
        tuple(about),
        _companions(articles_with, sentences_with),
        tuple(notes),
    )


def _one_of_them(found: Sequence[Appearance]) -> tuple[list[Appearance], tuple[str, ...]]:
    """Those who are the same as the one who is mentioned most, and the names of the others.

    Two are the same when one's name is among the other's names and forms, or when both have one full name.
    """
    name = _best_name(found)
    known = {word.casefold() for word in (name.name, *name.aliases)}
    chosen: list[Appearance] = []
    others: dict[str, None] = {}
    for appearance in found:
        entity = appearance.entity
        own = {word.casefold() for word in (entity.name, *entity.aliases)}
        same = entity.name.casefold() in known or name.name.casefold() in own
        if same:
            chosen.append(appearance)
        else:
            others[entity.name] = None
    return chosen, tuple(others)


def _best_name(found: Sequence[Appearance]) -> Entity:
    """Of all who fit, the one whose name is mentioned most often in all articles together."""
    counts: Counter[str] = Counter()
    for appearance in found:
        counts[appearance.entity.name] += len(appearance.entity.mentions)
    best = max(counts, key=lambda name: (counts[name], len(name)))
    return next(appearance.entity for appearance in found if appearance.entity.name == best)


def _mention(article_id: str, text: str, place: Range) -> Mention:
    sentence = sentence_at(text, place.start)
    return Mention(article_id, place, sentence, " ".join(sentence.of(text).split()))


def _about(appearance: Appearance, insight: Insight) -> Iterable[Said]:
    """What others say in which the name stands."""
    by_them = set(appearance.quotes)
    for quote in insight.quotes:
        if quote.kind == "phrase" or quote in by_them:
            continue
        if any(quote.start <= place.start and place.end <= quote.end for place in appearance.entity.mentions):
            yield _said(appearance.article, quote)


def _said(record: ArticleRecord, quote: Quote) -> Said:
    return Said(record.id, record.title, _date(record)[:10], quote)


def _date(record: ArticleRecord) -> str:
    return record.published or record.added


def _shared(other: Entity, sentences: Iterable[Range]) -> int:
    """In how many of some sentences the other stands."""
    return sum(
        any(place.start < sentence.end and sentence.start < place.end for place in other.mentions)
        for sentence in sentences
    )


def _companions(
    articles: Counter[tuple[str, str]], sentences: Counter[tuple[str, str]]
) -> tuple[Companion, ...]:
    """Those who stand in the same sentences most often, then in most articles."""
    order = sorted(articles, key=lambda who: (-sentences[who], -articles[who], who))
    return tuple(
        Companion(name, kind, articles[name, kind], sentences[name, kind])
        for name, kind in order[:MOST_COMPANIONS]
    )
