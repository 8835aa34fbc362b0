"""Plain text: notes, verse and code are left alone; a scraped page is freed of its furniture."""

from __future__ import annotations

import textwrap

import pytest

from reader.article import Article
from reader.cleaning import clean

POEM = """The tide went out
  and took the boats,
the tide came in
  and brought the notes

of every bell
that ever rang"""

ESSAY = (
    "The history of the river is a history of agreements that nobody wrote down, and of walls that nobody measured. "
    "Every spring the water came, and every spring the same families carried the same stones to the same place, which "
    "explains the curious well-known shape of the parish. It explains a good deal else besides, as we shall see in what "
    "follows: the marriages, the quarrels and the strange customs of the ferrymen."
)


def paragraphs(article: Article) -> list[str]:
    return [block.of(article.text) for block in article.blocks]


def test_verse_keeps_its_lines_and_stanzas() -> None:
    article = clean(POEM)
    assert paragraphs(article) == [
        "The tide went out\nand took the boats,\nthe tide came in\nand brought the notes",
        "of every bell\nthat ever rang",
    ]
    assert not article.removed


def test_notes_are_left_as_they_are() -> None:
    note = "Call the plumber before Friday, he is away after that.\n\nAsk Ann about the keys."
    article = clean(note)
    assert article.text == note
    assert not article.removed
    assert article.metadata.title_derived


@pytest.mark.parametrize("width", [60, 72, 80])
def test_lines_wrapped_by_hand_are_joined(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(ESSAY, width, break_on_hyphens=False) for _ in range(2))
    assert paragraphs(clean(wrapped)) == [ESSAY, ESSAY]


def test_words_parted_at_a_lines_end_are_made_whole_and_compounds_keep_their_hyphen() -> None:
    wrapped = (
        "The history of the river is a history of agree-\n"
        "ments that nobody wrote, and it explains a well-\n"
        "known shape. The well-known shape is round, for\n"
        "reasons that nobody in the parish can remember.\n"
    )
    assert clean(wrapped).text == (
        "The history of the river is a history of agreements that nobody wrote, and it explains a well-known shape. "
        "The well-known shape is round, for reasons that nobody in the parish can remember."
    )


def test_verse_within_wrapped_prose_is_not_joined() -> None:
    text = (
        textwrap.fill(ESSAY, 66)
        + "\n\nThe tide went out\nand took the boats\nand left us here\n\n"
        + textwrap.fill(ESSAY, 66)
    )
    assert paragraphs(clean(text))[1] == "The tide went out\nand took the boats\nand left us here"


def test_lists_become_items_with_their_numbers() -> None:
    article = clean("Bring these:\n\n- bread\n- cheese\n\n1. Walk north.\n2. Turn left.\n")
    items = [
        (block.of(article.text), block.ordered, block.number)
        for block in article.blocks
        if block.kind == "list_item"
    ]
    assert items == [
        ("bread", False, None),
        ("cheese", False, None),
        ("Walk north.", True, 1),
        ("Turn left.", True, 2),
    ]


def test_code_keeps_its_lines_and_indentation() -> None:
    article = clean(
        "Try this:\n\n    def dyke(height):\n        return height * 2\n\nand tell me what happens when it rains."
    )
    code = next(block for block in article.blocks if block.kind == "code")
    assert code.of(article.text) == "def dyke(height):\n    return height * 2"


SCRAPED = f"""Skip to content
Home | Politics | Rivers | Sport
Log in
Subscribe now

A dyke for the parish, granted by one voice
By Ann Smith
12 March 2024, 18:05 CET
Share on Facebook

{ESSAY}

Advertisement

The council, meeting on Tuesday, granted the dyke by one voice. Nobody in the hall left before midnight came.

More about the dyke
In the end the parish paid for all of it, said the oldest of the farmers, and that was what everyone had expected.

Why rivers forget their promises
Ferrymen strike for a second week
Tags: rivers, dykes, Rivers, parish
3 comments
We use cookies to make this website better. Accept all
© 2024 The Parish News. All rights reserved.
"""


def test_a_scraped_page_gives_its_article_and_metadata() -> None:
    article = clean(SCRAPED)
    assert paragraphs(article)[0] == ESSAY
    assert paragraphs(article)[-1].startswith("In the end the parish")
    for furniture in ("Log in", "Advertisement", "cookies", "All rights", "Share on", "Politics"):
        assert furniture not in article.text
    metadata = article.metadata
    assert metadata.title == "A dyke for the parish, granted by one voice"
    assert not metadata.title_derived
    assert metadata.byline == ("Ann Smith",)
    assert metadata.published == "2024-03-12T18:05:00+01:00"
    assert article.keywords == ("rivers", "dykes", "parish")
    assert [related.title for related in article.related] == [
        "Why rivers forget their promises",
        "Ferrymen strike for a second week",
    ]


def test_an_essay_that_speaks_of_cookies_and_sharing_is_not_taken_for_a_page() -> None:
    text = f"{ESSAY}\n\nShare what you have, she said, and bake cookies for the website people when they come by.\n\n{ESSAY}"
    assert not clean(text).removed


def test_a_chinese_text_is_read() -> None:
    text = "长江的历史是没有写下来的协议的历史。每年春天，水都会来。\n\n每年春天，同样的家庭把同样的石头搬到同样的地方。"
    article = clean(text)
    assert len(article.blocks) == 2
    assert article.metadata.language == "zh"
