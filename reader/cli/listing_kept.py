"""The whole list as it was printed last, kept in the cache and printed again while no journal has changed.

A script that asks `reader list --json` again and again gets twenty thousand articles without one of them being read.
Derived and disposable: a file of another state of the journals, or of another program, is not used. Imports next to
nothing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["keep", "print_kept", "state_of_journals"]

_FORMS = {"list --json": "json", "list --ids": "ids"}
"""The command lines that are answered so, and what their files are called."""
_AT_ONCE = 1 << 20


def print_kept(words: Sequence[str]) -> bool:
    """Print what is kept for these words, if it is of the present state; whether it was."""
    form = _FORMS.get(" ".join(words))
    if form is None or (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return False
    home, cache = _home_and_cache()
    try:
        with open(_path(home, cache, form), "rb") as file:
            if file.readline() != _first_line(state_of_journals(home)):
                return False
            while chunk := file.read(_AT_ONCE):
                sys.stdout.buffer.write(chunk)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        return False
    return True


def keep(words: Sequence[str], state: str, text: str) -> None:
    """Keep what was printed for these words; `state` is that of the journals before they were read."""
    form = _FORMS.get(" ".join(words))
    if form is None or not state:
        return
    home, cache = _home_and_cache()
    path = _path(home, cache, form)
    aside = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(cache, mode=0o700, exist_ok=True)
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(descriptor, "wb") as file:
            file.write(_first_line(state) + text.encode("utf-8"))
        os.replace(aside, path)
    except (OSError, UnicodeEncodeError):
        try:
            os.unlink(aside)
        except OSError:
            return


def state_of_journals(home: str) -> str:
    """Names, sizes and times of all journals, and those of the code that prints; empty where there is no library."""
    folder = os.path.join(home, "library", "journal")
    facts: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                about = entry.stat()
                facts.append(f"{entry.name}:{about.st_ino}:{about.st_size}:{about.st_mtime_ns}")
    except OSError:
        return ""
    here = os.path.dirname(os.path.abspath(__file__))
    for name in ("listing.py", "../library/records.py", "../terminal/printer.py"):
        try:
            facts.append(str(os.stat(os.path.join(here, name)).st_mtime_ns))
        except OSError:
            facts.append(name)
    return " ".join(sorted(facts))


def _first_line(state: str) -> bytes:
    return state.encode("utf-8", "surrogateescape").replace(b"\n", b" ") + b"\n"


def _home_and_cache() -> tuple[str, str]:
    from reader.folders import folder

    return folder("READER_HOME", "user_data_path"), folder("READER_CACHE", "user_cache_path")


def _path(home: str, cache: str, form: str) -> str:
    import hashlib

    key = hashlib.blake2b(os.fsencode(os.path.realpath(home)), digest_size=6).hexdigest()
    return os.path.join(cache, f"list-{form}-{key}.kept")
