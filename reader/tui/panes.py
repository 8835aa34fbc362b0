"""Which widgets of the main screen are shown: by the place, by the width, by what the reader asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.errands import Errands
from reader.tui.session import OVER_TEXT_BELOW, PanelLayout

if TYPE_CHECKING:
    from reader.tui.reading import Reading
    from reader.tui.session import Session
    from reader.tui.widgets.side_panel import SidePanel

__all__ = ["Panes"]

LEAST_TEXT, NARROWEST_PANEL, WIDEST_PANEL = 40, 24, 120
"""Columns that the text keeps, and that a panel may have, when its border is dragged."""


class Panes(Errands):
    """A screen that lays its widgets out by what the session says."""

    session: Session
    reading: Reading
    one_column: bool
    zen: bool
    """Nothing but the text is shown."""

    @property
    def sidebar_shown(self) -> bool:
        """Whether the saved searches are to stand beside the list."""
        return False

    def layout_of_panels(self) -> PanelLayout:
        """Which panels stand where, at this width."""
        if self.session.place != "article" or self.zen or self.reading.source is not None:
            return PanelLayout()
        return self.session.panels.layout(0 if self.one_column else self.size.width)

    def lay_out(self) -> None:
        """Show what belongs to the place, and the panels that there is room for."""
        place, layout = self.session.place, self.layout_of_panels()
        if not self.furnished:
            # the room of the panels is kept, so that the text does not move when they come
            self.article_view.styles.margin = (
                0,
                self.panel_width * len(layout.shown) if layout.over is None else 0,
                0,
                0,
            )
            return
        self.library_list.display = place == "library"
        self.sidebar.display = self.sidebar_shown
        for pane in self.pages:
            pane.display = place == pane.id
        self.article_view.display = place == "article" and layout.over is None
        if self.source_view.is_attached:
            self.source_view.display = place == "article" and self.reading.source is not None
            self.query_one("#body").set_class(self.size.width < OVER_TEXT_BELOW, "-stacked")
        for index, panel in enumerate(self.panels):
            shown = layout.shown[index : index + 1]
            panel.display = bool(shown)
            panel.set_class(layout.over is not None, "-over")
            panel.styles.width = "1fr" if layout.over is not None else self.panel_width
            if shown:
                panel.show(shown[0], self.session.open)

    def fill_panels(self) -> None:
        """Show the panels again: what they show has changed."""
        for panel in self.panels if self.furnished else ():
            if panel.display:
                panel.show(panel.kind, self.session.open)

    def follow(self) -> None:
        """The panels mark what of theirs is on the screen."""
        for panel in self.panels:
            if panel.display:
                panel.follow(self.article_view.visible_range)

    def on_side_panel_dragged(self, event: SidePanel.Dragged) -> None:
        """The text keeps forty columns at least."""
        shown = sum(panel.display for panel in self.panels)
        most = (self.size.width - LEAST_TEXT) // max(1, shown)
        self.panel_width = max(NARROWEST_PANEL, min(event.width, WIDEST_PANEL, most))
        self.lay_out()
        if event.finished:
            self.app.keep_setting("panel_width", self.panel_width)  # type: ignore[attr-defined]

    def panel_of(self, kind: str) -> SidePanel | None:
        """The panel that shows a kind, if one does."""
        return next((panel for panel in self.panels if panel.display and panel.kind == kind), None)

    def focused_panel(self) -> SidePanel | None:
        """The panel that has the focus."""
        return next((panel for panel in self.panels if self.focused is panel.list), None)
