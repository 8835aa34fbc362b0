"""Import of 1,000 saved pages against plain readability-lxml on the same pages, and a second run that adds
nothing.

python tests/benchmarks/bench_import.py [--pages 1000]
"""

from __future__ import annotations

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Make the pages, clean them plainly, import them twice through the command line, print the figures."""
    from tests.benchmarks.pages import page

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "pages")
        folder.mkdir()
        for number in range(options.pages):
            (folder / f"{number:05}.html").write_text(page(number), encoding="utf-8")
        plain = plain_readability(folder)
        command = [
            sys.executable,
            "-m",
            "reader",
            "--home",
            str(Path(name, "home")),
            "add",
            str(folder),
            "--json",
        ]
        environment = {**os.environ, "READER_CACHE": str(Path(name, "cache"))}
        seconds = []
        for _ in range(2):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            seconds.append(time.perf_counter() - start)
        print(f"plain readability-lxml, one process   {options.pages / plain:7.1f} pages/s")
        print(
            f"reader add (saved, indexed)           {options.pages / seconds[0]:7.1f} pages/s  x{plain / seconds[0]:.2f}"
        )
        print(
            f"reader add again (nothing to add)     {options.pages / seconds[1]:7.1f} pages/s  {seconds[1] / seconds[0]:.3f} of the first"
        )


def plain_readability(folder: Path) -> float:
    """Seconds that readability-lxml alone takes for the pages."""
    from lxml.html import document_fromstring
    from readability import Document

    logging.disable(logging.CRITICAL)
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        Document(document_fromstring(path.read_text(encoding="utf-8"))).summary(html_partial=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
