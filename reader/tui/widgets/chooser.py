"""One thing out of many: the palette, the keys of a place, sorts, themes, links, the trash. Filters as you
type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.terminal import printable_line
from reader.tui.rows import BuiltRows, Row, Span, cut, fit
from reader.tui.session import folded
from reader.tui.widgets.dialog import Dialog
from reader.tui.widgets.line_list import LineList

__all__ = ["Choice", "Chooser", "ranked"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its key for the asker, words, what stands on the right, and the group it is in."""

    key: str
    words: str
    right: str = ""
    group: str = ""
    style: str = "text"


def ranked(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that hold every word typed, those first whose words begin with them; then loose matches.

    A loose match has the letters in order, so that `nsen` finds `Next sentence`.
    """
    wanted = folded(typed).split()
    if not wanted:
        return list(choices)
    scored: list[tuple[int, int, Choice]] = []
    for index, choice in enumerate(choices):
        text = folded(f"{choice.words} {choice.right} {choice.group}")
        parts = text.split()
        if all(word in text for word in wanted):
            starts = sum(any(part.startswith(word) for part in parts) for word in wanted)
            scored.append((-starts, index, choice))
        elif _in_order("".join(wanted), text):
            scored.append((1, index, choice))
    return [choice for _, _, choice in sorted(scored, key=lambda item: item[:2])]


def _in_order(letters: str, text: str) -> bool:
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True


class _Typed(Input):
    """An Input that leaves the arrows, Enter and Esc to the chooser."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in (
            "up",
            "down",
            "pageup",
            "pagedown",
            "escape",
            "tab",
            "shift+tab",
            "ctrl+n",
            "ctrl+p",
        ):
            return
        await super()._on_key(event)


_AROUND_LIST = 7
"""Lines of the box that are not the list: title, input, hint and the empty ones. The box is nine tenths high."""


class Chooser(Dialog[str | None]):
    """Ends with the key of what was chosen, or None. `preview` hears of each choice that the cursor stands
    on."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        chosen: str = "",
        preview: Callable[[str], None] | None = None,
        hint: str = "Enter choose   Esc close",
        empty: str = "Nothing here.",
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._shown: list[Choice] = list(choices)
        self._chosen = chosen
        self._preview = preview
        self._hint = hint
        self._empty = empty
        self._input = _Typed(placeholder="type to filter", classes="chooser--input", compact=True)
        self._list = LineList(classes="chooser--list")

    def compose(self) -> ComposeResult:
        with Vertical(classes="chooser"):
            yield Static(Content(printable_line(self._title)), classes="chooser--title")
            yield self._input
            yield self._list
            yield Static(Content(self._hint), classes="chooser--hint")

    def on_mount(self) -> None:
        self.set_class(self._preview is not None, "-clear")
        self._list.can_focus = False
        self._list.always_active = True
        self._fill()
        if self._chosen:
            self._list.move_to_key(self._chosen)
        self._input.focus()

    def _fill(self) -> None:
        self._shown = ranked(self._choices, self._input.value)
        self._list.show(BuiltRows(self._rows))
        room = self.size.height * 9 // 10 - _AROUND_LIST
        self._list.styles.height = min(max(1, self._line_count()), max(3, room))

    def _line_count(self) -> int:
        grouped = self._grouped()
        groups = len({choice.group for choice in self._shown}) if grouped else 0
        return len(self._shown) + (groups * 2 - 1 if groups else 0)

    def _grouped(self) -> bool:
        return not self._input.value.strip() and any(choice.group for choice in self._choices)

    def _rows(self, width: int) -> list[Row]:
        if not self._shown:
            said = self._empty if not self._choices else "Nothing by these words."
            return [Row((((f" {said}", "dim"),),))]
        rows: list[Row] = []
        group = None
        for choice in self._shown:
            if self._grouped() and choice.group != group:
                group = choice.group
                if rows:
                    rows.append(Row(((),)))
                rows.append(Row((((f" {group}", "heading"),),)))
            right = printable_line(choice.right)
            right = cut(right, width // 2)
            room = width - cell_len(right) - 4
            spans: tuple[Span, ...] = (
                (" ", ""),
                (fit(printable_line(choice.words), room), choice.style),
                ("  ", ""),
                (right, "key"),
                (" ", ""),
            )
            rows.append(Row((spans,), choice.key))
        return rows

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()
        self._tell()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.answer(self._list.cursor_key or None)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._tell()

    @on(LineList.Chosen)
    def _clicked(self, event: LineList.Chosen) -> None:
        event.stop()
        self.answer(event.key)

    def _tell(self) -> None:
        if self._preview is not None and self._list.cursor_key:
            self._preview(self._list.cursor_key)

    def on_key(self, event: events.Key) -> None:
        moves = {"up": -1, "ctrl+p": -1, "shift+tab": -1, "down": 1, "ctrl+n": 1, "tab": 1}
        if event.key in moves:
            self._list.step(moves[event.key])
        elif event.key in ("pageup", "pagedown"):
            self._list.page(-1 if event.key == "pageup" else 1)
        elif event.key == "escape":
            self.answer(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.answer(None)
