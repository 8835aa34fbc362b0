"""Whether words stand in a text as words of their own. Pure."""

from __future__ import annotations

__all__ = ["stands_in"]


def stands_in(words: str, text: str) -> bool:
    """Whether `words` stand in `text` in these very letters, with no letter or digit right before or behind them."""
    place = text.find(words)
    while words and place >= 0:
        end = place + len(words)
        if not (place and text[place - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        place = text.find(words, place + 1)
    return False
