"""A thousand random deeds in every run of the tests; ten thousand and the soak behind the marker."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.hostile.monkey import Monkey, fill


def play(home: Path, seed: int, steps: int, keymap: str) -> Monkey:
    fill(home)
    monkey = Monkey(home, seed, keymap)
    try:
        asyncio.run(monkey.play(steps))
    except Exception as error:
        raise AssertionError(f"seed {seed}, step {monkey.done}, after {monkey.last}") from error
    assert monkey.lost() == []
    return monkey


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("seed", "keymap"), [(1, "vim"), (2, "plain")])
def test_a_monkey_breaks_nothing_and_loses_nothing(seed: int, keymap: str, tmp_path: Path) -> None:
    assert play(tmp_path, seed, 500, keymap).typed


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_ten_thousand_steps_leak_nothing(tmp_path: Path) -> None:
    monkey = play(tmp_path, 3, 10_000, "vim")
    settled, last = monkey.memory[len(monkey.memory) // 2], monkey.memory[-1]
    assert last < settled * 1.15, monkey.memory
