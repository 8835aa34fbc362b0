"""Small plots of text: columns over weeks, bars beside names. Pure: numbers in, lines out."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["bar", "columns"]

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_LYING = " ▏▎▍▌▋▊▉█"


def columns(values: Sequence[float], height: int = 4) -> list[str]:
    """Values as columns of blocks, the tallest filling `height` lines, top line first; a cell each.

    A value that is not nothing shows at least an eighth of a line.
    """
    most = max(values, default=0)
    eighths = [0 if value <= 0 or not most else max(1, round(value / most * height * 8)) for value in values]
    return [
        "".join(_EIGHTHS[min(8, max(0, filled - 8 * (height - 1 - line)))] for filled in eighths)
        for line in range(height)
    ]


def bar(value: float, most: float, cells: int) -> str:
    """A lying bar of at most `cells` cells, exact to an eighth of one; never empty for what is not nothing."""
    if value <= 0 or most <= 0 or cells <= 0:
        return ""
    eighths = max(1, round(min(1.0, value / most) * cells * 8))
    return "█" * (eighths // 8) + (_LYING[eighths % 8] if eighths % 8 else "")
