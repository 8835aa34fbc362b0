"""A working day at the desk, in one sitting: articles opened, paged, searched, marked and noted, over and over.

    python -m tests.hostile.soak --rounds 600

One round is what a person does in about half a minute, so 720 rounds are six hours. It prints how the memory of the
process went; what grows with what was written (undo, the list of notes) is a few kilobytes a round.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from reader.config import Config
from reader.library.library import Library
from reader.tui.app import ReaderApp
from tests.hostile.monkey import fill, press, resident

__all__ = ["soak"]

ROUND = [
    ["enter"], ["space"], ["space"], ["2"], ["j"], ["enter"], ["3"], ["j"], ["1"], ["0"], ["G"], ["g", "g"], [")"], [")"],
    ["g", "h"], ["slash", *"the", "enter"], ["n"], ["N"], ["escape"], ["F"], ["escape"], ["K"], ["escape"], ["plus"], ["minus"],
    ["u"], ["q"], ["backslash", *"river", "enter"], ["escape"], ["g", "l"],
]  # fmt: skip


async def soak(home: Path, rounds: int) -> list[int]:
    """Do so many rounds in one sitting; the resident bytes after every twentieth of them."""
    libraries: list[Library] = []

    def factory() -> Library:
        libraries.append(Library(home, cache=home / "cache"))
        return libraries[-1]

    app = ReaderApp(factory, config=Config(), keep=lambda section, name, value: None)
    memory: list[int] = []
    opened: set[str] = set()
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await press(pilot, "g", "l")
            for number in range(rounds):
                opened.add(await _round(pilot, number))
                if app._exception is not None:
                    raise app._exception
                assert not app._exit, "the app was left"
                if (number + 1) % max(1, rounds // 20) == 0:
                    gc.collect()
                    memory.append(resident())
    finally:
        for library in libraries:
            library.close()
    assert len(opened) >= min(rounds, 40) // 4, f"{len(opened)} articles were opened"
    return memory


async def _round(pilot: Pilot[Any], number: int) -> str:
    """What is done in a round; the id of the article that was open."""
    await press(pilot, "g", "l")
    await press(pilot, *("g", "g"))
    for _ in range(number % 40):
        await press(pilot, "j")
    for keys in ROUND:
        await press(pilot, *keys)
    await pilot.app.workers.wait_for_complete()
    session = pilot.app.desk.session  # type: ignore[attr-defined]
    return session.open.record.id if session.open is not None else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--rounds", type=int, default=720)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        begun = time.perf_counter()
        memory = asyncio.run(soak(Path(folder), arguments.rounds))
    print(f"{arguments.rounds} rounds in {time.perf_counter() - begun:.0f} s")
    print("memory, MB:", *(f"{value / 1e6:.0f}" for value in memory))


if __name__ == "__main__":
    main()
