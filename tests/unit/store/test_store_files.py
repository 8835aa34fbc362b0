"""Originals, cleaned articles, insight and drafts as files."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Block, Mark, Metadata, Range, Source
from reader.errors import ReaderError
from reader.insight.values import Entity, Insight, Quote
from reader.library.drafts import Drafts
from reader.library.files import ArticleFiles, insight_from_json, insight_to_json
from reader.library.records import Draft

TEXT = "Ann Lee said: “We go.”"
ARTICLE = Article(
    id="abc123def456",
    text=TEXT,
    blocks=(Block("paragraph", 0, len(TEXT), marks=(Mark("em", 0, 3),)),),
    metadata=Metadata(title="T", byline=("Ann Lee",), word_count=5),
    source=Source("text", "a.txt"),
)
INSIGHT = Insight(
    entities=(Entity("person", "Ann Lee", (Range(0, 7),), aliases=("Ann",), confidence=0.9),),
    quotes=(Quote(14, 22, "We go.", speaker="Ann Lee", speaker_range=Range(0, 7)),),
    engine="rules.1",
    text_hash=ARTICLE.text_hash,
)


@pytest.fixture
def files(tmp_path: Path) -> ArticleFiles:
    return ArticleFiles(tmp_path / "home")


def test_an_original_comes_back_byte_for_byte_under_its_hash(files: ArticleFiles) -> None:
    data = bytes(range(256)) * 40
    name = files.put_original(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert files.original(name) == data
    assert list(files.originals()) == [name]


def test_the_same_original_makes_the_same_file_on_every_machine(tmp_path: Path) -> None:
    written = []
    for home in ("one", "two"):
        files = ArticleFiles(tmp_path / home)
        files.put_original(b"page")
        written.append([path.read_bytes() for path in files.originals_folder.rglob("*.gz")])
    assert written[0] == written[1]


def test_an_original_that_was_damaged_is_not_there_and_can_be_put_again(files: ArticleFiles) -> None:
    name = files.put_original(b"page")
    (path,) = files.originals_folder.rglob("*.gz")
    for damage in (b"", path.read_bytes()[:-3], b"rubbish", gzip.compress(b"another page")):
        path.write_bytes(damage)
        assert files.original(name) is None
        assert files.put_original(b"page") == name
        assert files.original(name) == b"page"


def test_an_article_and_its_insight_come_back(files: ArticleFiles) -> None:
    files.put_article(ARTICLE)
    files.put_insight(ARTICLE.id, INSIGHT)
    assert files.article(ARTICLE.id) == ARTICLE
    assert files.insight(ARTICLE.id) == INSIGHT
    assert list(files.article_ids()) == [ARTICLE.id]
    files.remove_article(ARTICLE.id)
    assert files.article(ARTICLE.id) is None
    assert files.insight(ARTICLE.id) is None
    assert list(files.article_ids()) == []


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"format": 99}', b'{"id": 5}', b"\xff\xfe", b"[" * 9999]
)
def test_a_derived_file_that_was_damaged_is_not_there(files: ArticleFiles, damage: bytes) -> None:
    files.put_article(ARTICLE)
    files.put_insight(ARTICLE.id, INSIGHT)
    for path in files.articles_folder.rglob("*.json"):
        path.write_bytes(damage)
    assert files.article(ARTICLE.id) is None
    assert files.insight(ARTICLE.id) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", ".", "x" * 65, "a\0b", "é" * 12])
def test_a_name_that_is_no_id_reaches_no_file(files: ArticleFiles, name: str) -> None:
    assert files.article(name) is None
    assert files.insight(name) is None
    assert files.original(name) is None
    files.remove_article(name)
    with pytest.raises(ValueError, match="id"):
        files.put_article(dataclasses.replace(ARTICLE, id=name))


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ReaderError, match="not kept"):
        ArticleFiles(tmp_path / "home").put_original(b"page")


ranges = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Range(min(pair), max(pair)))
entities = st.builds(
    Entity,
    kind=st.sampled_from(["person", "place"]),
    name=st.text(max_size=4),
    mentions=st.lists(ranges, max_size=3).map(tuple),
    aliases=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    confidence=st.floats(0, 1),
)
quotes = st.builds(
    Quote,
    start=st.integers(0, 9),
    end=st.integers(9, 20),
    text=st.text(max_size=4),
    kind=st.sampled_from(["speech", "phrase"]),
    speaker_range=st.none() | ranges,
    cue_range=st.none() | ranges,
)


@given(st.lists(entities, max_size=3), st.lists(quotes, max_size=3))
def test_insight_survives_its_json(found: list[Entity], said: list[Quote]) -> None:
    insight = Insight(tuple(found), tuple(said), "e", "h")
    assert insight_from_json(insight_to_json(insight)) == insight


def test_a_draft_is_kept_replaced_and_thrown_away(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "home")
    assert drafts.all() == []
    first = Draft("note:x", "hal", article="a", modified="2026-01-01T00:00:00.000Z")
    other = Draft("article:../../x", "other", modified="2026-01-02T00:00:00.000Z")
    typed = dataclasses.replace(first, text="half a thought \ud83d", modified="2026-01-03T00:00:00.000Z")
    drafts.put(first)
    drafts.put(other)
    drafts.put(typed)
    assert drafts.get("note:x") == typed
    assert drafts.get("note:y") is None
    assert drafts.all() == [typed, other]
    assert all(path.parent == drafts.folder for path in tmp_path.rglob("*") if path.is_file())
    drafts.discard("note:x")
    drafts.discard("note:x")
    assert drafts.all() == [other]


def test_a_damaged_draft_hides_no_other(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "home")
    for name in ("a", "b"):
        drafts.put(Draft(name, name, modified=name))
    next(drafts.folder.glob("*.json")).write_bytes(b'{"id": "a", "text": 5}')
    assert len(drafts.all()) == 1


def test_a_draft_that_cannot_replace_its_file_leaves_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(tmp_path / "home")
    drafts.put(Draft("x", "first"))

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.library.durable.os.fsync", fail)
    with pytest.raises(ReaderError, match="disk is full"):
        drafts.put(Draft("x", "second"))
    assert drafts.get("x") == Draft("x", "first")
    assert [path.suffix for path in drafts.folder.iterdir()] == [".json"]
