"""Deeds of the view: what of the text is shown, how it is set, and a line that moves by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.article import Range
from reader.tui.deeds.base import Deeds

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.article_view import Setting
    from reader.tui.desk import Desk

__all__ = ["ViewDeeds"]

SIDEWAYS = 8
"""Cells by which code and tables are scrolled sideways at a time."""
LINE_SPACINGS = 3
PACE_STEP = 20
"""Words a minute by which the moving line becomes faster or slower."""
_SHORTEST = 0.3
"""Seconds that the moving line stays on a line at least."""


class ViewDeeds(Deeds):
    """`view.*`"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pace = desk.config.words_per_minute
        self._timer: Timer | None = None
        self._line = Range(0, 0)

    def _keep(self, name: str, value: object) -> None:
        self.desk.app.keep_setting(name, value)  # type: ignore[attr-defined]

    # -- what of the text is shown -------------------------------------------------------------------------

    def focus(self) -> None:
        """Everything but the paragraph at hand dimmed, or not."""
        self.view.alone = not self.view.alone
        self.say("The paragraph at hand alone" if self.view.alone else "Nothing is dimmed")

    def skeleton(self) -> None:
        """Headings and the sentences that carry something, or the whole text again."""
        reading = self.reading
        if reading.skeleton:
            reading.show_all()
            self.say("The whole text")
        elif reading.show_skeleton():
            key = self.desk.keymap.first("view.skeleton")
            self.say(f"The skeleton · {key} the whole text")
        else:
            self.say("Nothing to show: no heading, name, number, quote or highlight")

    def source(self) -> None:
        """The original's plain text beside the cleaned one, or not."""
        if self.reading.source is not None:
            self.reading.source = None
            self.say("The cleaned text")
            self.desk.lay_out()
            self.view.focus()
            return
        source = self.desk.source_view
        if not source.is_attached:
            self.desk.query_one("#body").mount(source, after=self.view)
        self.reading.show_source()
        self.desk.lay_out()
        self.desk.call_after_refresh(self.reading.follow_source)
        self.say(f"As it was saved · {self.desk.keymap.first('view.source')} the cleaned text alone")

    # -- how it is set -------------------------------------------------------------------------------------

    def columns(self) -> None:
        """Two columns, or one."""
        columns = self.view.columns = 1 if self.view.columns > 1 else 2
        self._keep("columns", columns)
        if columns > 1 and not self.view.in_columns:
            self.say("Two columns, as soon as the screen is wide enough")
        else:
            self.say("Two columns" if columns > 1 else "One column")

    def justify(self) -> None:
        """Both edges even, or the right one ragged."""
        setting = self._set(justified=not self.view.setting.justified)
        self._keep("justify", setting.justified)
        self.say("Both edges even" if setting.justified else "The right edge ragged")

    def hyphenate(self) -> None:
        """Words parted at line ends, or whole."""
        from reader.tui.article_view.setting import hyphens_of, hyphens_there

        if not hyphens_there():
            self.desk.say("Hyphens need pyphen: pip install 'terminal-reader[hyphens]'", wrong=True)
            return
        setting = self._set(hyphenated=not self.view.setting.hyphenated)
        self._keep("hyphenate", setting.hyphenated)
        opened = self.session.open
        language = opened.article.metadata.language if opened is not None else ""
        if setting.hyphenated and opened is not None and hyphens_of(language) is None:
            self.say(f"Words are parted where their language is known; here it is {language or 'not'}")
        else:
            self.say("Words are parted at line ends" if setting.hyphenated else "Words stay whole")

    def spacing(self) -> None:
        """More space between lines: one and a half does not exist in a terminal."""
        setting = self._set(leading=(self.view.setting.leading + 1) % LINE_SPACINGS)
        self._keep("line_spacing", setting.leading + 1)
        empty = setting.leading
        self.say(
            f"{empty} empty {'line' if empty == 1 else 'lines'} between lines"
            if empty
            else "Lines close together"
        )

    def unwrap(self) -> None:
        """Long lines of code and wide tables scrolled sideways, or wrapped."""
        setting = self._set(sideways=not self.view.setting.sideways)
        self._keep("wrap_code", not setting.sideways)
        keys = f"{self.desk.keymap.first('view.left')} {self.desk.keymap.first('view.right')}"
        self.say(
            f"Code and tables are scrolled: {keys}" if setting.sideways else "Code and tables are wrapped"
        )

    def _set(self, **wishes: bool | int) -> Setting:
        self.view.setting = replace(self.view.setting, **wishes)  # type: ignore[arg-type]
        return self.view.setting

    def left(self) -> None:
        self._sideways(-SIDEWAYS)

    def right(self) -> None:
        self._sideways(SIDEWAYS)

    def _sideways(self, cells: int) -> None:
        if not self.view.move_sideways(cells):
            self.say("Nothing on the screen goes further that way")

    def picture(self) -> None:
        """The picture of the figure at hand, else of the first on the screen, if the saved page carries it."""
        opened, here, visible = self.session.open, self.view.sentence, self.view.visible_range
        if opened is None:
            return
        figures = [
            block
            for block in opened.article.blocks
            if block.image and visible.start <= block.start <= visible.end
        ]
        if not figures:
            self.say("No picture on the screen")
            return
        figure = next((block for block in figures if block.start <= here.start <= block.end), figures[0])
        data = self.library.picture(opened.record.id, figure.image)
        if data is None:
            first = self.desk.keymap.first("article.original")
            self.say(f"The saved page does not carry this picture · {first} opens the original")
            return
        from reader.tui.widgets.picture import PictureScreen, opened_picture

        picture, widget = opened_picture(data, self.desk.app)
        caption = figure.of(opened.article.text) or figure.alt
        self.desk.app.push_screen(PictureScreen(picture, widget, caption))

    # -- the moving line -----------------------------------------------------------------------------------

    @property
    def pacing(self) -> bool:
        """Whether the line moves."""
        return self._timer is not None

    def pace(self) -> None:
        """Let a line move down at the set pace, from the line of the sentence at hand; or stop it."""
        if self.stop():
            self.say("The line stands still")
            return
        at = max(self.view.sentence.start, self.view.top_offset)
        self._go(self.view.line_at(at))
        self._tell()

    def faster(self) -> None:
        self._change(PACE_STEP)

    def slower(self) -> None:
        self._change(-PACE_STEP)

    def _change(self, words: int) -> None:
        self._pace = min(2000, max(50, self._pace + words))
        self._keep("words_per_minute", self._pace)
        self._tell()

    def _tell(self) -> None:
        first = self.desk.keymap.first
        keys = f"{first('view.faster')} faster · {first('view.slower')} slower · {first('view.pace')} stop"
        self.say(f"{self._pace} words a minute · {keys}")

    def stop(self) -> bool:
        """The line moves no longer; whether it did."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._timer = None
        self.view.set_layer("pace", ())
        return True

    def _go(self, line: Range | None) -> None:
        """Light a line for as long as its words take, then the next one."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        opened = self.session.open
        if line is None or opened is None or self.session.place != "article":
            self.view.set_layer("pace", ())
            return
        self.view.pace_at(line)
        words = max(1, len(line.of(opened.article.text).split()))
        article = opened.record.id

        def further() -> None:
            if self.session.open is not None and self.session.open.record.id == article:
                self._go(self.view.line_behind(line.start))
            else:
                self.stop()

        self._timer = self.desk.set_timer(max(_SHORTEST, words * 60 / self._pace), further)
