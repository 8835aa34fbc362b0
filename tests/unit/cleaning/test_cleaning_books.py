"""E-books, PDFs and mails: what is in them is read whole, and what is broken or protected is told."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.cleaning import clean
from reader.errors import ReaderError

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">
<metadata><dc:title>Salt &amp; sea</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Ilse Brandt</dc:creator>
<dc:language>en-GB</dc:language><dc:date>2023-04-05</dc:date><dc:publisher>Harbour Press</dc:publisher></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/chapter%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="gone"/></spine></package>"""
NCX = """<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>The second part</text></navLabel><content src="text/chapter%202.xhtml"/></navPoint></navMap></ncx>"""
ONE = (
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>'
    "<h1>The first part</h1><p>A grain of <em>salt</em>.</p><aside><p>A short aside.</p></aside>"
    '<div class="related"><p>Kept although it sounds like furniture.</p></div></body></html>'
)
TWO = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Roads were made for it.</p><ul><li>one</li></ul></body></html>'


def epub(**changes: str) -> bytes:
    members = {
        "mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": PACKAGE,
        "OEBPS/toc.ncx": NCX, "OEBPS/nav.xhtml": "<html><body><p>Contents</p></body></html>",
        "OEBPS/text/one.xhtml": ONE, "OEBPS/text/chapter 2.xhtml": TWO, **changes,
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_book_is_one_article_with_its_chapters_as_outline() -> None:
    article = clean(epub(), name="salt.epub")
    about = article.metadata
    assert (about.title, about.byline, about.site) == (
        "Salt & sea",
        ("Ann Lee", "Ilse Brandt"),
        "Harbour Press",
    )
    assert (about.language, about.published, article.source.kind) == ("en-GB", "2023-04-05", "epub")
    assert [block.of(article.text) for block in article.outline()] == ["The first part", "The second part"]
    for words in (
        "A grain of salt.",
        "A short aside.",
        "Kept although it sounds like furniture.",
        "Roads were made",
    ):
        assert words in article.text
    assert "Contents" not in article.text
    assert any(mark.kind == "em" for block in article.blocks for mark in block.marks)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"META-INF/container.xml": "<nothing/>"}, "no contents"),
        ({"OEBPS/book.opf": "<package xmlns='http://www.idpf.org/2007/opf'/>"}, "no chapters"),
        ({"META-INF/encryption.xml": '<CipherReference URI="OEBPS/text/one.xhtml"/>'}, "copy-protected"),
        ({"OEBPS/book.opf": '<!DOCTYPE x [<!ENTITY a "b">]>' + PACKAGE}, "entities"),
        ({"OEBPS/text/one.xhtml": "a" * 9_000_000}, "too large"),
        ({"OEBPS/text/one.xhtml": "", "OEBPS/text/chapter 2.xhtml": ""}, "no text"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(changes: dict[str, str], words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        clean(epub(**changes), name="salt.epub")


def test_a_zip_that_is_no_book_names_the_way_for_exports() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(ReaderError, match="reader import"):
        clean(buffer.getvalue(), name="a.zip")


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF written by hand: a page a text, its lines below one another."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        lines = " ".join(f"({line}) Tj 0 -14 Td" for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 72 720 Td {lines} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) /Author (Ann Lee) /CreationDate (D:20230405060708Z) >>")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end).encode("latin-1")


def test_a_pdf_gives_its_text_layer() -> None:
    pytest.importorskip("pypdf")
    first = "A grain of salt is a small cube and many\nroads were made for it long ago, when salt\nwas as dear as silver."
    article = clean(
        pdf(first, "Ports came after the roads, and ships came\nafter the ports.", title="All about salt"),
        name="a.pdf",
    )
    assert (article.metadata.title, article.metadata.byline) == ("All about salt", ("Ann Lee",))
    assert (article.metadata.published, article.source.kind) == ("2023-04-05", "pdf")
    assert "many roads were made" in article.text.replace("\n", " ")
    assert "Ports came after the roads" in article.text


def test_numbers_and_running_heads_of_pages_are_left_out() -> None:
    from reader.cleaning.pdf import _without_running_lines

    pages = [f"Salt: a history\nText of page {number}.\n{number}" for number in range(1, 5)]
    assert _without_running_lines(pages) == [f"Text of page {number}." for number in range(1, 5)]


def test_a_pdf_of_pictures_and_a_damaged_one_are_told() -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(ReaderError, match="no text layer"):
        clean(pdf(""), name="scan.pdf")
    with pytest.raises(ReaderError, match="damaged"):
        clean(b"%PDF-1.7\nnothing of the kind", name="broken.pdf")


def test_a_mail_has_its_subject_for_a_title() -> None:
    mail = (
        b"From: =?utf-8?q?Ann_L=C3=A9e?= <ann@example.org>\r\nTo: me@example.org\r\n"
        b"Subject: =?utf-8?q?S=C3=A4lt_and?=\r\n =?utf-8?q?_sea?=\r\nDate: Wed, 05 Apr 2023 06:07:08 +0200\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"A grain of salt is a small cube, and many roads were made for it.\r\n"
    )
    article = clean(mail, name="letter.eml")
    assert (article.metadata.title, article.metadata.title_derived) == ("Sält and sea", False)
    assert article.metadata.byline == ("Ann Lée",)
    assert article.metadata.published == "2023-04-05T06:07:08+02:00"
    assert article.text == "A grain of salt is a small cube, and many roads were made for it."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([epub(), pdf("A grain of salt.")]), st.data())
def test_damaged_books_raise_nothing_but_our_own_errors(sample: bytes, data: st.DataObject) -> None:
    content = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    with contextlib.suppress(ReaderError):
        clean(bytes(content), name="damaged")
