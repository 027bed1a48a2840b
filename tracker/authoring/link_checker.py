"""Checking whether links still answer: a few hosts at a time, and each host one request after the other."""

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
_ENOUGH_HOSTS = 4  # when so many hosts are not found and none was found, there is no network
_LOOK_UP = 0.5  # seconds until a wait is interrupted, since Ctrl+C cannot end a longer wait on every system


class Outcome(StrEnum):
    """The result of a request for an address."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"


class Answer(NamedTuple):
    """The outcome for one address. `status` is 0 where no server answered; `new` is its new permanent address."""

    url: str
    outcome: Outcome
    status: int = 0
    new: str = ""
    why: str = ""


class Manners(NamedTuple):
    """Limits for requests: seconds between two requests to a host, seconds to wait, hosts at the same time."""

    pause: float = 1.0
    patience: float = 15.0
    hosts: int = 4


POLITE = Manners()


class NoNetworkError(TrackerError):
    """There is no network: no host was found."""


class _StoppedError(Exception):
    """The caller has stopped and waits for no more answers."""


def verify(urls: Iterable[str], manners: Manners = POLITE) -> Generator[Answer, None, None]:
    """An answer for every address, as soon as it is there; each address is requested once.

    Closing the iterator stops the requests. Raises `NoNetworkError` where none of the first hosts is found.
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
        for answer, host_found in asking.answers(by_host):
            online = online or host_found
            if not online:
                missing.add(_host(answer.url))
                if len(missing) == min(_ENOUGH_HOSTS, len(by_host)):
                    names = ", ".join(sorted(missing))
                    raise NoNetworkError(f"there seems to be no network; these could not be found: {names}")
            yield answer
    finally:
        asking.stop()


class _Door:
    """The state of one host. A request needs the lock and waits until `opens`, a time of the monotonic clock.

    `closed` is true once the host has asked for fewer requests: it gets no more.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opens = 0.0
        self.closed = False


class _Asking:
    """Threads that send the requests, one for each host. An answer comes with whether its host was found."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._stopped = threading.Event()
        self._guard = threading.Lock()
        self._doors: dict[str, _Door] = {}
        self._secure = ssl.create_default_context()

    def stop(self) -> None:
        """Start no more requests; one that is running ends by itself."""
        self._stopped.set()

    def answers(self, by_host: Mapping[str, list[str]]) -> Iterator[tuple[Answer, bool]]:
        """The answers as they come. Hosts with the most addresses take longest, so they begin."""
        waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        for urls in sorted(by_host.values(), key=len, reverse=True):
            waiting.put(urls)
        answers: queue.SimpleQueue[tuple[Answer, bool] | Exception] = queue.SimpleQueue()
        for _ in range(min(self._manners.hosts, len(by_host))):
            threading.Thread(target=self._work, args=(waiting, answers), daemon=True).start()
        left = sum(map(len, by_host.values()))
        while left:
            try:
                answer = answers.get(timeout=_LOOK_UP)
            except queue.Empty:
                continue
            if isinstance(answer, Exception):
                raise answer
            left -= 1
            yield answer

    def _work(
        self, waiting: queue.SimpleQueue[list[str]], answers: queue.SimpleQueue[tuple[Answer, bool] | Exception]
    ) -> None:
        try:
            while True:
                for url in waiting.get_nowait():
                    answers.put(self._answer(url))
        except (queue.Empty, _StoppedError):
            return
        except Exception as error:  # noqa: BLE001  # `answers` raises it in the caller's thread
            answers.put(error)

    def _answer(self, url: str) -> tuple[Answer, bool]:
        try:
            return self._followed(url), True
        except (OSError, HTTPException, ValueError) as error:
            cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
            lost = isinstance(cause, socket.gaierror) or (isinstance(cause, OSError) and cause.errno in _NO_WAY)
            return Answer(url, Outcome.UNREACHABLE, why=_reason(cause, self._manners.patience)), not lost

    def _followed(self, url: str) -> Answer:
        """The answer of an address, or of the address to which it redirects."""
        opener = self._opener()
        current, new, for_good = url, "", True
        for _ in range(_MOST_REDIRECTS + 1):
            status, location = self._status(opener, current)
            if status not in _REDIRECTS or not location:
                return _judged(url, status, new)
            target = urljoin(current, quote(location, safe=string.punctuation, encoding="latin-1"))
            if not _is_web(target):
                return Answer(url, Outcome.UNREACHABLE, status, new, "it redirects to no web address")
            for_good = for_good and status in _PERMANENT
            if for_good:
                new = _with_fragment(target, urldefrag(url).fragment)
            current = target
        return Answer(url, Outcome.UNREACHABLE, status, new, "it redirects without end")

    def _status(self, opener: OpenerDirector, url: str) -> tuple[int, str]:
        """The status, and the address to which it redirects or "".

        Some servers do not answer HEAD, or answer it wrongly: an error of HEAD is checked with GET.
        """
        try:
            status, location = self._request(opener, url, "HEAD")
        except (HTTPException, ConnectionResetError):
            return self._request(opener, url, "GET")
        if status in _REDIRECTS or status < _FIRST_ERROR or status == _TOO_MANY:
            return status, location
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
        """Hold the lock of a host, after the pause between two requests. Raises `_StoppedError` after `stop`."""
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
        """An opener for web addresses only. It follows no redirects, and its cookies are for one address only."""
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
    """The reason in a few words why there was no answer."""
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
