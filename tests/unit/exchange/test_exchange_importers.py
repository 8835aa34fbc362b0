"""Each format in the shape in which its program publishes it, with the awkward cases that real files have."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.exchange.importers import importer_named, importers, recognised
from reader.exchange.importers.fields import moment, split_tags
from reader.exchange.importers.source import Source
from reader.library.incoming import Incoming, Unread


def read(data: str | bytes, expected: str) -> tuple[list[Incoming], list[Unread]]:
    """What comes of a file, which has to be recognised as of that format."""
    source = Source(data.encode() if isinstance(data, str) else data, "fixture")
    importer = recognised(source)
    assert importer.name == expected
    found = list(importer.read(source))
    return [each for each in found if isinstance(each, Incoming)], [
        each for each in found if isinstance(each, Unread)
    ]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


POCKET = """\ufefftitle,url,time_added,tags,status
"Salt, ""sweet"" and
bitter",https://food.example/salt,1600000000,cooking|slow food,unread
https://food.example/bread,https://food.example/bread,1500000000,,archive
,https://food.example/untitled,yesterday,,unread
"""


def test_pocket_table_with_quotes_newlines_joined_tags_and_a_bad_date() -> None:
    salt, bread, untitled = read(POCKET, "pocket")[0]
    assert salt.title == 'Salt, "sweet" and\nbitter'
    assert salt.tags == ("cooking", "slow food")
    assert salt.added == "2020-09-13T12:26:40.000Z"
    assert (salt.state, salt.archived) == ("unread", False)
    assert (bread.title, bread.state, bread.archived) == ("", "read", True)
    assert untitled.remarks == ("its date cannot be read: yesterday",)


def test_pocket_zip_with_its_annotations_and_two_parts() -> None:
    annotations = [
        {
            "url": "https://food.example/salt",
            "title": "Salt",
            "highlights": [{"quote": "a grain", "created_at": 1600000500}],
        }
    ]
    data = zipped(
        {
            "pocket/part_000000.csv": POCKET,
            "pocket/part_000001.csv": "title,url,time_added,cursor,tags,status\nRye,https://food.example/rye,1,2,,unread\n",
            "pocket/annotations/part_000000.json": json.dumps(annotations),
        }
    )
    found, unread = read(data, "pocket")
    assert [each.url.rsplit("/", 1)[1] for each in found] == ["salt", "salt", "bread", "untitled", "rye"]
    assert [mark.exact for each in found for mark in each.highlights] == ["a grain"]
    assert not unread


def test_pocket_page_knows_what_was_archived() -> None:
    page = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
    <h1>Unread</h1><ul><li><a href="https://a.example/?x=1&amp;y=2" time_added="1400000000" tags="one,two">A &amp; B</a></li></ul>
    <h1>Read Archive</h1><ul><li><a href="https://b.example/" time_added="1400000001" tags="">https://b.example/</a></li></ul>"""
    first, second = read(page, "pocket-html")[0]
    assert (first.url, first.title, first.tags) == ("https://a.example/?x=1&y=2", "A & B", ("one", "two"))
    assert (first.archived, second.archived, second.title) == (False, True, "")


def test_instapaper_table_old_and_new() -> None:
    new = """URL,Title,Selection,Folder,Timestamp,Tags
https://a.example/,"One, two","a passage, chosen",Archive,1700000000,"[""deep"",""wide""]"
https://b.example/,B,,Cooking,1700000001,[]
https://c.example/,C,,Starred,1700000002,
"""
    one, two, three = read(new, "instapaper")[0]
    assert (one.tags, one.archived, one.highlights[0].exact) == (("deep", "wide"), True, "a passage, chosen")
    assert (two.tags, three.starred) == (("Cooking",), True)
    old = "URL,Title,Selection,Folder\r\nhttps://a.example/,A,,Unread\r\n"
    assert read(old, "instapaper")[0][0].added == ""


def test_omnivore_zip_has_texts_and_highlights() -> None:
    item = {
        "id": "1", "slug": "salt-1", "title": "Salt", "description": "On salt", "author": "Ann Lee",
        "url": "https://food.example/salt", "state": "Archived", "readingProgress": 40,
        "labels": ["food", "long"], "savedAt": "2023-04-05T06:07:08.000Z", "publishedAt": "2023-01-02T00:00:00.000Z",
    }  # fmt: skip
    notes = (
        "> A grain of salt\n> is a cube.\n\n#shape #white\n\nCompare sugar.\n\nAnd ice.\n\n> Taken with water"
    )
    data = zipped(
        {
            "metadata_0_to_20.json": json.dumps([item, "nonsense"]),
            "content/salt-1.html": "<p>A grain of salt is a cube.</p>",
            "highlights/salt-1.md": notes,
        }
    )
    (salt,), (nonsense,) = read(data, "omnivore")
    assert (salt.tags, salt.archived, salt.progress) == (("food", "long"), True, 0.4)
    first, second = salt.highlights
    assert first.exact == "A grain of salt\nis a cube."
    assert first.tags == ("shape", "white")
    assert [note.text for note in first.notes] == ["Compare sugar.\n\nAnd ice."]
    assert (second.exact, second.notes) == ("Taken with water", ())
    assert salt.page is not None
    assert b"A grain of salt" in salt.page()
    assert nonsense.place == "metadata_0_to_20.json entry 2"


def test_wallabag_json_and_table() -> None:
    entry = {
        "id": 3, "title": "Salt", "url": "https://food.example/salt", "is_archived": 0, "is_starred": 1,
        "content": "<p>A grain.</p>", "tags": ["food"], "created_at": "2019-04-05T06:07:08+0200",
        "published_at": None, "published_by": ["Ann Lee"], "domain_name": "www.food.example", "mimetype": "text/html",
        "language": "en_GB",
        "annotations": [{"text": "why?", "quote": "A grain", "ranges": [{"start": "/p", "startOffset": "0"}]}],
    }  # fmt: skip
    (salt,), _ = read(json.dumps([entry]), "wallabag")
    assert (salt.starred, salt.state, salt.byline, salt.site) == (
        True,
        "unread",
        ("Ann Lee",),
        "food.example",
    )
    assert salt.added == "2019-04-05T04:07:08.000Z"
    assert (salt.highlights[0].exact, salt.highlights[0].notes[0].text) == ("A grain", "why?")
    table = (
        "Title;URL;Content;Tags;MIME Type;Language;Creation date\n"
        '"Salt; sea";https://food.example/salt;"<p>A; grain</p>";"food, sea";text/html;en;05/04/2019 06:07:08\n'
    )
    (row,), _ = read(table, "wallabag-csv")
    assert (row.title, row.tags, row.added) == ("Salt; sea", ("food", "sea"), "2019-04-05T06:07:08.000Z")


def test_readwise_documents_and_highlights() -> None:
    documents = (
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        'Salt,https://food.example/salt,01h,"[\'food\', ""it\'s""]",2023-04-05 06:07:08+00:00,0.5,archive,True\n'
        "Feed,https://food.example/feed,02h,[],2023-04-05 06:07:08+00:00,0,feed,False\n"
    )
    (salt,), (feed,) = read(documents, "readwise-reader")
    assert (salt.tags, salt.archived, salt.state) == (("food", "it's"), True, "reading")
    assert salt.added == "2023-04-05T06:07:08.000Z"
    assert "feed" in feed.reason
    highlights = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n"
        '"A grain, white",Salt,Ann Lee,B00,".shape .white why?",blue,"one,two",page,12,2023-04-05 06:07:08+00:00,food\n'
        ",Salt,Ann Lee,B00,,,,page,13,,\n"
    )
    (book,), (empty,) = read(highlights, "readwise")
    assert (book.url, book.title, book.byline) == ("", "Salt", ("Ann Lee",))
    mark = book.highlights[0]
    assert (mark.colour, mark.tags, mark.notes[0].text) == ("blue", ("one", "two", "shape", "white"), "why?")
    assert empty.place == "line 3"


def test_karakeep_json() -> None:
    data = {
        "bookmarks": [
            {"createdAt": 1700000000, "title": "Salt", "tags": ["food"], "lists": ["l1"], "note": "try it",
             "content": {"type": "link", "url": "https://food.example/salt"}, "archived": True},
            {"createdAt": 1700000001, "title": None, "tags": [], "content": {"type": "text", "text": "Just words"}},
            {"createdAt": 1700000002, "title": "Gone", "tags": [], "content": None},
        ],
        "lists": [{"id": "l1", "name": "Kitchen"}],
    }  # fmt: skip
    (salt, words), (gone,) = read(json.dumps(data), "karakeep")
    assert (salt.tags, salt.archived, salt.notes[0].text) == (("food", "Kitchen"), True, "try it")
    assert words.page is not None
    assert words.page() == b"Just words"
    assert "Gone" in gone.reason


def test_bookmarks_of_browsers_and_linkding() -> None:
    page = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1">Bookmarks bar</H3>
  <DL><p>
    <DT><H3>Food</H3>
    <DL><p>
      <DT><A HREF="https://food.example/salt?a=1&amp;b=2" ADD_DATE="1600000000" TAGS="one,two">Salt &amp; sea</A>
      <DD>Described &lt;here&gt;
      [linkding-notes]Noted[/linkding-notes]
      <DT><A HREF="javascript:alert(1)">Bookmarklet</A>
    </DL><p>
    <DT><A HREF="https://food.example/bread" ADD_DATE="1600000000000000" TAGS="linkding:bookmarks.archived,x"></A>
  </DL><p>
</DL><p>"""
    (salt, bread), (script,) = read(page, "bookmarks")
    assert (salt.title, salt.tags) == ("Salt & sea", ("one", "two", "Food"))
    assert [note.text for note in salt.notes] == ["Described <here>", "Noted"]
    assert (bread.title, bread.tags, bread.archived) == ("", ("x",), True)
    assert bread.added == salt.added == "2020-09-13T12:26:40.000Z"
    assert "javascript" in script.reason


def test_raindrop_table() -> None:
    table = (
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        '1,"Salt, sea","my note","On salt",https://food.example/salt,Food/Sea,"a, b",2023-04-05T06:07:08.000Z,,'
        '"Highlight:A grain\nNote:why?\nHighlight:A cube",true\n'
    )
    (salt,), _ = read(table, "raindrop")
    assert (salt.tags, salt.starred, salt.excerpt) == (("a", "b", "Food/Sea"), True, "On salt")
    assert [mark.exact for mark in salt.highlights] == ["A grain", "A cube"]
    assert salt.highlights[0].notes[0].text == "why?"


def test_matter_table() -> None:
    table = (
        "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id\n"
        "Salt,Ann Lee,Food,https://food.example/salt,food;sea,120,False,True,True,0,2023-04-05 06:07:08,f1\n"
    )
    (salt,), _ = read(table, "matter")
    assert (salt.tags, salt.archived, salt.starred, salt.state) == (("food", "sea"), True, True, "read")


def test_hypothesis_rows() -> None:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": 10, "end": 17},
        {"type": "TextQuoteSelector", "exact": "A grain", "prefix": "before ", "suffix": " after"},
    ]
    row = {
        "id": "x", "created": "2023-04-05T06:07:08.123456+00:00", "updated": "2023-04-06T06:07:08+00:00",
        "uri": "https://food.example/salt", "text": "why?", "tags": ["q"], "document": {"title": ["Salt"]},
        "target": [{"source": "https://food.example/salt", "selector": selectors}],
    }  # fmt: skip
    on_page = {**row, "target": [{"source": row["uri"]}], "text": "Good page"}
    empty = {**on_page, "text": ""}
    (first, second), (third,) = read(json.dumps({"total": 3, "rows": [row, on_page, empty]}), "hypothesis")
    mark = first.highlights[0]
    assert (mark.exact, mark.prefix, mark.suffix, mark.start) == ("A grain", "before ", " after", 10)
    assert (mark.notes[0].text, mark.created) == ("why?", "2023-04-05T06:07:08.123Z")
    assert second.notes[0].text == "Good page"
    assert third.place == "annotation 3"


def test_web_annotations() -> None:
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:1", "type": "Annotation",
        "motivation": "commenting", "created": "2023-04-05T06:07:08Z",
        "body": [{"type": "TextualBody", "value": "why?"}, {"type": "TextualBody", "value": "q", "purpose": "tagging"}],
        "target": [{"source": "https://food.example/salt", "selector": {"type": "TextQuoteSelector", "exact": "A grain"}}],
    }  # fmt: skip
    for written in (json.dumps(annotation), json.dumps([annotation]), json.dumps(annotation) + "\n"):
        (found,), _ = read(written, "jsonld")
        assert found.highlights[0].exact == "A grain"
        assert found.highlights[0].tags == ("q",)
        assert found.highlights[0].notes[0].text == "why?"


KINDLE = (
    "\ufeffSalt: A History (Lee, Ann)\r\n- Your Highlight on page 12 | Location 170-172 | Added on Wednesday, 5 April 2023 06:07:08\r\n\r\n"
    "A grain of salt is a cube.\r\n==========\r\n"
    "Salt: A History (Lee, Ann)\r\n- Your Note on page 12 | Location 171 | Added on Wednesday, 5 April 2023 06:08:00\r\n\r\n"
    "compare sugar\r\n==========\r\n"
    "Das Salz (Brandt)\r\n- Ihre Markierung bei Position 20-21 | Hinzugefügt am Mittwoch, 5. April 2023 06:07:08\r\n\r\n"
    "Ein Korn.\r\n==========\r\n"
    "Das Salz (Brandt)\r\n- Ihr Lesezeichen bei Position 25 | Hinzugefügt am Mittwoch, 5. April 2023 06:09:00\r\n\r\n\r\n==========\r\n"
    "Old one\r\n- Highlight Loc. 145-46  | Added on Saturday, March 26, 2011, 10:11 AM\r\n\r\nOld words\r\n==========\r\n"
)


def test_kindle_clippings_in_two_languages_and_the_old_form() -> None:
    books, unread = read(KINDLE, "kindle")
    salt, salz, old = books
    assert (salt.title, salt.byline) == ("Salt: A History", ("Ann Lee",))
    assert salt.highlights[0].exact == "A grain of salt is a cube."
    assert salt.highlights[0].notes[0].text == "compare sugar"
    assert salt.highlights[0].created == "2023-04-05T06:07:08.000Z"
    assert (salz.title, salz.highlights[0].exact) == ("Das Salz", "Ein Korn.")
    assert (old.title, old.byline, old.highlights[0].exact) == ("Old one", (), "Old words")
    assert "bookmark" in unread[0].reason


def test_zotero_table_and_bibtex() -> None:
    table = (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note","Date",'
        '"Date Added","Manual Tags","Automatic Tags","Notes","Language"\n'
        '"K","journalArticle","2023","Lee, Ann; Brandt, Ilse","Salt","Food","10.1000/xyz","","On salt","2023-04-05",'
        '"2023-04-06 06:07:08","food; sea","","<p>my &amp; note</p>","en"\n'
    )
    (salt,), _ = read(table, "zotero")
    assert (salt.url, salt.byline) == ("https://doi.org/10.1000/xyz", ("Ann Lee", "Ilse Brandt"))
    assert (salt.tags, salt.notes[0].text, salt.published) == (("food", "sea"), "my & note", "2023-04-05")
    bib = r"""% made by hand
@article{lee2023, title = {{Salt} and the S{\"o}derstr{\"{o}}m \& co}, author = "Lee, Ann and Brandt, Ilse",
  year = 2023, month = apr, url = {https://food.example/salt_{1}}, keywords = {food, sea}, }
@comment{nothing}
@online{odd}
"""
    (entry,), _ = read(bib, "bibtex")
    assert entry.title == "Salt and the Söderström & co"
    assert (entry.byline, entry.published) == (("Ann Lee", "Ilse Brandt"), "2023-04")
    assert entry.tags == ("food", "sea")


def test_feeds_in_rss_and_atom() -> None:
    rss = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Food</title><language>en</language>
    <item><title>Salt &amp; sea</title><link>https://food.example/salt</link><dc:creator>Ann Lee</dc:creator>
    <pubDate>Wed, 05 Apr 2023 06:07:08 GMT</pubDate><category>sea</category><description>Short</description>
    <content:encoded><![CDATA[<p>A grain.</p>]]></content:encoded></item>
    <item><title>No text</title><guid>https://food.example/none</guid><description>Only this</description></item></channel></rss>"""
    (salt, none), _ = read(rss, "feed")
    assert (salt.url, salt.title, salt.byline, salt.site) == (
        "https://food.example/salt",
        "Salt & sea",
        ("Ann Lee",),
        "Food",
    )
    assert (salt.published, salt.tags) == ("2023-04-05", ("sea",))
    assert salt.page is not None
    assert b"<p>A grain.</p>" in salt.page()
    assert (none.url, none.page, none.excerpt) == ("https://food.example/none", None, "Only this")
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Food</title><entry><title>Salt</title>
    <link rel="alternate" href="https://food.example/salt"/><published>2023-04-05T06:07:08Z</published>
    <author><name>Ann Lee</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A grain.</p></div></content>
    </entry></feed>"""
    (entry,), _ = read(atom, "feed")
    assert (entry.url, entry.byline, entry.published) == (
        "https://food.example/salt",
        ("Ann Lee",),
        "2023-04-05",
    )
    assert entry.page is not None
    assert b"<p>A grain.</p>" in entry.page()
    (bomb,) = read(rss.replace("<rss", '<!DOCTYPE x [<!ENTITY a "b">]><rss'), "feed")[1]
    assert "entities" in bomb.reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1600000000", "2020-09-13T12:26:40.000Z"),
        (1600000000000, "2020-09-13T12:26:40.000Z"),
        ("2020-09-13T14:26:40+02:00", "2020-09-13T12:26:40.000Z"),
        ("2020-09-13", "2020-09-13T00:00:00.000Z"),
        ("99999999999999999", ""),
        ("soon", ""),
        (None, ""),
        (True, ""),
        ("0", ""),
    ],
)
def test_moments(value: object, expected: str) -> None:
    assert moment(value) == expected


def test_tags_of_a_cell() -> None:
    assert split_tags("a|b c||", "|") == ("a", "b c")
    assert split_tags('["x, y", "z"]') == ("x, y", "z")
    assert split_tags("[not a list]") == ("[not a list]",)


def test_a_table_in_utf_16_is_read() -> None:
    assert len(read(POCKET.lstrip("\ufeff").encode("utf-16"), "pocket")[0]) == 3


def test_what_is_no_export_is_refused_in_words() -> None:
    for data in (b"", b"just words", b"{}", b"[1, 2]", b"PK\x03\x04broken", zipped({"a.txt": "x"})):
        with pytest.raises(ReaderError, match="cannot tell what"):
            recognised(Source(data, "x"))


_SAMPLES = (
    POCKET.encode(), KINDLE.encode(), b"@article{a, title={b", b"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><A HREF=x>",
    b'{"rows": [{"uri": "x", "target": [{"selector": [null, 3]}], "text": 4}]}',
    b'{"bookmarks": [{"content": [], "createdAt": {}}], "lists": 3}', b'[{"url": 3, "is_archived": [], "tags": {}}]',
    b'{"format": "reader-export", "version": 1, "articles": [{"record": {"id": 3}, "article": {"text": "a", "blocks": 4}}]}',
    b'{"record": {}, "article": {}, "highlights": [{"exact": 3, "start": "x"}], "notes": 4}',
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_SAMPLES), st.data())
def test_a_damaged_export_raises_nothing_but_our_own_errors(sample: bytes, data: st.DataObject) -> None:
    """Bytes cut out, put in and turned over, read by every format whether it recognises them or not."""
    content = bytearray(sample)
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 40)))
        content[start:end] = data.draw(st.binary(max_size=20))
    source = Source(bytes(content), "fuzz")
    for importer in importers().values():
        try:
            importer.recognises(source)
            for found in importer.read(source):
                assert isinstance(found, (Incoming, Unread))
        except ReaderError:
            pass


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "url uri title tags content type text bookmarks lists rows target selector exact record article highlights "
                "notes annotations quote is_archived createdAt document format articles id body items".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_JSON)
def test_json_of_any_shape_raises_nothing_but_our_own_errors(value: object) -> None:
    source = Source(json.dumps(value).encode(), "fuzz")
    for name in ("reader", "wallabag", "karakeep", "hypothesis", "jsonld", "omnivore"):
        importer = importer_named(name)
        importer.recognises(source)
        for found in importer.read(source):
            assert isinstance(found, (Incoming, Unread))
