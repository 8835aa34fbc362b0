"""Keeping a library up from the command line: earlier versions, duplicates, backups, several devices."""

from __future__ import annotations

from tests.unit.cli.conftest import PAGE, Shell


def first_id(shell: Shell) -> str:
    return str(shell.ok("list", "--json").json[0]["id"])


def test_history_shows_what_a_note_said_and_brings_it_back(harbour: Shell) -> None:
    note = harbour.ok("note", first_id(harbour), "who pays?", "--json").json["id"]
    harbour.ok("note", "edit", note, "the council pays")
    shown = harbour.ok("history", note, "--json").json
    assert [(version["number"], version["text"]) for version in shown] == [
        (2, "the council pays"),
        (1, "who pays?"),
    ]
    assert "who pays?" in harbour.ok("history", note).out
    harbour.ok("history", note, "--back", "1")
    assert harbour.ok("notes", "--json").json[0]["text"] == "who pays?"
    assert harbour.run("history", note, "--back", "9").code == 1


def test_a_page_saved_twice_is_found_and_folded(harbour: Shell) -> None:
    shorter = PAGE.replace("Boats of the North", "Boats").split("<h2>")[0] + "</article></body></html>"
    harbour.ok("add", str(harbour.page(shorter, "printed.html")))
    (pair,) = harbour.ok("duplicates", "--json").json
    assert pair["keep"]["title"] == "Boats of the North"
    harbour.ok("duplicates", "--fold", pair["keep"]["id"], pair["other"]["id"])
    assert harbour.ok("duplicates", "--json").json == []
    assert len(harbour.ok("list", "--json").json) == 1


def test_a_backup_is_written_and_brought_back(harbour: Shell) -> None:
    target = harbour.folder / "all.zip"
    assert harbour.ok("backup", str(target), "--json").json["files"] >= 2
    assert harbour.run("backup", str(target)).code == 1, "a backup is never written over"
    assert harbour.ok("restore", str(target), "--json").json == {"files": 0, "journals": 0}
    missing = harbour.run("restore", "q7dk")
    assert missing.code == 2
    assert "trash restore" in missing.err
    strange = harbour.folder / "strange.zip"
    strange.write_bytes(b"no backup")
    assert harbour.run("restore", str(strange)).code == 1


def test_reclean_and_reattach_and_tidy_and_sync_status_say_what_they_did(harbour: Shell) -> None:
    id = first_id(harbour)
    mark = harbour.ok("highlight", id, "three new ferries", "--json").json["id"]
    (remade,) = harbour.ok("reclean", "--json").json
    assert (remade["changed"], remade["error"]) == (False, "")
    put = harbour.ok("reattach", mark, "none of them will burn oil", "--json").json
    assert (put["exact"], put["status"]) == ("none of them will burn oil", "ok")
    assert harbour.run("reattach", mark, "words that are not there").code == 1
    assert harbour.ok("tidy", "--json").json == []
    assert harbour.run("tidy", "--days", "0").code == 2
    (device,) = harbour.ok("sync-status", "--json").json["devices"]
    assert device["own"]
    assert device["changes"] == 3
    assert device["name"] in harbour.ok("sync-status").out
