"""Text with marks as Markdown's inline language: CommonMark, with the extensions that Obsidian reads.

The law: a Markdown reader that parses the result sees the text again, character for character, with the same
marks. Where asterisks would not be read as emphasis (inside a word, beside other asterisks) HTML tags stand
in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from reader.article import Mark

__all__ = ["escaped", "inline_markdown", "link_target"]

_SPECIAL = re.compile(
    r"[\\`*\[\]<|~$]|_|&(?=#?\w+;)|==|%%|(?:(?<=\s)|^)#(?=\S)|(?<=\s)\^(?=\S)", re.MULTILINE
)
_LINE_START = re.compile(
    r"^(?:(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<sign>[-+](?=\s|$|-)|>|#{1,6}(?=\s|$)|=+\s*$))"
)
_DELIMITERS = {"strong": "**", "em": "*", "strike": "~~"}
_TAGS = {"strong": "strong", "em": "em", "strike": "s", "sub": "sub", "sup": "sup"}
_BACKTICKS = re.compile("`+")


def escaped(text: str, *, line_start: bool = False) -> str:
    """Plain text so that Markdown reads it as nothing but that text. `line_start`: it begins a line."""
    result = _SPECIAL.sub(lambda match: _escape(match, text), text)
    if line_start and (match := _LINE_START.match(result)):
        if match["sign"]:
            return "\\" + result
        return f"{match['number']}\\{match['dot']}{result[match.end() :]}"
    return result


def _escape(match: re.Match[str], text: str) -> str:
    if match.group() == "_" and match.start() > 0 and match.end() < len(text):
        inside_word = text[match.start() - 1].isalnum() and text[match.end()].isalnum()
        return "_" if inside_word else "\\_"
    return "\\" + match.group()


def link_target(address: str) -> str:
    """An address between angle brackets, in which nothing ends it early."""
    return (
        "<" + address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A") + ">"
    )


def inline_markdown(
    text: str, start: int, end: int, marks: Sequence[Mark] = (), labels: Mapping[str, str] | None = None
) -> list[str]:
    """`text[start:end]` with its marks, as lines of Markdown: one for each hard line.

    `labels` are the footnotes that the document has, by the target of their reference marks: a reference to
    any other is plain text.
    """
    lines: list[str] = []
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        lines.append(_Line(text, at, stop, marks, labels or {}).written())
        at = stop + 1
    return lines


class _Line:
    """One hard line: its marks are cut to it and nest, since a mark that crosses another is split."""

    def __init__(
        self, text: str, start: int, end: int, marks: Sequence[Mark], labels: Mapping[str, str]
    ) -> None:
        self.text = text
        self.start, self.end = start, end
        self.labels = labels
        self.marks = list(self._usable(_joined(marks)))

    def written(self) -> str:
        lead = len(self.text[self.start : self.end]) - len(self.text[self.start : self.end].lstrip())
        body = self._nested(self.start + lead, self.end, self.marks)
        return "&nbsp;" * lead + body  # spaces that begin a line would vanish, or make it code

    def _usable(self, marks: Sequence[Mark]) -> Iterable[Mark]:
        for mark in marks:
            start, end = max(mark.start, self.start), min(mark.end, self.end)
            while start < end and self.text[start].isspace():
                start += 1
            while end > start and self.text[end - 1].isspace():
                end -= 1
            if start < end:
                yield Mark(mark.kind, start, end, mark.target)

    def _nested(self, start: int, end: int, marks: list[Mark]) -> str:
        """The outermost marks of a stretch in order; what crosses one is split at its edges."""
        parts: list[str] = []
        at = start
        waiting = sorted(
            (mark for mark in marks if mark.start < end and mark.end > start), key=_outermost_first
        )
        while waiting:
            mark = waiting.pop(0)
            inner: list[Mark] = []
            later: list[Mark] = []
            for other in waiting:
                if other.start >= mark.end:
                    later.append(other)
                    continue
                if (other.kind, other.target) != (mark.kind, mark.target) and {other.kind, mark.kind} != {
                    "link"
                }:
                    inner.append(Mark(other.kind, other.start, min(other.end, mark.end), other.target))
                if other.end > mark.end:
                    later.append(Mark(other.kind, mark.end, other.end, other.target))
            parts.append(self._plain(at, mark.start))
            parts.append(self._marked(mark, [part for part in inner if self._has_words(part)]))
            at = mark.end
            waiting = sorted((part for part in later if self._has_words(part)), key=_outermost_first)
        parts.append(self._plain(at, end))
        return "".join(parts)

    def _has_words(self, mark: Mark) -> bool:
        return bool(self.text[mark.start : mark.end].strip())

    def _plain(self, start: int, end: int) -> str:
        result = escaped(self.text[start:end], line_start=start == self.start)
        if result.endswith(("!", "^")) and end < self.end and not result.endswith("\\^"):
            return f"{result[:-1]}\\{result[-1]}"  # before a link it would make a picture, or a note
        return result

    def _marked(self, mark: Mark, inner: list[Mark]) -> str:
        if mark.kind == "code":
            return _code(self.text[mark.start : mark.end])
        if mark.kind == "footnote_ref":
            label = self.labels.get(mark.target)
            return f"[^{label}]" if label else self._nested(mark.start, mark.end, inner)
        body = self._nested(mark.start, mark.end, inner)
        if mark.kind == "link":
            return f"[{body}]({link_target(mark.target)})" if mark.target else body
        if mark.kind in _DELIMITERS and not inner and self._flanks(mark):
            delimiter = _DELIMITERS[mark.kind]
            return f"{delimiter}{body}{delimiter}"
        tag = _TAGS[mark.kind]
        return f"<{tag}>{body}</{tag}>"

    def _flanks(self, mark: Mark) -> bool:
        """Whether delimiters here would be read as such: white space or the line's edge stands outside
        them."""
        before = self.text[mark.start - 1] if mark.start > self.start else " "
        after = self.text[mark.end] if mark.end < self.end else " "
        touching = any(
            other.end == mark.start
            or other.start == mark.end
            or (
                (other.start, other.end) != (mark.start, mark.end)
                and (other.start == mark.start or other.end == mark.end)
            )
            for other in self.marks
        )
        same = sum((other.start, other.end) == (mark.start, mark.end) for other in self.marks)
        first, last = self.text[mark.start], self.text[mark.end - 1]
        opens = before.isspace() or (_is_punctuation(before) and before not in "*_~\\")
        closes = after.isspace() or (_is_punctuation(after) and after not in "*_~\\")
        bare = first not in "*_~" and last not in "*_~\\"
        return opens and closes and bare and not touching and same <= 1


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of one kind that touch or overlap are one: two runs of delimiters side by side would be read as
    one."""
    result: list[Mark] = []
    last: dict[tuple[str, str], int] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        known = last.get((mark.kind, mark.target))
        if known is not None and mark.start <= result[known].end:
            end = max(mark.end, result[known].end)
            result[known] = Mark(mark.kind, result[known].start, end, mark.target)
        else:
            last[mark.kind, mark.target] = len(result)
            result.append(mark)
    return result


def _outermost_first(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, 1 if mark.kind == "code" else 0


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _code(text: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
