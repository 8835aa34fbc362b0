"""Articles changed as publishers and cleaners change them, with a record of where every passage went.

A text is a list of tokens (words, and what stands between them), each with the number it had in the original;
what is inserted has none. So the right place of a passage is known without looking at any words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reader.article import Range
from reader.library.anchors import heal, make_anchor
from reader.library.records import Highlight

ROOT = Path(__file__).resolve().parent.parent
_TOKEN = re.compile(r"\n\n+|\w+|\s+|[^\w\s]")
_SWAPS = {
    "“": '"', "”": '"', "‘": "'", "’": "'", '"': "”", "'": "’", "—": "–", "–": "-", "…": "...",
}  # fmt: skip


@dataclass
class Token:
    """A piece of text; `origin` is its number in the original, -1 for what is new."""

    text: str
    origin: int


@dataclass(frozen=True)
class Case:
    """One highlight, the changed text, and where it should stand: None where its words are gone."""

    kind: str
    before: str
    text: str
    highlight: Highlight
    right: Range | None


@cache
def texts() -> tuple[str, ...]:
    """The bundled articles, cleaned."""
    from reader.cleaning import clean

    found = [
        clean(path.read_bytes(), name=path.name).text for path in sorted((ROOT / "sample_articles").iterdir())
    ]
    return tuple(text for text in found if len(text.split()) > 120)


class Mutant:
    """A text that is being changed; the tokens `first` to `last` of the original are a passage."""

    def __init__(self, text: str, chance: random.Random) -> None:
        self.chance = chance
        self.source = text
        self.original = [Token(match.group(), n) for n, match in enumerate(_TOKEN.finditer(text))]
        self.tokens = list(self.original)
        words = [token.origin for token in self.tokens if token.text[0].isalnum()]
        length = chance.choice([2, 3, 5, 8, 12, 20, 35])
        at = chance.randrange(max(1, len(words) - length))
        self.first, self.last = words[at], words[min(at + length, len(words)) - 1]
        for token in self.tokens[self.first : self.last]:
            if token.text.startswith("\n\n"):  # a passage of one paragraph
                self.last = max(word for word in words if word < token.origin)
                break
        start = sum(len(token.text) for token in self.original[: self.first])
        end = start + sum(len(token.text) for token in self.original[self.first : self.last + 1])
        self.highlight = Highlight(
            "h", "a", start, end, *make_anchor(text, Range(start, end)), text_hash="old"
        )  # fmt: skip

    def case(self, kind: str) -> Case:
        """What became of it."""
        text = "".join(token.text for token in self.tokens)
        start = end = offset = -1
        offset = 0
        for token in self.tokens:
            if self.first <= token.origin <= self.last:
                start = offset if start < 0 else start
                end = offset + len(token.text)
            offset += len(token.text)
        before = "".join(token.text for token in self.original)
        return Case(kind, before, text, self.highlight, Range(start, end) if start >= 0 else None)

    # -- ways to change ---------------------------------------------------------------------------------
    def _paragraphs(self) -> list[list[Token]]:
        paragraphs: list[list[Token]] = [[]]
        for token in self.tokens:
            paragraphs[-1].append(token)
            if token.text.startswith("\n\n"):
                paragraphs.append([])
        return [paragraph for paragraph in paragraphs if paragraph]

    def _put(self, paragraphs: list[list[Token]]) -> None:
        for paragraph in paragraphs[:-1]:
            if not paragraph[-1].text.startswith("\n\n"):
                paragraph.append(Token("\n\n", -1))
        self.tokens = [token for paragraph in paragraphs for token in paragraph]

    def _holds_passage(self, paragraph: list[Token]) -> bool:
        return any(self.first <= token.origin <= self.last for token in paragraph)

    def insert_paragraphs(self) -> None:
        """Paragraphs of another article come in between."""
        other = self.chance.choice([other for other in texts() if other != self.source])
        strange = [[Token(part + "\n\n", -1)] for part in other.split("\n\n") if part.strip()]
        paragraphs = self._paragraphs()
        for _ in range(self.chance.randrange(1, 5)):
            paragraphs.insert(self.chance.randrange(len(paragraphs)), list(self.chance.choice(strange)))
        self._put(paragraphs)

    def delete_paragraphs(self) -> None:
        """Some paragraphs that don't hold the passage go."""
        self._put(
            [part for part in self._paragraphs() if self._holds_passage(part) or self.chance.random() > 0.25]
        )

    def rewrap(self) -> None:
        """Spaces become line ends, and some words get a soft hyphen."""
        for token in self._own():
            if token.text == " " and self.chance.random() < 0.12:
                token.text = "\n"
            elif token.text.isalpha() and len(token.text) > 7 and self.chance.random() < 0.05:
                token.text = token.text[:4] + "\u00ad" + token.text[4:]

    def change_quotes(self) -> None:
        """Curly quotes become straight ones, and the reverse; dashes likewise."""
        for token in self._own():
            token.text = _SWAPS.get(token.text, token.text)

    def _own(self) -> list[Token]:
        self.tokens = [Token(token.text, token.origin) for token in self.tokens]
        return self.tokens

    def edit_words(self, share: float, *, inside: bool) -> None:
        """Replace, drop or add a share of the words, inside the passage or around it."""
        self._own()
        numbers = [
            n
            for n, token in enumerate(self.tokens)
            if token.text[:1].isalnum() and (self.first <= token.origin <= self.last) == inside
        ]
        count = int(len(numbers) * share)
        vocabulary = self.chance.choice(texts()).split()
        for n in sorted(self.chance.sample(numbers, count), reverse=True):
            way = self.chance.choice(["replace", "replace", "drop", "add", "inflect"])
            token = self.tokens[n]
            if way == "replace":
                token.text = re.sub(r"\W", "", self.chance.choice(vocabulary)) or "it"
            elif way == "inflect":
                token.text += self.chance.choice(["s", "ed", "ing"])
            elif way == "add":
                origin = token.origin if inside else -1
                self.tokens[n + 1 : n + 1] = [
                    Token(" ", origin),
                    Token(self.chance.choice(["very", "now"]), origin),
                ]
            elif n + 1 < len(self.tokens) and count < len(numbers):
                token.text = ""

    def repeat_paragraph(self) -> None:
        """The paragraph of the passage stands a second time, as pull quotes and summaries do."""
        paragraphs = self._paragraphs()
        held = next(part for part in paragraphs if self._holds_passage(part))
        copy = [Token(token.text, -1) for token in held]
        paragraphs.insert(self.chance.randrange(len(paragraphs) + 1), copy)
        self._put(paragraphs)

    def repeat_sentence(self) -> None:
        """A part of the passage's paragraph stands elsewhere, as a teaser."""
        paragraphs = self._paragraphs()
        held = next(part for part in paragraphs if self._holds_passage(part))
        cut = self.chance.randrange(len(held) + 1)
        copy = [Token(token.text, -1) for token in (held[:cut] if self.chance.random() < 0.5 else held[cut:])]
        paragraphs.insert(self.chance.randrange(len(paragraphs) + 1), [*copy, Token("\n\n", -1)])
        self._put(paragraphs)

    def drop_passage(self) -> None:
        """The passage itself goes; a copy of its paragraph made before may stay."""
        self.tokens = [token for token in self.tokens if not self.first <= token.origin <= self.last]

    def drop_paragraph(self) -> None:
        """The whole paragraph of the passage goes."""
        self._put([part for part in self._paragraphs() if not self._holds_passage(part)])


def _around(mutant: Mutant) -> None:
    for change in (mutant.insert_paragraphs, mutant.delete_paragraphs, mutant.rewrap, mutant.change_quotes):
        if mutant.chance.random() < 0.5:
            change()
    if mutant.chance.random() < 0.6:
        mutant.edit_words(mutant.chance.choice([0.02, 0.05, 0.1]), inside=False)


def _survives(mutant: Mutant) -> None:
    _around(mutant)


def _changed(mutant: Mutant) -> None:
    mutant.edit_words(mutant.chance.uniform(0.05, 0.2), inside=True)
    _around(mutant)


def _repeated(mutant: Mutant) -> None:
    mutant.chance.choice([mutant.repeat_paragraph, mutant.repeat_sentence])()
    if mutant.chance.random() < 0.4:
        mutant.edit_words(mutant.chance.uniform(0.05, 0.2), inside=True)
    _around(mutant)


def _gone(mutant: Mutant) -> None:
    mutant.chance.choice([mutant.drop_passage, mutant.drop_paragraph])()
    mutant.change_quotes()
    for change in (mutant.insert_paragraphs, mutant.delete_paragraphs, mutant.rewrap):
        if mutant.chance.random() < 0.5:
            change()


KINDS: dict[str, Callable[[Mutant], None]] = {
    "survives": _survives,
    "changed": _changed,
    "repeated": _repeated,
    "gone": _gone,
}
"""`survives`: every word of the passage stands there; `changed`: up to a fifth of its words are others;
`repeated`: it stands in two places, and only its own is right; `gone`: it stands nowhere."""


def cases(kind: str, count: int, seed: int) -> list[Case]:
    """So many changed articles of one kind."""
    made = []
    for number in range(count):
        chance = random.Random(f"{kind} {seed} {number}")
        mutant = Mutant(chance.choice(texts()), chance)
        KINDS[kind](mutant)
        made.append(mutant.case(kind))
    return made


def verdict(case: Case, *, remembered: bool = True) -> str:
    """`right`, `orphan` or `wrong`: whether healing found the passage's own place, by shared characters.
    `remembered` when the earlier text is still known, as it is where versions of an article are kept."""
    start, end, status = heal(case.text, "new", case.highlight, case.before if remembered else "")
    if status == "orphan":
        return "orphan"
    if case.right is None:
        return "wrong"
    shared = min(end, case.right.end) - max(start, case.right.start)
    whole = max(end, case.right.end) - min(start, case.right.start)
    return "right" if shared / whole >= 0.6 else "wrong"


def tally(kind: str, count: int, seed: int, *, remembered: bool = True) -> dict[str, int]:
    """How many of each verdict."""
    counts = {"right": 0, "orphan": 0, "wrong": 0}
    for case in cases(kind, count, seed):
        counts[verdict(case, remembered=remembered)] += 1
    return counts
