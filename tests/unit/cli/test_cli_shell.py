"""What shells and browsers ask: completion, the list again and again, the manual page, the app in a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.completing import complete
from reader.cli.listing_kept import keep, state_of_journals
from reader.cli.manual import manual_page
from reader.cli.serving import admitted
from reader.cli.verbs import VERBS
from tests.unit.cli.conftest import Shell

# -- completion ----------------------------------------------------------------------------------------------


def test_articles_and_tags_are_completed_by_what_they_begin_with(harbour: Shell) -> None:
    (article,) = harbour.ok("list", "--json").json
    harbour.ok("tag", article["id"], "+sea/ferries", "+Oil")
    asked = ("completion", "--complete")
    assert harbour.ok(*asked, "articles", "boats").out == f"{article['id']}\tBoats of the North\n"
    assert harbour.ok(*asked, "articles", article["id"][:4]).lines[0].startswith(article["id"])
    assert harbour.ok(*asked, "articles", "100%_").out == ""
    assert harbour.ok(*asked, "tags", "se").lines == ["sea/ferries"]
    assert harbour.ok(*asked, "tags", "o").lines == ["Oil"]
    harbour.ok("tag", article["id"], "-Oil")
    assert harbour.ok(*asked, "tags", "o").out == ""
    harbour.ok("delete", article["id"])
    assert harbour.ok(*asked, "articles", "").out == ""


def test_completion_of_nothing_there_is_silent(shell: Shell) -> None:
    for what in ("articles", "tags", "nonsense"):
        result = shell.ok("completion", "--complete", what, "x")
        assert (result.out, result.err) == ("", "")
    assert "markdown" in shell.ok("completion", "--complete", "formats", "mark").out
    assert shell.ok("completion", "--complete", "themes", "pap").lines == ["paper"]
    assert complete([]) == 0


def test_completion_imports_next_to_nothing(harbour: Shell) -> None:
    program = (
        "import sys; from reader.cli import main; main(['completion', '--complete', 'articles', 'b']);"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"],
        env=harbour.whole_environment({}), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Boats" in done.stdout
    assert not {"argparse", "tinydb", "textual", "lxml", "rich", "dataclasses", "json"} & set(
        done.stderr.split()
    )


def test_a_hostile_title_does_not_reach_the_shell_as_it_is(shell: Shell) -> None:
    page = shell.page("<title>x\x1b]0;owned\x07$(touch /tmp/owned)</title><p>" + "words of a text here " * 40)
    shell.ok("add", str(page))
    out = shell.ok("completion", "--complete", "articles", "").out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_bash_completes_titles_tags_formats_and_styles(harbour: Shell) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not here")
    harbour.ok("tag", "boats", "+sea", "+season")
    bin_folder = harbour.folder / "bin"
    bin_folder.mkdir()
    program = bin_folder / "reader"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n')
    program.chmod(0o755)
    script = harbour.ok("completion", "bash").out + (
        't() { COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _reader; local IFS="|"; echo "${COMPREPLY[*]}"; }\n'
        "t reader show Bo\nt reader tag boats +sea\nt reader list tag : seas\nt reader export --to bib\n"
        "t reader cite --style chi\nt reader tags tr\nt reader show --markd\n"
    )
    environment = harbour.whole_environment({"PATH": f"{bin_folder}:{os.environ['PATH']}"})
    done = subprocess.run(
        [bash, "-c", script], env=environment, cwd=harbour.folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "Boats of the North", "+sea|+season", "season", "bibtex", "chicago", "tree", "--markdown",
    ]  # fmt: skip
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_the_other_shells_read_their_scripts(shell: Shell, name: str) -> None:
    program = shutil.which(name)
    script = shell.ok("completion", name).out
    assert "completion --complete articles" in script or "_reader_asked articles" in script
    if program is None:
        pytest.skip(f"{name} is not here")
    subprocess.run([program, "-n", "-c", script], check=True)


# -- the list, kept ------------------------------------------------------------------------------------------


def test_the_list_is_printed_again_from_what_was_kept_until_something_changes(
    harbour: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.listing._WORTH_KEEPING", 1)
    first = harbour.ok("list", "--json").out
    (kept,) = harbour.folder.glob("cache/list-json-*.kept")
    content = kept.read_bytes()
    assert content.split(b"\n", 1)[1].decode() == first
    kept.write_bytes(content.replace(b"Boats of", b"Kept! of"))
    assert "Kept! of" in harbour.spawn("list", "--json").out  # it is what is printed
    id = harbour.ok("list", "--ids").lines[0]
    harbour.ok("mark", id, "star")
    (changed,) = harbour.ok("list", "--json").json
    assert changed["starred"] is True
    assert changed["title"] == "Boats of the North"
    assert harbour.spawn("list", "--json").json == [changed]
    assert harbour.spawn("list", "--ids").lines == [id]


def test_what_is_kept_of_another_state_is_never_printed(harbour: Shell) -> None:
    state = state_of_journals(str(harbour.home))
    keep(["list", "--json"], state + " older", "[lies]\n")
    assert harbour.ok("list", "--json").json[0]["title"] == "Boats of the North"
    keep(["list", "--json"], state, '["of this state"]\n')
    assert harbour.spawn("list", "--json").json == ["of this state"]
    harbour.ok("undo")
    assert harbour.spawn("list", "--json").json == []


# -- manual, settings ----------------------------------------------------------------------------------------


def test_the_manual_page_has_every_verb_and_no_stray_request(shell: Shell) -> None:
    page = shell.ok("help", "--man").out
    assert page == manual_page("0.1.0")
    for name in VERBS:
        assert f".SS reader {name}\n" in page
    for line in page.splitlines():
        if line.startswith((".", "'")):
            assert line.split()[0] in {
                ".TH",
                ".SH",
                ".SS",
                ".PP",
                ".TP",
                ".RS",
                ".RE",
                ".B",
                ".br",
                ".nf",
                ".fi",
            }, line
    groff = shutil.which("groff")
    if groff is not None:
        done = subprocess.run(
            [groff, "-man", "-Tutf8", "-ww"], input=page.encode(), capture_output=True, check=True
        )
        assert b"--suggest" in done.stdout
        assert done.stderr == b""


def test_settings_are_edited_in_the_users_editor_and_mistakes_are_told(shell: Shell, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf \'citation_style = "vancouver"\\n\' > "$1"\n')
    editor.chmod(0o755)
    result = shell.spawn("config", "--edit", VISUAL=str(editor))
    assert result.code == 1
    assert "citation_style should be one of" in result.err
    editor.write_text('#!/bin/sh\nprintf \'citation_style = "apa"\\n\' > "$1"\n')
    assert shell.spawn("config", "--edit", VISUAL=str(editor)).code == 0
    assert shell.ok("config", "citation_style").out == "apa\n"


# -- serving -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "origin", "given", "kept", "inside"),
    [
        ("127.0.0.1:8411", "", "secret", "", True),
        ("127.0.0.1:8411", "http://127.0.0.1:8411", "", "secret", True),
        ("127.0.0.1:8411", "https://evil.example", "", "secret", False),
        ("evil.example:8411", "", "secret", "", False),
        ("127.0.0.1:8411", "", "", "", False),
        ("127.0.0.1:8411", "", "guess", "guess", False),
        ("127.0.0.1:8411", "null", "", "secret", False),
    ],
)
def test_the_door_opens_to_our_own_page_with_the_key(
    host: str, origin: str, given: str, kept: str, inside: bool
) -> None:
    own = frozenset({"127.0.0.1:8411", "localhost:8411"})
    assert admitted(host=host, origin=origin, given=given, kept=kept, key="secret", own_hosts=own) is inside


def test_a_server_listens_on_loopback_and_turns_strangers_away(harbour: Shell) -> None:
    pytest.importorskip("textual_serve")
    import socket
    import urllib.error
    import urllib.request

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "serve", "--port", str(port)], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=harbour.whole_environment({}), text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith(f"http://127.0.0.1:{port}/?key=")
        page = ""
        for _ in range(100):
            try:
                with urllib.request.urlopen(address, timeout=5) as answer:
                    page = answer.read().decode()
                break
            except urllib.error.URLError:
                import time

                time.sleep(0.1)
        assert "Reader" in page
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/ws", timeout=5)
    finally:
        process.terminate()
        process.wait(20)


def test_without_the_extra_it_is_said_what_to_install(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    result = shell.run("serve")
    assert result.code == 1
    assert "pip install 'terminal-reader[serve]'" in result.err
