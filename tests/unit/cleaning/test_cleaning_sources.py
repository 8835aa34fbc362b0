"""What a source is, how its bytes are read, what is refused; and saved archives."""

from __future__ import annotations

import plistlib

import pytest

from reader.cleaning import CLEANER_VERSION, clean
from reader.cleaning.decode import decode
from reader.cleaning.identity import article_id
from reader.cleaning.sniff import kind_of_bytes, kind_of_text
from reader.errors import ReaderError

GREETING = "Grüße aus Köln — “schön” war’s."
PAGE = "<html><body><p>{}</p></body></html>"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_its_encoding(codec: str) -> None:
    assert decode(GREETING.encode(codec)).text == GREETING


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-1251", "cp1251", "Привет"),
        ("Shift_JIS", "cp932", "こんにちは"),
        ("gb2312", "gb18030", "你好"),
        ("ISO-8859-2", "iso-8859-2", "żółć"),
    ],
)
def test_a_declared_encoding_is_heeded(label: str, codec: str, text: str) -> None:
    found = decode(f'<meta charset="{label}"><p>{text}'.encode(codec))
    assert text in found.text
    assert not found.warning


@pytest.mark.parametrize(
    "label", ["unicode_escape", "punycode", "zip", "rot13", "idna", "utf-7", "undefined", "x" * 500]
)
def test_an_encoding_that_is_none_is_never_used(label: str) -> None:
    found = decode(f'<meta charset="{label}"><p>caf'.encode() + b"\xe9 \\x1b]0;x\\x07")
    assert "café" in found.text
    assert "\x1b" not in found.text


def test_a_guess_is_told() -> None:
    data = ("Москва слезам не верит, как говорит старая пословица. " * 20).encode("koi8-r")
    found = decode(data)
    assert found.text.startswith("Москва")
    assert "guessed" in found.warning


def test_damaged_utf8_stays_utf8() -> None:
    data = (GREETING * 50).encode() + b"\xff"
    found = decode(data)
    assert found.text.startswith(GREETING)
    assert found.encoding == "utf-8"
    assert found.warning


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<!DOCTYPE html><p>x", "", "html"),
        ("<!DOCTYPE html><p>x", "a.txt", "html"),
        ("just text", "a.html", "html"),
        ("just text", "a.md", "markdown"),
        ("# Head\n\nText with **bold** and a [link](http://a.example).", "", "markdown"),
        ("# Head\n\nText with **bold**.", "a.txt", "text"),
        ("A note: in HTML, <b> is bold and <i> is italic.", "", "text"),
        ("<p>One</p><p>Two</p>", "", "html"),
        ("Dear Ann,\n\nthe boat left.\n", "", "text"),
        ("---\ntitle: X\n---\n\n# Y\n", "", "markdown"),
    ],
)
def test_the_kind_is_told_by_content_first(text: str, name: str, kind: str) -> None:
    assert kind_of_text(text, name) == kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b" \n\t ", "empty"), (b"\xef\xbb\xbf\n", "empty"), (b"%PDF-1.7 x", "PDF"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "PNG"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "EPUB"), (bytes(range(256)) * 9, "binary"), (b"\x7fELF\x02", "program"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReaderError, match=reason) as caught:
        clean(data, name="thing.bin")
    assert "thing.bin" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e"])
def test_text_without_a_character_is_refused(text: str) -> None:
    with pytest.raises(ReaderError):
        clean(text)


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ReaderError, match="no text"):
        clean("<html><body><script>x()</script></body></html>")


def test_the_source_and_the_cleaner_are_named() -> None:
    data = PAGE.format(GREETING).encode("cp1252")
    article = clean(data, name="a/b/page.html")
    assert (article.source.kind, article.source.name, article.source.encoding) == (
        "html",
        "a/b/page.html",
        "cp1252",
    )
    assert len(article.source.sha256) == 64
    assert article.cleaner_version == CLEANER_VERSION


def test_an_article_is_known_by_its_address_or_else_by_its_bytes() -> None:
    assert article_id("https://a.example/x", b"1") == article_id("https://a.example/x", b"2")
    assert article_id("", b"1") != article_id("", b"2")
    one = clean(PAGE.format("One page."), url="https://a.example/x?utm_source=mail")
    two = clean(PAGE.format("The page, saved anew."), url="https://A.example/x#top")
    assert one.id == two.id
    assert len(one.id) == 12
    assert one.id.isalnum()
    assert one.id == one.id.lower()


MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://news.example/dyke
Subject: The dyke
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/dyke

<html><head><title>The dyke</title></head><body><p>The caf=E9 by the river =
was closed, as <a href=3D"/always">always</a>.</p></body></html>
------B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/a.png

iVBORw0KGgo=
------B--
"""


def test_a_saved_mhtml_page_is_unpacked() -> None:
    data = MHTML.replace("\n", "\r\n").encode()
    assert kind_of_bytes(data) == "mhtml"
    article = clean(data, name="dyke.mhtml")
    assert article.text == "The café by the river was closed, as always."
    assert article.metadata.canonical_url == "https://news.example/dyke"
    assert article.source.kind == "mhtml"
    assert article.blocks[0].marks[0].target == "https://news.example/always"


def test_a_saved_mhtml_page_keeps_its_address_behind_a_byte_order_mark_and_a_part_of_no_address() -> None:
    named = MHTML.replace(
        "\nContent-Location: https://news.example/dyke", "\nContent-Location: cid:frame-1@x"
    )
    article = clean(b"\xef\xbb\xbf" + named.replace("\n", "\r\n").encode())
    assert article.text == "The café by the river was closed, as always."
    assert article.metadata.canonical_url == "https://news.example/dyke"


@pytest.mark.parametrize(
    "comment",
    [
        "<!--\n Page saved with SingleFile \n url: https://news.example/dyke?utm_source=x \n saved date: today\n-->",
        "<!-- saved from url=(0025)https://news.example/dyke -->",
    ],
)
def test_a_page_that_says_where_it_was_saved_from_has_that_address(comment: str) -> None:
    page = f"<!DOCTYPE html><html>{comment}<body><p>{GREETING} <a href='/b'>There</a></p></body></html>"
    article = clean(page)
    assert article.metadata.canonical_url == "https://news.example/dyke"
    assert article.blocks[0].marks[0].target == "https://news.example/b"
    assert clean(page, url="https://other.example/").metadata.canonical_url == "https://other.example/"


def test_a_mail_gives_its_page_or_its_text() -> None:
    article = clean(
        b"From: a@b.example\nSubject: Hello\nDate: Tue, 5 Mar 2024 10:00:00 +0000\n\nThe boat left without us, dear.\n"
    )
    assert article.source.kind == "eml"
    assert article.text == "The boat left without us, dear."


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_is_unpacked(form: plistlib.PlistFormat) -> None:
    resource = {
        "WebResourceData": PAGE.format(GREETING).encode("cp1252"),
        "WebResourceURL": "https://news.example/koeln",
        "WebResourceTextEncodingName": "windows-1252",
    }
    article = clean(plistlib.dumps({"WebMainResource": resource}, fmt=form))
    assert article.text == GREETING
    assert article.source.kind == "webarchive"
    assert article.metadata.url == "https://news.example/koeln"


@pytest.mark.parametrize(
    "data",
    [b"bplist00rubbish", b"bplist00" + b"\xff" * 40, plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY)],
)
def test_a_damaged_web_archive_is_refused(data: bytes) -> None:
    with pytest.raises(ReaderError, match="web archive"):
        clean(data)


def test_a_saved_page_of_endless_parts_is_refused() -> None:
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
        + b"--B\nContent-Type: text/plain\n\nx\n" * 4_000
    )
    with pytest.raises(ReaderError, match="too many parts"):
        clean(data)
