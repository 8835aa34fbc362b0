"""What one key costs the running program on a terminal, at 10,000 and at 500,000 words; and its memory.

    python tests/benchmarks/bench_keys.py [--times 15]

The program runs on a pseudo-terminal of 120 x 40 with its panels, names, quotes and highlights lit. Prints CPU
milliseconds of the process tree (median) for each key, and MiB at the peak beside a minimal Textual app. Needs the
terminal tools of the shared data, and pyte.
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
SIZES = (10_000, 500_000)
READY = "The long winter"
KEYS: tuple[tuple[str, list[str]], ...] = (
    ("page down", ["--key", "space"]),
    ("line down", ["--key", "j"]),
    ("next hit", ["--before", "/", "--before", "b", "--before", "e", "--before", "c", "--before", "enter", "--key", "n"]),
    ("top and end", ["--key", "G", "--before", "g", "--key", "home"]),
    ("60 and 120 columns", ["--resize", "60x40", "--resize", "120x40"]),
    ("zen", ["--key", "z"]),
)  # fmt: skip


def prepare(folder: Path, words: int) -> tuple[list[str], dict[str, str]]:
    """A library with one article of so many words and highlights in it; the command that opens it."""
    from reader.article import Range
    from reader.library.library import Library
    from tests.benchmarks.pages import markdown

    home = folder / f"home-{words}"
    with Library(home, cache=folder / "cache") as library:
        added = library.add("long.md", data=markdown(words).encode())
        assert added.article is not None
        library.insight(added.article.id)
        text = library.read(added.article.id).text
        for number in range(60):
            at = len(text) * number // 60
            library.highlight(added.article.id, Range(at + 5, at + 60))
    environment = {"READER_CACHE": str(folder / "cache"), "READER_CONFIG": str(folder / "config")}
    return [sys.executable, "-m", "reader", "--home", str(home), "open", added.article.id], environment


def tool(
    name: str, arguments: list[str], command: list[str], environment: dict[str, str]
) -> dict[str, float]:
    """Run one of the terminal tools; its figures."""
    given = [part for key, value in environment.items() for part in ("--env", f"{key}={value}")]
    folder = SHARED / "tools" / "terminal"
    # the programs run from compiled modules, as they do once installed
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, str(folder / f"{name}.py"), "--json", *given, *arguments, "--", *command],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env=inherited,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    if not (SHARED / "tools" / "terminal").exists():
        raise SystemExit(f"the terminal tools are not here: {SHARED}")
    with tempfile.TemporaryDirectory() as name:
        programs = {words: prepare(Path(name), words) for words in SIZES}
        print(f"{'CPU ms, median':<22}" + "".join(f"{words:>12,}" for words in SIZES) + f"{'ratio':>10}")
        for label, arguments in KEYS:
            costs = []
            for words in SIZES:
                command, environment = programs[words]
                given = ["--ready", READY, "--times", str(options.times), *arguments]
                costs.append(tool("key_latency", given, command, environment)["cpu_p50"])
            print(
                f"{label:<22}"
                + "".join(f"{cost:>12.1f}" for cost in costs)
                + f"{costs[1] / max(costs[0], 0.1):>9.2f}x"
            )
        minimal = [sys.executable, str(SHARED / "tools" / "terminal" / "minimal_app.py")]
        base = tool("memory_probe", ["--ready", "Hello reader"], minimal, {})["peak_rss_mib"]
        print(f"\nMiB at the peak: minimal app {base:.1f}", end="")
        for words in SIZES:
            command, environment = programs[words]
            keys = ["--ready", READY, "--key", "space", "--key", "end"]
            peak = tool("memory_probe", keys, command, environment)["peak_rss_mib"]
            print(f"; {words:,} words {peak:.1f} (+{peak - base:.1f})", end="")
        print()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
