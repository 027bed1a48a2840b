"""`serve`: the app in a browser, for who has been told the token."""

from __future__ import annotations

import os
import secrets
import shlex
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from pathlib import Path
from typing import Any

from tracker.cli.output import line
from tracker.core.errors import UsageError

TOKEN = "TRACKER_SERVE_TOKEN"  # noqa: S105  # the name of the variable
"""The variable that may hold the token; without it, there is a new one at each start."""
_HERE = "127.0.0.1"
_SHORTEST_TOKEN = 16
_MOST_PORT = 65_535
_COOKIE = "tracker_token"
_EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  # they are refused
_PAGE = Path(__file__).parent.parent / "page"
"""Our page around the app: that of textual-serve asks another company for a font, and takes no key before a click."""


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--port", type=port, default=8000, metavar="PORT", help="the port (8000)")
    help_ = f"the address to listen at, as browsers name it ({_HERE}); another one needs a token in {TOKEN}"
    parser.add_argument("--host", default=_HERE, metavar="ADDRESS", help=help_)


def run(args: Namespace) -> int:
    """Serve the app until Ctrl+C. Raises `UsageError` where the extra is not installed, or the token is missing."""
    token = os.environ.get(TOKEN, "")
    if args.host in _EVERY_ADDRESS:
        raise UsageError(f"{args.host} is no address that a browser can name; listen at one that it can")
    if args.host != _HERE and not token:
        raise UsageError(f"at {args.host} others could use the app; only with a token: {TOKEN} in the environment")
    if token and len(token) < _SHORTEST_TOKEN:
        raise UsageError(f"a token has at least {_SHORTEST_TOKEN} characters")
    token = token or secrets.token_urlsafe()
    server = _server(args.host, args.port, token)
    line(f"http://{args.host}:{args.port}/?token={token}")
    sys.stdout.flush()
    server.serve()
    return 0


def port(text: str) -> int:
    """A port. Raises `ArgumentTypeError` where it is not 1 to 65535."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_PORT):
        raise ArgumentTypeError(f'"{text}" is not a number from 1 to {_MOST_PORT}')
    return int(text)


def _server(host: str, number: int, token: str) -> Any:
    try:
        from aiohttp import web  # an extra, and only for who serves; it takes 0.3 s
        from textual_serve.server import Server  # 250 ms
    except ImportError:
        raise UsageError("a browser needs one package more: pip install 'roadmap-tracker[web]'") from None
    address = f"http://{host}:{number}"
    handlers = Callable[[web.Request], Awaitable[web.StreamResponse]]

    @web.middleware
    async def guard(request: web.Request, handler: handlers) -> web.StreamResponse:
        """Let in who has the token, once by the address and then by a cookie; and no page of another site."""
        if request.headers.get("Origin", address) != address or request.host != f"{host}:{number}":
            raise web.HTTPForbidden(text="this is for pages of its own only")
        if compare_digest(request.query.get("token", "").encode(), token.encode()):
            answer = web.HTTPFound(request.path)
            answer.set_cookie(_COOKIE, token, httponly=True, samesite="Strict")
            return answer
        if not compare_digest(request.cookies.get(_COOKIE, "").encode(), token.encode()):
            raise web.HTTPForbidden(text="the address that tracker serve has printed has a token in it; use that one")
        return await handler(request)

    class Guarded(Server):
        """The server of textual-serve behind the guard, without its banner and its log."""

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing: the address stands there already."""

        def initialize_logging(self) -> None:
            """Write no log: a line for each request is nothing that a user wants."""

    command = f"{shlex.quote(sys.executable)} -P -m tracker"
    return Guarded(command, host, number, title="tracker", public_url=address, templates_path=_PAGE)
