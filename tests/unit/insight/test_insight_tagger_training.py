"""Training as a command: our own sentences can be read, the same data gives the same bytes, and what fails says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.insight import train
from reader.insight.gazetteer import gazetteer
from reader.insight.passages import text_passages
from reader.insight.spans import Reading
from reader.insight.tagger import TrainedTagger
from reader.insight.tagger.model import VERSION, Model
from reader.insight.tokens import read_sentences
from reader.insight.training.corpora import CORPORA, HELD_OUT, Document, own_documents, read_corpus, spans_of
from reader.insight.training.examples import sequences
from reader.insight.training.fitting import Settings

TINY = Document(
    "Ada Obi of Kestra flew to Oslo. In Oslo, Obi met Lars Berg of Kestra. Kestra sold pumps, said Berg.",
    ((0, 7, "PER"), (11, 17, "ORG"), (26, 30, "LOC"), (35, 39, "LOC"), (41, 44, "PER"), (49, 58, "PER"),
     (62, 68, "ORG"), (70, 76, "ORG"), (94, 98, "PER")),
    "tiny",
)  # fmt: skip


def needs_crfsuite() -> None:
    pytest.importorskip("pycrfsuite", reason="training needs the extra: pip install terminal-reader[train]")


def test_our_own_sentences_hold_hundreds_of_names_that_slice_to_words() -> None:
    documents = list(own_documents())
    names = [document.text[start:end] for document in documents for start, end, _ in document.spans]
    assert len(names) > 1500
    assert all(name == name.strip() and name for name in names)
    assert not any("{" in document.text or "}" in document.text for document in documents)


def test_the_set_that_is_scored_on_is_never_trained_on() -> None:
    assert HELD_OUT not in CORPORA


def test_labels_are_brought_to_one_measure() -> None:
    text = "In the Alps a French guide of @peak saw the Matterhorn Cup at Fort Bard."
    spans = (
        (3, 11, "LOC"),
        (14, 20, "LOC"),
        (30, 35, "PER"),
        (44, 58, "EVENT"),
        (62, 71, "FAC"),
    )
    assert [
        (text[start:end], label) for start, end, label in spans_of(Document(text, spans, "tiny"), gazetteer())
    ] == [("Alps", "LOC"), ("Matterhorn Cup", "OTHER"), ("Fort Bard", "LOC")]


def test_every_word_of_a_stretch_has_features_and_a_label() -> None:
    made = list(sequences(TINY))
    assert all(len(features) == len(labels) for features, labels in made)
    assert {label for _, labels in made for label in labels} >= {"B-PER", "I-PER", "B-ORG", "B-LOC"}


def test_a_corpus_is_read_line_by_line(tmp_path: Path) -> None:
    line = json.dumps({"text": TINY.text, "ents": [list(span) for span in TINY.spans]})
    (tmp_path / "tiny.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    assert list(read_corpus(tmp_path, "tiny")) == [TINY, TINY]


def test_a_missing_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train.main([str(tmp_path), "--out", str(tmp_path / "model")]) == 2
    assert "gum_free" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_the_same_data_gives_the_same_bytes() -> None:
    needs_crfsuite()
    settings = Settings(rounds=20)
    assert train.trained([TINY] * 3, settings) == train.trained([TINY] * 3, settings)


def test_the_same_data_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    needs_crfsuite()
    line = json.dumps({"text": TINY.text, "ents": [list(span) for span in TINY.spans]})
    (tmp_path / "wikigold.jsonl").write_text(f"{line}\n" * 3, "utf-8")
    code = (
        "import sys; from pathlib import Path; from reader.insight import train; "
        "from reader.insight.training.corpora import read_corpus; "
        "from reader.insight.training.fitting import Settings; "
        "documents = list(read_corpus(Path(sys.argv[1]), 'wikigold')); "
        "sys.stdout.buffer.write(train.trained(documents, Settings(rounds=20)))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert Model.from_bytes(made.pop()).rows


def test_a_model_fitted_to_a_text_finds_its_names() -> None:
    needs_crfsuite()
    model = Model.from_bytes(train.trained([TINY] * 8, Settings(rounds=40)))
    lists = gazetteer()
    passages = text_passages(TINY.text)
    sentences = read_sentences(TINY.text, passages, lists.country_of.keys(), lists.words)
    spans = TrainedTagger(model)(Reading(TINY.text, TINY.text, passages, sentences))
    assert [(span.start, span.end) for span in spans] == [(start, end) for start, end, _ in TINY.spans]


def test_the_command_writes_a_model_of_the_corpora_left_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs_crfsuite()
    line = json.dumps({"text": TINY.text, "ents": [list(span) for span in TINY.spans]})
    (tmp_path / "gum_free.jsonl").write_text(f"{line}\n" * 3, "utf-8")
    others = ",".join(name for name in CORPORA if name != "gum_free")
    out = tmp_path / "tagger.model"
    assert train.main([str(tmp_path), "--out", str(out), "--leave-out", others]) == 0
    assert "2 corpora" in capsys.readouterr().out
    assert Model.from_bytes(out.read_bytes()).version == VERSION
