"""Every sample is cleaned to what a reader would call the article, and holds what its golden entry says."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from reader.article import Article
from reader.cleaning import clean
from reader.library.samples import SAMPLE_NAMES, sample_files
from reader.resources import resource_folder
from tests.unit.samples.golden import GOLDEN, Golden

FILES = {path.name: path for path in sample_files()}
each_sample = pytest.mark.parametrize("golden", GOLDEN, ids=[golden.file for golden in GOLDEN])


@cache
def article(name: str) -> Article:
    return clean(FILES[name].read_bytes(), name=name)


def body(of: Article) -> list[str]:
    return [block.of(of.text) for block in of.blocks]


def test_every_file_of_the_folder_is_a_sample_and_the_tutorial_comes_first() -> None:
    assert sorted(path.name for path in resource_folder("sample_articles").iterdir()) == sorted(SAMPLE_NAMES)
    assert [path.name for path in sample_files()] == list(SAMPLE_NAMES)
    assert SAMPLE_NAMES[0] == "start-here.md"
    assert sorted(golden.file for golden in GOLDEN) == sorted(SAMPLE_NAMES)


def test_naming_the_samples_reads_no_heavy_library() -> None:
    code = (
        "import sys; from reader.library.samples import sample_files; print(len(sample_files()), "
        "[m for m in sys.modules if m.split('.')[0] in ('textual', 'rich', 'lxml', 'tinydb', 'markdown_it')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{len(SAMPLE_NAMES)} []"


@each_sample
def test_a_sample_is_worth_reading_and_not_too_long(golden: Golden) -> None:
    longest = 2_300 if golden.file == "the-long-margin.md" else 1_250
    assert 400 <= article(golden.file).metadata.word_count <= longest


@each_sample
def test_what_is_known_about_a_sample_is_found(golden: Golden) -> None:
    found = article(golden.file)
    assert found.source.kind == golden.kind
    assert found.metadata.byline == golden.byline
    assert found.metadata.published[:10] == golden.published
    assert found.metadata.language == golden.language
    assert found.metadata.site == golden.site or not golden.site
    if golden.title:
        assert found.metadata.title == golden.title
        assert not found.metadata.title_derived
    else:
        assert found.metadata.title
        assert found.metadata.title_derived


@each_sample
def test_the_body_is_whole_and_in_order(golden: Golden) -> None:
    found = article(golden.file)
    low, high = golden.blocks
    assert low <= len(found.blocks) <= high
    headings = [block.of(found.text) for block in found.outline()]
    assert [heading for heading in headings if heading != golden.title] == list(golden.headings)
    assert golden.first in found.text[: len(found.text) // 4]
    assert golden.last in found.text[-len(found.text) // 6 :]
    assert set(golden.kinds) <= {block.kind for block in found.blocks}


@each_sample
def test_no_furniture_is_left_in_the_text(golden: Golden) -> None:
    text = article(golden.file).text
    assert [words for words in golden.absent if words in text] == []


@each_sample
def test_keywords_and_related_headlines_are_kept_beside_the_text(golden: Golden) -> None:
    found = article(golden.file)
    assert found.keywords == golden.keywords
    assert (
        tuple(related.title for related in found.related if related.title in golden.related) == golden.related
    )


@each_sample
def test_what_the_golden_entries_name_stands_in_the_text(golden: Golden) -> None:
    """Guards the golden data itself against typing errors: what is not in the text proves nothing."""
    text = article(golden.file).text
    flat = " ".join(text.split())
    for name in (*golden.people, *golden.organisations, *golden.places):
        words = name.name.removeprefix("The ")
        surname = words.split()[-1]
        assert words in flat or (surname in flat and words.split()[0] in flat), words
        assert [other for other in name.also if other.removeprefix("the ") not in flat] == []
    for said in golden.speech:
        assert said.words in flat
    for phrase in golden.phrases:
        assert phrase in flat


def test_the_scraped_text_marks_the_paragraph_that_says_the_same_again() -> None:
    found = article("scraped-tidal-power.txt")
    repeating = [
        (block.repeats, number) for number, block in enumerate(found.blocks) if block.repeats is not None
    ]
    assert repeating == [(1, 10)]


def test_the_furnished_page_gives_a_receipt_for_what_was_taken_away() -> None:
    found = article("the-shed-that-lends-out-everything.html")
    removed = " ".join(receipt.text for receipt in found.removed)
    for words in ("214 partners", "marmalade", "first", "card index", "Support us", "Most read"):
        assert words.lower() in removed.lower()
    assert all(receipt.reason for receipt in found.removed)


def test_the_essay_keeps_its_six_notes_and_their_places() -> None:
    found = article("the-long-margin.md")
    notes = [block for block in found.blocks if block.kind == "footnote"]
    places = [mark.target for block in found.blocks for mark in block.marks if mark.kind == "footnote_ref"]
    assert len(notes) == 6
    assert Counter(places) == Counter(note.label for note in notes)


def test_the_technical_piece_keeps_its_code_and_its_table() -> None:
    found = article("clocks.md")
    code = [block for block in found.blocks if block.kind == "code"]
    assert [block.language for block in code] == ["python", "python", "sh"]
    assert "    started = time.time()\n    result = job()\n" in code[0].of(found.text)
    (table,) = [block for block in found.blocks if block.kind == "table"]
    assert [len(row) for row in table.rows] == [5] * 5
    assert {block.depth for block in found.blocks if block.kind == "list_item"} == {1, 2}


def test_wide_characters_and_emoji_of_several_parts_come_through_whole() -> None:
    text = article("one-sentence-four-scripts.md").text
    for whole in ("雨が上がった。石だけが、", "石头不着急", "돌들만", "👩‍🌾🧹", "👨‍👩‍👧‍👦", "🌧️ ⏸️ 🪨💭💧"):
        assert whole in text


def test_a_pull_quote_is_not_said_twice() -> None:
    text = article("the-shed-that-lends-out-everything.html").text
    assert text.count("People are not careless. They are embarrassed") == 1


def test_a_date_line_under_the_byline_is_not_a_paragraph() -> None:
    assert "17 October 2024, 18:40" not in article("harbour-bell.html").text
