"""What a candidate shows about itself: its words, the lists, its neighbours, and how its name stands
elsewhere.

Each sign is a short string with a weight for each kind in `data/weights.txt`, fitted by `reader.insight.fit`.
Signs of one candidate look only at the sentence it stands in and at what the document says of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.insight.candidates import Candidate
from reader.insight.gazetteer import Gazetteer
from reader.insight.verbs import SPEECH_VERBS
from reader.insight.vocabulary import FUNCTION_WORDS, PLACE_PREPOSITIONS

__all__ = ["DocumentSigns", "document_signs", "signs"]

_SHAPES = (
    ("organisation last", "ol"), ("organisation first", "of"), ("place last", "ll"), ("place first", "lf"),
    ("event last", "el"), ("event first", "ef"), ("work last", "wl"),
)  # fmt: skip


@dataclass(slots=True)
class DocumentSigns:
    """What a document says of its names as a whole."""

    surnames: set[str] = field(default_factory=set)
    """Last words of what look like full names of people."""
    beginnings: set[str] = field(default_factory=set)
    """First words of longer candidates that do not look like people."""
    initials: set[str] = field(default_factory=set)
    of_key: dict[str, set[str]] = field(default_factory=dict)
    """For each name, how it stands somewhere: after a title, after `in`, before a verb of saying …"""
    small: set[str] = field(default_factory=set)
    """Words that the document writes small."""


def document_signs(candidates: Iterable[Candidate], small: set[str], lists: Gazetteer) -> DocumentSigns:
    """Gather over all candidates of a document what each may learn from the others."""
    found = DocumentSigns(small=small)
    for candidate in candidates:
        parts = candidate.key.split(" ")
        signs_of_key = found.of_key.setdefault(candidate.key, set())
        if len(parts) > 1:
            if (
                parts[0] in lists.given or candidate.titled or (len(parts[0]) == 2 and parts[0][1] == ".")
            ) and candidate.known == "":
                found.surnames.add(parts[-1])
            else:
                found.beginnings.add(parts[0])
            initials = "".join(part[0] for part in parts if part[0].isupper())
            if len(initials) > 1:
                found.initials.add(initials)
        if candidate.titled:
            signs_of_key.add("titled")
        words = candidate.sentence.words
        before = words[candidate.first - 1].lower() if candidate.first else ""
        if before in ("in", "near", "across", "outside"):
            signs_of_key.add("in")
        elif before == "the":
            signs_of_key.add("the")
        elif before in lists.roles:
            signs_of_key.add("role")
        after = words[candidate.after] if candidate.after < len(words) else ""
        if after in SPEECH_VERBS:
            signs_of_key.add("says")
        elif after == "who":
            signs_of_key.add("who")
        if not candidate.initial and not candidate.headed:
            signs_of_key.add("mid")
    return found


def signs(candidate: Candidate, document: DocumentSigns, lists: Gazetteer) -> list[str]:
    """The signs that one candidate shows."""
    parts = candidate.key.split(" ")
    found = ["*", f"n{min(5, len(parts))}"]
    found.append("L:" + (candidate.known or "-"))
    _own_signs(candidate, parts, lists, found)
    _neighbour_signs(candidate, lists, found)
    _document_signs(candidate, parts, document, found)
    return found


def _own_signs(candidate: Candidate, parts: list[str], lists: Gazetteer, found: list[str]) -> None:
    single = len(parts) == 1
    head, last = parts[0], parts[-1]
    mode = "1" if single else "2"
    given = lists.given.get(head)
    in_given = given is not None
    in_surnames = last in lists.surnames
    if in_given:
        found.append("g" + mode + (candidate.known[:3] if candidate.known else ""))
    if in_surnames:
        found.append("s" + mode + (candidate.known[:3] if candidate.known else ""))
    if not single:
        found.append(f"gs{in_given:d}{in_surnames:d}{min(4, len(parts))}")
    common = sum(part.lower() in lists.words for part in parts)
    found.append(f"c{'all' if common == len(parts) else 'some' if common else 'none'}{mode}")
    for shape, code in _SHAPES:
        if (last if shape[-4:] == "last" else head) in lists.shapes[shape]:
            found.append(code + mode)
            found.append(f"{code}={last if shape[-4:] == 'last' else head}")
    if not single:
        for word, code in ((head, "fw="), (last, "lw=")):
            if word.lower() in lists.words:
                found.append(code + word.lower())
    if last.isupper() and len(last) > 1 and single:
        found.append(f"acr{min(6, len(last))}")
        found.append("acr" + (candidate.known or "-"))
    elif not last.islower() and not last.istitle() and last.isalpha():
        found.append("camel" + mode)
    if any(character.isdigit() for character in candidate.key):
        found.append("digit")
    if "of" in parts:
        found.append("of")
        found.append("of=" + head)
    if "&" in parts or "and" in parts or "for" in parts:
        found.append("&")
    if "'s" in parts:
        found.append("'s-in")
    if "." in head and len(head) == 2:
        found.append("initial-first")
    if not candidate.known and last.isalpha() and len(last) > 4:
        found.append("e3" + mode + last[-3:].lower())
    if head in lists.country_of or head in lists.demonyms:
        found.append("dem" + mode)
    elif not single and lists.phrases.get(head) in ("city", "region", "town"):
        found.append("city" + mode)
    if candidate.initial:
        found.append("init" + mode + ("c" if common else ""))
    if candidate.headed:
        found.append("head" + mode)


def _neighbour_signs(candidate: Candidate, lists: Gazetteer, found: list[str]) -> None:
    words = candidate.sentence.words
    first, after = candidate.first, candidate.after
    before = words[first - 1].lower() if first else "^"
    before2 = words[first - 2].lower() if first > 1 else "^"
    next1 = words[after].lower() if after < len(words) else "$"
    next2 = words[after + 1].lower() if after + 1 < len(words) else "$"
    if candidate.titled:
        found.append("titled")
    found.append("p=" + before)
    found.append("a=" + next1)
    if before == "the":
        found.append("pthe=" + before2)
    if before in FUNCTION_WORDS or not before.isalpha():
        found.append("pp=" + before2)
    if before in lists.roles:
        found.append("role-")
    if before in PLACE_PREPOSITIONS:
        found.append("prep")
        if candidate.known:
            found.append("prep" + candidate.known)
    if next1 in SPEECH_VERBS:
        found.append("+say")
    if next1 == "," or next1 == "(" or next1 == "'s" or next1 == "-":
        found.append("aa" + next1 + next2)
        if next1 == ",":
            third = words[after + 2].lower() if after + 2 < len(words) else "$"
            if next2 in lists.roles or third in lists.roles:
                found.append("+role")
            if next2.isdigit() and third == ",":
                found.append("+age")
            if after + 1 < len(words) and words[after + 1][0].isupper():
                kind = lists.phrases.get(words[after + 1])
                if kind:
                    found.append("+," + kind)
        elif next1 == "'s" and next2 in lists.roles:
            found.append("+'srole")
    elif next1 in lists.roles:
        found.append("+r")
    if before == "," and first > 1:
        kind = lists.phrases.get(words[first - 2])
        if kind:
            found.append("-," + kind)
        if before2 in lists.roles:
            found.append("-,role")
    if before == "and" and first > 1:
        found.append("-and" + _listed(words[first - 2], lists))
    if next1 == "and" and after + 1 < len(words):
        found.append("+and" + _listed(words[after + 1], lists))
    if after < len(words) and words[after] in lists.titles:
        found.append("+title")


def _listed(word: str, lists: Gazetteer) -> str:
    """What the lists say of a neighbour in an enumeration."""
    if not word[0].isupper():
        return ""
    return lists.phrases.get(word) or (
        "given" if word in lists.given else "surname" if word in lists.surnames else "?"
    )


def _document_signs(
    candidate: Candidate, parts: list[str], document: DocumentSigns, found: list[str]
) -> None:
    key = candidate.key
    single = len(parts) == 1
    if single:
        if key in document.surnames:
            found.append("D:surname")
        if key in document.beginnings:
            found.append("D:begins")
        if key.isupper() and key in document.initials:
            found.append("D:initials")
        if key.lower() in document.small:
            found.append("D:small")
    elif parts[-1] in document.surnames:
        found.append("D:lastname")
    found.extend("D:" + sign for sign in sorted(document.of_key.get(key, ())))
