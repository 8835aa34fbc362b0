"""`reader serve`: the same app in a browser, through textual-serve; for this machine alone unless told otherwise.

Whoever reaches the app can read and change the library and start the user's editor. So a page of the web that tries
to connect from the same browser is refused (its Origin is not ours), as is a name that somebody else points at this
machine (Host), and anybody who does not have the key that stands in the address that is printed.
"""

from __future__ import annotations

import secrets
import shlex
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader.cli.desk import Desk
from reader.cli.verbs import Command
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web

__all__ = ["COMMANDS", "admitted"]

_COOKIE = "reader-key"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8411, metavar="N", help="on which port (8411)")
    parser.add_argument("--public-url", metavar="URL", help="the address that browsers use, behind a proxy")
    parser.add_argument("--open", action="store_true", help="open it in the browser (BROWSER)")


def _serve(arguments: Namespace, desk: Desk) -> int:
    if not 0 < arguments.port < 65536:
        raise UsageError("no such port", str(arguments.port), "one from 1 to 65535")
    try:
        server = _server(arguments, desk)
    except ImportError:
        raise ReaderError(
            "serving needs textual-serve", "it is not installed", "pip install 'terminal-reader[serve]'"
        ) from None
    address, key = server.public_url, server.key
    if arguments.host not in _LOOPBACK:
        desk.err.line(
            f"reader: everybody who can reach {arguments.host} and has the address below can use the library"
        )
    desk.out.line(f"{address}/?key={key}")
    desk.out.flush()
    desk.say("Ctrl-C ends it")
    if arguments.open:
        import webbrowser

        webbrowser.open(f"{address}/?key={key}")
    try:
        server.serve()
    except OSError as error:
        raise ReaderError(
            f"cannot listen on {arguments.host}:{arguments.port}", error.strerror or str(error), "--port N"
        ) from error
    return 0


def admitted(*, host: str, origin: str, given: str, kept: str, key: str, own_hosts: frozenset[str]) -> bool:
    """Whether a request may come in: asked for by one of our names, from no page but ours, with the key in its
    address (`given`) or in its cookie (`kept`)."""
    if host.lower() not in own_hosts:
        return False
    if origin and urlsplit(origin).netloc.lower() not in own_hosts:
        return False
    return any(secrets.compare_digest(word.encode(), key.encode()) for word in (given, kept) if word)


def _server(arguments: Namespace, desk: Desk) -> Any:
    """The server of textual-serve with a door of our own. Raises ImportError."""
    from aiohttp import web
    from textual_serve.server import Server

    key = secrets.token_urlsafe(24)

    class Served(Server):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.key = key
            names = {
                f"{name}:{arguments.port}" for name in ("127.0.0.1", "localhost", "[::1]", arguments.host)
            }
            self.own_hosts = frozenset(name.lower() for name in (*names, urlsplit(self.public_url).netloc))

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(self.door)
            return app

        @property
        def door(self) -> Any:
            @web.middleware
            async def door(
                request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
            ) -> web.StreamResponse:
                inside = admitted(
                    host=request.host, origin=request.headers.get("Origin", ""), given=request.query.get("key", ""),
                    kept=request.cookies.get(_COOKIE, ""), key=key, own_hosts=self.own_hosts,
                )  # fmt: skip
                if not inside:
                    return web.Response(
                        status=403, text="This is somebody's library. Its address has a key.\n"
                    )
                response = await handler(request)
                if not response.prepared:
                    response.set_cookie(_COOKIE, key, httponly=True, samesite="Strict")
                    response.headers["Referrer-Policy"] = "no-referrer"
                return response

            return door

        async def on_startup(self, app: web.Application) -> None:
            """Nothing more is printed than the address."""

        def initialize_logging(self) -> None:
            """Nothing is logged: its lines would hold what is typed."""

    home = ["--home", str(desk.home)] if desk.home else []
    command = shlex.join([sys.executable, "-m", "reader", *home])
    public = (arguments.public_url or "").rstrip("/") or None
    return Served(
        command=command, host=arguments.host, port=arguments.port, title="Reader", public_url=public
    )


COMMANDS = {
    "serve": Command(
        _configure,
        _serve,
        (
            ("reader serve", "prints the address to open; for this machine alone"),
            ("reader serve --open", "and opens it"),
            ("reader serve --host 0.0.0.0 --public-url https://me.example", "behind a proxy that speaks TLS"),
        ),
    )
}
