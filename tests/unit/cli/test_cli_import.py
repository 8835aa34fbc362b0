"""`reader import`, `reader fetch` and `reader watch` as they are typed."""

from __future__ import annotations

import json

import pytest

from tests.unit.cli.conftest import PAGE, Shell

POCKET = (
    "title,url,time_added,tags,status\n"
    '"Salt, ""sea""",https://food.example/salt,1600000000,food|slow cooking,unread\n'
    "Nowhere,ftp://food.example/x,1600000000,,unread\n"
    "Bread,https://food.example/bread,1500000000,,archive\n"
)


def test_a_dry_run_an_import_a_second_one_and_undo(shell: Shell) -> None:
    path = shell.folder / "part_000000.csv"
    path.write_text(POCKET)
    tried = shell.ok("import", str(path), "--dry-run")
    assert "2 articles would come in" in tried.out
    assert "line 3: no address of the web: ftp://food.example/x" in tried.out
    assert shell.ok("list", "--json").json == []
    done = shell.ok("import", str(path), "--tag", "old")
    assert "Pocket: 2 articles came in" in done.out
    assert "`reader fetch`" in done.out
    records = shell.ok("list", "--json").json
    assert {record["title"]: set(record["tags"]) for record in records} == {
        'Salt, "sea"': {"food", "slow cooking", "old"}, "Bread": {"old"},
    }  # fmt: skip
    again = shell.ok("import", str(path), "--tag", "old", "--json").json
    assert (again["articles"], again["unchanged"], again["format"]) == (0, 2, "pocket")
    assert again["problems"] == [{"place": "line 3", "reason": "no address of the web: ftp://food.example/x"}]
    assert "import 2 articles from Pocket" in (undone := shell.ok("undo")).out + undone.err
    assert shell.ok("list", "--json").json == []


def test_what_is_no_export_and_no_format_is_told_in_a_line(shell: Shell) -> None:
    path = shell.folder / "words.txt"
    path.write_text("just words")
    unknown = shell.run("import", str(path))
    assert (unknown.code, unknown.out) == (1, "")
    assert "cannot tell what" in unknown.err
    assert shell.run("import", str(path), "--from", "nothing").code == 2
    assert shell.run("import").code == 2
    assert shell.run("import", str(shell.folder / "missing.csv")).code == 1
    assert "pocket" in shell.ok("import", "--formats").out


def test_our_own_export_comes_back_with_its_notes(harbour: Shell) -> None:
    harbour.ok("highlight", "boats", "full account", "--note", "which one?", "--tag", "money")
    for name in ("json", "jsonl"):
        written = harbour.folder / f"all.{name}"
        harbour.ok("export", "--to", name, "-o", str(written))
        other = ("--home", str(harbour.folder / f"other-{name}"))
        report = harbour.ok("import", str(written), "--json", *other).json
        assert (report["articles"], report["highlights"], report["notes"], report["problems"]) == (
            1,
            1,
            1,
            [],
        )
        (note,) = harbour.ok("notes", "--json", *other).json
        assert note["text"] == "which one?"
        (mark,) = harbour.ok("highlights", "--json", *other).json
        assert (mark["exact"], mark["tags"], mark["status"]) == ("full account", ["money"], "ok")
        assert (
            harbour.ok("show", "boats", "--plain", *other).out == harbour.ok("show", "boats", "--plain").out
        )


def test_fetch_says_when_there_is_nothing_to_fetch(harbour: Shell) -> None:
    nothing = harbour.run("fetch")
    assert nothing.code == 1
    assert "no article waits for its text" in nothing.err


def test_watch_once_saves_what_is_in_the_folder(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.watching.INTERVAL", 0.01)
    folder = shell.folder / "saved"
    folder.mkdir()
    (folder / "boats.html").write_text(PAGE)
    (added,) = json.loads(shell.ok("watch", str(folder), "--once", "--tag", "web", "--json").out)
    assert (added["article"]["title"], added["article"]["tags"]) == ("Boats of the North", ["web"])
    assert shell.ok("watch", str(folder), "--once", "--json").json == []
    assert shell.run("watch", str(folder / "nowhere"), "--once").code == 1
    assert shell.run("watch", "--once").code == 2
