"""Documents out of changes: the same document whatever the order in which the changes of all devices arrive.

A field belongs to the change with the latest clock; tags are elements that are added and removed one by one;
a document that was deleted lives on where somebody changed it without knowing that. Pure: no files, no time.

Source: Shapiro and others, "A comprehensive study of Convergent and Commutative Replicated Data Types", 2011
(last-writer-wins registers and element sets).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from reader.library.clock import device_of
from reader.library.journal import decode, encode

__all__ = ["SET_FIELDS", "Document", "Folded", "Op", "difference", "fresh", "inverse"]

SET_FIELDS = frozenset({"tags"})
"""Fields that are sets of words: two devices that add one each both keep theirs. They read as sorted
lists."""

Document = dict[str, Any]
Op = dict[str, Any]

_WORDS = frozenset({str})


class Folded:
    """A document, and the clocks that decide what it says.

    `made` is the clock of its making, "" while only changes to it are known; most documents have no other
    clock.
    """

    __slots__ = ("_fields", "_graves", "_sets", "document", "made")

    def __init__(self, document: Document, made: str) -> None:
        self.document = document
        self.made = made
        self._fields: dict[str, str] | None = None  # None: every clock is `made`
        self._sets: dict[str, dict[str, tuple[str, bool]]] = {}
        self._graves: dict[str, str] = {}  # the latest clock of each device that the deleter knew

    @classmethod
    def empty(cls) -> Folded:
        """Nothing is known yet."""
        folded = cls({}, "")
        folded._fields = {}
        return folded

    @classmethod
    def load(cls, document: Document, clocks: str) -> Folded:
        """From what `clocks` wrote."""
        if not clocks.startswith("{"):
            return cls(document, clocks)
        data = decode(clocks)
        folded = cls(document, data["made"])
        plain = (field for field in document if field not in SET_FIELDS)
        folded._fields = {**dict.fromkeys(plain, folded.made), **data["fields"]}
        folded._sets = {
            field: {element: (clock, present) for element, (clock, present) in elements.items()}
            for field, elements in data["sets"].items()
        }
        folded._graves = data["graves"]
        return folded

    def clocks(self) -> str:
        """The clocks, as short as can be."""
        if self._fields is None:
            return self.made
        return encode(
            {
                "made": self.made,
                "fields": {
                    field: clock
                    for field, clock in self._fields.items()
                    if clock != self.made or field not in self.document
                },
                "sets": self._sets,
                "graves": self._graves,
            }
        )

    @property
    def alive(self) -> bool:
        """Whether the document is there: made, and not deleted or changed by one who did not know of that."""
        if not self._graves:
            return self.made != ""
        return bool(self.made) and any(
            clock > self._graves.get(device_of(clock), "") for clock in self._writes()
        )

    def seen(self) -> list[str]:
        """The latest clock of each device in this document: what one who deletes it now knows of."""
        latest: dict[str, str] = {}
        for clock in self._writes():
            device = device_of(clock)
            if clock > latest.get(device, ""):
                latest[device] = clock
        return sorted(latest.values())

    def clock_of(self, field: str) -> str:
        """When a field got the value that it has; "" for never."""
        return self.made if self._fields is None else self._fields.get(field, "")

    def stands(self, clock: str, op: Op) -> Op:
        """What of an op of the change of `clock` still decides anything here: the rest was overwritten."""
        fields = self._spelt_out()
        kept: Op = {key: op[key] for key in ("t", "id", "drop") if key in op}
        if op.get("new") and self.made == clock:
            kept["new"] = True
        values = {field: value for field, value in op.get("set", {}).items() if fields.get(field) == clock}
        gone = [field for field in op.get("unset", ()) if fields.get(field) == clock]
        if values or "new" in kept:
            kept["set"] = values
        if gone:
            kept["unset"] = gone
        for key, present in (("add", True), ("rem", False)):
            elements = {
                field: [one for one in listed if self._sets.get(field, {}).get(one) == (clock, present)]
                for field, listed in op.get(key, {}).items()
            }
            # a set that was empty from the start still says that there is one
            elements = {
                field: listed
                for field, listed in elements.items()
                if listed or "new" in kept or not op[key][field]
            }
            if elements:
                kept[key] = elements
        return kept

    def said_by(self, clocks: Collection[str]) -> dict[str, Op]:
        """What each of some changes decides here, as an op without table and id; and the deletions known."""
        ops: dict[str, Op] = {}
        fields = self._spelt_out()
        if self.made in clocks:
            ops[self.made] = {"new": True, "set": {}}
        for field, clock in fields.items():
            if clock in clocks:
                op = ops.setdefault(clock, {})
                if field in self.document:
                    op.setdefault("set", {})[field] = self.document[field]
                else:
                    op.setdefault("unset", []).append(field)
        for field, elements in self._sets.items():
            for element, (clock, present) in elements.items():
                if clock in clocks:
                    op = ops.setdefault(clock, {})
                    op.setdefault("add" if present else "rem", {}).setdefault(field, []).append(element)
        return ops

    @property
    def graves(self) -> list[str]:
        """What those who deleted the document knew of it: the clocks of a `drop`."""
        return sorted(self._graves.values())

    def apply(self, clock: str, op: Op) -> None:
        """Take in what the change of `clock` does to this document. In any order, and again: the same comes
        out."""
        fields = self._spelt_out()
        if op.get("new") and clock > self.made:
            self.made = clock
        for field, value in op.get("set", {}).items():
            if clock > fields.get(field, "") and field not in SET_FIELDS:
                fields[field] = clock
                self.document[field] = value
        for field in op.get("unset", ()):
            if clock > fields.get(field, "") and field not in SET_FIELDS:
                fields[field] = clock
                self.document.pop(field, None)
        for key, present in (("add", True), ("rem", False)):
            for field, elements in op.get(key, {}).items():
                self._put_elements(field, elements, clock, present)
        for grave in op.get("drop", ()):
            device = device_of(grave)
            if grave > self._graves.get(device, ""):
                self._graves[device] = grave

    def _put_elements(self, field: str, elements: list[str], clock: str, present: bool) -> None:
        if field not in SET_FIELDS:
            return
        known = self._sets.setdefault(field, {})
        for element in elements:
            before = known.get(element)
            if before is None or clock > before[0]:
                known[element] = (clock, present)
        self.document[field] = sorted(element for element, (_, there) in known.items() if there)

    def _spelt_out(self) -> dict[str, str]:
        if self._fields is None:
            self._fields = {}
            for field, value in self.document.items():
                if field in SET_FIELDS:
                    self._sets[field] = dict.fromkeys(value, (self.made, True))
                else:
                    self._fields[field] = self.made
        return self._fields

    def _writes(self) -> Iterator[str]:
        yield self.made
        if self._fields is not None:
            yield from self._fields.values()
            for elements in self._sets.values():
                for clock, _ in elements.values():
                    yield clock


def fresh(clock: str, op: Op) -> Folded | None:
    """The document that an op makes where there was none; None for an op that does more than that."""
    if not op.get("new") or "unset" in op or "rem" in op or "drop" in op:
        return None
    document = dict(op.get("set", {}))
    added = op.get("add", {})
    if not SET_FIELDS.isdisjoint(document) or not SET_FIELDS.issuperset(added):
        return None
    for field, elements in added.items():
        document[field] = sorted(set(elements)) if len(elements) > 1 else list(elements)
    return Folded(document, clock)


def difference(
    table: str, doc_id: str, old: Document | None, new: Document | None, folded: Folded | None = None
) -> Op | None:
    """What makes `new` of `old`; None when they are alike. `folded` is what is known of a document, also a
    dead one.

    Raises ValueError when a field of `SET_FIELDS` is not a list of words.
    """
    op: Op = {"t": table, "id": doc_id}
    if new is None:
        if old is None:
            return None
        return {**op, "drop": folded.seen() if folded else [], "was": old}
    if old is None and folded is None:
        return _making(op, new)
    if old is None:
        op["new"] = True
    before = old if old is not None else {}
    behind = before if old is not None or folded is None else folded.document
    values = {
        field: value
        for field, value in new.items()
        if field not in SET_FIELDS and (field not in before or not _same(before[field], value))
    }
    gone = [field for field in behind if field not in new and field not in SET_FIELDS]
    if values or old is None:
        op["set"] = values
    if gone:
        op["unset"] = gone
    was = {field: before[field] for field in (*values, *gone) if field in before}
    if was:
        op["was"] = was
    for field in sorted(SET_FIELDS & (new.keys() | behind.keys())):
        _set_difference(op, field, behind.get(field), new.get(field), made=old is None)
    return op if len(op) > 2 else None


def _making(op: Op, new: Document) -> Op:
    """The op that makes a document of which nothing is known."""
    op["new"] = True
    op["set"] = {field: value for field, value in new.items() if field not in SET_FIELDS}
    for field in SET_FIELDS & new.keys():
        elements = new[field]
        if type(elements) is list and _WORDS.issuperset(map(type, elements)):
            op.setdefault("add", {})[field] = sorted(set(elements))
        else:
            _set_difference(op, field, None, elements, made=True)
    return op


def inverse(op: Op, document: Document | None) -> Document | None:
    """The document with what `op` did to it taken back, as far as it still stands: later changes are left."""
    if "drop" in op:
        return dict(op.get("was", {})) if document is None else document
    if document is None or op.get("new"):
        return None
    result = dict(document)
    was = op.get("was", {})
    for field, value in op.get("set", {}).items():
        if field in result and _same(result[field], value):
            _put_back(result, field, was)
    for field in op.get("unset", ()):
        if field not in result:
            _put_back(result, field, was)
    for field, elements in op.get("add", {}).items():
        result[field] = [element for element in result.get(field, ()) if element not in elements]
    for field, elements in op.get("rem", {}).items():
        result[field] = sorted({*result.get(field, ()), *elements})
    return result


def _put_back(document: Document, field: str, was: Document) -> None:
    if field in was:
        document[field] = was[field]
    else:
        document.pop(field, None)


def _same(one: Any, other: Any) -> bool:
    """Equal, and of the same kind: Python calls 1, 1.0 and True equal, and a reader of JSON does not."""
    return (
        one == other
        and (type(one) is type(other))
        and (type(one) not in (list, dict) or encode(one) == encode(other))
    )


def _set_difference(op: Op, field: str, old: Any, new: Any, *, made: bool) -> None:
    if new is not None and not (isinstance(new, list) and all(isinstance(element, str) for element in new)):
        raise ValueError(f"{field} is a list of words, not {new!r}")
    before, after = set(old or ()), set(new or ())
    added = sorted(after if made else after - before)
    if added or (new is not None and (made or old is None)):
        op.setdefault("add", {})[field] = added
    if before - after:
        op.setdefault("rem", {})[field] = sorted(before - after)
