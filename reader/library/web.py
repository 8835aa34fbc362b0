"""One page of the web, fetched when the reader asks for it: bounded in time, size and redirects, and never from this
machine or its own network.

Addresses are looked up here and the connection goes to the very address that was checked, so that neither a name
that resolves to two things nor a redirect leads elsewhere. No cookies, no referrer. The standard library's client
serves: the check belongs between the look-up and the connection, and there it has one method for it.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from reader.cleaning.addresses import absolute
from reader.errors import ReaderError

__all__ = ["AGENT", "Page", "WebError", "get", "is_public"]

AGENT = "terminal-reader"
"""Our name in requests and in robots.txt."""

SECONDS = 30.0
SIZE_LIMIT = 20 << 20
"""Bytes of a page at the most, as sent and unpacked."""
_REDIRECTS = 5
_STEP = 65_536
_PATIENCE = 10.0
_READABLE = (
    "text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/pdf",
    "application/epub", "application/x-mimearchive", "message/rfc822", "multipart/related",
)  # fmt: skip
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LONGEST_WAIT = 86_400


class WebError(ReaderError):
    """A page that did not come. `lasting`: it will not come tomorrow either; `wait`: seconds that the site asks for."""

    def __init__(
        self, url: str, reason: str, next_step: str = "", *, lasting: bool = False, wait: int = 0
    ) -> None:
        super().__init__(f"cannot fetch {url}", reason, next_step)
        self.lasting = lasting
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the address that it came from in the end, its bytes, and their type."""

    url: str
    data: bytes
    kind: str = ""
    charset: str = ""


def get(url: str, *, seconds: float = SECONDS, limit: int = SIZE_LIMIT) -> Page:
    """The page at an address. Raises WebError."""
    deadline = time.monotonic() + seconds
    address = url
    for _ in range(_REDIRECTS + 1):
        answer = _one(address, deadline, limit)
        if isinstance(answer, Page):
            return answer
        target = absolute(answer, address)
        if not target.startswith(("http://", "https://")):
            raise WebError(url, f"it leads to {answer[:80]}, which is no page of the web", lasting=True)
        address = target
    raise WebError(url, "it leads from one address to the next without end", lasting=True)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.sixtofour is not None or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


def _one(url: str, deadline: float, limit: int) -> Page | str:
    """The page, or where it says that it is."""
    host, port, secure, path = _parts(url)
    left = deadline - time.monotonic()
    if left <= 0:
        raise WebError(url, "it took too long")
    sock = _connected(url, host, port, min(_PATIENCE, left))
    held = [sock]
    timer = threading.Timer(max(0.1, deadline - time.monotonic()), _cut, [held])
    timer.daemon = True
    timer.start()
    try:
        if secure:
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            held.append(sock)
            sock.do_handshake()
        connection = http.client.HTTPConnection(host, port)
        connection.sock = sock
        connection.request("GET", path, headers=_headers(host, port, secure))
        response = connection.getresponse()
        answer = _answer(url, response, limit)
    except ssl.SSLCertVerificationError as error:
        raise WebError(url, "its certificate is not trusted", lasting=True) from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        reason = "it took too long" if time.monotonic() >= deadline else _reason(error)
        raise WebError(url, reason) from error
    finally:
        timer.cancel()
        sock.close()
    if time.monotonic() >= deadline:
        raise WebError(url, "it took too long")
    return answer


def _parts(url: str) -> tuple[str, int, bool, str]:
    address = absolute(url)
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise WebError(url, "it is no address", lasting=True) from error
    if scheme not in ("http", "https") or not host:
        raise WebError(url, "only http and https addresses are fetched", lasting=True)
    secure = scheme == "https"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    return host, port or (443 if secure else 80), secure, path


def _connected(url: str, host: str, port: int, seconds: float) -> socket.socket:
    """A connection to a host at an address that was looked at before."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise WebError(url, "no machine of that name is known") from error
    private = [entry for entry in found if not is_public(str(entry[4][0]))]
    if private:
        raise WebError(
            url, "it is on this machine or its own network", "save the page in a browser", lasting=True
        )
    failure: OSError | None = None
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(seconds)
        try:
            sock.connect(address)
        except OSError as error:
            failure = error
            sock.close()
        else:
            return sock
    raise WebError(url, _reason(failure) if failure else "no machine of that name is known")


def _headers(host: str, port: int, secure: bool) -> dict[str, str]:
    shown = f"[{host}]" if ":" in host else host
    return {
        "Host": shown if port == (443 if secure else 80) else f"{shown}:{port}",
        "User-Agent": f"Mozilla/5.0 (compatible; {AGENT}; a person's reading list, one page at a time)",
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.8,text/*;q=0.7,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _answer(url: str, response: http.client.HTTPResponse, limit: int) -> Page | str:
    status = response.status
    if status in (301, 302, 303, 307, 308):
        target = response.getheader("Location") or ""
        return urljoin(url, target.encode("latin-1", "replace").decode("utf-8", "replace"))
    if status != 200:
        wait = response.getheader("Retry-After") or ""
        raise WebError(
            url, f"the site answers {status} {response.reason}"[:200], lasting=status in (400, 401, 403, 404, 410, 451),
            wait=min(int(wait), _LONGEST_WAIT) if wait.isascii() and wait.isdigit() else 0,
        )  # fmt: skip
    kind = response.headers.get_content_type()
    if response.getheader("Content-Type") and not kind.startswith(_READABLE):
        raise WebError(url, f"it is {kind}, not a page", lasting=True)
    length = response.getheader("Content-Length") or ""
    if length.isdigit() and int(length) > limit:
        raise WebError(url, f"it is larger than {limit >> 20} MB", lasting=True)
    data = _body(url, response, limit)
    charset = response.headers.get_content_charset() or ""
    return Page(url, data, kind if response.getheader("Content-Type") else "", charset)


def _body(url: str, response: http.client.HTTPResponse, limit: int) -> bytes:
    """The body, unpacked as it comes, so that a small one cannot become a large one unseen."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise WebError(url, f"it is packed in a way that was not asked for: {coding[:40]}")
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS) if coding not in ("identity", "") else None
    body = bytearray()
    received = 0
    while chunk := response.read(_STEP):
        received += len(chunk)
        if unpacker is None:
            body += chunk
        else:
            try:
                body += unpacker.decompress(chunk, limit + 1 - len(body))
            except zlib.error:
                if coding != "deflate" or body:
                    raise
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # some send it without its header
                body += unpacker.decompress(chunk, limit + 1)
        if len(body) > limit or received > limit:
            raise WebError(url, f"it is larger than {limit >> 20} MB", lasting=True)
    if not body.strip():
        raise WebError(url, "the site sent nothing")
    return bytes(body)


def _cut(held: list[socket.socket]) -> None:
    """End a connection, by its outermost socket: one that TLS was put around is empty."""
    with contextlib.suppress(OSError):
        held[-1].shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"the connection failed ({type(error).__name__})"
