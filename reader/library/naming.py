"""From what a person says (an id, the start of one, words of a title, a query) to the records that are
meant."""

from __future__ import annotations

import dataclasses
from datetime import date

from reader.errors import NotFound
from reader.library.holdings import TABLES, Holdings, Kept
from reader.library.records import ArticleRecord, record_from

__all__ = ["article", "articles", "one_of"]

SHORTEST_PREFIX = 3
_SHOWN = 5


def articles(
    holdings: Holdings, query_text: str, *, sort: str | None, descending: bool | None, trashed: bool
) -> list[ArticleRecord]:
    """Articles that match a query; without words in it, all of them, in the order asked for."""
    holdings.store.refresh()
    if not query_text.strip():
        records = holdings.every(ArticleRecord, trashed=trashed)
        return in_order(records, sort or "added", descending)
    from reader.search import answers, query

    tree = query.parse(query_text)
    if trashed:
        in_trash = query.Field("is", "", "trashed")
        tree = dataclasses.replace(tree, root=query.And((in_trash, tree.root)) if tree.root else in_trash)
    today = date.today()
    ids = holdings.store.read(
        lambda connection: answers.articles(connection, tree, today=today, sort=sort, descending=descending)
    )
    found = []
    for id in ids:
        document = holdings.store.table("articles").get(doc_id=id)
        if document is not None:
            found.append(record_from(ArticleRecord, id, document))
    return found


def in_order(records: list[ArticleRecord], sort: str, descending: bool | None) -> list[ArticleRecord]:
    """Records by one of the sorts; newest, longest and farthest first unless said otherwise, titles from
    A."""
    keys = {
        "added": lambda record: record.added,
        "title": lambda record: record.title.casefold(),
        "published": lambda record: record.published,
        "minutes": lambda record: record.minutes,
        "minutes_left": lambda record: record.minutes * (1 - record.progress),
        "progress": lambda record: record.progress,
        "opened": lambda record: record.opened,
    }
    falling = sort not in ("title", "minutes", "minutes_left") if descending is None else descending
    return sorted(records, key=keys[sort], reverse=falling)


def article(holdings: Holdings, name: str) -> ArticleRecord:
    """The one article that is meant; see `Library.article`."""
    holdings.store.refresh()
    document = holdings.store.table("articles").get(doc_id=name)
    if document is not None:
        return record_from(ArticleRecord, name, document)
    records = [
        record for trashed in (False, True) for record in holdings.every(ArticleRecord, trashed=trashed)
    ]
    wanted = " ".join(name.split()).casefold()
    if len(wanted) >= SHORTEST_PREFIX:
        by_id = [record for record in records if record.id.startswith(wanted)]
        if len(by_id) == 1:
            return by_id[0]
    exact = [record for record in records if record.title.casefold() == wanted]
    words = wanted.split()
    loose = [record for record in records if words and all(word in record.title.casefold() for word in words)]
    for found in (exact, loose):
        here = [record for record in found if not record.trashed] or found
        if len(here) == 1:
            return here[0]
        if here:
            shown = ", ".join(f"{record.id} “{record.title[:40]}”" for record in here[:_SHOWN])
            raise NotFound(f"“{name}” fits {len(here)} articles", shown, "give an id or more of the title")
    raise NotFound(f"no article “{name}”", "no id and no title is like it", "`reader list` shows all")


def one_of(holdings: Holdings, kind: type[Kept], name: str) -> Kept:
    """The record of an id or of a unique prefix of one. Raises NotFound."""
    try:
        return holdings.get(kind, name)
    except NotFound:
        if len(name) >= SHORTEST_PREFIX:
            found = [
                record
                for trashed in (False, True)
                for record in holdings.every(kind, trashed=trashed)
                if record.id.startswith(name)
            ]
            if len(found) == 1:
                return found[0]
            if found:
                raise NotFound(
                    f"“{name}” fits {len(found)} {TABLES[kind]}",
                    ", ".join(record.id for record in found[:_SHOWN]),
                    "give more of the id",
                ) from None
        raise
