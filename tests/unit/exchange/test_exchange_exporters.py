"""What goes out: front matter that YAML reads, highlights and notes with their references, files that never
trample."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Metadata, Range, Removed, Source
from reader.article.build import Piece, TextBuilder
from reader.article.characters import safe_text
from reader.article.codec import article_from_json
from reader.cli import sharing
from reader.errors import ReaderError
from reader.exchange.exporters import FORMATS, Bundle, exporter
from reader.exchange.exporters import markdown as markdown_format
from reader.exchange.exporters.file_names import file_stem, folded_name
from reader.exchange.exporters.markdown import KEEP_MARKER, tag_word
from reader.exchange.exporters.places import export_to_file, export_to_folder
from reader.insight.values import Entity, Quote
from reader.library.records import ArticleRecord, Highlight, Note, record_to_json

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


def bundle(id: str = "q7dk2m5xw3ab", title: str = "Sea & Sky: “a title”", **record: Any) -> Bundle:
    builder = TextBuilder()
    builder.extend([
        Piece("heading", "Boats", fields={"level": 1}),
        Piece("paragraph", "“We will build,” said Ann Lee. The boats are *blue*."),
    ])  # fmt: skip
    article = Article(
        id, builder.text, tuple(builder.blocks), Metadata(title=title), Source("html"),
        removed=(Removed("Share", "share buttons", 0, 2),),
    )  # fmt: skip
    values: dict[str, Any] = {
        "site": "Example News", "byline": ("Ann Lee",), "url": "https://example.org/sea", "published": "2026-01-31",
        "added": "2026-02-01T09:00:00.000Z", "tags": ("sea", "two words", "2026"), "word_count": 12, "minutes": 1,
    }  # fmt: skip
    return Bundle(
        ArticleRecord(id, title, **{**values, **record}),
        article,
        highlights=(
            Highlight("h1aaaa", id, 7, 23, "“We will build,”", tags=("plan",), colour="green"),
            Highlight("h2bbbb", id, 40, 45, "gone words", status="orphan"),
        ),
        notes=(
            Note("n2cccc", id, "On the whole: *good*.", created="2026-02-02", tags=("idea",)),
            Note("n1dddd", id, "Who pays?", highlight="h1aaaa", created="2026-02-01"),
        ),
        entities=(Entity("person", "Ann Lee", (Range(29, 36),)),),
        quotes=(
            Quote(7, 23, "We will build,", speaker="Ann Lee", cue="said"),
            Quote(0, 5, "top", kind="phrase"),
        ),
    )


# -- Markdown ------------------------------------------------------------------------------------------------


def front_matter(document: str) -> dict[str, Any]:
    """Read as YAML reads JSON values: one key a line."""
    head = re.match(r"---\n(.*?)\n---\n", document, re.DOTALL)
    assert head is not None
    rows = [line.split(": ", 1) for line in head[1].split("\n")]
    return {key: json.loads(value) for key, value in rows}


def test_front_matter_names_the_article_in_values_that_yaml_cannot_misread() -> None:
    about = front_matter(exporter("markdown").document(bundle(title='12:30: "yes" # no')))
    assert about["title"] == '12:30: "yes" # no'
    assert about["author"] == ["[[Ann Lee]]"]
    assert about["source"] == "https://example.org/sea"
    assert about["tags"] == ["sea", "two-words", "_2026"]
    assert about["published"] == "2026-01-31"
    assert about["reader_id"] == "q7dk2m5xw3ab"


@given(ANY_TEXT, ANY_TEXT)
def test_no_title_or_site_breaks_out_of_the_front_matter(title: str, site: str) -> None:
    about = front_matter(
        exporter("markdown").document(bundle(title=safe_text(title) or "x", site=safe_text(site)))
    )
    assert about["title"] == (safe_text(title) or "x")
    assert about.get("site", "") == safe_text(site)


def test_highlights_are_quotes_that_can_be_linked_to_with_their_notes() -> None:
    document = exporter("markdown").document(bundle())
    assert "> “We will build,”\n\n^h-h1aaaa\n\n*green* #plan\n\nWho pays?\n\n^n-n1dddd\n" in document
    assert "> gone words\n\n^h-h2bbbb\n\n*yellow* no longer found in the text\n" in document
    assert "## Notes\n\nOn the whole: *good*.\n#idea\n\n^n-n2cccc\n" in document


def test_quotes_stand_with_their_speakers_and_phrases_are_left_out() -> None:
    document = exporter("markdown").document(bundle())
    assert "## Quotes\n\n- “We will build,” — Ann Lee\n" in document
    assert "“top”" not in document


def test_the_text_can_be_left_out() -> None:
    assert "The boats are \\*blue\\*." in exporter("markdown").document(bundle())
    assert "The boats" not in exporter("markdown").document(bundle(), with_text=False)


def test_several_articles_make_one_text_without_front_matter() -> None:
    text = "".join(exporter("markdown").collection([bundle(), bundle("zz", "Second")]))
    assert text.startswith(
        "# Sea & Sky: “a title”\n\nAnn Lee · Example News · 2026-01-31 · <https://example.org/sea>"
    )
    assert "\n\n# Second\n" in text
    assert "---" not in text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_a_tag_is_a_word_that_obsidian_takes(tag: str) -> None:
    word = tag_word(tag)
    assert re.fullmatch(r"[\w/-]+", word)
    assert not word.replace("/", "").isdigit()


# -- JSON and text -------------------------------------------------------------------------------------------


def test_json_holds_everything_and_gives_the_article_back() -> None:
    whole = bundle()
    data = json.loads(exporter("json").document(whole))
    assert (data["format"], data["version"]) == ("reader-export", 1)
    (found,) = data["articles"]
    assert article_from_json(found["article"]) == whole.article
    assert found["record"] == record_to_json(whole.record)
    assert [item["exact"] for item in found["highlights"]] == ["“We will build,”", "gone words"]
    assert {item["text"] for item in found["notes"]} == {"On the whole: *good*.", "Who pays?"}
    assert found["entities"][0]["mentions"] == [{"start": 29, "end": 36}]
    assert found["quotes"][0]["speaker"] == "Ann Lee"


@given(st.text(st.characters(codec=None), max_size=30))
def test_json_keeps_hostile_text_and_shows_none_of_it(text: str) -> None:
    hostile = bundle(title=text)
    written = "".join(exporter("json").collection([hostile, hostile]))
    assert [item["record"]["title"] for item in json.loads(written)["articles"]] == [text, text]
    assert safe_text(written) == written


def test_json_of_nothing_is_still_json() -> None:
    assert json.loads("".join(exporter("json").collection([])))["articles"] == []


def test_plain_text_has_title_details_notes_and_a_paragraph_a_line() -> None:
    text = exporter("text").document(bundle())
    assert text.startswith("Sea & Sky: “a title”\nAnn Lee · Example News · 2026-01-31 · 12 words, 1 min\n")
    assert "\n> “We will build,”\nWho pays?\n" in text
    assert text.endswith("# Boats\n\n“We will build,” said Ann Lee. The boats are *blue*.\n")


def test_the_command_line_offers_every_format() -> None:
    assert set(sharing.FORMATS) == set(FORMATS)


# -- names of files ------------------------------------------------------------------------------------------


@given(ANY_TEXT, st.just("q7dk2m"))
def test_a_file_name_is_one_that_every_file_system_takes(title: str, id: str) -> None:
    stem = file_stem(title, id)
    assert 0 < len(stem.encode()) <= 130
    assert not set(stem) & set('<>:"/\\|?*\n\t\x00')
    assert stem == stem.strip(" .")
    assert not stem.startswith(("-", ".", "~"))
    assert safe_text(stem) == stem
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", stem)


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Huawei: a story", "Huawei - a story"),
        ("../../etc/passwd", "etc passwd"),
        ("con", "con_"),
        ("NUL.txt", "NUL.txt_"),
        ("世界", "世界"),
        ("...", "q7dk2m"),
        ("-rf ~", "rf ~"),
        ("a" * 300, "a" * 120),
        ("What? [yes] #1", "What yes 1"),
    ],
)
def test_titles_become_readable_names(title: str, stem: str) -> None:
    assert file_stem(title, "q7dk2m") == stem


def test_names_that_differ_in_case_or_form_alone_are_one() -> None:
    assert folded_name("Café.md") == folded_name("CAFE\u0301.md")


# -- places --------------------------------------------------------------------------------------------------


def test_a_folder_gets_a_file_an_article_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    both = [bundle(), bundle("zz9999zz9999", "Second")]
    first = list(export_to_folder(tmp_path / "vault", exporter("markdown"), both))
    assert [written.path.name for written in first] == ["Sea & Sky - “a title”.md", "Second.md"]
    again = list(export_to_folder(tmp_path / "vault", exporter("markdown"), both))
    assert [written.changed for written in again] == [False, False]
    assert sorted(path.name for path in (tmp_path / "vault").iterdir()) == [w.path.name for w in first]


def test_what_the_user_wrote_below_the_marker_stays_when_the_article_changes(tmp_path: Path) -> None:
    (written,) = export_to_folder(tmp_path, exporter("markdown"), [bundle()])
    with written.path.open("a") as file:
        file.write("\nMy own words.\n")
    list(export_to_folder(tmp_path, exporter("markdown"), [bundle(tags=("new-tag",))]))
    text = written.path.read_text()
    assert "new-tag" in text
    assert text.endswith(KEEP_MARKER + "\n\nMy own words.\n")
    assert text.count(KEEP_MARKER) == 1


def test_two_articles_of_one_title_get_two_files_each_its_own_again(tmp_path: Path) -> None:
    one, two = bundle("aaaaaa111111", "Same"), bundle("bbbbbb222222", "SAME")
    for _ in range(2):
        written = list(export_to_folder(tmp_path, exporter("markdown"), [one, two]))
        assert [item.path.name for item in written] == ["Same.md", "SAME bbbbbb.md"]
    (written_alone,) = export_to_folder(tmp_path, exporter("markdown"), [two])
    assert written_alone.path.name == "SAME bbbbbb.md"


@pytest.mark.parametrize("name", [name for name in FORMATS if exporter(name).a_file_each])
def test_a_file_that_is_not_ours_is_never_touched(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / f"Second{exporter(name).ending}"
    theirs.write_text("my own diary")
    (written,) = export_to_folder(tmp_path, exporter(name), [bundle("zz9999zz9999", "Second")])
    assert theirs.read_text() == "my own diary"
    assert written.path.stem == "Second zz9999"


def test_a_link_out_of_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(markdown_format.document(bundle("zz9999zz9999", "Second")))
    before = outside.read_text()
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "Second.md").symlink_to(outside)
    list(
        export_to_folder(folder, exporter("markdown"), [bundle("zz9999zz9999", "Second", tags=("changed",))])
    )
    assert outside.read_text() == before


def test_one_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("old")
    export_to_file(path, exporter("json").collection([bundle()]))
    assert json.loads(path.read_text())["format"] == "reader-export"
    assert list(tmp_path.iterdir()) == [path]


def test_one_article_exported_to_a_file_again_keeps_what_was_added_and_who_may_read_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sea.md"
    markdown = exporter("markdown")
    export_to_file(path, [markdown.document(bundle())], markdown.updated)
    path.write_text(path.read_text() + "Mine.\n")
    path.chmod(0o664)
    export_to_file(path, [markdown.document(bundle(tags=("changed",)))], markdown.updated)
    assert "changed" in path.read_text()
    assert path.read_text().endswith(KEEP_MARKER + "\nMine.\n")
    assert path.stat().st_mode & 0o777 == 0o664


def test_a_failure_half_way_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "all.md"
    path.write_text("old")

    def chunks() -> Any:
        yield "new"
        raise ReaderError("the text is gone")

    with pytest.raises(ReaderError):
        export_to_file(path, chunks())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReaderError, match="cannot write"):
        list(export_to_folder(tmp_path / "file" / "vault", exporter("markdown"), [bundle()]))
    with pytest.raises(ReaderError, match="cannot write"):
        export_to_file(tmp_path / "file" / "x.md", ["text"])
