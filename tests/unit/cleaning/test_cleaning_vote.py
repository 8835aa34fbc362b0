"""The vote is what readability itself would keep: what is left out of its work changes no choice."""

from __future__ import annotations

import copy
import random
import re
from typing import Any

import pytest
from lxml import etree, html
from readability import Document

from reader.cleaning.html.tree import NUMBER, number_of, parse
from reader.cleaning.html.vote import readability_vote
from tests.benchmarks.pages import page, paragraph

PAGES = {
    "news": page(1),
    "short": "<body><div class='main'><p>Hardly anything, and yet it is all that there is to say.</p></div></body>",
    "divisions": "<body><div id='content'>"
    + "".join(
        f"<div>{text}<br>{text} <b>bold</b> and <span>more, of it</span></div>"
        for text in ("Some words, then others. ", "A second text, with commas, too. ") * 6
    )
    + "</div><div class='sidebar'>Links <a href='/'>home</a></div></body>",
    "hidden": page(2).replace("<p>", "<p style='display: none'>A popup, unseen.</p><p>", 3),
    "unlikely": page(3).replace("<p>", "<div class='comment-list'><p>A reply.</p></div><p>", 2),
    "tables": page(4).replace(
        "</article>", "<table><tr><td>1,2</td><td>3</td></tr></table><ul><li>a, b</li></ul></article>"
    ),
}


def numbered_words(elements: list[Any]) -> set[int]:
    return {number_of(element) for element in elements if (element.text or "").strip()}


def plainly(root: Any) -> set[int]:
    """The numbers of elements with text of their own in readability's answer, its whole way gone."""
    answer = html.fromstring(Document(etree.tostring(root, encoding="unicode", method="html")).summary())
    return numbered_words([element for element in answer.iter(etree.Element) if element.get(NUMBER)])


@pytest.mark.parametrize("name", PAGES)
def test_the_vote_is_what_readability_keeps(name: str) -> None:
    root = parse(PAGES[name])
    before = etree.tostring(root)
    vote = readability_vote(copy.deepcopy(root))
    assert vote is not None
    by_number = {number_of(element): element for element in root.iter(etree.Element)}
    assert numbered_words([by_number[number] for number in vote]) == plainly(root)
    readability_vote(root)
    assert etree.tostring(root) == before


def test_the_words_of_an_embedded_post_are_voted_for() -> None:
    text = re.sub("<[^>]+>", "", paragraph(random.Random(5)))
    post = f'<blockquote class="twitter-tweet"><p>{text}</p></blockquote>'
    root = parse(page(5).replace("</article>", f"{post}</article>"))
    voted = readability_vote(root) or frozenset()
    (inner,) = root.xpath("//blockquote/p")
    assert number_of(inner) in voted
