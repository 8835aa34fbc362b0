"""Saved searches: a name for a query of the search language, with how much it finds now.

Documents of their own table, so that they are journalled, synchronised and undone like all else.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from reader.article.characters import safe_line
from reader.errors import NotFound, UsageError
from reader.library.holdings import Holdings, now
from reader.search.values import FindableKind

__all__ = ["SavedSearch", "count", "counted", "delete", "rename", "save", "searches"]

TABLE = "searches"
NAME_LIMIT = 60
_COUNTED_KINDS: tuple[FindableKind, ...] = ("note", "highlight", "quote", "entity", "title")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name. `finds` says what it lists: articles, or marks (notes, highlights, quotes …).

    `count` is how many of those match now, None where that was not asked for.
    """

    id: str
    name: str
    query: str
    created: str = ""
    finds: str = "articles"
    count: int | None = None


def searches(holdings: Holdings) -> list[SavedSearch]:
    """All of them, in the order of their names."""
    from reader.library.rows import documents

    found = holdings.store.read(lambda connection: list(documents(connection, TABLE)))
    kept = [
        SavedSearch(
            id, document["name"], document["query"], document.get("created", ""), _finds(document["query"])
        )
        for id, document in found
    ]
    return sorted(kept, key=lambda saved: (saved.name.casefold(), saved.created))


def counted(holdings: Holdings, saved: SavedSearch) -> SavedSearch:
    """The same with how many match now; 0 for a query that can no longer be read."""
    return dataclasses.replace(saved, count=count(holdings, saved.query))


def save(holdings: Holdings, name: str, query_text: str) -> SavedSearch:
    """Keep a query under a name; a name that is there already gets the new query.

    Raises QueryError for a query that cannot be read, UsageError without a name or a query.
    """
    from reader.search.query import parse

    parse(query_text)
    wanted, words = safe_line(name, NAME_LIMIT).strip(), " ".join(query_text.split())
    if not wanted:
        raise UsageError("a saved search needs a name", "", "`reader searches save NAME QUERY`")
    if not words:
        raise UsageError("a saved search needs a query", "", "`reader help query` has the language")
    before = _called(holdings, wanted)
    id = before.id if before is not None else holdings.store.new_id()
    document = {"name": wanted, "query": words, "created": before.created if before is not None else now()}
    with holdings.store.change("save-search", f"save the search “{wanted}”"):
        holdings.store.put(TABLE, id, document)
    return SavedSearch(id, wanted, words, document["created"], _finds(words))


def rename(holdings: Holdings, name: str, new: str) -> SavedSearch:
    """Another name. Raises NotFound, UsageError for a name that another one has."""
    saved = one(holdings, name)
    wanted = safe_line(new, NAME_LIMIT).strip()
    other = _called(holdings, wanted)
    if not wanted or (other is not None and other.id != saved.id):
        reason = "another search is called so" if wanted else "a saved search needs a name"
        raise UsageError(f"“{saved.name}” was not renamed", reason)
    with holdings.store.change("rename-search", f"rename the search “{saved.name}”"):
        document = {"name": wanted, "query": saved.query, "created": saved.created}
        holdings.store.put(TABLE, saved.id, document)
    return dataclasses.replace(saved, name=wanted)


def delete(holdings: Holdings, name: str) -> SavedSearch:
    """Forget one. Raises NotFound."""
    saved = one(holdings, name)
    with holdings.store.change("delete-search", f"delete the search “{saved.name}”"):
        holdings.store.put(TABLE, saved.id, None)
    return saved


def one(holdings: Holdings, name: str) -> SavedSearch:
    """The saved search of a name whatever its case, or of an id. Raises NotFound."""
    found = _called(holdings, name)
    if found is None:
        names = ", ".join(saved.name for saved in searches(holdings)[:5])
        raise NotFound(f"no saved search “{safe_line(name, NAME_LIMIT)}”", f"there are: {names}" if names else "",
                       "`reader searches` lists them")  # fmt: skip
    return found


def _called(holdings: Holdings, name: str) -> SavedSearch | None:
    wanted = " ".join(name.split()).casefold()
    kept = searches(holdings)
    by_name = (saved for saved in kept if saved.name.casefold() == wanted)
    return next(by_name, next((saved for saved in kept if saved.id == name), None))


def _finds(query_text: str) -> str:
    from reader.search.listing import asks_for_marks
    from reader.search.query import QueryError, parse

    try:
        return "marks" if asks_for_marks(parse(query_text).root) else "articles"
    except QueryError:
        return "articles"


def count(holdings: Holdings, query_text: str) -> int:
    """How many match a query now: articles, or things in them where it says where to look."""
    from reader.search import answers, listing
    from reader.search.query import QueryError, parse

    try:
        tree = parse(query_text)
    except QueryError:  # a later version of the language may refuse what an earlier one took
        return 0
    today = date.today()
    if listing.asks_for_marks(tree.root):
        counts = holdings.store.read(
            lambda connection: listing.count(connection, tree, today=today, kinds=_COUNTED_KINDS)
        )
        return sum(counts.values())
    plain = dataclasses.replace(tree, sort="")
    return len(holdings.store.read(lambda connection: answers.articles(connection, plain, today=today)))
