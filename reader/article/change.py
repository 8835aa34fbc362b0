"""What two texts have in common at their beginning and end: how places move when one stretch of a text changes."""

from __future__ import annotations

from dataclasses import dataclass

from reader.article.ranges import Range

__all__ = ["OneChange"]

_BORDER = "\n\n"


@dataclass(frozen=True, slots=True)
class OneChange:
    """A text that became another one by a change of a single stretch. Offsets are characters."""

    head: int
    """Characters that both have at their beginning."""
    tail: int
    """The offset in the old text from which on both have the same characters to the end."""
    shift: int
    """How much longer the new text is."""

    @staticmethod
    def between(old: str, new: str) -> OneChange:
        """The change that made `new` of `old`, the smallest that does; of several alike the one at a block's border."""
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        most = shorter - head
        behind = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
        if head + behind == shorter and len(old) != len(new):
            head = _at_border(max(old, new, key=len), head, abs(len(new) - len(old)))
            behind = shorter - head
        return OneChange(head, len(old) - behind, len(new) - len(old))

    def moved(self, place: Range) -> Range | None:
        """Where a range of the old text stands in the new one; None where the change touches it."""
        if place.end <= self.head:
            return place
        if place.start >= self.tail:
            return Range(place.start + self.shift, place.end + self.shift)
        return None

    def offset(self, offset: int) -> int:
        """Where one would stand in the new text who stood at `offset`: at the change, when it was in it."""
        if offset >= self.tail:
            return offset + self.shift
        return min(offset, self.head)


def _at_border(longer: str, start: int, length: int) -> int:
    """Where a stretch that came or went may as well have begun so that it is whole blocks; `start` where nowhere."""
    at = start
    while at > 0 and longer[at - len(_BORDER) : at] != _BORDER:
        if longer[at - 1] != longer[at + length - 1]:
            return start
        at -= 1
    return at
