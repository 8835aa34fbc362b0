"""Who holds which office in a text: `the minister` is Eva Horn where `the minister, Eva Horn,` or `minister Eva
Horn` stands in it.

An office is the last word of what is said beside a name: a listed role, or a noun that the text itself uses so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.insight.gazetteer import Gazetteer
from reader.insight.vocabulary import DETERMINERS, FUNCTION_WORDS, PRONOUNS

__all__ = ["SPEAKING_NOUNS", "Offices", "head_of", "names_a_speaker"]

SPEAKING_NOUNS = frozenset(
    """police officials lawmakers lawyers prosecutors investigators authorities organisers organizers
    campaigners activists analysts experts critics scientists researchers doctors witnesses residents
    neighbours neighbors people staff government ministry department agency company firm bank group party
    union court committee council commission board association organisation organization network newspaper
    magazine paper article story editorial report study survey poll document memo statement letter email
    e-mail tweet post message website site filing lawsuit complaint ruling order indictment petition
    transcript team club campaign administration office army military regime family crowd audience city state
    town university school hospital trust service authority person institute giant maker giant's watchdog regulator source sources
    spokespeople colleagues supporters protesters demonstrators opponents users workers employees everyone
    someone somebody nobody others many some one another officer voice church museum charity startup airport
    airline county borough parish district prosecution defence programme program leaflet brochure guide
    handbook manual notice constitution motion bill magazine journal clinic laboratory lab orchestra theatre
    side sides operator retailer insurer lender broadcaster publisher developer landlord collector reviewer shopper
    parent parents child children woman women man men couple pair caller passer-by onlooker bystander guest
    customer client patient tenant voter reader viewer listener fan pupil member delegate speaker source
    crew panel jury tribunal inquiry foundation embassy consulate palace parliament senate cabinet""".split()
)
"""Nouns beside the listed roles that can be said to speak: institutions, crowds, papers."""

_WORD = re.compile(r"[^\W\d_][\w'-]*\.?")
_AROUND = 90
"""How many characters beside a name are looked at."""
_INSERTION_END = re.compile(r"[,;:.!?()\n\"“”]|\s[–—-]+\s")
_AFTER_HEAD = re.compile(
    r"\b(?:of|for|from|at|in|with|to|on|by|who|whose|which|that|and|since|until|as|is|was|has|had)\b"
)
_AGENT = re.compile(r"[a-z]{3,}(?:er|or|ist|ian|ee|man|woman|men|women)s?")
"""How nouns for people end that no list has: `the reviewer`, `two anglers`."""
_NO_AGENTS = frozenset(
    """paper water winter summer weather letter number order answer corner matter power river tower computer
    border disaster factor sector error mirror motor floor door cancer fever dinner chapter september october
    november december quarter centre center theater folder barrier career beer pier layer cover murder shelter
    timber rubber silver copper leather feather powder ladder butter supper slipper trigger figure tender
    offer encounter remainder manner hammer summer counter register charter poster banner sticker trailer
    chamber cluster saucer printer scanner radar sugar vapour colour honour labour favour behaviour harbour
    neighbour hour tour flour odour terror horror tutor anchor razor tractor monitor sensor reactor corridor
    committee coffee degree fee tree knee guarantee list waist wrist twist mist human german omen specimen
    dollar pillar cellar altar another other rather together whether never ever over under after later
    earlier either neither further former latter better greater higher lower larger newer older fewer proper""".split()
)
_SINGULAR_ENOUGH = 3
"""The fewest letters of a noun that is taken for an office though no list has it."""


def names_a_speaker(noun: str, lists: Gazetteer) -> bool:
    """Whether a noun in lower case, singular or plural, is one for who can speak."""
    if noun in lists.roles or noun in SPEAKING_NOUNS:
        return True
    singular = noun.removesuffix("s")
    if singular in lists.roles or singular in SPEAKING_NOUNS:
        return True
    return noun not in _NO_AGENTS and singular not in _NO_AGENTS and bool(_AGENT.fullmatch(noun))


class Offices:
    """Learnt from the people of a text in order: each as (start, end, name)."""

    def __init__(self, plain: str, people: Iterable[tuple[int, int, str]], lists: Gazetteer) -> None:
        self._lists = lists
        self._held: dict[str, list[tuple[int, str, str]]] = {}
        """By office: where it is told, whose it is, and the word before it (`finance` of `finance minister`)."""
        self._holders: set[str] = set()
        for start, end, name in people:
            beside = plain[max(0, start - _AROUND) : start], plain[end : end + _AROUND]
            for office, side in (
                *((office, beside[0]) for office in self._before(plain, start)),
                *((office, beside[1]) for office in self._after(plain, end)),
            ):
                self._held.setdefault(office, []).append((start, name, _word_before(office, side)))
                self._holders.add(name)

    def _before(self, plain: str, start: int) -> list[str]:
        """`minister Eva Horn`, `its lead author, Professor Ingrid Holm`."""
        text = plain[max(0, start - _AROUND) : start].rpartition("\n")[2]
        found: list[str] = []
        if text.rstrip().endswith(","):
            head = self._appositive(text.rstrip()[:-1])
            return [head] if head else []
        words = _WORD.findall(_last_part(text))
        if not words or not text.endswith((" ", "\u00a0")):
            return []
        last = words[-1].lower().rstrip(".")
        if last in self._lists.roles or self._is_new_title(words[-1], text):
            found.append(last)
        if len(words) > 1 and words[-1][0].isupper():
            found += [
                word.lower()
                for word in words[:-1]
                if word in self._lists.titles and word.lower() in self._lists.roles
            ]
        return found

    def _is_new_title(self, word: str, text: str) -> bool:
        """Whether a lower-case noun stands before a name as an office does: `the goalminder Jamie Fenn`."""
        return (
            word.islower()
            and word.endswith(("er", "or", "ist", "man", "woman", "ian"))
            and len(word) > _SINGULAR_ENOUGH + 1
            and word not in FUNCTION_WORDS
        )

    def _appositive(self, text: str) -> str:
        """The head of a noun phrase that a comma parts from the name after it: `The Taoiseach, Aoife Brennan`."""
        part = _last_part(text).strip()
        words = part.split()
        if not words or words[0].lower() not in DETERMINERS or len(words) > 8:
            return ""
        return head_of(part)

    def _after(self, plain: str, end: int) -> list[str]:
        """`Anders Vik, its chief executive,`."""
        text = plain[end : end + _AROUND].partition("\n")[0]
        if not text.startswith(", "):
            return []
        inside = _INSERTION_END.split(text[2:], maxsplit=1)
        if inside[0][:1].isdigit() and len(inside) > 1:  # an age
            inside = _INSERTION_END.split(inside[1].lstrip(), maxsplit=1)
        words = inside[0].split()
        if len(inside) < 2 or not words:
            return []
        head = head_of(inside[0])
        if head in self._lists.roles or (words[0].lower() in DETERMINERS and len(words) < 9 and head):
            return [head]
        return []

    def of(self, name: str) -> bool:
        """Whether the text says of somebody which office is theirs."""
        return name in self._holders

    def holder(self, role: str, before: int, phrase: str = "") -> str:
        """Who holds an office, told before an offset; empty where nobody does, or more than one.

        Of several, `the finance minister` (the phrase) is the one who was called so.
        """
        held = self._held.get(role.lower().rstrip("."), ())
        earlier = [name for place, name, _ in held if place < before]
        if not earlier:
            return ""
        which = _word_before(role.lower(), phrase)
        if which and len(set(earlier)) > 1:
            called = {name for place, name, word in held if place < before and word == which}
            if len(called) == 1:
                return called.pop()
        return earlier[-1] if len(set(earlier)) == 1 or role in _LATEST else ""


_LATEST = frozenset({"president", "minister", "spokesman", "spokeswoman", "judge", "coach", "director"})
"""Offices of which a text that names several holders means the one named last."""


def head_of(phrase: str) -> str:
    """The noun that a noun phrase is about, in lower case: `executive` of `the chief executive of Calder Bank`."""
    part = _AFTER_HEAD.split(phrase.strip(), maxsplit=1)[0]
    words = _WORD.findall(part)
    if not words or words[-1].lower() in FUNCTION_WORDS | PRONOUNS:
        return ""
    word = words[-1].lower()
    return "" if word.endswith("'s") or len(word) < _SINGULAR_ENOUGH else word.rstrip(".")


def _word_before(office: str, text: str) -> str:
    """The word before the last mention of an office in a text, in lower case; empty where it is a determiner."""
    words = [word.lower().rstrip(".") for word in _WORD.findall(text)]
    places = [place for place, word in enumerate(words) if word == office]
    word = words[places[-1] - 1] if places and places[-1] else ""
    return "" if word in DETERMINERS or word in FUNCTION_WORDS else word


def _last_part(text: str) -> str:
    """What follows the last mark that ends a clause."""
    parts = _INSERTION_END.split(text)
    return parts[-1]
