"""What each verb does to a library and prints, on an article of the tests' own."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import stat
from pathlib import Path

import pytest

from reader.article.codec import article_from_json
from reader.cli.json_shapes import WITHOUT_JSON, json_shapes
from reader.cli.verbs import VERBS
from reader.insight.values import ENTITY_KINDS
from reader.library.records import ArticleRecord
from tests.unit.cli.conftest import PAGE, Shell

SECOND = "<html><head><title>Bridges of the South</title></head><body><article>" + "".join(
    f"<p>Paragraph {number} tells of the bridge over the river, which was built in the year of the flood and has "
    "stood there ever since, to the surprise of all who knew its builder.</p>" for number in range(6)
) + "</article></body></html>"  # fmt: skip


@pytest.fixture
def both(harbour: Shell) -> Shell:
    """A shell with two articles."""
    harbour.ok("add", str(harbour.page(SECOND, "bridges.html")))
    return harbour


# -- add -----------------------------------------------------------------------------------------------------


def test_adding_a_page_tells_what_was_saved(shell: Shell) -> None:
    result = shell.ok("add", str(shell.page()), "--tag", "sea")
    assert "Boats of the North" in result.out
    assert " words · 1 min · " in result.out
    assert "blocks removed" in result.out
    (record,) = shell.ok("list", "--json").json
    assert record["tags"] == ["sea"]
    assert result.out.startswith(record["id"])


def test_adding_the_same_page_again_adds_nothing(shell: Shell) -> None:
    page = str(shell.page())
    shell.ok("add", page)
    (again,) = shell.ok("add", page, "--json").json
    assert again["already_there"] is True
    assert len(shell.ok("list", "--ids").lines) == 1


def test_standard_input_is_an_article(shell: Shell) -> None:
    (added,) = shell.ok("add", "-", "--url", "https://example.org/boats", "--json", given=PAGE).json
    assert added["article"]["title"] == "Boats of the North"
    assert added["article"]["url"] == "https://example.org/boats"
    assert shell.run("add", "-", given="  \n").code == 1


def test_a_folder_is_added_whole_and_what_cannot_be_read_is_told(shell: Shell) -> None:
    folder = shell.folder / "saved"
    (folder / "deep").mkdir(parents=True)
    (folder / "boats.html").write_text(PAGE)
    (folder / "deep" / "bridges.html").write_text(SECOND)
    (folder / "empty.html").write_text("")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    result = shell.run("add", str(folder), "--json")
    assert result.code == 1
    assert sorted(row["article"]["title"] for row in result.json if row["article"]) == [
        "Boats of the North", "Bridges of the South",
    ]  # fmt: skip
    assert [Path(row["source"]).name for row in result.json if row["error"]] == ["empty.html"]
    assert "2 saved, 1 could not be saved" in result.err


def test_an_address_of_this_machine_is_refused_with_what_to_do_instead(shell: Shell) -> None:
    for address in ("http://127.0.0.1/page", "http://localhost:8080/"):
        done = shell.run("add", address)
        assert done.code == 1
        assert "own network" in done.err
        assert "save the page in a browser" in done.err


def test_a_folder_without_articles_is_said_to_be_one(shell: Shell) -> None:
    (shell.folder / "empty").mkdir()
    assert shell.run("add", str(shell.folder / "empty")).code == 1


# -- look ----------------------------------------------------------------------------------------------------


def test_a_list_is_tab_separated_for_other_programs(both: Shell) -> None:
    rows = [line.split("\t") for line in both.ok("list").lines]
    assert {row[1] for row in rows} == {"Boats of the North", "Bridges of the South"}
    assert all(len(row) == 8 for row in rows)


def test_a_list_can_be_sorted_turned_limited_and_narrowed(both: Shell) -> None:
    titles = [row["title"] for row in both.ok("list", "--sort", "title", "--json").json]
    assert titles == ["Boats of the North", "Bridges of the South"]
    assert [row["title"] for row in both.ok("list", "--sort", "title", "--reverse", "--json").json] == titles[
        ::-1
    ]
    assert len(both.ok("list", "-n", "1", "--ids").lines) == 1
    assert [row["title"] for row in both.ok("list", "ferries", "--json").json] == titles[:1]
    assert [row["title"] for row in both.ok("list", "--json", "bridge", "-ferries").json] == titles[1:]


def test_an_article_is_shown_by_title_words_and_by_the_start_of_its_id(harbour: Shell) -> None:
    (article_id,) = harbour.ok("list", "--ids").lines
    by_title = harbour.ok("show", "boats", "north").out
    assert by_title == harbour.ok("show", article_id[:4]).out
    assert "“We will build them here,” Nordmann said." in " ".join(by_title.split())
    assert "## What it costs" in by_title
    assert "- two ferries for the fjord" in by_title
    assert "Copyright" not in by_title


def test_what_is_shown_fits_the_width_asked_for_and_has_no_escapes(harbour: Shell) -> None:
    shown = harbour.ok("show", "boats", "--width", "40")
    assert max(map(len, shown.lines)) <= 40
    assert "\x1b" not in shown.out
    assert "\x1b[1m" in harbour.ok("show", "boats", "--color", "always").out


def test_plain_has_a_paragraph_a_line_and_markdown_is_markdown(harbour: Shell) -> None:
    assert any(len(line) > 150 for line in harbour.ok("show", "boats", "--plain").lines)
    markdown = harbour.ok("show", "boats", "--markdown").out
    assert markdown.startswith("# Boats of the North\n")
    assert "| Ferry | Cars |\n| --- | --- |\n| Fjord | 120 |" in markdown


def test_what_was_removed_is_shown_with_its_reason(harbour: Shell) -> None:
    shown = harbour.ok("show", "boats", "--removed").out
    assert "Copyright Harbour News" in shown
    receipts = harbour.ok("show", "boats", "--removed", "--json").json
    assert all(receipt["reason"] and receipt["text"] for receipt in receipts)


def test_the_json_of_an_article_is_the_article(harbour: Shell) -> None:
    data = harbour.ok("show", "boats", "--json").json
    article = article_from_json(data)
    assert article.metadata.byline == ("Ann Lee",)
    assert data["record"]["title"] == "Boats of the North"


def test_the_outline_names_headings_with_their_places(harbour: Shell) -> None:
    text = harbour.ok("show", "boats", "--json").json["text"]
    headings = harbour.ok("outline", "boats", "--json").json
    assert "What it costs" in [heading["text"] for heading in headings]
    assert all(text[heading["start"] : heading["end"]] == heading["text"] for heading in headings)
    assert "What it costs" in harbour.ok("outline", "boats").out


# -- people --------------------------------------------------------------------------------------------------


def test_entities_and_quotes_say_who_and_where(harbour: Shell) -> None:
    text = harbour.ok("show", "boats", "--json").json["text"]
    entities = harbour.ok("entities", "boats", "--json").json
    assert "Kari Nordmann" in {entity["name"] for entity in entities if entity["kind"] == "person"}
    for entity in entities:
        assert entity["kind"] in ENTITY_KINDS
        assert all(text[mention["start"] : mention["end"]] for mention in entity["mentions"])
    people = harbour.ok("entities", "boats", "--kind", "person")
    assert people.lines[0] == "People"
    assert "Places" not in people.out
    speech = harbour.ok("quotes", "boats", "--kind", "speech", "--json").json
    assert speech[0]["speaker"] == "Kari Nordmann"
    assert speech[0]["text"] in text[speech[0]["start"] : speech[0]["end"]]
    assert "— Kari Nordmann" in harbour.ok("quotes", "boats", "--by", "nordmann").out
    assert harbour.ok("quotes", "boats", "--by", "somebody else", "--json").json == []


def test_who_gathers_articles_quotes_and_notes_about_a_name(harbour: Shell) -> None:
    harbour.ok("note", "boats", "Ask Kari Nordmann about the yard")
    dossier = harbour.ok("who", "Kari", "Nordmann", "--json").json
    assert (dossier["name"], dossier["kind"]) == ("Kari Nordmann", "person")
    assert dossier["appearances"][0]["article"]["title"] == "Boats of the North"
    assert dossier["appearances"][0]["quotes"]
    assert [note["text"] for note in dossier["notes"]] == ["Ask Kari Nordmann about the yard"]
    shown = harbour.ok("who", "Kari Nordmann").out
    assert "Mayor Kari Nordmann said on Monday" in " ".join(shown.split())


# -- mark ----------------------------------------------------------------------------------------------------


def test_a_highlight_with_a_note_and_a_tag_is_kept_and_listed(harbour: Shell) -> None:
    made = harbour.ok(
        "highlight", "boats", "none of them will burn oil", "--note", "check", "--tag", "oil", "--colour", "green",
        "--json",
    ).json  # fmt: skip
    text = harbour.ok("show", "boats", "--json").json["text"]
    assert text[made["start"] : made["end"]] == made["exact"]
    assert (made["colour"], made["tags"]) == ("green", ["oil"])
    assert harbour.ok("highlights", "boats", "--json").json == [made]
    assert "> none of them will burn oil" in harbour.ok("highlights").out
    (note,) = harbour.ok("notes", "--json").json
    assert (note["text"], note["highlight"]) == ("check", made["id"])
    assert "  > none of them will burn oil\n  check" in harbour.ok("notes").out


def test_a_passage_that_is_not_there_is_not_highlighted(harbour: Shell) -> None:
    assert harbour.run("highlight", "boats", "submarines").code == 1


def test_notes_are_written_edited_found_and_deleted(harbour: Shell) -> None:
    note = harbour.ok("note", "boats", "who", "pays?", "--tag", "money", "--json").json
    assert (note["text"], note["tags"]) == ("who pays?", ["money"])
    edited = harbour.ok("note", "edit", note["id"], "the state pays", "--json").json
    assert edited["id"] == note["id"]
    assert [found["text"] for found in harbour.ok("notes", "state", "--json").json] == ["the state pays"]
    assert harbour.ok("notes", "nothing-like-it", "--json").json == []
    assert harbour.ok("note", "delete", note["id"], "--json").json == [note["id"]]
    assert harbour.ok("notes", "--json").json == []
    assert "undone" in harbour.ok("undo").err
    assert [found["text"] for found in harbour.ok("notes", "--json").json] == ["the state pays"]


def test_a_note_on_a_highlight_is_written_by_its_id_or_from_standard_input(harbour: Shell) -> None:
    highlight = harbour.ok("highlight", "boats", "full account", "--json").json
    note = harbour.ok("note", highlight["id"], "-", "--json", given="of what?\nreally").json
    assert (note["highlight"], note["text"]) == (highlight["id"], "of what?\nreally")
    assert harbour.run("note", "boats", "-", given="  ").code == 2


def test_a_note_without_words_is_written_in_the_users_editor(
    harbour: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("reader.cli.marking.is_terminal", lambda stream: True)
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho "from the editor" >> "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    note = harbour.ok("note", "boats", "--json").json
    assert note["text"] == "from the editor"
    assert harbour.ok("note", "edit", note["id"], "--json").json["text"] == "from the editor\nfrom the editor"
    monkeypatch.setenv("EDITOR", "false")
    failed = harbour.run("note", "boats")
    assert failed.code == 1
    assert "was not saved" in failed.err
    kept = Path(failed.err.split("its text is in ")[1].rstrip().rstrip(")"))
    assert kept.stat().st_mode & 0o077 == 0
    os.unlink(kept)


def test_tags_are_added_removed_counted_renamed_and_merged(both: Shell) -> None:
    assert both.ok("tag", "boats", "north", "+sea", "+boats", "--json").json["tags"] == ["sea", "boats"]
    assert both.ok("tag", "boats", "-boats", "+5g").out == "#sea #5g\n"
    assert both.ok("tag", "bridges", "+ocean", "--json").json["tags"] == ["ocean"]
    counts = {row["tag"]: row["articles"] for row in both.ok("tags", "--json").json}
    assert counts == {"sea": 1, "5g": 1, "ocean": 1}
    taken = both.run("tags", "rename", "ocean", "sea")
    assert (taken.code, "merge" in taken.err) == (2, True)
    assert both.ok("tags", "merge", "ocean", "sea", "--json").json["changed"] == 1
    assert both.ok("tags", "rename", "sea", "salt", "--json").json["changed"] == 2
    assert {row["tag"] for row in both.ok("tags", "--json").json} == {"salt", "5g"}
    assert both.run("tags", "rename", "nothing", "x").code == 1
    assert both.run("tag", "boats", "+").code == 2


def test_suggested_tags_change_nothing(harbour: Shell) -> None:
    suggestions = harbour.ok("tag", "boats", "--suggest", "--json").json
    assert all(set(row) == {"tag", "origin"} for row in suggestions)
    assert harbour.ok("tags", "--json").json == []


# -- find and share ------------------------------------------------------------------------------------------


def test_search_gives_context_and_exact_places(harbour: Shell) -> None:
    text = harbour.ok("show", "boats", "--json").json["text"]
    hits = harbour.ok("search", "ferries", "--json").json
    assert hits
    placed = [hit for hit in hits if hit["kind"] == "article"]
    assert text[placed[0]["start"] : placed[0]["end"]] == "ferries"
    for hit in hits:
        assert all(hit["context"][lit["start"] : lit["end"]].lower() == "ferries" for lit in hit["lit"])
    assert "ferries" in harbour.ok("search", "ferries").out
    assert "\x1b[1;33mferries\x1b[0m" in harbour.ok("search", "ferries", "--color", "always").out


def test_search_counts_what_its_matches_have_in_common(harbour: Shell) -> None:
    harbour.ok("note", "boats", "ferries are mine", "--tag", "sea")
    facets = harbour.ok("search", "ferries", "--facets", "--json").json
    assert {facet["query"]: facet["count"] for facet in facets["tags"]} == {"tag:sea": 1}
    assert facets["total"] == sum(facet["count"] for facet in facets["kinds"])
    shown = harbour.ok("search", "ferries", "--facets")
    assert "1  tag:sea" in shown.out
    assert harbour.run("search", "submarine", "--facets").code == 1


def test_search_can_be_kept_to_kinds_and_nothing_found_is_exit_code_one(harbour: Shell) -> None:
    harbour.ok("note", "boats", "the ferries again")
    assert {hit["kind"] for hit in harbour.ok("search", "ferries", "--in", "notes", "--json").json} == {
        "note"
    }
    assert harbour.run("search", "ferries", "--in", "highlights", "--json").out.strip() == "[]"
    assert harbour.run("search", "submarine").code == 1
    assert harbour.run("search", "ferries", "--in", "songs").code == 2


def test_a_query_that_cannot_be_read_points_at_the_place(harbour: Shell) -> None:
    result = harbour.run("search", "ferries is:purple")
    assert result.code == 2
    assert "purple" in result.err
    assert result.err.count("\n") == 1


def test_export_goes_to_standard_output_a_file_and_a_folder(both: Shell) -> None:
    both.ok("note", "boats", "mine")
    one = both.ok("export", "ferries", "--to", "markdown").out
    assert one.startswith('---\ntitle: "Boats of the North"\n')
    assert "mine" in one
    target = both.folder / "all.json"
    both.ok("export", "--to", "json", "-o", str(target))
    assert len(json.loads(target.read_text())["articles"]) == 2
    rows = both.ok("export", "--to", "markdown", "-o", str(both.folder / "vault") + "/", "--json").json
    assert sorted(Path(row["path"]).name for row in rows) == [
        "Boats of the North.md",
        "Bridges of the South.md",
    ]
    again = both.ok("export", "--to", "markdown", "-o", str(both.folder / "vault"), "--json").json
    assert not any(row["changed"] for row in again)
    assert both.run("export", "title:nothing").code == 1
    named = both.ok("export", "--article", "boats", "--no-text", "--to", "json").json
    assert "text" not in named["articles"][0]["article"]
    assert named["articles"][0]["notes"][0]["text"] == "mine"


# -- keep ----------------------------------------------------------------------------------------------------


def test_marks_are_set_several_at_once_and_on_many(both: Shell) -> None:
    (record,) = both.ok("mark", "boats", "north", "read", "star", "--json").json
    assert (record["state"], record["starred"]) == ("read", True)
    ids = both.ok("list", "--ids").out
    assert [row["archived"] for row in both.ok("mark", "-", "archive", "--json", given=ids).json] == [
        True,
        True,
    ]
    assert [row["archived"] for row in both.ok("mark", *ids.split(), "unarchive", "--json").json] == [
        False,
        False,
    ]
    assert both.run("mark", "boats").code == 2
    assert both.run("mark", "read").code == 2


def test_what_is_deleted_is_in_the_trash_and_comes_back(both: Shell) -> None:
    (article_id,) = both.ok("list", "ferries", "--ids").lines
    assert both.ok("delete", article_id[:5], "--json").json == [article_id]
    assert [item["id"] for item in both.ok("trash", "--json").json] == [article_id]
    assert article_id not in both.ok("list", "--ids").out
    both.ok("trash", "restore", "boats")
    assert article_id in both.ok("list", "--ids").out
    assert "undone" in both.ok("undo").err
    assert "done again" in both.ok("redo").err
    assert article_id in both.ok("list", "--ids").out


def test_purging_asks_or_is_told(both: Shell) -> None:
    both.ok("delete", "boats")
    refused = both.run("trash", "purge")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert both.ok("trash", "purge", "--yes", "--json").json == {"purged": 1}
    assert both.ok("trash", "--json").json == []
    assert len(both.ok("list", "--ids").lines) == 1


# -- the program ---------------------------------------------------------------------------------------------


def test_where_names_every_place(harbour: Shell) -> None:
    places = harbour.ok("where", "--json").json
    assert Path(places["library"]).is_dir()
    assert harbour.ok("where", "library").out.strip() == places["library"]
    assert harbour.run("where", "nowhere").code == 1


def test_the_doctor_finds_a_sound_library_sound_and_a_damaged_one_not(harbour: Shell) -> None:
    assert harbour.ok("doctor", "--json").json["findings"] == []
    assert "the library is sound" in harbour.ok("doctor").out
    articles = Path(harbour.ok("where", "--json").json["articles"])
    for path in articles.rglob("*.json"):
        path.unlink()
    result = harbour.run("doctor", "--json")
    assert result.code == 1
    assert len(result.json["findings"]) == 1


def test_settings_are_printed_and_changed(shell: Shell) -> None:
    assert shell.ok("config", "--json").json["column_width"] == 72
    shell.ok("config", "column_width", "60")
    shell.ok("config", "mouse", "off")
    shell.ok("config", "keys.article.quote_next", "]q", "Q")
    assert shell.ok("config", "column_width").out == "60\n"
    assert shell.ok("config", "--json").json["keys"] == {"article.quote_next": ["]q", "Q"]}
    assert shell.ok("config", "mouse").out == "false\n"
    assert shell.run("config", "column_width", "3").code == 1
    assert Path(shell.ok("config", "--path").out.strip()).is_file()


def test_a_wrong_setting_is_told_once_and_stops_nothing(harbour: Shell) -> None:
    folder = harbour.folder / "config"
    folder.mkdir()
    (folder / "config.toml").write_text("colum_width = 66\n")
    result = harbour.ok("show", "boats")
    assert result.err.count("\n") == 1
    assert "did you mean 'column_width'" in result.err


def test_themes_are_listed_and_chosen(shell: Shell) -> None:
    themes = shell.ok("themes", "--json").json
    assert len(themes) >= 6
    chosen = themes[-1]["name"]
    shell.ok("themes", chosen)
    assert [theme["name"] for theme in shell.ok("themes", "--json").json if theme["chosen"]] == [chosen]
    assert shell.run("themes", chosen + "x").code == 1


def test_the_list_of_keys_says_each_action_in_full(shell: Shell) -> None:
    words = {row["words"] for row in shell.ok("keys", "--json").json}
    printed = shell.ok("keys").out
    assert max(len(each) for each in words) > 44
    assert all(each in printed for each in words)


def test_keys_are_those_of_the_app_with_the_users_own(shell: Shell) -> None:
    rows = {row["id"]: row["keys"] for row in shell.ok("keys", "--json").json}
    assert len(rows) > 40
    action = next(name for name, keys in rows.items() if keys)
    shell.ok("config", f"keys.{action}", "F9")
    assert {row["id"]: row["keys"] for row in shell.ok("keys", "--json").json}[action] == ["F9"]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_a_completion_script_names_every_verb_and_its_options(shell: Shell, name: str) -> None:
    from reader.cli.verbs import VERBS

    script = shell.ok("completion", name).out
    assert all(verb in script for verb in VERBS)
    assert "removed" in script


def test_the_bash_script_is_read_by_bash(shell: Shell) -> None:
    import shutil
    import subprocess

    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not here")
    script = shell.ok("completion", "bash").out
    asked = script + "\nCOMP_WORDS=(reader sho); COMP_CWORD=1; _reader; echo ${COMPREPLY[*]}"
    done = subprocess.run([bash, "-c", asked], cwd=shell.folder, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["show"]
    assert done.stderr == ""


def test_help_on_json_lists_the_keys_that_are_printed(harbour: Shell) -> None:
    note = harbour.ok("note", "boats", "mine", "--json").json["id"]
    highlight = harbour.ok("highlight", "boats", "full account", "--json").json["id"]
    harbour.ok("tag", "boats", "+sea")
    again = PAGE.replace("<p>", "<p>Now: ", 1)
    harbour.ok("add", str(harbour.page(again, "again.html")), "--url", "https://example.org/again")
    one, other = harbour.ok("list", "--ids").lines[:2]

    def printed(*words: str) -> object:
        return harbour.ok(*words, "--json").json

    exported = harbour.folder / "instapaper.csv"
    exported.write_text("URL,Title,Selection,Folder\nhttps://import.example/,Came,,Unread\n")
    config = harbour.folder / "config" / "config.toml"
    config.parent.mkdir(exist_ok=True)
    config.write_text('[[rules]]\nsite = "harbour"\ntags = ["ruled"]\n')
    saved = printed("searches", "save", "New", "is:unread")
    back = printed("review", "back", highlight)
    notebook, review = printed("notebook"), printed("review")
    shown = {
        "notebook: array of": notebook,
        "notebook, each of entries: object": notebook[0]["entries"][0],  # type: ignore[index]
        "review: object": review,
        "review, each of items: object": review["items"][0],  # type: ignore[index]
        "review keep, snooze, retire, back: array of": back,
        "searches save, rename, delete: object": saved,
        "searches: array of": printed("searches"),
        "list, mark: array of; duplicates --fold: object": printed("list"),
        "show: object": printed("show", one),
        "outline: array of": printed("outline", one),
        "entities: array of": printed("entities", one),
        "quotes: array of": printed("quotes", one),
        "entities, quotes with a correction: array of": printed("entities", other, "--hide", "Kari Nordmann"),
        "who: object": printed("who", "Kari Nordmann"),
        "highlight, reattach: object; highlights: array of": printed("highlights"),
        "note, note edit, history --back: object; notes: array of": printed("notes"),
        "history: array of": printed("history", note),
        "tag: object": printed("tag", one),
        "tag --suggest: array of": printed("tag", one, "--suggest"),
        "tags: array of": printed("tags"),
        "tags tree: array of": printed("tags", "tree"),
        "tags doctor: array of": printed("tags", "doctor"),
        "tag --query: object": printed("tag", "--query", "ferries", "+bulk"),
        "rules: array of": printed("rules"),
        "rules apply: array of": printed("rules", "apply"),
        "stats: object": printed("stats"),
        "stats, each of weeks: object": printed("stats")["weeks"][0],  # type: ignore[index]
        "stats, each of sources, people, tags: object": printed("stats")["sources"][0],  # type: ignore[index]
        "tags rename, tags merge: object": printed("tags", "rename", "sea", "water"),
        "search: array of": printed("search", "ferries"),
        "search --facets: object": printed("search", "ferries", "--facets"),
        "add, watch: array of": printed("add", str(harbour.page())),
        "import: object": printed("import", str(exported)),
        "import --formats: array of": printed("import", "--formats"),
        "fetch: array of": [dict.fromkeys(json_shapes()["fetch: array of"])],  # the web is not asked here
        "export -o: array of": printed("export", "-o", str(harbour.folder / "out.md")),
        "duplicates: array of": printed("duplicates"),
        "reclean: array of": printed("reclean"),
        "delete, note delete, trash restore: array of ids": printed("delete", highlight),
        "trash: array of records and": printed("trash"),
        "trash purge: object": printed("trash", "purge", "--yes"),
        "undo: object": printed("undo"),
        "redo: object": printed("redo"),
        "tidy: array of words": printed("tidy"),
        "sync-status: object": printed("sync-status"),
        "backup: object": printed("backup", str(harbour.folder / "all.backup")),
        "restore: object": printed("restore", str(harbour.folder / "all.backup")),
        "doctor: object": printed("doctor"),
        "where: object of paths by their names": printed("where"),
        "cite: object": printed("cite", one),
        "take-out: object; put-back: one for each block": printed("take-out", one, "full account"),
        "sites: object": printed("sites"),
        "themes: array of": printed("themes"),
        "keys: array of": printed("keys"),
        "config: object of settings and": printed("config"),
        "help: array of": printed("help"),
        "version: object of versions and": printed("version"),
    }
    shapes = json_shapes()
    for name, value in shown.items():
        assert isinstance(value, list if "array of" in name else dict), name
        first = value[0] if isinstance(value, list) and value else value
        if name.endswith(" and"):
            assert set(first) > set(shapes[name]), name
        elif shapes[name]:
            assert sorted(first) == sorted(shapes[name]), name
    assert set(shapes) - set(shown) <= {"export --clipboard, cite --clipboard: object"}, "a desktop is needed"
    topic = " ".join(harbour.ok("help", "json").out.split())
    assert all(" ".join(keys) in topic for keys in shapes.values())


def test_help_on_json_documents_every_verb() -> None:
    told = re.findall(r"[a-z][a-z-]*", " ".join(json_shapes()))
    assert set(VERBS) - set(told) == WITHOUT_JSON


def test_help_on_queries_names_every_field_of_the_language(shell: Shell) -> None:
    from reader.search.fields import FIELDS

    shown = " ".join(shell.ok("help", "query").out.split())
    assert all(f" {name}: {words}" in shown for name, words in FIELDS.items())


@pytest.mark.parametrize("query", [[], ["ferries"]])
@pytest.mark.parametrize(
    "sort", ["added", "title", "published", "minutes", "minutes_left", "progress", "opened"]
)
def test_a_list_can_be_sorted_by_all_it_offers(harbour: Shell, sort: str, query: list[str]) -> None:
    assert len(harbour.ok("list", "--sort", sort, "--ids", *query).lines) == 1


def test_records_in_json_have_every_field(harbour: Shell) -> None:
    (record,) = harbour.ok("list", "--json").json
    assert list(record) == [field.name for field in dataclasses.fields(ArticleRecord)]


@pytest.mark.parametrize("topic", ["query", "json", "environment"])
def test_topics_begin_with_examples(shell: Shell, topic: str) -> None:
    shown = shell.ok("help", topic).lines
    assert any(line.startswith("  reader ") for line in shown[:5] if line) or "READER" in shown[2]
    assert "did you mean `reader help query`" in shell.run("help", "quer").err
