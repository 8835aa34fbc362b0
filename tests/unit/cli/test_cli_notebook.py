"""`reader notebook`, `review`, `searches` and `who`: what they print, what they change, and the way back."""

from __future__ import annotations

from tests.unit.cli.conftest import Shell


def test_the_notebook_is_grouped_filtered_tagged_and_written(harbour: Shell) -> None:
    harbour.ok("highlight", "boats", "full account", "--note", "ask for it", "--tag", "money")
    groups = harbour.ok("notebook", "--json").json
    assert [group["group"] for group in groups] == ["Boats of the North"]
    assert {entry["kind"] for entry in groups[0]["entries"]} == {"note", "highlight"}
    by_tag = harbour.ok("notebook", "--by", "tag", "--json").json
    assert [group["group"] for group in by_tag] == ["#money", "Without a tag"]
    harbour.ok("notebook", "ask", "-t", "later")
    assert harbour.ok("notes", "--json").json[0]["tags"] == ["later"]
    harbour.ok("undo")
    assert harbour.ok("notes", "--json").json[0]["tags"] == []
    target = harbour.folder / "out.md"
    harbour.ok("notebook", "-o", str(target))
    written = target.read_text()
    assert "full account" in written
    assert "ask for it" in written
    again = harbour.run("notebook", "-o", str(target))
    assert again.code == 2
    assert "is there already" in again.err
    assert harbour.run("notebook", "nothinglikeit").code == 1


def test_only_what_is_listed_is_written(harbour: Shell) -> None:
    harbour.ok("highlight", "boats", "full account")
    harbour.ok("note", "boats", "a note apart")
    target = harbour.folder / "out.md"
    harbour.ok("notebook", "apart", "-o", str(target))
    assert "a note apart" in target.read_text()
    assert "full account" not in target.read_text()


def test_review_says_what_comes_when_and_takes_answers(harbour: Shell) -> None:
    assert "no highlights yet" in harbour.ok("review").err
    made = harbour.ok("highlight", "boats", "full account", "--json").json
    assert "the next one on" in harbour.ok("review").err
    harbour.ok("review", "back", made["id"])
    assert "full account" in harbour.ok("review").out
    assert harbour.ok("review", "keep", made["id"], "--json").json[0]["answer"] == "keep"
    assert harbour.ok("review").out == ""
    harbour.ok("undo")
    assert "full account" in harbour.ok("review").out
    assert "does not come back" in harbour.ok("review", "retire", made["id"]).err
    assert harbour.run("review", "sometimes", made["id"]).code == 2
    assert harbour.run("review", "keep", made["id"], "--days", "3").code == 2
    assert harbour.run("review", "-n", "0").code == 2


def test_searches_are_saved_counted_renamed_and_forgotten(harbour: Shell) -> None:
    assert "no saved searches yet" in harbour.ok("searches").err
    harbour.ok("searches", "save", "To read", "is:unread", "-tag:dull")
    (saved,) = harbour.ok("searches", "--json").json
    assert (saved["name"], saved["query"], saved["count"]) == ("To read", "is:unread -tag:dull", 1)
    harbour.ok("searches", "rename", "to read", "Next")
    assert "Next" in harbour.ok("searches").out
    harbour.ok("searches", "delete", "next")
    assert harbour.ok("searches", "--json").json == []
    harbour.ok("undo")
    assert len(harbour.ok("searches", "--json").json) == 1
    wrong = harbour.run("searches", "save", "Wrong", "in:nowhere")
    assert wrong.code == 2
    assert "character" in wrong.err
    assert harbour.run("searches", "delete", "never").code == 1


def test_a_name_is_put_right_in_the_whole_library_by_its_page(harbour: Shell) -> None:
    page = harbour.ok("who", "Kari Nordmann", "--json").json
    assert page["name"] == "Kari Nordmann"
    assert page["mentions"]
    harbour.ok("who", "Kari Nordmann", "--rename", "Kari N.")
    assert harbour.ok("who", "Kari N.", "--json").json["name"] == "Kari N."
    harbour.ok("undo")
    harbour.ok("who", "Kari Nordmann", "--hide")
    assert harbour.run("who", "Kari Nordmann").code == 1
