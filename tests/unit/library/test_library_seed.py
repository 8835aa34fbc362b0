"""The document that the project was created from becomes a beautiful article: who is in it and who said
what."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.article import Article
from reader.insight.values import Entity, Quote
from reader.library.library import Library
from tests.shared_data import shared_path

FURNITURE = ("Listen Live", "Get short URL", "Community standards", "Comment via")


@pytest.fixture
def seed(library: Library) -> str:
    added = library.add(shared_path("seed", "article.txt"))
    assert added.article is not None
    return added.article.id


@pytest.fixture
def article(library: Library, seed: str) -> Article:
    return library.read(seed)


def test_its_sixteen_paragraphs_stand_in_order_without_furniture(article: Article) -> None:
    paragraphs = [block.of(article.text) for block in article.blocks if block.kind == "paragraph"]
    assert len(paragraphs) == len(article.blocks) == 16
    starts = [
        "Embattled",
        "Venezuelan",
        "According to",
        "“5G",
        "He added",
        "Earlier",
        "Chinese tech",
        "Huawei Carrier",
    ]
    starts += [
        "As 5G",
        "Huawei, the",
        "To appease",
        "The Chinese",
        "As mentioned",
        "Huawei’s",
        "Washington",
        "The US",
    ]
    assert all(text.startswith(start) for text, start in zip(paragraphs, starts, strict=True))
    assert not any(words in article.text for words in FURNITURE)


def test_what_is_known_of_it(article: Article) -> None:
    about = article.metadata
    assert about.published.startswith("2020-06-04")
    assert about.language == "en"
    assert about.title_derived
    assert "Huawei" in about.title
    assert not about.title.startswith("Huawei to Increase")
    assert len(about.title) <= 100
    assert len(article.related) == 5
    assert article.related[0].title.startswith("Huawei to Increase")
    assert article.keywords == (
        "blacklisting", "spying", "Beijing", "Nicolas Maduro", "Venezuela", "China", "Donald Trump", "Huawei",
    )  # fmt: skip


def test_everything_that_was_removed_is_listed_with_its_reason(article: Article) -> None:
    source = Counter(shared_path("seed", "article.txt").read_text(encoding="utf-8").split())
    kept = Counter(article.text.split())
    removed = Counter(word for receipt in article.removed for word in receipt.text.split())
    assert kept + removed == source
    assert all(receipt.reason for receipt in article.removed)
    gone = "\n".join(receipt.text for receipt in article.removed)
    assert all(words in gone for words in FURNITURE)


def named(entities: list[Entity], kind: str) -> dict[str, Entity]:
    return {
        name: entity for entity in entities if entity.kind == kind for name in (entity.name, *entity.aliases)
    }


def test_people_organisations_and_places(library: Library, seed: str, article: Article) -> None:
    entities = library.entities(seed)
    people = named(entities, "person")
    assert people["Maduro"].name == people["Nicolas Maduro"].name == "Nicolas Maduro"
    assert people["Ding"].name == people["Ryan Ding"].name == "Ryan Ding"
    assert "Miao Wei" in people
    organisations = named(entities, "organisation")
    assert {"Huawei", "El Nacional"} <= organisations.keys()
    places = named(entities, "place")
    expected = {
        "Venezuela",
        "China",
        "Caracas",
        "Beijing",
        "Wuzhen",
        "Zhejiang",
        "India",
        "UK",
        "South Korea",
    }
    expected |= {"Switzerland", "Finland", "US", "Washington", "United Kingdom"}
    assert expected <= places.keys()
    assert places["UK"] is places["United Kingdom"]
    wrong = {"Huawei Carrier", "Washington", "Beijing", "El Nacional", "Embattled Chinese"}
    assert not wrong & people.keys()
    for entity in entities:
        assert all(mention.of(article.text).strip() for mention in entity.mentions)


def quote_of(quotes: list[Quote], words: str) -> Quote:
    (found,) = [quote for quote in quotes if words in quote.text]
    return found


def test_who_said_what(library: Library, seed: str) -> None:
    quotes = library.quotes(seed)
    assert quote_of(quotes, "5G technology is coming").speaker == "Nicolas Maduro"
    assert quote_of(quotes, "fully connected").speaker == "Ryan Ding"
    assert "Foreign Ministry" in quote_of(quotes, "independent judgement").speaker
    assert {quote.text.strip(".") for quote in quotes if quote.kind == "phrase"} >= {
        "top priorities",
        "no backdoor",
    }
    assert all(quote.kind == "speech" for quote in quotes if "5G technology" in quote.text)
    assert not any(
        quote.kind == "speech" for quote in quotes if quote.text in ("top priorities", "no backdoor")
    )


def test_its_words_are_found_again(library: Library, seed: str, article: Article) -> None:
    highlight = library.highlight(seed, '"independent judgement', note="what did Delhi answer?")
    (hit,) = library.search("delhi")
    assert hit.kind == "note"
    assert hit.start == highlight.start
    for hit in library.search("backdoors", limit=10):
        assert hit.start is not None
        assert "backdoor" in article.text[hit.start : hit.end].casefold()
    assert [record.id for record in library.articles('who:"Ryan Ding" said:Maduro')] == [seed]
