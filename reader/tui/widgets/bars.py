"""The line at the top (where am I) and the line at the bottom (what can I do, what was just done)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from reader.terminal import printable_line
from reader.tui.rows import cut

__all__ = ["BottomLine", "TopLine"]


_THIN = "▔"


class TopLine(Widget):
    """The place, what is in it, and on the right how far along; below it a thin line as long as what is read."""

    COMPONENT_CLASSES = {"top-line--place", "top-line--about", "top-line--right", "top-line--progress"}
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str, str] = ("", "", "")
        self._length = 0

    def show(self, place: str, about: str, right: str = "", *, progress: float = 0.0) -> None:
        """Say something else, when it is something else. `progress` is the share read, 0 to 1."""
        said = (printable_line(place), printable_line(about), printable_line(right))
        length = round(self.size.width * progress)
        if (said, length) != (self._said, self._length):
            self._said, self._length = said, length
            self.refresh()

    def render(self) -> Content:
        place, about, right = self._said
        width = self.size.width - 2
        right = cut(right, width // 2)
        room = width - cell_len(right) - 2
        place = cut(place, room)
        about = cut(about, room - cell_len(place) - 2)
        left = cell_len(place) + (2 + cell_len(about) if about else 0)
        return Content.assemble(
            " ",
            (place, self.get_visual_style("top-line--place")),
            ("  " + about if about else "", self.get_visual_style("top-line--about")),
            " " * max(1, width - left - cell_len(right)),
            (right, self.get_visual_style("top-line--right")),
            "\n",
            (_THIN * min(self._length, self.size.width), self.get_visual_style("top-line--progress")),
        )


class BottomLine(Widget):
    """The keys of the place; in their stead for a while what was done and how to undo it."""

    COMPONENT_CLASSES = {
        "bottom-line--key", "bottom-line--word", "bottom-line--said", "bottom-line--wrong", "bottom-line--pending",
    }  # fmt: skip
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[tuple[str, str], ...] = ()
        self._message = ""
        self._wrong = False
        self._pending = ""

    @property
    def message(self) -> str:
        """What is being said."""
        return self._message

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Keys with their words, for the place that has the focus."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def show_pending(self, keys: str) -> None:
        """The first half of a two-key sequence."""
        if keys != self._pending:
            self._pending = keys
            self.refresh()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say a line until something else is said; empty for nothing."""
        self._message = printable_line(words)
        self._wrong = wrong
        self.refresh()

    def render(self) -> Content:
        width = self.size.width - 2
        pending = f"{self._pending}…" if self._pending else ""
        message = cut(self._message, width - cell_len(pending))
        said = "bottom-line--wrong" if self._wrong else "bottom-line--said"
        room = width - cell_len(message) - cell_len(pending) - 2
        parts: list[str | tuple[str, object]] = [" "]
        used = 0
        for key, word in _fitting(self._keys, room):
            parts.append((key, self.get_visual_style("bottom-line--key")))
            parts.append((f" {word}   ", self.get_visual_style("bottom-line--word")))
            used += _size(key, word)
        parts.append(" " * max(0, width - used - cell_len(message) - cell_len(pending)))
        parts.append((message, self.get_visual_style(said)))
        parts.append((pending, self.get_visual_style("bottom-line--pending")))
        return Content.assemble(*parts)  # type: ignore[arg-type]


def _size(key: str, word: str) -> int:
    """Cells of a key with its word and the gap behind it."""
    return cell_len(key) + cell_len(word) + 4


def _fitting(keys: Sequence[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """As many keys as there is room for: help and the way back, which stand last, go last."""
    kept = list(keys)
    while kept and sum(_size(*shown) for shown in kept) - 3 > room:
        del kept[-3 if len(kept) > 2 else 0]
    return kept
