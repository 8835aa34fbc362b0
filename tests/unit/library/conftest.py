"""A library in a temporary folder, and a few articles of our own to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.library import Library

HARBOUR = """# The harbour that would not freeze

By Marta Lindqvist

Port master Ilse Brandt said on Tuesday that the harbour of Kallvik will stay open all winter.
“We have kept the channel warm with waste heat since 2011,” Brandt said. The city of Kallvik pays
nothing for it.

## What it costs

- Pumps run on surplus power.
- Two people watch the valves.

The shipping company Norrsund Lines moved its winter route to Kallvik. “It saves us nine days,”
said Tomas Ekdahl, who plans the routes of Norrsund Lines.
"""

ORCHARD = """# An orchard on the roof

In Lisbon, the gardener Rui Saramago grows forty pear trees above a car park. The trees stand in
sacks of light soil. Visitors come on Sundays, and every visitor carries one bucket of water up.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as opened:
        yield opened


@pytest.fixture
def harbour(library: Library) -> str:
    """The id of a saved article with people, a quotation and a list."""
    added = library.add("harbour.md", data=HARBOUR.encode())
    assert added.article is not None
    return added.article.id


@pytest.fixture
def orchard(library: Library) -> str:
    """The id of a second one."""
    added = library.add("orchard.md", data=ORCHARD.encode())
    assert added.article is not None
    return added.article.id
