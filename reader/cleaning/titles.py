"""A title for an article that has none: its first heading, or the head of its first sentence, cut where a
clause ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.article import Block
from reader.article.characters import safe_line
from reader.article.sentences import sentences

__all__ = ["derived_title", "headline_of"]

_LONGEST = 90
_SHORTEST = 24
_LEAST_WORDS = 4
_CLAUSE_WORDS = (
    r"in spite of|despite|while|whilst|although|though|because|after|before|when|whereas|which|who|whose|where|amid|"
    r"following|according to|since|until|unless|if|so that|in order to|even as|saying|adding|including|"
    r"instead of|rather than|during|ahead of|as well as|"
    r"während|obwohl|weil|nachdem|bevor|sowie|pendant|alors que|bien que|parce que|mientras|aunque|porque|mentre|"
    r"benché|perché|enquanto|embora|terwijl|hoewel|omdat"
)
_JOINING_WORDS = r"and|but|as|with|so|yet|or|than|und|aber|et|mais|y|pero|e|ma|maar|en"
_PLACING_WORDS = r"between|into|across|near|through|against|under|over|around|towards|from|for|in|on|at|by|to"
_BORDERS = (
    re.compile(rf"\s*[,;:]\s+|\s+[–—-]\s+|\s*\(|\s+(?=(?:{_CLAUSE_WORDS})\b)", re.IGNORECASE),
    re.compile(rf"\s+(?=(?:{_JOINING_WORDS})\b)", re.IGNORECASE),
    re.compile(rf"\s+(?=(?:{_PLACING_WORDS})\b)", re.IGNORECASE),
)
"""Where a clause may end, by how well a headline ends there."""
_COORDINATION = re.compile(r"[A-ZÀ-Þ][\w'’-]*$")
_GOOD_LENGTH = 40
_MOST_LEAD_INS = 3
_DANGLING = frozenset(
    """a an the of to in on at for by with from and or but as that which who whose is are was were be been
    has have had will would can could may might must should shall its his her their our your my this these
    those it he she they we not than into over under about between against during so very more most said says
    der die das ein eine und zu von mit im in le la les un une de du des et à au el los las y del con il lo
    di e o os as do da""".split()
)
_LEADING = re.compile(
    r"^(?:after|before|when|while|although|though|as|if|since|because|despite|in|on|at|by|with|during|following|according to|"
    r"earlier|later|meanwhile|however|moreover|yesterday|today|nachdem|als|wenn|während|nach|après|pendant|lorsque|"
    r"después|cuando|durante|dopo|quando)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"[\s.!…,;:–—-]+$")


def derived_title(text: str, blocks: Sequence[Block], name: str = "") -> str:
    """A title made from the article's own text, or from its file's name when the text says nothing."""
    for block in blocks[:3]:
        if block.kind == "heading":
            return safe_line(block.of(text), _LONGEST)
    for block in blocks:
        if block.kind in ("paragraph", "quote", "list_item", "heading"):
            line = block.of(text).split("\n", 1)[0]
            title = headline_of(line)
            if title:
                return title
    stem = re.sub(r"\.[A-Za-z0-9]{1,9}$", "", name.rsplit("/", 1)[-1])
    return safe_line(re.sub(r"[_\s]+|-(?!\d)", " ", stem)) or "Untitled"


def headline_of(paragraph: str) -> str:
    """The head of a paragraph's first sentence, at most 90 characters, that can stand alone.

    A sentence that is short enough is the title. Of a longer one it is the longest beginning that ends where
    a clause ends and leaves no word hanging; a clause that only leads in ("After weeks of talks, …") is
    passed over.
    """
    ranges = sentences(paragraph)
    sentence = safe_line(ranges[0].of(paragraph), 2_000) if ranges else ""
    if not any(character.isalnum() for character in sentence):
        return ""
    return _headline(sentence) or _cut_at_word(sentence)


def _headline(sentence: str) -> str:
    for _ in range(_MOST_LEAD_INS):
        whole = _tidy(sentence)
        if len(whole) <= _LONGEST:
            return whole
        sentence = _after_lead_in(sentence) or sentence
    best = ""
    for borders in _BORDERS:
        for border in borders.finditer(sentence, 1):
            head = sentence[: border.start()]
            if len(head) > _LONGEST:
                break
            if (
                len(head) > len(best)
                and _stands_alone(head)
                and not _parts_names(head, sentence[border.end() :])
            ):
                best = head
        if len(best) >= _GOOD_LENGTH:
            break
    return _tidy(best)


def _after_lead_in(sentence: str) -> str:
    """What follows a clause that only leads in, when it can stand alone; else nothing."""
    comma = sentence.find(", ")
    if not 0 < comma <= _LONGEST or not _LEADING.match(sentence):
        return ""
    rest = sentence[comma + 2 :]
    return rest[:1].upper() + rest[1:] if len(rest.split()) >= _LEAST_WORDS else ""


def _parts_names(head: str, rest: str) -> bool:
    """Whether the border stands between two names that belong together: "Skerra and Vane"."""
    words = rest.split(None, 2)
    if len(words) < 2 or not re.fullmatch(_JOINING_WORDS, words[0], re.IGNORECASE):
        return False
    return bool(_COORDINATION.search(head)) and words[1][:1].isupper()


def _stands_alone(head: str) -> bool:
    words = re.findall(r"[\w'’]+", head)
    if len(words) < _LEAST_WORDS or len(head) < _SHORTEST:
        return False
    if head.count("(") != head.count(")") or head.count("“") != head.count("”") or head.count('"') % 2:
        return False
    return words[-1].lower() not in _DANGLING


def _cut_at_word(sentence: str) -> str:
    """The last resort: as many words as fit, none left hanging, and a mark that there is more."""
    head = sentence[: _LONGEST - 1]
    if " " in head:
        head = head.rsplit(" ", 1)[0]
    words = head.split()
    while len(words) > _LEAST_WORDS and words[-1].lower().strip(",;:") in _DANGLING:
        words.pop()
    return _CLOSING.sub("", " ".join(words)) + "…"


def _tidy(head: str) -> str:
    head = head.strip()
    return head if head.endswith(("...", "?", "!")) else _CLOSING.sub("", head)
