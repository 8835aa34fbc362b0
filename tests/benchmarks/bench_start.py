"""Start to first article text against a minimal Textual app, and 500,000 words against 1,000.

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
        spec.write_text(json.dumps([minimal, *prepare(folder)]))
        subprocess.run(
            [sys.executable, str(tool), "--spec", str(spec), "--runs", str(options.runs)],
            check=True,
            cwd=tool.parent,
            env=environment,
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
