"""A question over the screen that is answered once."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

__all__ = ["Dialog"]

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """Closes with the first answer; keys and clicks that were on their way behind it are not heard.

    Textual's `dismiss`, called a second time before the screen is gone, takes away the screen below as well, or
    raises where there is none.
    """

    _answered = False

    def answer(self, result: T | None) -> None:
        """Close and hand `result` to whoever asked."""
        if not self._answered:
            self._answered = True
            self.dismiss(result)
