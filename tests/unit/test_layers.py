"""Layers stay apart and the front door stays light: what `import reader` and the pure layers may load."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "lxml", "readability", "tinydb", "pygments", "markdown_it", "sqlite3")


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("reader", HEAVY),
        ("reader.article.codec", HEAVY),
        ("reader.cleaning", HEAVY),
        ("reader.insight", HEAVY),
        ("reader.search.query", HEAVY),
        ("reader.library.library", ("textual", "rich", "lxml", "readability", "pygments", "markdown_it")),
        ("reader.tui.app", ("lxml", "readability", "pygments", "markdown_it", "reader.cleaning.html")),
    ],
)
def test_importing_a_layer_loads_nothing_heavy(module: str, forbidden: tuple[str, ...]) -> None:
    program = (
        f"import sys, {module}\n"
        f"print([name for name in sys.modules if name.startswith({forbidden!r}) "
        f"and (name in {forbidden!r} or name.startswith(tuple(part + '.' for part in {forbidden!r})))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
