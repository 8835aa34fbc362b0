"""What the search index holds of the library: a projection of the store's documents, moved with them.

An article's body, title, highlights and notes follow its documents. Quotes and entities follow the insight
kept beside the article; `put_insight` adds them when it is made, and a rebuild reads it from disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reader.article import Article
from reader.insight.values import Insight
from reader.library import corrections
from reader.library.files import ArticleFiles
from reader.library.records import ArticleRecord, Highlight, Note, record_from
from reader.library.store import DocumentChange
from reader.search.index import SearchIndex
from reader.search.values import ArticleFacts, Findable

__all__ = ["Findables", "facts_of"]

_AT_ONCE = 500
_QUOTE_NAMES = {"speech", "indirect"}


class Findables:
    """Keeps the search index in step with the store; see `reader.library.state.Projection`."""

    def __init__(self, files: ArticleFiles) -> None:
        self._files = files
        self._index = SearchIndex()
        self.name = "search"
        self.version: str | int = f"{self._index.schema_version}.2"

    def create(self, connection: sqlite3.Connection) -> None:
        """Make the index's tables, empty."""
        self._index.create(connection)

    def apply(self, connection: sqlite3.Connection, changes: Sequence[DocumentChange]) -> None:
        """Follow documents that changed, in the store's own transaction."""
        facts: list[ArticleFacts] = []
        waiting: list[Findable] = []
        for change in changes:
            if change.table == corrections.TABLE:
                self._put_all(connection, facts, waiting)
                self._follow_correction(connection, change)
                continue
            if change.table == "articles" and change.new is not None:
                facts.append(facts_of(record_from(ArticleRecord, change.id, change.new)))
            waiting.extend(self._followed(connection, change))
            if len(waiting) + len(facts) >= _AT_ONCE:
                self._put_all(connection, facts, waiting)
        self._put_all(connection, facts, waiting)

    def _put_all(
        self, connection: sqlite3.Connection, facts: list[ArticleFacts], waiting: list[Findable]
    ) -> None:
        self._index.put_articles(connection, facts)
        self._index.put(connection, waiting)
        facts.clear()
        waiting.clear()

    def _followed(self, connection: sqlite3.Connection, change: DocumentChange) -> Iterable[Findable]:
        """What is to be put for a document that changed; what is to go is gone."""
        if change.table == "articles":
            return self._of_article(connection, change.id, change.old, change.new)
        if change.table == "highlights":
            found = _highlight_findable(change.id, change.new)
            key = f"highlight:{change.id}"
        elif change.table == "notes":
            found, key = _note_findable(change.id, change.new), f"note:{change.id}"
        else:
            return ()
        if found is None:
            self._index.remove(connection, [key])
            return ()
        return (found,)

    def texts(self, connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """The id and the text of each article, one after the other, without its file being read."""
        return self._index.bodies(connection)

    def put_insight(self, connection: sqlite3.Connection, article_id: str, insight: Insight) -> None:
        """Replace an article's quotes and entities, as corrected by hand. The caller holds the transaction."""
        self._index.put(connection, list(self._of_insight(connection, article_id, insight)))

    def _of_insight(
        self, connection: sqlite3.Connection, article_id: str, insight: Insight
    ) -> Iterable[Findable]:
        by_hand = corrections.corrections_in(connection, article_id)
        insight = corrections.corrected(insight, by_hand, lambda: self._text(article_id))
        self._index.remove_of_article(connection, article_id, ("quote", "entity"))
        return _insight_findables(article_id, insight)

    def _text(self, article_id: str) -> str:
        article = self._files.article(article_id)
        return article.text if article is not None else ""

    def _follow_correction(self, connection: sqlite3.Connection, change: DocumentChange) -> None:
        """Names and quotes of the articles that a correction touches, anew."""
        document = change.new or change.old or {}
        article_id, name = document.get("article", ""), document.get("name", "")
        touched = [article_id] if article_id else self._index.articles_that_say(connection, name)
        for id in touched:
            insight = self._files.insight(id) if self._index.knows_article(connection, id) else None
            if insight is not None:
                self.put_insight(connection, id, insight)

    def _of_article(
        self,
        connection: sqlite3.Connection,
        article_id: str,
        old: Mapping[str, Any] | None,
        new: Mapping[str, Any] | None,
    ) -> Iterator[Findable]:
        if new is None:
            self._index.remove_article(connection, article_id)
            return
        record = record_from(ArticleRecord, article_id, new)
        if old is not None and old.get("text_hash") == record.text_hash and old.get("title") == record.title:
            return
        article = self._files.version(article_id, record.text_hash) or self._files.article(article_id)
        self._index.remove_of_article(connection, article_id, ("article", "title"))
        if article is None:
            yield _title_findable(record)
            return
        yield from _text_findables(record, article)
        insight = self._files.insight(article_id)
        if insight is not None and insight.text_hash == article.text_hash:
            yield from self._of_insight(connection, article_id, insight)


def facts_of(record: ArticleRecord) -> ArticleFacts:
    """What queries filter an article by."""
    return ArticleFacts(
        article_id=record.id,
        title=record.title,
        byline=", ".join(record.byline),
        site=record.site,
        language=record.language,
        published=record.published,
        added=record.added,
        opened=record.opened,
        finished=record.finished,
        minutes=record.minutes,
        progress=record.progress,
        state=record.state,
        starred=record.starred,
        archived=record.archived,
        later=record.later,
        trashed=bool(record.trashed),
        tags=record.tags,
    )


def _title_findable(record: ArticleRecord) -> Findable:
    return Findable(f"title:{record.id}", "title", record.id, record.id, record.title, created=record.added)


def _text_findables(record: ArticleRecord, article: Article) -> Iterator[Findable]:
    yield _title_findable(record)
    yield Findable(
        f"body:{record.id}",
        "article",
        record.id,
        record.id,
        article.text,
        0,
        len(article.text),
        created=record.added,
    )


def _insight_findables(article_id: str, insight: Insight) -> Iterable[Findable]:
    for number, entity in enumerate(insight.entities):
        if entity.kind in ("date", "quantity", "money"):
            continue
        first = entity.mentions[0]
        yield Findable(
            f"entity:{article_id}:{number}",
            "entity",
            article_id,
            str(number),
            " · ".join((entity.name, *entity.aliases)),
            first.start,
            first.end,
            name=entity.name,
            entity_kind=entity.kind,
        )
    for number, quote in enumerate(insight.quotes):
        if quote.kind in _QUOTE_NAMES:
            yield Findable(
                f"quote:{article_id}:{number}",
                "quote",
                article_id,
                str(number),
                quote.text,
                quote.start,
                quote.end,
                name=quote.speaker,
            )


def _highlight_findable(id: str, document: Mapping[str, Any] | None) -> Findable | None:
    if document is None or document.get("trashed"):
        return None
    highlight = record_from(Highlight, id, document)
    return Findable(
        f"highlight:{id}",
        "highlight",
        highlight.article,
        id,
        highlight.exact,
        None if highlight.waits else highlight.start,
        None if highlight.waits else highlight.end,
        tags=highlight.tags,
        created=highlight.created,
        orphan=highlight.status == "orphan" and not highlight.waits,
    )


def _note_findable(id: str, document: Mapping[str, Any] | None) -> Findable | None:
    if document is None or document.get("trashed"):
        return None
    note = record_from(Note, id, document)
    return Findable(f"note:{id}", "note", note.article, id, note.text, tags=note.tags, created=note.created)
