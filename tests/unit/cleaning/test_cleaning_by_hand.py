"""Blocks put back and taken out by hand, and rules of sites: no word is lost, and what is undone was never done."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import Article, SourceKind
from reader.cleaning import clean
from reader.cleaning.by_hand import ByHand, Edit, edit_of_block, edit_of_receipt, unmet
from reader.cleaning.cleaner import selector_of
from reader.cleaning.site_rules import SiteRule, load_rules, rule_from_text, rules_for
from reader.cleaning.worker import CleaningPool, Job
from tests.unit.cleaning.test_cleaning_law import assert_whole, words_of

PROSE = (
    "The ferry to the islands leaves at {0} each morning, when the harbour master has counted the boats, and it "
    "carries {0} sheep, a doctor and the post, which is more than it did in the year before."
)
PAGE = (
    "<html><head><title>The long way to the islands</title></head><body><nav><a href='/'>Home</a> <a "
    "href='/b'>Boats</a></nav><article><h1>The long way to the islands</h1><p class='who'>Mara Linde</p>"
    + "".join(f"<p>{PROSE.format(number)}</p>" for number in range(4, 10))
    + "<aside class='fact-box'><h3>In figures</h3><ul><li><a href='/f'>Nine ferries</a></li><li>Two <b>new</b> piers"
    "</li></ul></aside>"
    "<div class='letter-promo'><p>The islands letter comes on Fridays <span class='try'>(try it)</span> and tells "
    "you what the ferries carried.</p></div>"
    f"<p>{PROSE.format('ten')}</p></article>"
    "<div class='footer-note'><p>Copyright 2021 The Island Paper. All rights reserved.</p></div></body></html>"
)
TEXT = (
    "Home\nNews\nSport\nLog in\nThe long way to the islands\nPublished on 4 May 2021\n"
    + "\n".join(PROSE.format(number) for number in range(4, 10))
    + "\nShare\nTweet\n12 Comments\nCopyright 2021 The Island Paper. All rights reserved."
)
SOURCES: list[tuple[str, SourceKind]] = [
    (PAGE, "html"), (TEXT, "text"), ("# A title\n\nOne.\n\nTwo.\n\nOne.\n\n| a | b |\n|---|---|\n| c | d |\n", "markdown"),
]  # fmt: skip


def rule(text: str, name: str = "island.example.toml") -> SiteRule:
    return rule_from_text(text, Path(name))


def cleaned(*rules: SiteRule, url: str = "https://www.island.example/a", page: str = PAGE) -> Article:
    return clean(page, url=url, rules=rules)


def reason_of(article: Article, words: str) -> str:
    return next((receipt.reason for receipt in article.removed if words in receipt.text), "")


# -- single blocks -------------------------------------------------------------------------------------------


def test_a_receipt_is_put_back_with_its_structure() -> None:
    first = cleaned(rule("drop = ['aside.fact-box']"))
    receipt = next(receipt for receipt in first.removed if receipt.text == "Nine ferries")
    edit = edit_of_receipt(first, receipt)
    again = clean(
        PAGE, url="https://www.island.example/a", rules=[rule("drop = ['aside.fact-box']")], edits=[edit]
    )
    block = next(block for block in again.blocks if block.of(again.text) == "Nine ferries")
    assert block.kind == "list_item"
    assert [mark.target for mark in block.marks] == ["https://www.island.example/f"]
    assert receipt not in again.removed
    assert reason_of(again, "Two new piers")


def test_a_block_is_taken_out_and_has_a_receipt() -> None:
    first = cleaned()
    block = first.blocks[2]
    again = clean(PAGE, edits=[edit_of_block(first, block)])
    assert block.of(first.text) not in again.text
    assert reason_of(again, block.of(first.text)) == "taken out by hand"
    assert_whole(again)


def test_of_equal_blocks_the_one_that_was_meant_is_taken_out() -> None:
    text = "# A title\n\nSame words here.\n\nBetween them.\n\nSame words here.\n\nAt the end.\n"
    first = clean(text, kind="markdown")
    again = clean(text, kind="markdown", edits=[edit_of_block(first, first.blocks[2])])
    assert again.text == "Same words here.\n\nBetween them.\n\nAt the end."
    back = clean(text, kind="markdown", edits=[edit_of_receipt(again, again.removed[-1])])
    assert back.text == first.text


def test_an_edit_whose_block_is_gone_is_told_and_changes_nothing() -> None:
    edit = Edit("take out", "0" * 24)
    assert clean(PAGE, edits=[edit]) == clean(PAGE)
    assert unmet(clean(PAGE), [edit]) == [edit]


def test_a_block_that_moved_is_still_found() -> None:
    first = cleaned()
    edit = edit_of_block(first, first.blocks[3])
    changed = PAGE.replace("<p class='who'>", f"<p>{PROSE.format('noon')}</p><p class='who'>")
    again = clean(changed, edits=[edit])
    assert first.blocks[3].of(first.text) not in again.text
    assert unmet(again, [edit]) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SOURCES), st.lists(st.integers(0, 40), max_size=6))
def test_edits_keep_every_word_and_what_is_undone_was_never_done(
    source: tuple[str, SourceKind], choices: list[int]
) -> None:
    data, kind = source
    original = clean(data, kind=kind)
    edits: list[Edit] = []
    article = original
    for choice in choices:
        every = [edit_of_receipt(article, receipt) for receipt in article.removed]
        every += [edit_of_block(article, block) for block in article.blocks if block.of(article.text).strip()]
        edit = every[choice % len(every)]
        before = article
        after = clean(data, kind=kind, edits=[*edits, edit])
        assert unmet(after, [edit]) == []
        assert clean(data, kind=kind, edits=edits) == before
        edits, article = [*edits, edit], after
        assert_whole(article)
        assert words_of(article) == words_of(original)
    assert clean(data, kind=kind, edits=edits) == article


# -- rules of sites ------------------------------------------------------------------------------------------


def test_a_rule_drops_and_keeps_and_names_itself_on_the_receipts() -> None:
    article = cleaned(rule("name = 'island'\ndrop = ['div.letter-promo', 'h3']\nkeep = ['.footer-note']"))
    assert reason_of(article, "islands letter") == "site rule island"
    assert "Copyright 2021" in article.text
    assert words_of(article) == words_of(cleaned())


def test_the_innermost_of_the_selected_elements_counts() -> None:
    article = cleaned(rule("drop = ['article']\nkeep = ['aside ul']"))
    assert "Nine ferries" in article.text
    assert PROSE.format(5) not in article.text


def test_an_element_within_a_text_is_cut_out_of_it() -> None:
    article = cleaned(rule("drop = ['span.try']"))
    assert "comes on Fridays and tells you" in article.text
    assert reason_of(article, "(try it)") == "site rule island.example"


def test_a_rule_says_where_title_and_authors_stand() -> None:
    page = PAGE.replace("<p class='who'>Mara", "<p class='real'>A better title</p><p class='who'>Mara")
    article = cleaned(rule("title = '.real'\nbyline = '.who'"), page=page)
    assert (article.metadata.title, article.metadata.byline) == ("A better title", ("Mara Linde",))


@pytest.mark.parametrize(
    ("host", "url", "held"),
    [
        ("island.example", "https://www.island.example/a", True),
        ("island.example", "https://news.island.example:8080/a", True),
        ("island.example", "https://notisland.example/a", False),
        ("news.island.example", "https://island.example/a", False),
        ("island.example", "", False),
    ],
)
def test_a_rule_holds_for_its_host_and_those_below_it(host: str, url: str, held: bool) -> None:
    assert bool(rules_for([rule(f"host = '{host}'\ndrop = ['p']")], url)) == held


def test_rules_and_edits_hold_in_a_worker_too() -> None:
    own = rule("drop = ['div.letter-promo']")
    first = cleaned(own)
    by_hand = ByHand((own,), (edit_of_block(first, first.blocks[1]),))
    url = "https://www.island.example/a"
    with CleaningPool(1) as pool:
        (outcome,) = pool.map([Job(PAGE, url=url, by_hand=by_hand)])
    assert outcome.article == clean(PAGE, url=url, rules=by_hand.rules, edits=by_hand.edits)
    assert reason_of(first, "islands letter") == "site rule island.example"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('host = "a.example"\nkeep = ["p",\n  "div..x"]', "line 3", "no CSS selector"),
        ('host = "a.example"\nkeeps = "p"', "line 2", "no key is called 'keeps'"),
        ('host = "a b"\ndrop = "p"', "line 1", "no host"),
        ('host = "a.example"\ndrop = [1]', "line 2", "a text in quotes"),
        ('host = "a.example"', "", "no selector"),
        ('host = "a.example"\ndrop = [', "", "not a TOML file"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_line_and_reason_and_left_out(
    tmp_path: Path, text: str, line: str, reason: str
) -> None:
    (tmp_path / "bad.toml").write_text(text)
    (tmp_path / "good.example.toml").write_text('drop = ".x"')
    rules, (problem,) = load_rules(tmp_path)
    assert [rule.hosts for rule in rules] == [("good.example",)]
    assert str(tmp_path / "bad.toml") in str(problem)
    assert line in problem.reason
    assert reason in problem.reason


def test_a_rule_cannot_empty_an_article() -> None:
    article = cleaned(rule("drop = ['body']"))
    assert PROSE.format(5) in article.text
    assert any("everything is shown" in warning for warning in article.warnings)


# -- an edit as a rule ---------------------------------------------------------------------------------------


def test_an_edit_is_offered_as_a_selector_that_does_no_harm() -> None:
    first = cleaned()
    promo = next(block for block in first.blocks if "islands letter" in block.of(first.text))
    found = selector_of(PAGE, edit_of_block(first, promo))
    assert found is not None
    assert (found.css, found.blocks) == ("div.letter-promo > p", 1)
    again = cleaned(rule(f"drop = ['{found.css}']"))
    assert "islands letter" not in again.text
    assert words_of(again) == words_of(first)
    assert len(again.blocks) == len(first.blocks) - 1


def test_a_paragraph_like_all_others_is_no_rule() -> None:
    first = cleaned()
    assert selector_of(PAGE, edit_of_block(first, first.blocks[1])) is None


def test_a_removed_block_is_offered_as_one_to_keep() -> None:
    first = cleaned()
    receipt = next(receipt for receipt in first.removed if "Copyright" in receipt.text)
    found = selector_of(PAGE, edit_of_receipt(first, receipt))
    assert found is not None
    assert "Copyright 2021" in cleaned(rule(f"keep = ['{found.css}']")).text


def test_a_text_without_tags_has_no_rule() -> None:
    first = clean(TEXT)
    assert selector_of(TEXT, edit_of_block(first, first.blocks[0])) is None


def test_what_is_sent_to_a_worker_comes_back_the_same() -> None:
    own = dataclasses.replace(rule("drop = ['p']\nkeep = ['b']\ntitle = 'h1'"), name="ü")
    by_hand = ByHand((own,), (Edit("take out", "ab", 2, "“x”"),))
    assert ByHand.from_json(by_hand.to_json()) == by_hand
