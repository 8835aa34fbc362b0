"""Each format in its published shape, whatever the article says."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from reader.errors import ReaderError, UsageError
from reader.exchange.exporters import FORMATS, Bundle, all_formats, exporter
from reader.exchange.exporters.article_html import article_to_html
from reader.exchange.exporters.csv_table import COLUMNS
from reader.exchange.exporters.places import export_to_folder
from reader.exchange.exporters.tables import csv_line, harmless
from reader.exchange.exporters.templates import template_exporter
from tests.unit.exchange.samples import HOSTILE, WORDS, any_bundle, bundle_of


def written(name: str, *bundles: Bundle, with_text: bool = True) -> str:
    return "".join(exporter(name).collection(bundles, with_text=with_text))


# -- the registry --------------------------------------------------------------------------------------------


def test_every_format_knows_its_own_name_and_writes_nothing_at_all_of_nothing() -> None:
    for name in FORMATS:
        assert exporter(name).name == name
        assert exporter(name).ending.startswith(".")
        assert isinstance(written(name), str)


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="one of markdown, org"):
        exporter("docx")


def test_another_package_brings_its_own_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "other-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[reader.exporters]\nshout = other_format:EXPORTER\nbroken = nowhere_at_all:X\nwrong = other_format:NOT\n"
    )
    (tmp_path / "other_format.py").write_text(
        "from reader.exchange.exporters import Exporter\nNOT = 1\n"
        "def out(bundles, *, with_text=True):\n    yield from (b.record.title.upper() for b in bundles)\n"
        "EXPORTER = Exporter('shout', 'loud', '.txt', out)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert all_formats()[-3:] == ["broken", "shout", "wrong"]
    assert written("shout", bundle_of("quiet")) == "QUIET"
    with pytest.raises(ReaderError, match="cannot be loaded"):
        exporter("broken")
    with pytest.raises(ReaderError, match="is no exporter"):
        exporter("wrong")


def test_a_table_is_never_a_file_an_article(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one file for all"):
        list(export_to_folder(tmp_path, exporter("bibtex"), [bundle_of("x")]))


# -- Obsidian ------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(WORDS)
def test_front_matter_is_yaml_that_gives_every_value_back(words: str) -> None:
    yaml = pytest.importorskip("yaml")
    bundle = bundle_of(words)
    document = exporter("markdown").document(bundle)
    head = re.match(r"---\n(.*?)\n---\n", document, re.DOTALL)
    assert head is not None
    about = yaml.safe_load(head[1])
    assert about.get("title", "") == bundle.record.title
    assert about["created"] == bundle.record.added
    assert about["reader_id"] == bundle.record.id
    assert all(isinstance(value, (str, bool, int, list)) for value in about.values())
    assert all(isinstance(tag, str) and " " not in tag for tag in about.get("tags", []))


@settings(deadline=None)
@given(any_bundle())
def test_links_to_highlights_in_obsidian_lead_somewhere(bundle: Bundle) -> None:
    """A block reference stands once, on a line of its own after a blank one, in the letters that Obsidian takes."""
    document = exporter("markdown").document(bundle)
    references = re.findall(r"^\^([hn]-\S+)$", document, re.MULTILINE)
    wanted = [f"h-{mark.id}" for mark in bundle.highlights] + [f"n-{note.id}" for note in bundle.notes]
    assert sorted(reference for reference in references if reference in wanted) == sorted(wanted)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", reference) for reference in wanted)


# -- HTML ----------------------------------------------------------------------------------------------------


class _Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "hr", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(text: str) -> _Page:
    found = _Page()
    found.feed(text)
    found.close()
    assert not found.open
    return found


@settings(deadline=None)
@given(any_bundle())
def test_a_page_is_well_formed_and_loads_and_runs_nothing(bundle: Bundle) -> None:
    shown = page(written("html", bundle))
    names = {tag for tag, _ in shown.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg"}
    for tag, attributes in shown.tags:
        assert not any(name.startswith("on") or name in ("src", "srcset", "style") for name in attributes)
        if tag == "a":
            assert re.match(r"https?://|mailto:|#", attributes["href"] or "")
    policy = [attributes for tag, attributes in shown.tags if attributes.get("http-equiv")]
    assert policy
    assert "default-src 'none'" in (policy[0]["content"] or "")


@settings(deadline=None)
@given(any_bundle())
def test_every_highlight_is_lit_and_every_link_of_the_page_leads_to_a_place_in_it(bundle: Bundle) -> None:
    shown = page(written("html", bundle))
    ids = [attributes["id"] for _, attributes in shown.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    inner = [(attributes["href"] or "")[1:] for tag, attributes in shown.tags
             if tag == "a" and (attributes["href"] or "").startswith("#")]  # fmt: skip
    for target in inner:
        if target.startswith("h-"):  # a highlight of white space between blocks has nothing to light
            mark = next(mark for mark in bundle.highlights if f"h-{mark.id}" == target)
            assert target in ids or not mark.exact.strip()
        else:
            assert target in ids


def test_the_text_of_a_page_is_the_article_and_nested_lists_nest() -> None:
    bundle = bundle_of("x & <b>y</b>")
    text = article_to_html(bundle.article, (), lambda mark: "")
    words = "".join(page(text).words)
    assert (
        re.sub(r"\s+", " ", words).strip().startswith("Boats Before. x & <b>y</b> After. x & <b>y</b> second")
    )
    assert '<ul><li>x &amp; &lt;b&gt;y&lt;/b&gt;\n<ol><li value="3">second\n</li></ol>\n</li></ul>' in text


def test_a_page_in_a_folder_is_brought_up_to_date_and_a_page_of_others_is_not_touched(tmp_path: Path) -> None:
    for name in ("html", "org", "text", "json", "jsonl"):
        folder = tmp_path / name
        (first,) = export_to_folder(folder, exporter(name), [bundle_of("one")])
        changed = bundle_of("one")
        changed = Bundle(changed.record, changed.article, changed.highlights[:1])
        (second,) = export_to_folder(folder, exporter(name), [changed])
        assert (second.path, second.changed) == (first.path, True)
        assert len(list(folder.iterdir())) == 1


# -- Org -----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(WORDS)
def test_nothing_that_an_article_says_is_structure_in_org(words: str) -> None:
    text = written("org", bundle_of(words))
    headings = re.findall(r"^\*+ .*$", text, re.MULTILINE)
    assert len(headings) == 6  # the article, highlights, notes, quotes, text, its own heading
    keywords = re.findall(r"^[ \t]*#\+(\w+)", text, re.MULTILINE)
    assert set(keywords) <= {"name", "begin_quote", "end_quote", "begin_src", "end_src"}
    assert keywords.count("begin_quote") == keywords.count("end_quote") >= 2
    assert not re.search(r"^[ \t]*%%\(|\[\[(?!https?://)", _without_code(text), re.MULTILINE)


def _without_code(text: str) -> str:
    return re.sub(r"#\+begin_src.*?#\+end_src", "", text, flags=re.DOTALL)


def test_org_has_properties_tags_and_dates_with_their_day() -> None:
    text = written("org", bundle_of("two words"))
    assert text.startswith("* two words :two_words:\n:PROPERTIES:\n:READER_ID: q7dk2m5xw3ab\n")
    assert ":PUBLISHED: [2026-01-31 Sat]\n:CREATED: [2026-02-01 Sun]\n" in text


# -- annotations ---------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(any_bundle())
def test_web_annotations_have_what_the_model_requires(bundle: Bundle) -> None:
    """W3C Web Annotation Data Model, sections 3.1, 3.2.4, 4.2.4, 4.2.5."""
    found = json.loads(written("web-annotation", bundle))
    alone = [note for note in bundle.notes if not note.highlight]
    assert len(found) == len(bundle.highlights) + len(alone)
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert item["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert item["type"] == "Annotation"
        assert re.match(r"(urn:uuid|https?):", item["id"])
        assert item["motivation"] in ("highlighting", "commenting")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", item["created"])
        for body in item.get("body", []):
            assert (body["type"], bool(body["value"])) == ("TextualBody", True)
        target = item["target"]
        if isinstance(target, dict):
            assert re.match(r"(urn:uuid|https?):", target["source"])
            quote, place = target["selector"]
            assert quote["type"] == "TextQuoteSelector"
            assert place["type"] == "TextPositionSelector"
            assert bundle.article.text[place["start"] : place["end"]] == quote["exact"]


def test_an_orphan_has_no_place_and_an_article_from_a_file_has_a_name() -> None:
    found = json.loads(written("web-annotation", bundle_of("gone")))
    orphan = found[1]["target"]
    assert [selector["type"] for selector in orphan["selector"]] == ["TextQuoteSelector"]
    assert orphan["source"].startswith("urn:uuid:")


@settings(deadline=None)
@given(any_bundle())
def test_hypothesis_rows_have_the_keys_of_its_api(bundle: Bundle) -> None:
    found = json.loads(written("hypothesis", bundle))
    assert found["total"] == len(found["rows"])
    for row in found["rows"]:
        assert {"id", "uri", "text", "tags", "target", "document"} <= set(row)
        assert row["target"][0]["source"] == row["uri"]
        assert row["document"]["title"] == [bundle.record.title]


# -- tables --------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(any_bundle())
def test_csv_reads_back_cell_by_cell(bundle: Bundle) -> None:
    for name in ("csv", "readwise"):
        text = written(name, bundle)
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows}) == 1
        assert "".join(csv_line(row, range(len(row))) for row in rows) == text
    head, *rows = list(csv.reader(io.StringIO(written("csv", bundle), newline="")))
    assert tuple(head) == COLUMNS
    passages = [row[COLUMNS.index("passage")] for row in rows if row[COLUMNS.index("kind")] == "highlight"]
    assert passages == [harmless(mark.exact) for mark in bundle.highlights]


@settings(deadline=None)
@given(WORDS)
def test_no_cell_is_a_formula_and_none_is_lost(words: str) -> None:
    for row in csv.reader(io.StringIO(written("csv", bundle_of(words)), newline="")):
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    cell = harmless(words)
    assert words in (cell, cell[1:])


def test_readwise_has_its_columns_utc_dates_and_tags_as_dots() -> None:
    rows = list(csv.reader(io.StringIO(written("readwise", bundle_of("big idea")))))
    assert rows[0] == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[1][4] == ".big_idea\nbig idea"
    assert rows[2][6] == "2026-02-01 10:11:12"


@settings(deadline=None)
@given(WORDS)
def test_anki_rows_have_five_columns_whatever_is_said(words: str) -> None:
    *head, first, second, rest = written("anki", bundle_of(words)).split("\n")
    assert head == ["#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:5"]
    assert rest == ""
    for row, id in ((first, "h1aaaa"), (second, "h2bbbb")):
        cells = row.split("\t")
        assert (len(cells), cells[0]) == (5, id)
        assert "<script" not in cells[2] + cells[3]
        assert not cells[2].startswith('"')


# -- bibliographies ------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(WORDS)
def test_bibtex_braces_pair_and_no_command_gets_through(words: str) -> None:
    text = written("bibtex", bundle_of(words))
    depth = 0
    for character in re.sub(r"\\[{}]", "", text):
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    commands = set(re.findall(r"\\([A-Za-z]+)", text))
    assert commands <= {"textbackslash", "textasciicircum", "textasciitilde"}


def test_bibtex_and_csl_name_authors_dates_and_keys_that_differ() -> None:
    bundle = bundle_of("Reuters")
    text = written("bibtex", bundle, bundle)
    assert text.startswith(
        "@online{reuters2026reuters,\n  title = {{Reuters}},\n  author = {{Reuters} and Lee, Ann},"
    )
    assert "@online{reuters2026reutersb," in text
    assert "  date = {2026-01-31},\n" in text
    entries = json.loads(written("csl-json", bundle, bundle))
    assert [entry["id"] for entry in entries] == ["reuters2026reuters", "reuters2026reutersb"]
    assert entries[0]["issued"] == {"date-parts": [[2026, 1, 31]]}
    assert entries[0]["author"] == [{"literal": "Reuters"}, {"family": "Lee", "given": "Ann"}]


# -- JSON Lines ----------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(any_bundle())
def test_a_line_of_jsonl_is_the_same_as_in_json(bundle: Bundle) -> None:
    lines = written("jsonl", bundle, bundle).splitlines()
    (alone,) = json.loads(written("json", bundle))["articles"]
    for line in lines:
        value: dict[str, Any] = json.loads(line)
        assert (value.pop("format"), value.pop("version")) == ("reader-export", 1)
        assert value == alone


# -- templates -----------------------------------------------------------------------------------------------


def test_a_template_has_the_article_and_escapes_where_it_makes_html(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    path = tmp_path / "card.html.j2"
    path.write_text(
        "<h1>{{ article.title }}</h1>{% for mark in highlights %}[{{ mark.exact }}|{{ mark.notes|length }}]"
        "{% endfor %}{{ cite('words', 'apa') }}\n"
    )
    made = template_exporter(path)
    assert made.ending == ".html"
    text = made.document(bundle_of("<b>"))
    assert text.startswith("<h1>&lt;b&gt;</h1>[Before. &lt;b&gt; |1]")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% if %}", "line 1"),
        ("{{ nothing_of_the_sort }}", "nothing_of_the_sort"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ article.__class__ }}", "unsafe"),
        ("{{ cite.__globals__ }}", "unsafe"),
    ],
)
def test_a_template_that_is_wrong_or_reaches_out_is_told_and_does_nothing(
    tmp_path: Path, source: str, said: str
) -> None:
    pytest.importorskip("jinja2")
    path = tmp_path / "x.txt"
    path.write_text(source)
    with pytest.raises(ReaderError, match=said):
        template_exporter(path).document(bundle_of("x"))


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_fails_on_hostile_text(name: str, words: str) -> None:
    assert exporter(name).document(bundle_of(words))
