"""A monkey at the keyboard: random keys, clicks, wheels and resizes over a library of hostile and honest articles.

    python -m tests.hostile.monkey --steps 10000 --seed 1

Nothing that it does may end the app with a fault, and every note that it saved must be found in the library's files
afterwards: as it is, in an earlier version, or in the trash; what it typed and left must be a draft at once. It prints how many steps it did in
what time, how often it left the app and came back, and how the memory of the process went.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from textual import events
from textual.keys import _character_to_key
from textual.pilot import OutOfBounds, Pilot

from reader.config import Config
from reader.errors import ReaderError
from reader.library.library import Library
from reader.tui.actions import ACTIONS
from reader.tui.app import ReaderApp
from tests.hostile.corpus import corpus

__all__ = ["Monkey", "fill", "press", "resident"]

SAMPLES = Path(__file__).resolve().parents[2] / "sample_articles"
SIZES = [(80, 24), (120, 36), (40, 12), (200, 50), (20, 6), (81, 25), (300, 80)]
LEAVES_ALONE = ("E", "f4", "ctrl+z", "ctrl+c", "ctrl+q")
"""Keys that start another program or stop this one."""
COMMON = [
    "j",
    "k",
    "enter",
    "escape",
    "space",
    "tab",
    "down",
    "up",
    "g",
    "G",
    "1",
    "2",
    "3",
    "4",
    "5",
    "R",
    "F",
    "v",
    "u",
    "q",
    "slash",
    "n",
]
WORDS = [
    "owned",
    "the",
    "tag:a",
    "[/b]",
    "said:",
    '"',
    "(",
    "-",
    "is:unread",
    "漢字",
    "👩‍🚀",
    "\\",
    "e" * 40,
    " ",
]


_CHARACTERS = {"space": " ", "slash": "/", "at": "@", "backslash": "\\", "plus": "+", "minus": "-"}


def every_key() -> list[str]:
    """Keys that some action is bound to, as Textual names them."""
    keys = set()
    for action in ACTIONS:
        for preset in ("vim", "plain"):
            for sequence in action.keys_in(preset):
                keys.update(stroke for stroke in sequence.split() if len(stroke) == 1)
                if len(sequence) > 1 and sequence.isalpha() and sequence.islower():
                    keys.update(sequence)
    keys |= {f"f{number}" for number in range(1, 13)}
    keys |= {f"ctrl+{letter}" for letter in "abdefgklnoprtuvwxy"}
    keys |= {
        "pageup",
        "pagedown",
        "home",
        "end",
        "delete",
        "backspace",
        "shift+tab",
        "left",
        "right",
        "shift+down",
        "at",
    }
    return sorted(keys - set(LEAVES_ALONE))


def fill(home: Path, hostile: int = 40) -> None:
    """A library of the samples and of every so-manieth hostile case."""
    cases = [case for case in corpus() if not case.heavy]
    with Library(home, cache=home / "cache") as library:
        for path in sorted(SAMPLES.iterdir()):
            if path.is_file():
                library.add(str(path))
        for case in cases[:: max(1, len(cases) // hostile)]:
            with contextlib.suppress(ReaderError):  # many are refused, as they should be
                library.add(case.file_name, data=case.data)


@dataclass
class Monkey:
    """One monkey; the same seed does the same."""

    home: Path
    seed: int
    keymap: str = "vim"
    typed: list[str] = field(default_factory=list)
    """Texts of the notes that were saved."""
    done: int = 0
    starts: int = 0
    memory: list[int] = field(default_factory=list)
    """Resident bytes after each thousandth of the steps."""
    last: list[str] = field(default_factory=list)
    """What it did last, for the report of a fault."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._keys = every_key()

    async def play(self, steps: int) -> None:
        """Do so many steps; the app is started again whenever it was left. Raises what the app raised."""
        with (
            mock.patch("webbrowser.open", return_value=True),
            mock.patch.dict(os.environ, {"EDITOR": "true", "VISUAL": "true"}),
            contextlib.chdir(self.home),  # what it exports lands there
        ):
            while self.done < steps:
                await self._sitting(steps)

    async def _sitting(self, steps: int) -> None:
        self.starts += 1
        libraries: list[Library] = []

        def factory() -> Library:
            libraries.append(Library(self.home, cache=self.home / "cache"))
            return libraries[-1]

        app = ReaderApp(factory, config=Config(keymap=self.keymap), keep=lambda section, name, value: None)
        try:
            async with app.run_test(size=SIZES[0]) as pilot:
                await pilot.pause()
                while self.done < steps and app.is_running and app._exit is False:
                    self.done += 1
                    await self._step(pilot, app)
                    if app._exception is not None:
                        raise app._exception
                    if self.done % max(1, steps // 20) == 0:
                        gc.collect()
                        self.memory.append(resident())
        finally:
            for library in libraries:
                library.close()

    async def _step(self, pilot: Pilot[Any], app: ReaderApp) -> None:
        dice = self._random.random()
        if dice < 0.50:
            await self._press(pilot, self._random.choice(COMMON))
        elif dice < 0.80:
            await self._press(pilot, self._random.choice(self._keys))
        elif dice < 0.86:
            await self._type(pilot, self._random.choice(WORDS))
        elif dice < 0.90:
            await self._note(pilot, app)
        elif dice < 0.97:
            await self._mouse(pilot, app)
        else:
            size = self._random.choice(SIZES)
            self._remember(f"size {size}")
            await pilot.resize_terminal(*size)

    def _remember(self, deed: str) -> None:
        self.last = [*self.last[-40:], deed]

    async def _press(self, pilot: Pilot[Any], *keys: str) -> None:
        self._remember(" ".join(keys))
        await press(pilot, *keys)

    async def _type(self, pilot: Pilot[Any], text: str) -> None:
        await self._press(pilot, *text)

    async def _note(self, pilot: Pilot[Any], app: ReaderApp) -> None:
        """Open the editor, and type something that nobody else types, if it opened."""
        await self._press(pilot, "a")
        if app.desk.furnished and app.desk.editor.has_focus_within:
            text = f"monkey{self.seed}x{self.done}y"
            await self._type(pilot, text)
            if self._random.random() < 0.5:
                await self._press(pilot, "f2")
                self.typed.append(text)
            else:  # a draft: on disk within a second, but the monkey itself may delete its words later
                await self._press(pilot, "escape")
                await asyncio.sleep(0.3)
                assert not self._missing([text]), f"the draft {text} was not kept"

    async def _mouse(self, pilot: Pilot[Any], app: ReaderApp) -> None:
        width, height = app.size
        at = (self._random.randrange(max(1, width)), self._random.randrange(max(1, height)))
        deed = self._random.choice(["click", "double", "triple", "drag", "wheel"])
        self._remember(f"{deed} {at}")
        try:
            if deed == "drag":
                await pilot.mouse_down(offset=at)
                await pilot.hover(offset=(self._random.randrange(width), self._random.randrange(height)))
                await pilot.mouse_up(offset=(self._random.randrange(width), self._random.randrange(height)))
            elif deed == "wheel":
                await pilot.hover(offset=at)
            else:
                await pilot.click(offset=at, times={"click": 1, "double": 2, "triple": 3}[deed])
        except OutOfBounds:
            pass

    def lost(self) -> list[str]:
        """Notes that were saved and stand nowhere in the library's files."""
        return self._missing(self.typed)

    def _missing(self, texts: list[str]) -> list[str]:
        files = (path for path in sorted(self.home.rglob("*")) if path.suffix in (".jsonl", ".json"))
        everything = b"".join(path.read_bytes() for path in files)
        return [text for text in texts if text.encode() not in everything]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Send keys as a terminal does. `Pilot.press` waits some 40 ms after each; this does not."""
    app = pilot.app
    assert app._driver is not None
    for key in keys:
        named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = events.Key(named, key if len(key) == 1 else _CHARACTERS.get(key))
        event.set_sender(app)
        app._driver.send_message(event)
        await asyncio.sleep(0)
    await pilot._wait_for_screen()


def resident() -> int:
    """Bytes of this process in memory now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keymap", default="vim")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        monkey = Monkey(Path(folder), arguments.seed, arguments.keymap)
        begun = time.perf_counter()
        try:
            asyncio.run(monkey.play(arguments.steps))
        except BaseException:
            print("after", monkey.done, "steps, the last of them:", monkey.last)
            raise
        took = time.perf_counter() - begun
        print(
            f"{monkey.done} steps in {took:.0f} s, {monkey.starts} starts, {len(monkey.typed)} notes saved, {len(monkey.lost())} lost"
        )
        print("memory, MB:", *(f"{value / 1e6:.0f}" for value in monkey.memory))


if __name__ == "__main__":
    main()
