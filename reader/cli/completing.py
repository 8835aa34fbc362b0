"""`reader completion --complete WHAT TYPED`: what a shell asks at each Tab. Imports next to nothing, so that it answers
before one notices; whatever goes wrong, it prints less and never complains.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["complete"]

_WIDEST = 80


def complete(words: Sequence[str]) -> int:
    """Print candidates, a line each: the word, and where there is more to say a tab and the title."""
    what, typed = (*words, "", "")[:2]
    if what in ("articles", "tags"):
        from reader.folders import folder
        from reader.library.glimpse import glimpsed

        home, cache = folder("READER_HOME", "user_data_path"), folder("READER_CACHE", "user_cache_path")
        found = glimpsed(home, cache, what, typed)
        lines = [f"{word}\t{_plain(title)}" if title else _plain(word) for word, title in found]
    else:
        lines = [name for name in _names(what) if name.startswith(typed)]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except OSError:
        return 0
    return 0


def _names(what: str) -> Sequence[str]:
    if what == "formats":
        from reader.exchange.exporters.formats import FORMATS

        return tuple(FORMATS)
    if what == "styles":
        from reader.config import CITATION_STYLES

        return CITATION_STYLES
    if what == "settings":
        from reader.config import SETTINGS

        return tuple(SETTINGS)
    if what == "themes":
        from reader.config import config_folder

        folders = [config_folder() / "themes", *_bundled_themes()]
        return sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.toml")})
    return ()


def _bundled_themes() -> list[Path]:
    from reader.resources import resource_folder

    return [resource_folder("themes")]


def _plain(text: str) -> str:
    """On one line, without a character that acts on a terminal: completion is drawn by the shell as it is."""
    if text.isascii() and text.isprintable():
        return text[:_WIDEST]
    from reader.terminal import printable_line

    return printable_line(text, _WIDEST)
