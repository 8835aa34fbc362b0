"""Import of saved pages against plain readability-lxml on the same pages, and a second run that adds nothing.

python tests/benchmarks/bench_import.py [--pages 1000] [--folder DIR]

Wall time tells little on a machine that others use, so that processor time is told too: pages a second that all
cores together could do of what each way costs. `--folder` takes pages of real size, such as labelled ones; each is
used as often as is needed, under an address of its own.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Make the pages, clean them plainly, import them twice through the command line, print the figures."""
    from tests.benchmarks.pages import page

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="a folder with .html files at any depth")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "pages")
        folder.mkdir()
        real = sorted(options.folder.rglob("source.html")) if options.folder else []
        for number, path in enumerate(islice(cycle(real or [None]), options.pages)):
            data = path.read_bytes() if path else page(number).encode()
            (folder / f"{number:05}.html").write_bytes(_apart(data, number) if path else data)
        size = sum(path.stat().st_size for path in folder.iterdir()) / options.pages
        print(f"{options.pages} pages of {size / 1024:.0f} KB on average, {os.cpu_count()} cores")
        command = [
            sys.executable, "-m", "reader", "--home", str(Path(name, "home")), "add", str(folder), "--json",
        ]  # fmt: skip
        environment = {**os.environ, "READER_CACHE": str(Path(name, "cache"))}
        plain = plain_readability(folder)
        first = _run(command, environment)
        again = _run(command, environment)
        _tell("plain readability-lxml, one process", options.pages, *plain, plain)
        _tell("reader add (saved, indexed)", options.pages, *first, plain)
        _tell("reader add again (nothing to add)", options.pages, *again, plain)
        print(
            f"second run: {again[0] / first[0]:.3f} of the first's time, {again[1] / first[1]:.3f} of its CPU"
        )
        print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def _apart(data: bytes, number: int) -> bytes:
    """The same page with an address of its own, so that it is another article."""
    link = f'<link rel="canonical" href="https://pages.example/{number}">'.encode()
    return (
        re.sub(rb"<head[^>]{0,500}>", lambda head: head.group() + link, data, count=1)
        + b"<!-- %d -->" % number
    )


def _run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall and processor seconds of a command with its children."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def _tell(name: str, pages: int, wall: float, processor: float, plain: tuple[float, float]) -> None:
    cores = 1 if name.startswith("plain") else os.cpu_count() or 1
    print(
        f"{name:36} {pages / wall:7.1f} pages/s x{plain[0] / wall:5.2f} by the clock; "
        f"{processor / pages * 1000:6.1f} ms CPU a page, {cores * pages / processor:7.1f} pages/s on {cores} "
        f"idle core{'s' * (cores > 1)} x{cores * plain[1] / processor:5.2f}"
    )


def plain_readability(folder: Path) -> tuple[float, float]:
    """Wall and processor seconds that readability-lxml alone takes for the pages."""
    from lxml.html import document_fromstring
    from readability import Document

    from reader.cleaning.decode import decode

    logging.disable(logging.CRITICAL)
    start, before = time.perf_counter(), time.process_time()
    for path in sorted(folder.iterdir()):
        try:
            tree = document_fromstring(decode(path.read_bytes()).text.encode())
            Document(tree).summary(html_partial=True)
        except Exception:
            continue
    return time.perf_counter() - start, time.process_time() - before


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
