"""A thousand random deeds in every run of the tests; ten thousand and the soak behind the marker."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.hostile.monkey import Monkey, fill
from tests.hostile.soak import soak


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
def test_ten_thousand_steps_break_nothing(tmp_path: Path) -> None:
    play(tmp_path, 3, 10_000, "vim")


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_hours_at_the_desk_leak_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    memory = asyncio.run(soak(tmp_path, 200))
    assert memory[-1] < memory[len(memory) // 2] * 1.1, memory
