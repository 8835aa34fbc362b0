"""The command line. Each verb's module is loaded only when the verb is used, so that `reader list` starts at
once."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 not found or not done, 2 wrong usage, 130
    interrupted."""
    import sys

    from reader.cli.entry import run

    return run(list(sys.argv[1:] if argv is None else argv))
