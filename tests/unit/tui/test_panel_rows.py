"""How sure the analysis is shows in the panels of names and quotations."""

from __future__ import annotations

import dataclasses

import pytest

from reader.cleaning import clean
from reader.insight import analyse
from reader.library.records import ArticleRecord
from reader.tui.panels.entities import entity_rows
from reader.tui.panels.quotes import quote_rows
from reader.tui.rows import Row
from reader.tui.session import OpenArticle


@pytest.fixture
def opened() -> OpenArticle:
    article = clean(
        "# The bridge\n\nThe mayor, Jane Roe, was clear. \u201cIt is closed,\u201d said Jane Roe on Monday.\n"
    )
    return OpenArticle(ArticleRecord(article.id, "The bridge"), article, analyse(article))


def styles_of(rows: list[Row], words: str) -> set[str]:
    return {style for row in rows for line in row.lines for text, style in line if text.strip() == words}


def with_confidence(opened: OpenArticle, confidence: float) -> OpenArticle:
    assert opened.insight is not None
    opened.insight = dataclasses.replace(
        opened.insight,
        entities=tuple(dataclasses.replace(entity, confidence=confidence) for entity in opened.entities),
        quotes=tuple(dataclasses.replace(quote, confidence=confidence) for quote in opened.quotes),
    )
    return opened


def test_a_sure_name_has_the_colour_of_its_kind_and_a_doubtful_one_has_not(opened: OpenArticle) -> None:
    assert styles_of(entity_rows(with_confidence(opened, 0.9), "", 40), "Jane Roe") == {"entity-person"}
    assert styles_of(entity_rows(with_confidence(opened, 0.4), "", 40), "Jane Roe") == {"dim"}


def test_a_sure_speaker_stands_out_and_a_doubtful_one_does_not(opened: OpenArticle) -> None:
    assert styles_of(quote_rows(with_confidence(opened, 0.9), "", 40), "Jane Roe") == {"strong"}
    assert styles_of(quote_rows(with_confidence(opened, 0.4), "", 40), "Jane Roe") == {"text"}
