"""Whether links still answer: asked politely, a few hosts at a time and each host one request after the other."""

from __future__ import annotations

import errno
import queue
import socket
import ssl
import string
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import (
    HTTPCookieProcessor,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from tracker import __version__
from tracker.core.errors import TrackerError

USER_AGENT = f"roadmap-tracker/{__version__} (checks the links of its roadmaps)"
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_TOO_MANY = 429
_REFUSALS = {
    401: "the server wants a login",
    403: "the server does not answer programs",
    _TOO_MANY: "the server asks for fewer requests",
    451: "the server may not show it here",
}
_FIRST_ERROR = 400
_MOST_REDIRECTS = 10
_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
_ENOUGH_HOSTS = 4  # not found, before anything else was: then there is no network
_LOOK_UP = 0.5  # seconds after which a blocked wait looks up, since an interruption cannot end it everywhere


class Outcome(StrEnum):
    """What became of asking for an address."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"


class Answer(NamedTuple):
    """The outcome of one address. `status` is 0 where no server answered; `new` is where it has moved for good."""

    url: str
    outcome: Outcome
    status: int = 0
    new: str = ""
    why: str = ""


class Manners(NamedTuple):
    """How to treat other people's machines: seconds between two requests to a host, seconds to wait, hosts at once."""

    pause: float = 1.0
    patience: float = 15.0
    hosts: int = 4


POLITE = Manners()


class NoNetworkError(TrackerError):
    """Nothing can be asked: no host was found."""


class _StoppedError(Exception):
    """Nobody waits for the answer any more."""


def verify(urls: Iterable[str], manners: Manners = POLITE) -> Generator[Answer, None, None]:
    """An answer for every address, each asked once, in the order in which they come.

    Closing the iterator ends the asking. Raises `NoNetworkError` when no host can be found from the start.
    """
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        if _is_web(url):
            by_host.setdefault(_host(url), []).append(url)
        else:
            yield Answer(url, Outcome.SKIPPED, why="not an http or https address")
    missing: set[str] = set()
    online = False
    asking = _Asking(manners)
    try:
        for answer, found in asking.answers(by_host):
            online = online or found
            if not online:
                missing.add(_host(answer.url))
                if len(missing) == min(_ENOUGH_HOSTS, len(by_host)):
                    names = ", ".join(sorted(missing))
                    raise NoNetworkError(f"there seems to be no network; these could not be found: {names}")
            yield answer
    finally:
        asking.stop()


class _Door:
    """The way to one host: who holds the lock may ask, not before `opens` on the monotonic clock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opens = 0.0
        self.closed = False


class _Asking:
    """Threads that ask, one a host; an answer comes with whether its host was found."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._stopped = threading.Event()
        self._guard = threading.Lock()
        self._doors: dict[str, _Door] = {}
        self._secure = ssl.create_default_context()

    def stop(self) -> None:
        """Ask no more; a request that is under way is left to end by itself."""
        self._stopped.set()

    def answers(self, by_host: Mapping[str, list[str]]) -> Iterator[tuple[Answer, bool]]:
        """The answers as they come. The hosts with the most addresses, which take longest, begin."""
        waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        for urls in sorted(by_host.values(), key=len, reverse=True):
            waiting.put(urls)
        given: queue.SimpleQueue[tuple[Answer, bool] | Exception] = queue.SimpleQueue()
        for _ in range(min(self._manners.hosts, len(by_host))):
            threading.Thread(target=self._work, args=(waiting, given), daemon=True).start()
        left = sum(map(len, by_host.values()))
        while left:
            try:
                answer = given.get(timeout=_LOOK_UP)
            except queue.Empty:
                continue
            if isinstance(answer, Exception):
                raise answer
            left -= 1
            yield answer

    def _work(
        self, waiting: queue.SimpleQueue[list[str]], given: queue.SimpleQueue[tuple[Answer, bool] | Exception]
    ) -> None:
        try:
            while True:
                for url in waiting.get_nowait():
                    given.put(self._answer(url))
        except (queue.Empty, _StoppedError):
            return
        except Exception as error:  # noqa: BLE001  # whatever it is, the waiting side must hear of it
            given.put(error)

    def _answer(self, url: str) -> tuple[Answer, bool]:
        try:
            return self._followed(url), True
        except (OSError, HTTPException, ValueError) as error:
            cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
            lost = isinstance(cause, socket.gaierror) or (isinstance(cause, OSError) and cause.errno in _NO_WAY)
            return Answer(url, Outcome.UNREACHABLE, why=_reason(cause, self._manners.patience)), not lost

    def _followed(self, url: str) -> Answer:
        """What the address, or the one it leads to, answers."""
        opener = self._opener()
        here, new, for_good = url, "", True
        for _ in range(_MOST_REDIRECTS + 1):
            status, place = self._status(opener, here)
            if status not in _REDIRECTS or not place:
                return _judged(url, status, new)
            there = urljoin(here, quote(place, safe=string.punctuation, encoding="latin-1"))
            if not _is_web(there):
                return Answer(url, Outcome.UNREACHABLE, status, new, "it leads away from the web")
            for_good = for_good and status in _PERMANENT
            if for_good:
                new = _with_fragment(there, urldefrag(url).fragment)
            here = there
        return Answer(url, Outcome.UNREACHABLE, status, new, "it redirects without end")

    def _status(self, opener: OpenerDirector, url: str) -> tuple[int, str]:
        """The status, and the place that a redirect leads to.

        Some servers answer no HEAD, or answer it wrongly, so GET has the last word.
        """
        try:
            status, place = self._request(opener, url, "HEAD")
        except (HTTPException, ConnectionResetError):
            return self._request(opener, url, "GET")
        if status in _REDIRECTS or status < _FIRST_ERROR or status == _TOO_MANY:
            return status, place
        return self._request(opener, url, "GET")

    def _request(self, opener: OpenerDirector, url: str, method: str) -> tuple[int, str]:
        address = quote(urldefrag(url).url, safe=string.punctuation)
        request = Request(address, method=method, headers={"User-Agent": USER_AGENT, "Accept": "*/*"})  # noqa: S310  # only web addresses come here
        with self._through(_host(url)) as door:
            if door.closed:
                return _TOO_MANY, ""
            try:
                with opener.open(request, timeout=self._manners.patience) as response:
                    return response.status, ""
            except HTTPError as error:
                with error:
                    door.closed = error.code == _TOO_MANY
                    return error.code, error.headers.get("Location", "")

    @contextmanager
    def _through(self, host: str) -> Iterator[_Door]:
        """Alone with a host, after the pause that it is owed. Raises `_StoppedError` when nobody waits any more."""
        with self._guard:
            door = self._doors.setdefault(host, _Door())
        with door.lock:
            if self._stopped.wait(max(0.0, door.opens - time.monotonic())):
                raise _StoppedError
            try:
                yield door
            finally:
                door.opens = time.monotonic() + self._manners.pause

    def _opener(self) -> OpenerDirector:
        """Opens web addresses and nothing else, follows nothing, and keeps the cookies of one address for itself."""
        opener = OpenerDirector()
        for handler in (
            ProxyHandler(),
            HTTPHandler(),
            HTTPSHandler(context=self._secure),
            HTTPCookieProcessor(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)
        return opener


def _judged(url: str, status: int, new: str) -> Answer:
    if status < _FIRST_ERROR:
        return Answer(url, Outcome.MOVED, status, new) if new and new != url else Answer(url, Outcome.OK, status)
    if status in _GONE:
        return Answer(url, Outcome.GONE, status, new, "the server does not have it")
    if status in _REFUSALS:
        return Answer(url, Outcome.SKIPPED, status, new, _REFUSALS[status])
    return Answer(url, Outcome.UNREACHABLE, status, new, "the server failed")


def _reason(error: Exception, patience: float) -> str:
    """Why there was no answer, in a few words."""
    if isinstance(error, TimeoutError):
        return f"no answer within {patience:g} s"
    if isinstance(error, socket.gaierror):
        return "no such host"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror and not isinstance(error, ssl.SSLError):
        return error.strerror.lower()
    return "no proper answer" if isinstance(error, (OSError, HTTPException)) else "not an address that can be asked"


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _with_fragment(url: str, fragment: str) -> str:
    return f"{url}#{fragment}" if fragment and not urldefrag(url).fragment else url
