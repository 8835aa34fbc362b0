"""The features of every word of a live stretch: short strings, each with a weight for each label.

What is seen: the word, its form and affixes, three words on either side, what the lists say of them, the run of
capitals that it stands in with what comes before and after, and the document's evidence.
"""

from __future__ import annotations

import re

from reader.insight.tagger.evidence import Evidence, runs
from reader.insight.tagger.look import Look

__all__ = ["stretch_features"]

_RUNS = re.compile(r"(.)\1+")
_SHAPES: dict[str, str] = {}
_OWN: dict[str, tuple[str, ...]] = {}
_MOST_REMEMBERED = 4_000
_EDGE = "^"


def _shape(word: str) -> str:
    found = _SHAPES.get(word)
    if found is None:
        found = _RUNS.sub(
            r"\1\1",
            "".join(
                "X" if mark.isupper() else "x" if mark.isalpha() else "d" if mark.isdigit() else mark
                for mark in word[:14]
            ),
        )
        if len(_SHAPES) < _MOST_REMEMBERED:
            _SHAPES[word] = found
    return found


def _own(word: str, lower: str) -> tuple[str, ...]:
    """What a word shows by itself."""
    found = _OWN.get(word)
    if found is None:
        made = [
            "w=" + lower, "s=" + _shape(word), "p1" + lower[:1], "p2" + lower[:2], "p3" + lower[:3], "p4" + lower[:4],
            "x1" + lower[-1:], "x2" + lower[-2:], "x3" + lower[-3:], "x4" + lower[-4:],
        ]  # fmt: skip
        if word != lower:
            made.append("W=" + word)
        if "-" in word and len(word) > 1:
            made.append("hy")
            made.append("h=" + lower.rpartition("-")[2])
        if word.isupper() and len(word) > 1:
            made.append(f"acr{min(len(word), 6)}")
        found = tuple(made)
        if len(_OWN) < _MOST_REMEMBERED:
            _OWN[word] = found
    return found


def stretch_features(look: Look, first: int, after: int, evidence: Evidence) -> list[list[str]]:
    """For each word of the stretch `[first, after)` of a look its features."""
    of_runs: dict[int, tuple[list[str], int, int]] = {}
    for begin, end in runs(look, first, after):
        shared = _run_features(look, begin, end, evidence)
        for index in range(begin, end):
            of_runs[index] = (shared, begin, end)
    return [_word_features(look, index, of_runs.get(index), evidence) for index in range(first, after)]


def _run_features(look: Look, begin: int, end: int, evidence: Evidence) -> list[str]:
    """What the words of a run of capitals share."""
    lowers, tags, words = look.lowers, look.tags, look.words
    count = len(lowers)
    length = min(end - begin, 5)
    made = [f"rl{length}"]
    before = lowers[begin - 1] if begin else _EDGE
    following = lowers[end] if end < count else _EDGE
    made += ["rp=" + before, "rn=" + following, f"rpn={before}|{following}"]
    made.append("rpp=" + (lowers[begin - 2] if begin > 1 else _EDGE) + "|" + before)
    made.append("rnn=" + following + "|" + (lowers[end + 1] if end + 1 < count else _EDGE))
    if begin:
        made.extend("rpg=" + tag for tag in tags[begin - 1])
    for distance in (0, 1, 2):
        if end + distance < count:
            made.extend(f"rn{distance}g={tag}" for tag in tags[end + distance] if tag != "fun")
    if end - begin > 1:
        made += ["re=" + lowers[end - 1], "rs=" + lowers[begin]]
        made.extend("reg=" + tag for tag in tags[end - 1])
        made.extend("rsg=" + tag for tag in tags[begin])
        if "of" in lowers[begin:end]:
            made.append("rof=" + lowers[begin])
    key = " ".join(words[begin:end])
    made.extend("n:" + sign for sign in sorted(evidence.names.get(key, ())))
    if end - begin == 1 and key.isupper() and key in evidence.initials:
        made.append("n:initials")
    return made


def _word_features(
    look: Look, index: int, of_run: tuple[list[str], int, int] | None, evidence: Evidence
) -> list[str]:
    words, lowers, tags = look.words, look.lowers, look.tags
    count = len(words)
    word, lower = words[index], lowers[index]
    made = ["b", *_own(word, lower)]
    own = tags[index]
    shape = _shape(word)
    made.extend("g=" + tag for tag in own)
    made.append("G=" + "+".join(own))
    for distance in (-2, -1, 1, 2):
        at = index + distance
        if 0 <= at < count:
            made.append(f"{distance}={lowers[at]}")
            made.extend(f"{distance}g={tag}" for tag in tags[at])
        else:
            made.append(f"{distance}=^")
    before = lowers[index - 1] if index else _EDGE
    following = lowers[index + 1] if index + 1 < count else _EDGE
    shape_before = _shape(words[index - 1]) if index else _EDGE
    shape_after = _shape(words[index + 1]) if index + 1 < count else _EDGE
    made += [
        f"-1w={before}|{lower}", f"w1={lower}|{following}", f"-1w1={before}|{following}",
        "-1s=" + shape_before, "1s=" + shape_after, f"-ss={shape_before}|{shape}", f"ss={shape}|{shape_after}",
        f"sss={shape_before}|{shape}|{shape_after}", "-1x=" + before[-3:], "1x=" + following[-3:],
        "3=" + (lowers[index + 3] if index + 3 < count else _EDGE), "-3=" + (lowers[index - 3] if index > 2 else _EDGE),
    ]  # fmt: skip
    if index and tags[index - 1]:
        made.append("GG=" + "+".join(tags[index - 1]) + "|" + "+".join(own))
    starts, ends = look.sentence.starts, look.sentence.ends
    if index and ends[index - 1] == starts[index]:
        made.append("glued")
    if index == 0:
        made += ["bos", "bos=" + shape]
    if look.mode:
        made += ["m=" + look.mode, "m=" + look.mode + shape]
        if "com" in own:
            made.append("mc=" + look.mode)
    if of_run:
        shared, begin, end = of_run
        made += shared
        made.append(f"ri{min(index - begin, 3)}")
        made.append(f"rj{min(end - 1 - index, 3)}")
        if end - begin > 1 and index == end - 1:
            made.append("le=" + "+".join(tags[begin]))
        if lower in evidence.small:
            made.append("d:small")
        made.extend("d:" + sign for sign in sorted(evidence.words.get(word, ())))
    return made
