"""Keys of a bibliography: each article's own, told apart by a letter where two would have the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.exchange.citations import citation_key
from reader.exchange.exporters.bundle import Bundle

__all__ = ["with_keys"]


def with_keys(bundles: Iterable[Bundle]) -> Iterator[tuple[str, Bundle]]:
    """Each with its key; the second of a key gets `b` behind it, the third `c`, the twenty-seventh `z2`."""
    seen: dict[str, int] = {}
    for bundle in bundles:
        key = citation_key(bundle.record)
        number = seen[key] = seen.get(key, 0) + 1
        letter = "" if number == 1 else chr(ord("a") + number - 1) if number <= 26 else f"z{number - 25}"
        yield key + letter, bundle
