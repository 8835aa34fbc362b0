"""Texts that arrive for articles of which only the address or some passages were known: with an import, from the
web, or as a file saved by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.article import Article, Metadata, Range, Source
from reader.article.build import Piece, TextBuilder
from reader.article.characters import safe_text
from reader.errors import ReaderError
from reader.library import anchors
from reader.library.folding import FoldedText
from reader.library.holdings import Holdings
from reader.library.incoming import Incoming, IncomingHighlight, Unread
from reader.library.passages import place_passage
from reader.library.records import ArticleRecord, Highlight

if TYPE_CHECKING:
    from reader.cleaning.worker import Outcome
    from reader.insight.values import Insight
    from reader.library.importing import Imported, Plan

__all__ = ["article_of_record", "passage_key", "placed", "put_texts", "put_with_insight", "text_fields"]


def put_texts(
    holdings: Holdings,
    plans: Sequence[Plan],
    report: Imported,
    progress: Callable[[int, int], None] | None,
    stop: Callable[[], bool] | None,
) -> list[Plan]:
    """Keep the texts that came along with what was planned; the plans that can be carried out.

    Articles and originals are written before the records that name them: what an end in between leaves
    behind is files that nothing names.
    """
    ready: list[Plan] = []
    pages: list[tuple[Plan, Incoming]] = []
    for plan in plans:
        if not plan.entries:
            continue
        if plan.kept is not None and plan.kept.text_hash and plan.record.url:
            ready.append(plan)
            continue
        made = next((entry for entry in plan.entries if entry.article is not None), None)
        page = next((entry for entry in plan.entries if entry.page is not None), None)
        if made is not None and made.article is not None:
            _keep_whole(holdings, plan, made.article)
        elif page is not None and not (plan.kept and plan.kept.text_hash):
            pages.append((plan, page))
            continue
        elif page is None and not plan.record.url:
            _keep_clippings(holdings, plan)
        ready.append(plan)
    ready.extend(_cleaned(holdings, pages, report, progress, stop))
    return ready


def _cleaned(
    holdings: Holdings,
    pages: Sequence[tuple[Plan, Incoming]],
    report: Imported,
    progress: Callable[[int, int], None] | None,
    stop: Callable[[], bool] | None,
) -> Iterator[Plan]:
    from reader.cleaning.worker import Job
    from reader.library.making import making_pool

    wanted: list[tuple[Plan, Incoming]] = []

    def jobs() -> Iterator[Job]:
        for plan, entry in pages:
            if stop is not None and stop():
                report.stopped = True
                return
            assert entry.page is not None
            try:
                data = entry.page()
            except ReaderError as error:
                report.problems.append(Unread(entry.place, str(error)))
                failed.append(plan)
                continue
            wanted.append((plan, entry))
            yield Job(data, url=plan.record.url, kind=entry.page_kind)

    failed: list[Plan] = []
    done = 0
    if pages:
        with making_pool() as pool:
            for outcome in pool.map(jobs()):
                plan, entry = wanted[outcome.index]
                done += 1
                if progress is not None:
                    progress(done, len(pages))
                if outcome.article is not None and outcome.article.text.strip():
                    _keep_page(holdings, plan, outcome, outcome.article)
                    yield plan
                else:
                    reason = str(outcome.error or "there is no text in it")
                    report.problems.append(Unread(entry.place, reason))
                    failed.append(plan)
    yield from (plan for plan in failed if plan.record.url)


def _keep_page(holdings: Holdings, plan: Plan, outcome: Outcome, article: Article) -> None:
    from reader.library.making import insight_of

    job = outcome.job
    data = job.data if isinstance(job.data, bytes) else job.data.encode()
    found = insight_of(article, outcome.further)
    article = dataclasses.replace(article, id=plan.record.id)
    original = holdings.files.put_original(data)
    plan.article = article
    plan.record = dataclasses.replace(plan.record, **text_fields(plan.record, article, original))  # type: ignore[arg-type]
    put_with_insight(holdings, article, found)


def _keep_whole(holdings: Holdings, plan: Plan, article: Article) -> None:
    """An article of another library of ours, as it was there."""
    from reader.cleaning.kept import kept_bytes

    article = dataclasses.replace(article, id=plan.record.id)
    if plan.kept is not None and plan.kept.text_hash:
        return
    original = holdings.files.put_original(kept_bytes(article))
    plan.article = article
    plan.record = dataclasses.replace(plan.record, **text_fields(plan.record, article, original))  # type: ignore[arg-type]
    put_with_insight(holdings, article)


def _keep_clippings(holdings: Holdings, plan: Plan) -> None:
    """Passages without a page: they are the text. Further ones of the same book are put below those there are."""
    from reader.cleaning.kept import kept_bytes

    new = [mark for mark in plan.highlights if not plan.seen_highlights.get(passage_key(mark.exact))]
    before = holdings.files.article(plan.record.id) if plan.kept is not None else None
    if plan.kept is not None and not new:
        return
    builder = TextBuilder()
    if before is not None:
        builder.extend(Piece(block.kind, block.of(before.text)) for block in before.blocks)
    else:
        excerpt = safe_text(plan.record.excerpt).strip()
        builder.extend(Piece("paragraph", part) for part in _paragraphs(excerpt))
    for mark in new:
        builder.extend(
            Piece("quote", part, fields={"quote_depth": 1}) for part in _paragraphs(safe_text(mark.exact))
        )
    article = dataclasses.replace(
        article_of_record(plan.record), text=builder.text, blocks=tuple(builder.blocks)
    )
    about = dataclasses.replace(article.metadata, word_count=len(article.text.split()))
    article = dataclasses.replace(article, metadata=about)
    original = holdings.files.put_original(kept_bytes(article))
    if before is not None and before.text_hash != article.text_hash:
        holdings.files.put_version(before)
    plan.article = article
    plan.record = dataclasses.replace(plan.record, **text_fields(plan.record, article, original))  # type: ignore[arg-type]
    put_with_insight(holdings, article)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def passage_key(words: str) -> str:
    """What a passage and the same one with other quotes, dashes or spacing have in common."""
    return FoldedText(words).letters or " ".join(words.split())


def put_with_insight(holdings: Holdings, article: Article, found: Insight | None = None) -> None:
    """Keep an article and what is `found` in it, looked for where it is not given, before the record that the index
    follows."""
    from reader.library.analysing import first_analysed

    holdings.files.put_article(article)
    holdings.files.put_insight(article.id, found or first_analysed(article))


def text_fields(record: ArticleRecord, article: Article, original: str) -> dict[str, object]:
    """The fields of a record whose text has come: what the text says of itself fills what nobody said."""
    about = article.metadata
    fields: dict[str, object] = {
        "kind": article.source.kind,
        "file_name": record.file_name or article.source.name,
        "word_count": about.word_count,
        "minutes": about.minutes(),
        "text_hash": article.text_hash,
        "original": original,
        "cleaner_version": article.cleaner_version,
        "removed_count": len(article.removed),
        "fetch_error": "",
    }
    if record.title in ("", record.url) or (record.title.startswith("http") and "://" in record.title):
        fields["title"] = about.title or record.title
    for name in ("site", "published", "language", "excerpt", "byline"):
        if not getattr(record, name):
            fields[name] = getattr(about, name)
    return fields


def article_of_record(record: ArticleRecord) -> Article:
    """An article without a text, for a record that waits for one: it says what is known."""
    from reader.cleaning import CLEANER_VERSION

    about = Metadata(
        title=record.title, byline=record.byline, site=record.site, published=record.published,
        language=record.language, url=record.url, canonical_url=record.url, excerpt=record.excerpt,
    )  # fmt: skip
    source = Source(record.kind or "empty", record.file_name)
    return Article(record.id, "", (), about, source, cleaner_version=CLEANER_VERSION)


def placed(
    holdings: Holdings,
    record: ArticleRecord,
    article: Article | None,
    mark: IncomingHighlight,
    id: str,
    time: str,
) -> Highlight:
    """A highlight that came, at its place in the article's text, or waiting for one."""
    created = mark.created or record.added or time
    highlight = Highlight(
        id, record.id, max(0, mark.start), max(0, mark.start), mark.exact, mark.prefix, mark.suffix, "",
        mark.colour, tuple(mark.tags), created, mark.modified or created, "orphan",
    )  # fmt: skip
    if not record.text_hash:
        return highlight
    if article is None:
        article = holdings.files.article(record.id)
    if article is None:
        return highlight
    if mark.text_hash == article.text_hash and article.text[mark.start : mark.end] == mark.exact:
        place = anchors.Healed(mark.start, mark.end, "ok")
    else:
        place = place_passage(article.text, article.text_hash, highlight)
    found: dict[str, object] = place._asdict()
    if place.status == "ok":
        found |= anchors.make_anchor(article.text, Range(place.start, place.end))._asdict()
    return dataclasses.replace(highlight, text_hash=article.text_hash, **found)  # type: ignore[arg-type]
