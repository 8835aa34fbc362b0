"""What goes out comes in again: equal notes, tags, highlights and dates."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.exchange.exporters import Bundle, exporter, gathered
from reader.exchange.importers import Source, recognised
from reader.library.incoming import Incoming
from reader.library.library import Library
from tests.unit.exchange.samples import any_bundle

PAGE = b"""# Boats

The harbour of Bergen gets three new ferries, and none of them will burn oil. The city has waited.

\xe2\x80\x9cWe will build them here,\xe2\x80\x9d said Kari Nordmann. The ferries cost ninety million.
"""


def back(name: str, bundle: Bundle) -> list[Incoming]:
    text = "".join(exporter(name).collection([bundle]))
    source = Source(text.encode(), f"x{exporter(name).ending}")
    found = list(recognised(source).read(source))
    assert all(isinstance(item, Incoming) for item in found), found
    return [item for item in found if isinstance(item, Incoming)]


@pytest.mark.parametrize("name", ["json", "jsonl"])
@settings(deadline=None)  # the machine may be busy
@given(bundle=any_bundle())
def test_our_own_export_gives_everything_back(name: str, bundle: Bundle) -> None:
    (incoming,) = back(name, bundle)
    record = bundle.record
    for field in ("id", "title", "url", "byline", "site", "tags", "added", "state", "starred", "archived", "later",
                  "progress"):  # fmt: skip
        assert getattr(incoming, field) == getattr(record, field), field
    assert incoming.article == bundle.article
    assert [(mark.id, mark.exact, mark.start, mark.end, mark.colour, mark.tags, mark.created, mark.modified)
            for mark in incoming.highlights] == [
        (mark.id, mark.exact, mark.start, mark.end, mark.colour, mark.tags, mark.created, mark.modified)
        for mark in bundle.highlights]  # fmt: skip
    notes = [(note, mark.id) for mark in incoming.highlights for note in mark.notes]
    notes += [(note, "") for note in incoming.notes]
    assert {(note.id, note.text, note.tags, note.created, note.modified, on) for note, on in notes} == {
        (note.id, note.text, note.tags, note.created, note.modified, note.highlight)
        for note in bundle.notes if note.text.strip()
    }  # fmt: skip


@pytest.mark.parametrize("name", ["web-annotation", "hypothesis"])
@settings(deadline=None)  # the machine may be busy
@given(bundle=any_bundle())
def test_annotations_come_back_with_their_words_places_and_tags(name: str, bundle: Bundle) -> None:
    if not (bundle.highlights or bundle.notes):
        return
    marks = [mark for incoming in back(name, bundle) for mark in incoming.highlights]
    wanted = [mark for mark in bundle.highlights if mark.exact.strip()]
    assert sorted((mark.exact, mark.start, mark.end) for mark in marks) == sorted(
        (mark.exact, mark.start, mark.end) for mark in wanted
    )
    assert sorted(mark.created for mark in marks) == sorted(mark.created for mark in wanted)


def test_a_library_is_the_same_after_a_way_out_and_in(tmp_path: Path) -> None:
    with Library(tmp_path / "one", cache=tmp_path / "cache-one") as one:
        added = one.add("boats.md", data=PAGE, url="https://example.org/boats", tags=["sea"]).article
        assert added is not None
        mark = one.highlight(
            added.id, "none of them will burn oil", colour="green", tags=["oil"], note="who says?"
        )
        one.note(added.id, "On the whole: good", tags=["idea"])
        one.mark([added.id], state="read", starred=True, queue="later")
        exported = "".join(exporter("jsonl").collection(gathered(one, one.articles())))
        before = (one.article(added.id), one.highlights(added.id), one.notes())
    with Library(tmp_path / "two", cache=tmp_path / "cache-two") as two:
        source = Source(exported.encode())
        report = two.take_in(recognised(source).read(source))
        assert report.articles == 1
        record, marks, notes = two.article(added.id), two.highlights(added.id), two.notes()
        same = {field: getattr(before[0], field) for field in (
            "title", "site", "byline", "url", "tags", "state", "starred", "later", "archived", "added", "finished",
            "text_hash", "minutes", "language")}  # fmt: skip
        assert {field: getattr(record, field) for field in same} == same
        assert marks == before[1]
        assert {dataclasses.replace(note) for note in notes} == set(before[2])
        assert two.highlights(added.id)[0].id == mark.id
        again = two.take_in(recognised(Source(exported.encode())).read(Source(exported.encode())))
        assert (again.articles, again.updated) == (0, 0)
