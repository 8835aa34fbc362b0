"""TinyDB's API over the store: it works as TinyDB's own, and writes and reads no more than it must."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from reader.library.conditions import plan_of
from reader.library.storage import JournalDatabase, JournalStorage
from reader.library.store import Store


def test_documents_have_short_ids_of_their_own(open_store: Any) -> None:
    notes = open_store().table("notes")
    ids = notes.insert_multiple({"n": number} for number in range(50))
    assert len(set(ids)) == 50
    assert all(isinstance(doc_id, str) and len(doc_id) == 12 and doc_id.isalnum() for doc_id in ids)
    assert [note.doc_id for note in notes] == ids


def test_the_verbs_of_tinydb(open_store: Any) -> None:
    notes = open_store().table("notes")
    one = notes.insert({"text": "one", "article": "a"})
    two = notes.insert(Document({"text": "two", "article": "b"}, doc_id="my-own-id"))
    assert two == "my-own-id"
    assert notes.get(doc_id=one) == {"text": "one", "article": "a"}
    assert notes.get(doc_id="none") is None
    assert notes.get(where("text") == "two").doc_id == two
    assert [note["text"] for note in notes.get(doc_ids=[two, "none", one])] == ["two", "one"]
    assert notes.contains(doc_id=one)
    assert notes.contains(where("article") == "b")
    assert not notes.contains(where("article") == "c")
    assert notes.update({"seen": True}) == [one, two]
    assert notes.update({"text": "uno"}, where("article") == "a") == [one]
    assert notes.update({"x": 1}, doc_ids=["none"]) == []
    assert notes.upsert({"text": "dos", "article": "b"}, where("article") == "b") == [two]
    (three,) = notes.upsert(Document({"text": "three"}, doc_id="third"))
    assert three == "third"
    assert notes.update_multiple(
        [({"n": 1}, where("text") == "uno"), ({"n": 2}, where("text") == "dos")]
    ) == [one, two]
    assert notes.count(where("n") > 0) == 2
    assert len(notes) == 3
    assert notes.remove(where("text") == "uno") == [one]
    assert notes.remove(doc_ids=[three, "none"]) == [three]
    assert [dict(note) for note in notes.all()] == [{"text": "dos", "article": "b", "seen": True, "n": 2}]
    notes.truncate()
    assert notes.all() == []


def test_an_id_cannot_be_given_twice(open_store: Any) -> None:
    notes = open_store().table("notes")
    notes.insert(Document({"text": "one"}, doc_id="x"))
    with pytest.raises(ValueError, match="already exists"):
        notes.insert(Document({"text": "two"}, doc_id="x"))
    assert notes.get(doc_id="x") == {"text": "one"}


def test_an_id_can_be_given_again_after_its_document_went(open_store: Any) -> None:
    store = open_store()
    notes = store.table("notes")
    notes.insert(Document({"text": "one", "old": 1, "tags": ["a"]}, doc_id="x"))
    notes.remove(doc_ids=["x"])
    notes.insert(Document({"text": "two", "tags": ["b"]}, doc_id="x"))
    assert notes.get(doc_id="x") == {"text": "two", "tags": ["b"]}
    assert open_store(cache="rebuilt").table("notes").get(doc_id="x") == {"text": "two", "tags": ["b"]}


def test_what_is_handed_out_is_the_callers_own(open_store: Any) -> None:
    notes = open_store().table("notes")
    doc_id = notes.insert({"tags": ["a"], "deep": {"x": [1]}})
    notes.get(doc_id=doc_id)["deep"]["x"].append(2)
    notes.all()[0]["tags"].append("b")
    assert notes.get(doc_id=doc_id) == {"tags": ["a"], "deep": {"x": [1]}}


def test_the_default_table_works_and_tables_are_named(open_store: Any) -> None:
    store = open_store()
    store.db.insert({"x": 1})
    store.db.table("notes").insert({"y": 2})
    assert store.db.tables() == {"_default", "notes"}
    assert [dict(document) for document in store.db] == [{"x": 1}]


def test_an_update_writes_the_changed_fields_alone(open_store: Any, tmp_path: Path) -> None:
    notes = open_store().table("notes")
    doc_id = notes.insert({"text": "long " * 1000, "colour": "blue", "tags": ["a"]})
    notes.update({"colour": "pink", "tags": ["a", "b"]}, doc_ids=[doc_id])
    (journal,) = (tmp_path / "home" / "library" / "journal").iterdir()
    (op,) = json.loads(journal.read_text().splitlines()[1])["ops"]
    assert op == {
        "t": "notes",
        "id": doc_id,
        "set": {"colour": "pink"},
        "was": {"colour": "blue"},
        "add": {"tags": ["b"]},
    }


@pytest.mark.parametrize(
    "condition",
    [
        where("article") == "a1",
        where("article").one_of(["a1", "a2", "none"]),
        where("tags").any(["x", "y"]),
        where("trashed") > "",
        (where("article") == "a1") & (where("tags").any(["x"])),
        (where("article") == "a1") | (where("article") == "a2"),
        (where("article") == "a1") & (where("text").matches("n")),
        (where("article") == "a1") & ~(where("tags").any(["x"])),
    ],
    ids=(f"condition {number}" for number in itertools.count(1)),
)
def test_conditions_on_indexed_fields_read_what_they_select_alone(
    open_store: Any, condition: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = open_store().table("notes")
    bodies = [
        {"article": f"a{number % 9}", "text": f"n{number}", "tags": ["x"] if number % 4 else ["y", "z"]}
        | ({"trashed": "2026"} if number % 11 == 0 else {"trashed": ""})
        for number in range(90)
    ]
    notes.insert_multiple(bodies)
    assert plan_of("notes", condition) is not None
    expected = [body["text"] for body in bodies if condition(body)]
    assert expected
    decoded: list[str] = []
    import reader.library.rows as rows

    decode = rows.decode
    monkeypatch.setattr(rows, "decode", lambda text: decoded.append(text) or decode(text))
    assert [note["text"] for note in notes.search(condition)] == expected
    assert notes.count(condition) == len(expected)
    whole_table = 2 * len(bodies)
    assert len(decoded) < whole_table or len(expected) == len(bodies)


values = st.one_of(st.sampled_from(["", "a", "b"]), st.booleans(), st.integers(-1, 2), st.none())
words = st.sampled_from(["", "h1", "h2"])
bodies = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "article": values,
            "trashed": values,
            "text": values,
            "highlight": words,
            "tags": st.lists(st.sampled_from("xyz")),
        },
    ),
    max_size=8,
)


def simple_conditions() -> st.SearchStrategy[Any]:
    field = st.sampled_from(["article", "trashed", "text"])
    return st.one_of(
        st.builds(lambda name, value: where(name) == value, field, values),
        st.builds(lambda name, value: where(name) != value, field, values),
        st.just(where("highlight") > ""),  # TinyDB compares words with words alone
        st.builds(lambda name: Query()[name].exists(), field),
        st.builds(lambda name, several: where(name).one_of(several), field, st.lists(values, max_size=3)),
        st.builds(lambda tags: where("tags").any(tags), st.lists(st.sampled_from("xyz"), max_size=2)),
        st.builds(lambda tags: where("tags").all(tags), st.lists(st.sampled_from("xyz"), max_size=2)),
    )


conditions = st.recursive(
    simple_conditions(),
    lambda inner: st.one_of(
        st.builds(lambda one, two: one & two, inner, inner),
        st.builds(lambda one, two: one | two, inner, inner),
        st.builds(lambda one: ~one, inner),
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies, st.lists(conditions, min_size=1, max_size=5))
def test_a_search_finds_what_tinydbs_own_search_finds(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Any], asked: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("search")
    with Store(folder / "home", folder / "cache") as store:
        ours, theirs = store.table("notes"), TinyDB(storage=MemoryStorage).table("notes")
        kept = [
            {**body, **({"tags": sorted(set(body["tags"]))} if "tags" in body else {})} for body in documents
        ]
        ours.insert_multiple(documents)
        theirs.insert_multiple(kept)
        for condition in asked:
            expected = [dict(found) for found in theirs.search(condition)]
            assert [dict(found) for found in ours.search(condition)] == expected
            assert ours.count(condition) == len(expected)


def test_a_search_is_never_stale(open_store: Any) -> None:
    here, there = open_store(), open_store()
    condition = where("article") == "a"
    assert here.table("notes").search(condition) == []
    there.table("notes").insert({"article": "a"})
    here.refresh()
    assert len(here.table("notes").search(condition)) == 1


def test_the_library_opens_as_a_tinydb_with_the_storage(tmp_path: Path) -> None:
    with JournalDatabase(tmp_path / "home", tmp_path / "cache", storage=JournalStorage) as database:
        doc_id = database.table("notes").insert({"text": "one"})
    with JournalDatabase(tmp_path / "home", tmp_path / "cache", storage=JournalStorage) as database:
        assert database.table("notes").get(doc_id=doc_id) == {"text": "one"}


def test_tinydbs_plain_tables_work_on_the_storage(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "home", tmp_path / "cache", storage=JournalStorage) as database:
        assert database.insert_multiple([{"x": 1}, {"x": 2}]) == [1, 2]
        database.update({"x": 5}, doc_ids=[1])
        database.remove(doc_ids=[2])
        database.table("other").insert({"y": 1})
    with TinyDB(tmp_path / "home", tmp_path / "cache", storage=JournalStorage) as database:
        assert database.all() == [{"x": 5}]
        assert database.tables() == {"_default", "other"}
        database.drop_table("other")
        assert database.tables() == {"_default"}


def test_a_plain_table_does_not_write_over_what_another_process_wrote(tmp_path: Path) -> None:
    class Meanwhile(JournalStorage):
        """Another process writes between TinyDB's reading and writing."""

        def write(self, data: Any) -> None:
            with Store(tmp_path / "home", tmp_path / "other cache") as other, other.change("add", "add"):
                other.put("_default", "7", {"by": "another"})
            super().write(data)

    with TinyDB(tmp_path / "home", tmp_path / "cache", storage=Meanwhile) as database:
        database.insert({"by": "us"})
        assert sorted(document["by"] for document in database) == ["another", "us"]


def test_a_search_by_the_index_does_not_walk_through_the_table(open_store: Any) -> None:
    store = open_store()
    store.table("notes").insert_multiple({"article": f"a{number}"} for number in range(50))
    asked: list[str] = []
    connection = store.connection()
    connection.set_trace_callback(asked.append)
    assert len(store.table("notes").search(where("article") == "a7")) == 1
    connection.set_trace_callback(None)
    (query,) = [words for words in asked if words.startswith("select id, body")]
    steps = [row[3] for row in connection.execute(f"explain query plan {query}")]
    assert any(step.startswith("SEARCH documents USING INTEGER PRIMARY KEY") for step in steps), steps
