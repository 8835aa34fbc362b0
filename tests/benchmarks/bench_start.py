"""Start to first article text, to the whole screen, and to a list of 10,000, against a minimal Textual app.

    python tests/benchmarks/bench_start.py [--runs 7]

Prints CPU milliseconds of the process tree (the figure to trust on a busy machine) and ratios to the minimal
app; the runs of all programs are interleaved. Needs the terminal tools of the shared data, and pyte.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("READER_SHARED", ROOT.parent / "shared"))
SIZES = (1_000, 10_000, 100_000, 500_000)


def prepare(folder: Path) -> list[dict[str, object]]:
    """A library a size, each with one article that was opened once; the commands that open them."""
    from reader.library.library import Library
    from tests.benchmarks.pages import markdown

    specs: list[dict[str, object]] = []
    for words in SIZES:
        home = folder / f"home-{words}"
        with Library(home, cache=folder / "cache") as library:
            added = library.add("long.md", data=markdown(words).encode())
            assert added.article is not None
            library.insight(added.article.id)
            specs.append(
                {
                    "label": f"reader, {words:,} words",
                    "command": [
                        sys.executable,
                        "-m",
                        "reader",
                        "--home",
                        str(home),
                        "open",
                        added.article.id,
                    ],
                    "expect": "OPENING MARK",
                    "env": {"READER_CACHE": str(folder / "cache"), "READER_CONFIG": str(folder / "config")},
                }
            )
    return specs


def libraries(folder: Path) -> list[dict[str, object]]:
    """A library of 200 with an article to open, until its panel is filled; and the list of a library of 10,000."""
    from reader.library.library import Library
    from tests.benchmarks.bench_store import write_journal
    from tests.benchmarks.pages import markdown

    two_hundred, many = folder / "home-of-200", folder / "home-of-10000"
    with Library(two_hundred, cache=folder / "cache") as library:
        for number in range(200):
            added = library.add(f"{number}.md", data=markdown(300, number + 2).encode())
        assert added.article is not None
        library.insight(added.article.id)
    write_journal(many, 100_000)
    with Library(many, cache=folder / "cache") as library:
        library.articles()
    start = [sys.executable, "-m", "reader", "--home"]
    environment = {"READER_CACHE": str(folder / "cache"), "READER_CONFIG": str(folder / "config")}
    return [
        {
            "label": "whole screen, library of 200",
            "command": [*start, str(two_hundred), "open", added.article.id],
            "expect": "People",
            "gone": "Reading the names",
            "env": environment,
        },
        {
            "label": "list, library of 10,000",
            "command": [*start, str(many)],
            "expect": "10000 articles",
            "env": environment,
        },
    ]


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    tool = SHARED / "tools" / "terminal" / "first_paint.py"
    if not tool.exists():
        raise SystemExit(f"the terminal tools are not here: {tool}")
    # the programs run from compiled modules, as they do once installed
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spec = folder / "spec.json"
        minimal = {
            "label": "minimal Textual app",
            "command": [sys.executable, str(tool.with_name("minimal_app.py"))],
            "expect": "Hello reader",
        }
        spec.write_text(json.dumps([minimal, *prepare(folder), *libraries(folder)]))
        subprocess.run(
            [sys.executable, str(tool), "--spec", str(spec), "--runs", str(options.runs)],
            check=True,
            cwd=tool.parent,
            env=environment,
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
