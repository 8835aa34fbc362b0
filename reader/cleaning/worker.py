"""Cleaning in processes that can be ended: regular expressions and C parsers cannot be interrupted from
within.

A pool keeps some workers; each cleans one source at a time under a limit of processor time and memory. A
source over the limit is ended with its worker and read again by a linear scan, which the article's warnings
tell. Workers answer in JSON, never in pickles: what comes from a process that has read a stranger's file is
data.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from reader.article import Article, SourceKind
from reader.article.codec import article_from_json, article_to_json
from reader.cleaning.by_hand import NOTHING, ByHand
from reader.errors import ReaderError

__all__ = ["CleaningPool", "Job", "Outcome", "clean_safely", "is_light"]

SECONDS = 20.0
"""Processor seconds that one source may take."""
MEMORY = 1_500_000_000
"""Bytes of address space that a worker may have."""
_WAITING = 3.0
"""A worker that does not answer within so many times its processor time is ended too: the machine may be
busy."""
_LIGHT_BYTES = 200_000
_LIGHT_TAGS = 8_000
_CHUNK = 1 << 20
_LONGEST_HEADER = 100_000
_ENTRY = "from reader.cleaning.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Job:
    """One source to clean; the fields are those of `reader.cleaning.clean`."""

    data: bytes | str
    url: str = ""
    kind: SourceKind | None = None
    name: str = ""
    by_hand: ByHand = NOTHING


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the job at `index`: an article, or why there is none."""

    index: int
    job: Job
    article: Article | None = None
    error: ReaderError | None = None
    further: dict[str, Any] | None = None
    """What the worker was given to add about the article; see `serve`."""


def is_light(data: bytes | str) -> bool:
    """Whether a source is so small that cleaning it here is sure to be quick.

    A process costs 150 ms, which is more than the cleaning of most single files; what the guards let through
    of a page under 200 KB stays within a few seconds at the worst.
    """
    if isinstance(data, bytes) and data.startswith((b"PK\x03\x04", b"%PDF-")):
        return False  # small ones unpack to anything
    tags = data.count("<") if isinstance(data, str) else data.count(b"<")
    return len(data) < _LIGHT_BYTES and tags < _LIGHT_TAGS


def clean_safely(
    data: bytes | str,
    *,
    url: str = "",
    kind: SourceKind | None = None,
    name: str = "",
    by_hand: ByHand = NOTHING,
    seconds: float = SECONDS,
) -> Article:
    """The article in `data`: cleaned here when it is light, else in a worker that is ended when it takes too
    long.

    Raises ReaderError as `clean` does.
    """
    if is_light(data):
        from reader.cleaning.cleaner import clean_source

        return clean_source(data, url=url, kind=kind, name=name, by_hand=by_hand)
    with CleaningPool(1, seconds=seconds) as pool:
        outcome = next(pool.map([Job(data, url, kind, name, by_hand)]))
    if outcome.article is None:
        raise outcome.error or ReaderError("cannot clean this")
    return outcome.article


class CleaningPool:
    """Workers that clean many sources. Use it as a context manager; leaving it ends them at once.

    An interrupt (Ctrl-C) reaches the caller alone: workers stand in sessions of their own, and end when their
    caller does, however that comes about.
    """

    def __init__(
        self,
        processes: int | None = None,
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        entry: str = _ENTRY,
    ) -> None:
        """`entry` is what a worker runs: it ends in `serve`."""
        self._entry = entry
        self._processes = max(1, processes or os.cpu_count() or 1)
        self._seconds = seconds
        self._memory = memory
        self._workers: list[_Worker] = []

    def __enter__(self) -> CleaningPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def map(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, as they are done; `Outcome.index` counts the jobs from 0.

        A job is taken from `jobs` when a worker is free, so that a generator may read its files one by one.
        Closing the iterator ends the workers that are at work.
        """
        waiting = enumerate(jobs)
        busy: dict[_Worker, tuple[int, Job]] = {}
        try:
            more = True
            while more or busy:
                while more and len(busy) < self._processes:
                    entry = next(waiting, None)
                    more = entry is not None
                    if entry is not None:
                        worker = self._free_worker(busy)
                        worker.begin(entry[1])
                        busy[worker] = entry
                for worker in self._ready(busy) if busy else ():
                    index, job = busy.pop(worker)
                    yield self._outcome(worker, index, job)
        finally:
            for worker in busy:
                self._discard(worker)

    def _free_worker(self, busy: dict[_Worker, tuple[int, Job]]) -> _Worker:
        for worker in self._workers:
            if worker not in busy:
                return worker
        worker = _Worker(self._seconds, self._memory, self._entry)
        self._workers.append(worker)
        return worker

    def _ready(self, busy: dict[_Worker, tuple[int, Job]]) -> list[_Worker]:
        """Workers that have answered, have died or are over their time; waits until there is one."""
        with selectors.DefaultSelector() as selector:
            for worker in busy:
                selector.register(worker.answers, selectors.EVENT_READ, worker)
            while True:
                next_deadline = min(worker.deadline for worker in busy)
                for key, _ in selector.select(max(0.0, next_deadline - time.monotonic())):
                    key.data.receive()
                ready = [worker for worker in busy if worker.is_done() or time.monotonic() >= worker.deadline]
                if ready:
                    return ready

    def _discard(self, worker: _Worker) -> None:
        worker.end()
        if worker in self._workers:
            self._workers.remove(worker)

    def _outcome(self, worker: _Worker, index: int, job: Job) -> Outcome:
        answer = worker.answer
        if answer is None:
            self._discard(worker)
            return _without_rules(
                index, job, "cleaning took too long or too much memory and was ended: all text is shown"
            )
        if "error" in answer:
            return Outcome(index, job, error=ReaderError(*map(str, answer["error"][:3])))
        try:
            article = article_from_json(answer["article"])
            return Outcome(index, job, article=article, further=answer.get("further"))
        except (ValueError, KeyError):
            self._discard(worker)
            return _without_rules(index, job, "cleaning gave no article: all text is shown")


def _without_rules(index: int, job: Job, warning: str) -> Outcome:
    """The fall-back, which is linear and therefore done here."""
    from reader.cleaning.cleaner import clean_without_rules

    try:
        article = clean_without_rules(
            job.data, warning, url=job.url, kind=job.kind, name=job.name, by_hand=job.by_hand
        )
    except ReaderError as error:
        return Outcome(index, job, error=error)
    return Outcome(index, job, article=article)


@dataclass(eq=False)
class _Worker:
    """The caller's end of one process."""

    seconds: float
    memory: int
    entry: str
    deadline: float = 0.0
    answer: dict[str, Any] | None = None
    _buffer: bytearray = field(default_factory=bytearray)
    _ended: bool = False

    def __post_init__(self) -> None:
        package_parent = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (package_parent, os.environ.get("PYTHONPATH", ""))))
        # -P: a file in the folder that the reader happens to stand in must not be imported in a module's place.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [
                sys.executable,
                "-P",
                "-c",
                self.entry,
                str(self.seconds),
                str(self.memory),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )

    @property
    def answers(self) -> IO[bytes]:
        """Where its answers come from."""
        assert self._process.stdout is not None
        return self._process.stdout

    def begin(self, job: Job) -> None:
        """Send a job. A worker that is dead already shows so when its answer is waited for."""
        self.answer, self._buffer = None, bytearray()
        self.deadline = time.monotonic() + self.seconds * _WAITING + 1.0
        data = job.data if isinstance(job.data, bytes) else job.data.encode("utf-8", "surrogatepass")
        by_hand = json.dumps(job.by_hand.to_json()).encode()
        header = {
            "size": len(data), "is_text": isinstance(job.data, str), "url": job.url, "kind": job.kind, "name": job.name,
            "by_hand": len(by_hand),
        }  # fmt: skip
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(header).encode() + b"\n" + by_hand + data)
            self._process.stdin.flush()

    def receive(self) -> None:
        """Take what has come of the answer."""
        chunk = os.read(self.answers.fileno(), _CHUNK)
        if not chunk:
            self._ended = True
            return
        self._buffer += chunk
        head, newline, body = self._buffer.partition(b"\n")
        if newline and len(body) >= int(head):
            with contextlib.suppress(ValueError):
                self.answer = json.loads(bytes(body[: int(head)]))

    def is_done(self) -> bool:
        """Whether it has answered or died."""
        return self._ended or self.answer is not None

    def end(self) -> None:
        """Kill it, and wait until it is gone."""
        self._ended = True
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()


def serve(further: Callable[[Article], dict[str, Any]] | None = None) -> None:
    """A worker's life: read a job from standard input, clean it, answer on standard output, until the input
    ends. `further` adds something about each article to its answer."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(memory)
    jobs = sys.stdin.buffer
    while line := jobs.readline(_LONGEST_HEADER):
        header = json.loads(line)
        by_hand = ByHand.from_json(json.loads(jobs.read(header["by_hand"])))
        data = jobs.read(header["size"])
        _limit_time(seconds)
        body = json.dumps(_cleaned(header, data, by_hand, further)).encode()
        answers.write(str(len(body)).encode() + b"\n" + body)
        answers.flush()


def _cleaned(
    header: dict[str, Any],
    data: bytes,
    by_hand: ByHand,
    further: Callable[[Article], dict[str, Any]] | None = None,
) -> dict[str, Any]:
    from reader.cleaning.cleaner import clean_source

    source: bytes | str = data.decode("utf-8", "surrogatepass") if header["is_text"] else data
    try:
        article = clean_source(
            source, url=header["url"], kind=header["kind"], name=header["name"], by_hand=by_hand
        )
    except ReaderError as error:
        return {"error": [error.title, error.reason, error.next_step]}
    answer: dict[str, Any] = {"article": article_to_json(article)}
    if further is not None:
        answer["further"] = further(article)
    return answer


def _limit_memory(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _limit_time(seconds: float) -> None:
    """So many processor seconds from now the kernel ends this process, even if nobody waits for it any
    more."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        limit = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(
            resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
        )
