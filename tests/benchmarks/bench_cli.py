"""`reader list --json`, `--ids` and completion at 20,000 articles against a bare Python that prints the same bytes.

    python tests/benchmarks/bench_cli.py [--articles 20000] [--runs 9]

Prints medians of CPU milliseconds and ratios to the bare start-up run beside it. The programs run from compiled
modules, as they do once installed.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def fill(home: Path, cache: Path, articles: int) -> None:
    """A library of so many records; texts are not needed to list them."""
    from reader.library.library import Library
    from reader.library.records import ArticleRecord

    with Library(home, cache=cache) as library:
        holdings = library._holdings
        for first in range(0, articles, 1000):
            with holdings.store.change("add", "fill"):
                for number in range(first, min(articles, first + 1000)):
                    holdings.put(ArticleRecord, _record(ArticleRecord, number))
        list(library.articles())


def _record(kind: type, number: int) -> object:
    return kind(
        f"a{number:07d}xyz", f"Article number {number}: a title of the usual length", site=f"Site {number % 97}",
        byline=("Ann Lee",), url=f"https://example.org/{number}", published="2026-01-31", language="en",
        kind="html", excerpt="What the article is about, in a sentence or two of the usual length.", word_count=900,
        minutes=4, added=f"2026-01-{number % 28 + 1:02d}T09:00:00.000Z", tags=(f"tag{number % 40}",),
        state=("unread", "reading", "read")[number % 3], text_hash="0" * 64, original="1" * 64,
    )  # fmt: skip


def cpu(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment |= {
            "READER_HOME": str(folder / "home"), "READER_CACHE": str(folder / "cache"),
            "READER_CONFIG": str(folder / "config"), "READER_STATE": str(folder / "state"),
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        fill(folder / "home", folder / "cache", options.articles)
        reader = [sys.executable, "-m", "reader"]
        asked = {
            "list --json": ["list", "--json"],
            "list --json after a change": ["list", "--json"],
            "list --ids": ["list", "--ids"],
            "list tag:tag7 --json": ["list", "tag:tag7", "--json"],
            "completion --complete articles": ["completion", "--complete", "articles", "article number 19"],
            "completion --complete tags": ["completion", "--complete", "tags", "ta"],
        }
        commands: dict[str, list[str]] = {}
        for label, words in asked.items():
            out = folder / f"{len(commands)}.txt"
            out.write_bytes(
                subprocess.run([*reader, *words], env=environment, capture_output=True, check=True).stdout
            )
            bare = f"import sys; sys.stdout.buffer.write(open({str(out)!r}, 'rb').read())"
            commands[f"bare {label}"] = [sys.executable, "-c", bare]
            commands[label] = [*reader, *words]
        times: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(options.runs):
            for label, command in commands.items():
                if label == "list --json after a change":  # what was kept is of no use then
                    for kept in (folder / "cache").glob("list-json-*.kept"):
                        kept.unlink()
                times[label].append(cpu(command, environment))
        for label in asked:
            own, bare = statistics.median(times[label]), statistics.median(times[f"bare {label}"])
            print(f"{label:32s} {own * 1000:7.0f} ms   bare {bare * 1000:6.0f} ms   ratio {own / bare:5.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
