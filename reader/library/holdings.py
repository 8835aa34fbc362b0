"""What a library holds, opened together: the store, the files beside it, the drafts, and a clock."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import NotFound
from reader.library.drafts import Drafts
from reader.library.files import ArticleFiles
from reader.library.findables import Findables
from reader.library.records import ArticleRecord, Highlight, Note, json_ready, record_from
from reader.library.store import Store

if TYPE_CHECKING:
    from tinydb.queries import QueryLike

__all__ = ["TABLES", "Holdings", "Kept", "now"]

TABLES: Mapping[type, str] = {ArticleRecord: "articles", Highlight: "highlights", Note: "notes"}
Kept = TypeVar("Kept", ArticleRecord, Highlight, Note)


def now(before: timedelta = timedelta()) -> str:
    """The present moment, or one `before` it, as records keep it: ISO 8601 in UTC, to the millisecond."""
    return (datetime.now(UTC) - before).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Holdings:
    """The parts that the Library's verbs work on."""

    store: Store
    files: ArticleFiles
    drafts: Drafts
    findables: Findables
    sites: Path | None = None
    """Where rules of sites lie; None for the folder of settings."""

    def get(self, kind: type[Kept], id: str) -> Kept:
        """One record. Raises NotFound."""
        document = self.store.table(TABLES[kind]).get(doc_id=id)
        if document is None:
            word = {"articles": "article", "highlights": "highlight", "notes": "note"}[TABLES[kind]]
            raise NotFound(
                f"no {word} {id}", "it is not in the library", "`reader list` and `reader notes` show ids"
            )
        return record_from(kind, id, document)

    def every(
        self, kind: type[Kept], condition: QueryLike | None = None, *, trashed: bool = False
    ) -> list[Kept]:
        """All records of a kind that meet a TinyDB condition; those in the trash, or those that are not."""
        table = self.store.table(TABLES[kind])
        documents: Iterable[Any] = table.all() if condition is None else table.search(condition)
        return [
            record_from(kind, document.doc_id, document)
            for document in documents
            if bool(document.get("trashed")) == trashed
        ]

    def put(self, kind: type[Kept], record: Kept) -> Kept:
        """Insert a new record under its id."""
        from tinydb.table import Document

        values = json_ready(dataclasses.asdict(record))
        id = values.pop("id")
        self.store.table(TABLES[kind]).insert(Document(values, doc_id=id))
        return record

    def change(self, kind: type, ids: Sequence[str], /, **fields: Any) -> None:
        """Set fields of records."""
        if ids:
            self.store.table(TABLES[kind]).update(json_ready(fields), doc_ids=list(ids))
