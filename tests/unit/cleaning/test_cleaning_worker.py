"""Cleaning in processes: many sources, one that is too heavy, one that is no text; nothing stays behind."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from reader.cleaning import clean
from reader.cleaning.worker import CleaningPool, Job, clean_safely, is_light
from reader.errors import ReaderError

PROSE = "The council met on Tuesday to talk about the river, and nobody left before midnight. "
PAGE = f"<html><body><article><p>{PROSE * 3}</p><p>{PROSE}</p></article></body></html>"


def heavy(paragraphs: int) -> str:
    return "<html><body>" + f"<div><p>{PROSE}</p></div>" * paragraphs


HEAVY = heavy(12_000)


def test_many_sources_give_what_cleaning_them_here_gives() -> None:
    jobs = [Job(PAGE.replace("river", f"river {number}"), name=f"{number}.html") for number in range(6)]
    with CleaningPool(2) as pool:
        outcomes = sorted(pool.map(jobs), key=lambda outcome: outcome.index)
    assert [outcome.article for outcome in outcomes] == [clean(job.data, name=job.name) for job in jobs]


def test_a_refusal_comes_back_as_an_error_and_the_rest_goes_on() -> None:
    with CleaningPool(1) as pool:
        outcomes = list(pool.map([Job(b""), Job(b"%PDF-1.4"), Job(PAGE)]))
    assert ["empty" in str(outcomes[0].error), "PDF" in str(outcomes[1].error), outcomes[2].error] == [
        True,
        True,
        None,
    ]


@pytest.mark.parametrize(
    ("limits", "paragraphs"), [({"memory": 120_000_000}, 20_000), ({"seconds": 0.1}, 20_000)]
)
def test_a_source_over_the_limit_is_read_without_rules_and_says_so(
    limits: dict[str, Any], paragraphs: int
) -> None:
    with CleaningPool(1, **limits) as pool:
        too_heavy, light = pool.map([Job(heavy(paragraphs)), Job(PAGE)])
    assert too_heavy.article is not None
    assert too_heavy.article.text.count("nobody left before midnight") == paragraphs
    assert "all text is shown" in too_heavy.article.warnings[0]
    assert light.article == clean(PAGE)


def test_sources_are_taken_only_when_a_worker_is_free() -> None:
    taken = itertools.count()

    def sources() -> Iterator[Job]:
        while True:
            next(taken)
            yield Job(PAGE)

    with CleaningPool(1) as pool:
        outcomes = pool.map(sources())
        next(outcomes)
        next(outcomes)
        outcomes.close()
    assert next(taken) <= 3


def test_leaving_the_pool_ends_its_workers() -> None:
    with CleaningPool(1) as pool:
        list(pool.map([Job(PAGE)]))
        process = pool._workers[0]._process
        assert process.poll() is None
    assert process.poll() is not None


def test_small_sources_are_cleaned_here_and_large_ones_elsewhere() -> None:
    assert is_light(PAGE)
    assert not is_light(HEAVY)
    assert not is_light("<" * 10_000)
    assert clean_safely(PAGE) == clean(PAGE)
    with pytest.raises(ReaderError, match="empty"):
        clean_safely(b"")


def test_a_file_in_the_current_folder_is_not_imported_by_a_worker(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path)
    with open(os.path.join(folder, "lxml.py"), "w") as file:
        file.write("raise SystemExit(3)\n")
    monkeypatch.chdir(folder)
    with CleaningPool(1) as pool:
        (outcome,) = pool.map([Job(PAGE)])
    assert outcome.article is not None
    assert not outcome.article.warnings


def test_importing_the_package_is_cheap() -> None:
    code = (
        "import sys, reader.cleaning, reader.cleaning.worker\n"
        "reader.cleaning.clean('Just a note.')\n"
        "print([name for name in ('lxml', 'readability', 'markdown_it', 'chardet', 'email', 'plistlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
