"""The command line. Each verb's module is loaded only when the verb is used, so that `reader list` starts at
once."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 not found or not done, 2 wrong usage, 130
    interrupted."""
    import sys

    words = list(sys.argv[1:] if argv is None else argv)
    if words[:2] == ["completion", "--complete"]:  # asked at each Tab
        from reader.cli.completing import complete

        return complete(words[2:])
    if words[:1] == ["list"] and len(words) == 2:
        from reader.cli.listing_kept import print_kept

        try:
            if print_kept(words):
                return 0
        except BrokenPipeError:
            pass  # told below, where everything is
    from reader.cli.entry import run

    return run(words)
