"""What the store costs at 1,000 and at 200,000 notes, with an article for each ten. Prints figures; run by hand:

python tests/benchmarks/bench_store.py [--notes 200000] [--folder DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tinydb import where  # noqa: E402

from reader.library.clock import tick  # noqa: E402
from reader.library.journal import pack  # noqa: E402
from reader.library.store import Store  # noqa: E402

WORDS = "the house by the river was sold to a man who had never seen it and never would see it".split()


def a_note(number: int) -> dict[str, object]:
    """A note of 25 words, as the Library keeps them."""
    return {
        "article": f"article{number // 10:06d}",
        "highlight": f"highlight{number:07d}" if number % 2 else "",
        "text": " ".join(WORDS[(number * 7 + place) % len(WORDS)] for place in range(25)),
        "tags": [f"tag{number % 40}"] if number % 3 else [],
        "created": "2026-01-31T09:30:00.000Z",
        "modified": "2026-01-31T09:30:00.000Z",
        "trashed": "",
    }


def an_article(number: int) -> dict[str, object]:
    """What the Library keeps of an article beside its text."""
    return {
        "title": " ".join(WORDS[(number * 5 + place) % len(WORDS)] for place in range(8)),
        "byline": ["Ann Writer"], "site": f"example{number % 50}.org", "url": f"https://example.org/{number}",
        "published": f"{2000 + number % 26}-05-01", "language": "en", "words": 800, "minutes": 4,
        "state": ("unread", "reading", "read")[number % 3], "starred": not number % 9, "archived": False,
        "position": 0, "progress": 0.0, "trashed": "", "text_hash": f"{number:032x}", "original": f"{number:064x}",
        "added": "2026-01-31T09:30:00.000Z", "opened": "",
    }  # fmt: skip


def write_journal(home: Path, notes: int) -> None:
    """A library of that many notes and a tenth as many articles, one change each, without the store."""
    folder = home / "library" / "journal"
    folder.mkdir(parents=True)
    clock = ""
    with (folder / "aaaa0000.jsonl").open("wb") as file:
        for number in range(notes + notes // 10):
            clock = tick(clock, "aaaa0000", 1_700_000_000_000 + number)
            op: dict[str, object]
            if number < notes // 10:
                op = {"t": "articles", "id": f"article{number:06d}", "new": True, "set": an_article(number)}
            else:
                note = a_note(number - notes // 10)
                tags = note.pop("tags")
                id = f"note{number - notes // 10:08d}"
                op = {"t": "notes", "id": id, "new": True, "set": note, "add": {"tags": tags}}
            file.write(
                pack({"seq": number + 1, "clock": clock, "verb": "note", "label": "note", "ops": [op]})
            )


def times(action: Callable[[int], object], count: int) -> tuple[float, float]:
    """Median and 95th percentile of an action, milliseconds."""
    taken = []
    for number in range(count):
        start = time.perf_counter()
        action(number)
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken), sorted(taken)[int(count * 0.95)]


OPEN = """
import sys, time
from pathlib import Path
import reader.library.library
import reader.library.storage

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4

before = resident()
start = time.perf_counter()
library = reader.library.library.Library(Path(sys.argv[1]), cache=Path(sys.argv[2]))
opened = time.perf_counter() - start
library._holdings.store.table("notes").get(doc_id="note00000500")
first = time.perf_counter() - start
print(opened * 1e3, first * 1e3, resident() - before)
"""


def opening(home: Path, cache: Path) -> tuple[float, float, float]:
    """Opening in fresh processes: milliseconds, milliseconds with the first get, KiB of memory more."""
    runs = []
    for _ in range(9):
        answer = subprocess.run(
            [sys.executable, "-c", OPEN, str(home), str(cache)],
            capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        runs.append([float(word) for word in answer.stdout.split()])
        os.sync()  # the first makes the derived state: what it wrote is not to be waited for by the others
    runs = runs[1:]
    opened, first, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    return opened, first, memory


def against_raw(folder: Path, add: Callable[[int], object], count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each add, and of appending and syncing a line as long as its own beside it, in turns: the disk
    is no faster for the one than for the other."""
    line = pack({"seq": 1, "clock": tick("", "aaaa0000", 1), "verb": "note", "label": "note",
                 "ops": [{"t": "notes", "id": "note00000001", "new": True, "set": a_note(1)}]})  # fmt: skip
    descriptor = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    adds, raws = [], []
    for number in range(count):
        start = time.perf_counter()
        os.write(descriptor, line)
        os.fdatasync(descriptor)
        middle = time.perf_counter()
        add(number)
        raws.append((middle - start) * 1e3)
        adds.append((time.perf_counter() - middle) * 1e3)
    os.close(descriptor)
    return adds, raws


def measure(folder: Path, notes: int) -> dict[str, float]:
    """Everything at one size."""
    home, cache = folder / f"home{notes}", folder / f"cache{notes}"
    write_journal(home, notes)
    figures: dict[str, float] = {}
    start = time.process_time()
    Store(home, cache).close()
    figures["rebuild, changes a CPU second"] = 1.1 * notes / (time.process_time() - start)
    with Store(home, cache) as store:
        table = store.table("notes")
        for number in range(50):
            table.insert(a_note(number))
        processor = time.process_time()
        adds, raws = against_raw(folder, lambda number: table.insert(a_note(number)), 400)
        figures["add and raw append, CPU ms"] = (time.process_time() - processor) * 1e3 / 400
        figures["add, ms"], figures["add, p95 ms"] = statistics.median(adds), sorted(adds)[380]
        figures["raw append and sync, ms"] = statistics.median(raws)
        figures["add against raw append"] = figures["add, ms"] / figures["raw append and sync, ms"]
        figures["update, ms"], _ = times(
            lambda number: table.update({"text": f"{number}"}, doc_ids=[f"note{number:08d}"]), 200
        )
        figures["get, ms"], _ = times(lambda number: table.get(doc_id=f"note{number:08d}"), 200)
        figures["notes of an article, ms"], _ = times(
            lambda number: table.search(where("article") == f"article{number:06d}"), 100
        )
        figures["refresh, ms"], _ = times(lambda _: store.refresh(), 200)
        figures["undo, ms"], _ = times(lambda _: store.undo(), 50)
        batches = [(ten_thousand(store), asked(store), serialise_and_append(folder)) for _ in range(5)]
        names = ("10,000 in one change, ms", "the first read after it, ms", "serialise and append them, ms")
        figures.update(zip(names, map(min, zip(*batches, strict=True)), strict=True))
        figures["10,000 against raw"] = figures[names[0]] / figures[names[2]]
    of_library = folder / f"cache of library {notes}"
    figures["open, ms"], figures["open and first get, ms"], figures["open, KiB"] = opening(home, of_library)
    return figures


def asked(store: Store) -> float:
    """The first read after a change, milliseconds."""
    start = time.perf_counter()
    store.table("notes").get(doc_id="note00000001")
    return (time.perf_counter() - start) * 1e3


def ten_thousand(store: Store) -> float:
    """10,000 notes as one change, milliseconds."""
    start = time.perf_counter()
    store.table("notes").insert_multiple(a_note(number) for number in range(10_000))
    return (time.perf_counter() - start) * 1e3


def serialise_and_append(folder: Path) -> float:
    """10,000 notes as one line with one fdatasync, milliseconds: the least that a batch can cost."""
    start = time.perf_counter()
    ops = [
        {"t": "notes", "id": f"note{number:08d}", "new": True, "set": a_note(number)}
        for number in range(10_000)
    ]
    line = pack({"seq": 1, "clock": tick("", "aaaa0000", 1), "verb": "note", "label": "note", "ops": ops})
    descriptor = os.open(folder / "batch", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(descriptor, line)
    os.fdatasync(descriptor)
    os.close(descriptor)
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=200_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        small, large = measure(folder, 1_000), measure(folder, options.notes)
    print(f"{'':32}{'at 1,000':>12}{f'at {options.notes:,}':>14}{'ratio':>8}")
    for figure, value in small.items():
        print(f"{figure:32}{value:12.3f}{large[figure]:14.3f}{large[figure] / value if value else 0:8.2f}")
    print(json.dumps({"peak KiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
