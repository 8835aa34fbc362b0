"""Documents read from the folded state: one, or one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.library.conditions import Plan
from reader.library.journal import decode
from reader.library.merging import Document

__all__ = ["count", "document", "documents", "ids", "table_names"]

_ROWS_AT_ONCE = 200


def document(connection: sqlite3.Connection, table: str, doc_id: str) -> Document | None:
    """The document of an id, or None."""
    row = connection.execute(
        "select body from documents where collection=? and id=? and alive", (table, doc_id)
    ).fetchone()
    return decode(row[0]) if row else None


def documents(
    connection: sqlite3.Connection, table: str, plan: Plan | None = None
) -> Iterator[tuple[str, Document]]:
    """The documents of a table in the order in which they were folded, all or those of a plan."""
    cursor = connection.execute(*_select("id, body", table, plan, order=" order by n"))
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for doc_id, body in rows:
            yield doc_id, decode(body)


def ids(connection: sqlite3.Connection, table: str, plan: Plan | None = None) -> list[str]:
    """The ids of a table, all or those of a plan."""
    return [doc_id for (doc_id,) in connection.execute(*_select("id", table, plan, order=" order by n"))]


def count(connection: sqlite3.Connection, table: str, plan: Plan | None = None) -> int:
    """How many documents a table has, all or those of a plan."""
    return int(connection.execute(*_select("count(*)", table, plan)).fetchone()[0])


def table_names(connection: sqlite3.Connection) -> list[str]:
    """The tables that have documents."""
    return [name for (name,) in connection.execute("select distinct collection from documents where alive")]


def _select(what: str, table: str, plan: Plan | None, order: str = "") -> tuple[str, tuple[object, ...]]:
    if plan is None:
        return f"select {what} from documents where collection=? and alive{order}", (table,)  # noqa: S608
    # the plus keeps SQLite from walking through the whole table by its index of ids
    sql = f"select {what} from documents where n in ({plan.sql}) and +collection=? and alive{order}"  # noqa: S608
    return sql, (*plan.values, table)
