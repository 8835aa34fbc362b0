"""Regular expressions over a text, in a process of their own that is ended when it takes too long.

An expression such as `(a+)+$` may take longer than anybody lives, and nothing in this process could stop it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from array import array

from reader.errors import ReaderError, UsageError

__all__ = ["SECONDS", "find_expression"]

SECONDS = 2.0
"""How long one search may take."""
MOST = 20_000
"""Matches that are told at the most."""

_WORKER = """
import json, re, sys
asked = json.loads(sys.stdin.buffer.read())
flags = re.MULTILINE | (0 if any(c.isupper() for c in re.sub(r'\\\\.', '', asked["pattern"])) else re.IGNORECASE)
try:
    pattern = re.compile(asked["pattern"], flags)
except (re.error, OverflowError, RecursionError) as error:
    told = {"wrong": getattr(error, "msg", "") or str(error), "position": getattr(error, "pos", None)}
else:
    found = []
    for match in pattern.finditer(asked["text"]):
        if match.end() > match.start():
            found.append(match.span())
            if len(found) == asked["most"]:
                break
    told = {"found": found}
sys.stdout.write(json.dumps(told))
"""


def find_expression(text: str, pattern: str, seconds: float = SECONDS) -> tuple[array[int], array[int]]:
    """Where each match of a regular expression (Python's) starts and ends; empty matches are none.

    Letters match in both cases unless one in the pattern is upper case. `^` and `$` are those of lines. Raises
    UsageError for a pattern that is wrong, with the character; ReaderError for one that takes too long.
    """
    asked = json.dumps({"text": text, "pattern": pattern, "most": MOST}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter; text and expression are its input alone
            [sys.executable, "-I", "-S", "-c", _WORKER],
            input=asked,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReaderError(
            "this expression takes too long", "it repeats what repeats", "make it plainer"
        ) from None
    except OSError as error:
        raise ReaderError("expressions cannot be looked for here", error.strerror or "") from error
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise ReaderError("this expression cannot be looked for", "it asks for too much memory") from None
    if "wrong" in told:
        at = f", at character {told['position'] + 1}" if told["position"] is not None else ""
        raise UsageError(f"the expression{at}", told["wrong"])
    starts, ends = array("I"), array("I")
    for start, end in told["found"]:
        starts.append(start)
        ends.append(end)
    return starts, ends
