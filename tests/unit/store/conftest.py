"""A store in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.library.store import Store

OpenStore = Callable[..., Store]


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[OpenStore]:
    """Opens the store of a home; each `cache` is one machine's derived state. All are closed at the end."""
    opened: list[Store] = []

    def open_one(home: str = "home", cache: str = "cache", **options: Any) -> Store:
        store = Store(tmp_path / home, tmp_path / cache, **options)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()
