"""Pages of the web, from a server in this process: fetched politely, bounded, and never from where they must not."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from reader.errors import ReaderError
from reader.library import fetching, web
from reader.library.incoming import Incoming, IncomingHighlight
from reader.library.library import Library

PAGE = (
    "<!doctype html><html><head><title>All about salt</title></head><body><article><h1>All about salt</h1>"
    "<p>A grain of salt is a small cube, and under a glass every one of its sides is a square of its own.</p>"
    "<p>People have traded it for as long as they have traded anything, and many roads were made for it.</p>"
    "</article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """Answers by the path alone; `seen` keeps what was asked for and when."""

    seen: list[tuple[str, float, str]]
    busy: int

    def do_GET(self) -> None:
        type(self).seen.append((self.path, time.monotonic(), self.headers["User-Agent"]))
        name = self.path.split("?")[0]
        answers = {
            "/salt": (200, {"Content-Type": "text/html"}, PAGE.encode()),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
            "/russian": (200, {"Content-Type": "text/plain; charset=koi8-r"}, ("Соль белая. " * 30).encode("koi8-r")),
            "/moved": (302, {"Location": "/salt"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/to-inside": (302, {"Location": "http://10.0.0.1/"}, b""),
            "/gone": (404, {}, b"no"),
            "/video": (200, {"Content-Type": "video/mp4"}, b"x"),
            "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"a" * 30_000_000)),
            "/empty": (200, {"Content-Type": "text/html"}, b" "),
            "/forbidden": (200, {"Content-Type": "text/html"}, PAGE.encode()),
            "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /forbidden\n"),
        }  # fmt: skip
        if name == "/busy" and type(self).busy:
            type(self).busy -= 1
            self._send(429, {"Retry-After": "1"}, b"")
        elif name == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.1)
        else:
            self._send(
                *answers.get(name, (200, {"Content-Type": "text/html"}, PAGE.replace("salt", name).encode()))
            )

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a site on this machine, which alone is let in; in the program nothing lets it in."""
    public = web.is_public
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1" or public(address))
    monkeypatch.setattr(fetching, "SPACING", 0.2)
    Site.seen, Site.busy = [], 1
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_saved_by_its_address(library: Library, site: str) -> None:
    added = library.add(f"{site}/salt?utm_source=x", tags=["food"])
    assert added.article is not None
    assert (added.article.title, added.article.url) == ("All about salt", f"{site}/salt")
    assert added.article.tags == ("food",)
    assert "A grain of salt" in library.read(added.article.id).text
    assert library.add(f"{site}/moved").already_there, "the same page behind a redirect"


def test_texts_arrive_and_highlights_find_their_places(library: Library, site: str) -> None:
    marks = (IncomingHighlight("many roads were made"), IncomingHighlight("words of another page"))
    library.take_in(
        [
            Incoming("1", f"{site}/salt", "My own title", added="2019-01-02T03:04:05.000Z", highlights=marks),
            Incoming("2", f"{site}/gone", "Gone"),
            Incoming("3", f"{site}/busy", "Busy"),
            Incoming("4", f"{site}/forbidden", "Forbidden"),
        ]
    )
    found = {fetched.article.title: fetched for fetched in library.fetch(library.articles("is:waiting"))}
    salt = found["My own title"]
    assert (salt.error, salt.placed, salt.orphans) == ("", 1, 1)
    assert salt.article.added == "2019-01-02T03:04:05.000Z"
    assert "404" in found["Gone"].error
    assert "404" in found["Gone"].article.fetch_error
    assert found["Busy"].error == "", "asked again after the pause that it wanted"
    assert "robots.txt" in found["Forbidden"].error
    assert all(web.AGENT in agent for _, _, agent in Site.seen)
    pages = sorted(at for path, at, _ in Site.seen if path != "/robots.txt")
    assert all(later - earlier > 0.15 for earlier, later in pairwise(pages))
    (forbidden,) = library.fetch([found["Forbidden"].article], robots=False)
    assert not forbidden.error
    assert [record.title for record in library.articles("is:waiting")] == ["Gone"]


def test_a_fetch_is_ended_and_gone_on_with(library: Library, site: str) -> None:
    library.take_in([Incoming(str(number), f"{site}/page{number}", f"Page {number}") for number in range(5)])
    done: list[object] = []
    for fetched in library.fetch(library.articles("is:waiting"), stop=lambda: len(done) >= 2):
        done.append(fetched)
    assert 2 <= len(done) < 5
    rest = list(library.fetch(library.articles("is:waiting")))
    assert len(done) + len(rest) == 5
    assert library.articles("is:waiting") == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/to-file", "no page of the web"), ("/to-inside", "own network"), ("/round", "without end"),
        ("/gone", "404"), ("/video", "video/mp4"), ("/bomb", "larger than"), ("/empty", "sent nothing"),
    ],
)  # fmt: skip
def test_what_must_not_or_cannot_be_fetched_is_refused_in_words(site: str, path: str, words: str) -> None:
    with pytest.raises(web.WebError, match=words) as caught:
        web.get(site + path)
    assert caught.value.lasting == (path != "/empty")


def test_a_site_that_drips_is_cut_off(site: str) -> None:
    start = time.monotonic()
    with pytest.raises(web.WebError, match="too long"):
        web.get(f"{site}/slow", seconds=1.0)
    assert time.monotonic() - start < 8


def test_packed_pages_and_encodings_that_only_the_head_names(site: str, library: Library) -> None:
    assert b"A grain of salt" in web.get(f"{site}/packed").data
    added = library.add(f"{site}/russian")
    assert added.article is not None
    assert "Соль белая" in library.read(added.article.id).text


def test_this_machine_and_its_network_are_never_asked() -> None:
    for address in (
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1",
        "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "100.64.0.1", "nonsense",
    ):  # fmt: skip
        assert not web.is_public(address), address
    assert web.is_public("93.184.216.34")
    assert web.is_public("2606:2800:220:1:248:1893:25c8:1946")
    for url in (
        "http://localhost/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
    ):
        with pytest.raises(web.WebError, match=r"own network|no machine|no address"):
            web.get(url)
    for url in ("file:///etc/passwd", "ftp://example.org/", "gopher://x", "http://", "javascript:alert(1)"):
        with pytest.raises(ReaderError):
            web.get(url)
