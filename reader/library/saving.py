"""Saving: a file's bytes become an original on disk, a cleaned article, its insight, and a record.

The record is written last, so that what a kill leaves behind is at worst a file that nothing names.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reader.article import Article
from reader.errors import NotFound, ReaderError, UsageError
from reader.insight.values import Insight
from reader.library import queues
from reader.library.analysing import analysed, first_analysed, is_current
from reader.library.holdings import Holdings, now
from reader.library.records import ArticleRecord
from reader.library.tagging import change_tags, clean_tags

if TYPE_CHECKING:
    from reader.cleaning.worker import Outcome

__all__ = [
    "Added",
    "add",
    "add_many",
    "add_samples",
    "files_below",
    "insight",
    "is_address",
    "keep",
    "read",
    "ready_insight",
]

SIZE_LIMIT = 64 * 2**20
"""Bytes of one file at the most."""

_TOGETHER, _LONGEST_WAIT = 8, 0.25
"""Articles that are made durable together, and seconds that the first of them waits for the others."""

_CHUNK = 64
"""Files after which it is told at the latest what became of them."""

_ENDINGS = frozenset(
    ".html .htm .xhtml .shtml .txt .text .md .markdown .mdown .mhtml .mht .webarchive .epub .pdf .eml".split()
)


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one source. `article` is None and `error` says why where nothing was saved."""

    source: str
    article: ArticleRecord | None
    already_there: bool = False
    removed_blocks: int = 0
    warnings: tuple[str, ...] = ()
    error: str = ""


def add(
    holdings: Holdings,
    source: str | Path,
    *,
    data: bytes | None = None,
    url: str = "",
    tags: Sequence[str] = (),
) -> Added:
    """Save one file, or `data` under the name `source`. Raises ReaderError, UsageError."""
    from reader.cleaning.by_hand import ByHand
    from reader.cleaning.worker import clean_safely
    from reader.library.sites import site_rules

    wanted = clean_tags(tags)
    name = str(source)
    if data is None:
        if is_address(name):
            from reader.library.fetching import add_address

            return add_address(holdings, name, wanted)
        data = read_file(Path(name).expanduser())
    if len(data) > SIZE_LIMIT:
        raise ReaderError(f"{name} is too large", f"the limit is {SIZE_LIMIT // 2**20} MB")
    before = _known(holdings, data)
    if before is not None:
        return _again(holdings, name, before, wanted)
    by_hand = ByHand(site_rules(holdings).rules)
    article = clean_safely(data, url=url, name=Path(name).name, by_hand=by_hand)
    return keep(holdings, name, data, article, tags=wanted)


def is_address(source: str) -> bool:
    """Whether a source is an address of the web, rather than a file."""
    return source.lower().startswith(("http://", "https://"))


def add_many(
    holdings: Holdings,
    sources: Iterable[str | Path],
    *,
    tags: Sequence[str] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Added]:
    """Save files and folders, cleaned on all cores, yielded as they are saved; see `Library.add_many`."""
    from reader.cleaning.by_hand import ByHand
    from reader.cleaning.worker import Job
    from reader.library.making import insight_of, making_pool
    from reader.library.sites import site_rules

    wanted = clean_tags(tags)
    by_hand = ByHand(site_rules(holdings).rules)
    paths: list[Path] = []
    settled: list[Added] = []

    def jobs(chunk: Iterable[Path | str]) -> Iterator[Job]:
        for path in chunk:
            if stop():
                return
            try:
                if isinstance(path, str):
                    settled.append(add(holdings, path, tags=wanted))
                    continue
                data = read_file(path)
            except ReaderError as error:
                settled.append(Added(str(path), None, error=str(error)))
                continue
            before = _known(holdings, data)
            if before is not None:
                settled.append(_again(holdings, str(path), before, wanted))
                continue
            paths.append(path)
            yield Job(data, name=path.name, by_hand=by_hand)

    def kept(outcome: Outcome) -> Added:
        path = str(paths[outcome.index])
        try:
            if outcome.article is None:
                raise outcome.error or ReaderError(f"cannot clean {path}")
            found = insight_of(outcome.article, outcome.further)
            data = _bytes(outcome.job.data)
            return keep(holdings, path, data, outcome.article, tags=wanted, found=found)
        except ReaderError as error:
            return Added(path, None, error=str(error))

    waiting = _files(sources)
    with making_pool() as pool:
        while not stop() and (chunk := list(islice(waiting, _CHUNK))):
            paths.clear()
            for outcomes in _gathered(pool.map(jobs(chunk))):
                with holdings.store.batch():
                    results = [kept(outcome) for outcome in outcomes]
                yield from (*settled, *results)
                settled.clear()
            yield from settled
            settled.clear()


def _gathered(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    """A few outcomes at a time, so that they wait for the disk together; none waits long for the others."""
    group: list[Outcome] = []
    since = time.monotonic()
    for outcome in outcomes:
        group.append(outcome)
        if len(group) >= _TOGETHER or time.monotonic() - since > _LONGEST_WAIT:
            yield group
            group, since = [], time.monotonic()
    if group:
        yield group


def add_samples(holdings: Holdings) -> Iterator[Added]:
    """Save the bundled articles, once in a library's life; see `Library.add_samples`."""
    from tinydb.table import Document

    from reader.cleaning import clean
    from reader.library.samples import sample_files

    for number, path in enumerate(sample_files()):
        marker = f"sample-{path.name}"
        if holdings.store.table("seen").contains(doc_id=marker):
            continue
        data = path.read_bytes()
        with holdings.store.change("sample", f"add sample {path.name}", undoable=False):
            added = keep(holdings, str(path), data, clean(data, name=path.name), sample_number=number)
            holdings.store.table("seen").insert(Document({"at": now()}, doc_id=cast(Any, marker)))
        yield added


def read(holdings: Holdings, article_id: str) -> Article:
    """The cleaned article. Where its file is of another text than the record says, as after an undo or a kill, that
    text is brought back; where it is kept nowhere, it is made anew from the original. Raises NotFound."""
    record = holdings.get(ArticleRecord, article_id)
    article = holdings.files.article(article_id)
    if article is not None and article.text_hash == record.text_hash:
        return article
    kept = holdings.files.version(article_id, record.text_hash)
    if kept is not None:
        if article is not None:
            holdings.files.put_version(article)
        holdings.files.put_article(kept)
        return kept
    data = holdings.files.original(record.original) if record.original else None
    if data is None and article is not None:
        return article
    if record.waits:
        from reader.library.arriving import article_of_record

        return article_of_record(record)
    if data is None:
        raise NotFound(
            f"the text of “{record.title}” is gone", "neither its cleaned form nor its original is on disk",
            "`reader doctor` tells more",
        )  # fmt: skip
    from reader.cleaning.worker import clean_safely
    from reader.library.editing import by_hand_of
    from reader.library.remaking import put_in_place

    by_hand = by_hand_of(holdings, article_id)
    made = clean_safely(
        data, url=record.url, kind=record.kind or None, name=record.file_name, by_hand=by_hand
    )
    put_in_place(holdings, record, made)
    return dataclasses.replace(made, id=article_id)


def picture(holdings: Holdings, article: Article, address: str) -> bytes | None:
    """The picture that the article's original carries under an address; None where it carries none."""
    from reader.cleaning.packed import packed_picture

    record = holdings.get(ArticleRecord, article.id)
    data = holdings.files.original(record.original) if record.original else None
    return packed_picture(data, article.source.kind, address) if data is not None else None


def insight(holdings: Holdings, article: Article) -> Insight:
    """Entities and quotes of an article, from its file where that is of this text and engine, else made and
    kept."""
    kept = holdings.files.insight(article.id)
    if kept is not None and is_current(kept, article):
        return kept
    made = analysed(article)
    holdings.files.put_insight(article.id, made)
    with holdings.store.deriving() as connection:
        holdings.findables.put_insight(connection, article.id, made)
    return made


def ready_insight(holdings: Holdings, article_id: str, text_hash: str) -> Insight | None:
    """The insight on disk, if it was made of this text."""
    kept = holdings.files.insight(article_id)
    return kept if kept is not None and kept.text_hash == text_hash else None


def read_file(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a regular file. Raises ReaderError: missing, no regular file, too large, unreadable."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise ReaderError(f"cannot read {path}", error.strerror or str(error), "check the path") from error
    try:
        _check_regular(path, os.fstat(handle), limit)
    except ReaderError:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as file:
        return file.read(limit + 1)


def _check_regular(path: Path, facts: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise ReaderError(f"{path} is a folder", "", "`reader add` takes folders too")
    if not stat.S_ISREG(facts.st_mode):
        raise ReaderError(f"cannot read {path}", "it is not a regular file", "save it as a file first")
    if facts.st_size > limit:
        size = facts.st_size // 2**20
        raise ReaderError(f"{path} is too large", f"{size} MB, the limit is {limit // 2**20} MB")


def files_below(folder: Path) -> Iterator[Path]:
    """Files of a folder that look like articles, in order of their names; a page's `_files` folder is left
    out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith(("_files", "-Dateien"))
        )
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in _ENDINGS:
                yield Path(root, name)


def _known(holdings: Holdings, data: bytes) -> ArticleRecord | None:
    """The article that was saved from these very bytes, if one was."""
    from tinydb import where

    digest = hashlib.sha256(data).hexdigest()
    condition = where("original") == digest
    for trashed in (False, True):
        for record in holdings.every(ArticleRecord, condition, trashed=trashed):
            return record
    return None


def keep(
    holdings: Holdings,
    source: str,
    data: bytes,
    article: Article,
    *,
    tags: Sequence[str] = (),
    sample_number: int | None = None,
    found: Insight | None = None,
) -> Added:
    """Save a cleaned article with its original and what was found in it. The same page in another form becomes its
    newer version."""
    from reader.library.remaking import carry_marks

    if not article.text.strip():
        raise UsageError(f"{source} holds no text to read")
    id = article.id
    document = holdings.store.table("articles").get(doc_id=id)
    if document is not None:
        article = _as_edited(holdings, data, article)
    original = holdings.files.put_original(data)
    earlier = holdings.files.article(id) if document is not None else None
    if earlier is not None and earlier.text_hash != article.text_hash:
        holdings.files.put_version(earlier)
    holdings.files.put_article(article)
    if found is None or found.text_hash != article.text_hash:
        found = first_analysed(article)
    holdings.files.put_insight(id, found)
    record = _record_of(article, original, tags=tags, sample_number=sample_number)
    if document is None and sample_number is None:
        record = queues.ruled(record, article, queues.own_rules())
    warnings = (*article.warnings, *_same_text(holdings, record))
    facts = {"removed_blocks": len(article.removed), "warnings": warnings}
    if document is None:
        with holdings.store.change("add", f"add “{record.title}”"):
            holdings.put(ArticleRecord, record)
        return Added(source, record, **facts)  # type: ignore[arg-type]  # two named fields of their own types
    unchanged = document.get("text_hash") == record.text_hash
    waited = not document.get("text_hash")
    with holdings.store.change("update", f"save “{record.title}” again"):
        fresh = {
            name: getattr(record, name)
            for name in ("word_count", "minutes", "text_hash", "original", "cleaner_version", "removed_count")
        }
        if waited:
            from reader.library.arriving import text_fields

            fresh = text_fields(holdings.get(ArticleRecord, id), article, original)
        holdings.change(ArticleRecord, [id], trashed="", **fresh)
        if not unchanged:
            carry_marks(holdings, article)
        if tags:
            change_tags(holdings, id, tags, ())
    return Added(source, holdings.get(ArticleRecord, id), already_there=unchanged, **facts)  # type: ignore[arg-type]


def _as_edited(holdings: Holdings, data: bytes, article: Article) -> Article:
    """A newer version of a page with what was put back and taken out by hand in the earlier one."""
    from reader.cleaning.worker import clean_safely
    from reader.library.editing import by_hand_of

    by_hand = by_hand_of(holdings, article.id)
    if not by_hand.edits:
        return article
    url, name = article.metadata.url, article.source.name
    made = clean_safely(data, url=url, kind=article.source.kind, name=name, by_hand=by_hand)
    return made if made.text.strip() else article


def _same_text(holdings: Holdings, record: ArticleRecord) -> Iterator[str]:
    """That the same text is saved already, as another article: in one line, however many there are."""
    from tinydb import where

    same = holdings.every(ArticleRecord, where("text_hash") == record.text_hash)
    others = [other for other in same if other.id != record.id]
    if others:
        first, more = others[0], len(others) - 1
        named = f"“{first.title}” ({first.id})" + (f" and {more} more have" if more else " has")
        yield (
            f"{named} the same text: `reader duplicates --fold {first.id} {record.id}` makes "
            + ("the first and this one" if more else "them one")
        )


def _bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


def _again(holdings: Holdings, source: str, record: ArticleRecord, tags: Sequence[str]) -> Added:
    """These very bytes are saved already: out of the trash if need be, with the tags that were asked for."""
    with holdings.store.change("add-again", f"add “{record.title}” again"):
        if record.trashed:
            holdings.change(ArticleRecord, [record.id], trashed="")
        if tags:
            change_tags(holdings, record.id, tags, ())
    return Added(
        source,
        holdings.get(ArticleRecord, record.id),
        already_there=True,
        removed_blocks=record.removed_count,
    )


def _files(sources: Iterable[str | Path]) -> Iterator[Path | str]:
    """Every file, and every address of the web."""
    for source in sources:
        path = Path(source).expanduser()
        if isinstance(source, str) and is_address(source):
            yield source
        elif path.is_dir():
            yield from files_below(path)
        else:
            yield path


def _record_of(
    article: Article, original: str, *, tags: Sequence[str], sample_number: int | None
) -> ArticleRecord:
    """The record of a newly cleaned article; samples count as added one after the other, the first one
    last."""
    about = article.metadata
    return ArticleRecord(
        id=article.id,
        title=about.title,
        site=about.site,
        byline=about.byline,
        url=about.canonical_url or about.url,
        published=about.published,
        language=about.language,
        kind=article.source.kind,
        file_name=article.source.name,
        excerpt=about.excerpt,
        word_count=about.word_count,
        minutes=about.minutes(),
        added=now(before=timedelta(seconds=sample_number or 0)),
        tags=clean_tags(tags),
        text_hash=article.text_hash,
        original=original,
        cleaner_version=article.cleaner_version,
        removed_count=len(article.removed),
        sample=sample_number is not None,
    )
