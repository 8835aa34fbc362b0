"""Text folded to its words: what stays the same when quotes, dashes, hyphenation, spacing and accents change.

Every word knows where it stands in the text, so that what is found in the folded form has its place there. A
character of Chinese, Japanese or Korean counts as a word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from reader.article import Range

__all__ = ["FoldedText", "fold_word", "folded"]

_ONE_BY_ONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_SILENT = "\u00ad\u200b\u200c\u200d\u2060"  # inside a word and not part of it: soft hyphens, joiners
_WORD = re.compile(
    rf"[{_ONE_BY_ONE}]|[^\W_{_ONE_BY_ONE}](?:[^\W_{_ONE_BY_ONE}]|[{_SILENT}](?=[^\W_{_ONE_BY_ONE}]))*"
)
_TO_DROP = dict.fromkeys(map(ord, _SILENT))


class FoldedText:
    """The words of a text: `forms` as they compare, and `starts` and `ends`, offsets of characters of the
    text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            form = fold_word(match.group())
            if form:
                self.forms.append(form)
                self.starts.append(match.start())
                self.ends.append(match.end())

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def letters(self) -> str:
        """All words without anything between them."""
        return "".join(self.forms)

    @cached_property
    def _bounds(self) -> list[int]:
        """Where in `letters` each word starts, and where the last one ends."""
        return [0, *accumulate(map(len, self.forms))]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Which words each form is, by their number."""
        places: dict[str, list[int]] = {}
        for number, form in enumerate(self.forms):
            places.setdefault(form, []).append(number)
        return places

    def find(self, letters: str, limit: int) -> list[tuple[int, int]]:
        """Where `letters` stand as whole words: numbers of the first word and of the one after the last."""
        found: list[tuple[int, int]] = []
        position = self.letters.find(letters) if letters else -1
        while position >= 0 and len(found) < limit:
            first = bisect_left(self._bounds, position)
            after = bisect_left(self._bounds, position + len(letters))
            if self._bounds[first] == position and self._bounds[after] == position + len(letters):
                found.append((first, after))
            position = self.letters.find(letters, position + 1)
        return found

    def span(self, first: int, after: int) -> Range:
        """The words from `first` up to `after` as a range of the text."""
        return Range(self.starts[first], self.ends[after - 1])

    def first_from(self, offset: int) -> int:
        """The number of the first word that does not end before a character."""
        return bisect_right(self.ends, offset)


def fold_word(word: str) -> str:
    """A word without case, accents, ligatures and silent characters."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.translate(_TO_DROP).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4)
def folded(text: str) -> FoldedText:
    """The words of a text; the last few texts are kept, since all marks of an article ask for the same
    one."""
    return FoldedText(text)
