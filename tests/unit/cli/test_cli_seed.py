"""The main job from end to end on the scraped article that the project was asked to master."""

from __future__ import annotations

from tests.shared_data import shared_path
from tests.unit.cli.conftest import Shell


def test_an_article_is_saved_read_marked_and_found_again(shell: Shell) -> None:
    (added,) = shell.ok("add", str(shared_path("seed", "article.txt")), "--json").json
    article_id = added["article"]["id"]
    assert added["article"]["published"].startswith("2020-06-04")
    assert added["removed_blocks"] > 0

    article = shell.ok("show", article_id, "--json").json
    paragraphs = [block for block in article["blocks"] if block["kind"] == "paragraph"]
    assert len(paragraphs) == 16
    assert len(article["related"]) == 5
    shown = shell.ok("show", article_id).out
    for furniture in ("Listen Live", "Get short URL", "Community standards", "Comment via"):
        assert furniture not in shown
        assert furniture in shell.ok("show", article_id, "--removed").out

    entities = shell.ok("entities", article_id, "--json").json
    names = {
        kind: {entity["name"] for entity in entities if entity["kind"] == kind}
        for kind in ("person", "organisation")
    }
    assert {"Nicolas Maduro", "Ryan Ding", "Miao Wei"} <= names["person"]
    assert {"Huawei", "El Nacional"} <= names["organisation"]
    quotes = shell.ok("quotes", article_id, "--json").json
    assert {"Nicolas Maduro", "Ryan Ding"} <= {quote["speaker"] for quote in quotes}
    assert "no backdoor" in [quote["text"] for quote in quotes if quote["kind"] == "phrase"]

    shell.ok("tag", article_id[:5], "+telecoms")
    shell.ok(
        "highlight", article_id, "trial installation of the equipment will begin shortly", "--note", "when?"
    )
    shell.ok("note", article_id, "compare with the UK decision")
    assert {note["text"] for note in shell.ok("notes", "--json").json} == {
        "when?",
        "compare with the UK decision",
    }
    assert [note["text"] for note in shell.ok("notes", "decision", "--json").json] == [
        "compare with the UK decision"
    ]
    (hit, *_) = shell.ok("search", "trial installation", "--in", "highlights", "--json").json
    assert article["text"][hit["start"] : hit["end"]].startswith("trial")
    assert [record["id"] for record in shell.ok("list", "tag:telecoms has:note", "--json").json] == [
        article_id
    ]
    assert shell.ok("search", "said:Maduro 5G", "--in", "quotes", "--json").json

    exported = shell.ok("export", "--article", article_id, "--to", "markdown").out
    for words in (
        "> trial installation",
        "when?",
        "compare with the UK decision",
        "— Nicolas Maduro",
        "telecoms",
    ):
        assert words in exported

    shell.ok("undo")
    assert [note["text"] for note in shell.ok("notes", "--json").json] == ["when?"]
    shell.ok("redo")
    assert len(shell.ok("notes", "--json").json) == 2
    assert shell.ok("doctor", "--json").json["findings"] == []
