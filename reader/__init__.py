"""Reader, the reading desk in the terminal: clean, read, mark and search saved articles.

What stands here is the whole Python interface. Each name is loaded when it is first used, so that
`import reader` itself costs nothing and a script that only cleans never loads the library.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers read it; `typing` itself would cost every start its import
if TYPE_CHECKING:
    from typing import Any

    from reader.article import Article
    from reader.cleaning import clean
    from reader.errors import NotFound, ReaderError, UsageError
    from reader.insight import find_entities, find_quotes
    from reader.library.library import Library

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Library",
    "NotFound",
    "ReaderError",
    "UsageError",
    "__version__",
    "clean",
    "find_entities",
    "find_quotes",
]

_HOMES = {
    "Article": "reader.article",
    "Library": "reader.library.library",
    "NotFound": "reader.errors",
    "ReaderError": "reader.errors",
    "UsageError": "reader.errors",
    "clean": "reader.cleaning",
    "find_entities": "reader.insight",
    "find_quotes": "reader.insight",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reader' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
