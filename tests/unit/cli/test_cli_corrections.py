"""Putting right by hand from the command line, and seeing it."""

from __future__ import annotations

from tests.unit.cli.conftest import Shell


def listed(shell: Shell) -> dict[str, str]:
    return {entity["name"]: entity["kind"] for entity in shell.ok("entities", "boats", "--json").json}


def test_a_name_is_hidden_and_shown_again(harbour: Shell) -> None:
    assert "Bergen" in listed(harbour)
    harbour.ok("entities", "boats", "--hide", "Bergen")
    assert "Bergen" not in listed(harbour)
    harbour.ok("undo")
    assert "Bergen" in listed(harbour)


def test_a_kind_and_a_name_are_changed(harbour: Shell) -> None:
    harbour.ok("entities", "boats", "--kind-of", "Bergen", "organisation")
    harbour.ok("entities", "boats", "--rename", "Bergen", "Bergen Council")
    assert listed(harbour)["Bergen Council"] == "organisation"


def test_two_names_are_merged_and_the_list_of_corrections_tells(harbour: Shell) -> None:
    harbour.ok("entities", "boats", "--merge", "Ann Lee", "Kari Nordmann")
    assert "Ann Lee" not in listed(harbour)
    told = harbour.ok("entities", "boats", "--corrections")
    assert "Ann Lee is Kari Nordmann" in told.out
    (correction,) = harbour.ok("entities", "boats", "--corrections", "--json").json
    harbour.ok("entities", "boats", "--drop-correction", correction["id"])
    assert "Ann Lee" in listed(harbour)


def test_a_name_is_put_right_everywhere(harbour: Shell) -> None:
    harbour.ok("entities", "boats", "--hide", "Bergen", "--everywhere")
    assert "Bergen" not in listed(harbour)
    assert "everywhere" in harbour.ok("entities", "boats", "--corrections").out


def test_quotes_have_numbers_that_corrections_take(harbour: Shell) -> None:
    assert "  1 — " in harbour.ok("quotes", "boats").out
    harbour.ok("quotes", "boats", "--speaker", "1", "Ann Lee")
    quotes = harbour.ok("quotes", "boats", "--json").json
    assert quotes[0]["speaker"] == "Ann Lee"
    harbour.ok("quotes", "boats", "--not-a-quote", "1")
    assert len(harbour.ok("quotes", "boats", "--json").json) == len(quotes) - 1


def test_a_number_that_no_quote_has_is_refused(harbour: Shell) -> None:
    for number in ("0", "99", "one"):
        result = harbour.run("quotes", "boats", "--not-a-quote", number)
        assert result.code == 2
        assert "no quote" in result.err


def test_an_unknown_name_and_kind_are_told(harbour: Shell) -> None:
    assert harbour.run("entities", "boats", "--hide", "Nobody Here").code == 1
    assert harbour.run("entities", "boats", "--kind-of", "Bergen", "pudding").code == 2
