"""Training: scores as the benchmark defines them, labels by alignment, models that come out the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cleaning.train.boosting import FOLDS, fold_of
from reader.cleaning.train.scores import block_labels, page_score, scores_of


def test_a_page_is_scored_by_runs_of_four_words() -> None:
    assert page_score("one two three four five", "one two three four five") == (1.0, 1.0, 1.0)
    assert page_score("one two three four five", "one two three four") == (1.0, 0.5, 2 / 3)
    assert page_score("one two three four", "") == (None, 0.0, 0.0)


def test_a_set_is_scored_by_the_means_of_precision_and_recall() -> None:
    scores = scores_of([("a b c d e", "a b c d e"), ("a b c d e", "a b c d")])
    assert (scores.precision, scores.recall, scores.poor) == (1.0, 0.75, 1)
    assert scores.f1 == pytest.approx(2 * 0.75 / 1.75)


def test_sites_are_spread_over_all_parts_and_stay_where_they_are() -> None:
    sites = [f"site{number}.example" for number in range(200)]
    assert {fold_of(site) for site in sites} == set(range(FOLDS))
    assert [fold_of(site) for site in sites] == [fold_of(site) for site in sites]


def test_what_is_said_twice_counts_where_the_article_says_it() -> None:
    pytest.importorskip("rapidfuzz")
    said = "the river rose by two metres in the night"
    labels = block_labels(
        ["home news sport weather", said, "and nobody slept in the valley below", said],
        f"{said} and nobody slept in the valley below",
    )
    assert labels == [0.0, 1.0, 1.0, 0.0]


def test_the_same_pages_give_the_same_model(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    pytest.importorskip("rapidfuzz")
    from reader.cleaning.train.__main__ import main

    folder = tmp_path / "data" / "small"
    folder.mkdir(parents=True)
    for number in range(12):
        prose = [
            f"On day {number} the council met for the {turn}th time, and talked about the river."
            for turn in range(9)
        ]
        body = "".join(f"<p>{line}</p>" for line in prose)
        page = f"<html><body><nav><ul><li><a href=/>Home {number}</a></li></ul></nav><article>{body}</article></body></html>"
        (folder / f"{number}.html").write_text(page, "utf-8")
        label = {"url": f"https://s{number}.example/a", "articleBody": "\n".join(prose)}
        (folder / f"{number}.json").write_text(json.dumps(label), "utf-8")
    made = []
    for name in ("first", "second"):
        (tmp_path / name / "html").mkdir(parents=True)
        assert main([str(tmp_path / "data"), "--only", "html", "--out", str(tmp_path / name)]) == 0
        made.append((tmp_path / name / "html" / "model.json").read_bytes())
    assert made[0] == made[1]
