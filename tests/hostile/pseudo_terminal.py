"""The program on a pseudo-terminal: keys go in, every byte that it writes is kept."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

__all__ = ["Session"]


class Session:
    """A process of the program with a terminal of `columns` by `rows` cells.

    `environment` is added to that of a library below `folder`; TERM is xterm-256color unless it says otherwise.
    """

    def __init__(
        self,
        folder: Path,
        *words: str,
        columns: int = 100,
        rows: int = 30,
        environment: dict[str, str] | None = None,
    ) -> None:
        root = str(Path(__file__).resolve().parents[2])
        names = {
            "READER_HOME": "home",
            "READER_CONFIG": "config",
            "READER_CACHE": "cache",
            "READER_STATE": "state",
        }
        self._master, slave = pty.openpty()
        self.before = termios.tcgetattr(slave)
        self.resize(columns, rows)
        self._slave = slave
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reader", *words], stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={
                **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}, "TERM": "xterm-256color", "PYTHONPATH": root,
                **{name: str(folder / part) for name, part in names.items()}, **(environment or {}),
            },
        )  # fmt: skip
        self.written = b""

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, quiet: float = 0.25, limit: float = 15.0) -> bytes:
        """What comes until nothing has come for `quiet` seconds, or the process has ended."""
        start = len(self.written)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self._master], [], [], quiet)
            if not ready:
                break
            try:
                piece = os.read(self._master, 65_536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                break
            if not piece:
                break
            self.written += piece
        return self.written[start:]

    def wait_for(self, words: str, limit: float = 30.0) -> None:
        """Read until these words were written, side by side, since the start."""
        end = time.monotonic() + limit
        while words.encode() not in self.written and time.monotonic() < end and self.alive:
            self.read(quiet=0.1, limit=1)
        assert words.encode() in self.written, self.written[-2_000:]

    def press(self, keys: str, quiet: float = 0.12) -> bytes:
        os.write(self._master, keys.encode())
        return self.read(quiet)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def settings(self) -> list[object]:
        """The terminal's modes now; compare with `before`."""
        return termios.tcgetattr(self._slave)

    def hang_up(self) -> None:
        """The terminal goes away, as when its window is closed."""
        os.close(self._master)
        self._master = -1

    def end(self, limit: float = 15.0) -> int:
        """Wait until the process ends by itself; its exit status. What it writes meanwhile is read."""
        end = time.monotonic() + limit
        while self.alive and time.monotonic() < end:
            if self._master < 0:
                time.sleep(0.05)
            else:
                self.read(quiet=0.1, limit=0.5)
        if self._master >= 0:
            self.read(quiet=0.05)
        assert self.process.poll() is not None, "the program did not end"
        return self.process.returncode

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.alive:
            self.process.kill()
        self.process.wait()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)
