"""Where the words of a query stand in one text: what a scan finds, and the index must agree with it.

Pure and linear in the text's length: patterns are built so that no part of them can match what the next one
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.article.ranges import Range
from reader.search.folding import (
    GAP,
    WORD,
    fold,
    fold_with_map,
    folded_words,
    index_form_with_map,
    original_range,
)
from reader.search.inflections import DEFAULT, known_language, stem_in, written_words
from reader.search.query import And, Field, Node, Not, Or, Phrase, Query, Word
from reader.search.stemming import stem

__all__ = ["Match", "Matcher", "Term", "find_in_text", "positive_terms", "term_of", "terms"]

_ENDS = f"(?!{WORD})"
_IN_WORD = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class Term:
    """What a word or phrase of a query asks for: folded words in a row, the last one a prefix or not.

    `inflected`: a lone word also stands for every word of the same stem, found with the accents of `typed`. `inside`: it
    may stand anywhere in a word.
    """

    words: tuple[str, ...]
    prefix: bool = False
    inflected: bool = False
    inside: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One place: a range of the text, and the number of the term that stands there."""

    range: Range
    term: int


def term_of(node: Word | Phrase) -> Term | None:
    """The term of a word or phrase; None where it holds nothing to look for (`...`)."""
    words = tuple(folded_words(node.text))
    if not words:
        return None
    if isinstance(node, Phrase) or len(words) > 1:
        return Term(words, isinstance(node, Word) and (node.prefix or node.inside))
    if node.prefix or node.inside:
        return Term(words, node.prefix, inside=node.inside)
    return Term(words, inflected=True, typed=node.text)


def positive_terms(node: Node | None) -> list[Term]:
    """Terms that a match may hold, in the query's order without repeats: none of what is negated."""
    found = (term_of(leaf) for leaf in _positive_leaves(node))
    return list(dict.fromkeys(term for term in found if term is not None))


def terms(query: Query) -> list[str]:
    """The words and phrases that a query looks for, as typed: what the article view lights."""
    leaves = (leaf for leaf in _positive_leaves(query.root) if term_of(leaf) is not None)
    return list(dict.fromkeys(leaf.text for leaf in leaves))


def _positive_leaves(node: Node | None) -> Iterator[Word | Phrase]:
    if isinstance(node, (Word, Phrase)):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _positive_leaves(part)
    else:
        assert node is None or isinstance(node, (Not, Field))


class Matcher:
    """Finds terms in texts. `forms` gives for an inflected word all words of its stem that may occur.

    Without `forms` they are looked up in each text, by the rules of `language`.
    """

    def __init__(
        self, terms: Sequence[Term], forms: Mapping[str, Iterable[str]] | None = None, language: str = ""
    ) -> None:
        self.terms = terms
        self._language = known_language(language)
        self._pattern = None if forms is None else self._compiled(forms)

    def matches(self, text: str) -> list[Match]:
        """All places in order; they do not overlap."""
        return list(self.each_match(text))

    def each_match(self, text: str) -> Iterator[Match]:
        """The same one by one; ranges are characters of `text`."""
        if not self.terms:
            return
        folded, offsets = index_form_with_map(text)
        pattern = self._pattern or self._compiled(_forms_in(text, folded, self.terms, self._language))
        found = pattern.search(folded)
        while found:
            start, end = found.span()
            assert found.lastindex
            number = self._order[found.lastindex - 1]
            if start and not self.terms[number].inside and _IN_WORD.match(folded, start - 1):
                found = pattern.search(folded, start + 1)
                continue
            yield Match(original_range(offsets, start, end), number)
            found = pattern.search(folded, end)

    def _compiled(self, forms: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
        """One alternative for each spelling; the longer one first, where several begin at one place.

        An alternative begins with a letter, not with a condition, so that the search can leap from letter to
        letter, ten times as fast; that a match begins a word is seen to afterwards. The empty group at its end
        tells which it was.
        """
        spellings = [
            (spelling, number)
            for number, term in enumerate(self.terms)
            for spelling in _spellings(term, forms)
        ]
        spellings.sort(key=lambda spelling: -len(self.terms[spelling[1]].words))
        self._order = [number for _, number in spellings]
        return re.compile("|".join(f"{spelling}()" for spelling, _ in spellings))


def _spellings(term: Term, forms: Mapping[str, Iterable[str]]) -> list[str]:
    if term.inflected:
        word = term.words[0]
        return [f"{re.escape(form)}{_ENDS}" for form in sorted({word, *forms.get(word, ())})]
    ending = "" if term.inside else f"{WORD}*" if term.prefix else _ENDS
    return [f"{GAP}+".join(map(re.escape, term.words)) + ending]


def _forms_in(text: str, folded: str, terms: Iterable[Term], language: str) -> dict[str, list[str]]:
    """For each inflected word, the words of a text that share its stem."""
    wanted = [term for term in terms if term.inflected]
    if not wanted:
        return {}
    if language == DEFAULT:
        return {term.words[0]: _english_forms(folded, term.words[0]) for term in wanted}
    stems: dict[str, list[str]] = {}
    for word in written_words(text):
        stems.setdefault(stem_in(language, word), []).append(fold(word))
    return {
        term.words[0]: [
            form
            for spelt in (term.words[0], term.typed.casefold())
            for form in stems.get(stem_in(language, spelt), ())
        ]
        for term in wanted
    }


def _english_forms(folded: str, word: str) -> list[str]:
    root = stem(word)
    beginning = root[: max(1, min(3, len(root) - 1))]  # what the stemmer never changes
    # Ends of words are found too, which do no harm.
    return [form for form in set(re.findall(f"{re.escape(beginning)}{WORD}*", folded)) if stem(form) == root]


def find_in_text(
    text: str, what: str | Query, *, smart_case: bool = False, language: str = ""
) -> list[Range]:
    """All places of a string or of a query's positive terms, in order, without overlap; linear in the text.

    A string is found anywhere, also inside words: folded, with any run of spaces or line breaks for a space.
    With `smart_case`, a capital in it makes case count. A query finds whole words with their inflections
    in a language, phrases, prefixes and parts of words.
    """
    if isinstance(what, Query):
        return [
            match.range for match in Matcher(positive_terms(what.root), language=language).each_match(text)
        ]
    parts = fold(what).split()
    if not parts:
        return _found_as_it_stands(text, what.strip())
    folded, offsets = fold_with_map(text)
    places: list[Range] = []
    for found in re.finditer(" +".join(map(re.escape, parts)), folded):
        place = original_range(offsets, found.start(), found.end())
        if len(place) and not (places and place.start < places[-1].end):
            places.append(place)
    if smart_case and any(character.isupper() for character in what):
        wanted = fold(what, keep_case=True).split()
        places = [place for place in places if fold(place.of(text), keep_case=True).split() == wanted]
    return places


def _found_as_it_stands(text: str, what: str) -> list[Range]:
    """Signs that folding knows as mere space."""
    return [Range(*found.span()) for found in re.finditer(re.escape(what), text)] if what else []
