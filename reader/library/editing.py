"""What the reader changes of a cleaned article by hand: a block put back, a block taken out.

Each edit is a document of its own table and is made in one change with the text that follows from it, so that undo
brings back the very text that was there. Cleaning heeds them whenever the article is made again.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any

from reader.article import Article, Removed
from reader.cleaning.by_hand import ByHand, Edit, edit_of_block, edit_of_receipt, unmet
from reader.cleaning.site_rules import SiteRule
from reader.errors import NotFound, ReaderError, UsageError
from reader.library.holdings import Holdings
from reader.library.records import ArticleRecord
from reader.library.remaking import Remade, put_in_place

__all__ = ["TABLE", "by_hand_of", "edits_of", "put_back", "take_out"]

TABLE = "edits"


def edits_of(holdings: Holdings, article_id: str) -> list[Edit]:
    """The edits of an article, in the order in which they were made."""
    return [edit for _, edit in _documents(holdings, article_id)]


def by_hand_of(holdings: Holdings, article_id: str, rules: tuple[SiteRule, ...] | None = None) -> ByHand:
    """All that cleaning an article has to heed. `rules` are those of all sites, read anew where they are not given."""
    from reader.library.sites import site_rules

    own = site_rules(holdings).rules if rules is None else rules
    return ByHand(own, tuple(edits_of(holdings, article_id)))


def put_back(holdings: Holdings, article: Article, receipt: Removed) -> Remade:
    """Put a removed block back into its article. Raises NotFound where the source has it not any more."""
    own = [each for each in article.removed if (each.order, each.text) == (receipt.order, receipt.text)]
    if not own:
        raise NotFound(
            "that block was not removed from this article", "", "`reader show ID --removed` numbers them"
        )
    return _edit(holdings, article, edit_of_receipt(article, own[0]))


def take_out(holdings: Holdings, article: Article, offset: int) -> Remade:
    """Take the block at a character out of its article. Raises NotFound; UsageError where nothing would be left."""
    block = article.block_at(offset)
    if block is None or not block.of(article.text).strip():
        raise NotFound("there is no paragraph", f"at character {offset}", "choose one with words in it")
    return _edit(holdings, article, edit_of_block(article, block))


def _edit(holdings: Holdings, article: Article, edit: Edit) -> Remade:
    from reader.cleaning.worker import clean_safely

    record = holdings.get(ArticleRecord, article.id)
    data = holdings.files.original(record.original) if record.original else None
    if data is None:
        raise ReaderError(
            "the article cannot be made again", "its original is missing or damaged", "`reader doctor`"
        )
    by_hand = by_hand_of(holdings, article.id)
    others = (other for other in by_hand.edits if not _same_block(other, edit))
    by_hand = dataclasses.replace(by_hand, edits=(*others, edit))
    made = clean_safely(
        data, url=record.url, kind=record.kind or None, name=record.file_name, by_hand=by_hand
    )
    if unmet(made, [edit]):
        hint = "`reader reclean` first: another version has cleaned it"
        raise NotFound("the source has not this block any more", f"“{edit.text[:60]}”", hint)
    if not made.text.strip():
        raise UsageError("nothing would be left of the article", "", "`reader delete` puts it into the trash")
    return put_in_place(holdings, record, made, change=_kept(holdings, article.id, edit))


@contextlib.contextmanager
def _kept(holdings: Holdings, article_id: str, edit: Edit) -> Iterator[None]:
    """The change in which an edit takes the place of an earlier one of the same block."""
    with holdings.store.change("edit", f"{edit.action} “{edit.text[:40].rstrip('…')}…”"):
        for id, other in _documents(holdings, article_id):
            if _same_block(other, edit):
                holdings.store.put(TABLE, id, None)
        holdings.store.put(
            TABLE, holdings.store.new_id(), {**dataclasses.asdict(edit), "article": article_id}
        )
        yield


def _same_block(one: Edit, other: Edit) -> bool:
    return (one.digest, one.nth) == (other.digest, other.nth)


def _documents(holdings: Holdings, article_id: str) -> list[tuple[str, Edit]]:
    from reader.library.rows import documents

    found = holdings.store.read(lambda connection: list(documents(connection, TABLE)))
    return [(id, _edit_from(document)) for id, document in found if document.get("article") == article_id]


def _edit_from(document: dict[str, Any]) -> Edit:
    known = {field.name for field in dataclasses.fields(Edit)}
    return Edit(**{field: value for field, value in document.items() if field in known})
