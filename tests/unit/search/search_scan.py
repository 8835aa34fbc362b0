"""A plain scan: what each query means, told without an index, for the index to agree with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reader.search.fields import PLACES, days, numbers
from reader.search.folding import fold, folded_words
from reader.search.inflections import DEFAULT, inflected, known_language, stem_in, written_words
from reader.search.query import And, Field, Node, Not, Or, Phrase, Query, Word
from reader.search.values import ArticleFacts, Findable

Answer = bool | None
"""None: it asks for nothing (words of signs alone), and is left out of what it stands in."""


def found(
    query: Query, findables: Iterable[Findable], facts: Iterable[ArticleFacts], today: date
) -> set[str]:
    """The keys of the findables that match."""
    library = _Library(list(findables), {fact.article_id: fact for fact in facts}, today)
    trash_too = "is:trashed" in str(query)
    keys = set()
    for findable in library.findables:
        fact = library.facts.get(findable.article_id)
        if fact is None or (fact.trashed and not trash_too):
            continue
        if query.root is None or library.holds(query.root, findable, fact) is not False:
            keys.add(findable.key)
    return keys


Forms = dict[tuple[str, str], set[str]]
"""Of a language and a stem, the words of that stem in texts of that language."""


def forms_in(texts: Iterable[tuple[str, str]]) -> Forms:
    """The forms in texts of languages."""
    forms: Forms = {}
    for named, text in texts:
        language = known_language(named)
        forms.setdefault((language, ""), set())
        words = folded_words(text) if language == DEFAULT else written_words(text)
        for root, word in inflected(language, words):
            forms.setdefault((language, root), set()).add(word)
    return forms


def forms_in_library(facts: Iterable[ArticleFacts], findables: Iterable[Findable]) -> Forms:
    """The forms in all that can be found."""
    known = {fact.article_id: fact for fact in facts}
    return forms_in(
        [
            *((known[f.article_id].language, f.text) for f in findables if f.article_id in known),
            *((f.language, text) for f in known.values() for text in (f.title, f.byline, f.site)),
        ]
    )


def has_words(text: str, node: Word | Phrase, forms: Forms) -> Answer:
    """Whether the words of a term stand in a text."""
    wanted, words = folded_words(node.text), folded_words(text)
    if not wanted:
        return None
    prefix = isinstance(node, Word) and (node.prefix or (node.inside and len(wanted) > 1))
    if isinstance(node, Word) and not prefix and len(wanted) == 1:
        if node.inside:
            return any(wanted[0] in word for word in words)
        return not forms_of(node.text, wanted[0], forms).isdisjoint(words)
    return any(_row(words[at : at + len(wanted)], wanted, prefix) for at in range(len(words)))


def forms_of(typed: str, word: str, forms: Forms) -> set[str]:
    """A word with all others that share its stem in some language of the library."""
    found = {word}
    for language in {DEFAULT, *(language for language, _ in forms)}:
        for root in {stem_in(language, word), stem_in(language, typed.casefold())}:
            found |= forms.get((language, root), set())
            if language == DEFAULT and stem_in(language, root) == root:
                found.add(root)
    return found


def _row(words: Sequence[str], wanted: Sequence[str], prefix: bool) -> bool:
    if len(words) != len(wanted) or list(words[:-1]) != list(wanted[:-1]):
        return False
    return words[-1].startswith(wanted[-1]) if prefix else words[-1] == wanted[-1]


class _Library:
    def __init__(self, findables: list[Findable], facts: dict[str, ArticleFacts], today: date) -> None:
        self.findables, self.facts, self.today = findables, facts, today
        self.forms = forms_in_library(facts.values(), findables)

    def holds(self, node: Node, findable: Findable, fact: ArticleFacts) -> Answer:
        if isinstance(node, (Word, Phrase)):
            return has_words(findable.text, node, self.forms)
        if isinstance(node, Not):
            answer = self.holds(node.part, findable, fact)
            return None if answer is None else not answer
        if isinstance(node, Field):
            return self.field(node, findable, fact)
        answers = [self.holds(part, findable, fact) for part in node.parts]
        known = [answer for answer in answers if answer is not None]
        if not known:
            return None
        return all(known) if isinstance(node, And) else any(known) if isinstance(node, Or) else None

    def field(self, node: Field, findable: Findable, fact: ArticleFacts) -> Answer:
        name, value = node.name, node.value
        if name in ("title", "author"):
            prefix = value.endswith("*")
            return has_words(
                fact.title if name == "title" else fact.byline,
                Word(value.removesuffix("*"), prefix),
                self.forms,
            )
        if name == "site":
            wanted = " ".join(fold(value).split())
            return wanted in " ".join(fold(fact.site).split()) if wanted else None
        if name == "tag":
            return any(_tag_fits(tag, value) for tag in (*findable.tags, *fact.tags))
        if name == "in":
            return findable.kind == PLACES[value]
        if name == "who":
            near = [findable] if findable.kind == "entity" else self.of_article(fact.article_id, "entity")
            answers = [
                has_words(other.text, Phrase(value), self.forms)
                or has_words(other.name, Phrase(value), self.forms)
                for other in near
            ]
            return None if not folded_words(value) else any(answers)
        if name == "said":
            if not folded_words(value):
                return None
            return findable.kind == "quote" and bool(has_words(findable.name, Phrase(value), self.forms))
        if name == "is":
            states = {
                "starred": fact.starred, "archived": fact.archived, "trashed": fact.trashed,
                "later": fact.later and not fact.archived, "inbox": not (fact.later or fact.archived),
            }  # fmt: skip
            return findable.orphan if value == "orphan" else states.get(value, fact.state == value)
        if name == "has":
            if value == "tag":
                return bool(findable.tags or fact.tags)
            return bool(self.of_article(fact.article_id, value))
        if name in ("minutes", "left"):
            least, greatest = numbers(node.operator, value)
            left = 0 if fact.state == "read" else int(fact.minutes * (1 - fact.progress) + 0.9999)
            number = fact.minutes if name == "minutes" else left
            return (least is None or number >= least) and (greatest is None or number <= greatest)
        if name == "lang":
            return fact.language == value or fact.language.startswith(f"{value}-")
        times = {
            "added": fact.added,
            "published": _whole_date(fact.published),
            "finished": fact.finished,
            "created": findable.created or fact.added,
        }
        first, after = days(node.operator, value, self.today)
        time = times[name]
        return bool(time) and (not first or time >= first) and (not after or time < after)

    def of_article(self, article_id: str, kind: str) -> list[Findable]:
        return [other for other in self.findables if other.article_id == article_id and other.kind == kind]


def _whole_date(published: str) -> str:
    return {4: f"{published}-01-01", 7: f"{published}-01"}.get(len(published), published)


def _tag_fits(tag: str, value: str) -> bool:
    tag = " ".join(fold(tag).split())
    if value.endswith("*"):
        return tag.startswith(fold(value[:-1]).strip())
    wanted = " ".join(fold(value).split())
    return tag == wanted or tag.startswith(f"{wanted}/")
