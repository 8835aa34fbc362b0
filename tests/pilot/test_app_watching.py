"""The watched folder: what comes there while one reads is in the list."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from reader.config import Config
from tests.pilot.conftest import Start

PAGE = (
    "<html><head><title>Salt came by itself</title></head><body><article><p>A grain of salt is a small cube, and "
    "many roads were made for it a long time ago.</p></article></body></html>"
)


async def test_a_page_that_a_browser_saves_comes_into_the_list(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.watching.INTERVAL", 0.05)
    folder = tmp_path / "saved"
    folder.mkdir()
    async with start(config=Config(watch=str(folder))) as opened:
        (folder / "salt.html").write_text(PAGE)
        for _ in range(200):
            await asyncio.sleep(0.05)
            if opened.library.articles("salt"):
                break
        (record,) = opened.library.articles("salt")
        assert record.title == "Salt came by itself"


async def test_a_folder_that_is_not_there_is_told_and_keeps_nobody_from_reading(
    start: Start, tmp_path: Path
) -> None:
    async with start(config=Config(watch=str(tmp_path / "nowhere"))) as opened:
        await opened.open("The bridge")
        assert opened.desk.session.open is not None
