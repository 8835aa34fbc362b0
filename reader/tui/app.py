"""The app: it wires the desk, the keys, the themes and the settings together, and does nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import signal
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.theme import Theme

from reader.config import Config, config_folder, load_config, save_setting
from reader.errors import ReaderError
from reader.tui.desk import Desk
from reader.tui.keymap import build_keymap
from reader.tui.stylesheet import SteadyStylesheet
from reader.tui.theme import DEFAULT_THEME, load_theme, load_themes, theme_files

if TYPE_CHECKING:
    from reader.library.library import Library

__all__ = ["ReaderApp", "run"]

THEMES_POLL = 1.0
"""Seconds between two looks at the files of the user's own themes."""
THEMES_DELAY = 1.0
"""Seconds after which the other themes are read, so that a mistake in the user's own is told."""


class ReaderApp(App[int]):
    """Reader on a terminal.

    `factory` opens the library; it is called in a thread after the first paint. `open_id` is an article to
    open at once. `keep` writes a setting for the next time.
    """

    TITLE = "Reader"
    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        factory: Callable[[], Library],
        *,
        open_id: str = "",
        config: Config | None = None,
        themes: Path | None = None,
        keep: Callable[[str, str, Any], None] = save_setting,
    ) -> None:
        self._config = config or Config()
        self._themes_folder = themes
        self._all_themes = False
        self._problems = [*self._config.problems]
        self.theme_titles: dict[str, str] = {}
        self._theme_files: dict[str, int] = {}
        super().__init__()
        if self._config.plain:
            self._be_plain()
        for name in list(self._registered_themes):
            self.unregister_theme(name)
        first = load_theme(self._config.theme or DEFAULT_THEME, themes)
        for theme in first.themes.values():
            self.register_theme(theme)
        self.theme = self._chosen_theme(self._config.theme)
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        keymap = build_keymap(self._config.keymap, self._config.keys)
        self._problems.extend(keymap.problems)
        self.desk = Desk(factory, keymap, open_id=open_id, config=self._config)
        self._keep = keep

    def _be_plain(self) -> None:
        from reader.tui.plain import PlainGlyphs

        self.animation_level = "none"
        self._filters.append(PlainGlyphs())

    def point_at_work(self) -> None:
        """In the plain mode: the terminal's cursor to where the work is, and visible."""
        from reader.tui.plain import SHOW_CURSOR, place_at_hand

        place = place_at_hand(self.desk) if self.screen is self.desk and self.desk.furnished else None
        if place is not None:
            self.cursor_position = place
            if self._driver is not None and not self.is_headless:
                self._driver.write(f"\x1b[{place.y + 1};{place.x + 1}H{SHOW_CURSOR}")

    def _chosen_theme(self, name: str) -> str:
        if name and name not in self._registered_themes:
            self._problems.append(
                f"theme {name!r}: no such theme; there are {', '.join(self.available_themes)}"
            )
        return name if name in self._registered_themes else DEFAULT_THEME

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Every theme by name. All but the one that the screen began with are read when this is first asked."""
        if not self._all_themes:
            self._all_themes = True
            found = load_themes(self._themes_folder)
            self.theme_titles = found.titles
            self._registered_themes = dict(found.themes)
            if self.is_running:
                self._tell(found.problems)
            else:
                self._problems.extend(found.problems)
        return {**self._registered_themes}

    def get_theme(self, theme_name: str) -> Theme | None:
        return self._registered_themes.get(theme_name) or self.available_themes.get(theme_name)

    def _validate_theme(self, theme_name: str) -> str:
        # Textual asks `available_themes`, which would read all of them before the first paint
        return theme_name if theme_name in self._registered_themes else super()._validate_theme(theme_name)

    def get_default_screen(self) -> Desk:
        return self.desk

    def on_mount(self) -> None:
        self._heed_signals()
        self._tell(self._problems)
        self.set_timer(THEMES_DELAY, self._watch_themes)

    def _watch_themes(self) -> None:
        """Read the other themes, and from now on the user's own whenever one of their files is saved."""
        self.available_themes  # noqa: B018 - reads them
        self._theme_files = theme_files(self._themes_folder)
        self.set_interval(THEMES_POLL, self._reread_themes)

    def _reread_themes(self) -> None:
        """A file was saved: its theme is used at once. One with a mistake is told, and the last good one stays."""
        files = theme_files(self._themes_folder)
        if files == self._theme_files:
            return
        self._theme_files = files
        found, before = load_themes(self._themes_folder), self._registered_themes
        self._registered_themes = {**before, **found.themes}
        self.theme_titles |= found.titles
        changed = self._registered_themes[self.theme] != before[self.theme]
        if changed:
            self._watch_theme(self.theme)
        if found.problems:
            self._tell(found.problems)
        elif changed:
            self.desk.say(f"Theme {self.theme_titles.get(self.theme, self.theme)} read again")

    def copy_to_clipboard(self, text: str) -> None:
        # Textual's own sends one plain sequence, which multiplexers keep to themselves
        from reader.tui.clipboard import osc52

        self._clipboard = text
        if self._driver is not None:
            self._driver.write(osc52(text))

    def _heed_signals(self) -> None:
        """A terminal that goes away and a polite end keep what was typed, and put the screen back."""
        if self.is_headless or not hasattr(signal, "SIGHUP"):
            return

        def leave(number: signal.Signals) -> None:
            self.desk.flush()
            self.exit(128 + number)

        for number in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, leave, number)

    def _tell(self, problems: Sequence[str]) -> None:
        """Say the first of several problems, and how many more there are."""
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            self.desk.say(problems[0] + more, wrong=True)

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the desk's keymap first; what it does not know goes on to the widgets."""
        match event:
            case events.Key(is_forwarded=False) if self.screen is self.desk:
                if self.desk.take_key(event.key, event.character):
                    self._after_key()
                    return
        await super().on_event(event)
        if isinstance(event, events.Key):
            self._after_key()

    def _after_key(self) -> None:
        if self._config.plain:
            self.call_after_refresh(self.point_at_work)

    def on_app_blur(self) -> None:
        self.desk.editor.tell()

    def _fatal_error(self) -> None:
        """A fault of the program ends it with one line; the details go to a file, without any article's text.

        Textual's own report prints the values of all variables: that is the text of articles, past the exit door.
        """
        from rich.text import Text

        from reader.config import state_folder
        from reader.tui.faults import told

        report = traceback.format_exc()
        with contextlib.suppress(Exception):  # the fault may be in the way of it
            self.desk.flush()
        self._exit_renderables.append(Text(told(report, state_folder())))
        self._close_messages_no_wait()

    def keep_setting(self, name: str, value: Any) -> None:
        """Keep a setting for the next time; what goes wrong is told."""
        try:
            self._keep("", name, value)
        except ReaderError as error:
            self.desk.say(str(error), wrong=True)

    async def action_quit(self) -> None:
        self.desk.flush()
        self.exit(0)

    async def on_unmount(self) -> None:
        self.desk.flush()


def run(
    home: Path | str | None = None, *, open_id: str = "", cache: Path | str | None = None, plain: bool = False
) -> int:
    """Open the app on the library of `home` and return the exit status when it ends.

    The library is imported, opened and closed here, but only after the first paint.
    """
    opened: list[Library] = []

    def factory() -> Library:
        from reader.library.library import Library

        library = Library(home, cache=cache)
        opened.append(library)
        return library

    config = load_config()
    if plain:
        config = dataclasses.replace(config, plain=True)
    app = ReaderApp(factory, open_id=open_id, config=config, themes=config_folder() / "themes")
    try:
        status = app.run(mouse=config.mouse)
    finally:
        for library in opened:
            library.close()
    return app.return_code or 0 if status is None else status
