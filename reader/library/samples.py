"""The sample articles that ship with the program: which files, in which order. Reads none of them."""

from __future__ import annotations

from pathlib import Path

from reader.resources import resource_folder

__all__ = ["SAMPLE_NAMES", "sample_files"]

SAMPLE_NAMES = (
    "start-here.md",
    "harbour-bell.html",
    "the-long-margin.md",
    "clocks.md",
    "the-type-under-the-floor.html",
    "cooler-streets.md",
    "der-letzte-faehrmann.md",
    "the-shed-that-lends-out-everything.html",
    "one-sentence-four-scripts.md",
    "scraped-tidal-power.txt",
)
"""In the order in which an empty library shows them: the tutorial, then one of each kind."""


def sample_files() -> list[Path]:
    """The sample articles' files, the tutorial first; one that is gone from an installation is passed over.

    Raises FileNotFoundError when their folder is not there.
    """
    folder = resource_folder("sample_articles")
    return [path for name in SAMPLE_NAMES if (path := folder / name).is_file()]
