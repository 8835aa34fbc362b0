"""One command from its words to its exit code. Whatever goes wrong is one line on standard error, never a
traceback."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from types import FrameType

from reader.errors import ReaderError

__all__ = ["run"]

INTERRUPTED = 130
_MESSAGE_LIMIT = 1000


def run(words: list[str]) -> int:
    """Do what a command line says; see `reader.cli.main`."""
    _prepare_streams()
    debug = "--debug" in words
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output had enough: `reader list | head`
        _silence(sys.stdout)
        return 0
    except KeyboardInterrupt:
        _fail("interrupted", debug)
        return INTERRUPTED
    except ReaderError as error:
        _fail(str(error), debug)
        return error.exit_code
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        _fail(f"{name}{error.strerror or error}", debug)
        return 1
    except Exception as error:
        hint = "" if debug else " (`--debug` shows where)"
        _fail(f"something went wrong inside: {type(error).__name__}: {error}{hint}", debug)
        return 1
    return code


def _run(words: list[str]) -> int:
    from reader.cli.parsing import read_request

    try:
        request = read_request(words)
    except SystemExit as done:  # after --help
        return int(done.code or 0)
    from reader.cli.desk import Desk

    desk = Desk(request.arguments)
    try:
        if request.command is None:
            from reader.cli.opening import open_app

            return open_app(request.sources, desk, plain=request.arguments.plain)
        with _ended_by_signals():
            return request.command.run(request.arguments, desk)
    finally:
        desk.close()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end a command as Ctrl-C does: what is being done is finished or not begun."""
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(ValueError):  # not the main thread: somebody else's program, and its signals
                before[number] = signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _prepare_streams() -> None:
    """A character that the locale cannot write becomes an escape, never an error; a closed stream is an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - lives as long as we do
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = (stream.encoding or "").lower()
            # the locale C says ASCII because nothing was set, not because the terminal is an ASCII one
            unset = encoding in ("ascii", "us-ascii", "ansi_x3.4-1968") and not os.environ.get(
                "PYTHONIOENCODING"
            )
            stream.reconfigure(encoding="utf-8" if unset else None, errors="backslashreplace")


def _fail(message: str, debug: bool) -> None:
    from reader.terminal import printable, printable_line

    try:
        if debug:
            import traceback

            sys.stderr.write(printable(traceback.format_exc()))
        sys.stdout.flush()
        sys.stderr.write(f"reader: {printable_line(message, _MESSAGE_LIMIT)}\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stdout)
        _silence(sys.stderr)


def _silence(stream: object) -> None:
    """Point a closed pipe at nothing, so that the interpreter's last flush does not complain either."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())  # type: ignore[attr-defined]
        os.close(descriptor)
    except (OSError, ValueError, AttributeError):
        pass
