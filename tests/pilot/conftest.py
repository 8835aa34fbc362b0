"""A library of our own articles, and the app on it, without a terminal."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.library.library import Library
from reader.tui.app import ReaderApp
from reader.tui.desk import Desk

BRIDGE = """---
title: The bridge at Oderhaven
author: Ann Lee
date: 2024-05-01
tags: [bridges, budget]
---

The old bridge at Oderhaven will be closed in June, the mayor of the town said on Monday. Jane Roe spoke to
some forty people in the hall. She did not say what it will cost.

“We have waited for nine years, and the river will not wait any longer,” said Jane Roe.

## What the builders found

Peter Blake, who built the footway, found that the piles are rotten. He spoke of a “soft spot” under the
pier, and asked the council for a survey.

“Nobody looked below the waterline, because nobody had to pay for looking,” Peter Blake said. He had warned
the town in Oderhaven before.

## What it costs

The council of Oderhaven has set aside 4 million euros. Jane Roe called it a “soft spot” of the budget.

- the deck
- the piles
- the railings, see [the plan](https://oderhaven.example/plan)

""" + "\n\n".join(
    f"Paragraph {number} tells of the river Oder and of the barges that pass below the bridge. It is here so that "
    f"the article is long enough to be scrolled, and it holds the number {number} and nothing else of note."
    for number in range(1, 25)
)

HOSTILE = """---
title: "[/b] [@click=app.quit]x[/] [bold"
author: "[red]Mallory[/red]"
---

The second article says [@click=app.quit]nothing[/] of note, but its title and its names are hostile.

## [/] A heading [@click=app.bell]too

“I am [bold]not[/bold] what I seem,” said Mallory [/b] Smith.
"""

WIDE = """---
title: 橋について、とても長い題名がここに入ります。切り詰められるはずです。そしてまだ続きます 👩‍🚀
---

橋は古い。川は速い。

Only this sentence is in English.
"""


@dataclass
class Opened:
    """A running app: press keys, look at the desk, ask the library."""

    pilot: Pilot[Any]
    app: ReaderApp
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def library(self) -> Library:
        return self.desk.library

    @property
    def message(self) -> str:
        return self.desk.bottom_line.message

    async def settle(self) -> None:
        """Until nothing is being worked on beside the screen and all that was said was heard."""
        for _ in range(3):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*["space" if character == " " else character for character in text])

    async def open(self, title: str) -> None:
        """Open an article through the library's list."""
        self.desk.session.list.go_to(self.library.article(title).id)
        self.desk.shelf.show()
        await self.press("enter")

    async def desk_key(self, entry: str) -> None:
        """The cursor of the notes desk onto an entry."""
        assert self.desk.notebook.list.move_to(lambda key: key.partition("|")[2] == entry)
        await self.settle()

    def screen_text(self) -> str:
        """All that stands on the screen, as text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


Start = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with three articles, made once."""
    home = tmp_path_factory.mktemp("library") / "home"
    with Library(home, cache=home / "cache") as library:
        for name, text in (("wide.md", WIDE), ("hostile.md", HOSTILE), ("bridge.md", BRIDGE)):
            added = library.add(name, data=text.encode())
            assert added.article is not None, added.error
            library.insight(added.article.id)
    return home


@pytest.fixture
def home(filled_home: Path, tmp_path: Path) -> Path:
    """A copy of that library for one test."""
    copy = tmp_path / "home"
    shutil.copytree(filled_home, copy)
    return copy


@pytest.fixture
def start(home: Path) -> Start:
    """Opens the app: `async with start(size=(80, 24)) as opened:`."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (120, 36), *, at: Path = home, config: Config | None = None, open_id: str = ""
    ) -> AsyncIterator[Opened]:
        libraries: list[Library] = []
        kept: dict[str, Any] = {}

        def factory() -> Library:
            libraries.append(Library(at, cache=at / "cache"))
            return libraries[-1]

        app = ReaderApp(
            factory,
            open_id=open_id,
            config=config or Config(),
            keep=lambda section, name, value: kept.update({name: value}),
        )
        try:
            async with app.run_test(size=size) as pilot:
                opened = Opened(pilot, app, kept)
                await opened.settle()
                yield opened
        finally:
            for library in libraries:
                library.close()

    return run
