"""A passage as words, each quotation one word, cut into sentences that keep a quotation and its cue together.

The ground on which speakers are looked for: noun phrases to the left and to the right of a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.insight.clause_words import Word, ends_clause, quoted_words
from reader.insight.gazetteer import Gazetteer
from reader.insight.marks import Region
from reader.insight.offices import SPEAKING_NOUNS, names_a_speaker
from reader.insight.spans import Span
from reader.insight.tokens import Sentence
from reader.insight.verbs import Verbs
from reader.insight.vocabulary import CALENDAR, DETERMINERS, FUNCTION_WORDS, PRONOUNS

__all__ = ["Clause", "Phrase", "Word", "clauses"]

Phrase = tuple[int, int]
"""First and last word of a noun phrase, both inclusive, as positions in a clause."""

_AUXILIARIES = frozenset(
    """has have had is are was were be been being will would can could may might should also then later just
    never still often once even again further recently reportedly repeatedly quickly simply merely only first
    ever both not all n't does did do 've 'd 'll to in turn""".split()
)
_STOP_RIGHT = frozenset(
    """in on at as when while who that to with during after before about because from by if for whose which
    where until since""".split()
)
_BELONGS = frozenset({"of", "for", "from", "at", "in", "with", "to", "on", "against", "behind"})
_APPOSITIVE_LIMIT = 32
_PHRASE_LIMIT = 9
_JOINS = frozenset("and but or then that which as when if because while".split())
_CLAUSE_LIMIT = 300
"""Words after which a clause is cut, so that looking around in it stays cheap whatever the text."""
_DASHES = frozenset({"—", "–", "--"})
_SPEAKER_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "who"})
_SOME = frozenset("one another some others many somebody someone".split())
_LINKS = frozenset("de von van der den la le al bin ibn del da di du of".split())


class Clause:
    """One sentence of a passage, quotations as single words."""

    __slots__ = ("lists", "verbs", "words")

    def __init__(self, words: list[Word], lists: Gazetteer, verbs: Verbs) -> None:
        self.words = words
        self.lists = lists
        self.verbs = verbs

    def human(self, phrase: Phrase) -> bool:
        """Whether a noun phrase has a head that can speak: a role, an institution, a document."""
        roles = self.lists.roles
        return any(
            word.lower in roles
            or word.lower in SPEAKING_NOUNS
            or (word.lower.endswith("s") and word.lower[:-1] in roles)
            for word in self.words[phrase[0] : phrase[1] + 1]
        ) or names_a_speaker(self.words[phrase[1]].lower, self.lists)

    def named(self, phrase: Phrase) -> bool:
        """Whether the phrase ends in a name."""
        return self.words[phrase[1]].named

    def left_of(self, index: int) -> Phrase | None:
        """The subject that ends before `index`, past auxiliaries, adverbs and one or two insertions."""
        words = self.words
        hops = 0
        while index >= 0:
            word = words[index]
            if word.region:
                return None
            if word.lower in _AUXILIARIES or (
                word.lower.endswith("ly") and not word.text[0].isupper() and len(word.text) > 4
            ):
                index -= 1
                continue
            if word.text == ")":
                index = self._before_bracket(index)
                continue
            if word.text == "," or word.text in _DASHES:
                inner = self._opening_comma(index)
                if inner is None:
                    return None if hops else self._ending_at(index - 1)
                hops += 1
                outer = self._ending_at(inner - 1)
                named = self._person_between(inner + 1, index - 1)
                if named and (outer is None or not self._may_be_person(outer[1])):
                    return named
                named = self._organisation_between(inner + 1, index - 1)
                if named and outer and not self.named(outer) and self.human(outer):
                    return named
                if outer and (self.named(outer) or words[outer[0]].lower in DETERMINERS):
                    return outer
                return self._ending_at(index - 1) or outer
            if self._coordinated(index):
                index -= 1
                continue
            return self._ending_at(index)
        return None

    def _person_between(self, first: int, last: int) -> Phrase | None:
        """The name that is all of an insertion: `his deputy, Helen Birchall, said`."""
        if last < first or not self._may_be_person(last):
            return None
        start = self._name_start(last)
        roles = self.words[first:start]
        if roles and not (self.human((first, start - 1)) and all(word.text.islower() for word in roles)):
            return None
        return start, last

    def _organisation_between(self, first: int, last: int) -> Phrase | None:
        """The same for an institution: `the mine's owner, Kestrel Platinum, said`."""
        if last < first:
            return None
        one, other = self.words[first].span, self.words[last].span
        return (first, last) if one is not None and one is other and one.kind == "organisation" else None

    def _may_be_person(self, index: int) -> bool:
        word = self.words[index]
        if word.span is None:
            return word.named and word.text not in self.lists.titles
        return word.span.kind == "person"

    def _coordinated(self, index: int) -> bool:
        """Whether a lower-case verb joined by `and` stands here: `outlined a plan and vowed`."""
        words = self.words
        return (
            index > 0
            and words[index].text.islower()
            and words[index].lower in self.verbs.speech
            and words[index - 1].lower in ("and", "but", "to")
        )

    def _before_bracket(self, index: int) -> int:
        while index >= 0 and self.words[index].text != "(":
            index -= 1
        return index - 1

    def _opening_comma(self, index: int) -> int | None:
        """The comma or dash that opens the insertion which ends at `index`."""
        at = index - 1
        while at >= 0 and index - at < _APPOSITIVE_LIMIT:
            word = self.words[at]
            if word.region:
                return None
            if word.text == "," or word.text in _DASHES:
                return at
            at -= 1
        return None

    def _ending_at(self, index: int) -> Phrase | None:
        """The noun phrase whose last word stands at `index`."""
        words = self.words
        if index < 0 or words[index].region:
            return None
        word = words[index]
        if word.lower == "who" and index > 0:
            before = index - 2 if words[index - 1].text == "," else index - 1
            return self._ending_at(before) or (index, index)
        if word.lower in PRONOUNS or word.lower in self.verbs.pronouns:
            return (index, index)
        if word.lower in _SOME and index and not words[index - 1].text[0].isalpha():
            return (index, index)
        if word.named:
            name = (self._name_start(index), index)
            return self._who_it_is_said_of(name[0]) or name
        if not word.text[0].isalpha() or word.lower in _JOINS:
            return None
        nominal = self._nominal_ending_at(index)
        return (nominal and self._who_it_is_said_of(nominal[0])) or nominal

    def _who_it_is_said_of(self, first: int) -> Phrase | None:
        """From the end of a relative clause to its noun: `a councillor who voted to close the school`."""
        words = self.words
        for at in range(first - 1, max(0, first - _APPOSITIVE_LIMIT), -1):
            word = words[at]
            if word.region or not word.text[0].isalnum():
                return None
            if word.lower == "who":
                noun = self._nominal_ending_at(at - 1) if at < first - 1 else None
                return noun if noun and self.human(noun) else None
        return None

    def _name_start(self, index: int) -> int:
        words = self.words
        first = index
        while first > 0:
            before = words[first - 1]
            if before.named or before.text in self.lists.titles:
                first -= 1
            elif first > 1 and words[first - 2].named and (before.lower in _LINKS or before.text == "'s"):
                first -= 2
            else:
                break
        while first > 0 and words[first - 1].text.islower() and words[first - 1].lower in self.lists.roles:
            first -= 1
        return first

    def _nominal_ending_at(self, index: int) -> Phrase | None:
        words = self.words
        at = index
        while at >= 0 and index - at < _PHRASE_LIMIT:
            word = words[at]
            if word.region or word.text in ",.;:()" or word.text in _DASHES:
                break
            if at < index and at and word.lower in ("that", "which", "who", "whom"):
                break
            if word.lower in DETERMINERS and at < index:
                return self._with_head(at, index)
            if word.lower in self.verbs.strong and word.text.islower():
                return None
            at -= 1
        word = words[index]
        plural = word.lower.endswith("s") and len(word.lower) > 3 and word.lower not in FUNCTION_WORDS
        if plural or word.lower in SPEAKING_NOUNS:
            first = index
            while first > 0 and index - first < 3 and self._modifies(words[first - 1]):
                first -= 1
            if first > 1 and words[first - 1].text in ("'", "'s") and words[first - 2].text[0].isalpha():
                first -= 2
            return self._with_head(first, index)
        return None

    def _with_head(self, first: int, last: int) -> Phrase:
        """A noun phrase with the one that it belongs to: from `the talks` to `a person close to the talks`."""
        words = self.words
        at = first - 1
        if at < 1 or words[at].lower not in _BELONGS:
            return first, last
        at -= words[at - 1].lower in ("close", "familiar", "due")
        if at < 1 or words[at - 1].named or not self.human((at - 1, at - 1)):
            return first, last
        outer = self._nominal_ending_at(at - 1)
        return (outer[0], last) if outer else (first, last)

    def _modifies(self, word: Word) -> bool:
        return (
            word.text[0].isalpha()
            and not word.region
            and word.text not in CALENDAR
            and (word.named or word.lower not in FUNCTION_WORDS)
            and word.lower not in self.verbs.speech
        )

    def right_of(self, index: int) -> Phrase | None:
        """The noun phrase that begins at `index`: a name with the titles and roles before it, or a nominal
        one."""
        words = self.words
        count = len(words)
        while index < count and words[index].lower in ("former", "then") and index + 1 < count:
            index += 1
        if index >= count or words[index].region:
            return None
        word = words[index]
        if word.lower in PRONOUNS or word.lower in self.verbs.pronouns:
            return (index, index)
        if word.lower in _STOP_RIGHT:
            return None
        at = index
        while at < count and at - index < 8 and self._precedes_name(words[at]):
            at += 1
        if at < count and words[at].named:
            end = self._past_role(self._name_end(at))
            while end + 1 < count and words[end + 1].text.islower() and self.human((end + 1, end + 1)):
                end += 1
            return self.apposition_after(end) or (index, end)
        if word.lower in DETERMINERS or (word.text.islower() and word.text.isalpha()):
            last = index
            while (
                last + 1 < count
                and (words[last + 1].text[0].isalpha() or (words[last + 1].text == "'s" and last + 2 < count))
                and not words[last + 1].region
                and last - index < 7
                and words[last + 1].lower not in _STOP_RIGHT
            ):
                last += 1
            if last > index or word.lower.endswith("s"):
                named = self.apposition_after(last)
                return named or (index, self._past_belonging(last))
        return None

    def apposition_after(self, last: int) -> Phrase | None:
        """The name that says who an office is: `the prosecutor, Mark Tedeschi, …`."""
        words = self.words
        if last + 2 >= len(words) or words[last + 1].text != ",":
            return None
        first = last + 2
        called = words[first].lower == "whose" and first + 3 < len(words) and words[first + 1].lower == "name"
        first += 3 * called
        if not self._may_be_person(first) or not (called or self.human((last, last))):
            return None
        end = self._name_end(first)
        open_end = end + 1 < len(words) and words[end + 1].text not in ",.;" and not words[end + 1].region
        return None if open_end or end == first else (first, end)

    def _past_belonging(self, last: int) -> int:
        """On to whom a speaker belongs: `a spokesman for the county`."""
        words = self.words
        at = last + 1
        if at + 1 >= len(words) or words[at].lower not in ("for", "of", "at", "from"):
            return last
        if not self.human((last, last)) or words[at + 1].region or words[at + 1].text in CALENDAR:
            return last
        end = at + 1
        while end < len(words) and end - at < 6 and self._goes_on(words[end]):
            end += 1
        return end - 1 if end > at + 1 else last

    def _goes_on(self, word: Word) -> bool:
        """Whether a word can stand within a noun phrase."""
        return (
            word.region is None
            and (word.text[0].isalpha() or word.text == "'s")
            and word.lower not in _STOP_RIGHT
            and word.lower not in _JOINS
            and word.lower not in self.verbs.speech
            and word.text not in CALENDAR
            and (word.lower in DETERMINERS or word.named or word.lower not in FUNCTION_WORDS)
        )

    def _past_role(self, index: int) -> int:
        """From an institution on to the person who serves it: `Association chairman Eilif Grant`."""
        words = self.words
        at = index + 1
        while (
            at < len(words) and at - index < 4 and words[at].lower in self.lists.roles and not words[at].named
        ):
            at += 1
        if at - index > 1 and at < len(words) and words[at].named:
            return self._name_end(at)
        return index

    def _precedes_name(self, word: Word) -> bool:
        return (
            (word.text.islower() or word.lower in DETERMINERS)
            and word.text.isalpha()
            and word.region is None
            and not word.named
            and word.lower not in _STOP_RIGHT
            and word.lower not in self.verbs.strong
        )

    def _name_end(self, index: int) -> int:
        words = self.words
        while index + 1 < len(words):
            after = words[index + 1]
            if after.named:
                index += 1
            elif (
                (after.lower in _LINKS and after.lower != "of")
                and index + 2 < len(words)
                and words[index + 2].named
            ) or (after.text == "'s" and index + 2 < len(words) and words[index + 2].text[0].isalpha()):
                index += 2
            else:
                break
        return index

    def short_at(self, index: int) -> Phrase | None:
        """A short subject right after a quotation: a pronoun, a name, or a determiner with a speaking
        noun."""
        words = self.words
        word = words[index]
        if word.lower in _SPEAKER_PRONOUNS:
            return (index, index)
        at = index
        if word.lower in DETERMINERS or word.text.islower():
            at += 1
            while (
                at < len(words) and at - index < 4 and self._modifies(words[at]) and words[at].text.islower()
            ):
                if self.human((at, at)):
                    return (index, at)
                at += 1
        if at < len(words) and words[at].named:
            return (index, self._name_end(at))
        return None

    def relative_before(self, index: int) -> Phrase | None:
        """Whom the last `who` before a word speaks of: `Lindner, who ran it and liked to say`."""
        for at in range(index - 1, max(0, index - _APPOSITIVE_LIMIT), -1):
            if self.words[at].region:
                return None
            if self.words[at].lower == "who":
                phrase = self._ending_at(at)
                return phrase if phrase and phrase != (at, at) else None
        return None

    def opening(self) -> Phrase | None:
        """The noun phrase without a name that the clause begins with, where it can speak: `His brother`."""
        words = self.words
        if len(words) < 3 or words[0].region or words[0].lower not in DETERMINERS:
            return None
        last = 0
        while last + 1 < len(words) and last < 5 and self._goes_on(words[last + 1]):
            last += 1
        speaks = [self.human((at, at)) and words[at].lower not in DETERMINERS for at in range(last + 1)]
        at = next((at for at in range(1, last + 1) if speaks[at]), 0)
        while 0 < at < last and speaks[at + 1]:
            at += 1
        return (0, at) if at and not (at < last and words[at + 1].named) else None

    def opening_speaker(self, before: int) -> Phrase | None:
        """Who opens a clause that ends in a colon before a quotation: `One manager was blunter: “…”`."""
        if before < 2 or self.words[before - 1].text != ":":
            return None
        phrase = self.opening()
        return self.apposition_after(phrase[1]) or phrase if phrase else None

    def first_subject(self, before: int) -> Phrase | None:
        """Roughly the sentence's subject: its first name or pronoun before a word, not one of a
        possessive."""
        words = self.words
        index = 0
        while index < before:
            word = words[index]
            if word.lower in ("he", "she", "they") and not (index and words[index - 1].lower == "that"):
                return (index, index)
            if word.named and not (
                index and words[index - 1].lower in _STOP_RIGHT | {"of", "against", "over"}
            ):
                last = index
                while last + 1 < before and words[last + 1].named:
                    last += 1
                if not (last + 1 < len(words) and words[last + 1].text in ("'s", "'")):
                    return (index, last)
                index = last
            index += 1
        return None


def clauses(
    plain: str,
    sentences: Sequence[Sentence],
    regions: Sequence[Region],
    spans: Sequence[Span],
    lists: Gazetteer,
    verbs: Verbs,
) -> list[Clause]:
    """The clauses of one passage. `regions` and `spans` are those that lie in it, in order."""
    words = quoted_words(plain, sentences, regions, spans, lists)
    found: list[Clause] = []
    begin = 0
    for index, word in enumerate(words):
        if index - begin >= _CLAUSE_LIMIT or ends_clause(words, index, word, verbs):
            found.append(Clause(words[begin : index + 1], lists, verbs))
            begin = index + 1
    if begin < len(words):
        found.append(Clause(words[begin:], lists, verbs))
    return found
