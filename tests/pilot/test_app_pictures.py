"""Pictures that a saved page carries with it are shown over the text; none is ever fetched."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest

from reader.cleaning.packed import packed_picture
from reader.library.library import Library
from tests.pilot.conftest import Start

Image = pytest.importorskip("PIL.Image")
ADDRESS = "https://bells.example/bell.png"


def a_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 40), (200, 120, 40)).save(file, "PNG")
    return file.getvalue()


def saved_page(picture: bytes, address: str = ADDRESS) -> bytes:
    words = "".join(
        f"<p>Paragraph {n} of the article about bells, which is long enough to be kept by any cleaner.</p>"
        for n in range(6)
    )
    page = (
        "<html><head><title>Bells</title></head><body><article><h1>Bells</h1>"
        f"<figure><img src='{ADDRESS}' width='600' height='400' alt='A bell'>"
        f"<figcaption>The bell in its tower</figcaption></figure>{words}</article></body></html>"
    )
    return (
        "From: <Saved>\r\nSnapshot-Content-Location: https://bells.example/\r\nSubject: Bells\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="edge"\r\n\r\n'
        "--edge\r\nContent-Type: text/html\r\nContent-Location: https://bells.example/\r\n\r\n"
        f"{page}\r\n--edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {address}\r\n\r\n{base64.encodebytes(picture).decode()}\r\n--edge--\r\n"
    ).encode()


def home_of(tmp_path: Path, data: bytes) -> Path:
    home = tmp_path / "bells"
    with Library(home, cache=home / "cache") as library:
        added = library.add("bells.mhtml", data=data)
        assert added.article is not None, added.error
        assert any(block.image == ADDRESS for block in library.read(added.article.id).blocks)
    return home


async def test_the_picture_of_a_saved_page_is_shown_and_any_key_closes_it(
    start: Start, tmp_path: Path
) -> None:
    pytest.importorskip("textual_image")
    from reader.tui.widgets.picture import PictureScreen

    async with start(at=home_of(tmp_path, saved_page(a_picture())), open_id="Bells") as opened:
        await opened.press("g", "v")
        assert isinstance(opened.app.screen, PictureScreen)
        assert "The bell in its tower" in opened.screen_text()
        await opened.press("x")
        assert opened.app.screen is opened.desk


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved_page(a_picture(), "https://bells.example/other.png"), "does not carry this picture"),
        (saved_page(b"no picture at all"), "cannot be shown"),
        (saved_page(a_picture()[:60]), "cannot be shown"),
    ],
)
async def test_what_cannot_be_shown_is_said(start: Start, tmp_path: Path, data: bytes, words: str) -> None:
    async with start(at=home_of(tmp_path, data), open_id="Bells") as opened:
        await opened.press("g", "v")
        assert words in opened.message
        assert opened.app.screen is opened.desk


def test_pictures_are_found_by_their_address_alone() -> None:
    picture = a_picture()
    assert packed_picture(saved_page(picture), "mhtml", ADDRESS) == picture
    assert packed_picture(saved_page(picture), "mhtml", "https://bells.example/") is None
    assert packed_picture(saved_page(picture), "html", ADDRESS) is None
    assert packed_picture(b"\x00\xff" * 40, "mhtml", ADDRESS) is None
    assert packed_picture(b"bplist00\x00\xff", "webarchive", ADDRESS) is None
