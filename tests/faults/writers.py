"""Forks writers on order. Each prints `ack ID TEXT` only after the store has acknowledged the change.

Orders: `stream NAME` writes until killed; `write NAME COUNT` writes that many and ends; `compact NAME` writes
and compacts by turns until killed.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import reader.library.storage
from reader.library.store import Store

assert reader.library.storage  # loaded here once, so that a forked writer begins to write at once


def say(words: str) -> None:
    os.write(1, words.encode() + b"\n")


def write(home: Path, cache: Path, name: str, count: int | None) -> None:
    chance = random.Random(name)
    store = Store(home, cache)
    notes = store.table("notes")
    mine: list[str] = []
    number = 0
    while count is None or number < count:
        text = f"{name}.{number}"
        if count is None and mine and chance.random() < 0.3:
            doc_id = chance.choice(mine)
            notes.update({"text": text}, doc_ids=[doc_id])
        else:
            doc_id = str(notes.insert({"article": name, "text": text, "long": "x" * chance.randrange(3000)}))
            mine.append(doc_id)
        say(f"ack {doc_id} {text}")
        number += 1
    store.close()


def compact(home: Path, cache: Path, name: str) -> None:
    store = Store(home, cache)
    number = 0
    while True:
        with store.change("note", "note"):
            store.put("notes", f"{name}-{number % 3}", {"text": f"{name}.{number}"})
        say(f"ack {name}-{number % 3} {name}.{number}")
        number += 1
        store.compact(force=True, reach=2)
        say("compacted")


def main() -> None:
    home, cache = Path(sys.argv[1]), Path(sys.argv[2])
    for order in sys.stdin:
        words = order.split()
        if words[0] == "wait":
            _, status = os.wait()
            say(f"ended {os.waitstatus_to_exitcode(status)}")
            continue
        announced, announce = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(announce)
            os.read(announced, 1)  # its first word comes after the one that it was started
            try:
                if words[0] == "compact":
                    compact(home, cache, words[1])
                write(home, cache, words[1], int(words[2]) if words[0] == "write" else None)
            except BaseException as error:
                say(f"failed {type(error).__name__} {error}")
                os._exit(1)
            os._exit(0)
        say(f"started {child}")
        os.close(announced)
        os.close(announce)


main()
