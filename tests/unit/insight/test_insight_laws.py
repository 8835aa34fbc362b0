"""Laws that hold for every text: offsets, order, no overlap, no failure, the same for straight and curly marks."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article, Block, Mark, Metadata, Source
from reader.article.build import Piece, TextBuilder
from reader.insight import ENGINE, ENTITY_KINDS, analyse, engine_name, find_entities, find_quotes
from reader.insight.spans import Reading, Span

WORDS = st.sampled_from(
    """the The a said Karl Berg Ms Anna Lind Huawei US U.S. U.K. of University and in Paris president President 's
    May 3 2021 $5 million percent “ ” " ' ’ « » „ „“ — - , . ? ! : ( ) \n \n\n 「 」 中国 Q: A: told he she that
    according to AT&T al-Sadr Inc. XV NATO (NATO) İ ß ﬁ é 👩‍👧 \u0301 I'm don't Minister Norwegian Ltd""".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    entities = find_entities(text)
    for entity in entities:
        assert entity.kind in ENTITY_KINDS
        assert entity.name.strip()
        assert 0 <= entity.confidence <= 1
        surfaces = {" ".join(mention.of(text).split()) for mention in entity.mentions}
        assert set(entity.aliases) <= surfaces <= {entity.name, *entity.aliases}
        assert list(entity.mentions) == sorted(entity.mentions)
    mentions = sorted(mention for entity in entities for mention in entity.mentions)
    assert all(mention.start < mention.end <= len(text) for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_quotes_lie_in_the_text_in_order_and_apart(text: str) -> None:
    quotes = find_quotes(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(one.end <= other.start for one, other in pairwise(quotes))
    for quote in quotes:
        assert quote.kind in ("speech", "phrase", "indirect")
        assert quote.kind != "phrase" or not quote.speaker
        assert 0 <= quote.confidence <= 1
        assert quote.rule
        for part in (quote.speaker_range, quote.cue_range):
            assert part is None or part.end <= len(text)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "“We have waited,” said Anna Lind.",
            "“It works,” she said, “and it’s cheap.”",
            "He called it a “smart” lamp.",
            "‘I don’t know,’ Karl Berg told the Post.",
            "Karl Berg’s team said the “old guard” had won.",
            "It rained in Paris.",
            "“Why?” asked Ms Okafor. “Why now?”",
        ]
    ),
    min_size=1,
    max_size=6,
)
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@settings(max_examples=100, deadline=None)
@given(SENTENCES, st.sampled_from([" ", "\n\n"]))
def test_straight_and_curly_marks_give_the_same(sentences: list[str], between: str) -> None:
    curly = between.join(sentences)
    straight = curly.translate(STRAIGHT)
    assert [(q.start, q.end, q.kind, q.speaker, q.cue) for q in find_quotes(curly)] == [
        (q.start, q.end, q.kind, q.speaker, q.cue) for q in find_quotes(straight)
    ]
    assert [(e.kind, e.mentions) for e in find_entities(curly)] == [
        (e.kind, e.mentions) for e in find_entities(straight)
    ]


BAITS = [
    '"a ', "'a ", "« ", "„a ", "〈a ", "X said ", "Tom, ", "— a — ", "A: b\n\n", "1,000.0 ", "$1 million to ", "Ministry of ",
    "University of X and ", "World Health Organization (WHO), ", "“a b c\n\n", '"I am here," he said. ', ". . . ", "'s ",
    "「中国」", "Q: a b?\n\n", "said, ", "the last two ", "Mr Smith-", "(", "a-", "A.",
]  # fmt: skip


@pytest.mark.parametrize("bait", BAITS)
def test_work_grows_no_faster_than_the_text(bait: str) -> None:
    """Counted in lines that are run, not in seconds, on a text and on one of four times its length."""
    short, long = (_steps(bait * (size // len(bait))) for size in (3_000, 12_000))
    assert long < 6 * short + 20_000


def _steps(text: str) -> int:
    steps = 0

    def count(frame: Any, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return count

    find_entities("Warm the lists.")
    before = sys.gettrace()
    sys.settrace(count)
    try:
        find_entities(text)
        find_quotes(text)
    finally:
        sys.settrace(before)
    return steps


def test_a_very_long_line_of_bait_for_patterns_ends() -> None:
    for bait in (
        "1" * 40_000,
        "1," * 20_000,
        "a'" * 20_000,
        "A-" * 20_000,
        " " * 40_000,
        "A." * 20_000,
        "May " * 10_000,
    ):
        assert len(find_entities(bait)) <= len(bait)
        assert len(find_quotes(bait)) <= len(bait)


def article(*pieces: Piece, language: str = "en") -> Article:
    builder = TextBuilder()
    builder.extend(pieces)
    return Article("a1", builder.text, tuple(builder.blocks), Metadata(language=language), Source("text"))


def with_code(text: str, *words: str) -> Article:
    """One paragraph in which each of `words` is code where it stands first."""
    marks = [Mark("code", text.index(word), text.index(word) + len(word)) for word in words]
    block = Block("paragraph", 0, len(text), marks=tuple(marks))
    return Article("a1", text, (block,), Metadata(language="en"), Source("text"))


def test_a_word_of_code_is_no_name() -> None:
    text = "Karl Berg pressed Ctrl-p in Paris, then Anna Lind wrote Berlin on the board in Berlin."
    plain = analyse(with_code(text))
    marked = analyse(with_code(text, "Ctrl-p", "Paris", "Berlin"))
    assert {"Karl Berg", "Paris", "Anna Lind", "Berlin"} <= {entity.name for entity in plain.entities}
    found = {entity.name: len(entity.mentions) for entity in marked.entities}
    assert found == {"Karl Berg": 1, "Anna Lind": 1, "Berlin": 1}


def test_a_name_that_code_is_a_part_of_stays_and_so_does_prose_in_typewriter_letters() -> None:
    text = "Karl Berg met the reporters of the city in Paris."
    assert [entity.name for entity in analyse(with_code(text, "Karl")).entities] == ["Karl Berg", "Paris"]
    assert [entity.name for entity in analyse(with_code(text, text)).entities] == ["Karl Berg", "Paris"]


def test_nothing_is_looked_for_in_code() -> None:
    insight = analyse(
        article(
            Piece("paragraph", "Karl Berg met reporters in Paris."),
            Piece("code", 'print("Anna Lind said hello in Berlin")', fields={"language": "python"}),
        )
    )
    assert {entity.name for entity in insight.entities} == {"Karl Berg", "Paris"}
    assert insight.quotes == ()


def test_a_block_quote_is_speech_of_whom_the_line_before_names() -> None:
    one = article(
        Piece("paragraph", "On Friday Karl Berg wrote to the council:"),
        Piece("quote", "The bridge is not safe and never was.", fields={"quote_depth": 1}),
    )
    (quote,) = [quote for quote in analyse(one).quotes if quote.kind == "speech"]
    assert (quote.speaker, quote.rule, quote.text) == (
        "Karl Berg",
        "block",
        "The bridge is not safe and never was.",
    )


def test_a_name_never_runs_over_the_cells_of_a_table() -> None:
    one = article(Piece("table", rows=(("Karl", "Berg"), ("Paris", "France"))))
    for entity in analyse(one).entities:
        assert all(
            "\t" not in mention.of(one.text) and "\n" not in mention.of(one.text)
            for mention in entity.mentions
        )


def test_the_same_article_gives_the_same_insight_in_any_process() -> None:
    text = "Karl Berg of the World Health Organization (WHO) told Anna Lind in Paris: “We must act.” She agreed. WHO left."
    program = (
        "import json, sys; from reader.insight import find_entities, find_quotes; text = sys.stdin.read();"
        "print(json.dumps([repr(find_entities(text)), repr(find_quotes(text))]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=text,
            text=True,
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert outputs == {json.dumps([repr(find_entities(text)), repr(find_quotes(text))]) + "\n"}


def test_the_engine_is_named_with_its_language() -> None:
    english = analyse(article(Piece("paragraph", "Karl Berg left.")))
    german = analyse(article(Piece("paragraph", "Karl Berg ging."), language="de-AT"))
    assert english.engine == engine_name("en")
    assert english.engine.startswith(ENGINE)
    assert german.engine.startswith(ENGINE)
    assert "de-AT" in german.engine


def test_german_nouns_are_no_names() -> None:
    text = "Der Minister Karl Berg sprach in Berlin über die Zukunft der Wirtschaft und den Wert der Arbeit."
    names = {entity.name for entity in analyse(article(Piece("paragraph", text), language="de")).entities}
    assert names == {"Karl Berg", "Berlin"}


def test_scripts_without_capitals_have_their_lists() -> None:
    insight = analyse(
        article(Piece("paragraph", "他在北京访问了华为。他说：「我们必须合作。」"), language="zh")
    )
    assert {(entity.name, entity.kind) for entity in insight.entities} == {
        ("北京", "place"),
        ("华为", "organisation"),
    }
    assert [(quote.text, quote.kind) for quote in insight.quotes] == [("我们必须合作。", "speech")]


def test_another_tagger_takes_the_place_of_the_rules() -> None:
    class Everything:
        name = "everything-1"

        def __call__(self, reading: Reading) -> list[Span]:
            return [Span(0, 4, "work", 0.5, "tagger")]

    insight = analyse(article(Piece("paragraph", "Karl Berg left.")), Everything())
    assert [(entity.name, entity.kind, entity.origin) for entity in insight.entities] == [
        ("Karl", "work", "tagger")
    ]
    assert insight.engine.endswith("everything-1")


def test_importing_the_package_reads_no_list() -> None:
    program = (
        "import sys, reader.insight; print('reader.insight.gazetteer' in sys.modules, 'json' in sys.modules)"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert output.startswith("False")
