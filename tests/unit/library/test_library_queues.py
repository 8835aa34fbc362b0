"""Read states, queues, rules of one's own, the order of tags, figures: what the reader alone decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config import load_config
from reader.errors import UsageError
from reader.library.library import Library
from reader.library.records import ArticleRecord, TagCount
from reader.library.statistics import _streak
from reader.library.tag_order import findings, tree
from reader.rules import fitting, rule_from


def test_an_article_is_in_one_queue_and_undo_brings_the_last_one_back(library: Library, harbour: str) -> None:
    assert library.article(harbour).queue == "inbox"
    library.mark([harbour], queue="later")
    assert [record.id for record in library.articles("is:later")] == [harbour]
    library.mark([harbour], archived=True)
    assert library.article(harbour).queue == "archive"
    assert not library.articles("is:later")
    assert not library.articles("is:inbox")
    library.undo()
    assert library.article(harbour).queue == "later"
    library.mark([harbour], queue="inbox")
    assert library.articles("is:inbox")[0].id == harbour
    with pytest.raises(UsageError, match="one of inbox"):
        library.mark([harbour], queue="someday")  # type: ignore[arg-type]


def test_opening_is_not_reading_and_read_keeps_its_first_day(library: Library, harbour: str) -> None:
    library.keep_position(harbour, 0, 0.0)
    assert (library.article(harbour).state, library.article(harbour).finished) == ("unread", "")
    library.mark([harbour], state="read")
    first = library.article(harbour).finished
    assert first
    assert library.articles("finished:today left:0")[0].id == harbour
    library.mark([harbour], state="read", starred=True)
    assert (library.article(harbour).finished, library.article(harbour).starred) == (first, True)
    library.mark([harbour], state="unread")
    assert library.article(harbour).finished == ""


def test_minutes_left_are_of_what_was_not_read_past() -> None:
    assert ArticleRecord("a", "t", minutes=10, progress=0.25).minutes_left == 8
    assert ArticleRecord("a", "t", minutes=10, progress=0.5).minutes_left == 5
    assert ArticleRecord("a", "t", minutes=10, progress=0.5, state="read").minutes_left == 0


def test_many_are_marked_and_tagged_as_one_change(library: Library, harbour: str, orchard: str) -> None:
    library.mark([harbour, orchard], queue="later")
    library.tag_many([harbour, orchard], ["Sea", "sea"], [])
    assert library.article(orchard).tags == ("Sea",)
    library.undo()
    assert [record.tags for record in library.articles()] == [(), ()]
    library.undo()
    assert {record.queue for record in library.articles()} == {"inbox"}


# -- rules ---------------------------------------------------------------------------------------------------


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"


def test_a_rule_tags_what_is_saved_and_nothing_that_was_saved_before(library: Library, rules: Path) -> None:
    first = library.add(
        "a.md", data=b"# One\n\nThe gardener grows pear trees above the car park of Lisbon.\n"
    ).article
    rules.write_text('[[rules]]\nwords = "pear trees"\ntags = ["fruit"]\nqueue = "later"\nstar = true\n')
    second = library.add(
        "b.md", data=b"# Two\n\nForty Pear Trees stand in light soil on the roof of a house.\n"
    ).article
    third = library.add(
        "c.md", data=b"# Three\n\nSpear treesap is no match, the words must stand alone here.\n"
    ).article
    assert first is not None
    assert second is not None
    assert third is not None
    assert (second.tags, second.queue, second.starred) == (("fruit",), "later", True)
    assert (first.tags, third.tags) == ((), ())
    assert [record.id for record in library.apply_rules()] == [first.id]
    library.undo()
    assert library.article(first.id).tags == ()


def test_what_the_reader_took_off_does_not_come_back_by_itself(library: Library, rules: Path) -> None:
    rules.write_text('[[rules]]\ntitle = "two"\ntags = ["x"]\n')
    data = b"# Two\n\nForty pear trees stand in light soil on the roof of a house in Lisbon.\n"
    record = library.add("b.md", data=data).article
    assert record is not None
    assert record.tags == ("x",)
    library.tag(record.id, [], ["x"])
    library.add("b.md", data=data)
    assert library.article(record.id).tags == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[rules]]\nsite = 3\ntags=["x"]', "rule 1 should be site in quotes"),
        ('[[rules]]\nsite = "x"', "rule 1 should be something to do"),
        ('[[rules]]\ntags = ["x"]', "rule 1 should be a condition"),
        ('[[rules]]\nsiet = "x"\ntags = ["x"]', "not 'siet'"),
        ("rules = 5", "rules should be tables"),
        ('[[rules]]\nsite = "x"\nqueue = "soon"', "one of inbox, later, archive"),
    ],
)
def test_a_rule_that_is_wrong_is_told_and_left_out(rules: Path, text: str, said: str) -> None:
    rules.write_text(text)
    config = load_config()
    assert config.rules == ()
    assert said in config.problems[0]


def test_all_conditions_of_a_rule_must_hold() -> None:
    rule = rule_from({"site": "LWN.net", "language": "en", "tags": ["x"]})
    assert fitting([rule], {"site": "https://lwn.net/1", "language": "en-GB"}) == [rule]
    assert fitting([rule], {"site": "lwn.net", "language": "de"}) == []


# -- tags ----------------------------------------------------------------------------------------------------


def counts(*tags: tuple[str, int]) -> list[TagCount]:
    return [TagCount(tag, uses, 0, 0) for tag, uses in tags]


def test_the_tree_has_every_parent_and_counts_below_it() -> None:
    shown = [(branch.tag, branch.depth, branch.own, branch.total)
             for branch in tree(counts(("work/plans", 2), ("work", 1), ("sea", 4), ("work/plans/old", 1)))]  # fmt: skip
    assert shown == [
        ("sea", 0, 4, 4), ("work", 0, 1, 4), ("work/plans", 1, 2, 3), ("work/plans/old", 2, 1, 1),
    ]  # fmt: skip


@given(
    st.lists(
        st.text("abé/-", min_size=1, max_size=6).filter(lambda tag: tag.strip("/-")), max_size=8, unique=True
    )
)
def test_a_parent_stands_before_its_children_and_holds_them(tags: list[str]) -> None:
    branches = tree(counts(*((tag.strip("/"), 1) for tag in tags)))
    seen: dict[str, int] = {}
    for branch in branches:
        if branch.depth:
            assert seen[branch.tag.rsplit("/", 1)[0].casefold()] >= branch.total
        seen[branch.tag.casefold()] = branch.total


def test_the_doctor_knows_spellings_slips_and_what_is_used_once() -> None:
    found = findings(counts(("Machine Learning", 9), ("machine-learning", 2), ("machinelearnings", 1),
                            ("politics", 5), ("politcs", 1), ("2024", 3), ("2025", 3), ("lonely", 1), ("cat", 2), ("car", 2)))  # fmt: skip
    assert [(one.kind, one.tag, one.better) for one in found] == [
        ("spelling", "machine-learning", "Machine Learning"), ("spelling", "machinelearnings", "Machine Learning"),
        ("slip", "politcs", "politics"), ("single", "lonely", ""),
    ]  # fmt: skip


def test_a_tag_is_renamed_with_those_below_it(library: Library, harbour: str, orchard: str) -> None:
    library.tag(harbour, ["work/plans", "works"])
    library.tag(orchard, ["work", "work/plans/old"])
    assert library.rename_tag("work", "job") == 2
    assert library.article(harbour).tags == ("job/plans", "works")
    assert library.article(orchard).tags == ("job", "job/plans/old")
    assert {record.id for record in library.articles("tag:job")} == {harbour, orchard}
    library.undo()
    assert library.article(harbour).tags == ("work/plans", "works")


# -- figures -------------------------------------------------------------------------------------------------


def test_the_figures_count_what_was_done(library: Library, harbour: str, orchard: str) -> None:
    library.mark([harbour], state="read")
    library.highlight(harbour, "two people watch", note="who?")
    library.tag(harbour, ["sea"])
    library.insight(harbour)
    found = library.statistics(weeks=4)
    assert (found.articles, found.read, found.unread, found.inbox) == (2, 1, 1, 2)
    assert (found.highlights, found.notes, found.streak) == (1, 1, 1)
    assert found.minutes_read == library.article(harbour).minutes
    assert found.minutes_left == library.article(orchard).minutes
    assert len(found.weeks) == 4
    week = found.weeks[-1]
    assert (week.saved, week.read, week.highlights, week.notes) == (2, 1, 1, 1)
    assert date.fromisoformat(week.monday).weekday() == 0
    assert "Tomas Ekdahl" in {person.name for person in found.people}
    assert "Rui Saramago" not in {person.name for person in found.people}
    assert [(tag.name, tag.saved, tag.read) for tag in found.tags] == [("sea", 1, 1)]


def test_a_streak_ends_with_the_first_day_without_reading() -> None:
    today = date(2026, 3, 2)
    assert _streak({"2026-03-01", "2026-02-28", "2026-02-26"}, today) == 2
    assert _streak({"2026-02-28"}, today) == 0
