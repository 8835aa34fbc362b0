"""The trained tagger: what it finds, that it finds the same always, that no text breaks it or makes it slow."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight import find_entities
from reader.insight.gazetteer import gazetteer
from reader.insight.passages import text_passages
from reader.insight.spans import Reading, Span
from reader.insight.tagger import TrainedTagger
from reader.insight.tagger.evidence import gather
from reader.insight.tagger.features import stretch_features
from reader.insight.tagger.model import LABELS, VERSION, Model, model_of, pack_row, unpack_row
from reader.insight.tagger.trained import looks_of, shipped_model
from reader.insight.tokens import read_sentences, straightened

NEWS = (
    "LAGOS (Reuters) - Shares in Obasi Holdings fell on Monday after chairman Aliko Dangote sold a stake.\n"
    '"We remain committed to Nigeria," Dangote told reporters in Lagos. Analysts at Renaissance Capital disagreed.\n'
    "The Nigerian Exchange halted trading. Carter Wuyep-Lee of Renaissance Capital called it a surprise."
)


def reading(text: str) -> Reading:
    plain = straightened(text)
    passages = text_passages(text)
    lists = gazetteer()
    return Reading(
        text, plain, passages, read_sentences(plain, passages, lists.country_of.keys(), lists.words)
    )


def found(text: str) -> list[Span]:
    return TrainedTagger()(reading(text))


def named(text: str, kind: str) -> list[str]:
    return [text[span.start : span.end] for span in found(text) if span.kind == kind]


def test_people_organisations_and_places_of_a_report_are_found() -> None:
    assert named(NEWS, "person") == ["Aliko Dangote", "Dangote", "Carter Wuyep-Lee"]
    assert {"Reuters", "Obasi Holdings", "Renaissance Capital"} <= set(named(NEWS, "organisation"))
    assert {"LAGOS", "Nigeria", "Lagos"} <= set(named(NEWS, "place"))


def test_groups_come_from_the_lists_where_the_model_is_silent() -> None:
    assert "Norwegian" in named("Two Norwegian climbers reached the top on Sunday, said Per Lund.", "group")


def test_a_person_s_name_does_not_begin_with_an_organisation_that_the_lists_are_sure_of() -> None:
    assert "Huawei Carrier" not in named(
        "Ryan Ding, president of the Huawei Carrier unit, spoke in Wuzhen.", "person"
    )


def test_spans_are_in_order_and_share_no_character() -> None:
    spans = found(NEWS * 3)
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_confidence_is_a_share_and_the_model_is_named_as_the_origin() -> None:
    spans = [span for span in found(NEWS) if span.kind in ("person", "organisation", "place")]
    assert all(0 < span.score <= 1 and span.origin == "tagger" for span in spans)


def test_the_same_text_gives_the_same_spans_whatever_was_read_before() -> None:
    first = found(NEWS)
    found("Lagos Ventures, run by Reuters Dangote, moved to Carter.")
    assert found(NEWS) == first


def test_curly_and_straight_marks_give_the_same_names() -> None:
    straight = "\"It's Grace O'Malley's boat,\" said Tom O'Malley of the Galway Gazette."
    curly = "“It’s Grace O’Malley’s boat,” said Tom O’Malley of the Galway Gazette."
    assert [(span.start, span.end, span.kind) for span in found(straight)] == [
        (span.start, span.end, span.kind) for span in found(curly)
    ]


def test_a_name_in_brackets_of_text_without_capitals_is_no_stretch() -> None:
    assert found("nothing here (at all) has a capital, and 12 of 40 are numbers.") == []


_PIECES = st.sampled_from(
    ["Ada Obi", "Kestra", "the", "of", "OSLO", "-", "—", "'s", "’", '"', "“", ".", "!", "\n", "\n\n", " ", "  ", "12",
     "3M", "al-Sadr", "X", "é", "Łódź", "中国", "🙂", "\u200b", "\u00a0", "A.", "U.S.", "I", ",", "(", "@x", "http://x.y"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_spans_that_slice_to_words_in_order(text: str) -> None:
    end = 0
    for span in found(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        end = span.end


def test_work_grows_with_the_text_and_no_faster() -> None:
    def features_of(copies: int) -> int:
        looks = looks_of(reading(NEWS * copies).sentences)
        evidence = gather(looks)
        return sum(
            len(row)
            for look in looks
            for first, after in look.stretches
            for row in stretch_features(look, first, after, evidence)
        )

    assert features_of(40) < 2.2 * features_of(20)


def test_a_long_line_of_capitals_shares_its_run_without_copying_it_for_each_word() -> None:
    spans = found("Ab " * 4000)
    assert all(span.end <= 12_000 for span in spans)


@given(st.lists(st.integers(-3000, 3000), min_size=len(LABELS), max_size=len(LABELS)))
def test_packed_weights_unpack_to_themselves(weights: list[int]) -> None:
    assert unpack_row(pack_row(weights)) == weights


@given(
    st.lists(
        st.lists(st.integers(-200, 200), min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=40
    )
)
def test_the_sum_of_packed_rows_is_the_sum_of_the_weights(rows: list[list[int]]) -> None:
    assert unpack_row(sum(map(pack_row, rows))) == [sum(column) for column in zip(*rows, strict=True)]


def test_a_model_comes_back_from_its_file_as_it_was() -> None:
    model = model_of({("w=kestra", "B-ORG"): 1.5, ("b", "O"): -0.25}, {("O", "B-ORG"): 0.5}, "7")
    again = Model.from_bytes(model.to_bytes())
    assert (again.rows, again.transitions, again.version) == (model.rows, model.transitions, "7")
    assert again.to_bytes() == model.to_bytes()


def test_the_shipped_model_is_of_the_version_that_stored_results_are_named_by() -> None:
    assert TrainedTagger().name == TrainedTagger(shipped_model()).name == f"tagger-{VERSION}"


def test_something_else_is_not_taken_for_a_model() -> None:
    with pytest.raises(ValueError, match="not a model"):
        Model.from_bytes(b"PK\x03\x04")


@given(
    st.lists(
        st.lists(st.integers(-400, 400), min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=5
    )
)
def test_a_best_path_never_goes_on_with_what_has_not_begun(scores: list[list[int]]) -> None:
    path = Model({}, [[0] * len(LABELS) for _ in LABELS], "x").best(scores)
    names = [LABELS[label] for label in path]
    assert len(path) == len(scores)
    for before, after in zip(["O", *names], names, strict=False):
        assert after[0] != "I" or before[2:] == after[2:]


def test_the_model_is_not_read_before_a_text_needs_it() -> None:
    code = (
        "import sys, reader.insight; "
        "print(any(name.startswith(('reader.insight.tagger', 'reader.insight.training')) for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_an_office_is_no_organisation() -> None:
    found = find_entities(
        "Earlier, Norwegian Minister of Transport and Communications Lena Mo said that the harbour stays open."
    )
    organisations = [entity.name for entity in found if entity.kind == "organisation"]
    assert not any("Minister" in name for name in organisations)


def test_of_a_feature_that_was_hardly_ever_seen_more_weight_is_asked() -> None:
    states = {("often", "B-PER"): 0.2, ("rare", "B-PER"): 0.2, ("rare and strong", "B-PER"): 0.4}
    kept = model_of(states, {}, "test", rare={"rare", "rare and strong"})
    assert set(kept.rows) == {"often", "rare and strong"}
