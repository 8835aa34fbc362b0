"""A picture over the screen: by Kitty's or Sixel's protocol where the terminal has one, else in half cells.

textual-image (the extra `pictures`) asks the terminal what it can when it is imported, and must have it for itself
then. The bytes come from strangers: only common formats of a bounded size are decoded.
"""

from __future__ import annotations

from contextlib import nullcontext
from io import BytesIO
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.errors import ReaderError
from reader.terminal import printable_line

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["PictureScreen", "opened_picture"]

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_MOST_PIXELS = 40_000_000
_SHOWN = (1600, 1200)
"""Pixels that a terminal can make use of."""
_EXTRA = "pip install 'terminal-reader[pictures]'"


def opened_picture(data: bytes, app: App[Any]) -> tuple[Any, Any]:
    """The picture, and the class of the widget that shows it. Raises ReaderError saying what is missing."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise ReaderError("pictures need textual-image", "it is not installed", _EXTRA) from error
    try:
        picture: Any = Image.open(BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS:
            raise ReaderError("this picture is not shown", "it is too large")
        picture.thumbnail(_SHOWN)
        picture = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ReaderError(
            "this picture cannot be shown", "it is damaged, or of a kind that is not known"
        ) from error
    try:
        with _terminal_alone(app):
            from textual_image.widget import Image as ImageWidget
    except ImportError as error:
        raise ReaderError("pictures need textual-image", "it is not installed", _EXTRA) from error
    return picture, ImageWidget


def _terminal_alone(app: App[Any]) -> Any:
    """The terminal without the app, where that can be."""
    if app.is_headless:
        return nullcontext()
    try:
        return app.suspend()
    except SuspendNotSupported:
        return nullcontext()


class PictureScreen(ModalScreen[None]):
    """A picture with its caption; any key closes it."""

    def __init__(self, picture: Any, widget: Any, caption: str) -> None:
        super().__init__()
        self._picture, self._widget, self._caption = picture, widget, caption

    def compose(self) -> ComposeResult:
        with Vertical(classes="picture"):
            yield self._widget(self._picture, classes="picture--image")
            yield Static(
                Content(printable_line(self._caption, 400)), classes="picture--caption", markup=False
            )
            yield Static(Content("Any key closes it"), classes="picture--hint", markup=False)

    def on_key(self) -> None:
        self.dismiss()

    def on_click(self) -> None:
        self.dismiss()
