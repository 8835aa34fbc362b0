"""Who and what is in an article, and who said what: people, organisations, places, dates, figures,
quotations.

`analyse(article)` gives an `Insight`. Importing this package reads nothing: the lists are loaded by the
first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.insight.engine import ENGINE, analyse, engine_name, find_entities, find_quotes
    from reader.insight.values import ENTITY_KINDS, Entity, EntityKind, Insight, Quote, QuoteKind

__all__ = [
    "ENGINE",
    "ENTITY_KINDS",
    "Entity",
    "EntityKind",
    "Insight",
    "Quote",
    "QuoteKind",
    "analyse",
    "engine_name",
    "find_entities",
    "find_quotes",
]

_VALUES = frozenset({"ENTITY_KINDS", "Entity", "EntityKind", "Insight", "Quote", "QuoteKind"})


def __getattr__(name: str) -> Any:
    """The public names, each from its module when first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(
        import_module("reader.insight.values" if name in _VALUES else "reader.insight.engine"), name
    )
