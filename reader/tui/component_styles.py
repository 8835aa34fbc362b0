"""Component classes that are styled when they are first drawn, instead of all of them at each change of focus.

Textual styles every component class of a widget anew whenever the widget's own state changes; a list or a page
with fifty of them, of which a screen shows five, pays for fifty. The two methods overridden here are Textual's
own (`DOMNode._get_component_classes`, `Stylesheet._process_component_classes` reads it): the pinned major
version keeps them, and a Pilot test changes the theme under a drawn page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.styles import RenderStyles
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object

__all__ = ["DrawnComponentStyles"]


class DrawnComponentStyles(_Base):
    """Mix in before a widget class that has many component classes."""

    _drawn_components: frozenset[str] = frozenset()

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]
        return self._drawn_components

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of component classes. Raises KeyError for a name that the widget does not declare."""
        for name in names:
            if name not in self._component_styles and name in type(self).COMPONENT_CLASSES:
                self._drawn_components |= {name}
                node = DOMNode(classes=name)
                node._attach(self)
                self.app.stylesheet.apply(node, animate=False)
                self._component_styles[name] = node.styles
        return super().get_component_styles(*names)
