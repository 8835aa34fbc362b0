"""What a document says elsewhere of the words that it writes with capitals.

A surname stands alone after the full name, an acronym after what it shortens: each mention may learn from all
the others of the same text, and from no other text.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.insight.tagger.look import Look

__all__ = ["Evidence", "gather"]

_IN = frozenset("in near across outside throughout".split())
_CAPITAL_LINKS = frozenset({"of", "&", "for", "de", "van", "von", "al", "bin", "der", "del", "la"})


class Evidence:
    """Signs of words and of whole names, gathered over one document."""

    __slots__ = ("initials", "names", "small", "words")

    def __init__(self) -> None:
        self.words: dict[str, set[str]] = {}
        """For a word with a capital, how it stands anywhere in the document."""
        self.names: dict[str, set[str]] = {}
        """For a whole run of capitals, the same."""
        self.small: set[str] = set()
        """Words that the document writes small."""
        self.initials: set[str] = set()


def runs(look: Look, first: int, after: int) -> list[tuple[int, int]]:
    """The runs of capitals within a live stretch: `of` and its like may link two capitals."""
    words = look.words
    found = []
    index = first
    while index < after:
        if not words[index][0].isupper():
            index += 1
            continue
        begin = index
        index += 1
        while index < after:
            if words[index][0].isupper():
                index += 1
            elif words[index] in _CAPITAL_LINKS and index + 1 < after and words[index + 1][0].isupper():
                index += 2
            else:
                break
        found.append((begin, index))
    return found


def gather(looks: Iterable[Look]) -> Evidence:
    """The evidence of a document's sentences; lines of capitals and in title case tell nothing."""
    found = Evidence()
    for look in looks:
        found.small.update(filter(str.islower, look.words))
        if look.mode in ("U", "T"):
            continue
        for first, after in look.stretches:
            for begin, end in runs(look, first, after):
                _note(look, begin, end, found)
    return found


def _note(look: Look, begin: int, end: int, found: Evidence) -> None:
    words, tags = look.words, look.tags
    if begin == 0 and end - begin > 1 and "fun" in tags[0]:
        begin += 1
    signs = set(_stands(look, begin, end))
    long = end - begin > 1
    if begin > 0:
        signs.add("mid")
    found.names.setdefault(" ".join(words[begin:end]), set()).update(signs)
    head = tags[begin]
    last = tags[end - 1]
    for index in range(begin, end):
        of_word = found.words.setdefault(words[index], set())
        if not long:
            of_word.update(signs)
            continue
        if "mid" in signs:
            of_word.add("mid")
        if index == end - 1:
            of_word.update(sign for sign in signs if sign in ("say", "who", "poss"))
            if "giv" in head:
                of_word.add("aft1st")
            elif "ttl" in head or "ttl" in signs:
                of_word.add("ttl")
            else:
                of_word.add("last")
        elif index == begin:
            of_word.add("orgs" if "ol" in last else "head")
        if "ol" in last:
            of_word.add("org")
        elif "pl" in last:
            of_word.add("pl")
        if "giv" in head and end - begin < 4:
            of_word.add("w1st")
    if long:
        initials = "".join(word[0] for word in words[begin:end] if word[0].isupper())
        if len(initials) > 1:
            found.initials.add(initials)


def _stands(look: Look, begin: int, end: int) -> Iterable[str]:
    lowers, tags = look.lowers, look.tags
    before = lowers[begin - 1] if begin else ""
    after = lowers[end] if end < len(lowers) else ""
    if before in _IN:
        yield "in"
    elif before in ("at", "from", "to", "with", "by", "of", "the"):
        yield before
    elif begin and ("ttl" in tags[begin - 1] or "role" in tags[begin - 1]):
        yield "ttl"
    if end < len(lowers):
        if "say" in tags[end]:
            yield "say"
        elif after in ("who", "'s", "his", "her"):
            yield "poss" if after == "'s" else "who"
        elif after == "," and end + 1 < len(lowers):
            following = tags[end + 1]
            if "role" in following or (end + 2 < len(lowers) and "role" in tags[end + 2]):
                yield "role"
            if any(tag.endswith(("country", "region")) for tag in following):
                yield "place"
        elif after == "(" and end + 1 < len(lowers) and look.words[end + 1].isupper():
            yield "acr"
