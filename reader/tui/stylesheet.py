"""A style sheet that parses its sources once for a theme.

Textual 8.2 asks for everything to be parsed again when an app's theme is first applied, which is before the first
paint, and throws away what it remembers of each source: a third of the way to the first text. The methods overridden
here are Textual's own (`App.refresh_css` calls them); a Pilot test changes the theme and sees other colours.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

__all__ = ["SteadyStylesheet"]


class SteadyStylesheet(Stylesheet):
    """Parses again only when a variable has another value."""

    _stale = False

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set CSS variables; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)
            self._stale = True

    def reparse(self) -> None:
        """Parse the sources with new variables, if there are any."""
        if self._stale:
            self._rules_map = None
            self.parse()
            self._stale = False
