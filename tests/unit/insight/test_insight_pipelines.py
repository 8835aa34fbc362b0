"""Names by a spaCy pipeline: a tiny one that the test makes, chosen in the settings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.insight.pipelines import pipeline_tagger
from reader.library.library import Library

TEXT = (
    "# The harbour\n\nZorbel said on Monday that the Quibble Works will close. “It is over,” Zorbel said in Mirrim.\n\n"
    "Zorbel's brother had left the Quibble Works years ago, as people in Mirrim will tell you.\n"
)


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """A folder with a pipeline that knows three names by rule."""
    spacy = pytest.importorskip("spacy", reason="needs the extra: pip install terminal-reader[spacy]")
    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Zorbel"},
            {"label": "ORG", "pattern": "the Quibble Works"},
            {"label": "GPE", "pattern": "Mirrim"},
            {"label": "DATE", "pattern": "years ago"},
        ]
    )
    made.to_disk(tmp_path / "pipeline")
    return tmp_path / "pipeline"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("READER_CONFIG", str(folder))
    return folder / "config.toml"


def test_the_pipeline_of_the_settings_finds_the_names(pipeline: Path, settings: Path, tmp_path: Path) -> None:
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        added = library.add("harbour.md", data=TEXT.encode()).article
        assert added is not None
        assert "tagger" in library.insight(added.id).engine
        settings.write_text(f'names_by = "{pipeline}"\n', "utf-8")
        found = library.insight(added.id)
    names = {(entity.kind, entity.name): len(entity.mentions) for entity in found.entities}
    assert names[("person", "Zorbel")] == 3
    assert names[("organisation", "Quibble Works")] == 2
    assert names[("place", "Mirrim")] == 2
    assert ("date", "Monday") in names
    assert [quote.speaker for quote in found.quotes if quote.kind == "speech"] == ["Zorbel"]
    assert "spacy-en_pipeline" in found.engine


def test_offsets_of_a_pipelines_names_slice_to_them(pipeline: Path, tmp_path: Path) -> None:
    from reader.cleaning import clean
    from reader.insight import analyse

    article = clean(TEXT)
    for entity in analyse(article, pipeline_tagger(str(pipeline))).entities:
        forms = {entity.name, *entity.aliases}
        assert {mention.of(article.text) for mention in entity.mentions} <= forms


def test_an_article_in_another_language_keeps_the_shipped_engine(
    pipeline: Path, settings: Path, tmp_path: Path
) -> None:
    settings.write_text(f'names_by = "{pipeline}"\n', "utf-8")
    german = (
        "# Der Hafen\n\nDer Bürgermeister Karl Berg sagte am Montag, dass die Werft in Hamburg nicht schließt. "
        * 3
    )
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        added = library.add("hafen.md", data=german.encode()).article
        assert added is not None
        assert "spacy" not in library.insight(added.id).engine


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="needs the extra: pip install terminal-reader[spacy]")
    spacy.blank("en").to_disk(tmp_path / "empty")
    with pytest.raises(ReaderError, match="no part that finds names"):
        pipeline_tagger(str(tmp_path / "empty"))


def test_a_pipeline_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="needs the extra: pip install terminal-reader[spacy]")
    with pytest.raises(ReaderError, match="no_such_pipeline"):
        pipeline_tagger("no_such_pipeline")


def test_without_spacy_saving_works_and_asking_says_what_to_install(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    settings.write_text('names_by = "some_pipeline"\n', "utf-8")
    with Library(tmp_path / "home", cache=tmp_path / "cache") as library:
        added = library.add("harbour.md", data=TEXT.encode()).article
        assert added is not None
        with pytest.raises(ReaderError, match="spaCy is not installed") as told:
            library.insight(added.id)
        assert "terminal-reader[spacy]" in str(told.value.next_step)
        settings.write_text("", "utf-8")
        assert "tagger" in library.insight(added.id).engine
