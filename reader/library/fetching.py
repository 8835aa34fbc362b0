"""Texts of articles of which only the address is known, from the web: a few at a time, politely.

One connection to a host at a time, with a pause between two; what robots.txt forbids to programs is not fetched in
bulk; a host that asks to wait is waited for. Each text is kept as it comes, so that a run can be ended and gone on with
at any time. What failed for good is not asked for again unless the reader says so.
"""

from __future__ import annotations

import dataclasses
import heapq
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from reader.article import Article
from reader.cleaning.decode import decode
from reader.errors import ReaderError
from reader.library import web
from reader.library.holdings import Holdings, now
from reader.library.importing import address_key
from reader.library.records import ArticleRecord, Highlight

if TYPE_CHECKING:
    from reader.library.saving import Added

__all__ = ["Fetched", "add_address", "fetch", "page_bytes"]

_AT_ONCE = 4
"""Hosts that are asked at the same time."""
SPACING = 2.0
"""Seconds between two requests to one host."""
_LONGEST_WAIT = 120
"""Seconds that a host may ask to wait; one that asks for more is left for another time."""
_TRIES = 2
_FEW_WORDS = 30


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one article. `error` says why it still waits."""

    article: ArticleRecord
    error: str = ""
    placed: int = 0
    """Highlights that had waited and stand in the text now."""
    orphans: int = 0
    """Highlights whose words do not stand in it."""
    warnings: tuple[str, ...] = ()


def fetch(
    holdings: Holdings,
    records: Sequence[ArticleRecord],
    *,
    robots: bool = True,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Fetched]:
    """Fetch the texts of these articles, yielded as they come, in whatever order."""
    queue = _Queue([record for record in records if record.waits and record.url])
    asker = _Asker(robots=robots)
    running: dict[Future[web.Page], tuple[str, ArticleRecord]] = {}
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        while (queue or running) and not (stop() and not running):
            while len(running) < _AT_ONCE and not stop() and (taken := queue.take()) is not None:
                host, record = taken
                running[threads.submit(asker.ask, record.url)] = host, record
            done, _ = wait(
                running,
                timeout=queue.pause() if len(running) < _AT_ONCE else 1.0,
                return_when=FIRST_COMPLETED,
            )
            if not running:
                time.sleep(min(queue.pause(), 0.5))
            for future in done:
                host, record = running.pop(future)
                result = _settled(holdings, queue, host, record, future)
                if result is not None:
                    yield result


def _settled(
    holdings: Holdings, queue: _Queue, host: str, record: ArticleRecord, future: Future[web.Page]
) -> Fetched | None:
    """Keep what came, or why it did not; None where it is asked for once more later."""
    try:
        page = future.result()
    except web.WebError as error:
        if error.wait and error.wait <= _LONGEST_WAIT and queue.once_more(host, record, error.wait):
            return None
        queue.release(host, max(SPACING, min(error.wait, _LONGEST_WAIT)))
        return _failed(holdings, record, error, lasting=error.lasting)
    queue.release(host, SPACING)
    try:
        return _arrived(holdings, record, page)
    except ReaderError as error:
        return _failed(holdings, record, error, lasting=True)


def _failed(holdings: Holdings, record: ArticleRecord, error: ReaderError, *, lasting: bool) -> Fetched:
    words = error.reason or error.title
    noted = f"{now()[:10]} {words}" if lasting else ""
    if noted != record.fetch_error:
        with holdings.store.change("fetch", f"fetch “{record.title}”", undoable=False):
            holdings.change(ArticleRecord, [record.id], fetch_error=noted)
    return Fetched(holdings.get(ArticleRecord, record.id), words)


def _arrived(holdings: Holdings, record: ArticleRecord, page: web.Page) -> Fetched:
    """Keep a page as the text of an article that waited."""
    data, article = _made(page)
    return _put(holdings, record, data, article)


def _made(page: web.Page) -> tuple[bytes, Article]:
    """The bytes to keep of a page, and its article. Raises ReaderError where there is none."""
    from reader.cleaning.worker import clean_safely

    data = page_bytes(page)
    article = clean_safely(data, url=page.url)
    if not article.text.strip():
        raise ReaderError(f"cannot fetch {page.url}", "there is no text in it")
    if article.metadata.word_count < _FEW_WORDS:
        few = f"only {article.metadata.word_count} words came: the page may show its text in a browser alone"
        article = dataclasses.replace(article, warnings=(*article.warnings, few))
    return data, article


def _put(holdings: Holdings, record: ArticleRecord, data: bytes, article: Article) -> Fetched:
    from tinydb import where

    from reader.library.arriving import put_with_insight, text_fields
    from reader.library.remaking import carry_marks

    article = dataclasses.replace(article, id=record.id)
    original = holdings.files.put_original(data)
    put_with_insight(holdings, article)
    with holdings.store.change("fetch", f"fetch “{record.title}”"):
        holdings.change(ArticleRecord, [record.id], **text_fields(record, article, original))
        carry_marks(holdings, article)
    marks = holdings.every(Highlight, where("article") == record.id)
    orphans = sum(mark.status == "orphan" for mark in marks)
    kept = holdings.get(ArticleRecord, record.id)
    return Fetched(kept, "", len(marks) - orphans, orphans, article.warnings)


def page_bytes(page: web.Page) -> bytes:
    """The bytes of a page as they are kept: as they came, or in UTF-8 where only the answer's head told what they
    are."""
    if page.charset and not page.kind.startswith("application/"):
        decoded = decode(page.data, page.charset)
        if decoded.encoding not in ("utf-8", decode(page.data).encoding):
            return decoded.text.encode("utf-8", "replace")
    return page.data


def add_address(holdings: Holdings, url: str, tags: Sequence[str] = ()) -> Added:
    """Fetch and save one page, or give an article that waits for it its text. Raises ReaderError."""
    from reader.library.saving import Added, keep
    from reader.library.tagging import change_tags

    key = address_key(url)
    if not key:
        raise ReaderError(f"cannot fetch {url}", "it is no address of the web")
    page = web.get(url)
    data, article = _made(page)
    keys = {key, address_key(page.url), address_key(article.metadata.canonical_url)}
    waiting = [
        record
        for record in holdings.every(ArticleRecord)
        if record.waits and record.url and address_key(record.url) in keys
    ]
    if not waiting:
        return keep(holdings, url, data, article, tags=tags)
    put = _put(holdings, waiting[0], data, article)
    if tags:
        change_tags(holdings, put.article.id, tags, ())
    record = holdings.get(ArticleRecord, put.article.id)
    return Added(url, record, removed_blocks=len(article.removed), warnings=put.warnings)


class _Asker:
    """Asks for pages, in threads; keeps what each host's robots.txt says."""

    def __init__(self, *, robots: bool) -> None:
        self._robots = robots
        self._rules: dict[str, RobotFileParser] = {}

    def ask(self, url: str) -> web.Page:
        """The page. Raises WebError, also where the site asks programs to stay away."""
        if self._robots and not self._rules_of(url).can_fetch(web.AGENT, url):
            raise web.WebError(
                url, "the site's robots.txt asks programs not to fetch it",
                "`reader add URL` fetches one page as a browser does", lasting=True,
            )  # fmt: skip
        return web.get(url)

    def _rules_of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:  # a host is asked by one thread at a time
            rules = RobotFileParser()
            try:
                page = web.get(f"{site}/robots.txt", seconds=10.0, limit=512 << 10)
                rules.parse(decode(page.data).text.splitlines())
            except web.WebError:
                rules.parse([])
            self._rules[site] = rules
        return self._rules[site]


class _Queue:
    """Whose turn it is: the articles of each host one after the other, with pauses."""

    def __init__(self, records: Sequence[ArticleRecord]) -> None:
        self._waiting: dict[str, deque[ArticleRecord]] = {}
        for record in records:
            self._waiting.setdefault(urlsplit(record.url).netloc.lower(), deque()).append(record)
        self._turns = [(0.0, host) for host in self._waiting]
        self._tries: dict[str, int] = {}

    def __bool__(self) -> bool:
        return any(self._waiting.values())

    def take(self) -> tuple[str, ArticleRecord] | None:
        """The next article of a host that may be asked now; the host is then taken until `release`."""
        while self._turns and self._turns[0][0] <= time.monotonic():
            _, host = heapq.heappop(self._turns)
            if self._waiting[host]:
                return host, self._waiting[host].popleft()
        return None

    def release(self, host: str, pause: float) -> None:
        """The host may be asked again after so many seconds."""
        heapq.heappush(self._turns, (time.monotonic() + pause, host))

    def once_more(self, host: str, record: ArticleRecord, pause: float) -> bool:
        """Ask for the same again after a pause; not without end."""
        self._tries[record.id] = self._tries.get(record.id, 1) + 1
        if self._tries[record.id] > _TRIES:
            return False
        self._waiting[host].appendleft(record)
        self.release(host, pause)
        return True

    def pause(self) -> float:
        """Seconds until a host may be asked."""
        return max(0.01, self._turns[0][0] - time.monotonic()) if self._turns else 1.0
