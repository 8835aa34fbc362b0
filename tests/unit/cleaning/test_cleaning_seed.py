"""The scraped text that the project began with: what is in it, in order, and what is not."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.article import Article
from reader.cleaning import clean
from tests.shared_data import shared_path


@pytest.fixture(scope="module")
def source() -> bytes:
    return shared_path("seed", "article.txt").read_bytes()


@pytest.fixture(scope="module")
def article(source: bytes) -> Article:
    return clean(source, name="article.txt")


def test_the_sixteen_paragraphs_stand_in_order(article: Article) -> None:
    assert [block.kind for block in article.blocks] == ["paragraph"] * 16
    starts = [
        "Embattled",
        "Venezuelan",
        "According to Maduro",
        "“5G technology",
        "He added",
        "Earlier, Chinese",
    ]
    assert [article.blocks[i].of(article.text).startswith(start) for i, start in enumerate(starts)] == [
        True
    ] * 6
    assert article.text.endswith("denying the allegations.")


def test_a_paragraph_that_repeats_an_earlier_one_points_to_it(article: Article) -> None:
    assert {
        index: block.repeats for index, block in enumerate(article.blocks) if block.repeats is not None
    } == {6: 0}


def test_the_time_line_is_the_date(article: Article) -> None:
    assert article.metadata.published == "2020-06-04T11:47:00+00:00"


def test_the_title_comes_from_the_text_and_is_no_related_headline(article: Article) -> None:
    title = article.metadata.title
    assert article.metadata.title_derived
    assert len(title) <= 90
    assert article.text.startswith(title)
    assert title not in [related.title for related in article.related]


def test_five_headlines_are_related_and_the_keywords_do_not_repeat(article: Article) -> None:
    assert len(article.related) == 5
    assert article.related[0].title.startswith("Huawei to Increase")
    assert article.keywords == (
        "blacklisting", "spying", "Beijing", "Nicolas Maduro", "Venezuela", "China", "Donald Trump", "Huawei",
    )  # fmt: skip


@pytest.mark.parametrize("furniture", ["Listen Live", "Get short URL", "Community standards", "Comment via"])
def test_furniture_is_not_in_the_text_but_among_the_receipts(article: Article, furniture: str) -> None:
    assert furniture not in article.text
    assert any(furniture in receipt.text for receipt in article.removed)


def test_every_receipt_has_a_reason_and_a_place(article: Article) -> None:
    reasons = Counter(receipt.reason for receipt in article.removed)
    assert reasons["time line"] == 1
    assert reasons["related headline"] == 5
    assert reasons["keywords"] == 1
    assert {receipt.place for receipt in article.removed} == {0, len(article.text)}


def test_no_word_of_the_source_is_lost(source: bytes, article: Article) -> None:
    kept = Counter(article.text.split()) + sum(
        (Counter(each.text.split()) for each in article.removed), Counter()
    )
    assert kept == Counter(source.decode().split())
