"""TinyDB's conditions as conditions of the field index, so that a search need not read a whole table.

A condition is known by what TinyDB calls its hash: a tuple of operator, path and value. What the index cannot
answer is left to the condition itself; a plan may select too much, never too little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reader.library.merging import SET_FIELDS
from reader.library.state import FIELD_NUMBERS, INDEXED

__all__ = ["Plan", "plan_of"]

_ONE_FIELD = "select n from fields where field=? and value"


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows to look at: a query for the `n` of documents. `exact` when all of them meet the condition."""

    sql: str
    values: tuple[Any, ...]
    exact: bool


def plan_of(table: str, condition: object) -> Plan | None:
    """How the index answers a condition; None when it cannot."""
    key = getattr(condition, "_hash", None)
    return _plan(table, key) if table in INDEXED else None


def _plan(table: str, key: Any) -> Plan | None:
    if not isinstance(key, tuple) or not key:
        return None
    operator = key[0]
    if operator in ("and", "or") and len(key) == 2 and isinstance(key[1], frozenset):
        parts = [_plan(table, part) for part in sorted(key[1], key=repr)]
        known = [part for part in parts if part is not None]
        if operator == "and":
            return _joined(known, "intersect", exact=len(known) == len(parts))
        return _joined(known, "union", exact=True) if len(known) == len(parts) else None
    if len(key) != 3 or not isinstance(key[1], tuple) or len(key[1]) != 1 or not isinstance(key[1][0], str):
        return None
    field, value = key[1][0], key[2]
    if field not in INDEXED[table]:
        return None
    if field in SET_FIELDS:
        return _of_elements(table, field, value) if operator == "any" else None
    if operator == "==" and _is_indexed(value):
        return Plan(f"{_ONE_FIELD}=?", (FIELD_NUMBERS[table, field], value), exact=True)
    if operator == ">" and value == "" and isinstance(value, str):
        return Plan(f"{_ONE_FIELD}>?", (FIELD_NUMBERS[table, field], ""), exact=True)
    if operator == "one_of":
        return _one_of(table, field, value)
    return None


def _joined(parts: list[Plan], word: str, *, exact: bool) -> Plan | None:
    if not parts:
        return None
    sql = f" {word} ".join(f"select n from ({part.sql})" for part in parts)  # noqa: S608 - our own words
    values = tuple(value for part in parts for value in part.values)
    return Plan(sql, values, exact and all(part.exact for part in parts))


def _of_elements(table: str, field: str, value: Any) -> Plan | None:
    if (
        not isinstance(value, (tuple, frozenset))
        or not value
        or not all(isinstance(item, str) for item in value)
    ):
        return None
    if "" in value:
        return None
    return _listed(table, field, sorted(set(value)))


def _one_of(table: str, field: str, value: Any) -> Plan | None:
    if not isinstance(value, (tuple, frozenset)) or not value or not all(_is_indexed(item) for item in value):
        return None
    return _listed(table, field, sorted(set(value), key=repr))


def _listed(table: str, field: str, values: list[Any]) -> Plan | None:
    if len(values) > 500:
        return None
    marks = ",".join("?" * len(values))
    return Plan(
        f"select distinct n from fields where field=? and value in ({marks})",  # noqa: S608
        (FIELD_NUMBERS[table, field], *values),
        exact=True,
    )


def _is_indexed(value: Any) -> bool:
    return bool(value) and (isinstance(value, str) or (isinstance(value, int) and abs(value) < 1 << 62))
