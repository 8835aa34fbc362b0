"""Blocks put back and taken out, and rules of sites, from the command line."""

from __future__ import annotations

from tests.unit.cli.conftest import PAGE, Shell

ADDRESS = '<link rel="canonical" href="https://harbour.example/boats">'
OWN = PAGE.replace("</head>", f"{ADDRESS}</head>").replace("<footer>", '<footer class="legal-note">')


def saved(shell: Shell) -> Shell:
    shell.ok("add", str(shell.page(OWN)))
    return shell


def number_of(shell: Shell, words: str) -> str:
    lines = shell.ok("show", "boats", "--removed").lines
    at = next(index for index, line in enumerate(lines) if words in line)
    return lines[at - 1].split()[0]


def test_a_removed_block_is_put_back_by_its_number_and_undone(shell: Shell) -> None:
    saved(shell)
    done = shell.ok("put-back", "boats", number_of(shell, "Copyright"))
    assert "put back  Share this on every network" in done.out
    assert "`reader undo`" in done.err
    assert "Copyright Harbour News" in shell.ok("show", "boats", "--plain").out
    assert "put back by hand" in shell.ok("show", "boats", "--removed").out
    assert "put back “Share this" in shell.ok("undo").err + shell.ok("redo").err
    shell.ok("undo")
    assert "Copyright Harbour News" not in shell.ok("show", "boats", "--plain").out


def test_a_paragraph_is_taken_out_by_its_words(shell: Shell) -> None:
    saved(shell)
    shell.ok("take-out", "boats", "The ferries cost 90 million")
    assert "90 million" not in shell.ok("show", "boats", "--plain").out
    assert "taken out by hand" in shell.ok("show", "boats", "--removed").out


def test_a_number_or_words_that_are_not_there_are_refused_in_a_line(shell: Shell) -> None:
    saved(shell)
    assert shell.run("put-back", "boats", "99").code == 1
    missing = shell.run("take-out", "boats", "no such words at all")
    assert (missing.code, len(missing.err.splitlines())) == (1, 1)


def test_an_offer_is_shown_and_written_when_asked_for(shell: Shell) -> None:
    saved(shell)
    (told,) = shell.ok("put-back", "boats", number_of(shell, "Copyright"), "--json").json
    assert told["rule"] == {
        "host": "harbour.example", "key": "keep", "selector": "footer.legal-note", "blocks": 1, "path": "",
    }  # fmt: skip
    assert shell.ok("sites", "--json").json["rules"] == []
    assert "keep footer.legal-note" in shell.ok("sites", "offer", "boats").out
    assert "written to" in shell.ok("sites", "offer", "boats", "--keep", "1").err
    assert "harbour.example" in shell.ok("sites").out
    assert shell.ok("sites", "check").code == 0


def test_a_rule_is_written_at_once_with_site(shell: Shell) -> None:
    saved(shell)
    shell.ok("put-back", "boats", number_of(shell, "Copyright"), "--site")
    text = (shell.folder / "config" / "sites" / "harbour.example.toml").read_text()
    assert text == 'host = "harbour.example"\nkeep = ["footer.legal-note"]\n'


def test_a_broken_rule_is_named_and_left_out(shell: Shell) -> None:
    sites = shell.folder / "config" / "sites"
    sites.mkdir(parents=True)
    (sites / "bad.example.toml").write_text('drop = [\n  "p..x",\n]\n')
    added = shell.ok("add", str(shell.page(OWN)))
    assert "bad.example.toml" in added.err
    assert "line 2" in added.err
    checked = shell.run("sites", "check")
    assert checked.code == 1
    assert "line 2" in checked.err
    assert "bad.example.toml" in shell.run("doctor").out


def test_a_rule_is_imported_and_reclean_applies_it(shell: Shell) -> None:
    saved(shell)
    theirs = shell.folder / "harbour.example.toml"
    theirs.write_text('drop = ["ul"]\n')
    shell.ok("sites", "import", str(theirs))
    told = shell.ok("reclean")
    assert "2 dropped by rules of the site" in told.out
    assert "site rule harbour.example" in shell.ok("show", "boats", "--removed").out
    again = shell.run("sites", "import", str(theirs))
    assert (again.code, "--replace" in again.err) == (2, True)
