"""A web server on this machine that answers as it is told, and remembers who asked for what."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Seen(NamedTuple):
    """One request; `began` is in seconds on the monotonic clock."""

    method: str
    path: str
    agent: str
    began: float


class Handler(BaseHTTPRequestHandler):
    """Does what the server was told for a path; any other path is answered with 200."""

    server: Server

    def do_HEAD(self) -> None:
        self.server.serve(self)

    def do_GET(self) -> None:
        self.server.serve(self)

    def reply(self, status: int, **headers: str) -> None:
        """Answer with a status, some headers and no body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        """Say nothing; the tests look at `Server.seen`."""


class Server(ThreadingHTTPServer):
    """The server. A door may wait for `closing`, and so never answers while the test runs."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.doors: dict[str, Callable[[Handler], object]] = {}
        self.seen: list[Seen] = []
        self.closing = threading.Event()

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.server_port}{path}"

    def tell(self, path: str, status: int, **headers: str) -> str:
        """Answer a path with a status and headers from now on; its address."""
        return self.let(path, lambda handler: handler.reply(status, **headers))

    def let(self, path: str, door: Callable[[Handler], object]) -> str:
        """Do something of one's own at a path from now on; its address."""
        self.doors[path] = door
        return self.at(path)

    def asked(self) -> list[str]:
        """Method and path of every request so far."""
        return [f"{request.method} {request.path}" for request in self.seen]

    def serve(self, handler: Handler) -> None:
        """Remember the request and answer it."""
        self.seen.append(Seen(handler.command, handler.path, handler.headers["User-Agent"], time.monotonic()))
        door = self.doors.get(handler.path)
        if door:
            door(handler)
        else:
            handler.reply(200)
