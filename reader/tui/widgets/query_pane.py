"""A list over the whole screen with words above it: what is asked for, what came of it, and the answers."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.search.completion import Completion
from reader.terminal import printable_line
from reader.tui.rows import RowSource, Span
from reader.tui.widgets.line_list import LineList

__all__ = ["ListPane", "QueryPane"]


class _Words(Input):
    """An Input that leaves Esc, Tab and the arrows to the pane."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "down", "up", "tab", "shift+tab", "pagedown", "pageup"):
            return
        await super()._on_key(event)


class ListPane(Vertical):
    """A line that tells what is listed, and the list."""

    COMPONENT_CLASSES = {"query-pane--key"}

    def __init__(self, *, id: str, list_id: str) -> None:
        super().__init__(id=id, classes="query-pane")
        self._told = Static("", classes="query-pane--told", markup=False)
        self.list = LineList(classes="query-pane--list", id=list_id)

    def compose(self) -> ComposeResult:
        yield self._told
        yield self.list

    def show_rows(
        self, rows: RowSource, told: str | Sequence[Span], *, key: str = "", cursor: int = 0
    ) -> None:
        """Show other rows, with the cursor on the row of a key where there is one, else on one of them."""
        self.tell(told)
        self.list.show(rows, cursor=cursor)
        if key:
            self.list.move_to_key(key)

    def tell(self, told: str | Sequence[Span]) -> None:
        """Say something above the list; spans of the style `key` are lit as keys."""
        lit = self.get_visual_style("query-pane--key")
        spans = [(told, "")] if isinstance(told, str) else told
        self._told.update(
            Content.assemble(*((text, lit) if style == "key" else text for text, style in spans))
        )
        self._told.set_class(False, "-wrong")


class QueryPane(ListPane):
    """Says what is asked for (`Asked`) and shows what it is given. Tab completes what is being typed."""

    class Asked(Message):
        """The words have changed; the cursor stands before the character `at`."""

        def __init__(self, pane: QueryPane, words: str, at: int) -> None:
            super().__init__()
            self.pane, self.words, self.at = pane, words, at

    class Left(Message):
        """Esc in the words, with nothing below to go to."""

        def __init__(self, pane: QueryPane) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, id: str, list_id: str, label: str, placeholder: str) -> None:
        super().__init__(id=id, list_id=list_id)
        self._label = label
        self._words = _Words(
            placeholder=placeholder, classes="query-pane--words", compact=True, select_on_focus=False
        )
        self._offers_line = Static("", classes="query-pane--offers", markup=False)
        self._offers: Completion | None = None
        self._offered = -1
        self._taking = False

    def compose(self) -> ComposeResult:
        with Horizontal(classes="query-pane--row"):
            yield Static(self._label, classes="query-pane--label", markup=False)
            yield self._words
        yield self._offers_line
        yield from super().compose()

    def on_mount(self) -> None:
        self._offers_line.display = False

    @property
    def words(self) -> str:
        """What is asked for."""
        return self._words.value

    @property
    def typing(self) -> bool:
        """Whether the words have the focus."""
        return self._words.has_focus

    def ask(self, words: str | None = None) -> None:
        """Take the focus to the words, with others in their place if given."""
        self.put(words)
        self._words.cursor_position = len(self._words.value)
        self._words.focus()

    def put(self, words: str | None) -> None:
        """Ask for other words, wherever the focus is."""
        if words is not None and words != self._words.value:
            self._words.value = words

    def complain(self, told: str, position: int | None = None) -> None:
        """Say what is wrong with the words, below the very character; the last answers stay."""
        lines = printable_line(told)
        if position is not None:
            before = self._words.region.x - self._told.region.x - int(self._words.scroll_x)
            indent = before + position - 1  # the line has a margin of its own
            room = self.size.width - 4
            if 0 <= indent < room:
                lines = f"{' ' * indent}▲\n{lines}"
        self._told.update(Content(lines))
        self._told.set_class(True, "-wrong")

    # -- completion ----------------------------------------------------------------------------------------

    def offer(self, words: str, completion: Completion) -> None:
        """Show how the words may go on; forgotten when they are others by now."""
        if words != self._words.value or self._taking:
            return
        self._offers, self._offered = completion, -1
        self._show_offers()

    def _show_offers(self) -> None:
        found = self._offers.candidates if self._offers is not None else ()
        pieces: list[str | tuple[str, str]] = ["Tab  "] if found else []
        for index, candidate in enumerate(found[:8]):
            count = f" {candidate.count:,}" if candidate.count else ""
            shown = printable_line(candidate.text, 40)
            pieces.append((shown, "bold reverse") if index == self._offered else shown)
            pieces.append(f"{count}   ")
        self._offers_line.update(Content.assemble(*pieces))
        self._offers_line.display = bool(found) and self._words.has_focus

    def _take_offer(self, way: int) -> bool:
        """The next way to go on in place of what is typed; whether there was one."""
        offers = self._offers
        if offers is None or not offers.candidates:
            return False
        count = min(8, len(offers.candidates))
        before = offers.candidates[self._offered].text if self._offered >= 0 else None
        self._offered = (self._offered + way) % count if before is not None else (0 if way > 0 else count - 1)
        taken = offers.candidates[self._offered].text
        end = offers.start + len(before) if before is not None else offers.end
        value = self._words.value
        self._taking = True
        self._words.value = value[: offers.start] + taken + value[end:]
        self._words.cursor_position = offers.start + len(taken)
        self._show_offers()
        return True

    # -- what is typed -------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self._taking:
            self._offers = None
            self._show_offers()
        self.post_message(self.Asked(self, event.value, self._words.cursor_position))
        if self._taking:
            self.call_later(self._taken)

    def _taken(self) -> None:
        self._taking = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.list.cursor_key:
            self.to_list()

    def to_list(self) -> None:
        """The focus to the answers."""
        self._offers_line.display = False
        self.list.focus()

    def on_key(self, event: events.Key) -> None:
        if not self._words.has_focus:
            return
        if event.key in ("tab", "shift+tab") and self._take_offer(1 if event.key == "tab" else -1):
            pass
        elif event.key in ("down", "tab", "pagedown") and self.list.cursor_key:
            self.to_list()
        elif event.key == "escape":
            if self.list.cursor_key:
                self.to_list()
            else:
                self.post_message(self.Left(self))
        elif event.key not in ("up", "shift+tab", "pageup", "down", "tab", "pagedown"):
            return
        event.stop()
        event.prevent_default()
